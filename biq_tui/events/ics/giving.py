"""Calendar files from the screen of an event: made beside everything else, or a code for phones."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ...core.language import _
from ...delivering import FOLDER, Delivery, Told, deliver
from .line import CODE, MAKE, Wanted

if TYPE_CHECKING:
    from ..screens import EventScreen

COMMANDS = frozenset({MAKE, CODE})
"""What `give` carries out, whatever tab is open."""


async def give(screen: EventScreen, command: str) -> None:
    """Make the file that is wanted and say where it lies; or show the code."""
    app = screen.app
    if command == MAKE:
        wanted: Wanted = screen.intention.args[0]
        deliver(screen, partial(_made, screen, wanted), wanted.onto_stick)
    elif app.door.gathering_id is not None:
        await app.show_code(app.door.gathering_id)
    else:
        screen.say(_("The page for phones is closed. To open it, on the tab Helpers:  phones"))


def _made(screen: EventScreen, wanted: Wanted, _told: Told) -> Delivery:
    """Blocks: belongs into a thread."""
    from ...core.journal import Actor
    from .making import make

    app = screen.app
    act = app.act(Actor.FACILITATOR, screen.place)
    file = make(app.database, act, wanted, app.options.folder / FOLDER)
    return Delivery((file,), 1, said=_("The calendar file is ready."), opens=False)
