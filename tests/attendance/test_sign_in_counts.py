"""What a key and an arrival cost on the sign-in screen, counted: the same for 20 and for 1 000."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from textual.strip import Strip
from textual.widget import Widget

from biq_tui.attendance import roster_list
from biq_tui.attendance.roster import Row
from biq_tui.attendance.service import report
from biq_tui.core.journal import last_number
from biq_tui.ui.bars import Bar, Choices, Text
from biq_tui.ui.frame import JournalChanged
from biq_tui.ui.item_list import ItemList
from biq_tui.ui.qr import QrCode
from biq_tui.ui.screen import BiqScreen
from tests.room import LARGE

from .rooms import phone
from .sign_in_room import (  # noqa: F401 - fixtures are found by their names
    SignIn,
    _clock_stands,
    _no_idling,
    _no_waiting,
    empty_folder,
    evening,
    folder,
)
from .test_following import statements

PLACES = LARGE[0] // 28 * (LARGE[1] - 9)
"""More people than the screen has places for."""

WATCHED = (ItemList, Bar, Choices, Text, QrCode)

both_lengths = pytest.mark.parametrize("people", [20, 1_000])


class Cost:
    """What was done since `forget`."""

    def __init__(self) -> None:
        self.painted: Counter[str] = Counter()
        """Lines, by the id of their widget."""
        self.drawn = 0
        """People whose line on the list was made."""
        self.layouts = 0

    def forget(self) -> None:
        self.__init__()  # type: ignore[misc]  # counts begin anew


@contextmanager
def counted(room: SignIn, monkeypatch: pytest.MonkeyPatch) -> Iterator[Cost]:
    """Count what the screen does from now on."""
    cost = Cost()

    def laid_out(_screen: object) -> None:
        cost.layouts += 1

    for kind in WATCHED:
        _count_lines(kind, cost, monkeypatch)

    state_word = roster_list.state_word

    def drawn(row: Row) -> str:
        cost.drawn += 1
        return state_word(row)

    monkeypatch.setattr(roster_list, "state_word", drawn)
    room.screen.screen_layout_refresh_signal.subscribe(room.screen, laid_out)
    yield cost
    room.screen.screen_layout_refresh_signal.unsubscribe(room.screen)


def _count_lines(kind: type[Widget], cost: Cost, monkeypatch: pytest.MonkeyPatch) -> None:
    paint = kind.render_line

    def painted(widget: Widget, y: int) -> Strip:
        cost.painted[f"#{widget.id}"] += 1
        return paint(widget, y)

    monkeypatch.setattr(kind, "render_line", painted)


def names(people: int) -> list[str]:
    """Mensch 1, Mensch 2, …: all begin alike."""
    return [f"Mensch{number} Muster" for number in range(1, people + 1)]


@both_lengths
async def test_a_key_paints_the_hint_and_the_lines_that_change(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    people: int,
) -> None:
    async with evening(folder, LARGE, names(people)) as room:
        with counted(room, monkeypatch) as cost:
            await room.type("mensch1")
            assert room.hint == "Enter: Mensch1 Muster ist da."
            cost.forget()
            await room.type("7")
            assert room.hint == "Enter: Mensch17 Muster ist da."

            assert cost.painted == {"#hint": 1, "#roster": 2}
            assert cost.drawn <= PLACES
            assert cost.layouts == 0


@both_lengths
async def test_a_key_that_lights_up_nobody_else_paints_no_line_of_the_list(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    people: int,
) -> None:
    async with evening(folder, LARGE, names(people)) as room:
        with counted(room, monkeypatch) as cost:
            await room.type("me")
            cost.forget()
            await room.type("n")

            assert cost.painted["#roster"] == 0
            assert cost.drawn <= PLACES
            assert cost.layouts == 0


@both_lengths
async def test_an_arrival_paints_its_line_and_the_rows_that_tell_of_it(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    people: int,
) -> None:
    async with evening(folder, LARGE, names(people)) as room:
        await room.phone("Mensch2 Muster")  # now the last-event row has its words
        with counted(room, monkeypatch) as cost:
            with statements() as sent:
                await room.phone("Mensch3 Muster")

            assert cost.painted.keys() <= {"#roster", "#state", "#event", "#phones"}
            assert cost.painted["#roster"] == 1
            assert cost.painted["#state"] == cost.painted["#event"] == 1
            assert cost.layouts == 0
            assert cost.drawn <= PLACES
            assert len([statement for statement in sent if statement.startswith("SELECT")]) <= 20


async def test_while_she_types_many_phones_are_painted_together(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(BiqScreen, "CALM_SECONDS", 1.0)
    async with evening(folder, LARGE, names(20)) as room:
        await room.phone("Mensch2 Muster")
        with counted(room, monkeypatch) as cost:
            await room.type("mensch1")
            act = phone(room.gathering_id, room.app.station.id)
            for number in range(3, 9):
                key, name = f"calm-{number:011}", f"Mensch{number} Muster"
                await room.app.database.writes(act, report, room.gathering_id, key, name)
                room.screen.post_message(JournalChanged(await room.app.read(last_number)))
                await room.pilot.pause()
            await room.until(lambda: room.sheet.phones == 7)
            await room.pilot.pause()

            assert cost.painted["#state"] <= 2
            assert room.hint == "Enter: Mensch1 Muster ist da."


async def test_the_clock_paints_nothing_that_stays_the_same(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with evening(folder, LARGE) as room:
        with counted(room, monkeypatch) as cost:
            room.screen.show_bars()
            room.screen.repaint()
            await room.settle()

            assert not cost.painted
            assert cost.layouts == 0
