"""A list drawn line by line: ten thousand items cost what twenty cost."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from .shown import fitted

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


class ItemList(ScrollView, can_focus=False):
    """Items in newspaper columns, page below page. Places never change when items are added."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"item-list--{tone}" for tone in Tone}

    items: reactive[tuple[Item, ...]] = reactive((), layout=False)
    """What is listed, top to bottom."""

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

    def render_line(self, y: int) -> Strip:
        """One line of the screen: the items of all columns that stand in it."""
        page, row = divmod(y + self.scroll_offset.y, self._height)
        width = self._column_width
        segments: list[Segment] = []
        for column in range(self.columns):
            place = (page * self.columns + column) * self._height + row
            if place < len(self.items):
                segments += self._drawn(self.items[place], width)
            else:
                segments.append(Segment(" " * width, self.rich_style))
            if column < self.columns - 1:
                segments.append(Segment(" " * GUTTER, self.rich_style))
        return Strip(segments).adjust_cell_length(self.size.width, self.rich_style)

    def show(self, place: int) -> None:
        """Scroll to the page where the item at `place` stands."""
        page = place // (self._height * self.columns)
        self.scroll_to(y=page * self._height, animate=False)

    def watch_items(self, before: tuple[Item, ...], after: tuple[Item, ...]) -> None:
        """Repaint only the lines whose items changed."""
        if len(before) != len(after):
            self._measure()
        if not self.size.width or len(before) != len(after):
            self.refresh()
            return
        for place, (old, new) in enumerate(zip(before, after, strict=True)):
            if old != new:
                self._repaint(place)

    def on_resize(self) -> None:
        """Pages are as high as the widget, columns as many as fit."""
        if self._least_width:
            self.columns = max((self.size.width + GUTTER) // (self._least_width + GUTTER), 1)
        self._measure()
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Tell which item was clicked."""
        event.stop()
        page, row = divmod(event.y + self.scroll_offset.y, self._height)
        column = min(event.x // (self._column_width + GUTTER), self.columns - 1)
        place = (page * self.columns + column) * self._height + row
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

    def _repaint(self, place: int) -> None:
        page, rest = divmod(place, self._height * self.columns)
        column, row = divmod(rest, self._height)
        y = page * self._height + row - self.scroll_offset.y
        if 0 <= y < self.size.height:
            self.refresh(Region(column * (self._column_width + GUTTER), y, self._column_width, 1))

    def _drawn(self, item: Item, width: int) -> list[Segment]:
        style: Style = self.get_component_rich_style(f"item-list--{item.tone}")
        head = f"{item.sign} {item.label:>{self.label_width}}  " if self.label_width else item.sign
        room = max(width - len(head) - (self.note_width + 1 if self.note_width else 0), 1)
        tail = f" {fitted(item.note, self.note_width)}" if self.note_width else ""
        return [Segment(head + fitted(item.text, room) + tail, style)]
