"""The dates of a calendar file that somebody else has made, or why there are none."""

from __future__ import annotations

from pathlib import Path

from ...core.apart import Fault, Unreadable
from ...core.errors import Refused
from ...core.language import _
from .reading import MOST_BYTES, ForeignDate, read_calendar

ENDING = ".ics"


def dates_in_file(file: Path) -> tuple[ForeignDate, ...]:
    """All dates of a file. Blocks. Raises Refused with a sentence: nothing is taken then."""
    try:
        with file.open("rb") as opened:
            raw = opened.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        raise Refused(_("This file can't be read: {file}").format(file=file.name)) from error
    return dates_in_bytes(raw)


def dates_in_bytes(raw: bytes) -> tuple[ForeignDate, ...]:
    """The same for what stands in a file, or was pasted."""
    try:
        return read_calendar(raw)
    except Unreadable as error:
        if error.fault is Fault.LARGE:
            said = _("This calendar asks for too much. Nothing is lost. Please take a smaller one.")
        elif error.fault is Fault.BUSY:
            said = _("This laptop is busy. Nothing is lost. Please try again.")
        else:
            said = _("This is no calendar file (.ics), or it is damaged. Nothing is lost.")
        raise Refused(said) from error


def is_calendar(text: str) -> bool:
    """Whether a pasted text is what stands in a calendar file."""
    return text.lstrip("\ufeff \t\r\n")[:15].upper() == "BEGIN:VCALENDAR"
