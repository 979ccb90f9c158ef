"""The facilitator turns the wall: what of the meeting stands on the projector's page."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ..attendance.audience import Blank, Shown
from ..core.errors import Refused
from ..core.language import _
from ..voting.models import PollState
from ..voting.reading import PollRow, Result, poll_row
from ..web.pages import add_templates
from .show_line import AGENDA, CODE, IDEAS
from .shown import shown_agenda, shown_ideas
from .shown_vote import ShownVote, shown_result, shown_vote

if TYPE_CHECKING:
    from .screens import MeetingScreen

add_templates("meetings", Path(__file__).parent / "templates")


async def turn(screen: MeetingScreen, command: str) -> str:
    """Show the agenda, the ideas, the way in for phones, or nothing; a sentence that says so.

    Agenda and ideas are as they are now, and stay so; only the time runs, as on her own screen.
    """
    doors, seen = screen.app.doors, screen.board
    if command == IDEAS:
        ideas = shown_ideas(seen)
        said = await doors.show(lambda: ideas, ideas.sentence)
    elif command == AGENDA:
        agenda = shown_agenda(seen)
        said = await doors.show(
            lambda: replace(agenda, shows_time=screen.shows_time), agenda.sentence
        )
    elif command == CODE:
        place, title = seen.gathering_id, seen.topic or _("Our ideas")
        if not doors.invitation(place, title).url:
            return _("The page for phones is not open. Nothing is lost.")

        def code() -> Shown:  # of the door as it is: its address may become another one
            return doors.invitation(place, title) if screen.board.phones_invited else Blank()

        said = await doors.show(code, _("On the big screen: the code for phones."))
    else:
        return await doors.show(Blank, _("On the big screen: nothing."))
    return _as_seen(screen, said)


async def turn_to_vote(screen: MeetingScreen, poll: PollRow, result: Result | None) -> str:
    """Show a vote, or the result of one that is closed; a sentence that says so.

    A result stays as it is. Of a vote only the balance runs by itself, whatever tab is open; and
    whoever changed its options before the opening has the right ones on the wall from then on.
    """
    doors = screen.app.doors
    if result is not None:
        shown = shown_result(result)
        return _as_seen(screen, await doors.show(lambda: shown, shown.sentence))
    gathering_id = screen.board.gathering_id
    originals = {idea.idea_id: idea.text for idea in screen.board.ideas if idea.short}

    def seen(now: PollRow) -> ShownVote:
        invited = doors.invitation(gathering_id, poll.question)
        return shown_vote(now, originals, invited.values() if invited.url else {})

    first = seen(poll)

    async def live() -> Shown:
        try:
            now = await screen.app.read(poll_row, poll.poll_id)
        except Refused:  # it is not held, or the database is silent: nothing runs
            return replace(first, balance="")
        return first if now.state is PollState.READY else seen(now)

    return _as_seen(screen, await doors.show(live, first.sentence))


def _as_seen(screen: MeetingScreen, said: str) -> str:
    if screen.app.names_hidden:
        said += "  " + _("Names are hidden, so it is blank. Ctrl+B brings it back.")
    return said
