"""A vote on the wall: the question and the options, never a number of one before its close."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from biq_tui.core.database import Database
from biq_tui.core.errors import Refused
from biq_tui.core.journal import Actor
from biq_tui.core.write import Act
from biq_tui.meetings import agenda, ideas
from biq_tui.meetings.screens import VOTE
from biq_tui.meetings.shown_vote import covered_balance, shown_result, shown_vote
from biq_tui.voting import counting, polls, urn
from biq_tui.voting.ballots import Kind
from biq_tui.voting.models import Channel, TieRule
from biq_tui.voting.pictograms import PICTOGRAMS
from biq_tui.voting.reading import result_of
from tests.room import Room
from tests.voting.votes import Votes

from .test_meeting_screen import meeting
from .test_shown_page import Wall, _no_desktop, at_wall

__all__ = ["_no_desktop"]

ARABIC = "مقاعد تحت الأشجار"
ACT = Act(Actor.PROGRAM, "test", "")


@pytest.fixture
def votes(house: Database) -> Votes:
    """A meeting on a Wednesday at six."""
    return Votes(house)


# What is taken from a vote --------------------------------------------------------------------


def test_the_options_stand_by_letter_with_the_ideas_own_words_beneath(votes: Votes) -> None:
    (idea,) = votes.meeting.collect(ARABIC)
    votes.prepare(options=[polls.Option("Bänke unter Bäumen", idea), "Straßenfest"])
    shown = shown_vote(votes.poll, {idea: ARABIC})
    assert [(o.letter, o.line, o.original) for o in shown.options] == [
        ("A", "Bänke unter Bäumen", ARABIC),
        ("B", "Straßenfest", ""),
    ]
    assert shown.how == "Jede Person hat 1 Stimme. Mit Händen. Gleichstand: Wir besprechen es."
    assert (shown.state, shown.balance) == ("Gleich stimmen wir ab.", "")
    assert shown.sentence == "Der Beamer zeigt: die Frage und 2 Ideen. Keine Zahlen."


def test_pictures_stand_on_the_wall_before_and_after(votes: Votes) -> None:
    votes.open(5, options=[polls.Option("Bank", pictogram="bench"), "Fest"])
    bench = PICTOGRAMS["bench"].emoji
    assert [option.picture for option in shown_vote(votes.poll, {}).options] == [bench, ""]
    votes.count(1, 3)
    result = shown_result(votes.close())
    assert [(bar.line, bar.picture) for bar in result.bars] == [("Fest", ""), ("Bank", bench)]


def test_nobody_can_reckon_the_hands_of_one_option_from_the_balance(votes: Votes) -> None:
    votes.open(23)
    assert covered_balance(votes.poll) == "Im Raum 23 = Enthaltung 0 + Hände oder offen 23"
    votes.count(6, 4)
    assert covered_balance(votes.poll) == "Im Raum 23 = Enthaltung 0 + Hände oder offen 23"
    votes.count(6, 4, 3)
    assert covered_balance(votes.poll) == "Im Raum 23 = Hände 13 + Enthaltung 0 + offen 10"


@pytest.mark.parametrize("kind", [Kind.APPROVAL, Kind.CONSENSING])
def test_where_hands_are_raised_often_their_number_stays_off_the_wall(
    votes: Votes, kind: Kind
) -> None:
    votes.open(23, kind, Channel.MIXED)
    letters = [option.letter for option in votes.poll.options]
    votes.cast(dict.fromkeys(letters, 1), "form")
    votes.do(counting.abstain, votes.poll_id, 1)
    votes.count(17, 4, 3, *[0] * (kind is Kind.CONSENSING))
    said = "Im Raum 23 = Handys 1 + Enthaltung 1 + Hände oder offen 21"
    assert covered_balance(votes.poll) == said
    if kind is Kind.CONSENSING:
        votes.count(0, 0, 0, 0, grade=2)
    votes.close()
    assert covered_balance(votes.poll) == said, "the close alone shows nothing"


def test_paper_dots_are_told_once_all_are_counted(votes: Votes) -> None:
    votes.open(10, Kind.DOTS, Channel.PAPER)
    votes.count(4, 3)
    assert covered_balance(votes.poll) == ""
    votes.count(4, 3, 2)
    assert covered_balance(votes.poll) == "Geklebt 9, möglich 20."


def test_before_the_close_no_hand_is_in_what_goes_to_the_wall(votes: Votes) -> None:
    votes.open(99)
    votes.count(41, 37, 19)
    shown = repr(shown_vote(votes.poll, {}))
    assert not any(number in shown for number in ("41", "37", "19"))


def test_a_result_is_bars_with_ties_as_ties_and_how_sure_it_is(votes: Votes) -> None:
    votes.open(11, tie_rule=TieRule.RUN_OFF)
    votes.count(5, 1, 5)
    shown = shown_result(votes.close())
    assert [(b.bar.place, b.bar.letter, b.bar.number, b.length) for b in shown.bars] == [
        ("=1.", "A", "5", 100), ("=1.", "C", "5", 100), ("3.", "B", "1", 20),
    ]  # fmt: skip
    assert shown.headline == "Gleichstand: „Bank am See“, „Spielplatz“. Es gibt eine Stichwahl."
    assert "1 Mensch mehr könnte es ändern." in shown.said
    assert "Gleichstand: Stichwahl." in shown.said
    assert "Schreiben Sie" not in repr(shown), "the room has no keyboard"


def test_more_than_all_is_still_a_bar_that_fits(votes: Votes) -> None:
    votes.open(6, Kind.CONSENSING)
    votes.count(6, 0, 1, 0)
    votes.count(0, 0, 0, 0, grade=2)
    assert all(0 <= bar.length <= 100 for bar in shown_result(votes.close()).bars)


def test_a_result_cannot_be_read_before_the_close(votes: Votes) -> None:
    votes.open(11)
    with pytest.raises(Refused, match="verdeckt"):
        votes.database.read(result_of, votes.poll_id)


# On the projector's page ------------------------------------------------------------------------


def evening(database: Database) -> None:
    """This evening's meeting with three ideas and 23 people."""
    meeting(database)
    new = tuple((text, 1, None) for text in ("Bank am See", "Straßenfest", "<b>Kino</b>"))
    database.write(ACT, ideas.collect_many, 1, new).result()
    database.write(ACT, agenda.count_heads, 1, 23).result()


@asynccontextmanager
async def voting(tmp_path: Path) -> AsyncIterator[tuple[Room, Wall]]:
    """The tab Abstimmen, and the projector's browser."""
    async with at_wall(tmp_path, VOTE, evening) as (room, wall):
        await room.sees("WIE STIMMEN WIR AB?")
        yield room, wall


async def test_from_the_question_to_the_result_the_wall_turns_only_by_her_word(
    tmp_path: Path,
) -> None:
    async with voting(tmp_path) as (room, wall):
        await room.type("zeigen")
        assert room.hint == "Es gibt noch keine Abstimmung zum Zeigen."
        await room.press("escape")
        await room.enter("hände")
        await room.type("zeigen")
        assert room.hint == "Enter: Der Beamer zeigt die Frage und die Ideen, ohne Zahlen."
        await room.press("enter")
        assert room.app.on_wall == "Der Beamer zeigt: die Frage und 3 Ideen. Keine Zahlen."
        seen = await wall.reads()
        assert seen.startswith("Womit fangen wir an? Jede Person hat 1 Stimme. Mit Händen.")
        assert "A Bank am See B Straßenfest C <b>Kino</b>" in seen
        assert seen.endswith("Gleich stimmen wir ab.")
        await room.enter("los")
        await room.enter("17 5 0")
        await room.sees("Hände 22", "Der Beamer zeigt: die Frage und 3 Ideen.")
        seen = await wall.reads()
        assert "Im Raum 23 = Hände 22 + Enthaltung 0 + offen 1" in seen
        assert "17" not in seen, "nothing of an option, whatever was counted"
        await room.enter("fertig")
        await room.enter("ja")
        await room.sees("„Bank am See“ liegt vorn.")
        seen = await wall.reads()
        assert "17" not in seen
        assert "liegt vorn" not in seen, "closing alone shows nothing"
        await room.enter("zeigen")
        assert room.event == "Der Beamer zeigt: das Ergebnis."
        seen = await wall.reads()
        assert "„Bank am See“ liegt vorn. 1. A Bank am See 17 2. B Straßenfest 5" in seen
        assert "Menschen mehr könnten es ändern." in seen
        await room.enter("zeigen weg")
        assert await wall.reads() == "BIQ"


async def test_proposed_pictures_come_to_the_wall_when_she_takes_them(tmp_path: Path) -> None:
    async with voting(tmp_path) as (room, wall):
        await room.enter("hände")
        await room.sees("Bilder dazu?  Schreiben Sie:  bilder   (A Bank  B Fest  C Film)")
        await room.enter("bilder")
        await room.sees("Bild: Bank", "Bild: Fest", "Bild: Film")
        await room.enter("c bild weg")
        await room.enter("zeigen")
        bench, party = (PICTOGRAMS[name].emoji for name in ("bench", "party"))
        assert f"A {bench} Bank am See B {party} Straßenfest C <b>Kino</b>" in await wall.reads()
        assert f'<span class="picture" aria-hidden="true">{bench}</span>' in (await wall.get()).text


async def test_ballots_are_counted_on_the_wall_while_another_tab_is_open(tmp_path: Path) -> None:
    async with voting(tmp_path) as (room, wall):
        await room.enter("hände")
        await room.enter("handys")
        await room.enter("23")
        await room.enter("zeigen")
        assert "Im Raum 23 = Handys 0" in await wall.reads()
        await room.press("tab")
        cast = room.app.database.writes(ACT, urn.cast, 1, {"a": 1}, "form", "")
        await cast
        seen = await wall.reads()
        assert "Im Raum 23 = Handys 1 + Enthaltung 0 + offen 22" in seen


async def test_a_vote_that_is_not_held_stays_as_it_was_shown(tmp_path: Path) -> None:
    async with voting(tmp_path) as (room, wall):
        await room.enter("hände")
        await room.enter("zeigen")
        await room.enter("ohne c")
        assert "C <b>Kino</b>" in await wall.reads(), "as she showed it"
        await room.enter("gespräch")
        assert "C <b>Kino</b>" in await wall.reads()


async def test_options_that_were_changed_are_right_once_it_is_open(tmp_path: Path) -> None:
    async with voting(tmp_path) as (room, wall):
        await room.enter("hände")
        await room.enter("zeigen")
        await room.enter("ohne a")
        await room.enter("los")
        assert "A Straßenfest B <b>Kino</b>" in await wall.reads()


async def test_phones_find_their_way_from_the_wall_and_she_sees_the_address(
    tmp_path: Path,
) -> None:
    async with voting(tmp_path) as (room, wall):
        await room.enter("hände")
        await room.enter("handys")
        await room.enter("los")
        await room.until(lambda: room.app.has_doors and bool(room.app.door.sign.url))
        address = room.app.door.sign.url.removeprefix("http://")
        await room.sees(f"Handys: {address}")
        await room.enter("zeigen")
        assert address in await wall.reads()
        await room.enter("fertig")
        await room.enter("ja")
        await room.sees("Niemand hat abgestimmt.")
        seen = await wall.reads()
        assert address not in seen, "nobody can vote any more"
        assert seen.endswith("Die Abstimmung ist zu Ende.")


async def test_with_twenty_options_the_balance_stays_in_sight(tmp_path: Path) -> None:
    def twenty(database: Database) -> None:
        meeting(database)
        new = tuple((f"Idee Nr. {n}", 1, None) for n in range(1, 21))
        database.write(ACT, ideas.collect_many, 1, new).result()

    async with at_wall(tmp_path, VOTE, twenty) as (room, _wall):
        await room.enter("hände")
        await room.enter("30")
        await room.enter(" ".join("1" * 19))
        assert room.label == "Hände für T"
        await room.sees("T  Idee Nr. 20", "Im Raum 30 = Hände 19 + Enthaltung 0 + offen 11")
        assert "Idee Nr. 2 " not in room.text
        await room.press("up", *["up"] * 18)
        await room.sees("A  Idee Nr. 1 ", "Im Raum 30")
        await room.press("escape")
        await room.enter("11")
        await room.enter("fertig")
        await room.enter("ja")
        await room.sees("„Idee Nr. 20“ liegt vorn.", "1. Idee Nr. 20")
        assert "=2. Idee Nr. 19" not in room.text
        await room.press("down", "down")
        await room.sees("=2. Idee Nr. 19", "„Idee Nr. 20“ liegt vorn.")
