"""What Abstimmen does with tickets: made beside everything else, on paper; a lost one is shown."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from ..core.errors import Refused
from ..core.journal import Actor
from ..core.language import _, ngettext
from ..delivering import FOLDER, Delivery, Told, deliver
from ..voting.tickets import draw, grouped, replace_ticket
from .tickets_line import PRINT

if TYPE_CHECKING:
    from .screens import MeetingScreen


async def do_tickets(screen: MeetingScreen, command: str, number: int) -> None:
    """Print so many, or replace the one with this number."""
    if command == PRINT:
        _print(screen, number)
    else:
        screen.run_worker(_replace(screen, number), group="papers", exclusive=True)


def _print(screen: MeetingScreen, count: int) -> None:
    app, meeting_id = screen.app, screen.board.meeting_id
    act = app.act(Actor.FACILITATOR)
    url = address_on_paper(screen)

    def job(_told: Told) -> Delivery:
        from ..papers.house import house_look
        from .tickets_paper import print_tickets

        folder = app.options.folder
        look = house_look(app.database, folder)
        made = print_tickets(app.database, act, meeting_id, count, url, look, folder / FOLDER)
        said = ngettext(
            "{n} ticket is ready. Open it only where the projector does not show it.",
            "{n} tickets are ready. Open them only where the projector does not show them.",
            count,
        )
        # Never opened by itself: the letters belong on paper, and the wall may show this screen.
        return Delivery((made.file,), count, made.notices, said, opens=False)

    deliver(screen, job)


async def _replace(screen: MeetingScreen, number: int) -> None:
    """The letters of the new one stand under the line until the next key, and nowhere else."""
    meeting_id = screen.board.meeting_id
    try:
        (drawn,) = await asyncio.to_thread(draw, meeting_id, 1)
        new = await screen.app.write(replace_ticket, meeting_id, number, drawn)
    except Refused as refusal:
        screen.say(refusal.sentence)
        return
    await screen.read_anew()
    if screen.app.names_hidden:  # between Enter and now
        screen.say(
            _("Others see this screen. Type again:  ticket {number} lost").format(number=new)
        )
        return
    said = _("Please write it on paper:  No. {number}   {letters}   Ticket {lost} is no good now.")
    screen.say(said.format(number=new, letters=grouped(drawn.letters), lost=number))


def address_on_paper(screen: MeetingScreen) -> str:
    """Where phones vote; "" if no door is open, or if its code changes every minute."""
    app = screen.app
    door = app.door if app.has_doors else None
    if door is None or door.gathering_id != screen.board.gathering_id or door.tickets.code:
        return ""
    return door.sign.url
