"""What each tab of a meeting knows: its screen, and the meeting as it was read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..ui.tab import Tab

if TYPE_CHECKING:
    from .board import Board
    from .screens import MeetingScreen  # noqa: F401 - named by the base


class MeetingTab(Tab["MeetingScreen"]):
    """One tab of a meeting."""

    @property
    def board(self) -> Board:
        """The meeting as it was read last."""
        return self.screen.board
