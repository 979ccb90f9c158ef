"""Ankommen at a date of a course: beside who is here, the tab of money and slips.

Money comes at the door, but nothing of it is said on another tab than its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.widget import Widget

from ..attendance.models import Role
from ..attendance.screens import GatheringScreen
from ..attendance.sheet import Sheet
from ..core.intention import Intention
from ..core.language import _
from ..core.telling import Happened
from ..ui.frame import Step
from ..ui.item_list import ItemList
from .money_tab import MoneyTab


class BlockScreen(GatheringScreen):
    """Who is here, the QR code, money and slips, and the end of the evening."""

    MONEY: ClassVar[int] = 2
    END: ClassVar[int] = 3

    def __init__(self, first: Sheet, run_id: int) -> None:
        """`first`: the gathering as it was; `run_id`: the course that it is a date of."""
        super().__init__(first)
        self._money = MoneyTab(self, run_id, self._guests)
        self._last: Happened | None = None
        self._my_step: Step | None = None

    @property
    def _at_money(self) -> bool:
        return self.current_tab == self.MONEY

    def state(self) -> str:
        """Row 2."""
        return self._money.state() if self._at_money else super().state()

    def tabs(self) -> tuple[str, ...]:
        """Row 3."""
        *others, end = super().tabs()
        return (*others, _(self._money.NAME), end)

    def event(self) -> str:
        """What is known of the chosen person, or happened last; of money on its own tab only."""
        if not self._at_money:
            return super().event()
        return self._money.event() or (f"✓ {self._last.sentence}" if self._last else "")

    def my_step(self) -> Step | None:
        """What Ctrl+Z would take back: a step with money on its own tab only."""
        return self._my_step if self._at_money else super().my_step()

    def help_topics(self) -> tuple[tuple[str, str], ...]:
        """The grammar of the open tab."""
        return self._money.GRAMMAR if self._at_money else super().help_topics()

    def body(self) -> Iterable[Widget]:
        """One more tab."""
        yield from super().body()
        yield self._money.listed

    def parts(self) -> tuple[Widget, ...]:
        """What is seen on each tab."""
        *others, end = super().parts()
        return (*others, self._money.listed, end)

    # Reading and painting --------------------------------------------------------------------

    async def reload(self) -> None:
        """Read the gathering anew, and the money if it is looked at."""
        await super().reload()
        if self._at_money:
            await self._money.reload()
            self._last, self._my_step = await self.app.steps(self.place)

    def read(self, text: str) -> Intention:
        """The line of the open tab."""
        return self._money.read(text) if self._at_money else super().read(text)

    def show_body(self) -> None:
        """Paint what is on the open tab."""
        super().show_body()
        if self._at_money:
            self._money.show()
            self.show_event()

    def watch_current_tab(self, before: int, after: int) -> None:
        """Money may have come in since it was looked at; what was said there stays there."""
        self._happened = ""
        self._last = self._my_step = None  # read anew below
        super().watch_current_tab(before, after)
        if self.is_mounted and after == self.MONEY:
            self.run_worker(self.read_anew(), group="tab", exclusive=True)

    # Doing -----------------------------------------------------------------------------------

    def forget_marks(self) -> None:
        """Another text: nothing is marked, and no Enter was pressed on it."""
        super().forget_marks()
        self._money.forget()

    def settle_marks(self) -> None:
        """A step is done."""
        super().settle_marks()
        self._money.forget()

    def unmark(self) -> bool:
        """Esc takes the mark away."""
        had = self._money.marked is not None
        return super().unmark() or had

    def move(self, step: int) -> None:
        """Arrows go through the open tab's list."""
        if self._at_money:
            self._money.move(step)
        else:
            super().move(step)

    async def run_command(self, command: str) -> None:
        """What an intention changes on the screen."""
        if not self._at_money:
            await super().run_command(command)
        elif not self._money.take(command):
            await self._money.run_command(command)

    @on(ItemList.Picked, "#money")
    def payer_clicked(self, event: ItemList.Picked) -> None:
        """A click marks, Enter or a click on the hint acts."""
        self._money.pick(event.place)
        self.show_intention()

    def _guests(self) -> tuple[tuple[int, str], ...]:
        return tuple(
            (row.number, row.name) for row in self.sheet.rows if row.role is not Role.PARTICIPANT
        )
