"""Ankommen: the live sign-in of one gathering."""

from __future__ import annotations

import gc
from collections.abc import Iterable
from dataclasses import replace
from typing import ClassVar

from textual import getters, on
from textual.containers import Container, Horizontal
from textual.events import Resize
from textual.widget import Widget

from ..core import clock
from ..core.intention import Intention, UseCase
from ..core.journal import Actor
from ..core.language import _, ngettext
from ..ui.bars import Text
from ..ui.frame import Step
from ..ui.history import HistoryScreen
from ..ui.item_list import ItemList
from ..ui.screen import BiqScreen
from . import service, wall
from .ending import Ending, Question, read_ending, written
from .following import followed
from .grammar import GRAMMAR
from .line import Look, choices_of, read
from .models import Sitting
from .places import place_of
from .roster_list import RosterList
from .sheet import Sheet, Waiting
from .sign import Poster, SmallSign
from .triage import is_about_phones, read_sign
from .waiting_list import WaitingList

ARRIVALS, CODE = range(2)

FRAME, SHORT_FRAME = 9, 7
"""How many rows stand around the body, with and without the rules."""

Stop = int | tuple[int, int | None]
"""What an arrow can mark: a row's number, or a waiting arrival's id and one of its choices."""


class GatheringScreen(BiqScreen):
    """Who is here? The line, the list with its fixed numbers, who waits, and the QR code."""

    END: ClassVar[int] = 2
    """The place of the last tab."""

    arrivals = getters.query_one("#arrivals", Horizontal)
    roster = getters.query_one("#roster", RosterList)
    waiting_list = getters.query_one("#waiting", WaitingList)
    sign = getters.query_one("#sign", SmallSign)
    poster = getters.query_one("#poster", Poster)
    ending = getters.query_one("#questions", Text)

    def __init__(self, first: Sheet) -> None:
        """`first`: the gathering as it was when the screen was opened."""
        super().__init__()
        self.sheet = first
        self._look = Look(first)
        self._ending = Ending()
        self._wall = wall.Asked(first)

    @property
    def place(self) -> str:
        """The journal's name for this screen."""
        return place_of(self.sheet.gathering_id)

    @property
    def as_of(self) -> int:
        """The sheet says how new it is."""
        return self.sheet.as_of

    # What stands in the fixed places ---------------------------------------------------------

    def where(self) -> str:
        """Row 1."""
        return f"BIQ · {self.sheet.title}"

    def state(self) -> str:
        """Row 2: the counts."""
        seen = self.sheet
        if seen.sitting is Sitting.ENDED and seen.ended_at:
            were = ngettext("{n} person was here.", "{n} people were here.", seen.here + seen.left)
            return _("Ended at {time}.").format(time=clock.clock_time(seen.ended_at)) + f" {were}"
        parts = [ngettext("{n} is here", "{n} are here", seen.here)]
        if seen.guests:
            parts[0] += ngettext(", {n} of them a guest", ", {n} of them guests", seen.guests)
        if seen.beside:
            parts[0] += ngettext(", {n} comes along", ", {n} come along", seen.beside)
        parts[0] += "."
        for count, said in (
            (seen.open, ngettext("{n} is still missing.", "{n} are still missing.", seen.open)),
            (seen.excused, ngettext("{n} has cancelled.", "{n} have cancelled.", seen.excused)),
            (seen.left, ngettext("{n} has left.", "{n} have left.", seen.left)),
            (seen.absent, ngettext("{n} is absent.", "{n} are absent.", seen.absent)),
        ):
            if count:
                parts.append(said)
        if seen.began_at:
            parts.append(_("Begun at {time}.").format(time=clock.clock_time(seen.began_at)))
        return "   ".join(parts)

    def tabs(self) -> tuple[str, ...]:
        """Row 3."""
        return (_("Arrivals"), _("QR code"), _("End the evening"))

    def label(self) -> str:
        """What the line is for."""
        return _("Question") if self.current_tab == self.END else _("Name")

    def event(self) -> str:
        """What happened last."""
        if self._asks:
            return wall.question()
        last = self.sheet.last_event
        if last is None:
            return ""
        if last.actor is not Actor.PHONE:
            return f"✓ {last.sentence}"
        by_phone = _("phone, {time}").format(time=clock.clock_time(last.at))
        return f"✓ {last.sentence} ({by_phone})"

    def my_step(self) -> Step | None:
        """What Ctrl+Z would take back."""
        step, last = self.sheet.my_step, self.sheet.last_event
        if step is None:
            return None
        return Step(step.number, step.sentence, latest=step == last, undoable=step.undoable)

    def taking_back(self) -> UseCase:
        """The list of an evening that has ended stays as it is."""
        return service.take_back

    def help_topics(self) -> tuple[tuple[str, str], ...]:
        """The grammar of the line, and the projector's page."""
        return GRAMMAR

    def body(self) -> Iterable[Widget]:
        """The three tabs; the open one is seen."""
        with Horizontal(id="arrivals"):
            with Container(id="people"):
                yield RosterList(id="roster")
                yield WaitingList(id="waiting", label_width=0)
            yield SmallSign(id="sign")
        yield Poster(id="poster")
        yield Text(id="questions")

    def parts(self) -> tuple[Widget, ...]:
        """What is seen on each tab, in their order."""
        return self.arrivals, self.poster, self.ending

    async def on_mount(self) -> None:
        """The list stays while it is looked at: no search for garbage goes through it again."""
        gc.freeze()

    # Reading and painting --------------------------------------------------------------------

    async def reload(self) -> None:
        """Read the gathering anew; marks stay where they are, if they still are."""
        seen = await self.app.read(followed, self.sheet, self.app.station.id)
        self.sheet = seen
        self._look = replace(self._look, sheet=seen, names_hidden=self.app.names_hidden)
        marked = self._look.waiting
        if marked and all(waiting.arrival_id != marked[0] for waiting in seen.waiting):
            self._mark_next_waiting()

    def read(self, text: str) -> Intention:
        """The sign-in's line, or the answer to the open question."""
        self._look = replace(self._look, names_hidden=self.app.names_hidden)
        if self.current_tab == self.END:
            return read_ending(text, self._look, self._ending)
        about_wall = wall.read_wall(text, self._asks)
        if about_wall is not None:
            return about_wall
        if self.current_tab == CODE and not self.sheet.waiting and is_about_phones(text):
            return read_sign(self.app.door.sign, bool(text)) or read(text, self._look)
        return read(text, self._look)

    def show_body(self) -> None:
        """Paint what is on the open tab; what stays the same is not painted again."""
        for place, part in enumerate(self.parts()):
            part.display = place == self.current_tab
        # On a small screen the code needs the rows of the rules, too.
        tight = self.current_tab == CODE and self.size.height < 28
        self.set_class(tight, "-tight")
        # Counted, not asked for: the body has not yet grown by the rows of the rules.
        height = self.size.height - (SHORT_FRAME if tight else FRAME)
        if self.current_tab == ARRIVALS:
            hidden = self.app.names_hidden
            self.roster.show_rows(self.sheet.rows, self.intention, hidden, bool(self.text))
            self.waiting_list.show_waiting(self._look)
            self.sign.show(self.app.door.sign, self.sheet, self.size.width, height)
        elif self.current_tab == CODE:
            self.poster.show(self.app.door.sign, self.sheet, self.size.width, height)
        elif self.current_tab == self.END:
            self.ending.text = written(self._look, self._ending)

    # Doing -----------------------------------------------------------------------------------

    @property
    def _asks(self) -> bool:
        if self.current_tab not in (ARRIVALS, CODE) or self.app.names_hidden:  # no need to ask
            return False
        return self._wall.still(self.sheet) and self.app.seen_at(self.sheet.venue) is None

    def forget_marks(self) -> None:
        """Another text: nothing is marked, and no Enter was pressed on it."""
        self._wall.typed(self.text)
        self._look = replace(self._look, marked=None, waiting=None, pressed="")

    def settle_marks(self) -> None:
        """A step is done; who looks through those who wait goes on to the next."""
        self._look = replace(self._look, marked=None, pressed="")

    def unmark(self) -> bool:
        """Esc takes the mark away."""
        had = self._look.marked is not None or self._look.waiting is not None
        self.forget_marks()
        return had

    def move(self, step: int) -> None:
        """Arrows go through the hits, or through who waits and the list."""
        if self.current_tab == CODE:
            if not self.poster.turned(step):
                self.run_worker(self.app.door.next_address(step))
            return
        stops = self._stops()
        if not stops:
            return
        stop = self._next_stop(stops, step)
        if isinstance(stop, int):
            self._look = replace(self._look, marked=stop, waiting=None)
        else:
            self._look = replace(self._look, marked=None, waiting=stop)

    def _next_stop(self, stops: list[Stop], step: int) -> Stop:
        """From the marked one on; from nothing, ↓ goes into the list and ↑ to who waits longest."""
        now: Stop | None = self._look.waiting or self._look.marked
        if now is None and self.text:
            now = self.intention.chosen
        if now in stops:
            return stops[(stops.index(now) + step) % len(stops)]
        if step < 0:
            return stops[0] if self.sheet.waiting and not self.text else stops[-1]
        return next((stop for stop in stops if isinstance(stop, int)), stops[0])

    def _stops(self) -> list[Stop]:
        if self.text or self.current_tab == self.END:
            return sorted(self.intention.lit)
        stops: list[Stop] = []
        for waiting in self.sheet.waiting:
            stops += _stops_of(waiting)
        stops += self.sheet.rows.numbers
        return stops

    async def run_command(self, command: str) -> None:
        """What an intention changes on the screen."""
        intention = self.intention
        if command == "mark":
            self._look = replace(self._look, marked=intention.args[0])
        elif command == "press":
            self._look = replace(self._look, pressed=self.text.strip())
        elif command == "waiting":
            self.current_tab = ARRIVALS
            self._mark_next_waiting()
        elif command == "answered":
            self._ending = self._ending.answered(self.sheet, intention.chosen)
        elif command == "ended":
            self._ending = Ending()
            self.tell(await self.app.end_sitting(self.sheet.gathering_id))
        elif command == "opened":
            await self.reload()
            await self.app.open_door(self.sheet)
        elif command == "phones_fail":
            self.app.door.next_step()
        elif command == "phones_again":
            self.app.doors.phones_again()
        elif command == "projector":
            self.tell(await self.app.projector())
        elif command in ("seen", "unseen"):
            self.app.remember_seen(self.sheet.venue, command == "seen")
        elif command == "wall":
            self.app.names_hidden = True
            self.current_tab = CODE
        elif command == "happened":
            self.app.push_screen(HistoryScreen(self.place, service.take_back))

    def _mark_next_waiting(self) -> None:
        first = _stops_of(self.sheet.waiting[0])[0] if self.sheet.waiting else None
        self._look = replace(self._look, marked=None, waiting=first)

    async def go_back(self) -> None:
        """Esc: in the questions one question back, else to Heute. The sitting stays open."""
        if self.current_tab == self.END and self._ending.question > Question.COUNT:
            self._ending = Ending()
        elif self.current_tab != ARRIVALS:
            self.current_tab = ARRIVALS
        else:
            await self.app.go_home()

    @on(ItemList.Picked, "#roster")
    def row_clicked(self, event: ItemList.Picked) -> None:
        """A click marks, Enter or a click on the hint acts."""
        number = self.sheet.rows[event.place].number
        self._look = replace(self._look, marked=number, waiting=None)
        self.show_intention()

    @on(ItemList.Picked, "#waiting")
    def waiting_clicked(self) -> None:
        """A click looks at who waits."""
        self._mark_next_waiting()
        self.show_intention()

    def on_resize(self, _event: Resize) -> None:
        """Another size, other columns."""
        if self.is_mounted:
            self.call_after_refresh(self.show_body)


def _stops_of(waiting: Waiting) -> list[tuple[int, int | None]]:
    """Its choices; where it could be several people, first a look at who it is."""
    places: list[int | None] = [None] if len(waiting.candidates) != 1 else []
    return [(waiting.arrival_id, place) for place in [*places, *range(choices_of(waiting))]]
