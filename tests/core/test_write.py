"""The write scope and its one writer: every change is told, durable, and whole or not at all."""

from __future__ import annotations

import ast
import asyncio
import re
import threading
from collections.abc import Callable
from concurrent.futures import Future, wait
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, text
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlmodel import Session, col, select

import biq_tui
from biq_tui.attendance.models import Expected
from biq_tui.core import clock, journal, language
from biq_tui.core import database as database_module
from biq_tui.core.database import Database, WroteAround
from biq_tui.core.errors import Refused
from biq_tui.core.journal import Actor, JournalEntry, JournalRow
from biq_tui.core.revision import HEAD
from biq_tui.core.rows import CHUNK
from biq_tui.core.write import Act, Calls, NothingTold, Write, done_together, insert_each
from biq_tui.people.models import Person
from tests.attendance.rooms import around, make_gathering, opened, url_of
from tests.statements import statements
from tests.waiting import in_one_group

ACT = Act(Actor.FACILITATOR, "laptop-1", "somewhere")


def image(person_id: int | None, name: str, version: int = 1) -> dict[str, object]:
    """A person's row as the journal keeps it, with nothing said but her name."""
    return Person(id=person_id, name=name, version=version).model_dump()


def add(write: Write, name: str) -> int:
    person = write.insert(Person(name=name))
    assert person is not None
    assert person.id is not None
    write.tell("test.added", person=person.id)
    return person.id


def rename(write: Write, person_id: int, name: str) -> tuple[Person, ...]:
    changed = write.change(Person, Person.id == person_id, name=name)
    write.tell("test.renamed", person=person_id)
    return changed


def remove(write: Write, person_id: int) -> int:
    gone = write.delete(Person, Person.id == person_id)
    write.tell("test.removed", person=person_id)
    return gone


def names(session: Session) -> list[str]:
    return list(session.exec(select(Person.name).order_by(col(Person.id))))


def numbers(session: Session) -> list[int]:
    return [head.number for head in journal.heads(session)]


def images(session: Session, number: int) -> list[tuple[str, int, Any, Any]]:
    rows = session.exec(
        select(JournalRow).where(JournalRow.entry == number).order_by(col(JournalRow.position))
    )
    return [(row.table, row.row_id, row.before, row.after) for row in rows]


# The three verbs ---------------------------------------------------------------------------------


def test_a_new_row_is_told_as_it_is_after(database: Database) -> None:
    ada = database.write(ACT, add, "Ada").result()
    after = image(ada, "Ada")
    assert database.read(images, 1) == [("person", ada, None, after)]


def test_a_changed_row_is_told_as_it_was_and_as_it_is(database: Database) -> None:
    ada = database.write(ACT, add, "Ada").result()
    (changed,) = database.write(ACT, rename, ada, "Ada Muster").result()
    assert (changed.name, changed.version) == ("Ada Muster", 2)
    before = image(ada, "Ada")
    after = image(ada, "Ada Muster", version=2)
    assert database.read(images, 2) == [("person", ada, before, after)]
    assert database.read(names) == ["Ada Muster"]


def test_a_removed_row_is_told_as_it_was(database: Database) -> None:
    ada = database.write(ACT, add, "Ada").result()
    assert database.write(ACT, remove, ada).result() == 1
    before = image(ada, "Ada")
    assert database.read(images, 2) == [("person", ada, before, None)]
    assert database.read(names) == []


def test_moments_are_told_with_their_zone(database: Database) -> None:
    start = datetime(2027, 3, 5, 16, 30, tzinfo=UTC)
    with clock.standing_at(start):
        gathering_id = make_gathering(database, [], starts_at=start)
    (_table, row_id, _before, after), *_others = database.read(images, 1)
    assert row_id == gathering_id
    assert after["starts_at"] == "2027-03-05T16:30:00+00:00"


def test_a_row_that_has_the_value_already_is_given_back_but_not_told(database: Database) -> None:
    def give_all_one_name(write: Write) -> list[str]:
        changed = write.change(Person, col(Person.name).in_(["Ada", "Ida"]), name="Ida")
        write.tell("test.renamed")
        return [person.name for person in changed]

    ada = database.write(ACT, add, "Ada").result()
    database.write(ACT, add, "Ida").result()
    assert database.write(ACT, give_all_one_name).result() == ["Ida", "Ida"]
    assert [row_id for _table, row_id, *_ in database.read(images, 3)] == [ada]


def test_a_row_that_is_there_already_is_not_stored_twice(database: Database) -> None:
    gathering_id = make_gathering(database, ["Ada"])
    before = database.read(journal.last_number)

    def expect_twice(write: Write) -> Expected | None:
        return write.insert(Expected(gathering_id=gathering_id, person_id=1, number=7))

    assert database.write(ACT, expect_twice).result() is None
    assert database.read(journal.last_number) == before


def test_a_row_that_breaks_a_rule_is_an_error_and_not_a_row_there_already(
    database: Database,
) -> None:
    for wrong in (Person(name=""), Expected(gathering_id=99, person_id=99, number=1)):
        with pytest.raises(IntegrityError):
            database.write(ACT, Write.insert, wrong).result()
    assert database.read(numbers) == []


def test_ids_are_never_used_twice(database: Database) -> None:
    first = database.write(ACT, add, "Ada").result()
    database.write(ACT, remove, first).result()
    assert database.write(ACT, add, "Ida").result() > first


def test_versions_only_rise(database: Database) -> None:
    def version(session: Session, person_id: int) -> int:
        return session.get_one(Person, person_id).version

    ada = database.write(ACT, add, "Ada").result()
    seen = [database.read(version, ada)]
    for name in ("Ida", "Ada", "Ada", "Eda"):
        database.write(ACT, rename, ada, name).result()
        seen.append(database.read(version, ada))
    database.write(ACT, Write.undo, 4).result()
    seen.append(database.read(version, ada))
    assert seen == [1, 2, 3, 3, 4, 5]
    assert database.read(names) == ["Ada"]


# Many rows ---------------------------------------------------------------------------------------


def add_all(write: Write, count: int) -> list[int]:
    people = write.insert_all([Person(name=f"Person {n}") for n in range(count)])
    write.tell("test.added_all")
    return [person.id or 0 for person in people]


def test_many_new_rows_are_stored_in_order_and_told_one_by_one(database: Database) -> None:
    first = database.write(ACT, add, "Ada").result()
    ids = database.write(ACT, add_all, 2500).result()
    assert ids == sorted(ids)
    assert min(ids) > first
    with database.reading() as session:
        rows = session.exec(select(Person.id, Person.name).order_by(col(Person.id)))
        stored = dict(rows.all())
    assert [stored[person_id] for person_id in ids] == [f"Person {n}" for n in range(2500)]
    assert database.read(images, 2) == [
        ("person", person_id, None, image(person_id, name))
        for person_id, name in list(stored.items())[1:]
    ]
    assert database.write(ACT, add, "Ida").result() > max(ids)


def test_no_new_rows_are_no_change(database: Database) -> None:
    assert database.write(ACT, add_all, 0).result() == []
    assert database.read(numbers) == []


def test_values_alone_are_rows_with_the_models_defaults(database: Database) -> None:
    def add_values(write: Write) -> list[int]:
        ids = write.insert_values(Person, [{"name": "Ada"}, {"name": "Олена", "latin": "Olena"}])
        write.tell("test.added_all")
        return list(ids)

    ada, olena = database.write(ACT, add_values).result()
    assert [after for *_, after in database.read(images, 1)] == [
        image(ada, "Ada"),
        image(olena, "Олена") | {"latin": "Olena"},
    ]


def test_ids_of_many_are_never_used_twice(database: Database) -> None:
    def remove_all(write: Write) -> None:
        write.delete(Person)
        write.tell("test.removed_all")

    gone = database.write(ACT, add_all, 3).result()
    database.write(ACT, remove_all).result()
    assert min(database.write(ACT, add_all, 3).result()) > max(gone)


@pytest.mark.parametrize("wrong", ["", "twice"])
def test_one_row_that_breaks_a_rule_stops_them_all(database: Database, wrong: str) -> None:
    here = make_gathering(database, ["Ada"], open=False)
    before = database.read(numbers)

    def break_a_rule(write: Write) -> None:
        if wrong:
            write.insert_all(
                [Expected(gathering_id=here, person_id=1, number=number) for number in (1, 2)]
            )
        else:
            write.insert_all([Person(name="Ida"), Person(name="")])
        write.tell("test.broken")

    with in_one_group(database):
        neighbour = database.write(ACT, add, "Eda")
        failing = database.write(ACT, break_a_rule)
    with pytest.raises(IntegrityError):
        failing.result()
    neighbour.result()
    assert database.read(names) == ["Ada", "Eda"]
    assert database.read(numbers) == [*before, before[-1] + 1]


def test_rows_handed_in_twice_are_stored_anew(database: Database) -> None:
    # A use case may run twice; the rows of its first run must not count as stored.
    people = [Person(name="Ada"), Person(name="Ida")]

    def add_these(write: Write) -> None:
        write.insert_all(people)
        write.tell("test.added_all")

    for _ in range(2):
        database.write(ACT, add_these).result()
    assert database.read(names) == ["Ada", "Ida"] * 2


def test_thousands_of_rows_take_few_statements(database: Database) -> None:
    many = 2 * CHUNK + 100  # they are sent in pieces: two, and a rest

    def rename_all(write: Write) -> None:
        write.change(Person, name="Ada")
        write.tell("test.renamed_all")

    def remove_all(write: Write) -> None:
        assert write.delete(Person) == many
        write.tell("test.removed_all")

    for use_case, args in ((add_all, (many,)), (rename_all, ()), (remove_all, ())):
        with statements() as sent:
            database.write(ACT, use_case, *args).result()
        assert len(sent) <= 10


# The head of an entry ----------------------------------------------------------------------------


def test_an_entry_says_when_by_whom_where_and_what(database: Database) -> None:
    moment = datetime(2027, 3, 5, 16, 52, 7, tzinfo=UTC)
    with clock.standing_at(moment):
        ada = database.write(Act(Actor.PHONE, "laptop-2", "here"), add, "Ada").result()

    def stored(session: Session) -> JournalEntry:
        return session.get_one(JournalEntry, 1)

    entry = database.read(stored)
    assert (entry.at, entry.actor, entry.station, entry.place) == (
        moment, Actor.PHONE, "laptop-2", "here",
    )  # fmt: skip
    assert (entry.message, entry.refs) == ("test.added", {"person": ada})
    assert (entry.undoable, entry.undo_of, entry.revision) == (True, None, HEAD)


def test_what_changes_nothing_leaves_no_entry(database: Database) -> None:
    def talk(write: Write) -> str:
        write.tell("test.nothing")
        return "done"

    assert database.write(ACT, talk).result() == "done"
    assert database.read(numbers) == []


def test_who_changes_something_has_to_say_so(database: Database) -> None:
    def silently(write: Write) -> None:
        write.insert(Person(name="Ada"))

    with pytest.raises(NothingTold):
        database.write(ACT, silently).result()
    assert database.read(names) == []


# Nothing past the verbs --------------------------------------------------------------------------


def test_a_scope_refuses_to_store_what_did_not_pass_its_verbs(database: Database) -> None:
    def new(write: Write) -> None:
        write.session.add(Person(name="Ida"))
        write.session.flush()

    def changed(write: Write) -> None:
        write.session.get_one(Person, 1).name = "Ida"
        write.session.flush()

    def deleted(write: Write) -> None:
        write.session.delete(write.session.get_one(Person, 1))
        write.session.flush()

    def committed(write: Write) -> None:
        write.session.add(Person(name="Ida"))
        write.session.commit()

    database.write(ACT, add, "Ada").result()
    for past_the_verbs in (new, changed, deleted, committed):
        with pytest.raises(WroteAround):
            database.write(ACT, past_the_verbs).result()
    assert database.read(names) == ["Ada"]
    assert database.read(numbers) == [1]


def test_what_is_only_added_or_set_on_a_session_is_not_stored(database: Database) -> None:
    def quietly(write: Write) -> None:
        write.session.add(Person(name="Ida"))
        write.session.get_one(Person, 1).name = "Eda"

    database.write(ACT, add, "Ada").result()
    database.write(ACT, quietly).result()
    assert database.read(names) == ["Ada"]


def test_the_database_keeps_a_reading_session_from_writing(database: Database) -> None:
    database.write(ACT, add, "Ada").result()
    statements: list[Any] = [
        insert(Person).values(name="Ida"),
        text("INSERT INTO person (name, version) VALUES ('Ida', 1)"),
        text("UPDATE person SET name = 'Ida'"),
        text("DELETE FROM person"),
        text("CREATE TABLE mine (id INTEGER)"),
    ]
    for statement in statements:
        with database.reading() as session, pytest.raises(DBAPIError, match=r"read-?only"):
            session.connection().execute(statement)
    with database.reading() as session:
        session.add(Person(name="Ida"))
        with pytest.raises(WroteAround):
            session.flush()
    assert database.read(names) == ["Ada"]


def test_a_reading_session_shows_one_moment(database: Database) -> None:
    database.write(ACT, add, "Ada").result()
    with database.reading() as session:
        assert names(session) == ["Ada"]
        database.write(ACT, add, "Ida").result()
        assert names(session) == ["Ada"]
        assert journal.last_number(session) == 1
    assert database.read(names) == ["Ada", "Ida"]


SOURCES = Path(biq_tui.__file__).parent
THE_SCOPE = {"core/erasing.py", "core/rows.py", "core/writer.py"}
BESIDE_THE_JOURNAL = {"voting/urn.py", "voting/tickets.py"}
"""Ballots, the voter roll and tickets: a journal of them would tell who voted what, and when."""
SESSION_WRITES = {
    "add", "add_all", "merge", "delete", "flush", "commit", "bulk_save_objects",
    "bulk_insert_mappings", "bulk_update_mappings",
}  # fmt: skip
RUNS_SQL = {"execute", "exec", "exec_driver_sql", "executemany", "executescript", "text"}
WRITING_SQL = re.compile(r"\s*(INSERT|UPDATE|DELETE|REPLACE|CREATE|DROP|ALTER|TRUNCATE)\b", re.I)


def writes_around(source: str) -> list[str]:
    """What in a module could change data without the scope."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(
            ("sqlalchemy", "sqlmodel")
        ):
            names = {alias.name for alias in node.names}
            found += [f"imports {name}" for name in names & {"insert", "update", "delete"}]
        if not isinstance(node, ast.Call) or not isinstance(node.func, (ast.Attribute, ast.Name)):
            continue
        called = node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id
        of = ast.unparse(node.func.value) if isinstance(node.func, ast.Attribute) else ""
        if called in SESSION_WRITES and re.search(r"session\w*$|connection$|Session\(.*\)$", of):
            found.append(f"{of}.{called}()")
        if called in {"insert", "update", "delete"} and "table" in of.lower():
            found.append(f"{of}.{called}()")
        for argument in node.args if called in RUNS_SQL else []:
            if isinstance(argument, ast.Constant) and WRITING_SQL.match(str(argument.value)):
                found.append(f"{called}({argument.value!r})")
    return found


def test_no_module_writes_past_the_scope() -> None:
    found = {
        place: around
        for file in sorted(SOURCES.rglob("*.py"))
        if (place := file.relative_to(SOURCES).as_posix()) not in THE_SCOPE | BESIDE_THE_JOURNAL
        and not place.startswith("core/migrations/")
        and (around := writes_around(file.read_text(encoding="utf-8")))
    }
    assert found == {}


@pytest.mark.parametrize(
    "source",
    [
        "from sqlalchemy import insert",
        "from sqlmodel import update as change",
        "session.add(row)",
        "self.session.commit()",
        "write.session.flush()",
        "connection.execute('DELETE FROM person')",
        "connection.execute(text('  insert into person values (1)'))",
        "connection.exec_driver_sql('UPDATE person SET name = 1')",
        "table.insert().values(name='Ada')",
        "Person.__table__.delete()",
    ],
)
def test_the_watch_sees_what_writes_past_the_scope(source: str) -> None:
    assert len(writes_around(source)) == 1


def test_the_watch_lets_the_scope_and_sets_be() -> None:
    source = "write.insert(row)\nwrite.delete(Person)\nnumbers.add(1)\nvalues.update(a=1)\n"
    assert writes_around(source) == []


# Order, groups, failures -------------------------------------------------------------------------


def test_what_waits_is_committed_together_in_its_order(database: Database) -> None:
    commits: list[list[int]] = []
    database.listen(commits.append)
    with in_one_group(database):
        waiting = [database.write(ACT, add, f"Person {n}") for n in range(20)]
    ids = [future.result() for future in waiting]
    assert commits == [list(range(1, 21))]
    assert ids == sorted(ids)
    assert database.read(names) == [f"Person {n}" for n in range(20)]


def test_entry_numbers_are_in_the_order_of_commits_on_two_laptops(
    database: Database, tmp_path: Path
) -> None:
    with opened(tmp_path / "second", url_of(database)) as second:
        seen: dict[str, list[int]] = {"first": [], "second": []}
        database.listen(seen["first"].extend)
        second.listen(seen["second"].extend)
        futures = [
            laptop.write(ACT, add, f"Person {n}")
            for n in range(60)
            for laptop in (database, second)
        ]
        for future in futures:
            future.result()
        assert database.read(numbers) == list(range(1, 121))
        assert seen["first"] == sorted(seen["first"])
        assert seen["second"] == sorted(seen["second"])
        assert sorted(seen["first"] + seen["second"]) == list(range(1, 121))
        ids = [database.read(images, number)[0][1] for number in range(1, 121)]
        assert ids == sorted(ids)


def test_while_one_laptop_writes_the_other_waits(database: Database, tmp_path: Path) -> None:
    def add_while_other_tries(write: Write) -> Future[int]:
        other = second.write(ACT, add, "Ida")
        assert not wait([other], timeout=0.3).done
        add(write, "Ada")
        return other

    with opened(tmp_path / "second", url_of(database)) as second:
        database.write(ACT, add_while_other_tries).result().result()
    assert database.read(names) == ["Ada", "Ida"]
    assert database.read(numbers) == [1, 2]


def fail(_write: Write) -> None:
    raise ZeroDivisionError


def refuse(_write: Write) -> None:
    raise Refused("No.")


def refuse_half_way(write: Write) -> None:
    add(write, "Half")
    raise Refused("Not any more.")


def fail_half_way(write: Write) -> None:
    add(write, "Half")
    raise ZeroDivisionError


@pytest.mark.parametrize(
    ("bad", "error"),
    [
        (fail, ZeroDivisionError),
        (fail_half_way, ZeroDivisionError),
        (refuse, Refused),
        (refuse_half_way, Refused),
    ],
)
def test_one_that_fails_takes_no_neighbour_with_it(
    database: Database, bad: Callable[[Write], None], error: type[Exception]
) -> None:
    with in_one_group(database):
        before = database.write(ACT, add, "Ada")
        failing = database.write(ACT, bad)
        after = database.write(ACT, add, "Ida")
    assert before.result() < after.result()
    with pytest.raises(error):
        failing.result()
    assert database.read(names) == ["Ada", "Ida"]
    assert database.read(numbers) == [1, 2]


def test_a_refusal_that_touched_nothing_does_not_split_the_group(database: Database) -> None:
    commits: list[list[int]] = []
    database.listen(commits.append)
    with in_one_group(database):
        futures: list[Future[Any]] = [
            database.write(ACT, use_case, *args)
            for use_case, args in ((add, ("Ada",)), (refuse, ()), (add, ("Ida",)))
        ]
    assert isinstance(futures[1].exception(), Refused)
    assert futures[2].exception() is None
    assert commits == [[1, 2]]


def test_calls_that_can_be_done_together_are(database: Database) -> None:
    sizes: list[int] = []

    def add_all_at_once(calls: Calls) -> list[int]:
        sizes.append(len(calls))
        ids = insert_each(Person, [(scope, {"name": name}) for scope, (name,) in calls])
        for (scope, (name,)), person_id in zip(calls, ids, strict=True):
            if name == "Nobody":
                raise Refused("No.")
            scope.tell("test.added", person=person_id)
        return list(ids)

    @done_together(add_all_at_once)
    def add_one(write: Write, name: str) -> int:
        return add_all_at_once([(write, (name,))])[0]

    def in_turn(*given: str) -> list[Future[Any]]:
        use_cases = {"Failing": fail_half_way, "Refused": refuse}
        with in_one_group(database):
            futures = [
                database.write(ACT, use_cases[name])
                if name in use_cases
                else database.write(ACT, add_one, name)
                for name in given
            ]
        for future in futures:
            future.exception()
        return futures

    ids = [future.result() for future in in_turn("Ada", "Ali", "Ida")]
    assert sizes == [3]
    assert [database.read(images, number)[0][1] for number in (1, 2, 3)] == ids
    in_turn("Eda", "Refused", "Uli", "Theo")
    assert sizes == [3, 1, 2], "neighbours only, in their order"
    failures = [future.exception() for future in in_turn("Ben", "Nobody", "Cem")]
    assert [type(failure) for failure in failures] == [type(None), Refused, type(None)]
    assert sizes[3:] == [3, 1, 1, 1], "one by one when it does not work together"
    in_turn("Dan", "Eva", "Failing")
    assert database.read(names) == [
        "Ada", "Ali", "Ida", "Eda", "Uli", "Theo", "Ben", "Cem", "Dan", "Eva",
    ]  # fmt: skip
    assert database.read(numbers) == list(range(1, 11))


async def test_who_gives_up_in_the_loop_before_her_turn_gets_nothing_done(
    database: Database,
) -> None:
    with in_one_group(database):
        given_up = asyncio.create_task(database.writes(ACT, add, "Ada"))
        other = asyncio.create_task(database.writes(ACT, add, "Ida"))
        await asyncio.sleep(0)  # both are handed in
        given_up.cancel()
        await asyncio.wait({given_up})
    await other
    assert given_up.cancelled()
    assert database.read(names) == ["Ida"]


async def test_who_gives_up_in_the_loop_too_late_harms_nobody(database: Database) -> None:
    started, go_on = threading.Event(), threading.Event()

    def add_slowly(write: Write) -> None:
        started.set()
        go_on.wait()
        add(write, "Ada")

    given_up = asyncio.create_task(database.writes(ACT, add_slowly))
    await asyncio.to_thread(started.wait)
    given_up.cancel()
    await asyncio.wait({given_up})
    go_on.set()
    await database.writes(ACT, add, "Ida")
    assert database.read(names) == ["Ada", "Ida"]


def test_a_loop_that_has_ended_stops_nobody(database: Database) -> None:
    async def hand_in() -> None:
        asyncio.get_running_loop().create_task(database.writes(ACT, add, "Ada"))
        await asyncio.sleep(0)

    loop = asyncio.new_event_loop()
    with in_one_group(database):
        loop.run_until_complete(hand_in())
        loop.close()
    assert database.write(ACT, add, "Ida").result()
    assert database.read(names) == ["Ada", "Ida"]


def test_in_a_group_each_sees_what_those_before_it_changed(database: Database) -> None:
    # The one that was refused keeps its objects alive in its traceback.
    def read_and_refuse(write: Write) -> None:
        kept = write.session.get_one(Person, 1)
        raise Refused(kept.name)

    def read(write: Write) -> str:
        return write.session.get_one(Person, 1).name

    database.write(ACT, add, "Ada").result()
    with in_one_group(database):
        refused = database.write(ACT, read_and_refuse)
        database.write(ACT, rename, 1, "Ida")
        seen = database.write(ACT, read)
    assert isinstance(refused.exception(), Refused)
    assert seen.result() == "Ida"


def test_when_a_commit_fails_every_member_of_the_group_gets_an_answer(database: Database) -> None:
    # References are checked at the COMMIT only, so that it is the COMMIT that fails.
    later = {
        "sqlite": "PRAGMA defer_foreign_keys=ON",
        "postgresql": "ALTER TABLE expected ALTER CONSTRAINT fk_expected_person_id_person"
        " DEFERRABLE INITIALLY DEFERRED",
    }[database.url.get_backend_name()]

    def expect_nobody(write: Write) -> None:
        write.session.connection().execute(text(later))
        assert write.insert(Expected(gathering_id=gathering_id, person_id=99, number=9))
        write.tell("test.expected")
        accepted.append("until the COMMIT")

    accepted: list[str] = []
    gathering_id = make_gathering(database, [], open=False)
    with in_one_group(database):
        before = database.write(ACT, add, "Ada")
        failing = database.write(ACT, expect_nobody)
        after = database.write(ACT, add, "Ida")
    assert before.exception() is None
    assert isinstance(failing.exception(), IntegrityError)
    assert accepted == ["until the COMMIT"] * 2  # in the group, then alone
    assert after.exception() is None
    assert database.read(names) == ["Ada", "Ida"]
    assert database.read(numbers) == [1, 2, 3]


def test_a_caller_who_gives_up_before_her_turn_gets_nothing_done(database: Database) -> None:
    with in_one_group(database):
        given_up = database.write(ACT, add, "Ada")
        assert given_up.cancel()
        other = database.write(ACT, add, "Ida")
    other.result()
    assert database.read(names) == ["Ida"]


def test_a_listener_that_fails_stops_nobody(database: Database) -> None:
    def fault(_numbers: list[int]) -> None:
        raise ZeroDivisionError

    database.listen(fault)
    for name in ("Ada", "Ida"):
        database.write(ACT, add, name).result()
    assert database.read(names) == ["Ada", "Ida"]


def test_closing_finishes_what_waits(database: Database, folder: Path) -> None:
    with opened(folder, url_of(database)) as closing:
        waiting = [closing.write(ACT, add, f"Person {n}") for n in range(50)]
    assert all(future.done() for future in waiting)
    assert len(database.read(names)) == 50


def test_a_refusal_speaks_the_callers_language(database: Database) -> None:
    def say_no(_write: Write) -> None:
        raise Refused(language._("Please write your name."))

    with language.speaking("en"):
        in_english = database.write(ACT, say_no)
    in_german = database.write(ACT, say_no)
    assert str(in_english.exception()) == "Please write your name."
    assert str(in_german.exception()) == "Bitte schreiben Sie Ihren Namen."


# What is kept ------------------------------------------------------------------------------------


def reading(times: list[str]) -> Callable[[Write], list[str]]:
    """A use case that keeps the names of all people; `times` grows when they are read."""

    def look(session: Session) -> list[str]:
        times.append("read")
        return names(session)

    def use_case(write: Write) -> list[str]:
        return write.keep("names", (Person,), look)

    return use_case


def test_what_is_kept_is_read_again_only_when_it_has_changed(
    database: Database, tmp_path: Path
) -> None:
    times: list[str] = []
    look = reading(times)

    def seen() -> list[str]:
        return database.write(ACT, look).result()

    here = make_gathering(database, ["Ada"], open=False)
    assert (seen(), seen(), len(times)) == (["Ada"], ["Ada"], 1)
    database.write(ACT, _number, here, 7).result()
    assert (seen(), len(times)) == (["Ada"], 1), "another table"
    database.write(ACT, add, "Ida").result()
    assert (seen(), len(times)) == (["Ada", "Ida"], 2)
    with opened(tmp_path / "second", url_of(database)) as second:
        second.write(ACT, _number, here, 8).result()
        assert (seen(), len(times)) == (["Ada", "Ida"], 2)
        second.write(ACT, add, "Eda").result()
        assert (seen(), len(times)) == (["Ada", "Ida", "Eda"], 3)


def test_what_is_kept_never_outlives_what_went_back(database: Database) -> None:
    look = reading([])

    def add_look_and_fail(write: Write) -> None:
        add(write, "Half")
        assert look(write) == ["Half"]
        raise ZeroDivisionError

    def add_and_look(write: Write) -> list[str]:
        before = look(write)
        add(write, "Ada")
        return before + look(write)

    assert isinstance(database.write(ACT, add_look_and_fail).exception(), ZeroDivisionError)
    assert database.write(ACT, look).result() == []
    assert database.write(ACT, add_and_look).result() == ["Ada"]
    assert database.write(ACT, look).result() == ["Ada"]


def _number(write: Write, gathering_id: int, number: int) -> None:
    write.change(Expected, Expected.gathering_id == gathering_id, number=number)
    write.tell("test.numbered")


# A database that can't take it -------------------------------------------------------------------


def test_a_locked_database_refuses_in_a_sentence_and_goes_on_afterwards(
    folder: Path, sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database_module, "LOCK_WAIT_MS", 20)
    with opened(folder, sqlite_url) as database:
        with around(database) as other:
            other.exec_driver_sql("UPDATE alembic_version SET version_num = version_num")
            waiting = [database.write(ACT, add, name) for name in ("Ada", "Ida")]
            for future in waiting:
                refusal = future.exception()
                assert isinstance(refusal, Refused)
                assert "Nichts ist verloren" in refusal.sentence
        database.write(ACT, add, "Eda").result()
        assert database.read(names) == ["Eda"]


def test_a_full_disk_refuses_in_a_sentence_and_goes_on_when_there_is_room(
    folder: Path, sqlite_url: str
) -> None:
    def allow(write: Write, pages: int) -> None:
        write.session.connection().execute(text(f"PRAGMA max_page_count={pages}"))

    def add_many(write: Write) -> None:
        for n in range(2000):
            add(write, f"Person {n}")

    with opened(folder, sqlite_url) as database:
        database.write(ACT, allow, 1).result()  # SQLite makes this the present size
        refusal = database.write(ACT, add_many).exception()
        assert isinstance(refusal, Refused)
        assert "voll" in refusal.sentence
        assert database.read(names) == []
        database.write(ACT, allow, 100_000).result()
        database.write(ACT, add_many).result()
        assert len(database.read(names)) == 2000
