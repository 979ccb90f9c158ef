"""The key of an encrypted data file, kept beside it, sealed twice: by a passphrase, and by the
emergency code that is printed once.

The data file's own key is 256 random bits and never changes, so another passphrase costs nothing
and every backup opens with the newest one. Each seal is AES-256-GCM under a key that scrypt makes
of what is typed (RFC 7914; 32 MB and 0.1 s for each guess). Whoever has the folder can try; a long
passphrase is what stands against that.
"""

from __future__ import annotations

import json
import os
import re
import unicodedata
from contextlib import suppress
from pathlib import Path
from typing import Any

from .copies import settle
from .errors import Refused
from .folders import KEY_FILE as KEY_FILE
from .language import _
from .sqlite import mark_of

_ASIDE = "key-*.json"

KEY_BYTES = 32
SHORTEST = 12
"""Characters of a passphrase: three or four words."""

CODE_GROUPS, GROUP = 5, 5
"""The emergency code: 25 letters and digits that can't be mistaken, 125 bits."""

_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # without I, L, O, 0 and 1
_COST = {"n": 2**15, "r": 8, "p": 1}
_MEMORY = 64 * 2**20
_NAMED = "key"
_SEALS = ("passphrase", "emergency")


def is_there(folder: Path) -> bool:
    """Whether the data in this folder are encrypted."""
    return (folder / KEY_FILE).exists()


def new_key() -> bytes:
    """The key of a data file that is to be encrypted."""
    return os.urandom(KEY_BYTES)


def new_code() -> str:
    """An emergency code, as it is printed: ABCDE-FGHJK-…"""
    import secrets

    groups = ("".join(secrets.choice(_LETTERS) for _ in range(GROUP)) for _ in range(CODE_GROUPS))
    return "-".join(groups)


def seal(folder: Path, key: bytes, passphrase: str, code: str) -> None:
    """Keep the key in `folder`; each of both opens it. Raises Refused for a short passphrase.

    Whatever opened it before does so no longer. Raises OSError if the disk takes nothing.
    """
    check(passphrase)
    sealed = {
        name: _sealed(key, said)
        for name, said in zip(_SEALS, (_plain(passphrase), _code(code)), strict=True)
    }
    draft = folder / f"{KEY_FILE}.new"
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        json.dump({_NAMED: mark_of(key).hex(), **sealed}, file)
        file.flush()
        os.fsync(file.fileno())  # data without its key are lost
    settle(draft, folder / KEY_FILE)


def check(passphrase: str) -> None:
    """Raises Refused for one that is too short."""
    if len(_plain(passphrase)) < SHORTEST:
        raise Refused(
            _("A passphrase has {n} characters or more. Three or four words are good.").format(
                n=SHORTEST
            )
        )


def opened(folder: Path, said: str, name: str = KEY_FILE) -> bytes:
    """The key, with the passphrase or the emergency code. Takes a tenth of a second or two.

    Raises Refused if it is neither, or if the key's file is lost or damaged.
    """
    try:
        sealed = json.loads((folder / name).read_text(encoding="ascii"))
        seals = [{part: bytes.fromhex(sealed[name][part]) for part in _PARTS} for name in _SEALS]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise Refused(
            _("The file with the key is damaged: {file}. There is one beside each backup.").format(
                file=folder / name
            )
        ) from error
    for seal_of, typed in zip(seals, (_plain(said), _code(said)), strict=True):
        if key := _unsealed(seal_of, typed):
            return key
    raise Refused(_("This is neither the passphrase nor the emergency code."))


_PARTS = ("salt", "nonce", "box")


def lay_beside(folder: Path, place: Path) -> None:
    """Copy the key's file to `place`, where copies of the data lie. Raises OSError.

    Another key's file that lies there is kept: something there may need it. Of the same key it is
    replaced, so that an old passphrase opens nothing there.
    """
    if not is_there(folder) or folder == place:
        return
    ours = (folder / KEY_FILE).read_bytes()
    if is_there(place):
        theirs = (place / KEY_FILE).read_bytes()
        if theirs == ours:
            return
        if _key_named(theirs) != _key_named(ours):
            put_aside(place)
    draft = place / f"{KEY_FILE}.new"
    draft.write_bytes(ours)
    with suppress(OSError):  # a stick's file system may know no rights
        draft.chmod(0o600)
    settle(draft, place / KEY_FILE)


def put_aside(folder: Path) -> None:
    """Keep the key's file under another name: what was encrypted with it may still be there."""
    if not is_there(folder):
        return
    number = 1
    while (aside := folder / _ASIDE.replace("*", str(number))).exists():
        number += 1
    (folder / KEY_FILE).rename(aside)


def _key_named(kept: bytes) -> object:
    """By what the file of a key says which key that is; whose, it says not."""
    try:
        return json.loads(kept)[_NAMED]
    except (ValueError, KeyError, TypeError):
        return None


def put_aside_before(folder: Path) -> list[str]:
    """The names of the keys' files that were put aside in `folder`."""
    return sorted(file.name for file in folder.glob(_ASIDE))


def _sealed(key: bytes, typed: str) -> dict[str, str]:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    salt, nonce = os.urandom(16), os.urandom(12)
    box = AESGCM(_stretched(typed, salt)).encrypt(nonce, key, None)
    return {"salt": salt.hex(), "nonce": nonce.hex(), "box": box.hex()}


def _unsealed(seal_of: dict[str, bytes], typed: str) -> bytes | None:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        stretched = _stretched(typed, seal_of["salt"])
        return AESGCM(stretched).decrypt(seal_of["nonce"], seal_of["box"], None)
    except (InvalidTag, ValueError):
        return None


def _stretched(typed: str, salt: bytes) -> bytes:
    import hashlib

    settings: dict[str, Any] = {**_COST, "maxmem": _MEMORY}
    return hashlib.scrypt(typed.encode("utf-8", "replace"), salt=salt, dklen=KEY_BYTES, **settings)


def _plain(passphrase: str) -> str:
    """The same however a keyboard puts its letters together, and however wide its blanks are."""
    return " ".join(unicodedata.normalize("NFKC", passphrase).split())


def _code(said: str) -> str:
    """The emergency code without its hyphens, in capitals."""
    return re.sub(r"[^A-Z0-9]", "", said.upper())
