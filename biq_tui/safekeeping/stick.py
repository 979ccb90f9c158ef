"""The sticks of this house: which they are, and what lies on them.

People's names go onto a stick by themselves only where somebody has brought them once by hand:
then a folder with a mark lies there, and the mark belongs to these data. Any other stick that
happens to be plugged in stays as it is.
"""

from __future__ import annotations

import errno
import hashlib
import json
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ..core import clock, sealed, sqlite
from ..core.backup import backups, make_room
from ..core.copies import DRAFT, copy_file, settle
from ..core.errors import Refused
from ..core.language import _
from ..core.standing import Mark, Standing, ends, standing
from ..core.sticks import sticks

FOLDER = "BIQ"
"""Ours, on a stick."""

MARK = "stick.json"
HAND_OVER = "BIQ-Uebergabe.db"
SHEET = "BIQ-Uebergabe.pdf"
BACKUPS = "Sicherungen"

REMINDER = "stick.json"
"""In the data folder: when a backup was last brought onto a stick."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a stick holds for a hand-over."""

    stick: Path
    file: Path | None
    """The file of a hand-over; None if there is none."""
    standing: Standing | None = None
    why_not: str = ""
    """Why that file can't be used, in a sentence."""


def house_of(oldest: Mark | None) -> str:
    """By what a stick knows data again, from their first journal entry: without a name.

    "" while they are empty.
    """
    if oldest is None:
        return ""
    first = f"{oldest.number} {oldest.at} {oldest.station}"
    return hashlib.sha256(first.encode()).hexdigest()[:16]


def known_sticks(house: str) -> tuple[Path, ...]:
    """The sticks that somebody has brought these data onto before."""
    return tuple(stick for stick in sticks() if house and _marked_for(stick) == house)


def one_stick(house: str) -> Path:
    """The stick that is meant: the only one known, else the only one there.

    Raises Refused if there is none, or if nobody can say which.
    """
    plugged = sticks()
    if not plugged:
        raise Refused(_("There is no stick. Please plug one in."))
    known = [stick for stick in plugged if house and _marked_for(stick) == house]
    meant = known if len(known) == 1 else list(plugged)
    if len(meant) > 1:
        names = ", ".join(stick.name for stick in meant)
        said = _("There are {n} sticks: {names}. Please leave only one.")
        raise Refused(said.format(n=len(meant), names=names))
    return meant[0]


def hand_over_on(stick: Path) -> Found:
    """What lies on a stick for a hand-over; what can't be used is told, not raised."""
    file = stick / FOLDER / HAND_OVER
    try:
        if not file.is_file():
            return Found(stick, None)
        if sealed.is_strange(file):
            return Found(stick, file, None, _strange_words())
        return Found(stick, file, standing(file, still=True))
    except (Refused, OSError) as error:
        said = error.sentence if isinstance(error, Refused) else _pulled().sentence
        return Found(stick, file, None, said)


def bring(backup: Path, stick: Path, house: str, folder: Path) -> Path:
    """Copy a backup onto a stick, mark it as one of this house, and remember when. Blocks.

    Raises Refused with a sentence; then the stick has what it had before.
    """
    try:
        place = make_folder(stick, house)
        (place / BACKUPS).mkdir(exist_ok=True)
        sealed.lay_key_beside(folder, place / BACKUPS)
        made = copy_file(backup, place / BACKUPS / backup.name)
        make_room(place / BACKUPS)
    except OSError as error:
        raise unwritten(stick, error) from error
    with suppress(OSError):
        (folder / REMINDER).write_text(
            json.dumps({"at": clock.now().isoformat()}), encoding="utf-8"
        )
    return made


def onto_stick(backup: Path, folder: Path) -> Path:
    """Bring a backup onto the stick that is plugged in, which is known from now on. Blocks.

    Raises Refused: no stick, several, or one that does not take it.
    """
    found = ends(backup, still=True)
    house = house_of(found[0] if found else None)
    if not house:
        raise Refused(_("There is nothing to back up yet."))
    return bring(backup, one_stick(house), house, folder)


def has(backup: Path, stick: Path) -> bool:
    """Whether a backup lies on the stick already."""
    return (stick / FOLDER / BACKUPS / backup.name).exists()


def on_stick(stick: Path) -> tuple[Path, ...]:
    """The backups on a stick, the newest first."""
    try:
        return tuple(made.file for made in backups(stick / FOLDER / BACKUPS))
    except OSError:
        return ()


def make_folder(stick: Path, house: str) -> Path:
    """Our folder on the stick, marked for this house. Raises OSError."""
    place = stick / FOLDER
    place.mkdir(exist_ok=True)
    if _marked_for(stick) != house:
        draft = place / (MARK + DRAFT)
        draft.write_text(json.dumps({"house": house}), encoding="utf-8")
        settle(draft, place / MARK)
    return place


def unwritten(stick: Path, error: Exception) -> Refused:
    """Why nothing could be written onto a stick."""
    number = getattr(error, "errno", None)
    if number in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        said = _("The stick {stick} is full. Please make room or take another one.")
    elif number in (errno.EROFS, errno.EACCES, errno.EPERM):
        said = _("Nothing can be written onto the stick {stick}. Is its switch on “lock”?")
    else:
        said = _("The stick {stick} does not answer. Please plug it in again.")
    return Refused(said.format(stick=stick.name))


def _strange_words() -> str:
    if sqlite.key() is None:
        return _("The stick is encrypted. First, in a terminal: biq encrypt --stick")
    return _("The stick has another passphrase. In a terminal: biq hand-over --take")


def _pulled() -> Refused:
    return Refused(_("The stick does not answer. Please plug it in again."))


def _marked_for(stick: Path) -> str:
    """The house a stick belongs to; "" for any other stick."""
    try:
        said = json.loads((stick / FOLDER / MARK).read_text(encoding="utf-8"))["house"]
    except (OSError, ValueError, TypeError, KeyError):
        return ""
    return said if isinstance(said, str) else ""


def brought_at(folder: Path) -> datetime | None:
    """When a backup was last brought onto a stick; None if never."""
    try:
        at = json.loads((folder / REMINDER).read_text(encoding="utf-8"))["at"]
        return datetime.fromisoformat(at)
    except (OSError, ValueError, TypeError, KeyError):
        return None
