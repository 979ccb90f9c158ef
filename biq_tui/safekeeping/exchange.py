"""The way from a screen to other data: made ready in a thread, exchanged while nothing is open.

The exchange needs the database closed. So the screens end, it is done, and they start anew with
the sentence that says how it went (`BiqApp.between`).
"""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from ..core.database import Database
from ..core.errors import Refused
from ..core.language import _
from ..core.write import Act
from .here import Here
from .preview import Preview, preview
from .replacing import replace_data
from .staging import Staged, clear, stage

if TYPE_CHECKING:
    from ..app import BiqApp


async def stage_and_preview(app: BiqApp, source: Path, here: Here) -> Preview:
    """Make the data of `source` ready and compare them with ours. Raises Refused."""
    return await asyncio.to_thread(_stage_and_preview, source, here, app.database)


def _stage_and_preview(source: Path, here: Here, database: Database | None) -> Preview:
    return preview(stage(source, here), here, database)


def go_back_to(app: BiqApp, here: Here, seen: Preview) -> None:
    """End the screens; then go back to this backup, and start anew."""
    act = _act(app)
    app.exchange(lambda: exchanged(here, seen.staged, act))


def take_over(app: BiqApp, here: Here, seen: Preview) -> None:
    """End the screens; then take over what the stick has, and start anew."""
    act = _act(app)
    app.exchange(lambda: exchanged(here, seen.staged, act, is_hand_over=True))


def exchanged(here: Here, staged: Staged, act: Act, *, is_hand_over: bool = False) -> str:
    """Exchange the data; the sentence that says how it went. Nothing may be open."""
    try:
        replace_data(here, staged, act, is_hand_over=is_hand_over)
    except Refused as refusal:
        return refusal.sentence
    finally:
        clear(here)
    if is_hand_over:
        return _("✓ Taken over. What was here before is kept:  restore")
    return _("✓ Done. What was here before is kept:  restore")


def _act(app: BiqApp) -> Act:
    from ..core.journal import Actor

    return app.act(Actor.FACILITATOR, "today")
