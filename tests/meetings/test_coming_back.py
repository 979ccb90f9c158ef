"""Coming back to a meeting, coming too late to it, and planning the next one: no surprises."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from biq_tui.core.database import Database
from biq_tui.core.journal import Actor
from biq_tui.core.write import Act
from biq_tui.meetings import agenda
from biq_tui.meetings.idea_files import table_pasted, without_heading
from biq_tui.meetings.meeting_line import read_meeting
from biq_tui.meetings.screens import COLLECT, VOTE
from tests.room import LARGE, Room, bremen, course, folder_of, started

from .test_meeting_screen import at_meeting, meeting

ACT = Act(Actor.PROGRAM, "test", "")


def two_meetings(database: Database) -> None:
    """This evening's, and one next week at another place."""
    meeting(database)
    starts = datetime(2027, 3, 12, 17, tzinfo=UTC)
    planned = "Straßenfest", starts, starts + timedelta(hours=2), "Kulturhaus"
    database.write(ACT, agenda.make_meeting, *planned).result()


def ended(database: Database) -> None:
    """This evening's meeting is over."""
    meeting(database)
    database.write(ACT, agenda.end_meeting, 1).result()


async def to_meeting(room: Room, words: str) -> None:
    """From Heute, by what it is called."""
    await room.enter(words)
    await room.sees("BIQ · Treffen am")


# Coming back -------------------------------------------------------------------------------------


async def test_a_meeting_opens_where_she_was_also_after_a_restart(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, two_meetings)
    async with started(folder) as room:
        await to_meeting(room, "fehlt")
        assert room.tab == "Ablauf"
        await room.press(*["tab"] * VOTE)
        await room.press("escape")
        await to_meeting(room, "straßenfest")
        assert room.tab == "Ablauf", "each meeting has its own"
        await room.press("tab", "escape")
        await to_meeting(room, "fehlt")
        assert (room.tab, room.label) == ("Abstimmen", "Abstimmen")
        await room.sees("WIE STIMMEN WIR AB?")
    async with started(folder) as room:
        await room.sees("[Abstimmen]", "WIE STIMMEN WIR AB?")
        await room.press("escape")
        await to_meeting(room, "straßenfest")
        assert (room.tab, room.label) == ("Sammeln", "Idee 1")
        await room.enter("Zelt")
        await room.sees("1  Zelt")


# Too late ----------------------------------------------------------------------------------------


async def test_to_a_meeting_that_has_ended_ideas_are_added_after_one_question(
    tmp_path: Path,
) -> None:
    async with at_meeting(tmp_path, tab=COLLECT, fill=ended) as room:
        assert room.state.startswith("Dieses Treffen ist beendet. Thema: Was fehlt im Quartier?")
        before = room.journal()
        await room.type("Bank am See")
        asks = "Dieses Treffen ist beendet. Etwas nachtragen?   Enter: ja   Esc: nein"
        assert room.hint == asks
        await room.press("escape")
        assert (room.line, room.journal()) == ("", before)
        await room.enter("Bank am See")
        assert (room.line, room.journal()) == ("Bank am See", before), "the first Enter asks"
        assert room.hint == "Enter: Idee 1 „Bank am See“.   Nachgetragen."
        await room.press("enter")
        await room.sees("1  Bank am See")
        await room.enter("Eisdiele")
        await room.sees("2  Eisdiele")
        await room.paste("Rampe\nMehr Licht")
        await room.press("enter")
        await room.sees("4  Mehr Licht")


async def test_pasted_lines_are_not_added_unasked_either_and_words_are_changed_at_once(
    tmp_path: Path,
) -> None:
    def with_an_idea(database: Database) -> None:
        from biq_tui.meetings import ideas

        ended(database)
        database.write(ACT, ideas.collect, 1, 1, "Bnak").result()

    async with at_meeting(tmp_path, tab=COLLECT, fill=with_an_idea) as room:
        await room.paste("Rampe\nMehr Licht")
        assert room.hint.startswith("Dieses Treffen ist beendet.")
        await room.press("escape")
        await room.press("up", "enter")
        assert room.line == "Bnak"
        await room.press(*["backspace"] * 3)
        await room.enter("ank")
        await room.sees("1  Bank")


# Planning the next one ---------------------------------------------------------------------------


async def test_the_word_alone_says_how_a_meeting_is_planned(tmp_path: Path) -> None:
    async with started(folder_of(tmp_path, course)) as room:
        await room.type("treffen")
        await room.reads("Kein Treffen ist geplant. So geht es:  treffen 17.3. 18:00 Was fehlt")
        assert "…" not in room.hint


async def test_what_was_planned_on_heute_is_said_there_until_she_leaves(tmp_path: Path) -> None:
    async with started(folder_of(tmp_path, course), LARGE) as room:
        small = "Schrift zu klein? Strg und + macht sie größer."
        assert room.event == small
        await room.type("treffen 12.3. 9-11, Haus am Park")
        assert room.hint == "Enter: Geplant: „Treffen“, Fr 12.3.2027, 09:00.   Ort: Haus am Park."
        await room.press("enter")
        await room.until(lambda: room.event.startswith("✓ Geplant: „Treffen“, Fr 12.3.2027"))
        assert "Strg+Z nimmt es zurück" in room.event
        await room.press("f1")
        await room.sees("BIQ · Hilfe")
        await room.press("escape")
        await room.until(lambda: room.event.startswith("Schrift zu klein?"))
        await to_meeting(room, "treffen")
        assert "Haus am Park" in room.text


async def test_the_name_of_who_has_cancelled_does_not_stay_on_heute(tmp_path: Path) -> None:
    async with started(folder_of(tmp_path, course), LARGE) as room:
        await room.enter("ada abgesagt")
        await room.until(lambda: room.event.startswith("✓ Ada Muster hat für den 5.3.2027"))
        await room.press("tab", "shift+tab")
        await room.sees("BIQ · Heute")
        await room.until(lambda: not room.event.startswith("✓"))


@pytest.mark.parametrize(
    ("text", "topic", "venue"),
    [
        ("heute 9-11, Haus am Park", "", "Haus am Park"),
        ("heute 9-11 , Haus am Park", "", "Haus am Park"),
        ("17.3. 18:00, Haus am Park, Was fehlt im Quartier?", "Was fehlt im Quartier?",
         "Haus am Park"),
        ("17.3. 18:00, Was fehlt im Quartier?", "Was fehlt im Quartier?", ""),
        ("17.3. 18:00 Bänke, Tische", "Bänke, Tische", ""),
        ("17.3. 18:00 Bänke, kulturhaus", "Bänke", "Kulturhaus"),
        ("17.3. 18:00 Kulturhaus", "Kulturhaus", ""),
        ("17.3. 18-20", "", ""),
    ],
)  # fmt: skip
def test_a_comma_behind_the_time_or_a_known_place_says_where(
    text: str, topic: str, venue: str
) -> None:
    with bremen():
        intention = read_meeting(text, ["", "Kulturhaus"])
    assert intention is not None
    assert (intention.args[0], intention.args[3]) == (topic, venue)


# Pasted lists ------------------------------------------------------------------------------------


async def test_the_heading_of_a_pasted_list_is_no_idea(tmp_path: Path) -> None:
    async with at_meeting(tmp_path, tab=COLLECT) as room:
        await room.paste("Nr.\tIdee\tAnzahl\r\n1\tBank am See\t3\r\n2\tTempo x3\t1")
        assert room.hint.startswith("Enter: 2 neue Ideen. Nummer 1 bis 2.")
        await room.press("enter")
        await room.sees("1  Bank am See  ×3", "2  Tempo x3")
        await room.paste("Ideen:\n- Mehr Licht x2\n- Rampe")
        await room.press("enter")
        await room.sees("3  Mehr Licht  ×2", "4  Rampe")


@pytest.mark.parametrize(
    "text", ["Bank; Tisch\nStuhl; Zelt", "Bank\tTisch\nStuhl\tZelt", "Idee, Bank\nStuhl", "a\nb"]
)
def test_lines_without_the_names_of_columns_are_taken_as_they_are(text: str) -> None:
    assert table_pasted(text) == ()
    assert without_heading(text) == text


# The page for phones -----------------------------------------------------------------------------


async def test_phones_are_not_taken_from_another_list_unseen(tmp_path: Path) -> None:
    async with started(folder_of(tmp_path, meeting), LARGE) as room:
        await room.enter("block 1")
        await room.sees("[Ankommen]")
        door = room.app.door
        assert door.gathering_id == 1
        await room.press("escape")
        await room.sees("BIQ · Heute")
        await to_meeting(room, "treffen")
        await room.enter("handys")
        says = "Handys sind jetzt bei „Block 1 · Hallo Nachbar!“. Das geht dann zu."
        assert room.hint == f"{says} Schreiben Sie:  handys ja"
        assert door.gathering_id == 1
        await room.press("escape")
        await room.enter("handys ja")
        await room.until(lambda: door.gathering_id not in (None, 1))
        await room.type("handys frei")
        assert room.hint.startswith("Enter: "), "they are here now"
