"""The minutes as papers: an accessible PDF, and the short form in large letters. German."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..core.language import _
from ..papers.emojis import without_emojis
from ..papers.look import Look
from ..papers.typeset import typeset
from .minutes import Minutes, Section

TEMPLATE = Path(__file__).with_name("minutes.typ")


@dataclass(frozen=True, slots=True)
class MinutesPaper:
    """A PDF, and in sentences what it can't show."""

    pdf: bytes
    notices: tuple[str, ...]


def minutes_paper(made: Minutes, day: str, look: Look, *, large: bool = False) -> MinutesPaper:
    """The minutes as PDF/UA-1; `day` of the meeting, as 2027-03-17. The same bytes each time.

    Blocks. Raises Refused if a template or a logo is broken, or this laptop can make no papers.
    """
    data = _data(made, day, large=large)
    shown = without_emojis(data)
    paper = typeset(TEMPLATE, shown, look)
    notices = []
    if shown != data:
        notices.append(_("The PDF shows no emojis, the texts do."))
    if not paper.is_accessible:
        notices.append(
            _("The PDF shows boxes for letters that no font here has. The texts have them.")
        )
    return MinutesPaper(paper.pdf, tuple(notices))


def _data(made: Minutes, day: str, *, large: bool) -> dict[str, Any]:
    """The minutes as the template reads them."""
    return {
        "title": made.title,
        "dated": day,
        "large": large,
        "facts": list(made.facts),
        "sections": [
            {
                "heading": section.heading,
                "numbered": section.numbered,
                "lines": [{"number": number, "text": text} for number, text in _lines(section)],
            }
            for section in made.sections
        ],
    }


def _lines(section: Section) -> Iterator[tuple[int | None, str]]:
    for place, line in enumerate(section.lines, start=1):
        if section.begins_with_number:
            number, _blank, text = line.partition(" ")
            yield int(number), text
        else:
            yield (place if section.numbered else None), line
