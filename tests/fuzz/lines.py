"""The line of every screen, in the running app: read, painted, and now and then carried out."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from biq_tui.app import BiqApp
from biq_tui.core.database import Database
from biq_tui.core.errors import Refused
from biq_tui.core.journal import Actor
from biq_tui.core.write import Act
from biq_tui.events import events
from biq_tui.meetings import agenda, ideas
from biq_tui.ui.home_screen import COURSES, EVENTS, MEETINGS, PEOPLE, TODAY
from biq_tui.ui.screen import BiqScreen
from tests.room import Room, course, folder_of, newest, started

from .feeding import Fed
from .hostile import typed
from .parsers import is_harmless

PAINTED_SHARE = 0.01
"""So many are typed, and what is painted then is looked at."""

DONE_SHARE = 0.05
"""So many of what could be done is done."""


def neighbourhood(database: Database) -> None:
    """A course, a meeting with ideas, and an event; one of their names is markup."""
    course(database)
    act = Act(Actor.PROGRAM, "test", "")
    begins = datetime(2027, 3, 5, 17, tzinfo=UTC)
    ends = begins + timedelta(hours=2)
    database.write(act, agenda.make_meeting, "[b]Was fehlt?", begins, ends, "Haus {0}").result()
    lines = ("Bank am See", "[red]Licht[/]", "=1+1", "{x} %s", "أحمد")
    database.write(act, ideas.collect_many, 1, tuple((line, 1, None) for line in lines)).result()
    day = begins + timedelta(days=60)
    when = (day, day + timedelta(hours=3))
    database.write(act, events.add_event, "Fest [/] {y}", when, "Haus {0}").result()


async def feed_lines(inputs: int, chance: random.Random, place: Path) -> list[Fed]:
    """Feed the lines of all screens, each its share of so many inputs."""
    fed: list[Fed] = []
    async with started(folder_of(place, neighbourhood)) as room:
        screens = [name async for name, _screen in _screens(room)]
        each = max(inputs // len(screens), 1)
        async for name, screen in _screens(room):
            its = Fed(f"line: {name}"[:27])
            fed.append(its)
            topics = [example for example, _meaning in screen.help_topics()]
            for _ in range(each):
                text = _text(chance, topics)
                its.feed(text, partial(_read, screen, text))
                if chance.random() < PAINTED_SHARE:
                    await _paint(its, room, screen, text)
                if chance.random() < DONE_SHARE:
                    await _do(its, room, screen, text)
    return fed


def _text(chance: random.Random, topics: list[str]) -> str:
    """Something hostile, or an example from the help with something hostile in it."""
    if topics and chance.random() < 0.5:
        words = chance.choice(topics).split(" ")
        words[chance.randrange(len(words))] += chance.choice(("", typed(chance)[:30]))
        return " ".join(words)
    return typed(chance)


def _read(screen: BiqScreen, text: str) -> None:
    assert isinstance(screen.read(text).hint, str)


async def _paint(its: Fed, room: Room, screen: BiqScreen, text: str) -> None:
    """It is pasted into the line: what the terminal gets holds nothing that it obeys."""
    screen.line.take(text)
    await room.settle()
    for row in room.rows:
        if not is_harmless(row):
            its.broken.append(f"{text!r} painted {row!r}")
    if text.startswith("[bold]") and "[bold]" not in room.line:
        its.broken.append(f"{text!r} became markup: {room.line!r}")
    screen.line.value = ""
    await room.settle()


async def _do(its: Fed, room: Room, screen: BiqScreen, text: str) -> None:
    """What Enter would store is stored, and told in a sentence."""
    intention = screen.read(text)
    if intention.use_case is None:
        return
    database = room.app.database
    with suppress(Refused):
        try:
            act = room.app.act(Actor.FACILITATOR)
            await database.writes(act, intention.use_case, *intention.args)
            if not is_harmless(said := await asyncio.to_thread(newest, database)):
                its.broken.append(f"{text!r} told {said!r}")
        except Refused:
            raise
        except Exception as error:
            its.broken.append(f"{text!r} ended in {error!r}")
    await screen.read_anew()


async def _screens(room: Room) -> AsyncIterator[tuple[str, BiqScreen]]:
    """Every screen with a line, on each of its tabs."""
    app: BiqApp = room.app
    for home, name in (
        (TODAY, "Heute"), (COURSES, "Kurse"), (MEETINGS, "Treffen"), (EVENTS, "Veranstaltungen"),
        (PEOPLE, "Menschen"),
    ):  # fmt: skip
        await app.turn_home(home)
        await room.settle()
        yield name, room.screen
    await app.turn_home(TODAY)
    for opening, name in (
        (app.open_course(1), "Kurs"),
        (app.open_meeting(1), "Treffen"),
        (app.open_event(1), "Veranstaltung"),
        (app.open_arrivals(1), "Ankommen"),
        (app.open_new_course(), "neuer Kurs"),
    ):
        await opening
        await room.settle()
        screen = room.screen
        for tab, title in enumerate(screen.tabs() or ("",)):
            if screen.current_tab != tab:
                screen.current_tab = tab
                await room.settle()
            yield f"{name} {title}", screen
        screen.clear_line()
        await app.pop_screen()
        await room.settle()
