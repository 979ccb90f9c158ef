"""The journal: what was done can be taken back, exactly and once, unless something came later."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, text
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from biq_tui.attendance import service
from biq_tui.attendance.models import Arrival, Expected, Fate, Presence
from biq_tui.attendance.places import place_of
from biq_tui.attendance.sentences import IS_NOW
from biq_tui.core import clock, journal
from biq_tui.core.database import Database
from biq_tui.core.errors import Refused
from biq_tui.core.journal import Actor, Head, JournalEntry
from biq_tui.core.write import Act, NotUndoable, StandsInTheWay, Write
from biq_tui.people.models import Person
from tests.attendance.rooms import (
    STATION,
    around,
    everything,
    facilitator,
    make_gathering,
    opened,
    phone,
    url_of,
)
from tests.statements import statements

ACT = Act(Actor.FACILITATOR, STATION, "somewhere")


def add(write: Write, name: str) -> int:
    person = write.insert(Person(name=name))
    assert person is not None
    assert person.id is not None
    write.tell("test.added", person=person.id)
    return person.id


def rename(write: Write, person_id: int, name: str) -> None:
    write.change(Person, Person.id == person_id, name=name)
    write.tell("test.renamed", person=person_id)


def remove(write: Write, person_id: int) -> None:
    write.delete(Person, Person.id == person_id)
    write.tell("test.removed", person=person_id)


def names(session: Session) -> list[str]:
    return list(session.exec(select(Person.name).order_by(col(Person.id))))


def undo(database: Database, number: int) -> None:
    database.write(ACT, Write.undo, number).result()


def newest(database: Database) -> int:
    return database.read(journal.last_number)


# Taking back -------------------------------------------------------------------------------------


def test_what_was_stored_is_gone_again(database: Database) -> None:
    database.write(ACT, add, "Ada").result()
    undo(database, 1)
    assert database.read(names) == []


def test_what_was_changed_is_as_before(database: Database) -> None:
    ada = database.write(ACT, add, "Ada").result()
    database.write(ACT, rename, ada, "Ida").result()
    undo(database, 2)
    assert database.read(names) == ["Ada"]


def test_what_was_removed_is_back_with_its_id_and_its_moments(database: Database) -> None:
    def forget_presence(write: Write) -> None:
        write.delete(Presence)
        write.tell("test.forgotten")

    with clock.standing_at(datetime(2027, 3, 5, 16, 52, tzinfo=UTC)):
        here = make_gathering(database, ["Ada"])
        database.write(facilitator(here), service.come, here, 1).result()
    before = everything(database)
    database.write(ACT, forget_presence).result()
    assert everything(database)["presence"] == []
    undo(database, newest(database))
    assert everything(database) == before


def test_a_step_over_many_rows_is_taken_back_whole(database: Database) -> None:
    def add_two_and_rename_one(write: Write) -> None:
        add(write, "Eda")
        add(write, "Ida")
        rename(write, ada, "Ada Muster")

    ada = database.write(ACT, add, "Ada").result()
    before = everything(database)
    database.write(ACT, add_two_and_rename_one).result()
    undo(database, 2)
    assert everything(database) == before


def test_a_row_touched_twice_in_one_step_is_taken_back_to_its_first_state(
    database: Database,
) -> None:
    def rename_twice(write: Write) -> None:
        rename(write, 1, "Eda")
        rename(write, 1, "Ida")

    database.write(ACT, add, "Ada").result()
    database.write(ACT, rename_twice).result()
    undo(database, 2)
    assert database.read(names) == ["Ada"]


def import_many(write: Write, count: int, dates: list[int]) -> None:
    """As a roster is fetched: people, then each of them expected at each date."""
    people = write.insert_all([Person(name=f"Person {n}") for n in range(count)])
    write.insert_all(
        [
            Expected(gathering_id=date, person_id=person.id or 0, number=number)
            for number, person in enumerate(people, start=1)
            for date in dates
        ]
    )
    write.tell("test.imported")


def test_what_one_step_stored_many_times_takes_few_statements_to_take_back(
    database: Database,
) -> None:
    dates = [make_gathering(database, [], open=False) for _ in range(2)]
    before = everything(database)
    database.write(ACT, import_many, 3000, dates).result()
    with statements() as sent:
        undo(database, newest(database))
    assert len(sent) <= 80  # some for each table that may refer to a person; none for each row
    assert everything(database) == before
    database.write(ACT, import_many, 3, dates).result()
    assert len(everything(database)["expected"]) == 6


def test_many_that_were_changed_or_removed_are_as_before_in_few_statements(
    database: Database,
) -> None:
    def change_all(write: Write) -> None:
        write.change(Person, name="Ada")
        write.delete(Expected)
        write.delete(Person, col(Person.id) > 1000)
        write.tell("test.changed_all")

    database.write(ACT, import_many, 3000, [make_gathering(database, [], open=False)]).result()
    before = everything(database)
    database.write(ACT, change_all).result()
    with statements() as sent:
        undo(database, newest(database))
    assert len(sent) <= 40
    assert everything(database) == before


@pytest.mark.parametrize("place", [0, 1499, 2999])
def test_one_of_many_that_changed_since_stands_in_the_way(database: Database, place: int) -> None:
    date = make_gathering(database, [], open=False)
    database.write(ACT, import_many, 3000, [date]).result()
    number = newest(database)
    with database.reading() as session:
        person_id = session.exec(select(Person.id).order_by(col(Person.id))).all()[place] or 0
    database.write(ACT, rename, person_id, "Ada").result()
    assert ("person", person_id) in in_the_way(database, number)


def test_one_newer_row_that_refers_to_one_of_many_stands_in_the_way(database: Database) -> None:
    first, second = (make_gathering(database, [], open=False) for _ in range(2))
    database.write(ACT, import_many, 3000, [first]).result()
    number = newest(database)

    def expect(write: Write) -> int:
        row = write.insert(Expected(gathering_id=second, person_id=2500, number=1))
        assert row is not None
        write.tell("test.expected")
        return row.id or 0

    expected = database.write(ACT, expect).result()
    with database.reading() as session:
        own = {("person", person_id or 0) for person_id in session.exec(select(Person.id))}
        own |= {("expected", row_id or 0) for row_id in session.exec(select(Expected.id))}
    assert in_the_way(database, number) == own
    assert ("expected", expected) in own


VERBS = st.tuples(
    st.sampled_from(["add", "expect", "rename", "give_role", "strike", "remove"]),
    st.integers(min_value=0, max_value=3),
    st.integers(min_value=0, max_value=3),
)


@settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(before=st.lists(VERBS, max_size=6), step=st.lists(VERBS, min_size=1, max_size=12))
@example(before=[("add", 3, 0)], step=[("rename", 0, 0), ("rename", 0, 1), ("rename", 1, 1)])
@example(before=[("add", 3, 0), ("expect", 0, 0)], step=[("strike", 0, 0), ("remove", 0, 0)])
@example(before=[], step=[("add", 3, 0), ("expect", 0, 0), ("strike", 1, 0), ("remove", 1, 0)])
def test_any_step_of_many_rows_taken_back_leaves_everything_as_it_was(
    database: Database, before: list[tuple[str, int, int]], step: list[tuple[str, int, int]]
) -> None:
    date = make_gathering(database, [], open=False)

    def do_all(write: Write, verbs: list[tuple[str, int, int]]) -> None:
        write.tell("test.done")
        for verb, one, other in verbs:
            _with_many(write, date, verb, one, other)

    database.write(ACT, do_all, before).result()
    was, number = everything(database), newest(database)
    database.write(ACT, do_all, step).result()
    if newest(database) > number:  # something changed
        undo(database, number + 1)
    assert everything(database) == was


def _with_many(write: Write, date: int, verb: str, one: int, other: int) -> None:
    """Some rows at once, every fourth from `one` on."""
    fourth: Any = col(Person.id) % 4 == one
    listed = select(Expected.person_id)
    if verb == "add":
        write.insert_all([Person(name=f"Person {n}") for n in range(one)])
    elif verb == "expect":
        people = write.session.exec(select(Person.id).where(fourth, col(Person.id).not_in(listed)))
        taken = write.session.exec(select(Expected.number).where(Expected.gathering_id == date))
        start = max(taken, default=0) + 1
        write.insert_values(
            Expected,
            [
                {"gathering_id": date, "person_id": person_id, "number": start + n}
                for n, person_id in enumerate(people)
            ],
        )
    elif verb == "rename":
        write.change(Person, fourth, name=f"Name {other}")
    elif verb == "give_role":
        write.change(
            Expected, col(Expected.person_id) % 4 == one, role=("participant", "guest")[other % 2]
        )
    elif verb == "strike":
        write.delete(Expected, col(Expected.person_id) % 4 == one)
    else:
        write.delete(Person, fourth, col(Person.id).not_in(listed))


def test_an_undo_is_an_entry_that_names_what_it_took_back(database: Database) -> None:
    database.write(ACT, add, "Ada").result()
    undo(database, 1)
    first, second = database.read(journal.heads)
    assert (first.undone, first.undo_of) == (True, None)
    assert (second.undone, second.undo_of, second.undoable) == (False, 1, False)


# Once --------------------------------------------------------------------------------------------


def test_taking_back_twice_is_refused(database: Database) -> None:
    database.write(ACT, add, "Ada").result()
    undo(database, 1)
    with pytest.raises(NotUndoable):
        undo(database, 1)
    assert newest(database) == 2


def test_an_undo_is_not_taken_back(database: Database) -> None:
    database.write(ACT, add, "Ada").result()
    undo(database, 1)
    with pytest.raises(NotUndoable):
        undo(database, 2)


def test_the_database_itself_holds_one_undo_of_an_entry(database: Database) -> None:
    database.write(ACT, add, "Ada").result()
    undo(database, 1)
    with database.reading() as session:
        row = session.get_one(JournalEntry, 2).model_dump()
    with pytest.raises(IntegrityError), around(database) as connection:
        connection.execute(insert(JournalEntry).values(row | {"number": 3}))


def test_of_two_laptops_only_one_takes_back(database: Database, tmp_path: Path) -> None:
    for n in range(10):
        database.write(ACT, add, f"Person {n}").result()
    with opened(tmp_path / "second", url_of(database)) as second:
        tried = [
            (laptop.write(ACT, Write.undo, number), laptop)
            for number in range(1, 11)
            for laptop in (database, second)
        ]
        failures = [future.exception() for future, _laptop in tried]
    assert sum(failure is None for failure in failures) == 10
    assert sum(isinstance(failure, NotUndoable) for failure in failures) == 10
    assert database.read(names) == []


def test_an_entry_that_is_not_there_is_not_taken_back(database: Database) -> None:
    with pytest.raises(LookupError):
        undo(database, 7)


def test_a_step_that_says_so_is_never_taken_back(database: Database) -> None:
    def finally_add(write: Write) -> None:
        add(write, "Ada")
        write.tell("test.final", undoable=False)

    database.write(ACT, finally_add).result()
    with pytest.raises(NotUndoable):
        undo(database, 1)
    assert database.read(names) == ["Ada"]


def test_nothing_from_before_a_migration_is_taken_back(database: Database) -> None:
    database.write(ACT, add, "Ada").result()
    with around(database) as connection:
        connection.execute(text("UPDATE journal_entry SET revision = '0000'"))
    with pytest.raises(NotUndoable):
        undo(database, 1)
    assert database.read(names) == ["Ada"]


# What stands in the way --------------------------------------------------------------------------


def in_the_way(database: Database, number: int) -> set[tuple[str, int]]:
    before = everything(database)
    with pytest.raises(StandsInTheWay) as found:
        undo(database, number)
    assert everything(database) == before
    return found.value.rows


def test_a_row_that_changed_since_stands_in_the_way(database: Database) -> None:
    ada = database.write(ACT, add, "Ada").result()
    database.write(ACT, rename, ada, "Ida").result()
    assert in_the_way(database, 1) == {("person", ada)}


def test_a_row_that_is_gone_stands_in_the_way(database: Database) -> None:
    ada = database.write(ACT, add, "Ada").result()
    database.write(ACT, rename, ada, "Ida").result()
    database.write(ACT, remove, ada).result()
    assert in_the_way(database, 2) == {("person", ada)}


def test_a_row_that_changed_and_changed_back_stands_in_nobodys_way(database: Database) -> None:
    ada = database.write(ACT, add, "Ada").result()
    database.write(ACT, rename, ada, "Ida").result()
    database.write(ACT, rename, ada, "Ada").result()
    undo(database, 1)
    assert database.read(names) == []


def test_a_newer_row_that_refers_to_one_stands_in_the_way(database: Database) -> None:
    here = make_gathering(database, [])
    ada = database.write(ACT, add, "Ada").result()
    number = newest(database)

    def expect(write: Write) -> None:
        write.insert(Expected(gathering_id=here, person_id=ada, number=1))
        write.tell("test.expected")

    database.write(ACT, expect).result()
    assert in_the_way(database, number) == {("person", ada), ("expected", 1)}


@pytest.fixture
def here(database: Database) -> int:
    """An open gathering with Ada (1) and Ida (2)."""
    return make_gathering(database, ["Ada Muster", "Ida Beispiel"])


def take_back(database: Database, here: int, number: int) -> str:
    """What the facilitator is told; "" if it is taken back."""
    try:
        database.write(facilitator(here), service.take_back, number).result()
    except Refused as refusal:
        return refusal.sentence
    return ""


def do(database: Database, act: Act, use_case: Any, *args: Any) -> int:
    """The number of the entry that a use case leaves."""
    database.write(act, use_case, *args).result()
    return newest(database)


def test_a_place_that_is_taken_meanwhile_stands_in_the_way(database: Database, here: int) -> None:
    def strike_off(write: Write, person_id: int) -> None:
        write.delete(Expected, Expected.person_id == person_id)
        write.tell("test.struck")

    def give_number(write: Write, person_id: int, number: int) -> None:
        write.change(Expected, Expected.person_id == person_id, number=number)
        write.tell("test.numbered")

    struck = do(database, facilitator(here), strike_off, 1)
    do(database, facilitator(here), give_number, 2, 1)
    assert in_the_way(database, struck) == {("expected", 1)}
    # The facilitator is told, though the database itself has stopped it.
    assert "hat es geändert" in take_back(database, here, struck)


def test_the_sentence_names_what_came_later(database: Database, here: int) -> None:
    came = do(database, facilitator(here), service.come, here, 1)
    left = do(database, facilitator(here), service.leave, here, 1)
    said = take_back(database, here, came)
    assert said.endswith(": Ada Muster ist gegangen.")
    assert take_back(database, here, left) == ""
    assert take_back(database, here, came) == ""


def test_the_sentence_names_who_was_taken_for_a_guest_later(database: Database, here: int) -> None:
    # The guest's own row is as it was; an arrival refers to her.
    guest = do(database, phone(here), service.report, here, "key-1", "Fatima")
    guest = do(database, facilitator(here), service.take_as_guest, here, 1)
    do(database, phone(here), service.report, here, "key-2", "Fatma")
    taken = do(database, facilitator(here), service.take, here, 2, 3)
    said = take_back(database, here, guest)
    assert said.endswith(": „Fatma“ ist Fatima. Fatima ist schon da.")
    assert take_back(database, here, taken) == ""
    assert take_back(database, here, guest) == ""


def test_what_was_taken_back_meanwhile_is_not_named(database: Database, here: int) -> None:
    came = do(database, facilitator(here), service.come, here, 1)
    do(database, facilitator(here), service.leave, here, 1)
    back = do(database, facilitator(here), service.come, here, 1)
    assert take_back(database, here, back) == ""
    assert "Ada Muster ist gegangen." in take_back(database, here, came)


def test_a_blocked_undo_takes_no_neighbour_with_it(database: Database, here: int) -> None:
    came = do(database, facilitator(here), service.come, here, 1)
    do(database, facilitator(here), service.leave, here, 1)
    blocked = [database.write(facilitator(here), service.take_back, came) for _ in range(3)]
    other = database.write(facilitator(here), service.come, here, 2)
    assert all(isinstance(future.exception(), Refused) for future in blocked)
    assert other.exception() is None


# The last step -----------------------------------------------------------------------------------


def my_last(database: Database, place: str = ACT.place, station: str = STATION) -> int | None:
    def found(session: Session) -> Head | None:
        return journal.last_step(session, station, place)

    step = database.read(found)
    return None if step is None else step.number


def test_the_last_step_is_the_newest_of_this_facilitator_here(database: Database) -> None:
    for name in ("Ada", "Ida"):
        database.write(ACT, add, name).result()
    assert my_last(database) == 2


def test_without_any_step_there_is_no_last_one(database: Database) -> None:
    assert my_last(database) is None


@pytest.mark.parametrize(
    "others",
    [
        Act(Actor.PHONE, STATION, ACT.place),
        Act(Actor.PROGRAM, STATION, ACT.place),
        Act(Actor.FACILITATOR, "laptop-2", ACT.place),
        Act(Actor.FACILITATOR, STATION, "elsewhere"),
    ],
    ids=["a phone", "the program", "the other laptop", "another screen"],
)
def test_what_others_do_is_not_my_last_step(database: Database, others: Act) -> None:
    database.write(ACT, add, "Ada").result()
    database.write(others, add, "Ida").result()
    assert my_last(database) == 1


def test_what_is_taken_back_uncovers_the_step_before(database: Database) -> None:
    for name in ("Ada", "Eda", "Ida"):
        database.write(ACT, add, name).result()
    undo(database, 3)
    assert my_last(database) == 2
    undo(database, 2)
    assert my_last(database) == 1
    undo(database, 1)
    assert my_last(database) is None


def test_an_undo_by_somebody_else_counts_too(database: Database) -> None:
    for name in ("Ada", "Ida"):
        database.write(ACT, add, name).result()
    other = Act(Actor.FACILITATOR, "laptop-2", ACT.place)
    database.write(other, Write.undo, 2).result()
    assert my_last(database) == 1
    assert my_last(database, station="laptop-2") is None


def test_the_newest_entry_of_a_place_is_whosever_it_is(database: Database) -> None:
    database.write(ACT, add, "Ada").result()
    database.write(Act(Actor.PHONE, "laptop-2", ACT.place), add, "Ida").result()
    database.write(Act(Actor.PHONE, "laptop-2", "elsewhere"), add, "Eda").result()
    found = database.read(journal.last_entry, ACT.place)
    assert found is not None
    assert found.number == 2


def test_the_feed_gives_what_is_new_in_one_place(database: Database) -> None:
    elsewhere = Act(Actor.FACILITATOR, STATION, "elsewhere")
    for act in (ACT, elsewhere, ACT, ACT):
        database.write(act, add, "Ada").result()

    def new(session: Session) -> list[int]:
        return [head.number for head in journal.heads(session, since=1, place=ACT.place)]

    assert database.read(new) == [3, 4]


# Any sequence ------------------------------------------------------------------------------------

PEOPLE = ("Ada Muster", "Ida Beispiel", "Jonas Müller", "Sabine Müller")
SENT = ("Ada Muster", "ida beispiel", "Mueller, Jonas", "Müller", "Fatima", "Nadja")
STEPS = (
    "come", "come_late", "leave", "excuse", "miss", "add_guest", "report", "take",
    "take_as_guest", "put_aside", "begin", "give_role",
)  # fmt: skip
STEP = st.tuples(
    st.sampled_from(STEPS),
    st.integers(min_value=0, max_value=5),  # who, of those on the list
    st.integers(min_value=0, max_value=5),  # which name or arrival
    st.integers(min_value=0, max_value=20),  # minutes later
)


@settings(
    max_examples=20,
    # The rows of an example are taken back by the example itself: that is what it tests.
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=st.lists(STEP, min_size=1, max_size=14))
@example(steps=[("report", 0, 0, 0), ("come", 0, 0, 5)])
@example(steps=[("begin", 0, 0, 0), ("come_late", 0, 0, 9), ("leave", 0, 0, 9), ("come", 0, 0, 1)])
def test_any_steps_taken_back_in_reverse_leave_everything_as_it_was(
    database: Database, steps: list[tuple[str, int, int, int]]
) -> None:
    moment = datetime(2027, 3, 5, 16, 30, tzinfo=UTC)
    here = make_gathering(database, PEOPLE, starts_at=moment)
    first, start = everything(database), newest(database)
    for name, who, which, minutes in steps:
        moment += timedelta(minutes=minutes)
        with clock.standing_at(moment):
            act, args = _call(database, here, name, who, which)
            try:
                database.write(act, getattr(service, name), here, *args).result()
            except Refused:
                continue  # leaves nothing
    entries = database.read(journal.heads, since=start)
    for entry in reversed(entries):
        assert entry.undoable
        assert take_back(database, here, entry.number) == ""
    assert everything(database) == first
    assert my_last(database, place_of(here)) is None


def _call(
    database: Database, here: int, name: str, who: int, which: int
) -> tuple[Act, tuple[Any, ...]]:
    """Who does the step, and what with, as the screen would offer it."""

    def on_the_list(session: Session) -> list[int]:
        query = select(Expected.person_id).where(Expected.gathering_id == here)
        return list(session.exec(query.order_by(col(Expected.number))))

    def unsettled(session: Session) -> list[int | None]:
        query = select(Arrival.id).where(Arrival.gathering_id == here)
        return list(session.exec(query.where(Arrival.fate != Fate.MATCHED))) or [0]

    people = database.read(on_the_list)
    person = people[who % len(people)]
    arrivals = database.read(unsettled)
    arrival = arrivals[which % len(arrivals)]
    if name == "report":
        return phone(here), (f"key-{which % 3}", SENT[who])
    if name == "add_guest":
        return facilitator(here), (SENT[who],)
    if name == "begin":
        return facilitator(here), ()
    if name == "take":
        return facilitator(here), (arrival, person)
    if name == "give_role":
        return facilitator(here), (person, list(IS_NOW)[which % len(IS_NOW)])
    if name in ("take_as_guest", "put_aside"):
        return facilitator(here), (arrival,)
    return facilitator(here), (person,)


def test_every_step_that_can_be_taken_back_is_tried_above() -> None:
    final = {"open_sitting", "end", "reopen", "take_back"}
    offered = set(service.__all__)
    assert offered == final | set(STEPS)
