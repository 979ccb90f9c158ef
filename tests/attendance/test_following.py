"""A sheet that follows the journal is the sheet read anew, and costs only what changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, event

from biq_tui.attendance import service
from biq_tui.attendance.following import MANY, followed
from biq_tui.attendance.models import Expected, Presence, Role, State
from biq_tui.attendance.places import place_of
from biq_tui.attendance.roster import Roster
from biq_tui.attendance.sheet import Sheet, sheet
from biq_tui.core import language
from biq_tui.core.database import Database
from biq_tui.core.errors import Refused
from biq_tui.core.telling import happened
from biq_tui.core.write import Act, Write
from biq_tui.people.models import Person

from .rooms import STATION, facilitator, make_gathering, opened, phone

PEOPLE = ("Ayşe Beispiel", "Jonas Müller", "Sabine Müller", "Олена Muster", "Ali Muster")
REPORTED = (*PEOPLE, "Müller", "Jonsa Müller", "Theo", "Ayse Beispiel", "Olena Muster", "🌻")


class Room:
    """A gathering and another one of the same day, to which anything may happen."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.gathering = make_gathering(database, PEOPLE)
        self.other = make_gathering(database, ("Bo Muster",))

    def read(self) -> Sheet:
        return self.database.read(sheet, self.gathering, STATION)

    def follow(self, before: Sheet) -> Sheet:
        return self.database.read(followed, before, STATION)

    def run(self, act: Act, use_case: Callable[..., object], *args: Any) -> None:
        with suppress(Refused):
            self.database.write(act, use_case, *args).result()

    def step(self, name: str, one: int, two: int) -> None:
        """Something happens."""
        shown = self.read()
        person = shown.rows[one % len(shown.rows)].person_id
        station = STATION if two % 3 else "laptop-2"
        here = facilitator(self.gathering, station)
        if name == "report":
            said = REPORTED[one % len(REPORTED)]
            self.run(phone(self.gathering), service.report, self.gathering, f"key-{two}", said)
        elif name in ("come", "come_late", "leave", "excuse", "miss"):
            self.run(here, getattr(service, name), self.gathering, person)
        elif name in ("begin", "end"):
            self.run(here, getattr(service, name), self.gathering)
        elif name == "reopen":
            self.run(here, service.reopen, self.gathering, "Es geht weiter")
        elif name == "add_guest":
            self.run(here, service.add_guest, self.gathering, REPORTED[two % len(REPORTED)])
        elif name in ("take", "take_as_guest", "put_aside") and shown.waiting:
            waiting = shown.waiting[two % len(shown.waiting)]
            args = (waiting.arrival_id, person) if name == "take" else (waiting.arrival_id,)
            self.run(here, getattr(service, name), self.gathering, *args)
        elif name == "undo":
            entries = self.database.read(happened, place_of(self.gathering))
            self.run(here, service.take_back, entries[-1 - two % len(entries)].number)
        elif name == "rename":
            self.run(Act(here.actor, station, ""), rename, person, REPORTED[two % len(REPORTED)])
        elif name == "elsewhere":
            self.run(facilitator(self.other), come_elsewhere, self.other, person)
        elif name == "join":
            self.run(Act(here.actor, station, ""), join, self.gathering, one + 1)
        elif name == "strike":
            self.run(Act(here.actor, station, ""), strike, self.gathering, person)


def rename(write: Write, person_id: int, name: str) -> None:
    write.change(Person, Person.id == person_id, name=name, latin="Latin Name")
    write.tell("attendance.here", person=person_id)


def come_elsewhere(write: Write, gathering_id: int, person_id: int) -> None:
    write.insert(Presence(gathering_id=gathering_id, person_id=person_id, state=State.PRESENT))
    write.tell("attendance.here", person=person_id)


def join(write: Write, gathering_id: int, number: int) -> None:
    person = write.insert(Person(name=f"Neu {number}"))
    assert person
    assert person.id
    write.insert(Expected(gathering_id=gathering_id, person_id=person.id, number=number))
    write.tell("attendance.here", person=person.id)


def strike(write: Write, gathering_id: int, person_id: int) -> None:
    its = (Expected.gathering_id == gathering_id, Expected.person_id == person_id)
    if person_id % 2:
        write.delete(Expected, *its)
    else:
        write.change(Expected, *its, role=Role.GUEST)
    write.tell("attendance.here", person=person_id)


@pytest.fixture(scope="module")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    with opened(tmp_path_factory.mktemp("following")) as made:
        yield made


def assert_same(seen: Sheet, anew: Sheet) -> None:
    """Equal, and so is what is not compared because it follows from the rows."""
    assert seen == anew
    fresh = Roster(anew.rows)
    for state in (None, *State):
        for left in (False, True):
            for roles in (frozenset(Role), *({role} for role in Role)):
                assert seen.rows.how_many(state, left, roles) == fresh.how_many(state, left, roles)
    assert seen.rows.unseen == fresh.unseen
    for text in ("mül", "mu", "ali muster", "neu", "latin", "b"):
        assert seen.rows.named(text) == fresh.named(text)
    for row in anew.rows:
        assert seen.rows.of(row.person_id) == seen.rows.numbered(row.number) == row
        assert seen.rows[seen.rows.place(row.number)] == row


STEPS = (
    "report", "come", "come_late", "leave", "excuse", "miss", "begin", "end", "reopen",
    "add_guest", "take", "take_as_guest", "put_aside", "undo", "rename", "elsewhere", "join",
    "strike",
)  # fmt: skip


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    steps=st.lists(
        st.tuples(st.sampled_from(STEPS), st.integers(0, 11), st.integers(0, 11), st.booleans()),
        min_size=1,
        max_size=12,
    )
)
@example(steps=[("report", 5, 0, True), ("come", 1, 0, True)])  # one of two possible people comes
@example(steps=[("come", 1, 1, True), ("rename", 1, 2, True)])  # of whom it is told is renamed
@example(steps=[("come", 1, 0, False), ("come", 2, 1, True), ("undo", 0, 0, True)])
def test_the_sheet_that_follows_is_the_sheet_read_anew(
    empty_database: Database, steps: list[tuple[str, int, int, bool]]
) -> None:
    """The last of each step says whether somebody looks after it, or only later."""
    room = Room(empty_database)
    seen = room.read()
    for name, one, two, looks in steps:
        room.step(name, one, two)
        if looks:
            seen = room.follow(seen)
            assert_same(seen, room.read())
    assert_same(room.follow(seen), room.read())
    room.run(facilitator(room.gathering), service.end, room.gathering)  # gives its code back
    room.run(facilitator(room.other), service.end, room.other)


def test_nothing_new_is_the_same_sheet(empty_database: Database) -> None:
    room = Room(empty_database)
    seen = room.read()

    assert room.follow(seen) is seen


def test_what_happened_is_told_in_the_language_spoken_now(empty_database: Database) -> None:
    room = Room(empty_database)
    room.step("come", 0, 1)
    seen = room.read()
    language.speak("en")

    followed_in_english = room.follow(seen)

    assert followed_in_english.last_event
    assert followed_in_english.last_event.sentence == "Ayşe Beispiel is here."
    assert_same(followed_in_english, room.read())


def test_a_whole_course_that_comes_on_the_list_at_once_is_seen(empty_database: Database) -> None:
    room = Room(empty_database)
    seen = room.read()

    def import_many(write: Write) -> None:
        for number in range(10, 10 + MANY):
            join(write, room.gathering, number)

    room.run(facilitator(room.gathering), import_many)

    assert_same(room.follow(seen), room.read())


@contextmanager
def statements() -> Iterator[list[str]]:
    """The statements that are sent to the database meanwhile."""
    sent: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        sent.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    yield sent
    event.remove(Engine, "before_cursor_execute", note)


@pytest.mark.parametrize("size", [20, 1_000])
def test_after_one_arrival_a_few_statements_read_one_row(
    empty_database: Database, size: int
) -> None:
    names = [f"Muster {number}" for number in range(1, size + 1)]
    gathering = make_gathering(empty_database, names)
    seen = empty_database.read(sheet, gathering, STATION)
    empty_database.write(phone(gathering), service.report, gathering, "k", "Muster 17").result()

    with statements() as sent:
        now = empty_database.read(followed, seen, STATION)

    assert len([statement for statement in sent if statement.startswith("SELECT")]) <= 8, sent
    assert [row.number for row, old in zip(now.rows, seen.rows, strict=True) if row != old] == [17]
    assert sum(row is not old for row, old in zip(now.rows, seen.rows, strict=True)) == 1
