"""The laptop dies while people sign up: who was told so is there, and nobody twice."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import httpx

from biq_tui.core import clock
from biq_tui.core.journal import Actor
from biq_tui.core.write import Act
from biq_tui.events import events, phone_helpers
from biq_tui.events.helpers import shifts
from biq_tui.events.places import place_of
from biq_tui.events.reading import plan
from tests.attendance.rooms import STATION, opened

CHECKOUT = Path(__file__).parents[3]
PEOPLE = 24


@contextmanager
def door(folder: Path) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """The address of the page, and the program that serves it."""
    program = subprocess.Popen(
        [sys.executable, "-m", "tests.events.helpers.door_to_kill", str(folder)],
        cwd=CHECKOUT,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert program.stdout is not None
    try:
        yield program.stdout.readline().strip(), program
    finally:
        program.kill()
        program.wait()
        program.stdout.close()


async def come(url: str, people: range, dies: subprocess.Popen[str] | None = None) -> set[str]:
    """All at once, each with a key that stays hers; who was told that it is noted.

    `dies`: the program, killed once a third was told so.
    """
    told: set[str] = set()
    async with httpx.AsyncClient(timeout=30, follow_redirects=True) as phones:

        async def comes(number: int) -> None:
            address = f"{url}/{'k' * 16}{number:04}/help"
            name = f"Mensch {number}"
            try:
                answer = await phones.post(address, data={"shift": "1", "name": name})
            except httpx.HTTPError:
                return
            if "Wir haben es notiert." in answer.text:
                told.add(name)
            if dies is not None and len(told) >= PEOPLE // 3:
                dies.kill()

        await asyncio.gather(*map(comes, people))
    return told


def helping(folder: Path) -> list[tuple[str, bool]]:
    """Name of each helper, and whether she waits."""
    with opened(folder) as database:
        (shift,) = database.read(plan, 1, STATION).shifts
        return [(helper.name, helper.is_waiting) for helper in shift.helpers]


async def test_who_was_told_so_is_there_and_sending_again_is_the_same(tmp_path: Path) -> None:
    act, start = Act(Actor.FACILITATOR, STATION, place_of(1)), clock.now()
    ends = start + timedelta(hours=3)
    with opened(tmp_path) as database:
        database.write(act, events.add_event, "Straßenfest", (start, ends), "").result()
        database.write(act, shifts.add_shift, 1, "Abbau", start, ends, 3).result()
        database.write(act, phone_helpers.invite, 1, True).result()
    with door(tmp_path) as (url, program):
        told = await come(url, range(PEOPLE), dies=program)
    kept = helping(tmp_path)
    assert len(told) >= PEOPLE // 3
    assert told <= {name for name, _waits in kept}
    with door(tmp_path) as (url, _program):
        assert len(await come(url, range(PEOPLE))) == PEOPLE
    after = helping(tmp_path)
    assert sorted(name for name, _waits in after) == sorted(f"Mensch {n}" for n in range(PEOPLE))
    assert [waits for _name, waits in after].count(False) == 3
    assert after[: len(kept)] == kept, "nobody lost her place in the row"
