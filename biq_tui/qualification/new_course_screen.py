"""A new course: three questions, then all dates at a glance, and the word "ja"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from textual import getters
from textual.widget import Widget

from ..core import clock
from ..core.dates import full_date, short_weekday
from ..core.intention import Intention
from ..core.language import _, ngettext
from ..core.settings import values_of
from ..ui.item_list import Item, ItemList, Tone
from ..ui.screen import BiqScreen
from . import options
from .course import titles
from .courses_screen import PLACE
from .curriculum import curriculum
from .lists import title_of
from .new_course import (
    Answers,
    House,
    Question,
    day_in_words,
    read_answer,
    unknown_holidays,
)
from .rhythm import rhythm_words
from .schedule import ProposedDate


class NewCourseScreen(BiqScreen):
    """The questions with their answers, and below them the dates that follow."""

    KEEPS_UNDONE = True

    answers_list = getters.query_one("#answers", ItemList)

    def __init__(self) -> None:
        super().__init__()
        self._house = House()
        self._answers = Answers()
        self._first = 0

    @property
    def place(self) -> str:
        """The course is made on the screen of courses."""
        return PLACE

    def where(self) -> str:
        """Row 1."""
        return _("BIQ · New course")

    def state(self) -> str:
        """Row 2."""
        if self._answers.question is Question.SURE:
            units = ngettext("{n} unit (UE)", "{n} units (UE)", sum(d.units for d in self._dates))
            dates = ngettext("{n} date", "{n} dates", len(self._dates))
            unknown = unknown_holidays(self._dates, self._house.land)
            return f"{dates}, {units}.   {unknown}".strip()
        return _("Question {n} of 3.").format(n=self._answers.question + 1)

    def label(self) -> str:
        """What the line is for."""
        return (_("Name"), _("Begins on"), _("Rhythm"), _("Right?"))[self._answers.question]

    def help_topics(self) -> tuple[tuple[str, str], ...]:
        """Examples of rhythms."""
        return (
            (_("monthly Fri 17:00-20:15, Sat 10:00-16:00"), _("A weekend a month.")),
            (_("every 2 weeks Tue 18-20"), _("An evening every 2 weeks.")),
            (_("weekly Wed 10-12"), _("A morning every week.")),
        )

    def body(self) -> Iterable[Widget]:
        """One list."""
        yield ItemList(id="answers", label_width=0)

    async def reload(self) -> None:
        """What is known of the house."""
        known = (options.VENUE, options.FACILITATORS, options.LAND, options.UNIT_MINUTES)
        values = await self.app.read(values_of, known)
        self._house = House(
            titles=await self.app.read(titles),
            venue=values[options.VENUE.key],
            facilitators=values[options.FACILITATORS.key],
            land=values[options.LAND.key],
            unit_minutes=int(values[options.UNIT_MINUTES.key]),
        )

    def read(self, text: str) -> Intention:
        """Enter answers the question."""
        return read_answer(text, self._answers, self._house)

    def show_body(self) -> None:
        """Questions and answers; at the end all dates."""
        items = list(self._questions())
        if self._answers.question is Question.SURE:
            dates = [self._date(proposed) for proposed in self._dates]
            items += [Item(""), *dates] if self.size.height > len(dates) + 15 else dates
        self.answers_list.items = tuple(items)

    def _questions(self) -> Iterator[Item]:
        answers = self._answers
        start = day_in_words(answers.start) if answers.start else ""
        for place, (asked, answer) in enumerate(
            (
                (_("What is the course called?"), answers.title),
                (_("On which day does it begin?"), start),
                (_("In which rhythm?"), rhythm_words(answers.rhythm)),
            )
        ):
            is_open = place == answers.question
            sign = "▸" if is_open else "✓" if place < answers.question else " "
            shown = answer if place < answers.question or (is_open and answer) else ""
            tone = Tone.STRONG if is_open else Tone.PLAIN
            yield Item(f" {place + 1}  {asked:<30} {shown}", sign=sign, tone=tone)

    def _date(self, proposed: ProposedDate) -> Item:
        starts, ends = clock.local(proposed.starts_at), clock.local(proposed.ends_at)
        title = title_of(curriculum(), proposed.block, proposed.part)
        free = f"! {proposed.free}" if proposed.free else ""
        day = f"{short_weekday(proposed.starts_at)} {full_date(proposed.starts_at)}"
        times = f"{starts:%H:%M}–{ends:%H:%M}"
        tone = Tone.STRONG if free else Tone.PLAIN
        return Item(f" {day:<13} {times}  {free or title}", tone=tone)

    @property
    def _dates(self) -> tuple[ProposedDate, ...]:
        return self._answers.dates

    def move(self, step: int) -> None:
        """There is nothing to choose; the list turns its pages."""
        height = max(self.answers_list.size.height, 1)
        pages = -(-len(self.answers_list.items) // height)
        self._first = (self._first + step) % max(pages, 1)
        self.answers_list.show(self._first * height)

    async def run_command(self, command: str) -> None:
        """Go on to the next question, or to the course that was made."""
        if command == "answer":
            self._answers = self.intention.args[0]
        elif command == "made":
            self.app.pop_screen()
            await self.app.open_course(self.outcome)

    async def go_back(self) -> None:
        """Esc: one question back, then to where she came from."""
        if self._answers.question > Question.TITLE:
            self._answers = self._answers.back()
        else:
            self.app.pop_screen()
