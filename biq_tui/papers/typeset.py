"""Papers set by Typst: a template and its data become a PDF/UA-1. Safe in any thread."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..core.language import _
from .compositor import Attachment as Attachment
from .compositor import Job, source_of
from .glyphs import in_latin, printable
from .look import Look


@dataclass(frozen=True, slots=True)
class Paper:
    """A PDF ready for the printer."""

    pdf: bytes
    notices: tuple[str, ...] = ()
    """What the person has to know: letters that could not be shown as they are."""
    is_accessible: bool = True
    """It keeps PDF/UA-1."""


@dataclass(frozen=True, slots=True)
class Part:
    """One paper of a batch: its template and its data."""

    template: Path
    data: Mapping[str, Any]
    own_sheet: bool = False
    """It is for one person alone: nothing else may stand on its back, nor it on another's."""


def typeset(
    template: Path, data: Mapping[str, Any], look: Look, attached: Sequence[Attachment] = ()
) -> Paper:
    """`data` set by `template` (or the Träger's own of that name) as a PDF/UA-1.

    `data["title"]` is the document's title; `data["draft"]` puts ENTWURF across every page;
    `data["dated"]` (YYYY-MM-DD) dates the file, else it has no date and is the same bytes each
    time. A name may be written {"name": ..., "latin": ...}: where our fonts can't show it, the
    Latin spelling stands in its place. Letters that then still miss are looked for in the
    system's fonts; failing that, the PDF comes without the claim of being accessible. The
    notices say so. Refused for a missing or broken template or logo, naming the file.
    """
    return typeset_many([Part(template, data)], str(data.get("title", "")), look, attached)


def typeset_many(
    parts: Sequence[Part],
    title: str,
    look: Look,
    attached: Sequence[Attachment] = (),
    *,
    new_sheets: bool = False,
) -> Paper:
    """All parts in one PDF/UA-1 for the printer, each beginning on a new page that counts from 1.

    `new_sheets`: every part has sheets of its own, when the printer uses both sides; otherwise
    only those that want it. A printer of one side then gives an empty page before the next part.
    """
    sources = [source_of(part.template, look) for part in parts]
    own = [new_sheets or part.own_sheet for part in parts]
    begin_new = tuple(its or before for its, before in zip(own, [False, *own], strict=False))
    job = Job(sources, title, look, tuple(attached), begin_new)
    return _in_steps(job, [printable(part.data) for part in parts])


def _in_steps(job: Job, data: list[Any]) -> Paper:
    """With our fonts; then Latin spellings; then the system's fonts; then without the claim."""
    pdf, missing = job.run(data)
    if pdf:
        return Paper(pdf)
    data, spelled = in_latin(data, missing)
    notices = _latin_notice(spelled)
    if spelled:
        pdf, missing = job.run(data)
    if not pdf:
        pdf, missing = job.run(data, system_fonts=True)
    if pdf:
        return Paper(pdf, notices)
    pdf, _none = job.run(data, system_fonts=True, is_accessible=False)
    return Paper(pdf, (*notices, _missing_notice(missing)), is_accessible=False)


def qr_rows(text: str, level: str = "M") -> list[str]:
    """A QR code for `qr` in templates: a string of 0 and 1 (black) a row, quiet zone included.

    `level` is the error correction: L, M, Q or H. ValueError if `text` is too long for any code.
    """
    from qrcode import constants
    from qrcode.main import QRCode

    code = QRCode(error_correction=getattr(constants, f"ERROR_CORRECT_{level}"), border=4)
    code.add_data(text)
    code.make()
    return ["".join("01"[bool(cell)] for cell in row) for row in code.get_matrix()]


def _latin_notice(spelled: Sequence[str]) -> tuple[str, ...]:
    if not spelled:
        return ()
    said = _("In Latin letters, because the fonts lack the name's own: {names}.")
    return (said.format(names=", ".join(spelled)),)


def _missing_notice(missing: frozenset[str]) -> str:
    """Which letters miss; what nobody would see anyway is named only if there is nothing else."""
    seen = {"".join(filter(_is_seen, text)) for text in missing} - {""}
    letters = sorted(map(_as_written, seen or missing))
    said = _(
        "No font here has these letters: {letters}. The paper shows boxes in their place and is "
        "not accessible for a screen reader. A Latin spelling of the name would help."
    )
    return said.format(letters=" ".join(letters))


def _is_seen(letter: str) -> bool:
    """It has a shape of its own: it is no joiner, no place to break at, no choice of a shape."""
    is_selector = "\ufe00" <= letter <= "\ufe0f" or "\U000e0100" <= letter <= "\U000e01ef"
    return not is_selector and unicodedata.category(letter) != "Cf"


def _as_written(text: str) -> str:
    if text.isprintable() and not text.isspace():
        return text
    return " ".join(f"U+{ord(letter):04X}" for letter in text)
