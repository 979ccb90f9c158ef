"""Datenschutz: every class of records, what it is for, how many there are, when the next go."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from textual import getters
from textual.widget import Widget

from ..core import clock, journal
from ..core.intention import Intention
from ..core.language import _, ngettext
from ..core.settings import value_of
from ..delivering import FOLDER, Delivery, Told, deliver
from ..ui.item_list import Item, ItemList, Tone
from ..ui.screen import BiqScreen
from . import line
from .classes import period
from .forgetting import forget
from .register import DRAFTS
from .timetable import Row, timetable
from .yearly import LAST_RUN

if TYPE_CHECKING:
    from sqlmodel import Session

PLACE = "privacy"


class PrivacyScreen(BiqScreen):
    """No name is on it: numbers and days only."""

    listed = getters.query_one("#privacy", ItemList)

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[Row, ...] = ()
        self._last, self._as_of = "", -1
        self._asked = False
        self._marked = 0

    @property
    def place(self) -> str:
        """What is done here belongs to no other screen."""
        return PLACE

    @property
    def as_of(self) -> int:
        """The newest entry that is shown."""
        return self._as_of

    def where(self) -> str:
        """Row 1."""
        return _("BIQ · Privacy")

    def state(self) -> str:
        """Row 2: when it was done last."""
        if self._asked:
            return _("This would be deleted now. Counts stay.")
        if not self._last:
            return _("Nothing was deleted after its time yet.")
        return _("Deleted after its time the last time: {day}").format(day=_day_of(self._last))

    def label(self) -> str:
        """What the line is for."""
        return _("Privacy")

    def help_topics(self) -> tuple[tuple[str, str], ...]:
        """The grammar of the line."""
        return line.GRAMMAR

    def body(self) -> Iterable[Widget]:
        """One list."""
        yield ItemList(id="privacy", note_width=26)

    async def reload(self) -> None:
        """Count anew."""
        today = clock.local(clock.now()).date()

        def seen(session: Session) -> tuple[tuple[Row, ...], str, int]:
            rows = timetable(session, today)
            return rows, value_of(session, LAST_RUN), journal.last_number(session)

        self._rows, self._last, self._as_of = await self.app.read(seen)

    def read(self, text: str) -> Intention:
        """What Enter will do."""
        return line.read(text, self._rows, self._asked)

    def show_body(self) -> None:
        """Each class on a line, the marked one with all that is said of it; or what would go."""
        if self._asked:
            due = [row for row in self._rows if row.now]
            items = [Item(row.record_class.called, f"{len(row.now)}") for row in due]
            self.listed.items = tuple(items or [Item(_("Nothing is over its time."))])
            return
        items = []
        marked = 0
        for number, row in enumerate(self._rows):
            is_marked = number == self._marked
            marked = len(items) if is_marked else marked
            items.append(_item(number, row, is_marked))
            if is_marked:
                items += [Item(f"   {said}", tone=Tone.DIM) for said in _details(row)]
        self.listed.items = tuple(items)
        self.listed.show(marked + 3 if self._marked else 0)

    def move(self, step: int) -> None:
        """Arrows show more of a class."""
        if self._rows and not self._asked:
            self._marked = (self._marked + step) % len(self._rows)

    async def run_command(self, command: str) -> None:
        """Show the preview; after the deletion have the files forget; make the drafts."""
        if command == line.ASK:
            self._asked = True
        elif command == line.RAN:
            done, tables = self.outcome
            self._asked = False
            said = ngettext("✓ {n} record was deleted.", "✓ {n} records were deleted.", done)
            self.tell(f"{said} {await forget(self.app.database, tables)}".strip())
        elif command in (line.DRAFTS, line.DRAFTS_STICK):
            folder = self.app.options.folder
            deliver(self, lambda _told: self._made(folder, _told), command == line.DRAFTS_STICK)

    def _made(self, folder: Path, _told: Told) -> Delivery:
        from .delivering import drafts

        made = drafts(self.app.database, folder, folder / FOLDER)
        return Delivery(made.files, len(DRAFTS), made.notices, opens=False)

    async def go_back(self) -> None:
        """Esc: out of the preview, then to where it was opened."""
        if self._asked:
            self._asked = False
            self.repaint()
        else:
            await self.app.go_home()


def _item(number: int, row: Row, is_marked: bool) -> Item:
    count = f"{row.count}" if row.record_class.tables else ""
    when = _("next: {day}").format(day=_day(row.next)) if row.next else ""
    if row.now:
        when = ngettext("{n} is due", "{n} are due", len(row.now))
    note = " · ".join(filter(None, (count, when)))
    sign, tone = ("▸", Tone.MARKED) if is_marked else (" ", Tone.PLAIN)
    return Item(row.record_class.called, f"{number + 1}", note, sign, tone)


def _details(row: Row) -> Iterable[str]:
    its = row.record_class
    yield _("What for: {purpose}").format(purpose=_(its.purpose))
    yield _("Ground (a hint): {basis}").format(basis=_(its.basis))
    if row.months is not None:
        yield _("Deleted: {when}").format(when=period(its, {its.key: row.months}))
    elif its.source:
        yield _(its.source)


def _day(day: date) -> str:
    return f"{day.day}.{day.month}.{day.year}"


def _day_of(stored: str) -> str:
    try:
        return _day(date.fromisoformat(stored))
    except ValueError:
        return stored
