"""A course's three tabs at the keyboard: dates, people, and what can be set."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.cells import cell_len

from ..room import COURSE, LARGE, PEOPLE, SMALL, Room, both_sizes, course, folder_of, started


async def open_course(room: Room, tab: str = "Termine") -> None:
    """From Heute to one tab of the course."""
    await room.press("tab")
    await room.sees("[Kurs]", COURSE)
    await room.enter()
    await room.sees(f"BIQ · Kurs {COURSE}")
    while room.tab != tab:
        await room.press("tab")


# Dates -------------------------------------------------------------------------------------------


@both_sizes
async def test_all_dates_stand_in_place_with_their_numbers_and_holidays(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with started(folder_of(tmp_path, course), size) as room:
        await open_course(room)
        assert room.state.startswith("6 Menschen. 12 Termine. 66 UE (45 Min.).")
        assert len(room.body) == 12
        assert room.body[0].startswith("1 Fr 5.3.2027 17:00–20:15 Block 1 · Hallo Nachbar!")
        assert room.row("Fr 2.4.2027").endswith("! Osterferien")
        assert all(cell_len(row) == size[0] for row in room.rows)


@both_sizes
async def test_a_date_is_changed_by_its_number_and_ctrl_z_takes_it_back(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with started(folder_of(tmp_path, course), size) as room:
        await open_course(room)
        await room.type("3 9.4. 18-20, Saal")
        assert room.hint == "Enter: Fr 9.4.2027, 18:00–20:00, 0 Min. Pause, 2 UE, Saal"
        assert room.row("▸").startswith("▸ 3 Fr 2.4.2027")
        await room.press("enter")
        await room.sees("Fr 9.4.2027")
        assert room.line == ""
        changed = room.journal()[-1]
        assert changed.startswith(
            "Dieser Termin ist geändert: Block 2, Tag 2"
        )  # it comes later now
        assert "Strg+Z" in room.event
        await room.press("ctrl+z")
        await room.sees("Zurückgenommen: Dieser Termin ist geändert", "Fr 2.4.2027")
        assert "Fr 9.4.2027" not in room.text


@both_sizes
async def test_arrows_and_enter_take_a_date_into_the_line(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with started(folder_of(tmp_path, course), size) as room:
        await open_course(room)
        await room.press("down", "down")
        assert room.row("▸").startswith("▸ 2 Sa 6.3.2027")
        assert room.hint == "Enter: holt Termin 2 in die Zeile. Dort können Sie ihn ändern."
        before = room.journal()
        await room.press("enter")
        assert room.line.startswith("2 6.3.2027 10:00-16:00, Pause 45, 7 UE, Haus am Park")
        await room.press("enter")
        assert room.hint == "Das ist schon so."
        assert room.journal() == before
        await room.press("escape")
        assert room.line == ""


async def test_a_new_date_joins_its_block_and_removal_wants_yes(tmp_path: Path) -> None:
    async with started(folder_of(tmp_path, course)) as room:
        await open_course(room)
        await room.enter("+4 9.4. 17-20")
        await room.sees("13 Termine.", "Fr 9.4.2027")
        assert room.row("Fr 9.4.2027").startswith("5 Fr 9.4.2027 17:00–20:00 Block 4 ·")
        await room.type("5 weg")
        assert room.hint == "Soll Termin 5 wegfallen? Schreiben Sie:  5 weg ja"
        await room.press("enter", "enter")
        assert "13 Termine." in room.state
        await room.enter(" ja")
        await room.sees("12 Termine.")
        await room.press("ctrl+z")
        await room.sees("13 Termine.", "Fr 9.4.2027")


async def test_what_can_not_be_is_told_in_place_and_the_line_stays_to_be_corrected(
    tmp_path: Path,
) -> None:
    async with started(folder_of(tmp_path, course)) as room:
        await open_course(room)
        for typed, said in (
            ("3 29.2.2027", "Den 29. Februar gibt es 2027 nicht."),
            ("3 20-17", "Das Ende (17:00) muss nach dem Anfang (20:00) liegen."),
            ("3 pause 300", "Die Pause ist länger als der Termin."),
            ("99 9.4.", "Die Nummer 99 gibt es nicht."),
        ):
            before = room.journal()
            await room.enter(typed)
            assert said in room.hint
            assert room.line == typed
            assert room.journal() == before
            await room.press("escape")


async def test_a_date_at_which_people_have_arrived_stays(tmp_path: Path) -> None:
    async with started(folder_of(tmp_path, course)) as room:
        await room.enter()
        await room.sees("[Ankommen]")
        await room.press("escape")
        await room.sees("[Heute]")
        await open_course(room)
        for typed in ("1 9.4.", "1 weg ja"):
            await room.enter(typed)
            assert room.hint == "Bei diesem Termin waren schon Menschen. Er bleibt, wie er ist."
            await room.press("escape")
        assert "Fr 5.3.2027" in room.body[0]


# People ------------------------------------------------------------------------------------------


@both_sizes
async def test_somebody_new_is_enrolled_found_named_and_taken_off(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with started(folder_of(tmp_path, course), size) as room:
        await open_course(room, "Menschen")
        await room.enter("+Theo Neu")
        await room.sees("7 Menschen.", "Theo Neu")
        await room.enter("Ute Ganz")
        assert room.line == "Ute Ganz"
        assert "7 Menschen." in room.state
        await room.press("enter")
        await room.sees("8 Menschen.", "Ute Ganz")
        await room.enter("8 heißt Uta Ganz")
        await room.sees("Uta Ganz")
        await room.enter("uta lateinisch Utah")
        await room.sees("Uta Ganz (Utah)")
        await room.enter("uta weg")
        assert "8 weg ja" in room.hint
        await room.enter(" ja")
        await room.sees("7 Menschen.")
        assert "Uta" not in "\n".join(room.body)
        for _step in range(5):
            await room.press("ctrl+z")
        await room.sees("6 Menschen.")
        assert [row.split(" ", 1)[1] for row in room.body][:4] == list(PEOPLE[:4])


@both_sizes
async def test_excuses_needs_and_days_stand_beside_the_name(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with started(folder_of(tmp_path, course), size) as room:
        await open_course(room, "Menschen")
        for typed, beside in (
            ("ada abgesagt", "1 Ada Muster abgesagt Fr 5.3."),
            ("ali abgesagt 6.3.", "2 Ali Muster abgesagt Sa 6.3."),
            ("ayse braucht Rampe", "3 Ayşe Beispiel Rampe"),
            ("jonas seit 6.3.", "4 Jonas Müller ab 6.3.2027"),
            ("olena ausgetreten 2.4.", "bis 2.4.2027"),
        ):
            await room.enter(typed)
            await room.sees("✓")
            assert any(beside in row for row in room.body), room.text
        await room.enter("ada kommt")
        await room.settle()
        assert "abgesagt Fr" not in "\n".join(room.body)


async def test_an_arrow_chooses_among_several_hits(tmp_path: Path) -> None:
    async with started(folder_of(tmp_path, course)) as room:
        await open_course(room, "Menschen")
        await room.type("mül abgesagt")
        assert room.hint.startswith("Wer ist es? Jonas Müller, Sabine Müller.")
        await room.press("enter")
        assert room.hint == "Enter: Jonas Müller hat für den 5.3.2027 abgesagt."
        await room.press("down")
        assert room.hint == "Enter: Sabine Müller hat für den 5.3.2027 abgesagt."
        await room.press("enter")
        await room.sees("✓ Sabine Müller hat für den 5.3.2027 abgesagt.")


async def test_with_names_hidden_no_name_stands_in_the_course(tmp_path: Path) -> None:
    async with started(folder_of(tmp_path, course)) as room:
        await open_course(room, "Menschen")
        await room.enter("jonas braucht Rampe")
        await room.press("ctrl+b")
        words = {word for name in PEOPLE for word in name.split()} | {"Rampe"}
        assert not [word for word in words if word in room.text]
        await room.type("mül")
        assert "4 Jonas" in " ".join(room.text.split())
        assert "Müller" not in room.text
        await room.press("down")
        await room.enter(" abgesagt")
        await room.settle()
        assert "Müller" not in room.text
        assert room.journal()[-1].startswith("Jonas Müller") or "Sabine" in room.journal()[-1]


@both_sizes
async def test_a_course_of_twenty_five_shows_everybody(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with started(folder_of(tmp_path, course), size) as room:
        await open_course(room, "Menschen")
        await room.paste("\n".join(f"Probe Person{number:02}" for number in range(7, 26)))
        await room.sees("19 Menschen.")
        await room.enter("ja")
        await room.sees("25 Menschen.")
        shown = room.text
        if size == SMALL:  # there by paging
            await room.press("down", *["pagedown"] * 4)
            shown += room.text
        for name in (*PEOPLE, *(f"Probe Person{number:02}" for number in range(7, 26))):
            assert name in shown, f"{name} not in\n{shown}"


# More --------------------------------------------------------------------------------------------


@both_sizes
async def test_what_is_set_for_the_house_and_the_course_is_seen_at_once(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with started(folder_of(tmp_path, course), size) as room:
        await open_course(room, "Mehr")
        assert room.body[0].startswith("1 Name von diesem Kurs")
        await room.enter("4 Haus der Zukunft")
        await room.sees("Haus der Zukunft")
        await room.enter("7 200")
        assert room.hint == "Bitte schreiben Sie eine Zahl von 30 bis 90."
        assert room.line == "7 200"
        await room.press("escape")
        await room.enter("6 Frankreich")
        assert room.hint == "Bitte schreiben Sie das Bundesland, zum Beispiel: Bremen"
        await room.press("escape")
        await room.enter("1 BIQ Süd")
        await room.sees("BIQ · Kurs BIQ Süd")
        await room.press("down", "enter")
        assert room.line == "1 BIQ Süd"
        await room.press("escape")
        await room.press("ctrl+z", "ctrl+z")
        await room.sees(f"BIQ · Kurs {COURSE}")
        assert "Haus der Zukunft" not in "\n".join(room.body)


# Everywhere --------------------------------------------------------------------------------------


async def test_each_tab_keeps_its_half_typed_text_and_the_mouse_turns_them(tmp_path: Path) -> None:
    async with started(folder_of(tmp_path, course)) as room:
        await open_course(room)
        await room.type("3 9.")
        await room.click("Menschen ")
        assert room.tab == "Menschen"
        assert room.line == ""
        await room.type("ada")
        await room.press("shift+tab")
        assert room.line == "3 9."
        await room.press("tab")
        assert room.line == "ada"
        await room.press("escape")
        await room.click("Sabine Müller")
        assert room.row("▸").startswith("▸ 6 Sabine Müller")


@pytest.mark.parametrize(
    "text", ["[/b]", "+[/b] {person}", "+\x1b[2Jx", "+‮evil", "1 heißt [red]x", "+" + "a" * 10_000]
)
@pytest.mark.parametrize("tab", ["Termine", "Menschen", "Mehr"])
async def test_whatever_is_pasted_into_a_line_is_only_text(
    tmp_path: Path, text: str, tab: str
) -> None:
    async with started(folder_of(tmp_path, course)) as room:
        await open_course(room, tab)
        await room.paste(text)
        await room.press("enter")
        await room.press("enter")
        assert room.where.startswith("BIQ · Kurs")
        assert "\x1b" not in room.text
        assert "‮" not in room.text
        assert all(cell_len(row) == 80 for row in room.rows)


async def test_a_course_speaks_english(tmp_path: Path) -> None:
    async with started(folder_of(tmp_path, course), LARGE, "en") as room:
        await room.press("tab")
        await room.enter()
        await room.sees("[Dates]", "6 people.", "12 dates.")
        await room.enter("3 remove yes")
        await room.sees("11 dates.", "is taken out.")
        await room.press("tab")
        await room.enter("ada excused 6 March")
        await room.sees("Ada Muster has cancelled for 6.3.2027.")
