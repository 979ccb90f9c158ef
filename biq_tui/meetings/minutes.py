"""The minutes (Protokoll) of a meeting: ready when people leave. As sections, then as text.

A name stands in them only if the group wants it, and never one with a privacy lock.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlmodel import Session, select

from ..attendance.models import Presence, State
from ..core.clock import clock_time
from ..core.dates import day_words, full_date, long_date
from ..core.language import _, ngettext
from ..evaluations import Said
from ..people.public import public_names
from ..voting.reading import Result
from .board import Board, IdeaRow, TaskRow
from .models import IdeaState, TaskState
from .reading import board as read_board
from .sentences import listed
from .vote_minutes import in_simple_words as vote_in_simple_words
from .vote_minutes import lines as vote_lines
from .vote_minutes import results_at, titled
from .words_apart import apart
from .words_apart import plain as plain

WIDTH = 76
"""Columns of the plain text."""

_MARKDOWN = re.compile(r"([\\`*_\[\]<>|#~])")
_LIKE_A_LIST = re.compile(r"^(\d+)([.)])(?= )|^([-+])(?= )")


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its lines; numbered ones can be referred to.

    Words that run from right to left are kept apart by invisible signs, for the paper; the texts
    go without.
    """

    heading: str
    lines: tuple[str, ...]
    numbered: bool = False
    begins_with_number: bool = False
    """Every line begins with its own number and a blank."""


@dataclass(frozen=True, slots=True)
class Minutes:
    """What a meeting leaves behind, without a name that nobody may read."""

    title: str
    facts: tuple[str, ...]
    sections: tuple[Section, ...]


def minutes(session: Session, meeting_id: int) -> Minutes:
    """Read the minutes of a meeting. Raises Refused if there is none."""
    seen = read_board(session, meeting_id, "")
    votes = results_at(session, meeting_id)
    if not seen.with_names:
        return minutes_of(seen, votes)
    here = _present(session, seen.gathering_id)
    return minutes_of(seen, votes, public_names(session, here | _responsible(seen)), here)


def minutes_of(
    board: Board,
    votes: Sequence[Result] = (),
    names: Mapping[int, str] | None = None,
    here: Collection[int] = (),
) -> Minutes:
    """The minutes of a meeting as it is seen.

    `votes`: its closed ones; `names`: those that may stand in them, by the ids of people; `here`:
    who was there.
    """
    names = {person: apart(name) for person, name in (names or {}).items()}
    facts = [
        f"{long_date(board.starts_at)}, {clock_time(board.starts_at)}–{clock_time(board.ends_at)}"
    ]
    if board.venue:
        facts.append(_("Place: {venue}").format(venue=apart(board.venue)))
    if board.people is not None:
        count = ngettext("{n} person was here.", "{n} people were here.", board.people)
        present = ", ".join(sorted(names[person] for person in here if person in names))
        facts.append(f"{count} {present}".strip())
    sections = [
        Section(_("Decisions"), tuple(_decisions(board)), numbered=True),
        *_votes(votes),
        *_looked_back(board),
        Section(
            _("Who does what until when"),
            tuple(_tasks(board, names, is_new=True)),
            begins_with_number=True,
        ),
        Section(
            _("Tasks from earlier meetings"),
            tuple(_tasks(board, names, is_new=False)),
            begins_with_number=True,
        ),
        Section(_("Open questions"), tuple(apart(row.wording) for row in board.questions)),
        Section(_("This becomes an event"), tuple(_wishes(board)), numbered=True),
        Section(
            _("We will do this"), tuple(_ideas(board, IdeaState.CHOSEN)), begins_with_number=True
        ),
        *_groups(board),
        Section(
            _("Later: for the next meeting"),
            tuple(_ideas(board, IdeaState.PARKED)),
            begins_with_number=True,
        ),
    ]
    if board.next_meeting is not None:
        day = f"{long_date(board.next_meeting)}, {clock_time(board.next_meeting)}"
        sections.append(Section(_("Next meeting"), (day,)))
    title = _("Minutes: {topic}").format(topic=apart(board.topic) or _("Meeting"))
    return Minutes(title, tuple(facts), tuple(part for part in sections if part.lines))


def in_simple_words(board: Board, votes: Sequence[Result] = ()) -> Minutes:
    """A short form in simple words: what was decided, what is to be done, when we meet again."""
    facts = [_("We met on {date}.").format(date=full_date(board.starts_at))]
    if board.topic:
        facts.append(_("We talked about: {topic}").format(topic=apart(board.topic)))
    ideas = ngettext("We collected {n} idea.", "We collected {n} ideas.", len(board.ideas))
    facts += [ideas] if board.ideas else []
    tasks = [
        f"{apart(task.what)}."
        + (" " + _("Until {day}.").format(day=day_words(task.due)) if task.due else "")
        for task in board.tasks
        if task.state is TaskState.OPEN
    ]
    chosen = [apart(idea.line) for idea in board.ideas if idea.state is IdeaState.CHOSEN]
    sections = [
        Section(_("We voted:"), tuple(vote_in_simple_words(vote) for vote in votes)),
        *(
            Section(
                _("We talked about the event {event}:").format(event=apart(said.event.line)),
                tuple(_answers(said)),
            )
            for said in board.looked_back
        ),
        Section(_("We decided this:"), tuple(apart(row.wording) for row in board.decisions)),
        Section(_("This becomes an event:"), tuple(apart(row.wording) for row in board.wishes)),
        Section(_("We will do this:"), tuple(chosen)),
        Section(_("This is to be done:"), tuple(tasks)),
        Section(
            _("We do not know this yet:"), tuple(apart(row.wording) for row in board.questions)
        ),
    ]
    if board.next_meeting is not None:
        day = f"{long_date(board.next_meeting)}, {clock_time(board.next_meeting)}"
        sections.append(Section(_("We meet again:"), (day,)))
    title = apart(board.topic) or _("Our meeting")
    return Minutes(title, tuple(facts), tuple(part for part in sections if part.lines))


def as_markdown(made: Minutes) -> str:
    """The minutes as Markdown; what people wrote is never read as its signs."""
    parts = [f"# {_escaped(made.title)}", "\n".join(f"{_escaped(fact)}  " for fact in made.facts)]
    for section in made.sections:
        parts.append(f"## {_escaped(section.heading)}")
        parts.append(
            "\n".join(
                f"{f'{number}.' if section.numbered else '-'} {_escaped(line)}"
                for number, line in enumerate(section.lines, start=1)
            )
        )
    return "\n\n".join(parts) + "\n"


def as_text(made: Minutes, width: int = WIDTH) -> str:
    """The minutes as plain text, with lines of `width` columns."""
    return "\n".join(text_lines(made, width)) + "\n"


def text_lines(made: Minutes, width: int) -> Iterator[str]:
    """The same, line by line: to be read out, too."""
    yield from _wrapped(made.title.upper(), width, "")
    yield ""
    for fact in made.facts:
        yield from _wrapped(fact, width, "")
    for section in made.sections:
        yield ""
        yield from _wrapped(section.heading.upper(), width, "")
        for number, line in enumerate(section.lines, start=1):
            yield from _wrapped(line, width, f"{number}. " if section.numbered else "- ")


def _wrapped(text: str, width: int, sign: str) -> list[str]:
    return textwrap.wrap(
        plain(text),
        width,
        initial_indent=sign,
        subsequent_indent=" " * len(sign),
        break_on_hyphens=False,
    ) or [sign]


def _decisions(board: Board) -> Iterator[str]:
    for row in board.decisions:
        wording, how = apart(row.wording), f" ({apart(row.how)})" if row.how else ""
        against = _("Against it: {text}").format(text=apart(row.dissent)) if row.dissent else ""
        yield f"{wording}{how}. {against}".strip() if how or against else wording


def _votes(votes: Sequence[Result]) -> Iterator[Section]:
    for vote in votes:
        heading = _("Vote: {question}").format(question=titled(vote.poll))
        yield Section(heading, vote_lines(vote))


def _looked_back(board: Board) -> Iterator[Section]:
    """What was said of events, question by question; nobody's name belongs to it."""
    for said in board.looked_back:
        heading = _("Looking back: {event}").format(event=apart(said.event.line))
        yield Section(heading, tuple(_answers(said)))


def _answers(said: Said) -> Iterator[str]:
    for asked, answers in (
        (_("Good: {answer}"), said.good),
        (_("Not good: {answer}"), said.bad),
        (_("Next time: {answer}"), said.next),
    ):
        yield from (asked.format(answer=apart(answer)) for answer in answers)


def _wishes(board: Board) -> Iterator[str]:
    for row in board.wishes:
        several = len(row.numbers) > 1
        ideas = _("from ideas {numbers}") if several else _("from idea {numbers}")
        became = "".join(f" · {apart(outcome.line)}" for outcome in row.became)
        yield f"{apart(row.wording)} ({ideas.format(numbers=listed(row.numbers))}){became}"


def _tasks(board: Board, names: Mapping[int, str], *, is_new: bool) -> Iterator[str]:
    for task in board.tasks:
        if task.is_new is not is_new:
            continue
        facts = [_who(task, board, names)]
        if task.state is TaskState.DONE:
            facts = [_("has been done")]
        elif task.state is TaskState.DROPPED:
            facts = [_("not needed any more")]
        elif task.due is not None:
            facts.append(_("until {day}").format(day=day_words(task.due)))
        yield " · ".join(filter(None, [f"{task.number} {apart(task.what)}", *facts]))


def _who(task: TaskRow, board: Board, names: Mapping[int, str]) -> str:
    if task.person_id is None:
        return _("nobody yet")
    if not board.with_names:
        return ""
    helpers = [names[person] for person, _name in task.helpers if person in names]
    everyone = [names[task.person_id]] if task.person_id in names else []
    return ", ".join([*everyone, *helpers])


def _groups(board: Board) -> Iterator[Section]:
    """All ideas by their groups; those in none come last."""
    for group in board.groups:
        heading = _("Ideas: {title}").format(title=apart(group.title))
        its = _unparked(board.ideas_of(group.cluster_id))
        yield Section(heading, its, begins_with_number=True)
    heading = _("Other ideas") if board.groups else _("Ideas")
    yield Section(heading, _unparked(board.ideas_of(None)), begins_with_number=True)


def _unparked(ideas: Sequence[IdeaRow]) -> tuple[str, ...]:
    """What is parked stands below, for the next meeting."""
    return tuple(_idea(idea) for idea in ideas if idea.state is not IdeaState.PARKED)


def _ideas(board: Board, state: IdeaState) -> Iterator[str]:
    return (_idea(idea) for idea in board.ideas if idea.state is state)


def _idea(idea: IdeaRow) -> str:
    own = f" ({apart(idea.text)})" if idea.short else ""
    times = f" {idea.times}" if idea.times else ""
    same = "".join(f" = {double.number} {apart(double.text)}" for double in idea.doubles)
    return f"{idea.number} {apart(idea.line)}{own}{times}{same}"


def _present(session: Session, gathering_id: int) -> set[int]:
    """Who was here, also if she left before the end."""
    its = (Presence.gathering_id == gathering_id, Presence.state == State.PRESENT)
    return set(session.exec(select(Presence.person_id).where(*its)).all())


def _responsible(board: Board) -> set[int]:
    """Who does something, or helps."""
    people = {task.person_id for task in board.tasks if task.person_id is not None}
    return people | {person for task in board.tasks for person, _name in task.helpers}


def _escaped(text: str) -> str:
    return _LIKE_A_LIST.sub(
        lambda found: f"{found[1] or ''}\\{found[2] or found[3]}",
        _MARKDOWN.sub(r"\\\1", plain(text)),
    )
