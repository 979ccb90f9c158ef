"""The example is an evening as it could be: whatever the hour, and all of it told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from biq_tui import demo
from biq_tui.attendance.models import Sitting, State
from biq_tui.attendance.sheet import sheet
from biq_tui.core import clock, journal, language
from biq_tui.core.database import Database
from biq_tui.core.errors import Refused
from biq_tui.core.telling import told
from biq_tui.overview import glance, overview
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
    assert [date.sitting for date in later] == [Sitting.PLANNED] * 4
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


def test_everything_in_the_journal_of_the_example_is_told(example: Database) -> None:
    for spoken in language.LANGUAGES:
        with language.speaking(spoken), example.reading() as session:
            lines = told(session, journal.heads(session))
        assert all(line.sentence for line in lines)
        assert len(lines) == 5


def test_the_course_of_the_example_can_be_opened(example: Database) -> None:
    seen = example.read(course, 1, STATION)
    assert [row.title.partition(" · ")[0] for row in seen.dates] == [
        "Block 1", "Block 1, Tag 2", "Block 2", "Block 3", "Block 3, Tag 2",
        "Block 4", "Block 5", "Block 6",
    ]  # fmt: skip
    assert seen.facilitators == "Kim, Jan"


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
