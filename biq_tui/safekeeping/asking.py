"""The passphrase for a command: from the environment, or typed where nobody sees it."""

from __future__ import annotations

import getpass
import os
import sys
from pathlib import Path

from ..core import sealed
from ..core.errors import CannotStart, Refused
from ..core.language import _

PASSPHRASE, NEW_PASSPHRASE, OTHER_PASSPHRASE = (
    "BIQ_PASSPHRASE",
    "BIQ_NEW_PASSPHRASE",
    "BIQ_OTHER_PASSPHRASE",
)
"""Where it may stand: of the data, the one that is to be, and of a file from elsewhere."""


def unlock(folder: Path, url: str | None) -> None:
    """Before a command reads encrypted data. Raises CannotStart; Refused for a wrong passphrase."""
    if sealed.is_shut(folder, url):
        sealed.check_installed()
        sealed.unlock(folder, asked(_("Passphrase: "), PASSPHRASE))


def learn(file: Path) -> bytes:
    """Before a file is read that has another passphrase than the data here; its key."""
    sealed.check_installed()
    print(_("The passphrase of {file} is needed.").format(file=file), file=sys.stderr)  # noqa: T201
    return sealed.learn_key_of(file, asked(_("Its passphrase: "), OTHER_PASSPHRASE))


def asked(prompt: str, name: str) -> str:
    """What the environment says, else what is typed. Raises CannotStart if nobody can type."""
    if said := os.environ.get(name, ""):
        return said
    if not sys.stdin or not sys.stdin.isatty():
        said = _("The data are encrypted. Type the passphrase in a terminal, or set {name}.")
        raise CannotStart(said.format(name=name))
    try:
        return getpass.getpass(prompt)
    except (EOFError, KeyboardInterrupt) as nothing:
        raise Refused(_("No passphrase was typed. Nothing was changed.")) from nothing


def asked_anew(name: str) -> str:
    """A passphrase that is to be: typed twice. Raises Refused if that was not the same."""
    if said := os.environ.get(name, ""):
        return said
    said = asked(_("New passphrase, three or four words: "), name)
    if said != asked(_("The same once more: "), name):
        raise Refused(_("That was not the same. Nothing was changed."))
    return said
