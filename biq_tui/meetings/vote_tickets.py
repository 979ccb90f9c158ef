"""What Abstimmen does with tickets: made beside everything else, on paper; a lost one is shown."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from ..core.errors import Refused
from ..core.journal import Actor
from ..core.language import _, ngettext
from ..delivering import FOLDER, Delivery, Told, deliver
from ..voting.models import Channel, PollState
from ..voting.reading import PollRow
from ..voting.tickets import draw, grouped, replace_ticket
from .tickets_line import LOST, ONTO_STICK, Code

if TYPE_CHECKING:
    from ..attendance.phone_door import PhoneDoor
    from .screens import MeetingScreen


async def do_tickets(screen: MeetingScreen, command: str, number: int) -> None:
    """Print so many or bring them onto a stick, or replace the one with this number."""
    if command == LOST:
        screen.run_worker(_replace(screen, number), group="papers", exclusive=True)
    elif number:
        _print(screen, number, onto_stick=command == ONTO_STICK)
    else:
        _take_along(screen)


def _print(screen: MeetingScreen, count: int, *, onto_stick: bool) -> None:
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

    deliver(screen, job, onto_stick)


def _take_along(screen: MeetingScreen) -> None:
    """The papers of all tickets of this meeting once more, onto a stick."""
    app, meeting_id = screen.app, screen.board.meeting_id

    def job(_told: Told) -> Delivery:
        from .tickets_paper import papers_of

        files = papers_of(meeting_id, app.options.folder / FOLDER)
        if not files:
            raise Refused(_("The paper with the tickets is not on this laptop."))
        return Delivery(files, len(files), opens=False)

    deliver(screen, job, onto_stick=True)


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
    door = _door(screen)
    return "" if door is None or door.tickets.code else door.sign.url


def code_on_paper(screen: MeetingScreen, poll: PollRow | None) -> Code:
    """Whether the code is on tickets that are printed now, and if not, why; `poll`: the newest."""
    door = _door(screen)
    if door is not None and door.sign.url:
        return Code.CHANGES if door.tickets.code else Code.KNOWN
    if poll is None or poll.state is not PollState.READY:
        return Code.UNKNOWN
    by_phone = poll.channel in (Channel.PHONES, Channel.MIXED)
    return Code.AFTER_GO if by_phone else Code.UNKNOWN


def _door(screen: MeetingScreen) -> PhoneDoor | None:
    app = screen.app
    door = app.door if app.has_doors else None
    return door if door is not None and door.gathering_id == screen.board.gathering_id else None
