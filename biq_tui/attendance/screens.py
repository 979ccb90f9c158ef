"""Ankommen: the live sign-in of one gathering."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from textual import getters, on
from textual.containers import Container, Horizontal, Vertical
from textual.events import Resize
from textual.widget import Widget
from textual.widgets import Static

from ..core import clock
from ..core.intention import Intention
from ..core.journal import Actor
from ..core.language import _, ngettext
from ..ui.bigtext import BigText
from ..ui.item_list import Item, ItemList, Tone
from ..ui.qr import QrCode, fits
from ..ui.screen import BiqScreen, Step
from ..ui.shown import shown
from .ending import Ending, Question, questions, read_ending
from .history import HistoryScreen
from .line import GRAMMAR, Look, choices, read
from .models import Role, Sitting, State
from .places import place_of
from .sheet import Row, Sheet, Waiting, sheet

ARRIVALS, CODE, END = range(3)

FRAME, SHORT_FRAME = 9, 7
"""How many rows stand around the body, with and without the rules."""

Stop = int | tuple[int, int | None]
"""What an arrow can mark: a row's number, or a waiting arrival's id and one of its choices."""


class GatheringScreen(BiqScreen):
    """Who is here? The line, the list with its fixed numbers, who waits, and the QR code."""

    waiting_list = getters.query_one("#waiting", ItemList)
    roster = getters.query_one("#roster", ItemList)

    def __init__(self, first: Sheet) -> None:
        """`first`: the gathering as it was when the screen was opened."""
        super().__init__()
        self.sheet = first
        self._look = Look(first)
        self._ending = Ending()

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
        return _("Question") if self.current_tab == END else _("Name")

    def event(self) -> str:
        """What happened last."""
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

    def help_topics(self) -> tuple[tuple[str, str], ...]:
        """The grammar of the line, and the projector's page."""
        return GRAMMAR

    def body(self) -> Iterable[Widget]:
        """The three tabs; the open one is seen."""
        with Horizontal(id="arrivals"):
            with Container(id="people"):
                yield ItemList(id="roster", note_width=9, column_width=28)
                yield ItemList(id="waiting", label_width=0)
            with Vertical(id="sign"):
                yield QrCode(id="code")
                yield Static(id="short", markup=False)
                yield Static(id="phones", markup=False)
        with Horizontal(id="poster"):
            yield QrCode(id="big-code")
            with Vertical(id="address"):
                yield Static(id="say", markup=False)
                yield BigText(id="big-address")
                yield Static(id="interface", markup=False)
        yield Static(id="questions", markup=False)

    # Reading and painting --------------------------------------------------------------------

    async def reload(self) -> None:
        """Read the gathering anew; marks stay where they are, if they still are."""
        seen = await self.app.read(sheet, self.sheet.gathering_id, self.app.station.id)
        self.sheet = seen
        self._look = replace(self._look, sheet=seen, names_hidden=self.app.names_hidden)
        marked = self._look.waiting
        if marked and all(waiting.arrival_id != marked[0] for waiting in seen.waiting):
            self._mark_next_waiting()

    def read(self, text: str) -> Intention:
        """The sign-in's line, or the answer to the open question."""
        self._look = replace(self._look, names_hidden=self.app.names_hidden)
        if self.current_tab == END:
            return read_ending(text, self._look, self._ending)
        return read(text, self._look)

    def show_body(self) -> None:
        """Paint lists, sign and questions."""
        for place, name in enumerate(("#arrivals", "#poster", "#questions")):
            self.query_one(name).display = place == self.current_tab
        # On a small screen the code needs the rows of the rules, too.
        self.set_class(self.current_tab == CODE and self.size.height < 28, "-tight")
        self.roster.items = tuple(self._item(row) for row in self.sheet.rows)
        self.waiting_list.items = self._waiting_items()
        self.waiting_list.styles.height = max(len(self.waiting_list.items), 1)
        if self.intention.chosen is not None and self.current_tab == ARRIVALS:
            numbers = [row.number for row in self.sheet.rows]
            if self.intention.chosen in numbers:
                self.roster.show(numbers.index(self.intention.chosen))
        self._show_sign()
        self._show_questions()

    def _item(self, row: Row) -> Item:
        lit = row.number in self.intention.lit or row.number == self.intention.chosen
        name = (
            row.name if row.role is Role.PARTICIPANT else _("Guest: {name}").format(name=row.name)
        )
        if self.app.names_hidden:
            name = row.name.split()[0] if lit and self.text else ""
        if row.number == self.intention.chosen:
            sign, tone = "▸", Tone.MARKED
        elif lit:
            sign, tone = "›", Tone.HIT
        else:
            sign, tone = " ", Tone.PLAIN if row.here else Tone.DIM
        return Item(name, f"{row.number}", state_word(row), sign, tone)

    def _waiting_items(self) -> tuple[Item, ...]:
        seen = self.sheet
        heading = (
            _("WAITING FOR YOU ({n})").format(n=len(seen.waiting))
            if seen.waiting
            else _("Nobody is waiting.")
        )
        if seen.aside:
            heading += "   " + ngettext("{n} put aside", "{n} put aside", seen.aside)
        items = [Item(heading, tone=Tone.STRONG if seen.waiting else Tone.DIM)]
        for waiting in seen.waiting:
            items += self._waiting_lines(waiting)
        marked = next((n for n, item in enumerate(items) if item.tone is Tone.MARKED), 0)
        room = 8 if self._look.waiting else 2  # nothing moves by itself: two, until she looks
        start = max(1, marked - room + 2) if marked else 1
        return (items[0], *items[start : start + room])

    def _waiting_lines(self, waiting: Waiting) -> list[Item]:
        name = "…" if self.app.names_hidden else f"„{waiting.name}“"
        head = f"{clock.clock_time(waiting.at)}  {name}  "
        marked = self._look.waiting
        if marked is None or marked[0] != waiting.arrival_id:
            return [Item(f" {head}{self._question(waiting)}")]
        here = marked[1] is None
        lines = [
            Item(
                f" {head}" + _("Who is this?"),
                sign="▸" if here else " ",
                tone=Tone.MARKED if here else Tone.HIT,
            )
        ]
        for place, choice in enumerate(choices(waiting, self._look)):
            chosen = place == marked[1]
            said = choice.sentence
            if self.app.names_hidden:
                said = choice.hint.removeprefix(_("Enter: {sentence}").format(sentence=""))
            lines.append(
                Item(
                    f"       {said}",
                    sign="▸" if chosen else " ",
                    tone=Tone.MARKED if chosen else Tone.PLAIN,
                )
            )
        return lines

    def _question(self, waiting: Waiting) -> str:
        if self.app.names_hidden or not waiting.candidates:
            return _("Who is this?")
        rows = [self.sheet.row(person_id) for person_id in waiting.candidates]
        here = _("is here")
        names = [f"{row.name} ({here})" if row.here else row.name for row in rows]
        return _(" or ").join(names) + "?"

    def _show_sign(self) -> None:
        sign = self.app.door.sign
        # Counted, not asked for: the body has not yet grown by the rows of the rules.
        width = self.size.width
        height = self.size.height - (SHORT_FRAME if self.has_class("-tight") else FRAME)
        beside = self.sheet.sitting is Sitting.OPEN and width >= 98 and height >= 19
        beside = beside and fits(sign.url or "http://0", 34, height - 2)
        self.query_one("#sign").display = beside
        for code in ("#code", "#big-code"):
            self.query_one(code, QrCode).data = sign.url
        # Where there is no room for both, the address is of more use than half a code.
        self.set_class(not fits(sign.url or "http://0", width - 46, height), "-address-only")
        self.query_one("#short", Static).update(shown(sign.short or sign.problem))
        phones = ngettext(
            "{n} has reported by phone", "{n} have reported by phone", self.sheet.phones
        )
        self.query_one("#phones", Static).update(shown(phones))
        self.query_one("#big-address", BigText).content = sign.short
        if self.sheet.sitting is Sitting.ENDED:
            said = _("The evening has ended. Phones can't report any more.")
        else:
            said = sign.problem or _("Scan the picture with your phone. Then write your name.")
        self.query_one("#say", Static).update(shown(said))
        choice = f"{sign.interface}   " if sign.interface else ""
        if sign.choices > 1:
            choice += _("Phones can't reach it? ↑↓ takes another address.")
        self.query_one("#interface", Static).update(shown(choice))

    def _show_questions(self) -> None:
        lines = []
        for place, (question, answer) in enumerate(questions(self.sheet, self._ending)):
            sign = "✓" if place < self._ending.question else "▸"
            answered = answer if place <= self._ending.question else ""
            if place > self._ending.question:
                sign = " "
            lines.append(f"  {sign} {place + 1}  {question}   {answered}")
        if self.sheet.sitting is Sitting.ENDED:
            lines = ["  ✓ " + _("The evening has ended.")]
        text = shown("")
        for line in lines:
            text = text.append("\n").append(shown(line)).append("\n")
        self.query_one("#questions", Static).update(text)

    # Doing -----------------------------------------------------------------------------------

    def forget_marks(self) -> None:
        """Another text: nothing is marked, and no Enter was pressed on it."""
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
        if self.text or self.current_tab == END:
            return [row.number for row in self.sheet.rows if row.number in self.intention.lit]
        stops: list[Stop] = []
        for waiting in self.sheet.waiting:
            stops += self._stops_of(waiting)
        return [*stops, *(row.number for row in self.sheet.rows)]

    def _stops_of(self, waiting: Waiting) -> list[tuple[int, int | None]]:
        """Its choices; where it could be several people, first a look at who it is."""
        count = len(choices(waiting, self._look))
        places: list[int | None] = [None] if len(waiting.candidates) != 1 else []
        return [(waiting.arrival_id, place) for place in [*places, *range(count)]]

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
            self._ending = self._ending.answered(intention.chosen)
        elif command == "ended":
            self._ending = Ending()
            self.tell(await self.app.end_sitting(self.sheet.gathering_id))
        elif command == "opened":
            await self.reload()
            await self.app.open_door(self.sheet)
        elif command == "projector":
            self.tell(await self.app.projector())
        elif command == "happened":
            self.app.push_screen(HistoryScreen(self.sheet.gathering_id))

    def _mark_next_waiting(self) -> None:
        first = self._stops_of(self.sheet.waiting[0])[0] if self.sheet.waiting else None
        self._look = replace(self._look, marked=None, waiting=first)

    async def go_back(self) -> None:
        """Esc: in the questions one question back, else to Heute. The sitting stays open."""
        if self.current_tab == END and self._ending.question > Question.COUNT:
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


def state_word(row: Row) -> str:
    """How the list says it, in a word."""
    if row.state is State.PRESENT:
        if row.left:
            return _("left")
        return _("late") if row.late_minutes is not None else _("here")
    return {None: "·", State.EXCUSED: _("cancelled"), State.ABSENT: _("absent")}[row.state]
