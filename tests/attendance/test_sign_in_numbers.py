"""Numbers, roles, and two people of one name, at the keyboard of the sign-in screen."""

from __future__ import annotations

from pathlib import Path

import pytest

from biq_tui.people.models import Person
from tests.room import LARGE, SMALL, both_sizes
from tests.statements import statements

from .rooms import facilitator
from .sign_in_room import (  # noqa: F401 - fixtures are found by their names
    SignIn,
    _clock_stands,
    _no_idling,
    _no_waiting,
    empty_folder,
    evening,
    folder,
)
from .test_sign_in_counts import counted


@both_sizes
async def test_an_evening_on_paper_is_typed_back_in_one_line_and_taken_back_by_one_key(
    folder: Path, size: tuple[int, int]
) -> None:
    async with evening(folder, size) as room:
        await room.enter("2")
        await room.type("1-4 7 9-12")
        assert room.hint.startswith("Enter: 8 Menschen sind da. 1 ist schon da. (Ada Muster, Anna")
        assert room.person("Anna Muster").startswith("› 3")
        assert "·" in room.person("Anna Muster"), "nobody comes before Enter"
        await room.press("enter")
        await room.sees("9 sind da.", "9 fehlen noch.", "✓ 8 Menschen sind da.")
        await room.press("ctrl+z")
        await room.sees("1 ist da.", "Zurückgenommen: 8 Menschen sind da.")
        assert "da" in room.person("Ali Muster")


async def test_number_cards_scanned_one_after_the_other_tick_one_after_the_other(
    folder: Path,
) -> None:
    async with evening(folder, SMALL) as room:
        await room.press_at_once(*"07", "enter", *"9", "enter", *"12", "enter")
        await room.until(lambda: room.sheet.here == 3)
        assert [row.number for row in room.sheet.rows if row.here] == [7, 9, 12]


async def test_a_pasted_column_of_numbers_is_one_run(folder: Path) -> None:
    async with evening(folder, SMALL) as room:
        await room.paste("7\n9\n12\n")
        assert room.hint.startswith("Enter: 3 Menschen sind da.")
        await room.press("enter")
        await room.sees("3 sind da.")


async def test_a_number_that_nobody_has_stops_the_whole_line_and_it_stays_to_be_corrected(
    folder: Path,
) -> None:
    async with evening(folder, SMALL) as room:
        await room.enter("1-4 31")
        assert room.hint == "Die Nummer 31 gibt es nicht."
        assert room.sheet.here == 0
        assert room.line == "1-4 31"
        await room.press("backspace", "backspace", "enter")
        await room.sees("4 sind da.")


@both_sizes
async def test_who_comes_along_stands_on_the_list_as_that(
    folder: Path, size: tuple[int, int]
) -> None:
    async with evening(folder, size) as room:
        await room.enter("+Kim Assistenz")
        await room.enter("+Theo")
        await room.enter("5 übersetzt")
        await room.sees("2 sind da, davon 1 Gast, 1 begleitet.   17 fehlen noch.")
        assert room.person("Kim") == "19 Kim Assistenz"
        assert room.person("Bernd Muster").endswith("·"), "she is not here yet"
        await room.enter("5")
        assert room.person("Bernd Muster").endswith("übersetzt")
        await room.press("ctrl+z", "ctrl+z")
        await room.sees("2 sind da, davon 1 Gast, 1 begleitet.   18 fehlen noch.")


@both_sizes
async def test_of_two_people_of_one_name_the_facilitator_sees_who_is_who(
    folder: Path, size: tuple[int, int]
) -> None:
    names = ["Ada Muster", "Ali Muster", "Bo Zorn", "Ali Muster"]
    async with evening(folder, size, names) as room:
        await told_apart(room)
        await room.type("ali")
        assert room.hint.startswith("Wer ist es? 2 Ali Muster (rote Brille), 4 Ali Muster (mit")
        await room.press("enter")
        assert room.hint == "Enter: Ali Muster ist da. (2 Ali Muster (rote Brille))"
        assert room.sheet.here == 0
        await room.press("down")
        assert room.hint == "Enter: Ali Muster ist da. (4 Ali Muster (mit Kind))"
        await room.press("enter")
        await room.until(lambda: room.sheet.here == 1)
        assert [row.number for row in room.sheet.rows if row.here] == [4]


async def told_apart(room: SignIn) -> None:
    """The facilitator has written down what tells the two apart."""

    def known(write, person_id: int, words: str) -> None:  # type: ignore[no-untyped-def]
        write.change(Person, Person.id == person_id, known_by=words)
        write.tell("attendance.here", person=person_id)

    act = facilitator(room.gathering_id, room.app.station.id)
    for number, words in ((2, "rote Brille"), (4, "mit Kind")):
        row = room.sheet.rows.numbered(number)
        assert row
        await room.app.database.writes(act, known, row.person_id, words)
    await room.until(lambda: all(row.known_by for row in room.sheet.rows if "Ali" in row.name))
    await room.settle()


async def test_who_was_not_really_here_is_said_at_the_end_and_nowhere_before(
    folder: Path,
) -> None:
    async with evening(folder, SMALL) as room:
        await room.phone("Ada Muster", "Jonas Müller", "Olha Beispiel")
        assert "wirklich" not in room.text
        await room.press("shift+tab")
        assert "3 kamen über das Handy. Waren alle wirklich hier?" in room.text
        await room.enter("2")
        await room.sees("1 Ada Muster   12 Jonas Müller   17 Olha Beispiel")
        await room.type("12")
        assert room.hint == "Enter: 1 Mensch war nicht hier. (Jonas Müller)"
        await room.press("enter")
        await room.sees("2   Passt.", "✓ 2  3 kamen über das Handy.", "▸ 3  Ging jemand früher?")
        assert room.sheet.absent == 1
        await room.press("ctrl+z")
        await room.until(lambda: room.sheet.here == 3)
        await room.press("escape")
        await room.sees("▸ 1  Wie viele Menschen sehen Sie?")


async def test_nobody_is_asked_about_phones_when_nobody_came_by_one(folder: Path) -> None:
    async with evening(folder, SMALL) as room:
        await room.enter("1-4")
        await room.press("shift+tab")
        await room.enter("4")
        await room.sees("▸ 2  Ging jemand früher?")
        assert "Handy." not in room.text


# What it costs -----------------------------------------------------------------------------------


@pytest.mark.parametrize("people", [30, 1_000])
async def test_a_key_in_a_run_of_25_numbers_paints_the_hint_and_the_lines_that_change(
    folder: Path, monkeypatch: pytest.MonkeyPatch, people: int
) -> None:
    names = [f"Mensch{number} Muster" for number in range(1, people + 1)]
    async with evening(folder, LARGE, names) as room:
        with counted(room, monkeypatch) as cost:
            await room.type(" ".join(map(str, range(1, 25))))
            await room.type(" ")
            cost.forget()
            with statements() as sent:
                await room.type("2")
                await room.type("6")

            assert room.hint.startswith("Enter: 25 Menschen sind da. (Mensch1 Muster, Mensch2")
            assert cost.painted["#hint"] == 1  # the 2 was there before
            assert cost.painted["#roster"] <= 2
            assert cost.layouts == 0
            assert not sent, "a key asks no database"
