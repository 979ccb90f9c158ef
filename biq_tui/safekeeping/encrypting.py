"""The data become encrypted, or plain again: at one moment, checked before, and the backups too.

Each file is made anew beside the old one, read and counted, and then takes its name. Whatever a
power cut leaves of that is whole: the data file as it was or as it should be, and after it the
backups one by one. What is not done yet, the same command does when it is given once more.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from ..core import sealed, sqlite, vault
from ..core.backup import DAMAGED, is_damaged, urn_refusal
from ..core.copies import UrnOpen, copy_database, settle
from ..core.errors import Refused, damaged
from ..core.folders import make_private
from ..core.language import _, ngettext
from ..core.sqlite import Kind
from .here import Here
from .replacing import alone
from .staging import ARRIVING, clear


@dataclass(frozen=True, slots=True)
class Converted:
    """How it went with the backups."""

    backups: int = 0
    removed: int = 0
    """Those that could not be encrypted for they were damaged: they would have stayed open."""
    left: int = 0
    """Those that stay encrypted, for they were damaged or no known key opens them."""


def encrypt(here: Here, key: bytes, passphrase: str, code: str) -> Converted:
    """Encrypt the data and their backups; both sentences open them from now on. Blocks.

    No database may be open in this program. Raises Refused; then the data are as they were.
    """
    sealed.check_installed()
    make_private(here.folder)
    vault.put_aside(here.folder)  # of before, if there is one: a backup may need it
    reseal(here, key, passphrase, code)
    sqlite.use_key(key)
    try:
        _convert_live(here)
    except BaseException:
        sqlite.use_key(None)
        for place in (here.folder, here.backups):
            (place / vault.KEY_FILE).unlink(missing_ok=True)
        raise
    removed = _drop_open(here)
    done = convert_backups(here)
    return replace(done, removed=done.removed + removed)


def reseal(here: Here, key: bytes, passphrase: str, code: str) -> None:
    """Let these two open the key, here and beside the backups. Raises Refused."""
    try:
        vault.seal(here.folder, key, passphrase, code)
        make_private(here.backups)
        vault.lay_beside(here.folder, here.backups)
    except OSError as error:
        raise Refused(
            _("The data could not be replaced. Everything is as it was. Please try again.")
        ) from error


def decrypt(here: Here, key: bytes) -> Converted:
    """Make the data and their backups plain again. Blocks.

    No database may be open in this program. Raises Refused; then the data are as they were.
    """
    sqlite.use_key(None)
    sqlite.learn(key)
    try:
        _convert_live(here)
    except BaseException:
        sqlite.use_key(key)
        raise
    done = convert_backups(here)
    for place in (here.folder, here.backups):
        if done.left:
            vault.put_aside(place)
        else:
            for name in (vault.KEY_FILE, *vault.put_aside_before(place)):
                (place / name).unlink(missing_ok=True)
    return done


def convert_backups(here: Here) -> Converted:
    """Bring the backups in line with the key in use: encrypted, or plain if there is none. Blocks.

    One after the other, each at one moment. Raises Refused if the disk is full.
    """
    backups = removed = left = 0
    for file in sorted(here.backups.glob("*.db")):
        if file.match(f"*-{DAMAGED}.db"):
            continue
        try:
            backups += _converted(file)
        except OSError as error:
            said = _("The disk does not take all backups. Please make room, then once more.")
            raise Refused(said) from error
        except sqlite.Error:
            if sqlite.key() is None:
                left += 1
            else:
                file.unlink()
                removed += 1
    return Converted(backups, removed, left)


def _convert_live(here: Here) -> None:
    """The data file at one moment; nothing, if it is as it should be or not there."""
    live = here.live
    try:
        if not live.exists() or not live.stat().st_size or _is_right(live):
            return
        if is_damaged(live):
            raise Refused(damaged().sentence)
        clear(here)
        with alone(live):
            made = copy_database(live, live.with_name(ARRIVING))
        settle(made, live)
        for beside in ("-wal", "-shm", "-journal"):
            live.with_name(live.name + beside).unlink(missing_ok=True)
    except UrnOpen as open_urn:
        raise urn_refusal() from open_urn
    except sqlite.FileError as error:
        raise Refused(
            _("The data could not be replaced. Everything is as it was. Please try again.")
        ) from error
    finally:
        clear(here)


def _converted(file: Path) -> bool:
    """Convert a backup unless it is as it should be; whether it was. Raises `FileError`."""
    if _is_right(file):
        return False
    its = file.stat()
    copy_database(file, file, still=True, with_urn=True)
    os.utime(file, ns=(its.st_atime_ns, its.st_mtime_ns))
    return True


def _is_right(file: Path) -> bool:
    kind = sqlite.kind_of(file)
    if sqlite.key() is None:
        return kind is Kind.PLAIN
    return kind is Kind.OURS or kind is Kind.STRANGE  # nobody reads it


def _drop_open(here: Here) -> int:
    """Remove what no encryption can reach: copies of damaged data, and halves; how many."""
    removed = 0
    for file in sorted(here.backups.glob("*.db*")):
        if file.suffix != ".db" or file.match(f"*-{DAMAGED}.db"):
            file.unlink(missing_ok=True)
            removed += file.match(f"*-{DAMAGED}.db")
    return removed


def told(done: Converted) -> Iterator[str]:
    """What became of the backups, for a command."""
    if done.backups:
        yield ngettext("{n} backup was made anew.", "{n} backups were made anew.", done.backups)
    if done.removed:
        yield ngettext(
            "{n} damaged file was removed: it was open.",
            "{n} damaged files were removed: they were open.",
            done.removed,
        )
    if done.left:
        yield ngettext(
            "{n} backup stays encrypted: it can't be read.",
            "{n} backups stay encrypted: they can't be read.",
            done.left,
        )
