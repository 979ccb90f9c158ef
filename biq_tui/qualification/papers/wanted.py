"""For which course run, date and person a paper is made."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody asks for."""

    run_id: int
    gathering_id: int | None = None
    """The date; every paper of a date needs it."""
    person_id: int | None = None
    """Only hers; None: everybody's."""
    address: str = ""
    """The address that a poster shows as a QR code; "" leaves it to the screen in the room."""

    @property
    def date(self) -> int:
        """The date's gathering. AssertionError without one: the catalogue asks for it."""
        assert self.gathering_id is not None
        return self.gathering_id


def template(name: str) -> Path:
    """The file of one of our templates."""
    return Path(__file__).with_name(f"{name}.typ")
