"""A PDF as its readers meet it: a validator, two libraries, a camera."""

from __future__ import annotations

import io
import unicodedata

import pypdfium2
import zxingcpp
from page import ValidationProfile, validate_pdf_bytes
from PIL.Image import Image
from pypdf import PdfReader


def faults(pdf: bytes) -> list[str]:
    """What keeps it from being PDF/UA-1, in the validator's words."""
    report = validate_pdf_bytes(pdf, profile=ValidationProfile.PDF_UA_1)
    return [failure.message for failure in report.failures]


def pages(pdf: bytes) -> list[str]:
    """The text of each page as a viewer copies it; both libraries must know the same letters."""
    document = pypdfium2.PdfDocument(pdf)
    read = [page.get_textpage().get_text_bounded() for page in document]
    for ours, theirs in zip(read, PdfReader(io.BytesIO(pdf)).pages, strict=True):
        assert letters(ours) == letters(theirs.extract_text())
    return [" ".join(text.split()) for text in read]


def letters(text: str) -> list[str]:
    """What is written, in whatever order a library puts right-to-left runs."""
    composed = unicodedata.normalize("NFKC", text)
    return sorted(letter for letter in composed if letter.isalnum())


def left_to_right(pdf: bytes) -> list[str]:
    """The letters of the first page above its foot, by how far right they stand."""
    text = pypdfium2.PdfDocument(pdf)[0].get_textpage()
    boxes = [text.get_charbox(n) for n in range(text.count_chars())]
    placed = [(box[0], text.get_text_range(n, 1)) for n, box in enumerate(boxes) if box[1] > 100]
    return [letter for _x, letter in sorted(placed)]


def picture(pdf: bytes, page: int = 0, dpi: int = 100) -> Image:
    """The page as a printer or scanner sees it."""
    shown: Image = pypdfium2.PdfDocument(pdf)[page].render(scale=dpi / 72).to_pil()
    return shown


def codes(pdf: bytes, page: int = 0) -> list[str]:
    """What the QR codes of a page say, at 100 dpi."""
    return sorted(code.text for code in zxingcpp.read_barcodes(picture(pdf, page)))
