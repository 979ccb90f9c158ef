"""A badge is scanned, on whatever screen: taken before any key's meaning, and somebody is here."""

from __future__ import annotations

from textual import events

from .core import clock
from .core.errors import Refused
from .core.language import _
from .house import House, Options
from .people.codes import is_code
from .ui.line import Line
from .ui.scanner import LETTERS, Scan, Scanner, Seen
from .ui.screen import BiqScreen


class Scanning(House):
    """The part of the app that watches the keys for badges."""

    def __init__(self, options: Options) -> None:
        super().__init__(options)
        self._scanner = Scanner(is_code)

    @property
    def last_scan(self) -> Scan:
        """The newest scan, with what came after its code."""
        return self._scanner.scan

    @property
    def _takes_scans(self) -> bool:
        screen = self.screen_stack[-1] if self.screen_stack else None
        return not isinstance(screen, BiqScreen) or screen.takes_scans

    async def on_event(self, event: events.Event) -> None:
        """See each key once, before any binding; a badge's end stops here."""
        if isinstance(event, events.Key) and not event.is_forwarded and self._takes_scans:
            seen = self._scanner.see(event.key, event.character, event.time)
            if seen is Seen.CODE:
                self._take(self._scanner.scan.code)
            if seen is not Seen.ORDINARY:
                return
        await super().on_event(event)

    def _take(self, code: str) -> None:
        """The letters are on their way into the line: out again, once they are there."""
        screen = self.screen
        for line in screen.query(Line):
            line.call_later(line.take_out, code[: LETTERS - 1])
        self._memory.remember(scanner_seen=clock.now().isoformat())
        if not (isinstance(screen, BiqScreen) and screen.take_scan(code)):
            self.once_open(lambda: self._arrive(code))

    async def _arrive(self, code: str) -> None:
        """Say it on the screen that is open; who it is only where names are anyway."""
        from .attendance.badge_door import arrive
        from .attendance.places import place_of
        from .attendance.sheet import still_open
        from .core.journal import Actor

        here = self.screen
        nameless = self.names_hidden or (isinstance(here, BiqScreen) and here.home == 0)
        try:
            gathering_id = await self.read(still_open, self.station.place)
            if gathering_id is None:
                said = _("A card was scanned. No evening is open.")
            else:
                act = self.act(Actor.FACILITATOR, place_of(gathering_id))
                name, new = await self.database.writes(act, arrive, gathering_id, code)
                words = _("{name} is here.") if new else _("{name} is here already.")
                said = words.format(name=_("Somebody with a card") if nameless else name)
                if new and isinstance(here, BiqScreen) and here.place == act.place:
                    said = ""  # its list tells what happened by itself
        except Refused as refusal:
            said = refusal.sentence
        if isinstance(self.screen, BiqScreen):
            self.screen.tell(said)
