"""The tab "Zertifikate" at the keyboard: from the place of the ceremony to the file to print."""

from __future__ import annotations

from pathlib import Path

from biq_tui.people import service as people
from tests.papers.reading import pages
from tests.room import Room, both_sizes, do, folder_of, started

from .ceremonies import finished_course, named
from .test_course_screen import open_course


async def open_ceremony(room: Room) -> None:
    await open_course(room, "Zertifikate")
    await room.sees("Ada Muster")


async def agree(room: Room) -> None:
    for typed in ("ort Haus am Park", "datum 12.6.2027", "unterschrift Kim Beispiel, Jan Muster"):
        await room.enter(typed)
    await room.sees("Haus am Park", "12.6.2027", "Kim Beispiel, Jan Muster")


async def is_made(room: Room) -> None:
    await room.sees("fertig.", ".pdf")


def files(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in sorted((folder / "papers").glob("*.pdf"))}


@both_sizes
async def test_everybody_stands_there_in_calling_order_with_a_paper(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with started(folder_of(tmp_path, finished_course), size) as room:
        await open_ceremony(room)
        assert room.body[:6] == [
            "1 Ada Muster Zertifikat",
            "2 Ali Muster kein Papier: 0 UE",
            "3 Ayşe Beispiel Zertifikat",
            "4 Jonas Müller Teilnahmebescheinigung (33 von 66 UE)",
            "5 Олена Зразок (Olena Zrazok) Zertifikat",
            "6 Sabine Müller Zertifikat",
        ]
        assert (
            room.state == "5 Papiere sind noch nicht ausgestellt. 5 Namen sind noch nicht geprüft."
        )
        assert (
            room.hint == ("Es fehlt noch: ort Haus am Park datum 12.6.2027 unterschrift Kim, Jan")
            or "Es fehlt noch:" in room.hint
        )


async def test_place_day_and_signers_are_asked_once_and_taken_back(tmp_path: Path) -> None:
    async with started(folder_of(tmp_path, finished_course)) as room:
        await open_ceremony(room)
        await room.type("ausstellen ja")
        assert room.hint.startswith("Es fehlt noch:  ort Haus am Park")
        await room.press("escape")
        await agree(room)
        await room.type("datum 12.6.2027")
        assert room.hint == "Enter: Die Zertifikate gibt es am 12.6.2027. (Samstag)"
        await room.press("escape")
        assert room.hint.startswith("Alle Papiere ansehen:  entwurf")
        await room.press("ctrl+z")
        await room.sees("Zurückgenommen: Die Zertifikate unterschreiben")
        assert room.hint == "Es fehlt noch:  unterschrift Kim, Jan"


async def test_a_draft_is_looked_at_and_nothing_is_issued(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, finished_course)
    async with started(folder) as room:
        await open_ceremony(room)
        before = room.journal()
        await room.enter("entwurf")
        await is_made(room)
        assert room.journal() == before
    (pdf,) = files(folder).values()
    assert "ENTWURF" in pages(pdf)[0]


async def test_issuing_wants_yes_and_makes_one_file_for_the_printer(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, finished_course)
    async with started(folder) as room:
        await open_ceremony(room)
        await agree(room)
        await room.type("ausstellen")
        assert room.hint == (
            "! 5 Namen nicht geprüft. Trotzdem ausstellen? Schreiben Sie:  ausstellen ja"
        )
        await room.press("enter", "enter")
        assert "5 Papiere sind noch nicht ausgestellt." in room.state
        await room.type(" ja")
        said = "5 Papiere sind ausgestellt: BIQ-2027-0001 bis BIQ-2027-0005."
        assert room.hint == f"Enter: {said}"
        await room.press("enter")
        await is_made(room)
        assert room.state == "5 sind ausgestellt."
        assert room.row("Jonas Müller").endswith("Teilnahmebescheinigung BIQ-2027-0003")
        assert room.journal()[-2] == said
        await room.enter("ausstellen ja")
        assert "Alle haben ein Papier." in room.hint
        await room.press("escape", "ctrl+z")
        assert "Strg+Z" not in room.event
    (pdf,) = files(folder).values()
    sheets = pages(pdf)[::2]
    calling = ["Ada Muster", "Ayşe Beispiel", "Jonas Müller", "Олена Зразок", "Sabine Müller"]
    assert [name for name, sheet in zip(calling, sheets, strict=True) if name in sheet] == calling


async def test_a_reprint_is_the_same_and_a_new_name_wants_a_new_number(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, finished_course)
    async with started(folder) as room:
        await open_ceremony(room)
        await agree(room)
        await room.enter("6 ausstellen ja")
        await is_made(room)
        first = files(folder)
        await room.enter("sab drucken")
        await is_made(room)
        assert files(folder) == first
        await room.app.write(people.name, await room.app.read(named, "Sabine Müller"), "Kim Müller")
        await room.sees("! Name ist neu · BIQ-2027-0001")
        await room.type("6 drucken")
        assert room.hint == "Kim Müller heißt jetzt anders. Das richtige Papier:  6 neu ja"
        await room.press("escape")
        await room.type("6 neu ja")
        assert room.hint == "Enter: Kim Müller: BIQ-2027-0002 gilt statt BIQ-2027-0001."
        await room.press("enter")
        await is_made(room)
        await room.sees("Zertifikat BIQ-2027-0002")
        assert "Sabine" not in room.text
    (name,) = files(folder)
    assert name == "BIQ-2027-0002.pdf"
    assert "Sabine" not in pages(files(folder)[name])[0]


async def test_somebody_who_leaves_early_gets_a_paper_about_her_block(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, finished_course)
    async with started(folder) as room:
        await open_ceremony(room)
        await agree(room)
        await room.type("4 bescheinigung block 3")
        assert room.hint.endswith("Schreiben Sie:  4 bescheinigung block 3 ja")
        await room.enter(" ja")
        await is_made(room)
        assert (
            room.row("Jonas Müller")
            == "4 Jonas Müller · Block 3 Teilnahmebescheinigung (33 von 66 UE)"
        )
        assert "5 Papiere sind noch nicht ausgestellt." in room.state
        await room.enter("4 bescheinigung block 6 ja")
        await room.reads("Davon hat niemand eine UE.")
    (pdf,) = files(folder).values()
    assert "11 von 11 Unterrichtseinheiten" in pages(pdf)[0]


async def test_checked_names_have_a_mark_and_a_decision_is_only_a_mark(tmp_path: Path) -> None:
    from biq_tui.qualification.passport import decide

    folder = folder_of(tmp_path, finished_course)
    async with started(folder) as room:
        jonas = await room.app.read(named, "Jonas Müller")
        await room.app.write(people.check_name, [jonas])
        await room.app.write(decide, 1, jonas, "War im Krankenhaus")
        await open_ceremony(room)
        assert room.row("Jonas Müller") == "4 Jonas Müller ✓ Zertifikat · Entscheidung"
        assert "Krankenhaus" not in room.text
        assert "4 Namen sind noch nicht geprüft." in room.state


async def test_with_names_hidden_there_are_numbers_only(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, finished_course)
    async with started(folder) as room:
        await open_ceremony(room)
        await agree(room)
        await room.press("ctrl+b")
        for typed in ("", "4", "4 ausstellen ja", "bei neu", "drucken"):
            await room.type(typed)
            for name in ("Muster", "Müller", "Ayşe Beispiel", "Kim", "Зразок"):
                assert name not in room.text
            await room.press("escape")


async def test_a_missing_logo_is_named_and_nothing_half_is_written(tmp_path: Path) -> None:
    from biq_tui.qualification.options import set_option

    folder = folder_of(tmp_path, finished_course)
    do(folder, set_option, "funder.logos", "fehlt.svg")
    async with started(folder) as room:
        await open_ceremony(room)
        await room.enter("entwurf")
        await room.reads("Das Logo")
    assert not (folder / "papers").exists()
