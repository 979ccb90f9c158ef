"""Two meetings of the example: one is over, and for the next one ideas hang on the wall already.

All of it is invented, and always the same; only the days follow today's.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any

from sqlmodel import col, select

from ..attendance.models import Gathering, Sitting
from ..core import clock
from ..core.database import Database
from ..core.journal import Actor
from ..core.write import Act, Write
from ..people.models import Person
from . import agenda, clusters, ideas, results, tasks, wishes
from .agenda import Point
from .models import Idea, IdeaState
from .places import place_of

BEFORE, HERE = "Wie kommen wir zusammen?", "Was fehlt im Park?"
DAYS_BEFORE, DAYS_AFTER = 30, 2
"""How long ago the one was, and how soon the other is."""

VENUE = "Haus am Park, Raum 2"
AT = time(18)
LASTS = timedelta(hours=2)

EARLIER_IDEAS = (
    ("Reparatur-Café", 3), ("Tisch zum Spielen", 2), ("Kino im Garten", 1), ("Sprach-Tisch", 1),
)  # fmt: skip
IDEAS = (
    ("Bank am See", 3), ("Mehr Licht am Kanal", 2), ("Hochbeete", 1), ("Trinkwasser-Brunnen", 2),
    ("Rampe am Kiosk", 1), ("Fest im Sommer", 4), ("Лавка біля води", 1), ("Müll sammeln", 1),
    ("Tausch-Regal", 1), ("ملعب للأطفال قرب المدرسة", 1), ("Bänke mit Lehne", 1),
    ("Lampe an der Brücke", 1), ("Schatten für die Wiese", 1), ("Vorlesen unter dem Baum", 1),
)  # fmt: skip
IN_GERMAN = {7: "Bank am Wasser", 10: "Spielplatz bei der Schule"}
"""Of ideas in another language; here as below, an idea is named by its place in `IDEAS`."""

GROUPS = {"Grün": (3, 8, 13), "Sitzen und Treffen": (1, 6, 7, 11)}
DOUBLES = {1: (7, 11), 2: (12,)}

AGENDA = (
    Point("Ankommen", 10), Point("Ideen sammeln und ordnen", 35), Point("Pause", 15),
    Point("Was ist uns wichtig?", 15), Point("Wer macht was bis wann?", 20),
)  # fmt: skip
TASKS = (
    ("Plakat für das Treffen drucken", "Ayşe Beispiel", -2),
    ("Nach einem Raum für das Café fragen", "Olha Beispiel", 12),
    ("Nachbarn einladen", "", DAYS_AFTER),
)
"""What, who, and in how many days: the first one is too late."""

HELPS = "Cem Beispiel"


def fill(database: Database, station: str) -> None:
    """Put both meetings into the example, whose people are there already."""
    today = clock.local(clock.now()).date()
    before = _planned(database, station, BEFORE, today - timedelta(days=DAYS_BEFORE))
    here = _planned(database, station, HERE, today + timedelta(days=DAYS_AFTER))
    steps: list[tuple[int, Callable[..., None], tuple[Any, ...]]] = [
        (before, _held, ()),
        (here, _prepared, ()),
        (here, _collected, ()),
        *((here, _put_in_german, line) for line in IN_GERMAN.items()),
        *((here, _grouped, group) for group in zip(clusters.LETTERS, GROUPS, strict=False)),
        *((here, _merged, same) for same in DOUBLES.items()),
    ]
    asked = [
        database.write(Act(Actor.PROGRAM, station, place_of(meeting_id)), step, meeting_id, *args)
        for meeting_id, step, args in steps
    ]
    for answer in asked:  # together, they are saved at once
        answer.result()


def _planned(database: Database, station: str, topic: str, day: date) -> int:
    starts = clock.moment_of(day, AT)
    act = Act(Actor.PROGRAM, station, "")
    args = (topic, starts, starts + LASTS, VENUE)
    meeting_id: int = database.write(act, agenda.make_meeting, *args).result()
    return meeting_id


def _held(write: Write, meeting_id: int) -> None:
    """What a meeting leaves behind, up to its end."""
    ideas.collect_many(write, meeting_id, [(text, said, None) for text, said in EARLIER_IDEAS])
    cafe, *others = _ids(write)
    ideas.stand(write, others, IdeaState.PARKED)
    wishes.wish(write, meeting_id, [cafe], "Reparatur-Café im Haus am Park")
    results.decide(write, meeting_id, "Wir treffen uns jeden Monat.", "ohne Widerspruch", "")
    results.ask(write, meeting_id, "Wer hat Werkzeug für das Reparatur-Café?")
    people = dict(write.session.exec(select(Person.name, Person.id)).all())
    today = clock.local(clock.now()).date()
    for number, (what, who, days) in enumerate(TASKS, start=1):
        helpers = [people[HELPS] or 0] if number == 1 else []
        due = today + timedelta(days=days)
        tasks.add_task(write, meeting_id, number, what, people.get(who), due, helpers)
    agenda.count_heads(write, meeting_id, 9)
    agenda.end_meeting(write, meeting_id)
    gathering = agenda.gathering_of(write, meeting_id)
    its = Gathering.id == gathering.id
    write.change(Gathering, its, sitting=Sitting.ENDED, ended_at=gathering.ends_at)


def _prepared(write: Write, meeting_id: int) -> None:
    agenda.add_points(write, meeting_id, AGENDA)


def _collected(write: Write, meeting_id: int) -> None:
    ideas.collect_many(write, meeting_id, [(text, said, None) for text, said in IDEAS])


def _put_in_german(write: Write, _meeting_id: int, place: int, short: str) -> None:
    ideas.shorten(write, _named(write, (place,))[0], short)


def _grouped(write: Write, meeting_id: int, letter: str, title: str) -> None:
    clusters.new_group(write, meeting_id, letter, title, _named(write, GROUPS[title]))


def _merged(write: Write, _meeting_id: int, kept: int, others: tuple[int, ...]) -> None:
    ideas.merge(write, _named(write, (kept,))[0], _named(write, others))


def _named(write: Write, places: tuple[int, ...]) -> list[int]:
    """The ids of the ideas at these places of `IDEAS`."""
    new = _ids(write)[len(EARLIER_IDEAS) :]
    return [new[place - 1] for place in places]


def _ids(write: Write) -> list[int]:
    """The ids of all ideas, by number."""
    return [
        idea_id or 0 for idea_id in write.session.exec(select(Idea.id).order_by(col(Idea.number)))
    ]
