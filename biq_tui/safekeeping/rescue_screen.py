"""The data can't be read: the newest good backup is offered, and the word `ja` brings it back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime

from textual import getters
from textual.widget import Widget

from ..core import sqlite
from ..core.backup import Backup, is_damaged, newest_good
from ..core.errors import Refused
from ..core.intention import YES, Intention
from ..core.language import N_, _
from ..core.standing import Standing, standing
from ..core.write import Act
from ..ui.item_list import Item, ItemList
from ..ui.screen import BiqScreen
from .exchange import exchanged
from .here import Here
from .rows import state_items, words_item
from .staging import stage
from .words import backup_line, moment_words

ANEW = frozenset({"neu", "new"})

GRAMMAR = (
    (N_("yes"), N_("Brings the backup back. What is damaged is kept.")),
    (N_("new"), N_("Begins without data. Only where the data are gone altogether.")),
)


@dataclass(frozen=True, slots=True)
class Rescue:
    """Data that can't be read, and what could take their place."""

    backup: Backup
    standing: Standing
    is_gone: bool
    """There are no data at all where they should be."""
    written_at: datetime | None
    """When the data that can't be read were written last."""


def rescue_of(here: Here) -> Rescue | None:
    """What could be done; None if the data can be read, or if there is no good backup. Blocks."""
    is_gone = not here.live.exists() or not here.live.stat().st_size
    with suppress(*sqlite.OperationalError, OSError, Refused):
        if not is_gone and not is_damaged(here.live):
            return None
        good = newest_good(here.backups)
        if good is not None:
            return Rescue(good, standing(good.file, still=True), is_gone, _written_at(here))
    return None


def read_rescue(text: str, is_gone: bool) -> Intention:
    """What Enter will do. Pure."""
    said = text.strip().casefold()
    if said in YES:
        return Intention(_("Enter: brings the backup back. BIQ starts anew."), command="rescue")
    if is_gone and said in ANEW:
        return Intention(_("Enter: begins without data. The backups stay."), command="anew")
    if is_gone:
        return Intention(_("Bring the backup back? Type: yes      Begin without data: new"))
    return Intention(_("Bring the backup back? Type: yes      Ctrl+Q closes BIQ."))


class RescueScreen(BiqScreen):
    """What happened, what there is, one word."""

    KEEPS_UNDONE = True

    rows = getters.query_one("#rescue", ItemList)

    def __init__(self, here: Here, rescue: Rescue) -> None:
        super().__init__()
        self._here = here
        self._rescue = rescue

    def where(self) -> str:
        """Row 1."""
        return _("BIQ · Something is wrong")

    def state(self) -> str:
        """Row 2: what happened."""
        if self._rescue.is_gone:
            return _("The data are not where they should be.")
        return _("The data file is damaged. There is a good backup.")

    def label(self) -> str:
        """What the line is for."""
        return _("Backup")

    def help_topics(self) -> tuple[tuple[str, str], ...]:
        """The grammar of the line."""
        return GRAMMAR

    def body(self) -> Iterable[Widget]:
        """One list."""
        yield ItemList(id="rescue", label_width=0)

    def read(self, text: str) -> Intention:
        """One question."""
        return read_rescue(text, self._rescue.is_gone)

    def show_body(self) -> None:
        """The backup, and what would be missing."""
        self.rows.items = tuple(self._items())

    def _items(self) -> Iterator[Item]:
        rescue = self._rescue
        yield words_item(
            _("Newest good backup: {backup}").format(backup=backup_line(rescue.backup))
        )
        yield from state_items(rescue.standing)
        if rescue.written_at is not None:
            yield Item("")
            yield Item("   " + _("What was written after that will be missing."))
            at = moment_words(rescue.written_at)
            yield Item("   " + _("The damaged file was written last: {when}.").format(when=at))
            yield Item("   " + _("It is kept: somebody may be able to read some of it."))

    async def run_command(self, command: str) -> None:
        """Bring it back, or begin anew."""
        if command == "rescue":
            from ..core.journal import Actor

            here, rescue = self._here, self._rescue
            act = self.app.act(Actor.FACILITATOR, "today")
            self.app.exchange(lambda: _brought_back(here, rescue, act))
        elif command == "anew":
            here = self._here
            self.app.exchange(lambda: _begun_anew(here))

    async def go_back(self) -> None:
        """There is nothing behind it."""


def _brought_back(here: Here, rescue: Rescue, act: Act) -> str:
    try:
        return exchanged(here, stage(rescue.backup.file, here), act)
    except Refused as refusal:
        return refusal.sentence


def _begun_anew(here: Here) -> str:
    from ..core.opening import open_database

    open_database(here.folder, f"sqlite:///{here.live}", anew=True).close()
    return _("This is a new beginning. The backups are kept.")


def _written_at(here: Here) -> datetime | None:
    beside = (here.live, here.live.with_name(f"{here.live.name}-wal"))
    at = [file.stat().st_mtime for file in beside if file.exists() and file.stat().st_size]
    return datetime.fromtimestamp(max(at), UTC) if at else None
