"""Abstimmen: prepared, open with its hands and its covered urn, then the result."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len

from ..core.errors import Refused
from ..core.intention import Intention
from ..core.language import N_, _
from ..ui.item_list import Item, ItemList
from ..voting.models import Channel, PollState
from ..voting.reading import PollRow, Result, polls_at, result_of
from ..voting.tickets import tickets_of
from ..voting.urn import cast_in
from . import vote_view
from .code_screen import sign_of
from .show_line import GRAMMAR_OF_VOTES, VOTE, read_show_vote
from .tab import MeetingTab
from .tickets_line import GRAMMAR as GRAMMAR_TICKETS
from .tickets_line import asked, read_tickets
from .vote_count_line import GRAMMAR_COUNT, read_count
from .vote_counters import counted_by, counters
from .vote_doors_line import GRAMMAR_DOORS, PlanLook, read_doors
from .vote_pictures_line import GRAMMAR_PICTURES, all_words
from .vote_plan_line import GRAMMAR_PLAN, read_plan
from .vote_result_line import GRAMMAR_RESULT, ResultLook, read_result
from .vote_steps import CountLook, hands_of, step_at, steps_of
from .vote_tickets import code_on_paper, do_tickets

if TYPE_CHECKING:
    from .screens import MeetingScreen

TRIES = 5
"""So often the urn's files are tidied after the close, if somebody is reading just then."""


class VoteTab(MeetingTab):
    """One vote at a time: the newest. Earlier ones stand in the minutes."""

    ID = "vote"
    NAME = N_("Vote")
    GRAMMAR: ClassVar[tuple[tuple[str, str], ...]] = GRAMMAR_DOORS

    def __init__(self, screen: MeetingScreen) -> None:
        super().__init__(screen)
        self._above = ItemList(id="vote-above", label_width=0)
        self._listed = ItemList(id="vote", label_width=2)
        self._below = ItemList(id="vote-below", label_width=0)
        self._polls: tuple[PollRow, ...] = ()
        self._result: Result | None = None
        self._at: int | None = None
        """Place of the step that is counted next; None: the first without a number."""
        self._closing = False
        self._top = 0
        """Place of an option that is in sight, if not all are."""
        self._tickets = 0
        """How many are good."""
        self._counted_by = ""
        """Who counted, where several people did."""

    @property
    def poll(self) -> PollRow | None:
        """The vote this is about: one that is prepared or open, else the last."""
        going = [poll for poll in self._polls if poll.state is not PollState.CLOSED]
        known = going or self._polls
        return known[-1] if known else None

    @property
    def _is_open(self) -> bool:
        return self.poll is not None and self.poll.state is PollState.OPEN

    def label(self) -> str:
        """What the line is for: the option that is counted."""
        poll = self.poll
        if poll is None or poll.state is not PollState.OPEN:
            return _("Vote")
        at = step_at(self._count_look(poll))
        if self._closing or at is None:
            return _("Vote")
        step = steps_of(poll)[at]
        letter = step.option.letter.upper()
        if poll.channel is Channel.PAPER:
            return _("Dots on {letter}").format(letter=letter)
        if len(step.option.hands) == 1:
            return _("Hands for {letter}").format(letter=letter)
        return hands_of(step)

    def state(self) -> str:
        """Row 2 while the urn is covered."""
        return _("The vote is open. The result is covered.") if self._is_open else ""

    def widgets(self) -> tuple[ItemList, ...]:
        """The question, the options, and what is to be said of them."""
        return self._above, self._listed, self._below

    def help(self) -> tuple[tuple[str, str], ...]:
        """The grammar of what stands here now."""
        state = None if self.poll is None else self.poll.state
        its = {
            None: GRAMMAR_DOORS,
            PollState.READY: (*GRAMMAR_PLAN, *GRAMMAR_PICTURES, *all_words()),
            PollState.OPEN: GRAMMAR_COUNT,
            PollState.CLOSED: GRAMMAR_RESULT,
        }[state]
        return (*its, *GRAMMAR_TICKETS, *GRAMMAR_OF_VOTES)

    async def reload(self) -> None:
        """Read the votes, and the result if there is one."""
        app = self.screen.app
        self._polls = await app.read(polls_at, self.board.meeting_id)
        self._tickets = await app.read(tickets_of, self.board.meeting_id)
        poll = self.poll
        if poll is not None and poll.state is PollState.CLOSED:
            if self._result is None or self._result.poll != poll:
                self._result = await app.read(result_of, poll.poll_id)
        else:
            self._result = None
        if poll is not None and poll.channel is not Channel.PHONES:
            names = await app.read(counters, self.board.meeting_id, poll.poll_id)
            self._counted_by = counted_by(names)
        else:
            self._counted_by = ""

    async def look(self) -> bool:
        """Whether somebody has voted by phone since it was read: no journal tells that."""
        poll = self.poll
        if poll is None or poll.state is not PollState.OPEN or poll.channel is Channel.HANDS:
            return False
        return await self.screen.app.read(cast_in, poll.poll_id) != poll.cast

    def read(self, text: str) -> Intention:
        """The line of what stands here now."""
        poll = self.poll
        beside = read_show_vote(text, self.board, poll) or read_tickets(
            text,
            self._tickets,
            hidden=self.screen.app.names_hidden,
            code=code_on_paper(self.screen, poll),
        )
        if beside is not None:
            return beside
        if poll is None:
            return read_doors(text, PlanLook(self.board))
        if poll.state is PollState.READY:
            return read_plan(text, PlanLook(self.board, poll))
        if poll.state is PollState.OPEN:
            return read_count(text, self._count_look(poll))
        if self._result is None:  # it is being read
            return Intention("")
        return read_result(text, ResultLook(self.board, self._result))

    # Painting ----------------------------------------------------------------------------------

    def show(self) -> None:
        """The question, how it is held, the options, and who has voted."""
        poll, width = self.poll, max(self.screen.size.width - 2, 20)
        if poll is None:
            self._paint(vote_view.doors(), (), ())
        elif self._result is not None and poll.state is PollState.CLOSED:
            its, beside = self._result, [self._who_counted, self.screen.app.on_wall]
            head = vote_view.head(poll, width)
            self._paint(
                head,
                vote_view.bars(its, width, is_wide=self.screen.is_wide),
                vote_view.said(its, beside, width),
            )
        else:
            steps, at = steps_of(poll), None
            if poll.state is PollState.OPEN:
                at = step_at(self._count_look(poll))
            now = None if at is None else steps[at].option
            self._paint(
                vote_view.head(poll, width),
                vote_view.options(poll, now),
                vote_view.foot(poll, self._beside(poll)),
            )
            if now is not None:
                self._top = poll.options.index(now)
        if len(self._listed.items) > 1:  # its height is another once it is painted
            self.screen.call_after_refresh(self._listed.show, self._top)

    def _paint(self, above: Iterable[Item], listed: Iterable[Item], below: Iterable[Item]) -> None:
        """All of it if it fits; else without blank lines, and the options page by page."""
        drawn = [tuple(above), tuple(listed), tuple(below)]
        room = self.screen.body_height
        if sum(map(len, drawn)) > room:
            drawn = [tuple(item for item in items if item.text) for items in drawn]
        heights = [len(items) for items in drawn]
        heights[1] = min(heights[1], max(room - heights[0] - heights[2], 1))
        for widget, items, height in zip(self.widgets(), drawn, heights, strict=True):
            if widget is self._listed:
                widget.set_note_width(vote_view.note_width(items, self.screen.size.width))
            widget.items = items
            widget.styles.height = height

    def _beside(self, poll: PollRow) -> list[str]:
        """How phones come in, and what the wall shows."""
        app, said = self.screen.app, []
        phones = poll.channel in (Channel.PHONES, Channel.MIXED)
        if poll.state is PollState.OPEN and phones and app.has_doors:
            sign = sign_of(app.door, self.board.gathering_id)
            if address := sign.short or sign.problem:
                said.append(_("Phones: {address}").format(address=address))
        said += [app.on_wall] if app.on_wall else []
        said += [self._who_counted] if self._who_counted else []
        together = "   ".join(said)
        return [together] if said and cell_len(together) < self.screen.size.width else said

    @property
    def _who_counted(self) -> str:
        return "" if self.screen.app.names_hidden else self._counted_by

    # Doing -------------------------------------------------------------------------------------

    async def run_command(self, command: str) -> None:
        """The next number, the question before the close, and what follows it."""
        if command == VOTE:
            await self._show_on_wall()
        elif (tickets := asked(command)) is not None:
            await do_tickets(self.screen, *tickets)
        elif command == "ask_close":
            self._closing = True
        elif command in ("booth", "booth_new"):
            await self.screen.app.put_up_booth(self.board.meeting_id, command == "booth_new")
        elif command == "not_yet":
            self._closing = False
        elif command == "closed":
            self._closing = False
            self.screen.run_worker(self._tidy(), group="urn")

    async def _show_on_wall(self) -> None:
        from .stage import turn_to_vote  # the server, too

        screen, poll = self.screen, self.poll
        if poll is not None:
            said = await turn_to_vote(screen, poll, self._result)
            (screen.say if screen.app.names_hidden else screen.tell)(said)

    async def _tidy(self) -> None:
        """Nothing of the open urn stays in the data files."""
        database = self.screen.app.database
        try:
            for _try in range(TRIES):
                if await asyncio.to_thread(database.forget, "ballot", "voter_roll", anew=True):
                    return
        except Refused as refusal:
            self.screen.say(refusal.sentence)

    def move(self, step: int) -> None:
        """Arrows choose what is counted; else they turn the pages."""
        poll = self.poll
        if poll is None:
            return
        if poll.state is not PollState.OPEN or not (steps := steps_of(poll)):
            most = max(len(poll.options) - 1, 0)
            self._top = min(max(self._top + step * max(self._listed.size.height, 1), 0), most)
            return
        at = step_at(self._count_look(poll))
        now = len(steps) if at is None else at
        self._at = min(max(now + step, 0), len(steps) - 1)

    def pick(self, listed: ItemList, place: int) -> None:
        """A click chooses what is counted."""
        poll = self.poll
        if poll is None or poll.state is not PollState.OPEN or listed is not self._listed:
            return
        if place < len(poll.options):
            chosen = poll.options[place].option_id
            steps = steps_of(poll)
            self._at = next(
                (at for at, step in enumerate(steps) if step.option.option_id == chosen), None
            )

    def forget(self) -> None:
        """A number is being typed: what it is for stays marked."""

    def settle(self) -> None:
        """Counted: the next one."""
        self._at = None
        self._top = 0
        self._closing = False

    def left(self) -> None:
        """Another tab."""
        self.settle()

    def unmark(self) -> bool:
        """Esc: it is not over yet; or back to what was not counted."""
        had = self._closing or self._at is not None
        self.settle()
        return had

    def _count_look(self, poll: PollRow) -> CountLook:
        return CountLook(poll, self._at, self._closing, self.screen.app.lock.has_pin)
