"""What this laptop remembers of itself: its id, its language and where the facilitator was.

A small file beside the data and not in it: with a shared database every laptop has its own.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, astuple, dataclass, field, fields, replace
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from . import clock
from .language import LANGUAGES
from .log import log_fault
from .pin import is_sealed
from .text import clean

ID_LENGTH, BY_LENGTH = 20, 40
"""What the journal has room for: of the laptop's id, and of the name of who types there."""

PHONES_WORK, PHONES_FAIL = "work", "fail"

MOST_VENUES = 50
"""Of so many places the address is remembered, and of so many screens the tab."""

Kept = TypeVar("Kept")


@dataclass(frozen=True, slots=True)
class Station:
    """The memory of one laptop. `place` is the journal's name of the last screen ("" = Heute)."""

    id: str
    language: str = "de"
    place: str = ""
    names_hidden: bool = False
    by: str = ""
    """Who types here, as she said; "" if nobody has said so."""
    phones: str = ""
    """Whether phones get through to this laptop: PHONES_WORK, PHONES_FAIL, or "" while untested."""
    phones_tested: str = ""
    """When that was found out, as 2027-03-05T15:52:00+00:00; "" while untested."""
    addresses: dict[str, str] = field(default_factory=dict)
    """The address ("ip:port") that phones saw last, by venue: an old poster has it."""
    seen: dict[str, bool] = field(default_factory=dict)
    """Whether others see this screen, by venue; a venue where nobody has said so is not here."""
    tabs: dict[str, str] = field(default_factory=dict)
    """By the journal's name of a screen, which of its tabs was open last."""
    scanner_seen: str = ""
    """When a badge was scanned last, as 2027-03-05T15:52:00+00:00; "" if never."""
    secret: str = ""
    """What this laptop signs with; "" while it never had to."""
    pin: str = ""
    """What is kept of the PIN (`pin.sealed`); "" without one."""
    locked_to: str = ""
    """The journal's name of the place where whoever types stays; "" while nothing is locked."""
    locked_since: int = 0
    """The journal's newest number when it was locked."""
    wrong_pins: int = 0
    """So many wrong PINs were typed in a row."""


_LOCK = ("pin", "locked_to", "locked_since", "wrong_pins")
"""What another program at this laptop may change while this one runs."""


class StationFile:
    """Keeps a `Station` in `file`; a lost or broken file only costs the memory."""

    def __init__(self, file: Path) -> None:
        self._file = file
        stored = self._stored()
        self.station = stored or _new()
        if stored is None:
            self._save()

    def remember(self, **changes: Any) -> None:
        """Change the memory and keep it, on disk if the disk will have it."""
        self.look_again()
        changed = replace(self.station, **changes)
        if changed != self.station:
            self.station = changed
            self._save()

    def remember_phones(self, work: bool) -> None:
        """Keep whether phones get through to this laptop, as of now."""
        now = clock.now().isoformat()
        self.remember(phones=PHONES_WORK if work else PHONES_FAIL, phones_tested=now)

    def remember_seen(self, venue: str, seen: bool) -> None:
        """Keep whether others see this screen at `venue`; the oldest of many is forgotten."""
        self.remember(seen=_newest(self.station.seen, venue, seen))

    def remember_tab(self, place: str, tab: str) -> None:
        """Keep which tab of a screen is open; the oldest of many screens is forgotten."""
        if self.station.tabs.get(place) != tab:
            self.remember(tabs=_newest(self.station.tabs, place, tab))

    def secret(self) -> str:
        """What this laptop signs with, made when it is first needed; never leaves it."""
        if not self.station.secret:
            import secrets

            self.remember(secret=secrets.token_hex(16))
        return self.station.secret

    def remember_address(self, venue: str, address: str) -> None:
        """Keep what phones at `venue` see; the oldest of many places is forgotten."""
        if self.station.addresses.get(venue) != address:
            self.remember(addresses=_newest(self.station.addresses, venue, address))

    def look_again(self) -> None:
        """Take over what another program at this laptop did with the lock, if the file says so."""
        stored = self._stored()
        if stored is not None and stored.id == self.station.id:
            self.station = replace(self.station, **{name: getattr(stored, name) for name in _LOCK})

    @property
    def is_kept(self) -> bool:
        """Whether a new start would remember the same."""
        return self._stored() == self.station

    def _stored(self) -> Station | None:
        """What the file says; None if that is nothing sound."""
        try:
            stored = json.loads(self._file.read_text(encoding="utf-8"))
            known = {field.name for field in fields(Station)} & stored.keys()  # older: fewer
            station = Station(**{name: stored[name] for name in known})
            return station if _is_sound(station) else None
        except (OSError, ValueError, TypeError, AttributeError):
            return None

    def _save(self) -> None:
        draft = self._file.with_suffix(".new")
        try:
            with draft.open("w", encoding="utf-8") as file:
                file.write(json.dumps(asdict(self.station)))
                file.flush()
                os.fsync(file.fileno())  # else a power cut can leave an empty one, and no lock
            draft.chmod(0o600)
            os.replace(draft, self._file)  # either the old memory or the new one, never half
        except OSError as error:  # a comfort only; whether data can be kept, the database says
            log_fault(error)


def _newest(known: dict[str, Kept], name: str, value: Kept) -> dict[str, Kept]:
    """With this one as the newest, and not more than are kept."""
    others = [(other, kept) for other, kept in known.items() if other != name]
    return dict([*others[-MOST_VENUES + 1 :], (name, value)])


def _new() -> Station:
    import secrets  # brings OpenSSL along; only a new laptop needs it

    return Station(id=secrets.token_hex(4))


def _is_sound(station: Station) -> bool:
    """Whether it is what we once wrote: somebody may have edited the file."""
    kinds = [
        (type(value), type(sound))
        for value, sound in zip(astuple(station), astuple(Station("")), strict=True)
    ]
    return (
        all(kind is sound for kind, sound in kinds)
        and station.language in LANGUAGES
        and 0 < len(station.id) <= ID_LENGTH
        and station.by == clean(station.by, BY_LENGTH)
        and (not station.phones or _is_moment(station.phones_tested))
        and (not station.scanner_seen or _is_moment(station.scanner_seen))
        and all(type(address) is str for address in station.addresses.values())
        and all(type(tab) is str for tab in station.tabs.values())
        and all(type(seen) is bool for seen in station.seen.values())
        and (is_sealed(station.pin) if station.pin else not station.locked_to)
        and station.wrong_pins >= 0
    )


def _is_moment(text: str) -> bool:
    try:
        return datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False
