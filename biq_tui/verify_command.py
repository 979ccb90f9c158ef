"""`biq verify` and `biq key`: whether a paper is genuine, and the key that says so.

Neither makes any data: whoever checks a paper may have none of ours.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .core.errors import CannotStart, Refused, Told
from .core.language import _

if TYPE_CHECKING:
    from .core.database import Database
    from .qualification.verifying import Judged, Trust

NOT_CONFIRMED = 1
"""Exit code of `biq verify`: a paper is broken, or signed by a key that isn't trusted."""


def add_commands(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Make both commands known to the parser."""
    verify = commands.add_parser(
        "verify", parents=[shared], help=_("whether a paper is genuine, and what it says")
    )
    verify.add_argument(
        "given", metavar="FILE|TEXT", help=_("the PDF, a text file, the text of its code, or -")
    )
    verify.add_argument(
        "--key",
        metavar="FILE|FINGERPRINT",
        help=_("trust this key instead of the one of this laptop"),
    )
    verify.set_defaults(run=_verify, needs_folder=False, needs_key=False)

    key = commands.add_parser(
        "key", parents=[shared], help=_("the public key with which others check papers")
    )
    key.add_argument("--out", metavar="FILE", help=_("write it into a new file"))
    key.add_argument(
        "--secret", action="store_true", help=_("the secret key, for a safe place; needs --out")
    )
    key.set_defaults(run=_key, needs_folder=False, needs_key=False)


def _verify(
    given: argparse.Namespace, folder: Path, url: str | None
) -> Generator[str, None, int | None]:
    from .qualification.verifying import Verdict, judged, read_trust, texts_in

    chosen = read_trust(given.key) if given.key is not None else None
    texts = texts_in(given.given)
    own: bytes | None = None
    known: dict[str, str] = {}
    trouble = ""
    try:
        with _existing(folder, url) as database:
            if database is not None:
                own, known = _known_here(database, texts)
    except Told as told:
        if chosen is None:
            raise  # without our own key nothing could be said
        trouble = told.sentence
    all_judged = [judged(text, chosen or (lambda public: public == own)) for text in texts]
    for number, one in enumerate(all_judged):
        if number:
            yield ""
        yield from _verdict(one, own, chosen)
        if one.checked is not None and one.checked.text in known:
            yield known[one.checked.text]
    if trouble:
        yield ""
        yield _("The data here could not be asked. {why}").replace("{why}", trouble)
    confirmed = all(one.verdict is Verdict.GENUINE for one in all_judged)
    return None if confirmed else NOT_CONFIRMED


def _verdict(one: Judged, own: bytes | None, chosen: Trust | None) -> Iterator[str]:
    """What is known of one signed text, and what it says."""
    from .qualification.statement import fingerprint
    from .qualification.statement_words import said
    from .qualification.verifying import Verdict

    if one.checked is None:
        yield _("Not genuine. The check code was changed, or a part is missing.")
        yield _("What it says does not count.")
        return
    finger = fingerprint(one.checked.public)
    if one.verdict is Verdict.GENUINE:
        if chosen is None:
            yield _("Genuine. This house has signed it, and nobody has changed it.")
        else:
            yield _("Genuine. Your key has signed it, and nobody has changed it.")
    else:
        yield _("Not confirmed. Nobody has changed it, but it is signed with an unknown key.")
        if chosen is None and own is None:
            yield _("There is no key here. Please give one: --key")
        yield _(
            "Please ask the house that issued it for its fingerprint. Do not take it from here."
        )
    yield _("Please compare every line with the paper:")
    yield ""
    yield from said(one.checked.statement)
    yield _("Key: {fingerprint}").format(fingerprint=finger)


def _known_here(database: Database, texts: tuple[str, ...]) -> tuple[bytes | None, dict[str, str]]:
    """Our own public key, and what is to be said of papers with our signature, by their text."""
    from .qualification.signing_key import public_key
    from .qualification.statement import Broken, check
    from .qualification.verifying import Standing, standing

    known = {}
    with database.reading() as session:
        own = public_key(session)
        for text in texts:
            try:
                checked = check(text)
            except Broken:
                continue
            if not checked.valid or checked.public != own:
                continue
            found, newer = standing(session, checked)
            if found is Standing.REPLACED:
                known[checked.text] = _(
                    "! It does not count any more: {number} replaces it."
                ).format(number=newer or _("another paper"))
            elif found is Standing.UNKNOWN:
                known[checked.text] = _("! The data here does not know this paper.")
    return own, known


def _key(given: argparse.Namespace, folder: Path, url: str | None) -> Iterator[str]:
    from .qualification.signing_key import public_text, secret_text, stored_key
    from .qualification.statement import fingerprint

    if given.secret and not given.out:
        raise CannotStart(_("The secret key is never shown. Please name a file: --out"))
    with _existing(folder, url) as database:
        key = None if database is None else database.read(stored_key)
    if key is None:
        raise Refused(_("There is no key yet. It is made with the first certificate."))
    if not given.out:
        yield from public_text(key.public).splitlines()
        return
    file = Path(given.out)
    _write_new(file, secret_text(key) if given.secret else public_text(key.public))
    yield _("Written: “{file}”").replace("{file}", str(file))
    yield _("Fingerprint: {fingerprint}").format(fingerprint=fingerprint(key.public))


def _write_new(file: Path, text: str) -> None:
    """Write a file that is not there yet, its owner's alone; never half of one."""
    try:
        number = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as error:
        raise Refused(
            _("There is a file {file} already. It was not changed.").replace("{file}", file.name)
        ) from error
    except OSError as error:
        raise _unwritable(file) from error
    try:
        with open(number, "w", encoding="utf-8") as opened:
            opened.write(text)
    except OSError as error:
        file.unlink(missing_ok=True)
        raise _unwritable(file) from error


def _unwritable(file: Path) -> Refused:
    return Refused(
        _("{file} can't be written. Please check the folder and the room on the disk.").replace(
            "{file}", file.name
        )
    )


@contextmanager
def _existing(folder: Path, url: str | None) -> Iterator[Database | None]:
    """The database; None where there is none, and none is made."""
    from .core.opening import holds_data, open_database

    if not holds_data(folder, url):
        yield None
        return
    with closing(open_database(folder, url)) as database:
        yield database
