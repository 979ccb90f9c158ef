"""Veranstaltungen: what is wished for and planned, and what is still missing."""

from __future__ import annotations

from collections.abc import Iterable

from textual.widget import Widget

from ...core.language import _
from ...ui.home_screen import EVENTS, HomeScreen
from ...ui.item_list import ItemList
from ..places import EVENTS as PLACE_OF_EVENTS


class EventsScreen(HomeScreen):
    """One Enter opens the event that comes next."""

    home = EVENTS
    PLACE = PLACE_OF_EVENTS

    def where(self) -> str:
        """Row 1."""
        return _("BIQ · Events")

    def label(self) -> str:
        """What the line is for."""
        return _("Event")

    def body(self) -> Iterable[Widget]:
        """One list."""
        yield ItemList(id="events")
