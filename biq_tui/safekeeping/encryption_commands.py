"""`biq encrypt`, `biq decrypt`, `biq passphrase`: a passphrase for data and backups."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..core import sealed, vault
from ..core.errors import Refused
from ..core.language import _
from .asking import NEW_PASSPHRASE, PASSPHRASE, asked, asked_anew

if TYPE_CHECKING:
    from .here import Here


def add_commands(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Make the commands known to the parser."""
    encrypt = commands.add_parser(
        "encrypt", parents=[shared], help=_("encrypt the data and their backups by a passphrase")
    )
    like = _("take the key of this backup or hand-over: both laptops then have one passphrase")
    whose = encrypt.add_mutually_exclusive_group()
    whose.add_argument("--key-of", metavar="FILE", type=Path, help=like)
    whose.add_argument(
        "--stick", action="store_true", help=_("take the key of the stick that is plugged in")
    )
    _with_sheet(encrypt)
    encrypt.set_defaults(run=_encrypt, needs_key=False)

    decrypt = commands.add_parser("decrypt", parents=[shared], help=_("no passphrase any more"))
    decrypt.set_defaults(run=_decrypt, needs_key=False)

    passphrase = commands.add_parser(
        "passphrase", parents=[shared], help=_("another passphrase, and a new emergency sheet")
    )
    _with_sheet(passphrase)
    passphrase.set_defaults(run=_passphrase, needs_key=False)


def _with_sheet(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--sheet", metavar="FILE.pdf", type=Path, help=_("where the emergency sheet is written")
    )


def _encrypt(given: argparse.Namespace, folder: Path, url: str | None) -> Iterator[str]:
    from .encrypting import convert_backups, encrypt, told

    here = _here(folder, url)
    sealed.check_installed()
    if sealed.is_encrypted(here.folder, here.live):
        sealed.unlock(folder, asked(_("Passphrase: "), PASSPHRASE))
        yield _("The data are encrypted already.")
        yield from told(convert_backups(here))
        return
    if given.key_of is not None or given.stick:
        passphrase, key = _of_another(given.key_of or _handed_over())
    else:
        passphrase, key = asked_anew(PASSPHRASE), vault.new_key()
    vault.check(passphrase)
    code = vault.new_code()
    sheet = _sheet(here, code, given.sheet)
    try:
        done = encrypt(here, key, passphrase, code)
    except Refused:
        sheet.unlink(missing_ok=True)
        raise
    yield _("The data are encrypted. BIQ asks for the passphrase at each start.")
    yield _("Open still: copies on sticks and in other folders, lists, papers. Please delete them.")
    yield from told(done)
    yield from _emergency(code, sheet)


def _handed_over() -> Path:
    from .stick import hand_over_on, one_stick

    found = hand_over_on(one_stick(""))
    if found.file is None or not sealed.is_strange(found.file):
        raise Refused(_("On the stick is no hand-over with a key."))
    return found.file


def _of_another(file: Path) -> tuple[str, bytes]:
    """The passphrase and the key of a file from elsewhere; the same passphrase opens it here."""
    if not file.is_file() or not vault.is_there(file.parent):
        raise Refused(_("{file} has no key beside it.").format(file=file))
    said = asked(_("Its passphrase: "), PASSPHRASE)
    return said, sealed.learn_key_of(file, said)


def _decrypt(given: argparse.Namespace, folder: Path, url: str | None) -> Iterator[str]:  # noqa: ARG001
    from .encrypting import decrypt, told

    here = _here(folder, url)
    if not vault.is_there(here.folder):
        raise Refused(_("The data are not encrypted."))
    key = sealed.unlock(folder, asked(_("Passphrase: "), PASSPHRASE))
    done = decrypt(here, key)
    yield _("The data are plain again. Whoever has this laptop or a stick can read them.")
    yield from told(done)


def _passphrase(given: argparse.Namespace, folder: Path, url: str | None) -> Iterator[str]:
    from .encrypting import reseal

    here = _here(folder, url)
    if not sealed.is_encrypted(here.folder, here.live):
        raise Refused(_("The data are not encrypted."))
    key = sealed.unlock(folder, asked(_("Passphrase or emergency code: "), PASSPHRASE))
    passphrase = asked_anew(NEW_PASSPHRASE)
    vault.check(passphrase)
    code = vault.new_code()
    sheet = _sheet(here, code, given.sheet)
    reseal(here, key, passphrase, code)
    yield _("The new passphrase opens the data. The old one and the old sheet no longer do.")
    yield _("Sticks take the new one with the next backup. Until then the old one opens them.")
    yield from _emergency(code, sheet)


def _emergency(code: str, sheet: Path) -> Iterator[str]:
    yield ""
    yield _("Emergency code: {code}").format(code=code)
    yield _("It opens the data if nobody knows the passphrase. It is shown only now.")
    yield _("The sheet with it: {file}").format(file=sheet)
    yield _("Print it, put it into the safe, and delete the file.")


def _sheet(here: Here, code: str, wanted: Path | None) -> Path:
    from .emergency_sheet import FILE, write_emergency_sheet

    return write_emergency_sheet(here, code, (wanted or Path(FILE)).absolute())


def _here(folder: Path, url: str | None) -> Here:
    from ..core.opening import data_file
    from .here import Here

    file = data_file(folder, url)
    if file is None:
        raise Refused(_("A database server keeps the data. Whoever runs it encrypts them there."))
    return Here(folder, file)
