"""A laptop that was handed over, in the middle of a meeting."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from biq_tui.core.database import Database
from biq_tui.core.journal import Actor
from biq_tui.core.write import Act
from biq_tui.meetings import ideas, phone_ideas, tasks
from biq_tui.meetings.agenda import Point, add_points
from biq_tui.meetings.handed import HandedScreen
from biq_tui.meetings.models import PhoneIdeas
from biq_tui.meetings.places import place_of
from biq_tui.ui.locked import LockedScreen
from tests.room import SMALL, Room, folder_of, started

from .test_meeting_screen import meeting

PIN = "4711"
NOT_HERS = (
    "Ayşe", "Plakat", "Begrüßung", "Ablauf", "Ordnen", "Aufgaben", "Protokoll",
    "Heute", "Kurs", "BIQ Huchting", "wartet", "Geheim",
)  # fmt: skip
"""Names, tasks, points, other tabs, what waits: nobody who types may read any of it."""


def evening(database: Database) -> None:
    """A meeting in full swing: two ideas, a task with a name, a point, one idea that waits."""
    meeting(database)
    act = Act(Actor.FACILITATOR, "other", place_of(1))
    database.write(act, ideas.collect_many, 1, (("Hochbeete", 1, None), ("Café", 1, None))).result()
    database.write(act, add_points, 1, (Point("Begrüßung", 10),)).result()
    database.write(act, phone_ideas.invite, 1, PhoneIdeas.HELD).result()
    phone = Act(Actor.PHONE, "phone", place_of(1))
    database.write(phone, phone_ideas.hand_in, 1, "k" * 24, "Geheim und lang").result()
    database.write(act, tasks.add_task, 1, 1, "Plakat drucken", 3).result()


async def hand_over(room: Room) -> None:
    """From Ablauf, with a new PIN."""
    await room.enter("weitergeben")
    await room.enter(PIN)
    await room.enter(PIN)
    await room.until(lambda: isinstance(room.app.screen, HandedScreen))
    await room.settle()


@asynccontextmanager
async def given(
    folder: Path, size: tuple[int, int] = SMALL, *, first: Sequence[str] = ()
) -> AsyncIterator[Room]:
    """The laptop is handed over; `first`: what the facilitator wrote before."""
    async with started(folder, size) as room:
        await room.enter("treffen")
        await room.sees("Ablauf", "Begrüßung")
        if first:
            await room.press("tab")
            for text in first:
                await room.enter(text)
            await room.press("shift+tab")
        await hand_over(room)
        yield room


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return folder_of(tmp_path, evening)


def stays(room: Room) -> None:
    """She is on a locked screen, and reads nothing that is not hers."""
    assert room.app.is_running
    assert isinstance(room.app.screen, LockedScreen), room.text
    assert not [word for word in NOT_HERS if word in room.text], room.text


async def back_to_ideas(room: Room) -> None:
    for _try in range(4):
        if isinstance(room.app.screen, HandedScreen):
            break
        await room.press("escape")
    assert isinstance(room.app.screen, HandedScreen), room.text


async def try_pin(room: Room, pin: str) -> None:
    await room.enter(pin)
    await room.settle()
