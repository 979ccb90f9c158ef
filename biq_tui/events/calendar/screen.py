"""The calendar: what is on, by month, week, list and state."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import ClassVar

from textual import getters, on, work
from textual.binding import Binding, BindingType
from textual.events import Resize
from textual.widget import Widget

from ...core.errors import Refused
from ...core.intention import YES, Intention
from ...core.language import N_, _
from ...core.telling import Happened
from ...ui.frame import FIXED_ROWS, WIDE, Step
from ...ui.item_list import Item, ItemList, Tone
from ...ui.screen import BiqScreen
from ...ui.sheet import Sheet
from ...ui.shown import fitted
from ..ics.fetch_screen import take_dropped
from ..places import EVENTS
from ..reading import today
from . import board
from .calendar_line import GRAMMAR, Scene, View, hits, read_calendar
from .day_rows import Row
from .entries import Key, first_day_of
from .painting import rows_below, sheet_of
from .view import WEEK, another_month, findable, month_of, read_board, read_month, summary
from .words import month_name

TABS = (N_("Month"), N_("Week"), N_("List"), N_("States"))

NOTE_WIDTHS = {WIDE: 54, 76: 38, 0: 24}
"""Columns for how an entry stands, on a screen of at least so many columns."""

LIST_WIDTHS = {WIDE: 46, 76: 28, 0: 14}
"""The same on the list, where each line begins with its day."""


class CalendarScreen(BiqScreen):
    """Arrows choose a day, Enter opens what is on it; a text finds, shows, or makes a new event."""

    KEEPS_UNDONE = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "in_turn('side(-1)')", show=False, priority=True),
        Binding("right", "in_turn('side(1)')", show=False, priority=True),
    ]

    sheet = getters.query_one("#sheet", Sheet)
    listed = getters.query_one("#day", ItemList)

    def __init__(self, day: date | None = None, view: View = View.MONTH) -> None:
        """`day`: the one that is chosen at first; None for today."""
        super().__init__()
        self.set_reactive(CalendarScreen.current_tab, int(view))
        self._scene = Scene(view, day or today(), today())
        self._found_as_of = -1
        self._rows: tuple[Row, ...] = ()
        self._last: Happened | None = None
        self._step: Step | None = None

    @property
    def place(self) -> str:
        """What is done here is taken back here, and on the list of all events."""
        return EVENTS

    @property
    def as_of(self) -> int:
        """The month says how new it is."""
        return -1 if self._scene.month is None else self._scene.month.as_of

    def where(self) -> str:
        """Row 1: the month."""
        if self._scene.view is View.BOARD:
            return _("BIQ · Events")
        return _("BIQ · Events · {month}").format(month=month_name(self._scene.day))

    def state(self) -> str:
        """Row 2: what is on in the month, or how all events stand."""
        scene = self._scene
        if scene.view is View.BOARD:
            return board.in_words(scene.board or ())
        return "" if scene.shown is None else summary(scene.shown, self.size.width)

    def tabs(self) -> tuple[str, ...]:
        """Row 3."""
        return tuple(map(_, TABS))

    def label(self) -> str:
        """What the line is for."""
        return _("Date")

    def event(self) -> str:
        """What was done last; before that, what the marks mean."""
        if self._step is not None and self._last is not None:
            return f"✓ {self._last.sentence}"
        if self._scene.view is View.WEEK:
            return _("! = booked twice   ? = not fixed yet   Page up/down = another week")
        if self._scene.view is View.BOARD:
            return _("x = cancelled   ←→↑↓ = choose")
        return _("! = booked twice   ? = not fixed yet   Page up/down = another month")

    def my_step(self) -> Step | None:
        """What Ctrl+Z would take back."""
        return self._step

    def help_topics(self) -> tuple[tuple[str, str], ...]:
        """The grammar of the line."""
        return GRAMMAR

    def body(self) -> Iterable[Widget]:
        """The calendar, and below it what the chosen day holds."""
        yield Sheet(id="sheet")
        yield ItemList(id="day", label_width=0)

    # Reading and painting --------------------------------------------------------------------

    async def reload(self) -> None:
        """Read the month of the chosen day, and the board while it is open."""
        while True:  # the arrows may be quicker than the database
            wanted = month_of(self._scene.day)
            month = await self.app.read(read_month, wanted)
            if wanted == month_of(self._scene.day):
                break
        self._last, self._step = await self.app.steps(EVENTS)
        events = self._scene.board
        if self._scene.view is View.BOARD:
            events = await self.app.read(read_board)
        self._scene = replace(self._scene, month=month, board=events, today=today())
        if self.text and self._found_as_of != self.as_of:
            self._look_for()

    def read(self, text: str) -> Intention:
        """The line."""
        if text and self._found_as_of != self.as_of:
            self._look_for()
        return read_calendar(text, self._scene)

    @work(exclusive=True, group="findable")
    async def _look_for(self) -> None:
        as_of = self.as_of
        read = await self.app.read(findable)
        self._scene, self._found_as_of = replace(self._scene, findable=read), as_of
        self.show_intention()

    def show_body(self) -> None:
        """Paint the open tab."""
        if self._scene.month is None or not self.size.height:
            return
        height = max(self.size.height - FIXED_ROWS, 1)
        lit = frozenset(hits(self.text, self._scene))
        lines = sheet_of(self._scene, (self.size.width, height), self._chosen, lit)
        if lines is None:  # the month is on its way
            lines = self.sheet.lines
        self.sheet.display = bool(lines)
        if lines and self.sheet.size.height != len(lines):
            self.sheet.styles.height = len(lines)
        self.sheet.lines = lines
        below = max(height - len(lines), 0)
        self._rows = rows_below(self._scene, below, self._chosen, self.app.names_hidden)
        self.listed.items = tuple(map(self._item, self._rows))
        chosen = [n for n, row in enumerate(self._rows) if row.key and row.key == self._chosen]
        self.listed.show(chosen[0] if chosen else 0)

    def _item(self, row: Row) -> Item:
        if row.key is None:
            return Item(row.text, tone=Tone.DIM if row.is_dim else Tone.STRONG)
        marked = row.is_first and row.key == self._chosen
        tone = Tone.MARKED if marked else Tone.DIM if row.is_dim else Tone.PLAIN
        text = row.text
        if row.note:  # the other rows need no column for it
            widths = LIST_WIDTHS if self._scene.view is View.LIST else NOTE_WIDTHS
            wide = next(wide for least, wide in widths.items() if self.size.width >= least)
            text = f"{fitted(text, self.size.width - wide - 3)} {row.note}"
        return Item(text, sign="▸" if marked else " ", tone=tone)

    @property
    def _chosen(self) -> Key | None:
        """What is marked, or what the line means; alone on its day, it needs no mark."""
        if self._scene.marked is not None or not self.text:
            return self._scene.marked
        return next((each for each in self.intention.args if isinstance(each, Key)), None)

    def watch_current_tab(self, before: int, after: int) -> None:
        """Another view of the same day."""
        self._scene = replace(self._scene, view=View(after), marked=None)
        super().watch_current_tab(before, after)
        if self.is_mounted:
            self._read_soon()

    def on_resize(self, _event: Resize) -> None:
        """Another size, other cells."""
        if self.is_mounted:
            self.call_after_refresh(self.repaint)

    def _read_soon(self) -> None:
        self.run_worker(self.read_anew(), group="month", exclusive=True)

    # Doing -----------------------------------------------------------------------------------

    def move(self, step: int) -> None:
        """Up and down: another week, or what is on the day; with a text, what it finds."""
        scene = self._scene
        if self.text:
            self._choose(hits(self.text, scene), step)
        elif scene.view is View.BOARD:
            self._choose(board.column_of(scene.board or (), self._chosen), step)
        elif scene.view is View.MONTH and scene.marked is None:
            self.show_day(scene.day + timedelta(days=WEEK * step))
        else:
            self._choose(tuple(entry.key for entry in scene.here), step)

    def action_side(self, step: int) -> None:
        """Left and right: another day, another column; in a text, another letter."""
        if self.line.value and step < 0:
            self.line.action_cursor_left()
        elif self.line.value:
            self.line.action_cursor_right()
        elif self._scene.view is View.BOARD:
            key = board.beside(self._scene.board or (), self._chosen, step)
            self._scene = replace(self._scene, marked=key)
        elif self._scene.view is not View.LIST:
            self.show_day(self._scene.day + timedelta(days=step))
        self.show_intention()

    def action_page(self, step: int) -> None:
        """Another month, another week."""
        if self.text or self._scene.view is View.BOARD:
            super().action_page(step)
            return
        day = self._scene.day
        by_week = self._scene.view is View.WEEK
        self.show_day(day + timedelta(days=WEEK * step) if by_week else another_month(day, step))
        self.show_intention()

    def show_day(self, day: date) -> None:
        """Choose a day; its month is read if it is another one."""
        before, self._scene = self._scene, replace(self._scene, day=day, marked=None)
        if month_of(before.day) != month_of(day) or self._scene.shown is None:
            self._read_soon()
        self.show_bars()

    def _choose(self, keys: tuple[Key, ...], step: int) -> None:
        if not keys:
            return
        now = self._chosen
        at = keys.index(now) + step if now in keys else 0 if step > 0 else -1
        self._mark(keys[at % len(keys)])

    def _mark(self, key: Key) -> None:
        """Mark an entry, and choose its day if it stands in the month."""
        scene, shown = self._scene, self._scene.shown
        day = scene.day
        entry = next((one for one in shown.entries if one.key == key), None) if shown else None
        if entry is not None and not entry.is_on(day):
            first = entry.first_day or day
            assert shown is not None
            if month_of(first) == shown.month:
                day = first
        self._scene = replace(scene, day=day, marked=key)

    def forget_marks(self) -> None:
        """Another text: what it finds is meant, unless it is the beginning of a yes."""
        word = self.text.strip().casefold()
        if not word or not any(yes.startswith(word) for yes in YES):
            self._scene = replace(self._scene, marked=None)

    def unmark(self) -> bool:
        """Esc takes the mark away."""
        had = self._scene.marked is not None
        self._scene = replace(self._scene, marked=None)
        return had

    def take_pasted(self, text: str) -> bool:
        """A calendar file that was dropped here."""
        return take_dropped(self.app, text)

    async def run_command(self, command: str) -> None:
        """Turn to a day or a view, or open what is chosen; it may have been taken back."""
        verb, _space, value = command.partition(" ")
        try:
            match verb:
                case "view":
                    self.current_tab = int(value)
                case "day":
                    self.show_day(date.fromisoformat(value))
                    if self._scene.view is View.BOARD:
                        self.current_tab = View.MONTH
                case "mark" | "into":
                    self._mark(self.intention.args[0])
                case "event":
                    await self.app.open_event(int(value))
                case "gathering":
                    await self.app.open_gathering(int(value))
                case "made":
                    day = await self.app.read(first_day_of, self.outcome)
                    if day is not None:
                        self.show_day(day)
        except Refused as refusal:
            await self.read_anew()
            self.say(refusal.sentence)

    @on(Sheet.Picked)
    def sheet_picked(self, event: Sheet.Picked) -> None:
        """A click on a day or an entry marks it."""
        if isinstance(event.target, date):
            self.show_day(event.target)
        elif isinstance(event.target, Key):
            self._mark(event.target)
        self.show_intention()

    @on(ItemList.Picked)
    def picked(self, event: ItemList.Picked) -> None:
        """A click on a row marks what it tells of."""
        key = self._rows[event.place].key
        if key is not None:
            self._mark(key)
            self.show_intention()
