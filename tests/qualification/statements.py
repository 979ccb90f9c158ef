"""Signed statements for a test, and papers that carry them."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from pypdf import PdfWriter

from biq_tui.qualification.statement import Statement

SECRET, OTHER_SECRET = b"k" * 32, b"o" * 32

STATEMENT = Statement(
    number="BIQ-2027-0001",
    kind="certificate",
    scope="course",
    course="Bürgerin/Bürger im Quartier",
    curriculum="biq",
    run="BIQ Huchting 2027",
    first=date(2027, 3, 5),
    last=date(2027, 9, 4),
    units=62,
    of_units=80,
    blocks=(1, 2, 3, 4, 5, 6),
    rule="80 %",
    place="Bremen-Huchting",
    issued_on=date(2027, 9, 11),
    signers=("Sabine Muster, Heimstiftung", "Kim Beispiel, Kursleitung"),
    name="Ada Muster",
)

NAMES = {
    "latin": "Fatima Al-Hassan Schröder",
    "turkish": "Gülşah Çağlıoğlu-Yıldız",
    "arabic": "محمد عبد الرحمن الأحمد بن علي",
    "tigrinya": "ሰላም ገብረመድህን ተስፋይ",
    "ukrainian of 60": "Олександра-Володимирівна Переяславсько-Хмельницьководська Ян",
    "emoji": "🙂" * 80,
    "markup": "{0} [b]Ada[/b] %s #eval <x> \\",
}


def stated(**changes: Any) -> Statement:
    """The statement with other things in it."""
    return replace(STATEMENT, **changes)


def public_of(secret: bytes) -> bytes:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.from_private_bytes(secret).public_key().public_bytes_raw()


def pdf_with(attached: Iterable[str | bytes], password: str = "") -> bytes:
    """A PDF of one page with these attachments."""
    writer = PdfWriter()
    writer.add_blank_page(width=100, height=100)
    for number, content in enumerate(attached):
        raw = content.encode() if isinstance(content, str) else content
        writer.add_attachment(f"paper-{number}.txt", raw)
    if password:
        writer.encrypt(password, algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
