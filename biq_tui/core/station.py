"""What this laptop remembers of itself: its id, its language and where the facilitator was.

A small file beside the data and not in it: with a shared database every laptop has its own.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, astuple, dataclass, fields, replace
from pathlib import Path
from typing import Any

from .language import LANGUAGES
from .log import log_fault

ID_LENGTH = 20
"""What the journal has room for."""


@dataclass(frozen=True, slots=True)
class Station:
    """The memory of one laptop. `place` is the journal's name of the last screen ("" = Heute)."""

    id: str
    language: str = "de"
    place: str = ""
    names_hidden: bool = False


class StationFile:
    """Keeps a `Station` in `file`; a lost or broken file only costs the memory."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self.station = self._load()
        self._save()

    def remember(self, **changes: Any) -> None:
        """Change the memory and keep it, on disk if the disk will have it."""
        changed = replace(self.station, **changes)
        if changed != self.station:
            self.station = changed
            self._save()

    def _load(self) -> Station:
        try:
            stored = json.loads(self._file.read_text(encoding="utf-8"))
            station = Station(**{field.name: stored[field.name] for field in fields(Station)})
            return station if _is_sound(station) else _new()
        except (OSError, ValueError, TypeError, KeyError):
            return _new()

    def _save(self) -> None:
        draft = self._file.with_suffix(".new")
        try:
            draft.write_text(json.dumps(asdict(self.station)), encoding="utf-8")
            draft.chmod(0o600)
            os.replace(draft, self._file)  # either the old memory or the new one, never half
        except OSError as error:  # a comfort only; whether data can be kept, the database says
            log_fault(error)


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
    )
