"""The voting booth: people without a phone vote at the laptop, and nobody sees what they voted.

Between two of them it is blank. Nothing of a ballot stays: not in the line, not on the screen, not
in the journal. Back with the PIN.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Iterable
from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.events import Resize
from textual.widget import Widget

from ..core.errors import Refused
from ..core.intention import Intention
from ..core.journal import Actor
from ..core.language import _
from ..ui.frame import KEYS
from ..ui.item_list import ItemList
from ..ui.line import Line
from ..ui.locked import LockedScreen
from ..voting.reading import PollRow
from ..voting.tickets import digest_of
from ..voting.urn import NoSuchTicket, NoVoteLeft, cast, check_ticket
from .booth_ballot import BY_STEPS, Marks
from .booth_line import BoothLook, Phase, next_step, read_booth
from .booth_view import NOTE, drawn, full
from .phone_votes import ballot_at
from .places import place_of

FORM_BYTES = 18
"""Of the key that every voter's form gets anew."""


class BoothScreen(LockedScreen):
    """One voter at a time: her ticket, her ballot, "counted", blank."""

    key_row = tuple(key for key in KEYS if key[2] in ("move(1)", "enter", "back"))

    BINDINGS: ClassVar[list[BindingType]] = [
        # What somebody types here is neither copied nor pasted.
        Binding("super+c,super+x,super+v,ctrl+v,ctrl+insert", "nothing", show=False, priority=True),
    ]

    ALLOW_SELECT = False

    TICK_SECONDS: ClassVar[float] = 0.5
    """How often it is looked whether somebody is still there."""
    THANKS_SECONDS: ClassVar[float] = 8
    IDLE_SECONDS: ClassVar[float] = 60
    """After so long without a key, a ballot that is begun is thrown away."""
    READING_SECONDS: ClassVar[float] = 120
    """As long may somebody read before she types."""
    WARNING_SECONDS: ClassVar[float] = 15

    def __init__(self, meeting_id: int, poll: PollRow | None) -> None:
        """`poll`: the vote that is open at the meeting."""
        super().__init__()
        self._meeting_id = meeting_id
        self._look = BoothLook(poll)
        self._head = ItemList(id="booth-head", label_width=0)
        self._listed = ItemList(id="booth-options", label_width=2, note_width=NOTE)
        self._notice = ""
        self._top = 0
        """Place of a row that is in sight, if not all are."""
        self._room = 1
        """Rows for the options."""
        self._form = self._digest = ""
        self._touched_at = 0.0

    # What stands in the fixed places ---------------------------------------------------------

    def where(self) -> str:
        """Row 1."""
        return _("BIQ · Voting")

    def state(self) -> str:
        """Row 2: whether options go on below."""
        return _("↓ ↑ show more.") if len(self._listed.items) > self._room else ""

    def label(self) -> str:
        """What the line is for."""
        look = self._look
        if look.phase is Phase.TICKET:
            return _("Your ticket")
        if look.phase is not Phase.BALLOT or look.poll is None:
            return ""
        if look.poll.kind in BY_STEPS and look.at < len(look.poll.options):
            letter = look.poll.options[look.at].letter.upper()
            return _("Number for {letter}").format(letter=letter)
        return _("Your vote")

    def body(self) -> Iterable[Widget]:
        """The question, and what can be voted for."""
        return self._head, self._listed

    @property
    def takes_scans(self) -> bool:
        """The letters of a ticket are those of badges: however fast they come, they are typed."""
        return self._look.phase is not Phase.TICKET

    # Reading and painting --------------------------------------------------------------------

    async def on_mount(self) -> None:
        """Whoever leaves without a word is noticed."""
        self.set_interval(self.TICK_SECONDS, self._tick)

    async def reload(self) -> None:
        """Read which vote is open; another one, or none, ends what somebody was filling in."""
        ballot = await self.app.read(ballot_at, self._meeting_id)
        before, poll = self._look.poll, None if ballot is None else ballot.poll
        originals = {} if ballot is None else ballot.originals
        self._look = replace(self._look, poll=poll, originals=originals)
        was = None if before is None else before.poll_id
        now = None if poll is None else poll.poll_id
        if was != now and self._look.phase in (Phase.TICKET, Phase.BALLOT):
            self._blank(_("The vote is over. This was not counted."))

    def read(self, text: str) -> Intention:
        """The line of whoever votes."""
        return read_booth(text, replace(self._look, width=max(self.size.width - 2, 20)))

    def show_body(self) -> None:
        """Paint the ballot, or that there is none."""
        width, height = max(self.size.width - 4, 20), max(self.query_one("#body").size.height, 1)
        marks: Marks = self.intention.args[0] if self.intention.args else ()
        rows = drawn(self._look, marks, self._notice, width, height)
        self._listed.display = not rows.is_calm
        self._head.items = rows.head
        self._head.styles.height = height if rows.is_calm else len(rows.head)
        self._listed.items = rows.options
        self._room = max(height - len(rows.head), 1)
        self.call_after_refresh(self._listed.show, self._top if rows.at is None else rows.at)

    def on_resize(self, _event: Resize) -> None:
        """Another size, other lines."""
        if self.is_mounted:
            self.call_after_refresh(self.repaint)

    # Somebody is there, or not -----------------------------------------------------------------

    @on(Line.Changed)
    @on(Line.Entered)
    @on(Line.Turn)
    def touched(self) -> None:
        """A key was pressed; with no ballot open, nothing is to be typed."""
        self._touched_at = self.app.monotonic()
        if self._look.phase in (Phase.BLANK, Phase.COUNTED) and self.line.value:
            self.clear_line()

    def _tick(self) -> None:
        """Nobody there: blank. Whoever reads for long is asked first."""
        look, idle = self._look, self.app.monotonic() - self._touched_at
        if look.phase is Phase.COUNTED:
            if idle >= self.THANKS_SECONDS:
                self._blank()
        elif look.phase is not Phase.BLANK:
            begun = bool(self.text or look.answers or look.phase is Phase.TICKET)
            left = (self.IDLE_SECONDS if begun else self.READING_SECONDS) - idle
            if left <= 0:
                self._blank()
            elif left <= self.WARNING_SECONDS:
                self.say(_("Are you still there? Then please press ↓ on the keyboard."))

    def _blank(self, notice: str = "") -> None:
        """Nothing of the last one stays, and no Enter that was meant for what stood here counts."""
        self._look = BoothLook(self._look.poll, originals=self._look.originals)
        self._notice = notice
        self._form = self._digest = self._answer = ""
        self._top = 0
        self.clear_line()
        self._changed_at = self.app.monotonic()
        self.repaint()

    # Doing -------------------------------------------------------------------------------------

    async def run_command(self, command: str) -> None:
        """One step of whoever votes."""
        if command == "begin":
            await self._begin()
        elif command == "ticket":
            await self._take_ticket(self.text)
        elif command == "note":
            self._note(self.intention.args[0])
        elif command == "cast":
            await self._cast(self.intention.args[0])
        elif command == "blank":
            self._blank()

    async def _begin(self) -> None:
        await self.read_anew()
        poll = self._look.poll
        if poll is None:
            return
        if poll.free < 1:
            self._blank(full())
            return
        self._notice = ""
        self._form = secrets.token_urlsafe(FORM_BYTES)
        phase = Phase.TICKET if poll.with_tickets else Phase.BALLOT
        self._look = replace(self._look, phase=phase)
        self.clear_line()

    async def _take_ticket(self, typed: str) -> None:
        poll = self._look.poll
        assert poll is not None
        digest = await asyncio.to_thread(digest_of, self._meeting_id, typed)
        try:
            await self.app.read(check_ticket, poll.poll_id, digest)
        except NoSuchTicket as refusal:
            # Of the budget of all wrong tickets, and nothing else: seconds of this laptop's own
            # would hold up whoever comes next.
            await self.app.wrong_ticket()
            self._refuse_ticket(typed, refusal)
        except Refused as refusal:
            self._refuse_ticket(typed, refusal)
        else:
            self._digest = digest
            self._look = replace(self._look, phase=Phase.BALLOT, wrong="", refusal="")
            self.clear_line()

    def _refuse_ticket(self, typed: str, refusal: Refused) -> None:
        self._look = replace(self._look, wrong=typed.strip(), refusal=refusal.sentence)
        self._put_back(typed)

    def _note(self, answers: Marks) -> None:
        """Numbers were given: the next option without one, or all are there."""
        look, poll = self._look, self._look.poll
        assert poll is not None
        new = {letter for letter, _number in set(answers) - set(look.answers)}
        places = [at for at, option in enumerate(poll.options) if option.letter in new]
        after = max([*places, look.at]) + 1
        self._look = replace(look, answers=answers, at=next_step(poll, answers, after))

    async def _cast(self, marks: Marks) -> None:
        poll = self._look.poll
        assert poll is not None
        act = self.app.act(Actor.PHONE, place_of(self._meeting_id))
        try:
            await self.app.database.writes(
                act, cast, poll.poll_id, dict(marks), self._form, self._digest
            )
        except NoVoteLeft:
            self._blank(full())
        except Refused as refusal:
            await self.read_anew()
            if self._look.phase is Phase.BALLOT:  # it can be tried again: nothing is lost
                self._put_back(self.text)
                self.say(refusal.sentence)
        else:
            self._blank()
            self._look = replace(self._look, phase=Phase.COUNTED)

    def move(self, step: int) -> None:
        """Arrows go back to an option, or to the next page."""
        look = self._look
        if look.phase is not Phase.BALLOT or look.poll is None:
            return
        if look.poll.kind in BY_STEPS:
            end = max(next_step(look.poll, look.answers, 0), look.at)
            self._look = replace(look, at=min(max(look.at + step, 0), end))
        else:
            most = max(len(self._listed.items) - 1, 0) // self._room * self._room
            self._top = min(max(self._top + step * self._room, 0), most)

    def action_page(self, step: int) -> None:
        """Another page is one step."""
        self.action_move(step)

    def action_move(self, step: int) -> None:
        """The line may be for another option now."""
        super().action_move(step)
        self.show_bars()

    def action_help(self) -> None:
        """The screen says it all."""

    async def action_back(self) -> None:
        """Esc on a ballot: nothing is cast, and it is blank."""
        if self._look.phase is Phase.BLANK:
            await super().action_back()
        else:
            self._blank()

    async def action_undo(self) -> None:
        """A ballot is not taken back; what is in the line is."""
        if self.line.value:
            self.clear_line()
            self.repaint()

    async def go_back(self) -> None:
        """Esc on the blank screen: it takes the PIN."""
        self._blank()
        await self.app.ask_pin()
