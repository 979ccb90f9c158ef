"""What the tabs of the house share: Tab turns to the next one, Esc leads to Heute."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from .frame import Step
from .screen import BiqScreen

if TYPE_CHECKING:
    from ..core.telling import Happened

TODAY, COURSES, MEETINGS, EVENTS, PEOPLE = range(5)
"""The tabs of the house, in their order."""


class HomeScreen(BiqScreen):
    """One tab of the house; it says in `home` which one."""

    KEEPS_UNDONE = True

    PLACE: ClassVar[str]
    """The journal's name for what is done on this screen."""

    def __init__(self) -> None:
        super().__init__()
        self._last: Happened | None = None
        self._step: Step | None = None

    @property
    def place(self) -> str:
        """What is done here is taken back here."""
        return self.PLACE

    async def on_screen_resume(self) -> None:
        """After a crash or a restart it opens here; what was open before that is still to come."""
        if self.app.ready:
            self.app.be_at(self.PLACE)

    def my_step(self) -> Step | None:
        """What was done here last."""
        return self._step

    async def read_steps(self) -> None:
        """Read anew what happened here last, and what Ctrl+Z would take back."""
        self._last, self._step = await self.app.steps(self.PLACE)

    async def go_back(self) -> None:
        """Esc: Heute."""
        await self.app.turn_home(TODAY)
