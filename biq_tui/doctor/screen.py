"""Etwas stimmt nicht: one look after the other, and what to do where it is not well."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator
from contextlib import suppress

from rich.cells import cell_len
from textual import getters, work
from textual.widget import Widget

from ..core.intention import Intention
from ..core.language import N_, _
from ..ui.item_list import Item, ItemList, Tone
from ..ui.screen import BiqScreen
from .examination import LOOKS, Finding, Health, Patient, examine

LABEL_WIDTH = 10

TOPICS = (
    (N_("again"), N_("Looks at everything once more.")),
    (N_("biq doctor"), N_("The same in a terminal, for who helps by telephone.")),
)


class DoctorScreen(BiqScreen):
    """Findings, the most urgent ones named in row 2."""

    findings_list = getters.query_one("#findings", ItemList)

    def __init__(self) -> None:
        super().__init__()
        self._found: tuple[Finding, ...] = ()

    def where(self) -> str:
        """Row 1."""
        return _("BIQ · Something is wrong?")

    def state(self) -> str:
        """Row 2: still looking, or how it is."""
        if len(self._found) < len(LOOKS):
            return _("Looking: {what} …").format(what=_(LOOKS[len(self._found)][0]))
        unwell = [each for each in self._found if each.health is not Health.WELL]
        if not unwell:
            return _("Everything is well.")
        first = next((each for each in unwell if each.health is Health.ILL), unwell[0])
        return _("Look here first: {what}.").format(what=_(first.what))

    def label(self) -> str:
        """What the line is for."""
        return _("Look")

    def body(self) -> Iterable[Widget]:
        """One list."""
        yield ItemList(id="findings", label_width=LABEL_WIDTH)

    async def on_mount(self) -> None:
        """Look for the first time."""
        self._look()

    def read(self, text: str) -> Intention:
        """Enter looks again."""
        if text.strip() and text.strip().casefold() != _("again"):
            return Intention(_("Enter alone looks at everything once more. Esc: back"))
        if len(self._found) < len(LOOKS):
            return Intention(_("Looking. Esc: back"))
        return Intention(_("Enter: looks at everything once more. Esc: back"), command="again")

    async def run_command(self, command: str) -> None:
        """Look again."""
        if command == "again":
            self._look()

    def help_topics(self) -> tuple[tuple[str, str], ...]:
        """What can be done here."""
        return TOPICS

    def show_body(self) -> None:
        """Paint what was found so far; a long sentence goes on in the next row."""
        width = max(self.size.width - LABEL_WIDTH - 6, 20)
        self.findings_list.items = tuple(
            Item(
                text=row,
                label=_(finding.what) if first else "",
                sign=str(finding.health) if first else " ",
                tone=Tone.PLAIN if finding.health is Health.WELL else Tone.MARKED,
            )
            for finding in self._found
            for first, row in _rows(finding.sentence, width)
        )

    @work(exclusive=True, group="doctor")
    async def _look(self) -> None:
        self._found = ()
        self.repaint()
        app = self.app
        database = app.database if app.ready else None
        options = app.options
        looks = examine(Patient(options.folder, options.database_url, options.host, database))
        with suppress(StopIteration):
            while (finding := await asyncio.to_thread(next, looks, None)) is not None:
                if not self.stands:
                    return
                self._found = (*self._found, finding)
                self.repaint()


def _rows(sentence: str, width: int) -> Iterator[tuple[bool, str]]:
    """The sentence in rows of at most `width` cells; whether each is the first."""
    row = ""
    is_first = True
    for word in sentence.split():
        if row and cell_len(f"{row} {word}") > width:
            yield is_first, row
            row, is_first = word, False
        else:
            row = f"{row} {word}".strip()
    yield is_first, row
