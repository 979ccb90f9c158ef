"""A list drawn line by line: ten thousand items cost what twenty cost."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, Generic, TypeVar, overload

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from .shown import fitted

Row = TypeVar("Row")

GUTTER = 2
"""Blank cells between two columns."""


class Tone(StrEnum):
    """How an item looks. Never by colour alone: the sign or a word says the same."""

    PLAIN = "plain"
    DIM = "dim"
    STRONG = "strong"
    HIT = "hit"
    MARKED = "marked"


@dataclass(frozen=True, slots=True)
class Item:
    """One line: a sign, a number or time (`label`), the text, and a `note` at the right."""

    text: str
    label: str = ""
    note: str = ""
    sign: str = " "
    tone: Tone = Tone.PLAIN


class Drawn(Sequence[Item], Generic[Row]):
    """The items of `rows`, each made by `draw` when it is asked for: only the painted ones are."""

    def __init__(self, rows: Sequence[Row], draw: Callable[[Row], Item]) -> None:
        """`rows` never change: other rows are another `Drawn`."""
        self._rows = rows
        self._draw = draw

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, place: int) -> Item: ...
    @overload
    def __getitem__(self, place: slice) -> Drawn[Row]: ...
    def __getitem__(self, place: int | slice) -> Item | Drawn[Row]:
        if isinstance(place, slice):
            return Drawn(self._rows[place], self._draw)
        return self._draw(self._rows[place])


class ItemList(ScrollView, can_focus=False):
    """Items in newspaper columns, page below page. Places never change when items are added.

    Only what stands on the screen is looked at, and only what changed there is painted.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"item-list--{tone}" for tone in Tone}

    # Compared line by line when it is set, so Textual neither compares nor repaints it whole.
    items: reactive[Sequence[Item]] = reactive((), repaint=False, always_update=True)
    """What is listed, top to bottom; never changed, only replaced."""

    @dataclass
    class Picked(Message):
        """An item was clicked."""

        items: ItemList
        place: int

        @property
        def control(self) -> ItemList:
            """Where it was clicked."""
            return self.items

    def __init__(
        self, id: str, label_width: int = 3, note_width: int = 0, column_width: int = 0
    ) -> None:
        """`column_width`: as many columns side by side as are at least this wide; 0 for one."""
        super().__init__(id=id)
        self.columns = 1
        self._least_width = column_width
        self.label_width = label_width
        self.note_width = note_width
        self._seen: dict[int, Item] = {}
        """What stands on the screen, by its place in `items`."""
        self._shown: int | None = None
        """The place that was asked for last; it stays in sight when pages get another height."""

    def render_line(self, y: int) -> Strip:
        """One line of the screen: the items of all columns that stand in it."""
        width = self._column_width
        blank = self.get_component_rich_style(f"item-list--{Tone.PLAIN}")  # kept; rich_style is not
        segments: list[Segment] = []
        for column, place in enumerate(self._places(y)):
            if column:
                segments.append(Segment(" " * GUTTER, blank))
            if place < len(self.items):
                if place not in self._seen:
                    self._seen[place] = self.items[place]
                segments += self._drawn(self._seen[place], width)
            else:
                segments.append(Segment(" " * width, blank))
        return Strip(segments).adjust_cell_length(self.size.width, blank)

    def show(self, place: int) -> None:
        """Scroll to the page where the item at `place` stands."""
        self._shown = place
        top = place // (self._height * self.columns) * self._height
        if top != self.scroll_offset.y:
            self.scroll_to(y=top, animate=False, force=True)  # also before its bar is painted

    def set_note_width(self, cells: int) -> None:
        """Notes are so wide from now on: all lines are painted anew if they were not."""
        if cells != self.note_width:
            self.note_width = cells
            self.refresh()

    def watch_items(self, before: Sequence[Item], after: Sequence[Item]) -> None:
        """Repaint only the lines whose items changed."""
        if len(before) != len(after):
            self._measure()
        seen, self._seen = self._seen, {}
        changed: list[Region] = []
        for y in range(self.size.height):
            for column, place in enumerate(self._places(y)):
                if place < len(after):
                    self._seen[place] = after[place]
                if self._seen.get(place) != seen.get(place):
                    left = column * (self._column_width + GUTTER)
                    changed.append(Region(left, y, self._column_width, 1))
        if changed:
            self.refresh(*changed)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Another page: what stood on the last one is no longer on the screen."""
        super().watch_scroll_y(old_value, new_value)
        if round(old_value) != round(new_value):
            self._seen.clear()

    def on_resize(self) -> None:
        """Pages are as high as the widget, columns as many as fit."""
        if self._least_width:
            self.columns = max((self.size.width + GUTTER) // (self._least_width + GUTTER), 1)
        self._measure()
        if self._shown is not None:
            self.show(self._shown)
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Tell which item was clicked."""
        event.stop()
        column = min(event.x // (self._column_width + GUTTER), self.columns - 1)
        place = self._places(event.y)[column]
        if place < len(self.items):
            self.post_message(self.Picked(self, place))

    @property
    def _height(self) -> int:
        return max(self.size.height, 1)

    @property
    def _column_width(self) -> int:
        return max((self.size.width - GUTTER * (self.columns - 1)) // self.columns, 1)

    def _measure(self) -> None:
        pages = -(-len(self.items) // (self._height * self.columns))
        self.virtual_size = Size(self.size.width, max(pages, 1) * self._height)

    def _places(self, y: int) -> range:
        """The places of the items side by side in line `y` of the screen."""
        page, row = divmod(y + self.scroll_offset.y, self._height)
        first = page * self.columns * self._height + row
        return range(first, first + self.columns * self._height, self._height)

    def _drawn(self, item: Item, width: int) -> list[Segment]:
        style: Style = self.get_component_rich_style(f"item-list--{item.tone}")
        head = f"{item.sign} {item.label:>{self.label_width}}  " if self.label_width else item.sign
        has_note = self.note_width and item.note  # without one, the text has the whole row
        room = max(width - len(head) - (self.note_width + 1 if has_note else 0), 1)
        tail = f" {fitted(item.note, self.note_width)}" if has_note else ""
        return [Segment(head + fitted(item.text, room) + tail, style)]
