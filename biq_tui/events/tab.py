"""What each tab of an event knows: its screen, and the event as it was read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..ui.tab import Tab

if TYPE_CHECKING:
    from .plan import Plan
    from .screens import EventScreen  # noqa: F401 - named by the base


class EventTab(Tab["EventScreen"]):
    """One tab of an event."""

    @property
    def plan(self) -> Plan:
        """The event as it was read last."""
        return self.screen.plan
