"""The running app as the facilitator sees and touches it, on a data folder made in advance.

The clock stands still in Bremen, the keys are real, and a folder's database is made only once.
"""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from rich.cells import cell_len
from sqlmodel import col, select
from textual import events
from textual.app import App
from textual.message_pump import MessagePump
from textual.pilot import Pilot
from textual.screen import Screen

from biq_tui import demo
from biq_tui.app import BiqApp, Options
from biq_tui.core import clock, journal, language
from biq_tui.core.database import Database
from biq_tui.core.folders import DATABASE_FILE
from biq_tui.core.journal import Actor
from biq_tui.core.opening import open_database
from biq_tui.core.telling import told
from biq_tui.core.write import Act
from biq_tui.qualification.curriculum import curriculum
from biq_tui.qualification.enrolment import Newcomer, enrol_all
from biq_tui.qualification.new_course import planned
from biq_tui.qualification.rhythm import DEFAULT_RHYTHM
from biq_tui.qualification.runs import new_run
from biq_tui.qualification.schedule import propose
from biq_tui.ui.screen import BiqScreen

NOW = datetime(2027, 3, 5, 15, 52, tzinfo=UTC)
"""Friday, 16:52 in Bremen."""

SMALL, LARGE = (80, 24), (100, 30)
PATIENCE_SECONDS = 60
"""How long a state is waited for; none of them takes a second where nothing else runs.

Only a test that fails takes that long. With six other programs on two cores, opening a list for
the first time (which loads the server for phones) has taken twenty.
"""

BREATH_SECONDS = 0.002
"""Who looks without a breath keeps the interpreter from the threads that read the data."""

MOST_BREATHS = 250
"""How long what was begun may take. Only what waits for the test itself takes longer: a gate.

In turns, not in seconds: where other programs take the processor, both become slow alike.
"""

MOST_TURNS = 10_000
"""Of the event loop. Only what never rests needs more."""

MOST_PAINTS = 20
"""One after the other. Only a screen that is not allowed to paint now would need more."""

COURSE = "BIQ Huchting"
PEOPLE = (
    "Ada Muster", "Ali Muster", "Ayşe Beispiel", "Jonas Müller", "Олена Зразок", "Sabine Müller",
)  # fmt: skip
VENUE = "Haus am Park, Raum 2"

both_sizes = pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "100x30"])

Fill = Callable[[Database], None]


class Room:
    """What can be read on the screen, and the keys, the mouse and the clipboard."""

    def __init__(self, app: BiqApp, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot
        self.keys = 0
        """How many keys were pressed; a paste is one."""

    # Reading -------------------------------------------------------------------------------------

    @property
    def rows(self) -> list[str]:
        """What the terminal shows, row by row."""
        return [strip.text for strip in self.app.screen._compositor.render_strips()]

    @property
    def text(self) -> str:
        """All rows."""
        return "\n".join(self.rows)

    @property
    def where(self) -> str:
        """Row 1, without the clock."""
        return self.rows[0].partition("   ")[0].strip()

    @property
    def state(self) -> str:
        """Row 2, blanks folded."""
        return " ".join(self.rows[1].split())

    @property
    def tab(self) -> str:
        """The open tab."""
        return self.rows[2].partition("[")[2].partition("]")[0]

    @property
    def label(self) -> str:
        """What the line is for."""
        return self.rows[-4].partition("›")[0].strip()

    @property
    def line(self) -> str:
        """What stands in the line, without its label."""
        return self.rows[-4].partition("› ")[2].strip()

    @property
    def hint(self) -> str:
        """What Enter does."""
        return self.rows[-3].strip()

    @property
    def event(self) -> str:
        """What just happened, and what Ctrl+Z takes back; blanks folded."""
        return " ".join(self.rows[-2].split())

    @property
    def body(self) -> list[str]:
        """The rows between the rules, blanks folded, without empty ones."""
        folded = (" ".join(row.split()) for row in self.rows[4:-5])
        return [row for row in folded if row]

    @property
    def screen(self) -> BiqScreen:
        """The screen on top."""
        assert isinstance(self.app.screen, BiqScreen)
        return self.app.screen

    def row(self, text: str) -> str:
        """The one row of the body with this text, blanks folded."""
        found = [row for row in self.body if text in row]
        assert len(found) == 1, f"{text!r} in the list: {found}\n{self.text}"
        return found[0]

    def place(self, text: str) -> tuple[int, int]:
        """Column and row of a text on the screen."""
        rows = self.rows
        y = next((y for y, row in enumerate(rows) if text in row), None)
        assert y is not None, f"{text!r} is not on the screen:\n{self.text}"
        return cell_len(rows[y].partition(text)[0]), y

    # Touching ------------------------------------------------------------------------------------

    async def settle(self) -> None:
        """All that began is done: keys, messages, reading and writing, workers, painting."""
        await settled(self.app)

    async def press(self, *keys: str) -> None:
        """Keys, one after the other; done when what they do is done."""
        self.keys += len(keys)
        await self.app._press_keys(keys)
        await self.settle()

    async def type(self, text: str, *keys: str) -> None:
        """Letters, then other keys."""
        await self.press(*text, *keys)

    async def enter(self, text: str = "") -> None:
        """Letters and Enter, and whatever that does is done."""
        if text:
            await self.type(text)
        await self.press("enter")

    async def paste(self, text: str) -> None:
        """What the terminal sends for a paste, or for a file dropped on its window."""
        self.keys += 1
        self.app.post_message(events.Paste(text))
        await self.settle()

    async def drop(self, file: Path) -> None:
        """A file, dropped on the window."""
        await self.paste(f"'{file}'")

    async def click(self, text: str) -> None:
        """The mouse, on the second letter of a text."""
        x, y = self.place(text)
        await self.pilot.click(offset=(x + 1, y))
        await self.settle()

    # Waiting -------------------------------------------------------------------------------------

    async def until(self, holds: Callable[[], bool]) -> None:
        """Go on once `holds` is true; fail with the screen if that takes too long."""
        end = time.monotonic() + PATIENCE_SECONDS
        while not holds():
            assert time.monotonic() < end, f"never came:\n{self.text}"
            await asyncio.sleep(BREATH_SECONDS)
            await painted(self.app)

    async def sees(self, *texts: str) -> None:
        """Wait until all these are on the screen."""

        def seen() -> bool:
            shown = self.text
            return all(text in shown for text in texts)

        await self.until(seen)

    async def reads(self, hint: str) -> None:
        """Wait until the hint says this."""
        await self.until(lambda: hint in self.hint)

    async def opened(self) -> None:
        """Wait until the database is open and Heute shows what it says."""
        app = self.app
        await self.until(lambda: app.ready and not _working(app))
        await self.settle()

    # What stays ----------------------------------------------------------------------------------

    def journal(self) -> list[str]:
        """All sentences of the journal, the oldest first."""
        return sentences(self.app.database)


async def settled(app: App[Any]) -> None:
    """Wait until nothing the app began goes on; who waits for the test itself is not waited for."""
    await painted(app)
    for _breath in range(MOST_BREATHS):
        if app._exit or not _at_work(app):
            return
        await asyncio.sleep(BREATH_SECONDS)
        await painted(app)


async def painted(app: App[Any]) -> None:
    """All messages are handled, and those they caused, as far as no thread is waited for.

    A screen paints with a timer, sixty times a second: here at once, till it has nothing to paint.
    """
    await _handled()
    while app.screen_stack and not app._exit and _to_paint(app.screen):
        app.screen._on_timer_update()
        await _handled()


async def _handled() -> None:
    """Let the event loop turn until there is nothing that it could do now."""
    loop: Any = asyncio.get_running_loop()
    for _turn in range(MOST_TURNS):
        await asyncio.sleep(0)
        if not loop._ready:
            return


def _to_paint(screen: Screen[Any]) -> bool:
    return bool(
        screen.is_current
        and (
            screen._layout_required
            or screen._scroll_required
            or screen._repaint_required
            or screen._recompose_required
            or screen._dirty_widgets
            or screen._callbacks
        )
    )


def _at_work(app: App[Any]) -> bool:
    """Whether a worker runs, or a handler waits in the middle of a message, as for a reading."""
    if _working(app):
        return True
    pumps: list[MessagePump] = [app, *app._registry]
    return any(pump._running and not pump._message_queue.ready_event._waiters for pump in pumps)


def _working(app: App[Any]) -> bool:
    """Whether a worker runs that somebody waits for: backups step back behind everything else."""
    return any(worker.is_running and worker.group != "backup" for worker in app.workers)


def sentences(database: Database, place: str | None = None) -> list[str]:
    """The journal in sentences, the oldest first; of one place, or of all."""
    with database.reading() as session:
        numbers = session.exec(
            select(journal.JournalEntry.number).order_by(col(journal.JournalEntry.number))
        ).all()
        heads = [journal.head(session, number) for number in numbers]
        heads = [head for head in heads if not head.message.startswith(("test.", "example."))]
        return [line.sentence for line in told(session, heads)]


def newest(database: Database) -> str:
    """The newest sentence of the journal."""
    with database.reading() as session:
        head = journal.head(session, journal.last_number(session))
        return told(session, [head])[0].sentence


# The house ---------------------------------------------------------------------------------------


@contextmanager
def bremen() -> Iterator[None]:
    """The wall clock of the programme, standing still, wherever the tests run."""
    with pytest.MonkeyPatch.context() as patch, clock.standing_at(NOW):
        patch.setenv("TZ", "Europe/Berlin")
        _set_zone()
        yield
    _set_zone()


def _set_zone() -> None:
    if hasattr(time, "tzset"):  # not on Windows, where the tests run in the machine's own zone
        time.tzset()


def folder_of(tmp_path: Path, fill: Fill | None = None) -> Path:
    """A data folder of its own, with what `fill` puts in."""
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / DATABASE_FILE).write_bytes(_made(fill))
    return folder


@cache
def _made(fill: Fill | None) -> bytes:
    """The database file: its tables are made once, whatever comes in is put in once."""
    spoken = language.spoken()
    with TemporaryDirectory() as place, bremen():
        folder = Path(place)
        language.speak("de")
        if fill is not None:
            (folder / DATABASE_FILE).write_bytes(_made(None))
        database = open_database(folder)
        if fill is not None:
            fill(database)
        database.close()
        language.speak(spoken)
        return (folder / DATABASE_FILE).read_bytes()


def course(database: Database) -> None:
    """A course that begins today with six people, as three questions and one list make it."""
    act = Act(Actor.PROGRAM, "test", "")
    dates = planned(propose(curriculum(), date(2027, 3, 5), DEFAULT_RHYTHM), VENUE)
    run_id = database.write(act, new_run, COURSE, dates).result()
    people = [Newcomer(name, "Olena Zrazok" if name[0] == "О" else "") for name in PEOPLE]
    database.write(act, enrol_all, run_id, people).result()


def example(database: Database) -> None:
    """The example's course with a sitting that is open."""
    demo.fill(database, "test")


def do(folder: Path, use_case: Callable[..., object], *args: object) -> None:
    """Something that was done before the program starts."""
    with bremen():
        database = open_database(folder)
        database.write(Act(Actor.PROGRAM, "test", ""), use_case, *args).result()
        database.close()


def free_port() -> int:
    """A port that nobody uses now."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
        return port


def slow(gate: threading.Event) -> type[BiqApp]:
    """An app whose database opens only when the test says so."""

    class Slow(BiqApp):
        def _open_database(self) -> Database:
            gate.wait(PATIENCE_SECONDS)
            return super()._open_database()

    return Slow


@asynccontextmanager
async def started(
    folder: Path,
    size: tuple[int, int] = SMALL,
    code: str = "de",
    home: Path | None = None,
    kind: type[BiqApp] = BiqApp,
    url: str | None = None,
) -> AsyncIterator[Room]:
    """The app on this folder, as far as its first screen knows the data.

    `home`: where the person's own files lie; without it, there are none. `url`: the database, if
    it is not the file in the folder.
    """

    async def turn(_least: float = 0, _most: float = 1) -> None:
        await asyncio.sleep(0)

    with bremen(), pytest.MonkeyPatch.context() as patch:
        # Textual's pilot waits for an idle processor after each key; `settle` waits for messages.
        for module in ("textual.app", "textual.pilot"):
            patch.setattr(f"{module}.wait_for_idle", turn)
        patch.setattr(BiqScreen, "STEADY_SECONDS", 0)  # a second Enter counts at once
        patch.setattr("biq_tui.app.PAINT_SECONDS", 0.001)  # nobody looks at the first picture
        for name in ("HOME", "USERPROFILE"):
            patch.setenv(name, str(home or folder))
        patch.delenv("XDG_CONFIG_HOME", raising=False)
        language.speak(code)
        app = kind(Options(folder, url, host="127.0.0.1", port=free_port()))
        async with app.run_test(size=size, notifications=True) as pilot:
            room = Room(app, pilot)
            if kind is BiqApp:
                await room.opened()
            yield room
