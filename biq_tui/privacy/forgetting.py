"""After something was erased the data files have to forget it, too."""

from __future__ import annotations

import asyncio
from collections.abc import Collection

from ..core.database import Database
from ..core.errors import Told
from ..core.language import _

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
