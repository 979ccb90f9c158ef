"""After something was erased, data files and papers have to forget it, too."""

from __future__ import annotations

import asyncio
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

from ..core.database import Database
from ..core.errors import Told
from ..core.folders import PAPER_FOLDER
from ..core.language import _

_MADE = frozenset({".pdf", ".json", ".csv", ".xlsx", ".ods", ".ics", ".txt"})

TRIES, PAUSE_SECONDS = 20, 0.1
"""So often it is tried, and so long apart: other screens read now and then."""


async def forget(database: Database, tables: Collection[str]) -> str:
    """Have the files forget; "" once they have, else a sentence that says what to do."""
    for _time in range(TRIES):
        try:
            if await asyncio.to_thread(database.forget, *tables, anew=True):
                return ""
        except Told:
            break
        await asyncio.sleep(PAUSE_SECONDS)
    return _("Close BIQ once: only then it is out of the file as well.")


def papers_with_names(data: Path) -> tuple[Path, ...]:
    """Papers that this program has made here: most of them hold names. They can be made again."""
    its = data / PAPER_FOLDER
    return tuple(sorted(file for file in its.glob("*") if file.suffix in _MADE and file.is_file()))


async def drop_papers(data: Path) -> None:
    """Delete them; one that is open elsewhere stays, and the next time it goes."""
    for paper in papers_with_names(data):
        with suppress(OSError):
            await asyncio.to_thread(paper.unlink, missing_ok=True)
