"""Liste holen: a file or pasted names, a preview in sentences, one step that can be taken back."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from textual import getters, on
from textual.widget import Widget
from textual.widgets import Static

from ..core.dates import full_date
from ..core.errors import Refused
from ..core.folders import ROSTER_FOLDER
from ..core.intention import Intention
from ..core.language import _
from ..ui.item_list import Drawn, Item, ItemList, Tone
from ..ui.screen import BiqScreen
from ..ui.shown import shown
from .course import place_of
from .courses_screen import PLACE
from .fetch import GRAMMAR, WITHOUT_COURSE, Preview, Scene, preview, read_fetch, targets
from .roster_files import read_table
from .roster_matching import House, Recognised, house
from .roster_people import RefusedRow
from .roster_places import dropped_path, found_files
from .roster_preview import save_refused
from .roster_table import Table
from .roster_text import pasted_table


class FetchScreen(BiqScreen):
    """First which course, if that is open; then which file; then what would be taken."""

    KEEPS_UNDONE = True

    rows_list = getters.query_one("#rows", ItemList)

    def __init__(self, run_id: int | None, pasted: str = "") -> None:
        """`run_id`: the course they come into; None: it is asked. `pasted`: names, or a path."""
        super().__init__()
        self._scene = Scene(run_id=run_id)
        self._title = ""
        self._pasted = pasted
        self._page = 0
        self._fault = ""
        """Why the last file could not be read."""
        self._shown = ""

    @property
    def place(self) -> str:
        """What is taken is a step of the course's own screen."""
        return place_of(self._scene.run_id) if self._scene.run_id else PLACE

    def where(self) -> str:
        """Row 1."""
        return _("BIQ · Fetch a list")

    def state(self) -> str:
        """Row 2: what is to be done."""
        if self._scene.run_id is None:
            return _("Which course do the people come into?")
        if self._scene.preview is not None:
            return _("Nothing is taken yet. Please have a look.")
        if self._title:
            return _("People for “{title}”. Which file?").format(title=self._title)
        return _("People without a course. Which file?")

    def label(self) -> str:
        """What the line is for."""
        if self._scene.run_id is None:
            return _("Course")
        return _("File") if self._scene.preview is None else _("Right?")

    def help_topics(self) -> tuple[tuple[str, str], ...]:
        """How columns are named."""
        return GRAMMAR

    def body(self) -> Iterable[Widget]:
        """The preview in sentences, and one list."""
        yield Static(id="told", markup=False)
        yield ItemList(id="rows", label_width=5, note_width=28)

    # Reading and painting --------------------------------------------------------------------

    async def reload(self) -> None:
        """Courses and files; then what was pasted on the screen before."""
        courses = (await self.app.overview()).courses
        run_id = self._scene.run_id
        if run_id is None and not courses:
            run_id = WITHOUT_COURSE
        self._title = next((c.title for c in courses if c.run_id == run_id), "")
        files = self._scene.files or await asyncio.to_thread(found_files)
        self._scene = replace(self._scene, courses=courses, run_id=run_id, files=files)
        await self._take_waiting()

    async def _take_waiting(self) -> None:
        if self._pasted and self._scene.run_id is not None:
            text, self._pasted = self._pasted, ""
            await self._look(text)

    def read(self, text: str) -> Intention:
        """Enter answers what is asked."""
        self._scene = replace(self._scene, names_hidden=self.app.names_hidden)
        return read_fetch(text, self._scene)

    def show_body(self) -> None:
        """Courses, files, or the people who would be taken."""
        scene = self._scene
        self._tell(" ".join(self._said()))
        if scene.run_id is None:
            self.rows_list.items = tuple(
                self._choice(place, title, "") for place, (_id, title) in enumerate(targets(scene))
            )
        elif scene.preview is not None:
            seen = scene.preview
            rows: tuple[RefusedRow | Recognised, ...] = (*seen.taken.refused, *seen.recognised)
            self.rows_list.items = Drawn(rows, self._drawn)
        else:
            self.rows_list.items = tuple(
                self._choice(place, file.name, f"{file.where}, {full_date(file.changed)}")
                for place, file in enumerate(scene.files)
            )
        if self.intention.chosen is not None:
            self.rows_list.show(self.intention.chosen)

    def _tell(self, text: str) -> None:
        """Whole sentences above the list, on as many rows as they need."""
        told = self.query_one("#told", Static)
        if told.display != bool(text) or text != self._shown:
            told.display, self._shown = bool(text), text
            told.update(shown(text))

    def _said(self) -> Iterator[str]:
        """What is wrong with a file, or the preview in sentences; hidden names are left out."""
        seen = self._scene.preview
        if self._fault:
            yield self._fault
        elif seen is None and self._scene.run_id is not None and not self._scene.files:
            yield _("No spreadsheet was found on the desktop, in downloads or on a stick.")
        elif seen is not None:
            for said in seen.told:
                if not (self.app.names_hidden and seen.taken.turned and seen.taken.turned in said):
                    yield said

    def _choice(self, place: int, text: str, note: str) -> Item:
        marked = place == self.intention.chosen
        tone = Tone.MARKED if marked else Tone.PLAIN
        return Item(text, f"{place + 1}", note, "▸" if marked else " ", tone)

    def _drawn(self, row: RefusedRow | Recognised) -> Item:
        if isinstance(row, RefusedRow):
            cells = " · ".join(filter(None, row.cells))
            return Item(
                "…" if self.app.names_hidden else cells, f"{row.row}", row.reason, "!", Tone.STRONG
            )
        name = f"{row.name} ({row.latin})" if row.latin else row.name
        if row.enrolled:
            note, tone = _("on the list already"), Tone.DIM
        elif row.person_id is not None:
            note, tone = _("known already"), Tone.PLAIN
        else:
            note, tone = "", Tone.PLAIN
        return Item("…" if self.app.names_hidden else name, f"{row.row}", note, " ", tone)

    # Doing -----------------------------------------------------------------------------------

    def move(self, step: int) -> None:
        """Choose a file or a course; in the preview, turn the page."""
        if self._scene.preview is not None:
            height = max(self.rows_list.size.height, 1)
            pages = -(-len(self.rows_list.items) // height)
            self._page = min(max(self._page + step, 0), pages - 1)
            self.rows_list.show(self._page * height)
            return
        count = len(targets(self._scene)) if self._scene.run_id is None else len(self._scene.files)
        if count:
            now = self.intention.chosen if self.intention.chosen is not None else -1
            self._scene = replace(self._scene, marked=(now + step) % count)

    def forget_marks(self) -> None:
        """Another search."""
        self._scene = replace(self._scene, marked=None)

    async def run_command(self, command: str) -> None:
        """Look into a file, change the preview, or be done."""
        if command == "into":
            self._scene = replace(self._scene, run_id=self.intention.args[0], marked=None)
            self._title = dict(targets(self._scene))[self.intention.args[0]]
            await self._take_waiting()
        elif command == "look":
            await self._look(self.intention.args[0])
        elif command == "preview":
            self._scene = replace(self._scene, preview=self.intention.args[0])
        elif command == "taken":
            await self._finish()

    def take_pasted(self, text: str) -> bool:
        """Names from an e-mail, or a file that was dropped here."""
        self._pasted = text
        self.run_worker(self._look_at_pasted())
        return True

    async def _look_at_pasted(self) -> None:
        await self._take_waiting()
        self.repaint()

    async def _look(self, source: str | Path) -> None:
        """Read a file or pasted names, away from the screen's own thread."""
        path = source if isinstance(source, Path) else dropped_path(source)
        self._fault = ""
        try:
            table = await asyncio.to_thread(_table, source if path is None else path)
        except Refused as refusal:
            self._fault = refusal.sentence
            return
        run_id = self._scene.run_id or None
        known = await self.app.read(house, run_id)
        self._page = 0
        seen = await asyncio.to_thread(_previewed, table, known, path)
        self._scene = replace(self._scene, preview=seen, marked=None)

    async def _finish(self) -> None:
        seen = self._scene.preview
        assert seen is not None
        said = self.intention.sentence
        if seen.taken.refused:
            folder = self.app.options.folder / ROSTER_FOLDER
            try:
                file = await asyncio.to_thread(
                    save_refused, seen.table, seen.columns, seen.taken, seen.source, folder
                )
                said += " " + _("Not taken: “{file}”").format(file=file.name)
            except Refused as refusal:
                said += f" {refusal.sentence}"
        self.app.pop_screen()
        await self.app.people_fetched(self._scene.run_id or None, said)

    @on(ItemList.Picked)
    def picked(self, event: ItemList.Picked) -> None:
        """A click marks."""
        if self._scene.preview is None:
            self._scene = replace(self._scene, marked=event.place)
            self.show_intention()

    async def go_back(self) -> None:
        """Esc: from the preview to the files, then to where she came from."""
        if self._scene.preview is not None:
            self._scene = replace(self._scene, preview=None)
        else:
            self.app.pop_screen()


def _table(source: str | Path) -> Table:
    return read_table(source) if isinstance(source, Path) else pasted_table(source)


def _previewed(table: Table, known: House, path: Path | None) -> Preview:
    seen = preview(table, known, path)
    _told = seen.told  # worked out here, not while the screen is painted
    return seen
