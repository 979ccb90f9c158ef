"""Voting at the laptop: three doors, numbers and Enter, a covered urn, a result in words."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from biq_tui.core.database import Database
from biq_tui.core.journal import Actor
from biq_tui.core.write import Act
from biq_tui.meetings import agenda, ideas
from biq_tui.meetings.screens import VOTE
from tests.room import LARGE, SMALL, Room, both_sizes

from .test_meeting_screen import at_meeting, meeting

EIGHT = (
    "Bank am See", "Straßenfest", "Spielplatz", "Reparatur-Café", "Mehr Licht am Kanal",
    "Rampe am Kiosk", "Mittags-Tisch", "Sprach-Tisch",
)  # fmt: skip


def eight(database: Database) -> None:
    """This evening's meeting with eight ideas and 23 people."""
    meeting(database)
    act = Act(Actor.PROGRAM, "test", "")
    database.write(act, ideas.collect_many, 1, tuple((text, 1, None) for text in EIGHT)).result()
    database.write(act, agenda.count_heads, 1, 23).result()


@asynccontextmanager
async def voting(tmp_path: Path, size: tuple[int, int] = SMALL) -> AsyncIterator[Room]:
    """The tab Abstimmen, once it has read what there is."""
    async with at_meeting(tmp_path, size, VOTE, eight) as room:
        await room.sees("WIE STIMMEN WIR AB?")
        yield room


@both_sizes
async def test_eight_ideas_are_counted_by_hands_with_twenty_keys(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with voting(tmp_path, size) as room:
        await room.type("hände")
        assert room.hint == (
            "Enter: Abstimmung vorbereitet: „Womit fangen wir an?“. Zur Wahl stehen: 8."
        )
        await room.press("enter")
        await room.sees("Jede Person hat 1 Stimme. Mit Händen.")
        await room.enter("los")
        await room.sees("Im Raum 23 = Hände 0 + Enthaltung 0 + offen 23")
        assert room.state == "Die Abstimmung läuft. Das Ergebnis ist verdeckt."
        assert room.label == "Hände für A"
        before = room.keys
        for number in (6, 4, 3, 0, 1, 5, 2, 1):
            await room.enter(f"{number}")
        assert room.keys - before <= 20
        await room.sees("Im Raum 23 = Hände 22 + Enthaltung 0 + offen 1")
        await room.enter("fertig")
        assert room.hint == "Abstimmung beenden? Schreiben Sie: ja      Esc: noch nicht"
        assert "liegt vorn" not in room.text
        await room.enter("ja")
        await room.sees("„Bank am See“ liegt vorn.", "2 Menschen mehr könnten es ändern.")
        await room.sees("Im Raum 23 = Hände 22 + Enthaltung 0 + ohne Stimme 1")


async def test_all_numbers_at_once_and_a_step_back(tmp_path: Path) -> None:
    async with voting(tmp_path) as room:
        await room.enter("hände")
        await room.enter("23")
        await room.enter("6 4 3 0 1 5 2 1")
        await room.sees("Hände 22")
        await room.press("up")
        assert room.label == "Hände für H"
        await room.enter("2")
        await room.sees("Hände 23 + Enthaltung 0")
        await room.enter("b9")
        assert room.hint.startswith("Mehr Stimmen als Menschen.")
        assert room.line == "b9", "nothing is lost"
        await room.press("escape", "ctrl+z")
        await room.sees("Hände 22")


async def test_a_result_becomes_a_decision_and_an_objection_a_second_round(tmp_path: Path) -> None:
    async with voting(tmp_path, LARGE) as room:
        await room.enter("hände 1 2")
        await room.enter("11")
        await room.enter("7 4")
        await room.enter("fertig")
        await room.enter("ja")
        await room.sees("„Bank am See“ liegt vorn.")
        await room.enter("einwand Die Bank braucht eine Lehne")
        await room.sees("Einwand: Die Bank braucht eine Lehne")
        await room.enter("beschluss")
        assert room.journal()[-1] == "Beschlossen: „Bank am See“ liegt vorn."
        await room.enter("neue runde Bank mit Lehne")
        await room.sees("Runde 2", "Bank mit Lehne")


async def test_resistance_is_measured_with_one_hand_or_both(tmp_path: Path) -> None:
    async with voting(tmp_path, LARGE) as room:
        await room.enter("widerstand 1 2")
        await room.sees("Alles bleibt, wie es ist")
        await room.enter("10")
        assert room.label == "Beide Hände, A"
        await room.enter("3")
        assert room.label == "Eine Hand, A"
        await room.enter("4 0 1 6 2")
        await room.enter("fertig")
        await room.enter("ja")
        await room.sees("„Straßenfest“ liegt vorn.", "50 % tragen es Widerstand 10")
        await room.sees("Höchster Widerstand: 1 von 2. Abstand zu „Alles bleibt, wie es ist“: 13.")


async def test_dots_are_said_and_changed_before_they_are_stuck(tmp_path: Path) -> None:
    async with voting(tmp_path) as room:
        await room.enter("punkte")
        await room.sees("4 Punkte pro Mensch, höchstens 2 auf eine Idee.")
        await room.enter("3 punkte, höchstens 1")
        await room.sees("3 Punkte pro Mensch, höchstens 1 auf eine Idee.")
        await room.enter("23")
        await room.sees("Geklebt 0, möglich 69.")
        assert room.label == "Punkte auf A"
        await room.type("24")
        assert room.hint.startswith("Auf einer Idee können höchstens 23 Punkte sein.")
        await room.press("escape")
        await room.enter("5 4 0 0 0 0 0 0")
        await room.enter("fertig")
        await room.enter("ja")
        await room.sees("2 Menschen mehr könnten es ändern.")


async def test_talking_is_enough(tmp_path: Path) -> None:
    async with voting(tmp_path) as room:
        await room.enter("hände")
        await room.enter("gespräch")
        await room.sees("WIE STIMMEN WIR AB?")
        said = "Darüber gesprochen, kein Beschluss nötig: "
        assert room.journal()[-1] == f"{said}Womit fangen wir an?"
        await room.enter("gespräch Bank am See")
        assert room.journal()[-1] == f"{said}Bank am See"
        await room.press("tab", "tab")
        await room.sees("Womit fangen wir an? (besprochen, kein Beschluss nötig)")
        await room.press("ctrl+z")
        assert "Bank am See (besprochen" not in room.text


async def test_a_vote_about_money_wants_to_know_what_everything_costs(tmp_path: Path) -> None:
    async with voting(tmp_path) as room:
        await room.enter("geld 500")
        await room.sees("Was kostet das?")
        await room.enter("los")
        await room.sees("Was kostet A?  Zum Beispiel:  A 120 Euro")
        await room.press("escape")
        for letter in "abcdefgh":
            await room.enter(f"{letter} 120 euro")
        assert "Was kostet" not in room.text
        await room.enter("los")
        assert room.journal()[-1].endswith("läuft. Menschen im Raum: 23.")
