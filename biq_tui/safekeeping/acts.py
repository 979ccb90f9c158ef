"""What was asked for on Heute: a backup at once, or one of the screens."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from ..core.errors import Refused
from ..core.language import _
from ..ui.screen import BiqScreen
from .here import Here, here_of
from .keeping import BY_HAND, Made
from .line import HAND_OVER, RESTORE, STICK

if TYPE_CHECKING:
    from ..app import BiqApp


async def keep_safe(app: BiqApp, wanted: str) -> None:
    """Do what `line` read. A refusal is said on the screen."""
    screen = app.screen
    assert isinstance(screen, BiqScreen)
    try:
        here = here_of(app.options.folder, app.options.database_url)
        if wanted in (RESTORE, HAND_OVER):
            await _open(app, wanted, here)
            return
    except Refused as refusal:
        screen.say(refusal.sentence)
        return
    screen.say(_("One moment …"))
    screen.run_worker(_back_up(screen, here, onto_stick=wanted == STICK), group="backup")


async def _open(app: BiqApp, wanted: str, here: Here) -> None:
    from ..core.backup import urn_refusal
    from ..voting.reading import any_open
    from .hand_over_screen import HandOverScreen
    from .restore_screen import RestoreScreen

    if await app.read(any_open):
        raise urn_refusal()
    await app.push_screen((RestoreScreen if wanted == RESTORE else HandOverScreen)(here))


async def _back_up(screen: BiqScreen, here: Here, *, onto_stick: bool) -> None:
    try:
        made = await screen.app.back_up(BY_HAND, always=True)
        said = await asyncio.to_thread(_said, made, here, onto_stick)
    except Refused as refusal:
        screen.say(refusal.sentence)
        return
    await screen.read_anew()
    screen.say(said)


def _said(made: Made, here: Here, onto_stick: bool) -> str:
    from .stick import onto_stick as bring

    if made.backup is None:
        return _("Nothing is open that could be backed up.")
    if onto_stick and not made.onto:
        stick = bring(made.backup, here.folder)
        return _("✓ Backed up, also on the stick: {file}").format(file=stick)
    if made.onto:
        return _("✓ Backed up, also on the stick: {file}").format(file=made.onto[0])
    return " ".join(filter(None, (_("✓ Backed up and checked."), made.trouble)))
