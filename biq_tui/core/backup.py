"""Verified copies of a SQLite file. A PostgreSQL server's data is backed up by whoever runs it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import URL

from . import clock, sqlite
from .copies import DRAFT, NotWhole, UrnOpen, connect, copy_database, is_sound
from .errors import Refused, damaged
from .folders import make_private
from .generations import kept
from .language import _

REPLACED, DAMAGED = "replaced", "damaged"
"""Why a copy was made: the data as they were before others took their place; and what could not
be read any more, byte by byte."""

REPLACED_STAYS = timedelta(days=60)
"""So long what was replaced stays, whatever else was backed up on that day."""

_NAME = re.compile(r"(\d{4}-\d\d-\d\d-\d{6})-([a-z-]+)\.db")


@dataclass(frozen=True, slots=True)
class Backup:
    """A file with all data of one moment."""

    file: Path
    made_at: datetime
    why: str
    """"start", "sitting", "migration", "by-hand", "meanwhile", or REPLACED."""


def backup(
    url: URL,
    folder: Path,
    why: str,
    halted: Callable[[], bool] = lambda: False,
    *,
    with_urn: bool = False,
) -> Path | None:
    """Copy the SQLite database at `url` into `folder`, verified; None for other databases.

    `why` becomes part of the file's name. Nobody who writes meanwhile waits for it. Raises Refused
    if people are voting (unless `with_urn`: `copy_database`), if the copy can't be made, or if the
    data are damaged; Halted if `halted` says so. A copy that isn't whole never has the name of a
    backup.
    """
    if url.get_backend_name() != "sqlite":
        return None
    source = Path(url.database or "")
    name = f"{clock.local(clock.now()):%Y-%m-%d-%H%M%S}-{why}.db"
    try:
        make_private(folder)
        made = copy_database(source, folder / name, halted, with_urn=with_urn)
        make_room(folder)
    except UrnOpen as open_urn:
        raise urn_refusal() from open_urn
    except sqlite.FileError as error:
        if isinstance(error, NotWhole) and is_damaged(source):
            raise Refused(damaged().sentence) from error
        raise Refused(
            _("The backup did not work. Your data is safe. Please check the disk and try again.")
        ) from error
    return made


def urn_refusal() -> Refused:
    """While people vote nothing is copied, shown or replaced."""
    return Refused(_("A vote is open. The backup is made once it is closed. Nothing is lost."))


def backups(folder: Path) -> tuple[Backup, ...]:
    """All backups in `folder`, the newest first; whether they are sound is another question."""
    found = [_backup(file) for file in folder.glob("*.db") if not file.match(f"*-{DAMAGED}.db")]
    return tuple(sorted(found, key=lambda made: (made.made_at, made.file.name), reverse=True))


def last_backup(folder: Path) -> Backup | None:
    """The newest backup in `folder`; None if there is none."""
    return next(iter(backups(folder)), None)


def newest_good(folder: Path) -> Backup | None:
    """The newest backup in `folder` in which SQLite finds nothing wrong; None if there is none.

    Reads all of it: a tenth of a second for what fills 20 MB.
    """
    return next((made for made in backups(folder) if _is_good(made.file)), None)


def is_damaged(file: Path, *, still: bool = False) -> bool:
    """Whether this is no sound database (`connect` says what `still` means).

    Raises OperationalError if that can't be found out now.
    """
    with closing(connect(file, still=still)) as connection:
        return not is_sound(connection)


def _is_good(file: Path) -> bool:
    with suppress(*sqlite.FileError):
        return not is_damaged(file, still=True)
    return False


def make_room(folder: Path) -> None:
    """Remove the backups that need not stay any longer, and what a power cut left half."""
    here = backups(folder)
    for old in to_drop(here, clock.now()):
        old.file.unlink(missing_ok=True)
    for half in folder.glob(f"*.db{DRAFT}"):
        with suppress(OSError):
            if clock.now() - _changed_at(half) > timedelta(hours=1):  # nobody is at it any more
                half.unlink()


def to_drop(made: Sequence[Backup], now: datetime) -> tuple[Backup, ...]:
    """Those that need not stay. Pure."""
    stay = kept([one.made_at for one in made], now)
    return tuple(
        one
        for one in made
        if one.made_at not in stay
        and not (one.why == REPLACED and now - one.made_at < REPLACED_STAYS)
    )


def _backup(file: Path) -> Backup:
    if named := _NAME.fullmatch(file.name):
        with suppress(ValueError):
            at = datetime.strptime(named[1], "%Y-%m-%d-%H%M%S").astimezone(UTC)
            return Backup(file, at, named[2])
    return Backup(file, _changed_at(file), "")


def _changed_at(file: Path) -> datetime:
    return datetime.fromtimestamp(file.stat().st_mtime, UTC)
