"""Whether a paper is genuine: its signed statements, wherever they were given, and who signed them.

Works without any data of ours; what the house knows of its own papers is said in addition.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from sqlmodel import Session, col, select

from ..core.apart import Fault, Unreadable, apart
from ..core.errors import Refused
from ..core.language import N_, _
from ..core.text import clean
from . import pdf_attachments, signing_key
from .certificate_models import Certificate
from .statement import (
    Broken,
    Checked,
    Statement,
    check,
    fingerprint,
    read_fingerprint,
    statements_in,
)

MOST_BYTES = 50 * 2**20
"""Of a PDF: some hundred certificates in one file."""

_MOST_TEXT = 2 * 2**20
_PATIENCE = 30.0  # seconds; a PDF with 500 attachments takes two
_PDF = b"%PDF-"
_PDF_BEGINS = 1024  # so many bytes may stand before it

_NOT_THERE = N_("There is no file {file}, and it is no check code of BIQ either.")
_UNREADABLE = N_("{file} can't be read. Please check its rights.")
_LARGE = N_("{file} is too large to be checked.")
_DAMAGED = N_("{file} is no PDF that can be read. It may be damaged.")
_PASSWORD = N_("{file} has a password. Please save it without one and try again.")
_BUSY = N_(
    "{file} can't be read now: this laptop is too busy. Please close other programs and try again."
)
_NOTHING = N_(
    "There is no check code of BIQ in {file}. "
    "Of a paper or a photo: please read the code with a phone and give its text."
)
_NO_KEY = N_("--key wants the file of a public key, or its fingerprint: 20 letters.")
_FAULTS = {
    Fault.PASSWORD: _PASSWORD,
    Fault.DAMAGED: _DAMAGED,
    Fault.LARGE: _LARGE,
    Fault.BUSY: _BUSY,
}

Trust = Callable[[bytes], bool]
"""Whether a public key is trusted."""


class Verdict(StrEnum):
    """What is known of a signed text."""

    GENUINE = "genuine"
    STRANGER = "stranger"
    """Nobody changed it, but who signed it is not known here."""
    BROKEN = "broken"
    """It was changed, or is not whole. What it says does not count."""


class Standing(StrEnum):
    """What the house knows of a paper that bears its own signature."""

    VALID = "valid"
    REPLACED = "replaced"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Judged:
    """One signed text: the verdict, and what it says unless it is broken."""

    verdict: Verdict
    checked: Checked | None

    @property
    def statement(self) -> Statement | None:
        """What counts."""
        return self.checked.statement if self.checked else None


def judged(text: str, trusted: Trust) -> Judged:
    """The verdict on one signed text. Raises NoStatement if it is none, or of a later format."""
    try:
        checked = check(text)
    except Broken:
        return Judged(Verdict.BROKEN, None)
    if not checked.valid:
        return Judged(Verdict.BROKEN, None)
    return Judged(Verdict.GENUINE if trusted(checked.public) else Verdict.STRANGER, checked)


def standing(session: Session, checked: Checked) -> tuple[Standing, str]:
    """What the house knows of a paper it signed, and the number that has replaced it or ""."""
    its = select(Certificate).where(Certificate.statement == checked.text)
    known = session.exec(its.order_by(col(Certificate.id))).first()
    if known is None:
        return Standing.UNKNOWN, ""
    newer = session.exec(select(Certificate).where(Certificate.supersedes == known.id)).first()
    if newer is not None:
        return Standing.REPLACED, check(newer.statement).statement.number
    return (Standing.VALID if known.valid else Standing.REPLACED), ""


def read_trust(given: str) -> Trust:
    """Trust in one key: the file of a public key, or a fingerprint. Raises Refused."""
    if wanted := read_fingerprint(given):
        return lambda public: fingerprint(public) == wanted
    path = Path(given)
    if not _is_there(path):
        raise Refused(_(_NO_KEY))
    key = signing_key.read_public(_text(_bytes(path)))
    return lambda public: public == key


def texts_in(given: str) -> tuple[str, ...]:
    """The signed texts in `given`: itself, or what the file of that name holds; "-" is stdin.

    At least one, each once, unchecked. Raises Refused.
    """
    if texts := statements_in(given):
        return tuple(dict.fromkeys(texts))
    if given == "-":
        raw, name = sys.stdin.buffer.read(MOST_BYTES + 1), _("the input")
    else:
        path = Path(given)
        name = clean(path.name or given)
        if not _is_there(path):
            raise Refused(_(_NOT_THERE).format(file=name))
        raw = _bytes(path)
    return texts_of(raw, name)


def texts_of(raw: bytes, name: str) -> tuple[str, ...]:
    """The signed texts in the bytes of a PDF or a text file called `name`. Raises Refused."""
    if len(raw) > MOST_BYTES:
        raise Refused(_(_LARGE).format(file=name))
    texts = _attached(raw, name) if _PDF in raw[:_PDF_BEGINS] else [_text(raw)]
    found = tuple(dict.fromkeys(found for text in texts for found in statements_in(text)))
    if not found:
        raise Refused(_(_NOTHING).format(file=name))
    return found


def _is_there(path: Path) -> bool:
    try:
        return path.exists() and not path.is_dir()
    except (OSError, ValueError):  # a name that no system allows
        return False


def _bytes(path: Path) -> bytes:
    name = clean(path.name)
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        raise Refused(_(_UNREADABLE).format(file=name)) from error


def _text(raw: bytes) -> str:
    """In whatever encoding: a signed text is plain ASCII, and the zeros of UTF-16 are dropped."""
    return raw[:_MOST_TEXT].decode("utf-8", "replace")


def _attached(raw: bytes, name: str) -> list[str]:
    try:
        texts: list[str] = apart(pdf_attachments.attached, raw, patience=_PATIENCE)
    except Unreadable as unreadable:
        raise Refused(_(_FAULTS[unreadable.fault]).format(file=name)) from unreadable
    return texts
