"""One look at everything that can be wrong, in the order in which it is worth mending.

Each finding is one sentence: what is, and if it is not well, what to do. Nothing is changed, and
no name of anybody is in it. A look that fails itself is a finding, too.
"""

from __future__ import annotations

import platform
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from .. import __version__
from ..core import clock
from ..core.errors import Told
from ..core.folders import BACKUP_FOLDER, KEY_FILE
from ..core.language import N_, _, ngettext
from ..core.log import log_fault

if TYPE_CHECKING:
    from ..core.database import Database

LITTLE_BYTES, HARDLY_ANY_BYTES = 1_000_000_000, 200_000_000
"""With less than this on the disk, backups and papers soon find no room, or no row does."""

OLD_BACKUP = timedelta(days=7)
CLOCK_SLACK = timedelta(minutes=5)
"""So far ahead of this clock another laptop's may be."""

MADE = datetime(2026, 11, 1, tzinfo=UTC)
"""No clock that is right shows less than this."""

ZONE_OFFSETS = (timedelta(hours=1), timedelta(hours=2))
"""Of Bremen, in winter and in summer."""


class Health(StrEnum):
    """How well it is."""

    WELL = "✓"
    MIND = "!"
    ILL = "✗"


@dataclass(frozen=True, slots=True)
class Finding:
    """What one look found, in a sentence."""

    what: str
    """Message id of what was looked at."""
    health: Health
    sentence: str


@dataclass
class Patient:
    """This laptop's program and its data."""

    folder: Path
    url: str | None = None
    host: str | None = None
    database: Database | None = None
    """Open already; without it the looks open it for themselves."""
    _to_close: list[Database] = field(default_factory=list)

    def opened(self) -> Database:
        """Its database. Raises CannotStart with a sentence."""
        if self.database is None:
            from .. import sentences as _all_known  # noqa: F401 - before anything is told
            from ..core.opening import open_database

            self.database = open_database(self.folder, self.url)
            self._to_close.append(self.database)
        return self.database

    @property
    def has_data(self) -> bool:
        """Whether there is anything to open yet; looks without making it."""
        from ..core.opening import holds_data

        return self.database is not None or holds_data(self.folder, self.url)

    def close(self) -> None:
        """Let go of what was opened for the looks."""
        while self._to_close:
            self._to_close.pop().close()
            self.database = None


Found = tuple[Health, str]


def examine(patient: Patient) -> Iterator[Finding]:
    """Every finding, one after the other. Blocks while it looks: from the screen use a thread."""
    try:
        for what, look in LOOKS:
            try:
                health, sentence = look(patient)
            except Told as told:
                health, sentence = Health.ILL, told.sentence
            except Exception as error:  # the look is not what is to be saved: the next ones count
                log_fault(error)
                health, sentence = Health.ILL, _("This could not be looked at. The log says why.")
            yield Finding(what, health, sentence)
    finally:
        patient.close()


def _installation(patient: Patient) -> Found:
    missing = [name for name, module in _parts(patient) if not _is_there(module)]
    if missing:
        said = _("Parts are missing: {parts}. Please install BIQ again.")
        return Health.ILL, said.format(parts=", ".join(missing))
    said = _("BIQ {version} with Python {python} on {system} is complete.")
    system = platform.system() or sys.platform
    return Health.WELL, said.format(
        version=__version__, python=platform.python_version(), system=system
    )


def _parts(patient: Patient) -> tuple[tuple[str, str], ...]:
    """What must be installed: its name for people and its module."""
    parts = [(name, name) for name in ("textual", "sqlmodel", "qrcode", "starlette", "uvicorn")]
    parts += [(name, name) for name in ("cryptography", "pypdf", "openpyxl", "icalendar")]
    if platform.machine().upper() != "ARM64":  # there papers can't be set, and it is said there
        parts.append(("typst", "typst"))
    if patient.url and patient.url.startswith("postgres"):
        parts.append(("psycopg", "psycopg"))
    if (patient.folder / KEY_FILE).exists():
        parts.append(("sqlcipher3", "sqlcipher3"))
    return tuple(parts)


def _is_there(module: str) -> bool:
    from importlib.util import find_spec

    return find_spec(module) is not None


def _data(patient: Patient) -> Found:
    if not patient.has_data:
        return Health.WELL, _("There are no data yet. The first start makes them.")
    database = patient.opened()
    if database.url.get_backend_name() != "sqlite":
        said = _("The data are on the server {host} and can be read.")
        return Health.WELL, said.format(host=database.url.host or _("of this laptop"))
    said = _("The data lie here and can be read: {file}")
    return Health.WELL, said.format(file=database.url.database)


def _integrity(patient: Patient) -> Found:
    if not patient.has_data:
        return Health.WELL, _("There is nothing to check yet.")
    from sqlalchemy import text

    database = patient.opened()
    if database.url.get_backend_name() != "sqlite":
        database.read(lambda session: session.connection().execute(text("SELECT 1")).all())
        return Health.WELL, _("The server answers. Whoever runs it checks its data.")

    def faults(check: str) -> list[str]:
        return database.read(
            lambda session: [str(row[0]) for row in session.connection().execute(text(check))]
        )

    found = [said for said in faults("PRAGMA integrity_check") if said != "ok"]
    found += faults("PRAGMA foreign_key_check")
    if found:
        said = _("The data file is damaged. Please type biq restore in a terminal.")
        return Health.ILL, said
    return Health.WELL, _("The data file is whole, down to the last page.")


def _space(patient: Patient) -> Found:
    place = patient.folder
    while not place.exists():
        place = place.parent
    free = shutil.disk_usage(place).free
    amount = _("{n} MB") if free < LITTLE_BYTES else _("{n} GB")
    size = amount.format(n=free // (10**6 if free < LITTLE_BYTES else 10**9))
    if free < HARDLY_ANY_BYTES:
        said = _("The disk is nearly full: {size} are free. Please make room now.")
        return Health.ILL, said.format(size=size)
    if free < LITTLE_BYTES:
        said = _("The disk is filling up: {size} are free. Please make room soon.")
        return Health.MIND, said.format(size=size)
    return Health.WELL, _("{size} are free on the disk.").format(size=size)


def _clock(patient: Patient) -> Found:
    now = clock.now()
    shown = f"{clock.local(now):%d.%m.%Y, %H:%M}"
    if now < MADE:
        said = _("The clock shows {time}. Please set it: dates and lists depend on it.")
        return Health.ILL, said.format(time=shown)
    newest = None
    with suppress(Told):  # that the data can't be read is told where it belongs
        newest = _newest_entry(patient)
    if newest is not None and newest > now + CLOCK_SLACK:
        said = _("The clock shows {time}, but something was noted later than that. Please set it.")
        return Health.ILL, said.format(time=shown)
    if clock.local(now).utcoffset() not in ZONE_OFFSETS:
        said = _("The clock shows {time}. Is that right? This laptop is set to another time zone.")
        return Health.MIND, said.format(time=shown)
    return Health.WELL, _("The clock shows {time}.").format(time=shown)


def _newest_entry(patient: Patient) -> datetime | None:
    if not patient.has_data:
        return None
    from sqlmodel import func, select

    from ..core.journal import JournalEntry

    return patient.opened().read(
        lambda session: session.exec(select(func.max(JournalEntry.at))).first()
    )


def _letters(_patient: Patient) -> Found:
    from ..papers.compositor import look_for_fonts

    look_for_fonts()
    out = sys.__stdout__  # the terminal's own, also while screens are drawn
    encoding = (out.encoding if out else "").casefold()
    if not encoding.startswith("utf"):
        said = _("Papers have their fonts. This terminal may not show all letters of all names.")
        return Health.MIND, said
    return Health.WELL, _("Papers have their fonts, and this terminal takes all letters.")


def _network(patient: Patient) -> Found:
    from ..web.addresses import NOWHERE, room_addresses

    addresses = [address.ip for address in room_addresses()]
    if patient.host not in (None, NOWHERE.ip, *addresses):
        said = _("Phones are to come to {ip}, but this laptop does not have that address now.")
        return Health.ILL, said.format(ip=patient.host)
    if patient.host == NOWHERE.ip:
        return Health.MIND, _("BIQ was started for this laptop alone: no phone can come.")
    if addresses == [NOWHERE.ip]:
        said = _("This laptop is in no network. Phones can't come; names can be typed.")
        return Health.MIND, said
    said = _("Phones can come to {ip}. On Heute, “phone test” tries it.")
    return Health.WELL, said.format(ip=patient.host or addresses[0])


def _has_file(patient: Patient) -> bool:
    """Whether a file holds the data; a damaged one, too: then its backups count most."""
    from ..core.opening import data_file

    return data_file(patient.folder, patient.url) is not None


def _last_backup(patient: Patient) -> Found:
    if not patient.has_data:
        return Health.WELL, _("There is nothing to back up yet.")
    if not _has_file(patient):
        said = _("Whoever runs the server makes the backups. Please ask for the last one.")
        return Health.MIND, said
    from ..core.backup import last_backup

    made = last_backup(patient.folder / BACKUP_FOLDER)
    if made is None:
        return Health.MIND, _("There is no backup yet. On Heute, type “backup”.")
    age = clock.now() - made.made_at
    days = ngettext("{n} day ago", "{n} days ago", age.days) if age.days else _("today")
    if age > OLD_BACKUP:
        said = _("The last backup was made {days}. On Heute, type “backup”.")
        return Health.MIND, said.format(days=days)
    return Health.WELL, _("The last backup was made {days}.").format(days=days)


def _plan_z(patient: Patient) -> Found:
    if not patient.has_data:
        return Health.WELL, _("There is no evening to print for yet.")
    from ..overview import overview
    from ..search import to_print

    dates = patient.opened().read(overview).dates
    missing = [date for date in dates if to_print(date, clock.now())]
    if missing:
        said = _("Plan Z for “{title}” is not printed yet. Heute leads to the papers.")
        return Health.MIND, said.format(title=missing[0].title)
    return Health.WELL, _("Nothing has to be printed for today and tomorrow.")


LOOKS: tuple[tuple[str, Callable[[Patient], Found]], ...] = (
    (N_("Program"), _installation),
    (N_("Data"), _data),
    (N_("Data file"), _integrity),
    (N_("Disk"), _space),
    (N_("Clock"), _clock),
    (N_("Letters"), _letters),
    (N_("Network"), _network),
    (N_("Backup"), _last_backup),
    (N_("Plan Z"), _plan_z),
)
"""In the order in which a fault is worth mending: the first may be the reason of the others."""
