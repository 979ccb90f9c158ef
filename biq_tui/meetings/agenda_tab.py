"""Ablauf: the agenda, and what comes from last time."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.widget import Widget

from ..core import clock
from ..core.intention import Intention
from ..core.language import N_, _, ngettext
from ..ui.item_list import Item, ItemList, Tone
from .agenda import day_in_words
from .agenda_line import GRAMMAR, Look, read_agenda
from .board import PointRow
from .models import PhoneIdeas, TaskState
from .tab import MeetingTab

if TYPE_CHECKING:
    from .screens import MeetingScreen


class AgendaTab(MeetingTab):
    """The points of the meeting, with their minutes."""

    ID = "agenda"
    NAME = N_("Agenda")
    GRAMMAR: ClassVar[tuple[tuple[str, str], ...]] = GRAMMAR

    def __init__(self, screen: MeetingScreen) -> None:
        super().__init__(screen)
        self._listed = ItemList(id="agenda", note_width=24)

    def label(self) -> str:
        """What the line is for."""
        return _("Agenda")

    def widgets(self) -> Iterable[Widget]:
        """One list."""
        return (self._listed,)

    def read(self, text: str) -> Intention:
        """The line of Ablauf."""
        app = self.screen.app
        elsewhere = app.phones_elsewhere(self.board.gathering_id)
        return read_agenda(text, Look(self.board, self.marked, app.lock.has_pin, elsewhere))

    def order(self) -> list[int]:
        """By number."""
        return [point.number for point in self.board.agenda]

    def show(self) -> None:
        """The points, then what is open since last time."""
        board = self.board
        self._numbers = [point.number for point in board.agenda]
        items = [self._item(point) for point in board.agenda]
        facts = [day_in_words(board.starts_at), *filter(None, [board.venue])]
        items += [Item(""), Item(" · ".join(facts), tone=Tone.DIM)]
        if shown := self.screen.app.on_wall:
            items.append(Item(shown, tone=Tone.DIM))
        items += [Item(line, tone=Tone.DIM) for line in self._phones()]
        open_tasks = sum(task.state is TaskState.OPEN and not task.is_new for task in board.tasks)
        said = [_("Look back: {event}").format(event=past.line) for past in board.past_events]
        if said:
            said[0] += "   " + _("Like this:  look back")
        if open_tasks:
            tasks = ngettext("{n} task is open.", "{n} tasks are open.", open_tasks)
            said.append(tasks)
        if board.parked:
            ideas = ngettext("{n} idea is parked.", "{n} ideas are parked.", len(board.parked))
            said.append(f"{ideas}   " + _("All back:  fetch ideas"))
            said += [f"{idea.number} {idea.line}   ({idea.history})" for idea in board.parked]
        if said:
            items += [Item(""), Item(_("FROM LAST TIME"), tone=Tone.STRONG)]
            items += [Item(line) for line in said]
        self._listed.items = tuple(items)
        self.bring_into_sight(self._listed)

    def _phones(self) -> tuple[str, ...]:
        """That phones may send ideas, and where."""
        if not self.board.phones_invited:
            return ()
        from .code_screen import sign_of  # the door for phones comes with it

        sign = sign_of(self.screen.app.door, self.board.gathering_id)
        at_once = self.board.phones is PhoneIdeas.FREE
        how = (
            _("Ideas from phones: on the wall at once.")
            if at_once
            else _("Ideas from phones: you see them first.")
        )
        if sign.url:
            return how, f"{sign.short}   " + _("Large:  qr")
        elsewhere = self.screen.app.door.gathering_id not in (None, self.board.gathering_id)
        other = _("The page for phones is open for something else. To here:  phones")
        return how, sign.problem or (other if elsewhere else "")

    async def run_command(self, command: str) -> None:
        """People arrive on a screen of their own; the time is shown or not."""
        if command == "arrivals":
            await self.screen.app.open_arrivals(self.board.gathering_id)
        elif command == "look_back":
            await self.screen.app.open_card(self.screen.intention.args[0])
        elif command == "phones":
            await self.screen.app.meeting_door(self.board.meeting_id)
        elif command == "qr":
            from .code_screen import CodeScreen

            await self.screen.app.push_screen(CodeScreen(self.board.gathering_id))
        elif command in ("hand_over", "hand_over_new"):
            new_pin = command == "hand_over_new"
            await self.screen.app.hand_over(self.board.meeting_id, new_pin)
        elif command in ("clock_away", "clock_here"):
            self.screen.shows_time = command == "clock_here"

    def _item(self, point: PointRow) -> Item:
        at_hand = self.board.in_hand
        is_now = at_hand is not None and point.item_id == at_hand.item_id
        sign, tone = self.look_of(point.number, is_now or point.began_at is None)
        notes = [] if point.minutes is None else [_("{n} min.").format(n=point.minutes)]
        if is_now and point.began_at:
            notes.append(_("since {time}").format(time=clock.clock_time(point.began_at)))
            sign = "→" if sign == " " else sign
            tone = Tone.STRONG if tone is Tone.PLAIN else tone
        return Item(point.title, f"{point.number}", " · ".join(notes), sign, tone)
