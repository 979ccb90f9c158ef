"""The hand-over on a stick: one file with all data, and a sheet of paper that says so.

A newer state on the stick, or one that has gone on without ours, is never overwritten silently.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ..core import clock, sealed, sqlite
from ..core.backup import urn_refusal
from ..core.copies import DRAFT, UrnOpen, copy_database, copy_file
from ..core.errors import Refused
from ..core.language import _
from ..core.standing import Comparison, Relation, Standing, compare, standing
from .here import Here
from .stick import (
    HAND_OVER,
    Found,
    hand_over_on,
    house_of,
    known_sticks,
    make_folder,
    one_stick,
    unwritten,
)

LEAVING = "leaving.db"
"""In the data folder, while a hand-over is made."""


@dataclass(frozen=True, slots=True)
class Beside:
    """Our data, and what the stick holds for a hand-over."""

    ours: Standing
    found: Found
    comparison: Comparison | None
    """None if the stick holds no hand-over, or one that can't be used."""

    is_known: bool = False
    """Somebody has brought these data onto this stick before."""

    @property
    def relation(self) -> Relation | None:
        """How what the stick holds stands to ours."""
        return None if self.comparison is None else self.comparison.relation

    @property
    def would_be_lost(self) -> bool:
        """Whether the stick holds something that ours do not."""
        return self.relation in (Relation.NEWER, Relation.PARTED, Relation.OTHER)


def look(here: Here) -> Beside:
    """Our data, and the stick that is plugged in. Blocks. Raises Refused."""
    ours = standing(here.live)
    if ours.is_voting:
        raise urn_refusal()
    house = house_of(ours.oldest)
    found = hand_over_on(one_stick(house))
    comparison = None
    if found.standing is not None:
        comparison = compare(ours.journal, found.standing.journal)
    return Beside(ours, found, comparison, found.stick in known_sticks(house))


def hand_over(here: Here, beside: Beside, *, anyway: bool = False) -> Path:
    """Write our data onto the stick; the file there. Blocks.

    What lies there and is not part of ours is kept under another name, and wants `anyway`. Raises
    Refused; then the stick has what it had before.
    """
    stick = beside.found.stick
    leaving = here.folder / LEAVING
    try:
        copy_database(here.live, leaving)
    except UrnOpen as open_urn:
        raise urn_refusal() from open_urn
    except sqlite.FileError as error:
        raise Refused(
            _("The backup did not work. Your data is safe. Please check the disk and try again.")
        ) from error
    try:
        now = hand_over_on(stick)  # it may be another one by now
        if now.standing is not None:
            relation = compare(beside.ours.journal, now.standing.journal).relation
            lost = relation in (Relation.NEWER, Relation.PARTED, Relation.OTHER)
        else:
            lost = now.file is not None
        if lost and not anyway:
            raise Refused(_("On the stick is something that is not here. Nothing was overwritten."))
        place = make_folder(stick, house_of(beside.ours.oldest))
        if lost:
            _set_aside(place / HAND_OVER)
        sealed.lay_key_beside(here.folder, place)
        return copy_file(leaving, place / HAND_OVER)
    except OSError as error:
        raise unwritten(stick, error) from error
    finally:
        for ending in ("", DRAFT):
            (here.folder / (LEAVING + ending)).unlink(missing_ok=True)


def _set_aside(file: Path) -> Path:
    """Keep what lies there under a name of its own."""
    stem, number = f"BIQ-Uebergabe-{clock.local(clock.now()):%Y-%m-%d-%H%M}", 1
    while (kept := file.with_name(f"{stem}{f'-{number}' if number > 1 else ''}.db")).exists():
        number += 1
    return file.rename(kept)
