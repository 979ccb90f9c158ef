"""The voting booth: people vote at the laptop, alone; nothing of it stays, and nobody gets out."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from biq_tui.core.database import Database
from biq_tui.meetings import ideas
from biq_tui.meetings.booth import BoothScreen
from biq_tui.meetings.phone_votes import open_vote
from biq_tui.meetings.reading import board
from biq_tui.people.codes import TEST_CODE
from biq_tui.ui.locked import CoverScreen
from biq_tui.ui.pin_screens import PinScreen
from biq_tui.voting import counting, polls, tickets
from biq_tui.voting.ballots import Kind
from biq_tui.voting.models import Channel
from biq_tui.voting.polls import Option, Plan
from biq_tui.voting.tickets import Drawn, digest_of
from tests.room import SMALL, Room, slow, started

from .booth_room import (
    ACT,
    OTHER,
    PIN,
    TICKET,
    WISHES,
    WRONG,
    in_booth,
    is_blank,
    stays,
    urn,
    voting,
)
from .handed_room import evening
from .test_handed import BATCH, KEYS
from .test_meeting_screen import at_meeting

TINY = (60, 20)

COUNTED = "Ihre Stimme ist gezählt."

every_size = pytest.mark.parametrize("size", [TINY, SMALL], ids=["60x20", "80x24"])


async def vote(room: Room, *lines: str) -> None:
    """One person goes in and votes."""
    for line in ("", *lines):
        await room.enter(line)
    await room.sees(COUNTED)


# Voting ------------------------------------------------------------------------------------------


@every_size
async def test_one_after_the_other_with_their_tickets(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with in_booth(tmp_path, voting(with_tickets=True), size) as room:
        is_blank(room)
        before = room.journal()
        await room.press("enter")
        assert room.label == "Ihr Zettel"
        await room.enter(WRONG)
        assert room.hint.startswith("Diesen Zettel gibt es nicht.")
        assert room.line == WRONG, "a letter can be corrected"
        await room.press("ctrl+z")
        await room.enter(TICKET.lower())
        assert (room.label, room.line) == ("Ihre Stimme", "")
        assert all(words in room.text for words in WISHES)
        await room.enter("x")
        assert (room.hint, room.line) == ("X steht nicht zur Wahl.", "x")
        await room.press("backspace")
        await room.type("c")
        assert room.hint == "Sie geben Ihre Stimme für C „Spielplatz“.   Enter: abgeben"
        assert "▸" in next(row for row in room.rows if "C  Spielplatz" in row)
        assert not urn(room)
        await room.press("enter")
        await room.sees(COUNTED)
        assert "Spielplatz" not in room.text
        await room.press("enter")
        is_blank(room)
        await room.enter()
        await room.enter(TICKET)
        assert room.hint == "Mit diesem Zettel hat schon jemand abgestimmt."
        await room.press("escape")
        is_blank(room)
        await vote(room, OTHER, "a")
        assert urn(room) == [{"a": 1}, {"c": 1}]
        assert room.journal() == before, "no journal tells that somebody has voted"


@pytest.mark.parametrize(
    ("kind", "lines", "marks"),
    [
        (Kind.BUDGET, ("a c",), {"a": 1, "c": 1}),
        (Kind.DOTS, ("a2",), {"a": 2}),
        (Kind.RANKING, ("c a",), {"c": 1, "a": 2}),
        (Kind.SCORE, ("7", "0", "10", "3", ""), {"a": 7, "b": 0, "c": 10, "d": 3}),
    ],
)
async def test_every_kind_of_vote(
    tmp_path: Path, kind: Kind, lines: tuple[str, ...], marks: dict[str, int]
) -> None:
    async with in_booth(tmp_path, voting(kind), (60, 20)) as room:
        await vote(room, *lines)
        assert urn(room) == [marks]
        await room.press("enter")
        is_blank(room)


async def test_resistance_is_asked_option_by_option_and_can_be_corrected(tmp_path: Path) -> None:
    async with in_booth(tmp_path, voting(Kind.CONSENSING)) as room:
        await room.press("enter")
        assert room.label == "Zahl für A"
        await room.enter("3")
        assert room.label == "Zahl für B"
        await room.enter("12")
        assert (room.hint, room.line) == ("Bitte eine Zahl von 0 bis 10.", "12"), "nothing is lost"
        await room.press("backspace", "backspace", "up")
        assert room.hint == "A bleibt bei 3.   Enter: weiter"
        await room.enter("4")
        assert room.label == "Zahl für B"
        for number in ("0", "10", "2"):
            await room.enter(number)
        await room.enter("5")
        assert room.hint == "A 4  B 0  C 10  D 2  E 5.   Enter: abgeben   ↑: ändern"
        assert not urn(room)
        await room.press("enter")
        await room.sees(COUNTED)
        assert urn(room) == [{"a": 4, "b": 0, "c": 10, "d": 2, "e": 5}]


async def test_another_form_for_everybody_and_a_key_that_bounces_counts_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with in_booth(tmp_path, voting()) as room:
        for _person in range(3):
            await vote(room, "b")
            await room.press("enter")
        assert urn(room) == [{"b": 1}] * 3
        await room.press("enter")
        await room.type("a")
        room.screen._changed_at = room.screen._entered_at = 0.0
        monkeypatch.setattr(BoothScreen, "STEADY_SECONDS", 0.3)
        await room.press("enter", "enter", "enter")
        await room.sees(COUNTED)
        assert len(urn(room)) == 4


# Nothing stays -----------------------------------------------------------------------------------


async def test_esc_throws_the_ballot_away_and_nothing_is_cast(tmp_path: Path) -> None:
    async with in_booth(tmp_path, voting()) as room:
        for keys in (("escape",), ("c", "escape"), ("x", "enter", "escape")):
            await room.press("enter", *keys)
            is_blank(room)
        assert not urn(room)


async def test_the_next_one_finds_nothing_of_the_one_before(tmp_path: Path) -> None:
    async with in_booth(tmp_path, voting(Kind.SCORE)) as room:
        await vote(room, "7", "9", "8", "6", "")
        await room.type("spuren")
        await room.press("enter")
        is_blank(room)
        for key in ("ctrl+z", "up", "down", "pageup", "ctrl+v", "ctrl+y", "left", "f1", "ctrl+r"):
            await room.press(key)
            assert not room.line
            assert not [number for number in "789" if number in "".join(room.rows[1:])]
        await room.press("enter", "up", "ctrl+z")
        assert (room.label, room.line) == ("Zahl für A", "")
        assert not [row for row in room.body if row.endswith(tuple("6789"))]


async def test_the_thanks_go_by_themselves_and_so_does_a_ballot_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(BoothScreen, "TICK_SECONDS", 0.01)
    async with in_booth(tmp_path, voting()) as room:
        now = room.app.monotonic() - 1000  # before every key, whose time goes on
        room.app.monotonic = lambda: now  # type: ignore[method-assign]  # it stands still
        await vote(room, "b")
        now += 7
        await room.settle()
        assert COUNTED in room.text
        now += 1.5
        await room.sees("Eine Person nach der anderen.")
        is_blank(room)
        await room.press("enter")
        await room.type("c")
        now += 50
        await room.sees("Sind Sie noch da?")
        await room.press("down")
        assert room.hint.startswith("Sie geben Ihre Stimme für C")
        now += 30
        await room.settle()
        assert room.line == "c", "any key is enough"
        now += 31
        await room.sees("Eine Person nach der anderen.")
        is_blank(room)
        assert urn(room) == [{"b": 1}]
        await room.press("enter")
        now += 70
        await room.settle()
        assert "Spielplatz" in room.text, "who reads has more time"
        now += 60
        await room.sees("Eine Person nach der anderen.")


async def test_whoever_comes_after_many_wrong_tickets_does_not_wait(tmp_path: Path) -> None:
    async with in_booth(tmp_path, voting(with_tickets=True)) as room:
        await room.press("enter")
        for last in "BCDFGH":
            await room.press("ctrl+z")
            await room.enter(WRONG[:-1] + last)
            assert room.hint.startswith("Diesen Zettel gibt es nicht.")
            assert room.line == WRONG[:-1] + last, "it can be corrected"
        await room.press("escape")
        is_blank(room)
        await room.press("enter")
        await room.enter(TICKET)
        assert room.label == "Ihre Stimme"


async def test_a_ticket_typed_as_fast_as_a_scanner_is_typed_and_no_badge(tmp_path: Path) -> None:
    quick = TEST_CODE + "HJ"  # its first six letters could be a badge
    async with in_booth(tmp_path, voting(with_tickets=True)) as room:
        drawn = [Drawn(quick, digest_of(1, quick))]
        await room.app.database.writes(ACT, tickets.give_out, 1, drawn)
        await room.press("enter")
        await room.press(*quick.lower())
        assert (room.line, room.app.last_scan.code) == (quick.lower(), "")
        await room.press("enter")
        assert room.label == "Ihre Stimme"
        await room.press(*quick[:6].lower(), "enter")
        assert room.app.last_scan.code == quick[:6], "a scanner's Enter casts no ballot"
        assert room.label == "Ihre Stimme"
        assert not urn(room)


async def test_the_own_words_of_an_idea_are_read_beneath_its_shorter_line(tmp_path: Path) -> None:
    own = "Biz gölün kenarında daha çok bank istiyoruz, gölgede ve arkalıklı"
    options = tuple(f"Kurze Zeile {n}" for n in range(9))

    def fill(database: Database) -> None:
        evening(database)
        said = tuple((f"{own} {n}", 1, None) for n in range(9))
        database.write(ACT, ideas.collect_many, 1, said).result()
        known = database.read(board, 1, "other").ideas[-9:]
        its = [Option(words, row.idea_id) for words, row in zip(options, known, strict=True)]
        plan = Plan(Kind.SINGLE, Channel.PHONES)
        poll = database.write(ACT, polls.prepare, 1, "Womit fangen wir an?", its, plan).result()
        database.write(ACT, open_vote, poll, 9).result()

    async with in_booth(tmp_path, fill, (100, 40)) as room:
        await room.press("enter")
        assert all(f"{own} {n}" in room.text for n in range(9)), "all of them, if there is room"
        assert "Ein Buchstabe zeigt" not in room.text
    (tmp_path / "small").mkdir()
    async with in_booth(tmp_path / "small", fill, (80, 20)) as room:
        await room.press("enter")
        assert "Ein Buchstabe zeigt die eigenen Worte einer Idee." in room.text
        assert own not in room.text
        await room.type("h")
        await room.until(lambda: f"{own} 7" in " ".join(room.text.split()))
        assert f"{own} 6" not in " ".join(room.text.split())


async def test_hands_and_the_booth_share_the_people_in_the_room(tmp_path: Path) -> None:
    async with in_booth(tmp_path, voting(by=Channel.MIXED, people=4)) as room:
        await vote(room, "a")
        await room.press("enter", "escape")
        await room.enter(PIN)
        await room.sees("Im Raum 4 = Handys 1 + Hände 0 + Enthaltung 0 + offen 3")
        await room.type("3 1 0 0")
        assert room.hint == "Mehr Stimmen als Menschen. Im Raum: 4. Sind mehr da?  im raum 5"
        await room.press("escape")
        await room.enter("1 1 0 0")
        await room.sees("Handys 1 + Hände 2 + Enthaltung 0 + offen 1")
        await room.enter("kabine")
        await vote(room, "c")
        await room.press("enter")
        await room.settle()
        await room.press("enter")
        await room.sees("Es sind schon so viele Stimmen wie Menschen.")
        assert "Handys" not in room.text, "nobody reads how many have voted"
        await room.press("escape")
        await room.enter(PIN)
        await room.sees("Im Raum 4 = Handys 2 + Hände 2 + Enthaltung 0")
        await room.enter("fertig")
        await room.enter("ja")
        await room.sees("„Bank am See“ liegt vorn.")


# Others, meanwhile -------------------------------------------------------------------------------


async def test_with_as_many_votes_as_people_somebody_has_to_come(tmp_path: Path) -> None:
    async with in_booth(tmp_path, voting(people=2)) as room:
        await vote(room, "a")
        await room.press("enter", "enter")
        await room.app.database.writes(ACT, counting.abstain, 1, 1)
        await room.enter("b")
        await room.sees("Es sind schon so viele Stimmen wie Menschen.")
        assert "Ihre Stimme ist noch nicht gezählt." in " ".join(room.text.split())
        is_blank(room)
        await room.press("enter")
        assert "Es sind schon so viele Stimmen wie Menschen." in room.text
        await room.app.database.writes(ACT, counting.set_electorate, 1, 3)
        await vote(room, "b")
        assert urn(room) == [{"a": 1}, {"b": 1}]


async def test_the_vote_ends_on_another_laptop(tmp_path: Path) -> None:
    async with in_booth(tmp_path, voting()) as room:
        await room.enter()
        await room.type("b")
        await room.app.database.writes(ACT, polls.close_poll, 1)
        await room.sees("Gerade läuft hier keine Abstimmung.", "Die Abstimmung ist zu Ende.")
        assert room.line == ""
        stays(room)
        await room.press("enter", "b", "enter", "escape")
        assert isinstance(room.app.screen, PinScreen)
        assert not urn(room)


# Nobody gets out ---------------------------------------------------------------------------------


async def test_no_key_leads_out_of_it(tmp_path: Path) -> None:
    async with in_booth(tmp_path, voting()) as room:
        before = room.journal()
        keys = [key for key in KEYS if key != "enter"]
        for begin in ((), ("enter",)):
            await room.press(*begin)
            for start in range(0, len(keys), BATCH):
                await room.press(*keys[start : start + BATCH])
                assert isinstance(room.app.screen, BoothScreen), (start, room.text)
                stays(room)
            await room.press("question_mark", "f1")
            await room.paste("a\nb\n/etc/passwd")
            assert isinstance(room.app.screen, BoothScreen)
            stays(room)
        assert room.label == "Ihre Stimme"
        assert room.journal() == before
        assert not urn(room)


async def test_the_pin_leads_back_to_abstimmen_and_the_ballot_is_gone(tmp_path: Path) -> None:
    async with in_booth(tmp_path, voting()) as room:
        await room.press("enter", "c", "ctrl+q")
        assert isinstance(room.app.screen, PinScreen)
        await room.press("escape")
        is_blank(room)
        await room.press("escape")
        await room.enter("9999")
        assert room.hint.startswith("Das ist nicht die PIN.")
        await room.enter(PIN)
        await room.sees("[Abstimmen]", "Womit fangen wir an?")
        await room.type("kabine")
        assert room.hint == (
            "Ohne Zettel könnte jemand zweimal abstimmen.  Enter: öffnet die Kabine."
        )
        await room.press("enter")
        await room.until(lambda: isinstance(room.app.screen, BoothScreen))


async def test_a_new_start_is_the_booth_again_blank_before_anything_is_seen(
    tmp_path: Path,
) -> None:
    async with in_booth(tmp_path, voting()) as room:
        await vote(room, "b")
        await room.press("enter", "enter")
        await room.type("c")
    gate = threading.Event()
    async with started(tmp_path / "folder", kind=slow(gate)) as room:
        await room.press("enter", "c", "escape", "ctrl+q", "f1", "tab")
        assert isinstance(room.app.screen, CoverScreen)
        stays(room)
        gate.set()
        await room.until(lambda: isinstance(room.app.screen, BoothScreen))
        await room.sees("Eine Person nach der anderen.")
        is_blank(room)
        await vote(room, "c")
        assert urn(room) == [{"b": 1}, {"c": 1}]
        await room.press("enter", "escape")
        await room.enter(PIN)
        await room.sees("[Abstimmen]")


# Opening it --------------------------------------------------------------------------------------


async def test_by_hands_there_is_no_booth(tmp_path: Path) -> None:
    async with at_meeting(tmp_path, SMALL, 3, voting(by=Channel.HANDS)) as room:
        await room.sees("Womit fangen wir an?")
        await room.type("kabine")
        assert room.hint == "Die Kabine geht nur mit Handys, oder mit Händen und Handys."
        await room.press("enter")
        assert room.tab == "Abstimmen"


async def test_with_tickets_nothing_is_warned_of(tmp_path: Path) -> None:
    async with at_meeting(tmp_path, SMALL, 3, voting(with_tickets=True)) as room:
        await room.sees("Womit fangen wir an?")
        await room.type("kabine")
        assert room.hint == "Enter: neue PIN, dann Kabine.  Zurück mit Ihrer PIN."
