"""A calendar file was dropped on the window: what would be taken, and one step that takes it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from sqlmodel import Session
from textual import getters
from textual.widget import Widget
from textual.widgets import Static

from ...core import clock, journal
from ...core.dates import full_date, short_weekday
from ...core.errors import Refused
from ...core.intention import YES, Intention
from ...core.language import N_, _
from ...core.telling import sentence
from ...core.text import clean
from ...ui.item_list import Drawn, Item, ItemList, Tone
from ...ui.screen import BiqScreen
from ...ui.shown import fitted, shown
from ..conflicts.hints import snapshot
from ..places import EVENTS
from . import sentences
from .fates import NEWS, Fate, Fetched, in_words, note_of, title_of
from .fetch import preview, take
from .files import ENDING, dates_in_bytes, dates_in_file, is_calendar
from .reading import ForeignDate

if TYPE_CHECKING:
    from ...app import BiqApp

NOTE_WIDTHS = {100: 40, 76: 24, 0: 16}
"""Columns for what becomes of a date, on a screen of at least so many columns."""

GRAMMAR = (
    (N_("yes"), N_("All that is new or has changed is taken: one step, one Ctrl+Z.")),
    (N_("Esc"), N_("Nothing is taken.")),
)


def take_dropped(app: BiqApp, text: str) -> bool:
    """Show what stands in a calendar file that was dropped or pasted; False if `text` is none."""
    if is_calendar(text):
        app.push_screen(CalendarFileScreen(text.encode()))
        return True
    path = app.dropped(text)
    if path is None or path.suffix.lower() != ENDING:
        return False
    app.push_screen(CalendarFileScreen(path))
    return True


class CalendarFileScreen(BiqScreen):
    """Each date of the file and what becomes of it. Nothing is taken before the word `ja`."""

    KEEPS_UNDONE = True

    listed = getters.query_one("#dates", ItemList)

    def __init__(self, source: Path | bytes) -> None:
        super().__init__()
        self._source = source
        self._dates: tuple[ForeignDate, ...] | None = None
        self._seen: tuple[Fetched, ...] = ()
        self._doubles: dict[int, str] = {}
        """What a new date books twice, by its place."""
        self._fault = ""
        self._as_of = -1
        self._page = 0

    @property
    def place(self) -> str:
        """What is taken is taken back on the list of events, and in the calendar."""
        return EVENTS

    @property
    def as_of(self) -> int:
        """The preview is as new as what it was held against."""
        return self._as_of

    def where(self) -> str:
        """Row 1."""
        name = clean(self._source.name) if isinstance(self._source, Path) else ""
        return " · ".join(filter(None, ("BIQ", _("Calendar file"), name)))

    def state(self) -> str:
        """Row 2: nothing has happened yet."""
        return _("Nothing is taken yet. Please have a look.") if self._seen else ""

    def label(self) -> str:
        """What the line is for."""
        return _("Right?")

    def help_topics(self) -> tuple[tuple[str, str], ...]:
        """What can be typed."""
        return GRAMMAR

    def body(self) -> Iterable[Widget]:
        """The whole in sentences, and each date."""
        yield Static(id="told", markup=False)
        yield ItemList(id="dates", label_width=2)

    # Reading and painting --------------------------------------------------------------------

    async def on_mount(self) -> None:
        """A file may take its time: no key waits for it."""
        self.run_worker(self._look(), group="file")

    async def _look(self) -> None:
        try:
            self._dates = await asyncio.to_thread(_dates_of, self._source)
        except Refused as refusal:
            self._fault = refusal.sentence
        if self.stands:
            await self.read_anew()

    async def reload(self) -> None:
        """What would become of each date now."""
        if self._dates is not None:
            read = await self.app.read(_previewed, self._dates)
            self._as_of, self._seen, self._doubles = read

    def read(self, text: str) -> Intention:
        """Only a yes takes it."""
        if not self._fault and self._as_of < 0:
            return Intention(_("One moment …"))
        if self._fault or not self._count:
            return Intention(_("Enter: back."), command="back")
        if text.strip().casefold() not in YES:
            return Intention(_("Take it all? Type: yes      Esc: nothing of it"))
        told = sentence(sentences.FETCHED, self._count)
        enter = _("Enter: {sentence}").format(sentence=told)
        return Intention(enter, take, (self._dates,), told, command="taken")

    @property
    def _count(self) -> int:
        return sum(each.fate in NEWS for each in self._seen)

    def show_body(self) -> None:
        """Sentences first, then row by row."""
        said = self._fault or " ".join(in_words(self._seen) if self._as_of >= 0 else ())
        told = self.query_one("#told", Static)
        told.display = bool(said)
        told.update(shown(said))
        least = next(wide for least, wide in NOTE_WIDTHS.items() if self.size.width >= least)
        self.listed.note_width = least
        self.listed.items = Drawn(tuple(enumerate(self._seen)), self._item)

    def _item(self, row: tuple[int, Fetched]) -> Item:
        place, each = row
        date, note = each.date, note_of(each)
        when = ""
        if date.starts_at is not None and date.ends_at is not None:
            starts, ends = clock.local(date.starts_at), clock.local(date.ends_at)
            day = f"{short_weekday(date.starts_at)} {full_date(date.starts_at)}"
            when = f"{day} {starts:%H:%M}–{ends:%H:%M}"
        text = f"{fitted(when, 26)} {title_of(date)}"
        if place in self._doubles:
            note = _("{note}, booked twice").format(note=note)
        sign = "!" if each.fate is Fate.UNREADABLE or place in self._doubles else " "
        tone = Tone.PLAIN if each.fate in NEWS else Tone.DIM
        return Item(text, note=note, sign=sign, tone=tone)

    # Doing -----------------------------------------------------------------------------------

    def move(self, step: int) -> None:
        """Another page."""
        height = max(self.listed.size.height, 1)
        pages = max(-(-len(self.listed.items) // height), 1)
        self._page = min(max(self._page + step, 0), pages - 1)
        self.listed.show(self._page * height)

    async def run_command(self, command: str) -> None:
        """Back to where it was dropped, once it is taken, or without."""
        said = self.intention.sentence
        await self.go_back()
        if command == "taken" and isinstance(self.app.screen, BiqScreen):
            self.app.screen.tell(f"✓ {said}")

    async def go_back(self) -> None:
        """Esc: nothing is taken."""
        self.app.pop_screen()


def _dates_of(source: Path | bytes) -> tuple[ForeignDate, ...]:
    return dates_in_file(source) if isinstance(source, Path) else dates_in_bytes(source)


def _previewed(
    session: Session, dates: tuple[ForeignDate, ...]
) -> tuple[int, tuple[Fetched, ...], dict[int, str]]:
    """As of which entry, what becomes of each date, and what the new ones book twice.

    What can't be taken stands at the top.
    """
    as_of, booked = journal.last_number(session), snapshot(session)
    found = preview(session, dates)
    seen = tuple(sorted(found, key=lambda each: each.fate is not Fate.UNREADABLE))
    doubles = {}
    for place, each in enumerate(seen):
        date = each.date
        if each.fate is Fate.NEW and date.starts_at and date.ends_at and not date.is_cancelled:
            hint = booked.hint(title_of(date), (date.starts_at, date.ends_at), date.venue)
            if hint:
                doubles[place] = hint
    return as_of, seen, doubles
