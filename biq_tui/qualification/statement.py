"""What a certificate says, signed, as its QR code holds it; checked without any database.

`BIQ1:PUBLIC:PACKED:SIGNATURE`, each part in base32 without padding. PACKED is the statement as
lines of UTF-8, in the order of `Statement`'s fields (signers by tabs, blocks by commas, days as
ISO 8601), as a raw deflate stream with the preset dictionary below. The Ed25519 signature is over
`BIQ1:` and the packed bytes. All of that is fixed for ever; what changes it becomes `BIQ2`.
"""

from __future__ import annotations

import base64
import hashlib
import math
import re
import unicodedata
import zlib
from dataclasses import astuple, dataclass, fields
from datetime import date

from ..core.errors import Refused
from ..core.language import N_, _

VERSION = "BIQ1"
MOST_LETTERS = 4000
"""No statement is longer than this; a QR code of level M could hold 3391."""

# Of a page at 100 dpi a reader fails now and then below 2.3 pixels a module; these are 2.5.
_MODULE_MM = 0.65
_SMALLEST_MM, _LARGEST_MM = 40, 55

_MOST_UNPACKED = 8000
_PUBLIC_BYTES, _SIGNATURE_BYTES = 32, 64
_MARK = re.compile(r"BIQ\d+:")
_BEFORE_A_MARK = re.compile(rf"(?={_MARK.pattern})")
_GERMAN_KEYS = str.maketrans("YZÖ", "ZY:")
_DIGITS_FOR_LETTERS = str.maketrans("018", "OIB")
_FINGERPRINT = re.compile(r"[A-Z2-7]{20}")

_DICTIONARY = (  # what most statements have in common; part of the format, never to be changed
    "attendance\nblock 3\nmodule 2\nKursleitung\nBremer Heimstiftung\n"
    "-2028-01-02-03-04-05-06-07-08-09-10-11-12\n2027-\n80\n1,2,3,4,5,6\n80 %\nBremen\n"
    "BIQ-2027-000\ncertificate\ncourse\nBürgerin/Bürger im Quartier\nbiq\nBIQ "
).encode()

_DAMAGED = N_("The check code is damaged or incomplete. What it says does not count.")
_NO_STATEMENT = N_("There is no check code of BIQ in it.")
_NEWER = N_("A newer version of BIQ made this check code. Please install the newer version.")


class NoStatement(Refused):
    """The text is no signed statement, or one of a later format."""


class Broken(Refused):
    """The text began as a signed statement, but it can't be read as one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """All that a paper says of somebody. No text holds a line break, no signer a tab."""

    number: str
    """Running number, like "BIQ-2027-0001"."""
    kind: str
    """"certificate" or "attendance"."""
    scope: str
    """What it is about: "course", "module 2" or "block 3"."""
    course: str
    """Title of the curriculum."""
    curriculum: str
    """Key of the curriculum, to which the blocks' numbers belong."""
    run: str
    """Title of the course run."""
    first: date
    last: date
    units: int
    """Teaching units that she attended."""
    of_units: int
    """Teaching units that there were."""
    blocks: tuple[int, ...]
    """Numbers of the blocks that are done."""
    rule: str
    """The rule that is met, like "80 %"; "" where none has to be."""
    place: str
    issued_on: date
    signers: tuple[str, ...]
    name: str
    """Whose paper it is, as printed."""
    replaces: str = ""
    """Number of the paper that this one supersedes; "" if none."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What a text says and who signed it, if `valid`; else nothing of it counts."""

    statement: Statement
    public: bytes
    """The public key whose signature it bears; whether to trust it, others say."""
    valid: bool
    text: str
    """The text as it was signed: in one line and in capitals."""


def sign(statement: Statement, secret: bytes) -> str:
    """The signed text of a statement, to be kept: another zlib may pack it in other words.

    Capitals, digits and colons only, so that a QR code holds it in its alphanumeric mode.
    ValueError for what would be read as something else: a line break in a text, a nameless signer.
    """
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    lines = _lines(statement)
    if _stated(lines) != statement:
        raise ValueError("it would be read as something else")
    packed = _packed(lines)
    key = Ed25519PrivateKey.from_private_bytes(secret)
    public = key.public_key().public_bytes_raw()
    parts = (public, packed, key.sign(_signed(packed)))
    return ":".join((VERSION, *map(_base32, parts)))


def check(text: str) -> Checked:
    """Read a signed text, however it is broken into lines, spaced or capitalised.

    Raises NoStatement for any other text and Broken for one that is not whole; a whole one with a
    wrong signature is not `valid`.
    """
    text = tidied(text)
    mark = _MARK.match(text)
    if mark is None:
        raise NoStatement(_(_NO_STATEMENT))
    if mark[0] != f"{VERSION}:":
        raise NoStatement(_(_NEWER))
    try:
        if len(text) > MOST_LETTERS:
            raise ValueError("too long")
        public, packed, signature = map(_bytes, text[len(mark[0]) :].split(":"))
        if (len(public), len(signature)) != (_PUBLIC_BYTES, _SIGNATURE_BYTES):
            raise ValueError("not the length of a key and a signature")
        statement = _stated(_unpacked(packed))
    except (ValueError, zlib.error) as error:
        raise Broken(_(_DAMAGED)) from error
    return Checked(statement, public, _is_signed(public, packed, signature), text)


def statements_in(text: str) -> tuple[str, ...]:
    """Every text in `text` that begins as a signed statement, unchecked; what comes before the
    first is left out."""
    return tuple(_BEFORE_A_MARK.split(tidied(text))[1:])


def tidied(text: str) -> str:
    """In capitals, without what can't be seen, and as meant if a scanner's keys are taken for
    those of a German keyboard."""
    seen = (
        letter
        for letter in text
        if not letter.isspace() and unicodedata.category(letter) not in ("Cc", "Cf")
    )
    text = "".join(seen).upper()
    return text.translate(_GERMAN_KEYS) if re.match(r"BIQ\d+Ö", text) else text


def fingerprint(public: bytes) -> str:
    """A public key in 20 letters to be read aloud (100 bits of its SHA-256): ABCD EFGH …"""
    letters = _base32(hashlib.sha256(public).digest())[:20]
    return " ".join(letters[start : start + 4] for start in range(0, 20, 4))


def read_fingerprint(text: str) -> str | None:
    """A typed fingerprint as `fingerprint` writes it; None if it can't be one."""
    letters = re.sub(r"[\s\-–.:]", "", text).upper().translate(_DIGITS_FOR_LETTERS)
    if not _FINGERPRINT.fullmatch(letters):
        return None
    return " ".join(letters[start : start + 4] for start in range(0, 20, 4))


def edge_mm(modules: int) -> int:
    """How wide to print a code of so many modules a side, the white border counted in both.

    The code is of level M, since paper is folded and stamped, and read from a page at 100 dpi.
    """
    return min(_LARGEST_MM, max(_SMALLEST_MM, math.ceil(modules * _MODULE_MM)))


def _signed(packed: bytes) -> bytes:
    return f"{VERSION}:".encode() + packed


def _is_signed(public: bytes, packed: bytes, signature: bytes) -> bool:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, _signed(packed))
    except (InvalidSignature, ValueError):  # ValueError: the bytes are no point of the curve
        return False
    return True


def _lines(statement: Statement) -> str:
    return "\n".join(map(_line, astuple(statement)))


def _line(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return (
            "\t".join(value) if value and isinstance(value[0], str) else ",".join(map(str, value))
        )
    return str(value)


def _stated(lines: str) -> Statement:
    """The statement with these lines. ValueError if there is none with exactly these."""
    given = dict(zip((field.name for field in fields(Statement)), lines.split("\n"), strict=True))
    statement = Statement(
        **{  # type: ignore[arg-type]  # every field gets what its own kind is read from
            **given,
            **{name: date.fromisoformat(given[name]) for name in ("first", "last", "issued_on")},
            **{name: int(given[name]) for name in ("units", "of_units")},
            "blocks": tuple(int(number) for number in given["blocks"].split(",") if number),
            "signers": tuple(given["signers"].split("\t")) if given["signers"] else (),
        }
    )
    if _lines(statement) != lines:
        raise ValueError("another way to write the same")
    return statement


def _packed(lines: str) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15, 9, zlib.Z_DEFAULT_STRATEGY, _DICTIONARY)
    return packer.compress(lines.encode()) + packer.flush()


def _unpacked(packed: bytes) -> str:
    unpacker = zlib.decompressobj(-15, _DICTIONARY)
    unpacked = unpacker.decompress(packed, _MOST_UNPACKED)
    if not unpacker.eof or unpacker.unused_data:
        raise ValueError("not exactly one stream")
    return unpacked.decode()


def _base32(raw: bytes) -> str:
    return base64.b32encode(raw).decode().rstrip("=")


def _bytes(letters: str) -> bytes:
    """What `_base32` made these letters from. ValueError if it didn't."""
    raw = base64.b32decode(letters + "=" * (-len(letters) % 8))
    if _base32(raw) != letters:
        raise ValueError("another way to write the same")
    return raw
