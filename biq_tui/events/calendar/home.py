"""Veranstaltungen: what is wished for and planned, and what is still missing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from textual import getters, on, work
from textual.events import Resize
from textual.widget import Widget

from ...core.errors import Refused
from ...core.intention import Intention
from ...core.language import _, ngettext
from ...ui.frame import FIXED_ROWS, WIDE
from ...ui.home_screen import EVENTS, HomeScreen
from ...ui.item_list import Drawn, Item, ItemList, Tone
from ...ui.shown import fitted
from ..ics.fetch_screen import take_dropped
from ..places import EVENTS as PLACE_OF_EVENTS
from .calendar_line import View
from .entries import Entry
from .home_line import GRAMMAR, Kind, Scene, Stop, found, read_events
from .home_rows import Row, all_rows, rows_of, told
from .house import house
from .screen import CalendarScreen
from .view import known

LABEL_WIDTH = 15
"""Columns for a day and a time."""

NOTE_WIDTHS = {WIDE: 44, 76: 34, 0: 18}
"""Columns for how an event stands, on a screen of at least so many columns."""


class EventsScreen(HomeScreen):
    """One Enter opens the event that comes next."""

    home = EVENTS
    PLACE = PLACE_OF_EVENTS

    listed = getters.query_one("#events", ItemList)

    def __init__(self) -> None:
        super().__init__()
        self._scene = Scene()
        self._known_as_of = -1
        self._rows: tuple[Row, ...] = ()

    @property
    def as_of(self) -> int:
        """The newest entry that is shown."""
        return -1 if self._scene.seen is None else self._scene.seen.as_of

    def where(self) -> str:
        """Row 1."""
        return _("BIQ · Events")

    def state(self) -> str:
        """Row 2: what comes, and what is missing."""
        seen = self._scene.seen
        if seen is None:
            return ""
        coming = [entry for entry in seen.coming if not entry.is_cancelled]
        lacking = sum(bool(entry.missing) for entry in coming)
        wishes = len(seen.wishes) + len(seen.open_wishes)
        facts = [
            ngettext("{n} event is coming.", "{n} events are coming.", len(coming))
            if coming
            else _("Nothing is planned."),
            ngettext("{n} still needs something.", "{n} still need something.", lacking)
            if lacking
            else "",
            ngettext("{n} wish.", "{n} wishes.", wishes) if wishes else "",
        ]
        return "   ".join(filter(None, facts))

    def label(self) -> str:
        """What the line is for."""
        return _("Event")

    def event(self) -> str:
        """What happened here last."""
        return f"✓ {self._last.sentence}" if self._last else ""

    def help_topics(self) -> tuple[tuple[str, str], ...]:
        """The grammar of the line."""
        return GRAMMAR

    def body(self) -> Iterable[Widget]:
        """One list."""
        yield ItemList(id="events", label_width=0)

    # Reading and painting --------------------------------------------------------------------

    async def reload(self) -> None:
        """Read all events anew, and the wishes of meetings."""
        seen = await self.app.read(house)
        await self.read_steps()
        self._scene = replace(self._scene, seen=seen)
        if self.text and self._known_as_of != seen.as_of:
            self._look_around()

    def read(self, text: str) -> Intention:
        """A number or words open, anything else makes a new event."""
        if text and self._known_as_of != self.as_of:
            self._look_around()
        return read_events(text, self._scene)

    @work(exclusive=True, group="known")
    async def _look_around(self) -> None:
        """Whom a new event may be asked of, and what is booked."""
        as_of = self.as_of
        read = await self.app.read(known)
        self._scene, self._known_as_of = replace(self._scene, known=read), as_of
        self.show_intention()

    def show_body(self) -> None:
        """All events; while somebody types, what is found; of a new one, all stay as they are."""
        seen = self._scene.seen
        if seen is None:
            return
        stops = found(self.text, self._scene) if self.text else ()
        height = self.listed.size.height or self.app.size.height - FIXED_ROWS  # not laid out yet
        self._rows = rows_of(stops, seen) if stops else all_rows(seen, height)
        self.listed.items = Drawn(self._rows, self._item)
        chosen = self._chosen
        marked = (n for n, row in enumerate(self._rows) if chosen and row.stop == chosen)
        self.listed.show(next(marked, 0))

    def on_resize(self, _event: Resize) -> None:
        """Another size, other columns."""
        if self.is_mounted:
            self.call_after_refresh(self.show_body)

    def _item(self, row: Row) -> Item:
        """How a row looks."""
        if row.stop is None:
            tone = Tone.STRONG if row.is_heading else Tone.DIM
            return Item(f"{'' if row.is_heading else '  '} {row.of}" if row.of else "", tone=tone)
        label, text, note = told(row)
        shown = f" {label:<{LABEL_WIDTH}}  {text}"
        if note:  # the rows below it need no column for this
            wide = next(wide for least, wide in NOTE_WIDTHS.items() if self.size.width >= least)
            shown = f"{fitted(shown, self.size.width - wide - 3)} {note}"
        if row.stop == self._chosen and not row.is_below:
            return Item(shown, sign="▸", tone=Tone.MARKED)
        is_dim = isinstance(row.of, Entry) and row.of.is_cancelled
        return Item(shown, tone=Tone.DIM if is_dim else Tone.PLAIN)

    @property
    def _chosen(self) -> Stop | None:
        """What Enter means."""
        for each in self.intention.args:
            if isinstance(each, Stop):
                return each
        verb, _space, value = self.intention.command.partition(" ")
        return Stop(Kind.EVENT, int(value)) if verb == "event" else self._scene.marked

    # Doing -----------------------------------------------------------------------------------

    def move(self, step: int) -> None:
        """Choose among what stands there, in its order."""
        stops = found(self.text, self._scene)
        if stops:
            now = self._scene.marked if self._scene.marked in stops else self._chosen
            at = stops.index(now) + step if now in stops else 0
            self._scene = replace(self._scene, marked=stops[at % len(stops)])

    def forget_marks(self) -> None:
        """Another text: what it finds is meant."""
        self._scene = replace(self._scene, marked=None)

    def unmark(self) -> bool:
        """Esc takes the mark away."""
        had = self._scene.marked is not None
        self.forget_marks()
        return had

    def take_pasted(self, text: str) -> bool:
        """A calendar file that was dropped here."""
        return take_dropped(self.app, text)

    async def run_command(self, command: str) -> None:
        """Show the calendar, or open an event; it may have been taken back meanwhile."""
        verb, _space, value = command.partition(" ")
        try:
            match verb:
                case "calendar":
                    await self.app.push_screen(CalendarScreen(view=View(int(value))))
                case "day":
                    await self.app.push_screen(CalendarScreen(date.fromisoformat(value)))
                case "event":
                    await self.app.open_event(int(value))
                case "wish":
                    await self.app.plan_wishes([int(value)])
        except Refused as refusal:
            await self.read_anew()
            self.say(refusal.sentence)

    @on(ItemList.Picked)
    def picked(self, event: ItemList.Picked) -> None:
        """A click marks what it hits."""
        stop = self._rows[event.place].stop
        if stop is not None:
            self._scene = replace(self._scene, marked=stop)
            self.show_intention()
