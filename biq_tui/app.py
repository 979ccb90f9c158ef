"""The app: it opens the database, wires screens, server and journal, and knows no pillar's rules.

Nothing heavy is imported before the first screen is painted: the database, the sign-in and the
server come in when they are needed.
"""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Concatenate, ParamSpec, TypeVar

from rich.text import Text
from textual import _time
from textual.app import App

from .core import language
from .core.errors import CannotStart, Refused, Told
from .core.intention import UseCase
from .core.language import _
from .core.log import log_fault
from .core.station import Station, StationFile
from .today import TodayScreen
from .ui.help import HelpScreen
from .ui.screen import BiqScreen, JournalChanged

if TYPE_CHECKING:
    from sqlmodel import Session

    from .attendance.doors import Doors
    from .attendance.phone_door import PhoneDoor
    from .attendance.sheet import Date, Sheet
    from .core.database import Database
    from .core.journal import Actor
    from .core.write import Act

Given = ParamSpec("Given")
Result = TypeVar("Result")

PHONE_PORT = 8421
GATHER_SECONDS = 0.05
"""How long news of commits is gathered before the screen reads anew."""

LOOK_SECONDS = 1.0
"""How often the journal is asked for what another laptop wrote."""

_PACKAGE = Path(__file__).parent
_CHECKOUT_STYLES = _PACKAGE.parent / "styles"
STYLES = _CHECKOUT_STYLES if (_PACKAGE.parent / "pyproject.toml").exists() else _PACKAGE / "styles"
"""The style sheets: beside the package in a checkout, inside it when installed."""


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line says. `folder` exists already."""

    folder: Path
    database_url: str | None = None
    host: str | None = None
    port: int = PHONE_PORT
    log_file: Path | None = None
    is_example: bool = False


class BiqApp(App[None], inherit_bindings=False):
    """The session room. Textual's own keys (quit, palette) are not inherited: the screens ask."""

    CSS_PATH: ClassVar[list[str | Path]] = [STYLES / "app.tcss", STYLES / "attendance.tcss"]  # type: ignore[assignment]  # Textual names its own alias
    TITLE = "BIQ"
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, options: Options) -> None:
        super().__init__()
        self._options = options
        self._database: Database | None = None
        self._memory = StationFile(options.folder / "station.json")
        self._doors: Doors | None = None
        self._seen = 0
        self._telling = False
        self.trouble = ""
        """Why the data can't be read right now; "" while all is well."""

    # What the screens ask for ----------------------------------------------------------------

    @property
    def ready(self) -> bool:
        """Whether the database is open."""
        return self._database is not None

    @property
    def database(self) -> Database:
        """The open database."""
        assert self._database is not None
        return self._database

    @property
    def doors(self) -> Doors:
        """The doors for phones and the projector; made when the first gathering opens."""
        if self._doors is None:
            from .attendance.doors import Doors
            from .attendance.phone_door import PhoneDoor

            phone = PhoneDoor(self._options.host, self._options.port, self._door_changed)
            self._doors = Doors(self.database, self.station.id, phone, lambda: self.names_hidden)
        return self._doors

    @property
    def door(self) -> PhoneDoor:
        """The door for phones."""
        return self.doors.phone

    @property
    def station(self) -> Station:
        """What this laptop remembers of itself."""
        return self._memory.station

    @property
    def is_example(self) -> bool:
        """Whether all data is invented and thrown away."""
        return self._options.is_example

    @property
    def names_hidden(self) -> bool:
        """Whether names are off the screen and the projector blank; survives a restart."""
        return self.station.names_hidden

    @names_hidden.setter
    def names_hidden(self, hidden: bool) -> None:
        self._memory.remember(names_hidden=hidden)

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

    async def write(self, use_case: UseCase, *args: Any) -> None:
        """Run a use case as the facilitator, on the current screen; durable when it returns."""
        from .core.journal import Actor

        await self.database.writes(self._act(Actor.FACILITATOR), use_case, *args)

    async def take_back(self, number: int) -> None:
        """Undo a journal entry. Raises Refused with what stands in the way."""
        from .attendance.service import take_back

        await self.write(take_back, number)

    async def upcoming(self) -> tuple[Date, ...]:
        """Today's gatherings and those to come."""
        from .attendance.sheet import dates, start_of_today

        return await self.read(dates, start_of_today())

    def speak(self, code: str) -> None:
        """Change the language of the screens, now and at the next start."""
        language.speak(code)
        self._memory.remember(language=code)
        for screen in self.screen_stack:
            if isinstance(screen, BiqScreen):
                screen.repaint()

    def show_help(self, topics: tuple[tuple[str, str], ...]) -> None:
        """Help for the screen below."""
        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(topics))

    # Gatherings ------------------------------------------------------------------------------

    async def open_gathering(self, gathering_id: int) -> None:
        """Open the list of a gathering, the door for phones and the projector's page."""
        from .attendance import service
        from .attendance.places import place_of
        from .attendance.screens import GatheringScreen
        from .attendance.sheet import sheet
        from .core.journal import Actor

        act = self._act(Actor.PROGRAM, place_of(gathering_id))
        await self.database.writes(act, service.open_sitting, gathering_id)
        first = await self.read(sheet, gathering_id, self.station.id)
        self._memory.remember(place=place_of(gathering_id))
        await self.open_door(first)
        await self.push_screen(GatheringScreen(first))

    async def open_door(self, sheet: Sheet) -> None:
        """Let phones in, if the sitting is open."""
        report = await self.doors.open(sheet)
        if report is not None and self.is_example:
            from .demo import phones_arrive

            self.run_worker(phones_arrive(report), group="example", exclusive=True)

    async def end_sitting(self, gathering_id: int) -> str:
        """Close this gathering's door and make a backup; the sentence that tells how it went."""
        from .core.backup import backup
        from .core.opening import BACKUP_FOLDER

        await self.doors.close(gathering_id)
        folder = self._options.folder / BACKUP_FOLDER
        try:
            made = await asyncio.to_thread(backup, self.database.url, folder, "sitting")
        except Told as told:
            return told.sentence
        if made is None:
            return _("Done. Everything is saved. The database server makes the backups.")
        return _("Done. Everything is backed up.")

    async def go_home(self) -> None:
        """Back to Heute; an open sitting stays open."""
        self._memory.remember(place="")
        if len(self.screen_stack) > 2:
            self.pop_screen()

    async def projector(self) -> str:
        """Show the projector's page; a sentence that says where it is."""
        return await self.doors.show_projector()

    # Life ------------------------------------------------------------------------------------

    def on_mount(self) -> None:
        """Paint first; then open the database."""
        if sys.platform != "win32":
            loop = asyncio.get_running_loop()
            for deadly in (signal.SIGTERM, signal.SIGHUP):
                loop.add_signal_handler(deadly, self.exit)
        self.push_screen(TodayScreen())
        self.run_worker(self._begin(), group="begin")

    async def _begin(self) -> None:
        try:
            self._database = await asyncio.to_thread(self._open_database)
        except CannotStart as refusal:
            self.exit(return_code=2, message=Text(refusal.sentence))
            return
        self.database.listen(lambda numbers: self._tell_screens(numbers[-1]))
        for screen in self.screen_stack:
            if isinstance(screen, TodayScreen):
                await screen.reload()
                screen.repaint()
        await self._go_where_it_was()
        self.set_interval(LOOK_SECONDS, self._look_for_others)

    def _open_database(self) -> Database:
        from .core.opening import open_database

        return open_database(self._options.folder, self._options.database_url)

    async def _go_where_it_was(self) -> None:
        """After a crash or a restart: the same screen, and phones may go on."""
        from .attendance.sheet import sheet, still_open

        gathering_id = await self.read(still_open, self.station.place)
        if gathering_id is None:
            return
        if self.station.place:
            await self.open_gathering(gathering_id)
        else:
            await self.open_door(await self.read(sheet, gathering_id, self.station.id))

    async def _look_for_others(self) -> None:
        from .core.journal import last_number

        before = self.trouble
        try:
            number = await self.read(last_number)
            self.trouble = ""
        except Refused as refusal:
            self.trouble = refusal.sentence
        else:
            if number > self._seen:
                self._tell_screens(number)
        if self.trouble != before and isinstance(self.screen, BiqScreen):
            self.screen.show_bars()

    def _tell_screens(self, number: int) -> None:
        """Called from any thread. Many commits in a moment are one message."""
        self._seen = max(self._seen, number)
        if not self._telling:
            self._telling = True
            self.call_later(self.set_timer, GATHER_SECONDS, self._pass_on)

    def _pass_on(self) -> None:
        self._telling = False
        if self.screen_stack:
            self.screen.post_message(JournalChanged(self._seen))

    def _door_changed(self) -> None:
        if self.screen_stack and isinstance(self.screen, BiqScreen) and self.screen.is_mounted:
            self.screen.repaint()

    def _act(self, actor: Actor, place: str | None = None) -> Act:
        from .core.write import Act

        if place is None:
            place = self.screen.place if isinstance(self.screen, BiqScreen) else ""
        return Act(actor, self.station.id, place)

    async def on_unmount(self) -> None:
        """Close the doors; what was acknowledged is on disk already."""
        if self._doors is not None:
            await self._doors.close_all()
        if self._database is not None:
            await asyncio.to_thread(self._database.close)

    def _handle_exception(self, error: Exception) -> None:
        """A crash prints one sentence and where the log is: no traceback, no locals, no names."""
        log_fault(error)
        super()._handle_exception(error)
        where = self._options.log_file or _("(no log)")
        self._exit_renderables[:] = [
            Text(
                _(
                    "BIQ had to stop. Everything is saved. Please start it again. Log: {file}"
                ).format(file=where)
            )
        ]
