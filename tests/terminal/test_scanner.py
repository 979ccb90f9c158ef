"""A scanner at a real terminal: its bytes in its pace, while somebody types, on any screen."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import pairwise
from pathlib import Path

import pytest
from sqlmodel import select

from biq_tui.attendance.models import Arrival, Door, Presence
from biq_tui.attendance.places import place_of
from biq_tui.core.journal import Actor, JournalEntry
from biq_tui.core.opening import open_database
from biq_tui.core.write import Act
from biq_tui.people import badges
from biq_tui.people.codes import TEST_CODE
from biq_tui.ui.scanner import GAP_SECONDS
from tests.benchmarks.terminal import Terminal
from tests.evening import filled_folder
from tests.terminal.program import LOCAL, free_port

pytestmark = pytest.mark.terminal

PACE = 0.004
"""Seconds between two letters of a usual scanner."""

LINE, EVENT = -4, -2
HATICE = 5

SUFFIXES = {"nothing": "", "Enter": "\r", "CR and LF": "\r\n", "Tab": "\t"}


class Laptop:
    """A program in a terminal, a scanner, and the data afterwards."""

    def __init__(self, terminal: Terminal) -> None:
        self.terminal = terminal

    def sees(self, *parts: str) -> None:
        """Wait until all of them are on the screen."""

        def all_there() -> bool:
            return all(part in self.text for part in parts)

        if not all_there():
            self.terminal.when(all_there)

    @property
    def text(self) -> str:
        return "\n".join(" ".join(self.terminal.row(row).split()) for row in range(24))

    def keeps_up(self) -> None:
        """Wait until keys are read as quickly as a scanner sends them, as far as that comes.

        While the program begins on a busy machine, it may see two letters of a scan so late that
        its own clock takes them for a hand's.
        """
        quick = 0
        for _try in range(50):
            pressed = self.terminal.press("x")
            shown = self.terminal.when(lambda: self.terminal.row(LINE).rstrip().endswith("x"))
            self.terminal.press("\x7f")
            self.terminal.when(lambda: not self.terminal.row(LINE).rstrip().endswith("x"))
            quick = quick + 1 if shown - pressed < GAP_SECONDS else 0
            if quick == 3:
                return

    def scan(self, code: str, suffix: str = "", pace: float = PACE) -> None:
        """The scanner types: one byte after the other.

        It is a device with a clock of its own. If this machine was too busy to keep its pace, the
        letters are taken out again, and it scans once more.
        """
        pressed = []
        for letter in code + suffix:
            pressed.append(self.terminal.press(letter))
            time.sleep(pace)
        late = max(later - earlier for earlier, later in pairwise(pressed[: len(code)]))
        if pace < GAP_SECONDS < late:
            self.terminal.rest(1)
            self.terminal.press("\x7f" * len(code))
            self.scan(code, suffix, pace)


@contextmanager
def laptop(folder: Path, place: str) -> Iterator[Laptop]:
    station = {"id": "test", "place": place}
    (folder / "station.json").write_text(json.dumps(station), encoding="utf-8")
    arguments = ["--data-dir", str(folder), "--port", str(free_port()), *LOCAL]
    with Terminal([sys.executable, "-m", "biq_tui", *arguments], 80, 24) as terminal:
        yield Laptop(terminal)


@pytest.fixture
def evening(tmp_path: Path) -> tuple[Path, str]:
    """An open sitting, and the code of a badge."""
    folder = filled_folder(tmp_path / "evening", opened=True)
    with closing(open_database(folder)) as database:
        act = Act(Actor.FACILITATOR, "test", place_of(1))
        code: str = database.write(act, badges.give, HATICE).result()
    return folder, code


def came(folder: Path) -> tuple[list[int], list[str], int]:
    """Who is present, by which doors, and how many steps the journal has."""
    with closing(open_database(folder)) as database, database.reading() as session:
        present = session.exec(select(Presence.person_id)).all()
        doors = session.exec(select(Arrival.door)).all()
        return list(present), list(doors), len(session.exec(select(JournalEntry.number)).all())


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_scan_signs_in_once_and_leaves_what_is_being_typed(
    suffix: str, evening: tuple[Path, str]
) -> None:
    folder, code = evening
    _present, _doors, before = came(folder)
    with laptop(folder, place_of(1)) as biq:
        biq.sees("Name ›", "7 fehlen noch.")
        for letter in "be":
            biq.terminal.press(letter)
            biq.terminal.rest(0.1)
        biq.sees("Name › be")
        biq.scan(code, SUFFIXES[suffix])
        biq.sees("1 ist da.", "✓ Hatice Muster ist da.", "Name › be\n")
        biq.scan(code.lower(), SUFFIXES[suffix])  # a scanner that sends twice, caps or not
        biq.sees("Hatice Muster ist schon da.", "1 ist da.", "Name › be\n", "[Ankommen]")
    assert came(folder) == ([HATICE], [Door.BADGE], before + 1)


def test_a_hand_that_types_the_letters_of_a_badge_types_letters(
    evening: tuple[Path, str],
) -> None:
    folder, code = evening
    with laptop(folder, place_of(1)) as biq:
        biq.sees("Name ›", "7 fehlen noch.")
        biq.scan(code, pace=0.08)
        biq.sees(f"Name › {code}\n")
    assert came(folder)[0] == []


def test_a_scan_on_heute_signs_in_and_names_nobody(evening: tuple[Path, str]) -> None:
    folder, code = evening
    with laptop(folder, "") as biq:
        biq.sees("[Heute]", "Enter: öffnet")
        biq.keeps_up()
        biq.scan(code, "\r")
        biq.sees("[Heute]", "Jemand mit Karte ist da.")
        assert "Hatice" not in biq.text
    assert came(folder)[0] == [HATICE]


def test_scan_me_says_what_came_and_signs_in_nobody(evening: tuple[Path, str]) -> None:
    folder, _code = evening
    with laptop(folder, "") as biq:
        biq.sees("[Heute]", "Enter: öffnet")
        biq.terminal.press("scan mich")
        biq.sees("Enter: probiert den Scanner für Karten.")
        biq.terminal.press("\r")
        biq.sees("Der Laptop wartet auf den Scanner.")
        biq.scan(TEST_CODE, pace=0.08)
        biq.sees("Die Buchstaben stimmen, kamen aber zu langsam.")
        biq.terminal.press("\x1b")
        biq.sees("Es kommt nichts?")
        biq.scan(TEST_CODE, "\t")
        biq.sees("Der Scanner geht.", f"Das kam an: {TEST_CODE}. Danach kommt: Tab.")
        biq.terminal.press("\r")
        biq.sees("[Heute]")
    assert came(folder)[0] == []
    assert json.loads((folder / "station.json").read_text())["scanner_seen"]
