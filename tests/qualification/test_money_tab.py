"""Money and slips at the keyboard: in the course, and at the door between QR code and the end."""

from __future__ import annotations

import asyncio
import io
from contextlib import redirect_stdout
from pathlib import Path

import httpx
import pytest
from pypdf import PdfReader
from rich.cells import cell_len

from biq_tui import __main__ as program
from biq_tui.core.journal import Actor
from biq_tui.core.write import Act
from biq_tui.qualification import money
from biq_tui.qualification.block_screen import BlockScreen
from biq_tui.qualification.enrolment import take_off

from ..room import SMALL, Room, bremen, course, do, folder_of, sentences, started
from .test_course_screen import open_course

TAB = "Geld und Zettel"
MONEY_WORDS = ("Euro", "€", "bezahlt", "Quittung", "befreit", "zahlt")


async def open_door(room: Room, tab: str = TAB) -> None:
    """From Heute to one tab of this evening."""
    await room.enter()
    await room.sees("[Ankommen]")
    await turn_to(room, tab)


async def turn_to(room: Room, tab: str) -> None:
    while room.tab != tab:
        await room.press("tab")
    await room.until(lambda: bool(room.body))


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A course of six people whose first date is today."""
    return folder_of(tmp_path, course)


# At the door -------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_who_pays_at_the_door_stands_there_with_the_receipt(
    house: Path, size: tuple[int, int]
) -> None:
    async with started(house, size) as room:
        await open_door(room)
        assert room.state.startswith("0 haben bezahlt, 6 offen (300 Euro).")
        assert room.row("Sabine") == "6 Sabine Müller offen 50 € Foto –"
        await room.type("sab bezahlt")
        assert room.hint.startswith("Enter: Quittung 2027-1: Sabine Müller hat 50 Euro")
        assert room.row("▸").startswith("▸ 6 Sabine Müller")
        await room.press("enter")
        assert room.line == ""
        assert room.row("Sabine") == "6 Sabine Müller bezahlt Foto –"
        assert room.journal()[-1] == "Quittung 2027-1: Sabine Müller hat 50 Euro bezahlt."
        assert all(cell_len(row) == size[0] for row in room.rows)


async def test_the_tab_stands_between_the_code_and_the_end(house: Path) -> None:
    async with started(house) as room:
        await open_door(room, "Ankommen")
        assert isinstance(room.screen, BlockScreen)
        names = ["Ankommen", "QR-Bild", TAB, "Abend beenden"]
        seen = []
        for _tab in names:
            seen.append(room.tab)
            await room.press("tab")
        assert seen == names
        assert room.tab == "Ankommen"


async def test_slips_of_many_are_written_down_in_one_step(house: Path) -> None:
    async with started(house) as room:
        await open_door(room)
        await room.enter("1-3 6 foto ja")
        await room.enter("4 foto nein")
        await room.enter("1-3 name stimmt")
        await room.enter("5 befreit")
        await room.enter("2 bezahlt 20")
        assert room.row("Ali") == "2 Ali Muster 20 von 50 € Foto ja Name ✓"
        assert room.row("Jonas") == "4 Jonas Müller offen 50 € Foto nein"
        assert room.row("Олена") == "5 Олена Зразок befreit Foto –"
        assert room.state == (
            "0 haben bezahlt, 5 offen (230 Euro). Foto: 4 ja, 1 nein, 1 nicht gefragt."
        )
        await room.enter("2 kontakte ja")
        await room.type("2")
        assert room.hint.startswith("Ali Muster, 20 von 50 € (2027-1):  Was dann?")
        assert room.event.startswith("Kontakte ja Einladungen – Partner –")


async def test_two_of_that_name_are_asked_for_and_enter_only_marks(house: Path) -> None:
    async with started(house) as room:
        await open_door(room)
        await room.enter("mül bezahlt")
        assert room.hint == "Enter: Quittung 2027-1: Jonas Müller hat 50 Euro bezahlt."
        assert sentences(room.app.database)[-1] == "Die Liste ist offen."
        await room.press("down", "enter")
        assert room.row("Sabine") == "6 Sabine Müller bezahlt Foto –"
        await room.enter("sab bezahlt")
        assert room.hint == "Sabine Müller hat schon bezahlt."
        assert room.line == "sab bezahlt", "to be corrected"


async def test_each_tab_keeps_its_half_typed_text(house: Path) -> None:
    async with started(house) as room:
        await open_door(room)
        await room.type("sab bez")
        await turn_to(room, "Ankommen")
        assert room.line == ""
        await room.type("ali")
        await turn_to(room, TAB)
        assert room.line == "sab bez"
        await room.press("escape", "escape")
        assert room.tab == "Ankommen"
        assert room.line == "ali"


async def test_a_guest_has_no_fee_and_the_mouse_marks(house: Path) -> None:
    async with started(house) as room:
        await open_door(room, "Ankommen")
        await room.enter("+Theo Gast")
        await turn_to(room, TAB)
        assert "Theo" not in "\n".join(room.body)
        await room.enter("theo bezahlt")
        assert room.hint == "Theo Gast ist nicht im Kurs und zahlt nichts."
        await room.press("escape")
        await room.click("Sabine Müller")
        assert room.row("▸").startswith("▸ 6 Sabine Müller")
        await room.press("enter")
        assert room.line == "6"
        await room.enter(" bezahlt")
        assert room.journal()[-1] == "Quittung 2027-1: Sabine Müller hat 50 Euro bezahlt."


async def test_ctrl_z_takes_a_payment_back_also_after_the_evening(house: Path) -> None:
    async with started(house) as room:
        await open_door(room, "Abend beenden")
        await room.enter("0")
        await room.enter("nein")
        await room.enter("ja")
        await room.sees("Beendet um")
        await turn_to(room, TAB)
        await room.enter("sab bezahlt")
        assert "Strg+Z" in room.event
        await room.press("ctrl+z")
        assert room.event == ("Zurückgenommen: Quittung 2027-1: Sabine Müller hat 50 Euro bezahlt.")
        assert room.row("Sabine") == "6 Sabine Müller offen 50 € Foto –"
        await room.enter("sab bezahlt")
        assert room.journal()[-1].startswith("Quittung 2027-2"), "no number comes twice"


async def test_what_another_laptop_takes_is_seen_before_enter_counts(house: Path) -> None:
    async with started(house) as room:
        await open_door(room)
        await room.type("sab bezahlt")
        act = Act(Actor.FACILITATOR, "other", "course:1")
        await asyncio.to_thread(lambda: room.app.database.write(act, money.pay, (1,)).result())
        await room.reads("Quittung 2027-2: Sabine Müller")
        assert room.row("Ada") == "1 Ada Muster bezahlt Foto –"
        await room.press("enter")
        assert room.journal()[-1] == "Quittung 2027-2: Sabine Müller hat 50 Euro bezahlt."


async def test_a_receipt_is_a_page_that_says_who_paid_how_much(
    house: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for desktop in ("DISPLAY", "WAYLAND_DISPLAY"):  # else it opens there, too
        monkeypatch.delenv(desktop, raising=False)
    do(house, money.pay, (1, 6))
    async with started(house) as room:
        await open_door(room)
        await room.enter("sab quittung")
        await room.sees("Quittung-2027-2.pdf")
        assert room.line == ""
    text = "".join(
        page.extract_text() for page in PdfReader(house / "papers" / "Quittung-2027-2.pdf").pages
    )
    assert "Sabine Müller" in text
    assert "2027-2" in text
    assert "50,00" in text
    assert "Ada" not in text


# Nobody else sees it -----------------------------------------------------------------------------


async def test_money_is_spoken_of_on_its_own_tab_only(house: Path) -> None:
    async with started(house) as room:
        await open_door(room)
        await room.enter("1-4 bezahlt")
        await room.enter("5 befreit")
        await room.enter("6 25 euro")
        audience = httpx.AsyncClient()
        url = room.app.doors._audience.url
        assert url
        for tab in ("Abend beenden", "Ankommen", "QR-Bild"):
            await turn_to(room, tab)
            assert not [word for word in MONEY_WORDS if word in room.text], room.text
        await turn_to(room, "Ankommen")
        await room.press("ctrl+z")
        assert room.hint == "Hier gibt es nichts zurückzunehmen."
        await room.enter("ali")
        assert room.event == "✓ Ali Muster ist da. Falsch? Strg+Z nimmt es zurück."
        await turn_to(room, TAB)
        await room.enter("6 zahlt")
        await turn_to(room, "Ankommen")
        await room.press("ctrl+z")
        assert room.event == "Zurückgenommen: Ali Muster ist da."
        await room.enter("was war")
        await room.sees("BIQ · Was war")
        assert not [word for word in MONEY_WORDS if word in room.text], room.text
        page = (await audience.get(url)).text + (await audience.get(f"{url}now")).text
        assert not [word for word in ("50 €", "Quittung", "bezahlt") if word in page]
        await audience.aclose()


async def test_what_was_taken_back_under_money_is_not_told_under_arrivals(house: Path) -> None:
    async with started(house) as room:
        await open_door(room)
        await room.enter("sab bezahlt")
        await room.press("ctrl+z")
        assert "Zurückgenommen: Quittung" in room.event
        await turn_to(room, "Ankommen")
        assert "Quittung" not in room.text


def test_the_status_command_knows_no_money(house: Path) -> None:
    do(house, money.pay, (1, 2))
    do(house, money.waive, (3,))
    out = io.StringIO()
    with bremen(), redirect_stdout(out):
        for arguments in (["status"], ["status", "--json"]):
            assert program.main([*arguments, "--data-dir", str(house)]) == 0
    assert "BIQ Huchting" in out.getvalue()
    assert not [word for word in (*MONEY_WORDS, "fee", "paid", "50") if word in out.getvalue()]


async def test_with_names_hidden_there_are_numbers_and_nothing_else(house: Path) -> None:
    do(house, money.pay, (1,))
    async with started(house) as room:
        await open_door(room)
        await room.press("ctrl+b")
        assert room.body == ["1", "2", "3", "4", "5", "6"]
        assert room.state == "Namen und Geld sind verborgen."
        await room.type("mül bezahlt")
        assert room.hint == "Wer ist es? 4 Jonas, 6 Sabine.   Enter oder ↑↓ wählt."
        assert [row for row in room.body if "Jonas" in row] == ["› 4 Jonas"]
        await room.press("escape")
        await room.type("6 bezahlt")
        assert room.hint == "Enter: schreibt es auf für 6 Sabine."
        assert not [word for word in ("Müller", "Euro", "€", "Quittung") if word in room.text]
        await room.press("enter")
        assert not [word for word in ("Sabine", "Euro", "€", "Quittung") if word in room.text]
        await room.press("ctrl+b")
        assert room.row("Sabine") == "6 Sabine Müller bezahlt Foto –"


# In the course -----------------------------------------------------------------------------------


async def test_the_same_tab_is_in_the_course(house: Path) -> None:
    async with started(house, SMALL) as room:
        await open_course(room, TAB)
        await turn_to(room, TAB)
        await room.enter("1 3 bezahlt")
        assert room.state.startswith("2 haben bezahlt, 4 offen (200 Euro).")
        await room.enter("1 storno")
        assert room.row("Ada") == "1 Ada Muster offen 50 € Foto –"
        await room.press("ctrl+z", "ctrl+z")
        await room.sees("0 haben bezahlt")
        assert room.journal()[-1].startswith("Zurückgenommen: Quittung 2027-1 bis 2027-2")


async def test_a_name_that_changes_is_no_longer_checked(house: Path) -> None:
    async with started(house, SMALL) as room:
        await open_course(room, TAB)
        await turn_to(room, TAB)
        await room.enter("6 name stimmt")
        assert room.row("Sabine").endswith("Name ✓")
        await turn_to(room, "Menschen")
        await room.enter("6 heißt Sabine Möller")
        await turn_to(room, TAB)
        await room.until(lambda: any("6 Sabine Möller" in row for row in room.body))
        assert not room.row("Sabine").endswith("Name ✓")


async def test_an_empty_course_says_so(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, course)
    for person in range(1, 7):
        do(folder, take_off, 1, person)
    async with started(folder) as room:
        await open_course(room, TAB)
        await room.sees("Noch ist niemand im Kurs.")
        await room.enter("ada bezahlt")
        assert room.hint == "Niemand im Kurs heißt so: ada bezahlt"
