"""The Notfall-Blatt: one page with the code that opens the data if nobody knows the passphrase."""

from __future__ import annotations

import platform
from pathlib import Path

from ..core import clock
from ..core.dates import long_date
from ..core.language import _
from ..papers.keeping import save
from ..papers.look import look_of
from ..papers.typeset import typeset
from .here import Here

TEMPLATE = Path(__file__).parent / "emergency_sheet.typ"
FILE = "BIQ-Notfall-Blatt.pdf"


def write_emergency_sheet(here: Here, code: str, file: Path) -> Path:
    """Set the sheet; `file` is replaced. Blocks. Raises Refused: then it is not there.

    The house's logos are not on it, for they stand in the data, which may not be open.
    """
    now = clock.now()
    data = {
        "title": _("Emergency sheet of BIQ"),
        "dated": f"{clock.local(now):%Y-%m-%d}",
        "when": f"{long_date(now)}, {clock.clock_time(now)}",
        "laptop": platform.node(),
        "file": str(here.live.absolute()),
        "groups": code.split("-"),
    }
    return save(typeset(TEMPLATE, data, look_of(here.folder)).pdf, file)
