"""What each tab of a screen is: what it shows, and a line that means one thing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, Generic, TypeVar

from textual.widget import Widget

from ..core.intention import Intention
from .item_list import ItemList, Tone
from .screen import BiqScreen

Screen = TypeVar("Screen", bound=BiqScreen)


class Tab(Generic[Screen]):
    """One tab of the screen, with what is marked on it. It reads and draws; the screen acts."""

    ID: ClassVar[str]
    NAME: ClassVar[str]
    """Message id of what stands in row 3."""
    GRAMMAR: ClassVar[tuple[tuple[str, str], ...]]
    """The help of the tab: examples and what each does."""

    def __init__(self, screen: Screen) -> None:
        """`screen`: on which it stands."""
        self.screen = screen
        self.marked: int | None = None
        """The marked number."""
        self._numbers: list[int | None] = []
        """By its place in the list, the number that a click marks."""

    def help(self) -> tuple[tuple[str, str], ...]:
        """The grammar of what the tab shows now."""
        return self.GRAMMAR

    def state(self) -> str:
        """Row 2, if the tab has something to say that comes first."""
        return ""

    def label(self) -> str:
        """What the line is for."""
        raise NotImplementedError

    def widgets(self) -> Iterable[Widget]:
        """What it is drawn with."""
        raise NotImplementedError

    def visible(self) -> Iterable[Widget]:
        """Which of them are seen while the tab is open."""
        return self.widgets()

    async def reload(self) -> None:
        """Read what the tab shows beside what its screen has read."""

    def read(self, text: str) -> Intention:
        """What Enter will do with `text`. Pure."""
        raise NotImplementedError

    def show(self) -> None:
        """Paint it."""
        raise NotImplementedError

    def order(self) -> list[int]:
        """The numbers through which the arrows go."""
        return []

    def event(self) -> str:
        """The last-event row, if the tab has something of its own to say."""
        return ""

    async def run_command(self, command: str) -> None:
        """Carry out an intention that changes only the screen."""

    def take_pasted(self, text: str) -> bool:  # noqa: ARG002 - for the tabs to come
        """Take several pasted lines; False: they go into the line."""
        return False

    # What all tabs share -----------------------------------------------------------------------

    def look_of(self, number: int, plain: bool = True) -> tuple[str, Tone]:
        """Sign and tone of a number: chosen, another hit, plain, or dimmed."""
        intention = self.screen.intention
        if number == intention.chosen:
            return "▸", Tone.MARKED
        if number in intention.lit:
            return "›", Tone.HIT
        return " ", Tone.PLAIN if plain else Tone.DIM

    def bring_into_sight(self, listed: ItemList) -> None:
        """The chosen row is on the page that is seen."""
        if self.screen.intention.chosen in self._numbers:
            listed.show(self._numbers.index(self.screen.intention.chosen))

    def move(self, step: int) -> None:
        """Arrows go through the numbers; the first one up is the last."""
        numbers = self.order()
        if numbers:
            now = self.marked if self.marked in numbers else self.screen.intention.chosen
            at = numbers.index(now) + step if now in numbers else 0 if step > 0 else -1
            self.marked = numbers[at % len(numbers)]

    def page(self, step: int) -> bool:  # noqa: ARG002 - for a tab that shows a long text
        """Another page of what stands there; False: the arrows go five steps."""
        return False

    def pick(self, listed: ItemList, place: int) -> None:  # noqa: ARG002 - most tabs have one list
        """A click in a list marks, Enter or a click on the hint acts."""
        if place < len(self._numbers) and self._numbers[place] is not None:
            self.marked = self._numbers[place]

    def forget(self) -> None:
        """Another text: nothing is marked."""
        self.marked = None

    def settle(self) -> None:
        """A step is done."""
        self.forget()

    def left(self) -> None:
        """Another tab is open from now on."""
        self.forget()

    def unmark(self) -> bool:
        """Esc takes away what is marked, or what waits; whether there was something."""
        had = self.marked is not None
        self.forget()
        return had
