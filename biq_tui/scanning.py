"""A badge is scanned, on whatever screen: taken before any key's meaning, and somebody is here."""

from __future__ import annotations

from textual import events

from .core.errors import Refused
from .core.language import _
from .house import House, Options
from .people.codes import is_code
from .ui.line import Line
from .ui.scanner import LETTERS, Scanner, Seen


class Scanning(House):
    """The part of the app that watches the keys for badges."""

    def __init__(self, options: Options) -> None:
        super().__init__(options)
        self._scanner = Scanner(is_code)

    async def on_event(self, event: events.Event) -> None:
        """See each key once, before any binding; a badge's end stops here."""
        if isinstance(event, events.Key) and not event.is_forwarded:
            seen = self._scanner.see(event.key, event.character, event.time)
            if seen is Seen.CODE:
                self._take_out(self._scanner.code)
                self.run_worker(self._arrive(self._scanner.code), group="badges")
            if seen is not Seen.ORDINARY:
                return
        await super().on_event(event)

    def _take_out(self, code: str) -> None:
        """The letters are on their way into the line: out again, once they are there."""
        for line in self.screen.query(Line):
            line.call_later(line.take_out, code[: LETTERS - 1])

    async def _arrive(self, code: str) -> None:
        from .attendance.badge_door import arrive
        from .attendance.places import place_of
        from .attendance.sheet import still_open
        from .core.journal import Actor
        from .ui.screen import BiqScreen

        try:
            gathering_id = await self.read(still_open, self.station.place)
            if gathering_id is None:
                said = _("A card was scanned. No evening is open.")
            else:
                act = self.act(Actor.FACILITATOR, place_of(gathering_id))
                name, new = await self.database.writes(act, arrive, gathering_id, code)
                words = _("{name} is here.") if new else _("{name} is here already.")
                said = words.format(name=name)
                if self.names_hidden:
                    said = _("Somebody is here: card.")
        except Refused as refusal:
            said = refusal.sentence
        if isinstance(self.screen, BiqScreen):
            self.screen.tell(said)
