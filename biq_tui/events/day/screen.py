"""The tally at the door: a number that can be read from afar, and every Enter counts one."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import ClassVar

from textual import getters
from textual.widget import Widget

from ...core.dates import full_date
from ...core.errors import Refused
from ...core.intention import Intention
from ...core.journal import Actor
from ...core.language import _, ngettext
from ...ui.bigtext import BigText
from ...ui.frame import Step
from ...ui.history import HistoryScreen
from ...ui.item_list import Item, ItemList
from ...ui.screen import BiqScreen
from .places import place_of
from .tally import Tally, count, tally
from .tally_line import GRAMMAR, may_count, read_tally

BAR, LONGEST_BAR = "▇", 40


class TallyScreen(BiqScreen):
    """Nobody waits for the database here: an Enter counts when it is pressed."""

    KEEPS_UNDONE = True

    STEADY_SECONDS: ClassVar[float] = 0.0
    """Who holds Enter down means it."""

    total = getters.query_one("#tally-total", BigText)
    hours = getters.query_one("#tally-hours", ItemList)

    def __init__(self, first: Tally) -> None:
        """`first`: what was counted when the screen was opened."""
        super().__init__()
        self.tally = first
        self._opened_at = 0.0
        self._counting: set[asyncio.Future[None]] = set()
        """Steps that the writer has and that are not durable yet."""
        self._not_read = 0
        """What was counted here and is not in the tally that was read last."""
        self._durable = 0
        """How much of that is durable: the next reading has it."""

    @property
    def place(self) -> str:
        """The journal's name for this tally."""
        return place_of(self.tally.event_id)

    @property
    def as_of(self) -> int:
        """The tally says how new it is."""
        return self.tally.as_of

    # What stands in the fixed places ---------------------------------------------------------

    def where(self) -> str:
        """Row 1."""
        return _("BIQ · {title} · counting").format(title=self.tally.title)

    def state(self) -> str:
        """Row 2: how many, and what they count for."""
        n = self._now()
        if self.tally.visitors is not None:
            said = _("Afterwards somebody said: {said}. That stands. {n} were counted.")
            return said.format(said=self.tally.visitors, n=n)
        counted = ngettext("{n} visitor so far.", "{n} visitors so far.", n)
        if self.tally.starts_at is not None and may_count(self.tally):
            return f"{full_date(self.tally.starts_at)}   {counted}"
        return counted + "   " + _("Several laptops may count: it adds up.")

    def label(self) -> str:
        """What the line is for."""
        return _("Count")

    def event(self) -> str:
        """What was counted last."""
        last = self.tally.last_event
        return f"✓ {last.sentence}" if last else ""

    def my_step(self) -> Step | None:
        """What Ctrl+Z would take back."""
        step, last = self.tally.my_step, self.tally.last_event
        if step is None:
            return None
        return Step(step.number, step.sentence, latest=step == last, undoable=step.undoable)

    def help_topics(self) -> tuple[tuple[str, str], ...]:
        """The grammar of the line."""
        return GRAMMAR

    def body(self) -> Iterable[Widget]:
        """The number, and how many in each hour."""
        yield BigText(id="tally-total")
        yield ItemList(id="tally-hours", label_width=7)

    # Reading and painting --------------------------------------------------------------------

    async def on_mount(self) -> None:
        """An Enter that was pressed twice to come here counts nobody."""
        self._opened_at = self.app.monotonic()

    async def on_screen_resume(self) -> None:
        """After a crash or a restart it opens here."""
        self.app.be_at(self.place)

    async def reload(self) -> None:
        """Read it anew; what was durable before is in it."""
        durable = self._durable
        self.tally = await self.app.read(tally, self.tally.event_id, self.app.station.id)
        self._durable -= durable
        self._not_read -= durable

    def read(self, text: str) -> Intention:
        """What Enter will do."""
        return read_tally(text, self.tally)

    def show_body(self) -> None:
        """The number in large letters."""
        self.total.content = f"{self._now()}"
        most = max((number for _hour, number in self.tally.by_hour), default=1)
        rows = tuple(
            Item(
                f"{BAR * max(round(number * LONGEST_BAR / most), 1)} {number}", f"{hour}–{hour + 1}"
            )
            for hour, number in self.tally.by_hour
        )
        self.hours.items = rows
        if rows:
            self.hours.show(len(rows) - 1)

    def _now(self) -> int:
        """What is counted, with what is on its way to the disk."""
        return self.tally.total + self._not_read

    # Doing -----------------------------------------------------------------------------------

    async def _carry_out(self, intention: Intention) -> None:
        if intention.use_case is not count:
            await super()._carry_out(intention)
            return
        if not self.text and self.app.monotonic() - self._opened_at < BiqScreen.STEADY_SECONDS:
            return  # it was meant for the screen before
        event_id, number = intention.args
        act = self.app.act(Actor.FACILITATOR, self.place)
        # The writer has it from here on, whatever becomes of this screen; what waits there is
        # committed together.
        step = asyncio.wrap_future(self.app.database.write(act, count, event_id, number))
        self._counting.add(step)
        self._not_read += number
        self.text, self._happened = self.line.value, ""
        self.repaint()
        step.add_done_callback(lambda done: self._done(done, number))

    def _done(self, step: asyncio.Future[None], number: int) -> None:
        """It is durable; or it was refused, and then it does not count."""
        self._counting.discard(step)
        refusal = step.exception()
        if refusal is None:
            self._durable += number
            return
        self._not_read -= number
        if self.stands:
            said = refusal.sentence if isinstance(refusal, Refused) else f"{refusal}"
            self.run_worker(self._say_anew(said), group="count")

    async def _say_anew(self, said: str) -> None:
        await self.read_anew()
        self.say(said)

    async def action_undo(self) -> None:
        """What was counted a moment ago is the step that is taken back."""
        if self._counting and not self.line.value:
            await asyncio.wait(set(self._counting))
        if self._durable and not self.line.value:
            await self.read_anew()
        await super().action_undo()

    async def run_command(self, command: str) -> None:
        """What an intention changes on the screen."""
        if command == "happened":
            self.app.push_screen(HistoryScreen(self.place, self.taking_back()))

    async def go_back(self) -> None:
        """Esc: to where it was opened."""
        await self.app.go_home()
