"""The example is an evening as it could be: whatever the hour, and all of it told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlmodel import select

from biq_tui import demo
from biq_tui.attendance.models import Sitting, State
from biq_tui.attendance.sheet import sheet
from biq_tui.core import clock, journal, language
from biq_tui.core.database import Database
from biq_tui.core.errors import Refused
from biq_tui.core.telling import happened, told
from biq_tui.events.partners.missing import missing
from biq_tui.events.reading import plan
from biq_tui.meetings.all_meetings import all_meetings
from biq_tui.meetings.places import place_of
from biq_tui.meetings.reading import board
from biq_tui.outcomes import of_wishes
from biq_tui.overview import glance, overview
from biq_tui.people.models import Person
from biq_tui.people.organisations import SHIPPED
from biq_tui.qualification.course import course
from tests.attendance.rooms import opened

EVENING = datetime(2027, 3, 5, 16, 10, tzinfo=UTC)
STATION = "laptop-1"


@pytest.fixture
def example(tmp_path: Path) -> Iterator[Database]:
    with clock.standing_at(EVENING), opened(tmp_path) as database:
        demo.fill(database, STATION)
        yield database


def test_heute_shows_an_evening_that_has_begun_to_fill(example: Database) -> None:
    seen = example.read(overview)
    (today, *later) = seen.dates
    assert today.sitting == Sitting.OPEN
    assert (today.expected, today.excused, today.here, today.waiting) == (18, 1, 3, 0)
    assert dict(today.needs) == {"Platz für Rollstuhl": 1, "Hörschleife": 1}
    assert [date.sitting for date in later] == [Sitting.PLANNED] * 6
    assert [date.kind for date in later].count("meeting") == 1
    assert [date.kind for date in later].count("event") == 1
    assert (seen.open_tasks, len(seen.late_tasks)) == (3, 1)
    assert (seen.unfinished, seen.people) == ((), 18)
    assert seen.last is not None
    assert (seen.last.were, seen.last.expected) == (17, 18)
    (run,) = seen.courses
    assert (run.title, run.people, run.dates) == (demo.COURSE, 18, 8)
    assert glance(Path(example.url.database or "")) == seen


def test_the_phones_of_the_example_come_through_the_real_door(example: Database) -> None:
    rows = example.read(sheet, example.read(overview).dates[0].gathering_id, STATION)
    here = {row.name for row in rows.rows if row.state is State.PRESENT}
    assert here == {"Ida Beispiel", "Olha Beispiel", "Murat Beispiel"}
    assert rows.phones == 3


def test_the_example_has_a_meeting_with_a_wall_of_ideas(example: Database) -> None:
    seen = example.read(all_meetings)
    (coming,), (past,) = seen.coming, seen.past
    assert coming.topic == "Was fehlt im Park?"
    assert clock.clock_time(coming.starts_at) == "18:00"
    assert (past.decisions, past.wishes, past.sitting) == (1, 1, Sitting.ENDED)
    wall = example.read(board, coming.meeting_id, STATION)
    assert [group.title for group in wall.groups] == ["Grün", "Sitzen und Treffen"]
    assert sum(1 + len(idea.doubles) for idea in wall.ideas) == 14
    assert len(wall.ideas) == 11, "two of them are three and two that are the same"
    assert [idea.number for idea in wall.parked] == [2, 3, 4], "and three wait to come back"
    foreign = [idea for idea in wall.ideas if not idea.text.isascii() and idea.short]
    assert [idea.line for idea in foreign] == ["Spielplatz bei der Schule"]
    assert wall.agenda
    assert [(task.person, bool(task.helpers)) for task in wall.tasks] == [
        ("Ayşe Beispiel", True), ("Olha Beispiel", False), ("", False),
    ]  # fmt: skip


def test_the_example_names_nobody_but_its_own_people(example: Database) -> None:
    with example.reading() as session:
        assert set(session.exec(select(Person.name)).all()) == set(demo.PEOPLE)


def test_the_example_is_the_same_every_time(tmp_path: Path) -> None:
    def wall_of(folder: Path) -> object:
        folder.mkdir()
        with clock.standing_at(EVENING), opened(folder) as database:
            demo.fill(database, STATION)
            return database.read(board, 2, STATION)

    assert wall_of(tmp_path / "one") == wall_of(tmp_path / "two")


def test_what_happened_at_the_meeting_of_the_example_can_be_read(example: Database) -> None:
    said = [line.sentence for line in example.read(happened, place_of(2))]
    assert said[:2] == ["Der Ablauf hat jetzt 5 Punkte.", "14 neue Ideen."]
    assert said[-1] == "16: die gleiche Idee wie 6 „Mehr Licht am Kanal“."
    assert len(said) == 8, "every step has its sentence"


def test_everything_in_the_journal_of_the_example_is_told(example: Database) -> None:
    for spoken in language.LANGUAGES:
        with language.speaking(spoken), example.reading() as session:
            lines = told(session, journal.heads(session))
        assert all(line.sentence for line in lines)
        assert len(lines) == 20


def test_the_course_of_the_example_can_be_opened(example: Database) -> None:
    seen = example.read(course, 1, STATION)
    assert [row.title.partition(" · ")[0] for row in seen.dates] == [
        "Block 1", "Block 1, Tag 2", "Block 2", "Block 3", "Block 3, Tag 2",
        "Block 4", "Block 5", "Block 6",
    ]  # fmt: skip
    assert seen.facilitators == "Kim, Jan"


def test_the_example_has_an_event_that_says_what_is_missing(example: Database) -> None:
    wish = example.read(of_wishes)
    ((event,),) = wish.values()
    seen = example.read(plan, event.event_id, STATION)
    assert event.line == "wird am Sa 15.5.2027 gemacht: Reparatur-Café"
    assert missing(seen) == (
        "Raum (Heimstiftung, bis 26.3.)", "Plakate (Volkshochschule, wenn der Text bald da ist)",
        "2 Helfende", "40 Euro",
    )  # fmt: skip
    assert {pledge.partner for pledge in seen.pledges} == set(SHIPPED)
    assert any(task.person for task in seen.open_tasks)


@pytest.mark.parametrize(
    "moment",
    [
        datetime(2027, 3, 5, 0, 0, 1, tzinfo=UTC),
        datetime(2027, 3, 5, 22, 59, 59, tzinfo=UTC),
        datetime(2027, 3, 5, 23, 31, tzinfo=UTC),
        datetime(2027, 3, 28, 1, 30, tzinfo=UTC),
        datetime(2027, 12, 31, 23, 59, 59, tzinfo=UTC),
        datetime(2028, 2, 29, 11, 29, tzinfo=UTC),
    ],
)
def test_there_is_a_date_today_at_any_hour(tmp_path: Path, moment: datetime) -> None:
    with clock.standing_at(moment), opened(tmp_path) as database:
        demo.fill(database, STATION)
        today = database.read(overview).dates[0]
        assert today.sitting == Sitting.OPEN
        assert clock.local(today.starts_at).date() == clock.local(moment).date()


async def test_phones_stop_when_the_evening_has_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo, "_PHONE_PAUSE", (0.0, 0.0))
    came: list[str] = []

    async def report(key: str, name: str) -> None:
        if len(came) == 2:
            raise Refused("Dieser Abend ist nicht offen.")
        came.append(name)

    await demo.phones_arrive(report)
    assert came == list(demo.PHONES[:2])
