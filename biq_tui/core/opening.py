"""Opening the database: every way in which it can be unusable, told in one sentence."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import URL, Connection, Engine, inspect
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from . import sealed, sqlite
from .backup import backup, backups
from .database import Database, parse_url, reading_engine, writing_engine
from .errors import CannotStart, Refused, damaged, told
from .folders import BACKUP_FOLDER, DATABASE_FILE, make_private, make_private_file
from .language import _
from .migrations import NewerDatabase, is_known, stored_revision, upgrade
from .revision import HEAD


def open_database(folder: Path, url: str | None = None, *, anew: bool = False) -> Database:
    """Open the database at `url`, by default a SQLite file in `folder`; both are made if needed.

    An older database is backed up and brought up to date. Raises CannotStart with a sentence,
    and then no data was touched: also where the folder has backups and no data, for then they
    are lost, unless she wants to begin `anew`.
    """
    try:
        return _open(folder, url, anew)
    except (ArgumentError, NoSuchModuleError, ValueError) as error:
        raise CannotStart(_("The address of the database is not right.")) from error
    except ImportError as error:
        raise CannotStart(
            _("For PostgreSQL a part is missing. Please install biq-tui[postgres].")
        ) from error
    except OSError as error:
        raise CannotStart(
            _("The data folder can't be used: {folder}. Please check its rights.").format(
                folder=error.filename or folder
            )
        ) from error
    except NewerDatabase as error:
        raise CannotStart(
            _("This data was made by a newer version of BIQ. Please install the newer version.")
        ) from error
    except Refused as refusal:
        raise CannotStart(refusal.sentence) from refusal
    except DBAPIError as error:
        sentence = told(error)
        raise CannotStart(
            sentence.sentence
            if isinstance(sentence, Refused)
            else _("The database can't be opened. Please check its address and that it runs.")
        ) from error


def holds_data(folder: Path, url: str | None = None) -> bool:
    """Whether there is anything to open at `url`; looks without making a file or a table.

    Also true where that can't be found out: then `open_database` says why.
    """
    try:
        location = _location(folder, url)
        if file := _plain_file(location):
            return file.exists()
        readers = reading_engine(location)
        try:
            with readers.begin() as connection:
                return stored_revision(connection) is not None
        finally:
            readers.dispose()
    except (CannotStart, ArgumentError, DBAPIError, ImportError, NoSuchModuleError, ValueError):
        return True


def data_file(folder: Path, url: str | None = None) -> Path | None:
    """The SQLite file that `open_database` opens; None for a server. Raises CannotStart."""
    try:
        return _plain_file(_location(folder, url))
    except (ArgumentError, NoSuchModuleError, ValueError) as error:
        raise CannotStart(_("The address of the database is not right.")) from error


def _open(folder: Path, url: str | None, anew: bool) -> Database:
    make_private(folder)
    location = _location(folder, url)
    _check_key(folder, _plain_file(location))
    readers, writers = reading_engine(location), writing_engine(location)
    file = _plain_file(location)
    if file is not None and not _has_bytes(file):
        if not url and not anew and backups(folder / BACKUP_FOLDER):
            raise CannotStart(_("The data are gone. Please restore the last backup."))
        make_private_file(file)
    try:
        with readers.begin() as connection:
            revision = _usable_revision(connection)
        if file is not None:
            make_private_file(file)  # only now, when it is known to be ours
        with writers.begin() as connection:  # takes the writer's place: "locked" shows here
            if connection.dialect.name == "sqlite":
                # A write that changes nothing: a read-only file shows now, not at an arrival.
                connection.exec_driver_sql("PRAGMA user_version=0")
        if revision != HEAD:
            made = None
            if revision is not None:
                made = backup(location, folder / BACKUP_FOLDER, "migration", with_urn=True)
            upgrade(writers)
            if made is not None and _has_open_urn(writers):
                made.unlink()  # no copy of an open urn stays; it was there in case this failed
    finally:
        readers.dispose()
        writers.dispose()
    return Database(location, HEAD)


def _check_key(folder: Path, file: Path | None) -> None:
    """Raises CannotStart for encrypted data that nobody has unlocked, or that have another key."""
    if file is None or not sealed.is_encrypted(folder, file):
        return
    sealed.check_installed()
    if sqlite.key() is None:
        raise CannotStart(_("The data are encrypted. It takes the passphrase to open them."))
    if sqlite.kind_of(file) is sqlite.Kind.STRANGE:
        raise CannotStart(
            _("The data file is damaged, or its key is another. Please restore the last backup.")
        )


def _has_bytes(file: Path) -> bool:
    return file.exists() and file.stat().st_size > 0


def _has_open_urn(writers: Engine) -> bool:
    """Whether people are voting: then the order of their ballots may lie in no copy."""
    with writers.connect() as connection:
        found = connection.exec_driver_sql("SELECT 1 FROM poll WHERE state = 'open' LIMIT 1")
        return found.first() is not None


def _location(folder: Path, url: str | None) -> URL:
    """Where the data is. Raises ArgumentError for what is neither a file nor a server."""
    if not url:
        return URL.create("sqlite", database=str(folder / DATABASE_FILE))
    location = parse_url(url)
    if location.get_backend_name() not in ("sqlite", "postgresql"):
        raise CannotStart(_("Only SQLite and PostgreSQL can hold the data."))
    if location.get_backend_name() == "sqlite":
        name = location.database or ":memory:"
        is_uri = name.startswith("file:")
        if name == ":memory:" or Path(name).is_dir() or (location.query and not is_uri):
            raise ArgumentError("not the address of a file")
    return location


def _plain_file(location: URL) -> Path | None:
    """The SQLite file at `location`; None for a server, or an address in SQLite's own way."""
    name = location.database or ""
    is_plain = location.get_backend_name() == "sqlite" and not name.startswith("file:")
    return Path(name) if is_plain else None


def _usable_revision(connection: Connection) -> str | None:
    """The revision of our data, None in an empty database; whatever else it is stays untouched."""
    if (
        connection.dialect.name == "sqlite"
        and connection.exec_driver_sql("PRAGMA quick_check(1)").scalar() != "ok"
    ):
        raise damaged()
    revision = stored_revision(connection)
    if revision is None and inspect(connection).get_table_names():
        raise CannotStart(_("This file holds no data of this program. It was not changed."))
    if revision not in (None, HEAD) and not is_known(revision):
        raise NewerDatabase
    return revision
