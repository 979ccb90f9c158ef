"""The Übergabe-Zettel: one page to lie with the stick."""

from __future__ import annotations

from pathlib import Path

from ..core import clock
from ..core.database import Database
from ..core.dates import long_date
from ..core.language import _
from ..core.standing import standing
from ..papers.house import house_look
from ..papers.keeping import save
from ..papers.typeset import typeset
from .here import Here
from .stick import SHEET
from .words import counted

TEMPLATE = Path(__file__).parent / "hand_over.typ"


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
        "what": counted(held),
    }
    return save(typeset(TEMPLATE, data, house_look(database, here.folder)).pdf, file.parent / SHEET)
