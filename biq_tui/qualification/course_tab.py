"""What each tab of a course is: a numbered list, and a line that begins with a number or name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from ..core.intention import Intention
from ..ui.item_list import Item, ItemList, Tone
from ..ui.screen import BiqScreen


class CourseTab:
    """One tab of a screen, with what is marked on it. It reads and draws; the screen acts.

    A tab keeps what it shows (`reload`), reads the line (`read`, pure) and draws its list
    (`items`, whose places belong to `numbers`).
    """

    ID: ClassVar[str]
    """The list's id."""
    NAME: ClassVar[str]
    """Message id of what stands in row 3."""
    SHORT: ClassVar[str] = ""
    """The same where it is narrow; "": there is no shorter word."""
    LABEL: ClassVar[str]
    """Message id of what the line is for."""
    GRAMMAR: ClassVar[tuple[tuple[str, str], ...]]
    """The help of the tab: examples and what each does."""
    NOTE_WIDTH: ClassVar[int] = 0
    COLUMN_WIDTH: ClassVar[int] = 0

    def __init__(self, screen: BiqScreen) -> None:
        """`screen`: on which it stands."""
        self.screen = screen
        self.listed = ItemList(
            id=self.ID, note_width=self.NOTE_WIDTH, column_width=self.COLUMN_WIDTH
        )
        self.marked: int | None = None
        self.pressed = ""
        """The text on which Enter was pressed already: the second Enter may act."""

    async def reload(self) -> None:
        """Read what the tab shows beside the course; before the first time it shows nothing."""

    def read(self, text: str) -> Intention:
        """What Enter will do with `text`. Pure."""
        raise NotImplementedError

    def items(self) -> Sequence[Item]:
        """The list as it is painted."""
        raise NotImplementedError

    def numbers(self) -> list[int]:
        """The numbers of the rows, in their order; no other lines stand above the last of them."""
        raise NotImplementedError

    def state(self) -> str:
        """Row 2, if the tab has something of its own to say."""
        return ""

    def event(self) -> str:
        """The last-event row, if the tab has something of its own to say."""
        return ""

    async def run_command(self, command: str) -> None:
        """Carry out an intention that changes only the screen; "mark" and "press" are known."""

    # What all tabs share -----------------------------------------------------------------------

    def show(self) -> None:
        """Paint the list; the chosen row is in sight."""
        self.listed.items = self.items()
        numbers = self.numbers()
        if self.screen.intention.chosen in numbers:
            self.listed.show(numbers.index(self.screen.intention.chosen))

    def look_of(self, number: int, plain: bool = True, lit: bool = False) -> tuple[str, Tone]:
        """Sign and tone of a row: chosen, another hit, plain, or dimmed."""
        if number == self.screen.intention.chosen:
            return "▸", Tone.MARKED
        if lit:
            return "›", Tone.HIT
        return " ", Tone.PLAIN if plain else Tone.DIM

    def is_lit(self, number: int) -> bool:
        """Whether the line means this row."""
        return number in self.screen.intention.lit or number == self.screen.intention.chosen

    def move(self, step: int) -> None:
        """Arrows go through the hits, or through the whole list."""
        lit = sorted(self.screen.intention.lit) if self.screen.text else []
        numbers = lit or self.numbers()
        if numbers:
            now = self.marked if self.marked is not None else self.screen.intention.chosen
            at = numbers.index(now) + step if now in numbers else 0 if step > 0 else -1
            self.marked = numbers[at % len(numbers)]

    def pick(self, place: int) -> None:
        """A click marks, Enter or a click on the hint acts."""
        numbers = self.numbers()
        if place < len(numbers):
            self.marked = numbers[place]

    def take(self, command: str) -> bool:
        """Carry out what every tab knows; whether it was that."""
        if command == "mark":
            self.marked = self.screen.intention.args[0]
        elif command == "press":
            self.pressed = self.screen.text.strip()
        else:
            return False
        return True

    def forget(self) -> None:
        """Another text: nothing is marked, and no Enter was pressed on it."""
        self.marked, self.pressed = None, ""
