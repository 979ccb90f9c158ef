"""Every connection to a SQLite file: plain, or encrypted (SQLCipher) with a key this process holds.

Plain and encrypted copies lie side by side, and each is opened rightly: the key in use is tried
first, then others, then none. A file that is new gets the key in use. Without a key nothing but
Python's own SQLite is loaded.

Nobody here looks into a file past SQLite while it may be open, nor with two SQLites at once:
closing it would take away the locks that this process holds on it (POSIX).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from enum import Enum, auto
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Any, cast

Connection = sqlite3.Connection
"""What `connect` returns; SQLCipher's connections are alike."""

Errors = tuple[type[Exception], ...]
Error: Errors = (sqlite3.Error,)
OperationalError: Errors = (sqlite3.OperationalError,)
DatabaseError: Errors = (sqlite3.DatabaseError,)
FileError: Errors = (OSError, *Error)
"""For `except` and `isinstance`: of both drivers, once there is a key."""

PLAIN = b"SQLite format 3\0"
MARK_BYTES = len(PLAIN)
WAIT_SECONDS = 5.0
"""How long a connection waits for another program's write, as SQLite's own driver does."""

_DRIVER = "sqlcipher3"

_keys: dict[bytes, bytes] = {}  # by their marks
_in_use: bytes | None = None
_driver: ModuleType = sqlite3


class Kind(Enum):
    """What a file is."""

    EMPTY = auto()  # or not there
    PLAIN = auto()
    OURS = auto()  # encrypted with the key in use
    KNOWN = auto()  # encrypted with another key that this process holds
    STRANGE = auto()  # encrypted with an unknown key, damaged, or no database


def can_encrypt() -> bool:
    """Whether SQLCipher is installed (the extra "encrypted")."""
    return find_spec(_DRIVER) is not None


def key() -> bytes | None:
    """The key in use: what is new is encrypted with it. None: it stays plain."""
    return _in_use


def use_key(new: bytes | None) -> None:
    """From now on new files are encrypted with this key, or plain. Those of before still open.

    Raises ImportError without SQLCipher. No database may be open in this process.
    """
    global _in_use
    if new is not None:
        learn(new)
    _in_use = new


def learn(another: bytes) -> None:
    """Files encrypted with this key can be read, too. Raises ImportError without SQLCipher."""
    _load()
    _keys[mark_of(another)] = another


def forget_keys() -> None:
    """As at the start of the program. No database may be open in this process."""
    global _driver
    _driver = sqlite3
    use_key(None)
    _keys.clear()


def mark_of(of_key: bytes) -> bytes:
    """The beginning of all files that are encrypted with this key.

    SQLCipher begins each file with a salt, which does nothing where the key needs no stretching.
    The same one for all tells a damaged file from one of another key.
    """
    import hashlib

    return hashlib.sha256(b"biq mark " + of_key).digest()[:MARK_BYTES]


def kind_of(file: Path) -> Kind:
    """What `file` is; of a damaged one its first bytes tell it. Raises OSError."""
    if not file.exists() or not file.stat().st_size:
        return Kind.EMPTY
    of_key, is_readable = _key_of(file)
    if not is_readable:
        return _kind_by(_beginning(file))
    if of_key is None:
        return Kind.PLAIN
    return Kind.OURS if of_key == _in_use else Kind.KNOWN


def driver() -> ModuleType:
    """Of the connections that are made from now on; a DB-API module."""
    return _driver


def connect(
    file: Path, *, how: str = "", timeout: float = WAIT_SECONDS, **settings: Any
) -> Connection:
    """A connection in which each statement stands for itself, unless `settings` say otherwise.

    `how`: in SQLite's own words, like "?mode=ro". Raises `Error`, also for a file of a key that
    this process does not hold, as soon as it is read ("not a database").
    """
    if not how:
        return _connected(str(file), timeout=timeout, **settings)
    address = f"{file.absolute().as_uri()}{how}"
    return _connected(address, timeout=timeout, uri=True, **settings)


def connect_as_told(arguments: Sequence[Any], settings: Mapping[str, Any]) -> Connection:
    """What SQLAlchemy would do, but with the key. An address in SQLite's own way gets none."""
    address = str(arguments[0])
    if address.startswith("file:") or address == ":memory:":
        return cast("Connection", _driver.connect(*arguments, **settings))
    return _connected(address, **settings)


def export(source: Path, target: Path, *, how: str = "?mode=ro") -> None:
    """Write all of `source` into the empty file `target`, which has another key, or none.

    Raises `Error`; NotImplementedError if this process holds no key at all.
    """
    if _driver is sqlite3:
        raise NotImplementedError
    with closing(connect(target, how="?mode=rw")) as writing:
        writing.execute("PRAGMA synchronous=OFF")  # whoever asks forces it to the disk
        address = f"{source.absolute().as_uri()}{how}"
        writing.execute("ATTACH DATABASE ? AS source KEY ?", (address, _said(_key_of(source)[0])))
        writing.execute("BEGIN")
        writing.execute("SELECT sqlcipher_export('main', 'source')").fetchone()
        writing.execute("COMMIT")


def _connected(address: str, **settings: Any) -> Connection:
    if _driver is sqlite3:
        return _opened(address, None, settings)
    for of_key in _candidates():
        connection = _opened(address, of_key, settings)
        if _is_readable(connection):
            return connection
        connection.close()
    return _opened(address, _in_use, settings)  # whoever reads it learns what is wrong


def _opened(address: str, of_key: bytes | None, settings: Mapping[str, Any]) -> Connection:
    connection = _driver.connect(address, **{"isolation_level": None, **settings})
    if of_key is not None:
        connection.execute(f'PRAGMA key = "{_said(of_key)}"').close()  # before anything else
    return cast("Connection", connection)


def _candidates() -> tuple[bytes | None, ...]:
    """The keys that a file may have; the one in use comes first, and None stands for plain."""
    return tuple(dict.fromkeys((_in_use, *_keys.values(), None)))


def _key_of(file: Path) -> tuple[bytes | None, bool]:
    """The key that opens `file`, and whether any does."""
    has_wal = file.with_name(f"{file.name}-wal").exists()
    address = f"{file.absolute().as_uri()}{'?mode=ro' if has_wal else '?mode=ro&immutable=1'}"
    for of_key in _candidates():
        with closing(_opened(address, of_key, {"uri": True})) as connection:
            if _is_readable(connection):
                return of_key, True
    return None, False


def _is_readable(connection: Connection) -> bool:
    """Whether the key is right, as far as that can be seen now."""
    try:
        connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").close()
    except Error as error:
        return "not a database" not in str(error)
    return True


def _said(of_key: bytes | None) -> str:
    """The key as SQLCipher wants it: taken as it is, with the salt. "" for a plain file."""
    return "" if of_key is None else f"x'{(of_key + mark_of(of_key)).hex()}'"


def _beginning(file: Path) -> bytes:
    with file.open("rb") as reading:
        return reading.read(MARK_BYTES)


def _kind_by(beginning: bytes) -> Kind:
    if beginning == PLAIN:
        return Kind.PLAIN
    if beginning not in _keys:
        return Kind.STRANGE
    return Kind.OURS if _keys[beginning] == _in_use else Kind.KNOWN


def _load() -> None:
    """Take SQLCipher for all connections from now on; it opens plain files, too."""
    global _driver, Error, OperationalError, DatabaseError, FileError
    if _driver is not sqlite3:
        return
    cipher = import_module(f"{_DRIVER}.dbapi2")
    with closing(cipher.connect(":memory:")) as connection:
        # It would write onto the screen what is wrong with a file; we say so ourselves.
        connection.execute("PRAGMA cipher_log_level = NONE")
    Error = (sqlite3.Error, cipher.Error)
    FileError = (OSError, *Error)
    OperationalError = (sqlite3.OperationalError, cipher.OperationalError)
    DatabaseError = (sqlite3.DatabaseError, cipher.DatabaseError)
    _driver = cipher
