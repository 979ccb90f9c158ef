"""Whether the data are encrypted, and the way in: from the passphrase to the key in use.

The data file itself says it, and not the key beside it: so there is no moment at which both
disagree, whatever a power cut left of an encryption or a decryption that was under way.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from . import sqlite, vault
from .errors import Refused
from .folders import BACKUP_FOLDER
from .language import _


def is_encrypted(folder: Path, file: Path) -> bool:
    """Whether the data `file` of this data folder is encrypted, or will be once it is made."""
    if not _key_found(folder):
        return False
    try:
        return sqlite.kind_of(file) is not sqlite.Kind.PLAIN
    except OSError:
        return True


def is_shut(folder: Path, url: str | None = None) -> bool:
    """Whether it takes the passphrase to open the data. Raises CannotStart for a wrong address."""
    if sqlite.key() is not None or not _key_found(folder):
        return False
    from .opening import data_file

    file = data_file(folder, url)
    return file is not None and is_encrypted(folder, file)


def unlock(folder: Path, said: str) -> bytes:
    """Take the key that the passphrase or the emergency code opens; it is in use from now on.

    Takes a tenth of a second or two. Raises Refused: it opens nothing, or SQLCipher is missing.
    """
    check_installed()
    key = vault.opened(folder, said)
    sqlite.use_key(key)
    for aside in vault.put_aside_before(folder):  # older backups
        with suppress(Refused):
            sqlite.learn(vault.opened(folder, said, aside))
    return key


def learn_key_of(file: Path, said: str) -> bytes:
    """Be able to read a file, from a stick perhaps, by the passphrase that it has there; its key.

    Raises Refused: that is not its passphrase, or no key lies beside it.
    """
    check_installed()
    for name in (vault.KEY_FILE, *vault.put_aside_before(file.parent)):
        with suppress(Refused):
            key = vault.opened(file.parent, said, name)
            sqlite.learn(key)
            if is_strange(file):
                continue
            return key
    raise Refused(_("This is neither the passphrase nor the emergency code."))


def lay_key_beside(folder: Path, place: Path) -> None:
    """Whatever is encrypted and leaves this laptop has its key beside it. Raises OSError."""
    if sqlite.key() is not None:
        vault.lay_beside(folder, place)


def is_strange(file: Path) -> bool:
    """Whether a file with a key beside it is encrypted with one that is not known here."""
    has_key = vault.is_there(file.parent) or vault.put_aside_before(file.parent)
    with suppress(OSError):
        return bool(has_key) and sqlite.kind_of(file) is sqlite.Kind.STRANGE
    return False


def strange_words(file: Path) -> str:
    """What can be done with such a file, in a sentence."""
    if sqlite.key() is None:
        said = _("{file} is encrypted. First, in a terminal: biq encrypt --key-of “{file}”")
    else:
        said = _("{file} has another passphrase. In a terminal BIQ asks for it: biq hand-over")
    return said.format(file=file)


def check_installed() -> None:
    """Raises Refused if SQLCipher is missing."""
    if not sqlite.can_encrypt():
        raise Refused(_("For encrypted data a part is missing. Please install biq-tui[encrypted]."))


def _key_found(folder: Path) -> bool:
    """Whether there is a key; one that was lost is taken from beside the backups."""
    if vault.is_there(folder):
        return True
    beside = folder / BACKUP_FOLDER
    if vault.is_there(beside) and folder.is_dir():
        with suppress(OSError):
            vault.lay_beside(beside, folder)
    return vault.is_there(folder)
