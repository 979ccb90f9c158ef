"""Making a course run: three questions in the line, and the word "ja" at the end. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import IntEnum

from ..core import clock
from ..core.date_words import read_date
from ..core.dates import WEEKDAYS
from ..core.errors import Refused
from ..core.free_days import unknown_years
from ..core.intention import YES, Intention
from ..core.language import _
from ..core.telling import sentence
from ..core.text import clean
from . import runs, sentences
from .curriculum import curriculum
from .rhythm import DEFAULT_RHYTHM, Rhythm, read_rhythm, rhythm_words
from .runs import PlannedDate
from .schedule import ProposedDate, propose


class Question(IntEnum):
    """The questions, in their order."""

    TITLE = 0
    START = 1
    RHYTHM = 2
    SURE = 3


@dataclass(frozen=True, slots=True)
class House:
    """What is known before the first question."""

    titles: tuple[str, ...] = ()
    """Of the course runs that there are."""
    venue: str = ""
    facilitators: str = ""
    land: str = "HB"
    unit_minutes: int = 45


@dataclass(frozen=True, slots=True)
class Answers:
    """How far the questions are answered."""

    question: Question = Question.TITLE
    title: str = ""
    start: date | None = None
    rhythm: Rhythm = DEFAULT_RHYTHM
    dates: tuple[ProposedDate, ...] = ()

    def back(self) -> Answers:
        """One question back."""
        return replace(self, question=Question(max(self.question - 1, 0)))


def read_answer(text: str, answers: Answers, house: House) -> Intention:
    """What Enter will do with the answer `text` to the question that is open."""
    try:
        match answers.question:
            case Question.TITLE:
                return _title(text, answers, house)
            case Question.START:
                return _start(text, answers)
            case Question.RHYTHM:
                return _rhythm(text, answers, house)
            case Question.SURE:
                return _sure(text, answers, house)
    except Refused as refusal:
        return Intention(refusal.sentence)


def planned(dates: tuple[ProposedDate, ...], venue: str) -> tuple[PlannedDate, ...]:
    """The proposed dates, at the usual place."""
    return tuple(
        PlannedDate(d.block, d.starts_at, d.ends_at, d.break_minutes, d.units, venue) for d in dates
    )


def unknown_holidays(dates: tuple[ProposedDate, ...], land: str) -> str:
    """A sentence on the years whose school holidays are not known here; "" if all are."""
    days = (clock.local(proposed.starts_at).date() for proposed in dates)
    years = ", ".join(str(year) for year in unknown_years(days, land))
    return _("School holidays are not known for {years}.").format(years=years) if years else ""


def day_in_words(day: date) -> str:
    """Freitag, 5.3.2027."""
    weekday = _(WEEKDAYS[day.weekday()])
    return f"{weekday}, {day.day}.{day.month}.{day.year}"


def _title(title: str, answers: Answers, house: House) -> Intention:
    if not clean(title):
        if answers.title:
            return _answered(replace(answers, question=Question.START), answers.title)
        return Intention(_("What is the course called? For example:  BIQ Huchting"))
    title = runs.usable_title(title)
    if any(title.casefold() == known.casefold() for known in house.titles):
        raise runs.title_taken(title)
    return _answered(replace(answers, title=title, question=Question.START), title)


def _start(text: str, answers: Answers) -> Intention:
    today = clock.local(clock.now()).date()
    start = read_date(text, today) if text.strip() else answers.start
    if start is None:
        return Intention(_("On which day does it begin? For example:  5.3.2027"))
    said = day_in_words(start)
    if start < today:
        said += " (" + _("that is over") + ")"
    return _answered(replace(answers, start=start, question=Question.RHYTHM), said)


def _rhythm(text: str, answers: Answers, house: House) -> Intention:
    rhythm = read_rhythm(text) if text.strip() else answers.rhythm
    assert answers.start is not None  # the question before
    dates = propose(
        curriculum(), answers.start, rhythm, land=house.land, unit_minutes=house.unit_minutes
    )
    following = replace(answers, rhythm=rhythm, dates=dates, question=Question.SURE)
    return _answered(following, rhythm_words(rhythm))


def _sure(text: str, answers: Answers, house: House) -> Intention:
    if text.strip().casefold() in YES:
        dates = planned(answers.dates, house.venue)
        args = (answers.title, dates, "biq", house.facilitators)
        said = sentence(sentences.MADE, run=answers.title)
        hint = _("Enter: {sentence}").format(sentence=said)
        return Intention(hint, runs.new_run, args, said, command="made")
    return Intention(_("Are these dates right? They can be changed later. Type: yes"))


def _answered(following: Answers, said: str) -> Intention:
    return Intention(
        _("Enter: {sentence}").format(sentence=said), args=(following,), command="answer"
    )
