"""The line of the house's tab Treffen: a date makes a meeting, a number is a task, words search.

`14.4. 18-20 Was fehlt im Park?` · `4 erledigt` · `bank` · `17.2.`
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from ..core.errors import Refused
from ..core.intention import Intention
from ..core.language import N_, _
from ..core.text import clean
from .all_meetings import AllMeetings, Findable, days_in_words
from .meeting_line import read_meeting, when_of
from .tasks_line import GRAMMAR as OF_TASKS
from .tasks_line import read_change, taken
from .who import Look

GRAMMAR = (
    (N_("14.4. 18-20 What is missing here?"), N_("Plans a meeting (Treffen).")),
    (N_("bench"), N_("Finds meetings, tasks, and the ideas of all meetings.")),
    (N_("17.2."), N_("Finds the meeting of this day.")),
    (N_("207"), N_("Finds idea 207, and task 207.")),
    *(example for example in OF_TASKS if example[0][0].isdigit()),
)
"""Help prints this table."""

MEETING = frozenset({"treffen", "meeting"})
MOST_FOUND = 200
"""So many hits are listed; who types on has fewer."""


class Kind(StrEnum):
    """What can be chosen."""

    MEETING = "meeting"
    TASK = "task"
    IDEA = "idea"


@dataclass(frozen=True, slots=True)
class Stop:
    """Something an arrow can mark: a meeting by its id, a task or an idea by its number."""

    kind: Kind
    id: int


@dataclass(frozen=True, slots=True)
class Scene:
    """What the facilitator sees when she presses a key."""

    seen: AllMeetings | None = None
    """None while nothing is read yet."""
    findable: Findable | None = None
    marked: Stop | None = None
    names_hidden: bool = False


def read_meetings(text: str, scene: Scene) -> Intention:
    """What Enter will do with `text`. Pure."""
    if scene.seen is None:
        return Intention(_("One moment …"))
    typed = clean(text, 400)
    people = None if scene.findable is None else scene.findable.people
    look = Look(scene.seen, people, None, scene.names_hidden)
    if (said := read_change(typed, look)) is not None:
        return said
    stops = found(typed, scene)
    venues = [row.venue for row in scene.seen.all]
    if (planned := _planned(typed, stops, venues)) is not None:
        return planned
    if not stops:
        return _nothing(typed, scene)
    stop = scene.marked if scene.marked in stops else stops[0]
    assert stop is not None
    return _opening(stop, scene)


def found(text: str, scene: Scene) -> tuple[Stop, ...]:
    """What `text` finds; without a text, what stands on the screen. In the order of the screen."""
    if scene.seen is None:
        return ()
    typed = clean(text, 400).casefold()
    coming = [Stop(Kind.MEETING, row.meeting_id) for row in scene.seen.coming]
    tasks = [Stop(Kind.TASK, task.number) for task in scene.seen.tasks]
    past = [Stop(Kind.MEETING, row.meeting_id) for row in scene.seen.past]
    if not typed:
        return (*coming, *tasks, *past)
    ideas = () if scene.findable is None else scene.findable.ideas
    if typed.isdecimal():
        number = int(typed[:9])
        tasks = [stop for stop in tasks if stop.id == number]
        return (*tasks, *(Stop(Kind.IDEA, i.number) for i in ideas if number in i.numbers))
    words = typed.split()
    fits = {
        row.meeting_id
        for row in scene.seen.all
        if _holds(f"{row.title} {row.venue} {days_in_words(row)}".casefold(), words)
    }
    whats = {
        task.number
        for task in scene.seen.tasks
        if _holds(f"{task.what} {'' if scene.names_hidden else task.person}".casefold(), words)
    }
    hits = [stop for stop in (*coming, *past) if stop.id in fits]
    hits += [stop for stop in tasks if stop.id in whats]
    hits += [Stop(Kind.IDEA, idea.number) for idea in ideas if _holds(idea.words, words)]
    return tuple(hits[:MOST_FOUND])


def _holds(text: str, words: list[str]) -> bool:
    return all(word in text for word in words)


def _planned(typed: str, stops: tuple[Stop, ...], venues: Iterable[str]) -> Intention | None:
    """A new meeting, if the text is a day and a time; a day alone may be searched for."""
    first, _space, rest = typed.partition(" ")
    what = rest if first.casefold() in MEETING and rest else typed
    try:
        when = when_of(what)
    except Refused as refusal:
        return Intention(refusal.sentence)
    if when is None or (when.times is None and stops):
        return None
    return read_meeting(what, venues)


def _nothing(typed: str, scene: Scene) -> Intention:
    if typed and scene.findable is None:
        return Intention(_("One moment …"))
    if typed:
        return Intention(
            _("Nothing is called that. A new meeting:  14.4. 18-20 What is missing here?")
        )
    return Intention(_("Plan a meeting:  14.4. 18-20 What is missing here?"))


def _opening(stop: Stop, scene: Scene) -> Intention:
    assert scene.seen is not None
    if stop.kind is Kind.TASK:
        return taken(next(task for task in scene.seen.tasks if task.number == stop.id))
    if stop.kind is Kind.MEETING:
        row = next(row for row in scene.seen.all if row.meeting_id == stop.id)
        return Intention(
            _("Enter: opens “{title}”.").format(title=row.title),
            args=(stop,),
            command=f"open {row.meeting_id}",
        )
    assert scene.findable is not None
    idea = next(idea for idea in scene.findable.ideas if idea.number == stop.id)
    opens = _("Enter: opens the meeting of idea {idea}.").format(idea=f"{idea.number} {idea.line}")
    return Intention(opens, args=(stop,), command=f"open {idea.meeting_id}")
