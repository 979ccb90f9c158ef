"""What every screen may ask of the app: data, this laptop's memory, the language.

Nothing heavy is imported before the first screen is painted.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from textual import _time
from textual.app import App

from .core import clock, language
from .core.folders import BACKUP_FOLDER
from .core.intention import UseCase
from .core.pin import Lock
from .core.station import Station, StationFile
from .core.turns import Turn
from .ui.frame import Step
from .ui.screen import BiqScreen

if TYPE_CHECKING:
    from sqlmodel import Session

    from .core.database import Database
    from .core.journal import Actor
    from .core.telling import Happened
    from .core.write import Act
    from .overview import Overview

Given = ParamSpec("Given")
Result = TypeVar("Result")

PHONE_PORT = 8421


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line says. `folder` exists already."""

    folder: Path
    database_url: str | None = None
    host: str | None = None
    port: int = PHONE_PORT
    log_file: Path | None = None
    is_example: bool = False
    said: str = ""
    """What is said on the first screen: how something went for which the screens had to end."""


class House(App[None], inherit_bindings=False):
    """Textual's own keys (quit, palette) are not inherited: the screens ask."""

    def __init__(self, options: Options) -> None:
        super().__init__()
        self.options = options
        self._database: Database | None = None
        self._opened = asyncio.Event()
        self._memory = StationFile(options.folder / "station.json")
        self._turn = Turn(options.folder / "station.lock")
        self.lock = Lock(self._memory, lambda: self.monotonic())
        """What this laptop is locked to, and its PIN."""
        self.trouble = ""
        """Why the data can't be read right now; "" while all is well."""

    @property
    def ready(self) -> bool:
        """Whether the database is open."""
        return self._database is not None

    @property
    def database(self) -> Database:
        """The open database."""
        assert self._database is not None
        return self._database

    def once_open(self, step: Callable[[], Awaitable[None]]) -> None:
        """Take a step as soon as the database is open: a key may be quicker.

        Nobody waits for it: a screen that waits paints nothing, and the database comes after that.
        """

        async def wait() -> None:
            await self._opened.wait()
            if self.ready:
                await step()

        self.run_worker(wait(), group="begin")

    @property
    def station(self) -> Station:
        """What this laptop remembers of itself; a second program here has an id of its own, so
        that Ctrl+Z takes back only what was done with this one."""
        its = self._memory.station
        if self._turn.number == 1:
            return its
        return replace(its, id=f"{its.id}-{self._turn.number}")

    @property
    def is_example(self) -> bool:
        """Whether all data is invented and thrown away."""
        return self.options.is_example

    @property
    def names_hidden(self) -> bool:
        """Whether names are off the screen and the projector blank; survives a restart."""
        return self.station.names_hidden

    @names_hidden.setter
    def names_hidden(self, hidden: bool) -> None:
        self._memory.remember(names_hidden=hidden)

    @property
    def by(self) -> str:
        """Who types here, as she said; "" if nobody has, and while the laptop is in other hands."""
        return "" if self.lock.locked_to else self.station.by

    def take_over(self, name: str) -> None:
        """From now on `name` types here, with this program and after its next start; "": nobody."""
        self._memory.remember(by=name)

    def monotonic(self) -> float:
        """The clock that key events carry, in seconds."""
        return _time.get_time()

    async def read(
        self,
        query: Callable[Concatenate[Session, Given], Result],
        *args: Given.args,
        **kwargs: Given.kwargs,
    ) -> Result:
        """What `query(session, ...)` returns, without blocking the screen."""
        return await self.database.reads(query, *args, **kwargs)

    async def write(self, use_case: UseCase, *args: Any) -> Any:
        """Run a use case as the facilitator, on the current screen; durable when it returns."""
        from .core.journal import Actor

        return await self.database.writes(self.act(Actor.FACILITATOR), use_case, *args)

    async def overview(self) -> Overview:
        """The dates around today in numbers, and what is left to do."""
        from .overview import overview

        return await self.read(overview)

    async def steps(self, place: str) -> tuple[Happened | None, Step | None]:
        """What happened last at a place, and the facilitator's own last step there."""
        from .core.telling import last_event, last_step

        last = await self.read(last_event, place)
        step = await self.read(last_step, self.station.id, place)
        if step is None:
            return last, None
        latest = last is not None and step.number == last.number
        return last, Step(step.number, step.sentence, latest, step.undoable)

    def days_since_backup(self) -> int | None:
        """How many whole days ago the newest backup was made; None if there is none."""
        from .core.backup import last_backup

        newest = last_backup(self.options.folder / BACKUP_FOLDER)
        return None if newest is None else (clock.now() - newest.made_at).days

    def remember_phones(self, work: bool) -> None:
        """Keep the result of a test: whether phones get through to this laptop."""
        self._memory.remember_phones(work)

    def tab_at(self, place: str) -> str:
        """Which tab was open last on the screen of this place; "" if none is remembered."""
        return self.station.tabs.get(place, "")

    def remember_tab(self, place: str, tab: str) -> None:
        """There this tab is open, now and when the screen is opened again."""
        self._memory.remember_tab(place, tab)

    def seen_at(self, venue: str) -> bool | None:
        """Whether others see this screen at a venue; None: nobody has said so."""
        return self.station.seen.get(venue)

    def remember_seen(self, venue: str, seen: bool) -> None:
        """Others see this screen here, or not: names are hidden accordingly, now and next time."""
        self._memory.remember_seen(venue, seen)
        self.names_hidden = seen

    def speak(self, code: str) -> None:
        """Change the language of the screens, now and at the next start."""
        language.speak(code)
        self._memory.remember(language=code)
        for screen in self.screen_stack:
            if isinstance(screen, BiqScreen):
                screen.repaint()

    def act(self, actor: Actor, place: str | None = None) -> Act:
        """Who writes from here, and where on the screen; by default the current one's place."""
        from .core.journal import Actor
        from .core.write import Act

        screen = self.screen if isinstance(self.screen, BiqScreen) else None
        if place is None:
            place = screen.place if screen else ""
        if actor is not Actor.FACILITATOR:
            return Act(actor, self.station.id, place)
        return Act(actor, self.station.id, place, self.by, max(screen.as_of, 0) if screen else 0)
