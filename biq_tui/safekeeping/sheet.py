"""The Übergabe-Zettel: one page to lie with the stick."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ..core import clock, sqlite
from ..core.database import Database
from ..core.dates import long_date, short_date
from ..core.language import _, ngettext
from ..core.standing import standing
from ..overview import overview
from ..papers.house import house_look
from ..papers.keeping import save
from ..papers.typeset import typeset
from .here import Here
from .stick import SHEET
from .words import counted

TEMPLATE = Path(__file__).parent / "hand_over.typ"


MOST_DATES = 3
"""So many of the next dates stand on the sheet."""


def write_sheet(database: Database, here: Here, file: Path) -> Path:
    """Make the sheet for a hand-over that lies in `file`; it lies beside that. Blocks.

    Raises Refused.
    """
    held = standing(file, still=True)
    now = clock.now()
    data = {
        "title": _("Hand-over of BIQ"),
        "dated": f"{clock.local(now):%Y-%m-%d}",
        "when": f"{long_date(now)}, {clock.clock_time(now)}",
        "stick": file.parent.parent.name,
        "file": f"{file.parent.name} / {file.name}",
        "by": held.by,
        "encrypted": sqlite.kind_of(file) is not sqlite.Kind.PLAIN,
        "what": counted(held),
        "next": list(_next(database)),
    }
    return save(typeset(TEMPLATE, data, house_look(database, here.folder)).pdf, file.parent / SHEET)


def _next(database: Database) -> Iterator[str]:
    """What comes next and what is open, without a name of anybody."""
    seen = database.read(overview)
    for date in seen.dates[:MOST_DATES]:
        needs = [f"{count} × {need}" for need, count in date.needs]
        when = f"{short_date(date.starts_at)} {clock.clock_time(date.starts_at)}"
        yield ": ".join((when, " · ".join((date.title, *needs))))
    for date in seen.unfinished[:MOST_DATES]:
        yield _("{title}: not ended yet.").format(title=date.title)
    if seen.open_tasks:
        yield ngettext("{n} task is open", "{n} tasks are open", seen.open_tasks)
