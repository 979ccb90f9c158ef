"""Who types at a laptop that several people share: said once, seen on every screen."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import col, select

from biq_tui.core.journal import JournalEntry
from biq_tui.core.language import speaking
from biq_tui.core.station import BY_LENGTH, StationFile
from biq_tui.taking_over import COMMAND, read_taking_over

from .meetings.test_vote_screen import eight
from .room import LARGE, Room, course, folder_of, started


def by_whom(room: Room) -> list[str]:
    """The column of the journal, the oldest first."""
    with room.app.database.reading() as session:
        query = select(JournalEntry.by).order_by(col(JournalEntry.number))
        return list(session.exec(query))


async def test_jan_takes_over_and_every_screen_and_the_journal_say_so(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, eight)
    async with started(folder) as room:
        assert room.state.startswith("Guten Tag. Heute ist")
        await room.type("jan übernimmt")
        assert room.hint == "Enter: Ab jetzt schreibt hier Jan."
        await room.press("enter")
        assert room.event.startswith("Ab jetzt schreibt hier Jan.")
        assert room.state.startswith("Guten Tag, Jan. Heute ist")
        assert room.rows[0].rstrip().endswith("Jan · alles gespeichert · 16:52")
        await room.enter("treffen")
        await room.sees("[Ablauf]")
        assert "Jan · alles gespeichert" in room.rows[0]
        await room.enter("Begrüßung, 10")
        await room.sees("1  Begrüßung")
        assert by_whom(room)[-1] == "Jan"
        assert "Jan" not in room.journal()[-1], "a name is never in the sentence"
        await room.enter("was war")
        await room.sees("BIQ · Was war")
        assert room.row("Begrüßung").endswith("Jan")
        await room.type("jan")
        assert [row for row in room.body if "Begrüßung" in row] == room.body
        await room.press("ctrl+b")
        assert "Jan" not in "\n".join([room.rows[0], *room.body])
    async with started(folder) as room:
        assert "Jan" not in room.text, "names are hidden still"
        await room.press("ctrl+b")
        await room.sees("Jan · alles gespeichert")


async def test_nobody_takes_over_and_no_name_is_left(tmp_path: Path) -> None:
    async with started(folder_of(tmp_path, course)) as room:
        await room.enter("Kim übernimmt")
        await room.type("kim übernimmt")
        assert room.hint == "Das ist schon so."
        await room.press("escape")
        await room.enter("niemand übernimmt")
        assert room.event.startswith("Ab jetzt ist niemand genannt.")
        assert "Kim" not in room.rows[0] + room.state
        await room.enter("ali abgesagt")
        await room.sees("1 hat abgesagt")
        assert by_whom(room)[-1] == ""


async def test_on_the_smallest_screen_the_name_gives_way_first(tmp_path: Path) -> None:
    async with started(folder_of(tmp_path, eight), (60, 20)) as room:
        await room.enter(f"{'Lang' * 10} übernimmt")
        assert "Lang" not in room.rows[0]
        assert room.rows[0].rstrip().endswith("alles gespeichert · 16:52")
        assert room.state.startswith("Guten Tag. Heute ist")


async def test_the_help_of_heute_leads_there(tmp_path: Path) -> None:
    async with started(folder_of(tmp_path, course), LARGE) as room:
        await room.press("f1")
        await room.type("übernimmt")
        await room.press("down", "enter")
        assert room.line == "jan übernimmt"


async def test_what_a_neighbour_types_on_a_laptop_that_was_handed_over_is_nobodys(
    tmp_path: Path,
) -> None:
    async with started(folder_of(tmp_path, eight)) as room:
        await room.enter("kim übernimmt")
        await room.enter("treffen")
        await room.sees("[Ablauf]")
        await room.enter("weitergeben")
        for text in ("2468", "2468"):
            await room.enter(text)
        await room.sees("Idee 9")
        assert "Kim" not in room.text
        await room.enter("Eisdiele")
        await room.sees("Eisdiele")
        assert by_whom(room)[-1] == ""


@asynccontextmanager
async def at_hands(tmp_path: Path) -> AsyncIterator[Room]:
    """Hands are counted, and Kim types."""
    async with started(folder_of(tmp_path, eight)) as room:
        await room.enter("kim übernimmt")
        await to_the_vote(room)
        for text in ("hände", "23"):
            await room.enter(text)
        yield room


async def to_the_vote(room: Room) -> None:
    """From Heute to the tab Abstimmen."""
    await room.enter("treffen")
    await room.sees("BIQ · Treffen am")
    while room.tab != "Abstimmen":
        await room.press("tab")


async def test_the_vote_says_who_counted_once_several_people_did(tmp_path: Path) -> None:
    async with at_hands(tmp_path) as room:
        await room.enter("6 4 3")
        await room.sees("Hände 13")
        assert "Gezählt" not in "\n".join(room.body)
        await room.press("escape")
        await room.enter("jan übernimmt")
        await to_the_vote(room)
        await room.enter("d2")
        await room.sees("Gezählt von: Kim, Jan")
        await room.press("ctrl+b")
        assert "Gezählt von" not in room.text
        await room.press("ctrl+b")
        await room.press("ctrl+z")
        await room.until(lambda: "Gezählt von" not in room.text)


# The line ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("übernimmt", "Wer übernimmt?  So:  jan übernimmt"),
        ("123 übernimmt", "Wer übernimmt?  So:  jan übernimmt"),
        (f"{'a' * 41} übernimmt", "Bitte einen Namen mit höchstens 40 Buchstaben."),
        (f"{'a' * 150} übernimmt", "Bitte einen Namen mit höchstens 40 Buchstaben."),
        ("niemand übernimmt", "Hier ist niemand genannt."),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence(typed: str, said: str) -> None:
    with speaking("de"):
        intention = read_taking_over(typed, "")
    assert intention is not None
    assert (intention.hint, intention.command) == (said, "")


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("jan übernimmt", "Jan"),
        ("ayşe maria takes over", "Ayşe Maria"),
        ("ILSE ÜBERNIMMT", "ILSE"),
        ("van der Kim uebernimmt", "van der Kim"),
        ("Олена übernimmt", "Олена"),
        ("\x1b[1m{kim}\u202e übernimmt", "[1m{kim}"),
    ],
)
def test_a_name_is_cleaned_and_kept_as_it_is_written(typed: str, name: str) -> None:
    intention = read_taking_over(typed, "Somebody")
    assert intention is not None
    assert intention.command == f"{COMMAND} {name}"


@pytest.mark.parametrize("typed", ["", "jan", "wer übernimmt das?", "jan geht", "xübernimmt"])
def test_anything_else_is_searched_for(typed: str) -> None:
    assert read_taking_over(typed, "") is None


@settings(max_examples=30)
@given(st.text(max_size=60))
def test_whatever_is_taken_is_kept(tmp_path_factory: pytest.TempPathFactory, said: str) -> None:
    intention = read_taking_over(f"{said} übernimmt", "")
    if intention is None or not intention.command:
        return
    name = intention.command.removeprefix(f"{COMMAND} ")
    assert 0 < len(name) <= BY_LENGTH
    file = tmp_path_factory.mktemp("laptop") / "station.json"
    StationFile(file).remember(by=name)
    assert StationFile(file).station.by == name, "a restart finds it sound"
