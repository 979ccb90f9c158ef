"""Phones that report at the same time are let in together, each as if it had come alone."""

from __future__ import annotations

from concurrent.futures import Future
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, col, select

from biq_tui.attendance import service
from biq_tui.attendance.models import Arrival, Expected, Fate, Presence
from biq_tui.core import journal, language
from biq_tui.core.database import Database
from biq_tui.core.errors import Refused
from biq_tui.core.write import Write
from biq_tui.people.models import Person
from tests.statements import statements
from tests.waiting import in_one_group

from .rooms import everything, facilitator, make_gathering, opened, phone, url_of

PEOPLE = [f"Ada Muster {number}" for number in range(40)]


def say(database: Database, here: int, name: str, key: str = "") -> Future[None]:
    """A phone reports; by default each with a key of its own."""
    return database.write(phone(here), service.report, here, key or f"key of {name}", name)


def fates(database: Database) -> dict[str, Fate]:
    with database.reading() as session:
        return {row.name: Fate(row.fate) for row in session.exec(select(Arrival))}


def here_now(database: Database) -> list[str]:
    """Who is present, in the order of the list."""
    with database.reading() as session:
        query = select(Person.name).join(Presence, col(Presence.person_id) == col(Person.id))
        return list(session.exec(query.order_by(col(Person.id))))


def test_a_room_that_taps_at_once_costs_few_statements_and_one_commit(database: Database) -> None:
    here = make_gathering(database, PEOPLE)
    commits: list[list[int]] = []
    database.listen(commits.append)
    with in_one_group(database), statements() as sent:
        waiting = [say(database, here, name) for name in PEOPLE[:32]]
    for future in waiting:
        future.result()
    assert [len(numbers) for numbers in commits] == [32], "one commit, one entry for each"
    assert len(sent) <= 16
    assert here_now(database) == PEOPLE[:32]


def test_the_list_is_not_read_for_each_phone(database: Database) -> None:
    here = make_gathering(database, PEOPLE)
    say(database, here, PEOPLE[0]).result()
    for number, name in enumerate([*PEOPLE[1:20], "Niemand Bekanntes"]):
        with statements() as sent:
            say(database, here, name, f"key {number}").result()
        assert len(sent) <= 16
        assert not [one for one in sent if "FROM expected" in one or "FROM person" in one]


def test_each_phone_has_its_own_entry_and_is_taken_back_alone(database: Database) -> None:
    here = make_gathering(database, PEOPLE[:3])
    before = everything(database)
    with in_one_group(database):
        waiting = [say(database, here, name) for name in (*PEOPLE[:3], "Fatima Probe")]
    for future in waiting:
        future.result()
    entries = database.read(journal.heads)[-4:]
    database.write(facilitator(here), service.take_back, entries[1].number).result()
    assert here_now(database) == [PEOPLE[0], PEOPLE[2]]
    for entry in (entries[0], entries[2], entries[3]):
        database.write(facilitator(here), service.take_back, entry.number).result()
    assert everything(database) == before


NAMES = ["Ada Muster", "ada muster", "Ali Beispiel", "Muster, Ada", "Ali", "Fatima Probe", "Olena"]


@settings(
    max_examples=30,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    sent=st.lists(
        st.tuples(st.sampled_from(NAMES), st.sampled_from(["one", "other"])), min_size=2, max_size=9
    ),
    typed=st.booleans(),
)
def test_together_is_the_same_as_one_after_the_other(
    database: Database, sent: list[tuple[str, str]], typed: bool
) -> None:
    def outcome(at_once: bool) -> list[tuple[object, ...]]:
        here = make_gathering(database, ["Ada Muster", "Ali Beispiel", "Ali Beispiel", "Олена"])
        start = database.read(journal.last_number)
        with database.reading() as session:
            listed = select(Expected.person_id).where(Expected.gathering_id == here)
            first, *_others, olena = session.exec(listed.order_by(col(Expected.number))).all()
        database.write(facilitator(here), _spell, olena, "Olena").result()
        if typed:
            database.write(facilitator(here), service.come, here, first).result()
        if at_once:
            with in_one_group(database):
                waiting = [say(database, here, name, key) for name, key in sent]
            for future in waiting:
                future.result()
        else:
            for name, key in sent:
                say(database, here, name, key).result()
        with database.reading() as session:
            told = journal.heads(session, since=start)
            return [
                *_arrived(session, here, first),
                *_present(session, here, first),
                *((entry.message, entry.actor) for entry in told),
            ]

    assert outcome(at_once=True) == outcome(at_once=False)


def _spell(write: Write, person_id: int, latin: str) -> None:
    write.change(Person, Person.id == person_id, latin=latin)
    write.tell("test.spelled")


def _arrived(session: Session, here: int, first: int) -> list[tuple[object, ...]]:
    query = select(Arrival).where(Arrival.gathering_id == here).order_by(col(Arrival.id))
    return [
        (row.name, row.door, row.fate, row.person_id and row.person_id - first)
        for row in session.exec(query)
    ]


def _present(session: Session, here: int, first: int) -> list[tuple[object, ...]]:
    query = select(Presence).where(Presence.gathering_id == here).order_by(col(Presence.id))
    return [
        (row.person_id - first, row.state, row.reported, row.seen, row.version)
        for row in session.exec(query)
    ]


def test_a_name_in_latin_letters_counts_as_the_name(database: Database) -> None:
    here = make_gathering(database, ["Олена Приклад", "Ada Muster"])
    database.write(facilitator(here), _spell, 1, "Olena Pryklad").result()
    say(database, here, "Pryklad, Olena").result()
    assert fates(database) == {"Pryklad, Olena": Fate.MATCHED}
    assert here_now(database) == ["Олена Приклад"]


# The list changes --------------------------------------------------------------------------------


def test_who_is_renamed_is_found_by_her_new_name(database: Database) -> None:
    here = make_gathering(database, ["Ada Muster"])
    say(database, here, "Ida Probe").result()
    with in_one_group(database):
        database.write(facilitator(here), _rename, 1, "Ida Probe")
        comes = say(database, here, "Ida Probe", "another key")
        waits = say(database, here, "Ada Muster", "a third key")
    comes.result()
    waits.result()
    assert here_now(database) == ["Ida Probe"]
    assert fates(database)["Ada Muster"] is Fate.WAITING


def test_what_was_renamed_in_vain_is_not_remembered(database: Database) -> None:
    def rename_and_fail(write: Write) -> None:
        _rename(write, 1, "Ida Probe")
        raise ZeroDivisionError

    here = make_gathering(database, ["Ada Muster"])
    say(database, here, "Niemand").result()
    with in_one_group(database):
        database.write(facilitator(here), rename_and_fail)
        arrived = say(database, here, "Ada Muster")
        waits = say(database, here, "Ida Probe")
    arrived.result()
    waits.result()
    assert fates(database) == {
        "Niemand": Fate.WAITING,
        "Ada Muster": Fate.MATCHED,
        "Ida Probe": Fate.WAITING,
    }


def test_what_the_other_laptop_writes_counts_at_once(database: Database, tmp_path: Path) -> None:
    here = make_gathering(database, ["Ada Muster"])
    say(database, here, "Ida Probe").result()
    with opened(tmp_path / "second", url_of(database)) as second:
        second.write(facilitator(here, "laptop-2"), _rename, 1, "Ida Probe").result()
        say(database, here, "Ida Probe", "another key").result()
        assert here_now(database) == ["Ida Probe"]
        second.write(facilitator(here, "laptop-2"), service.end, here).result()
        with pytest.raises(Refused):
            say(database, here, "Ida Probe", "a third key").result()


def _rename(write: Write, person_id: int, name: str) -> None:
    write.change(Person, Person.id == person_id, name=name)
    write.tell("test.renamed")


# Refusals ----------------------------------------------------------------------------------------


def test_after_the_end_each_phone_is_told_in_its_language(database: Database) -> None:
    here = make_gathering(database, PEOPLE[:2])
    before = everything(database)
    with in_one_group(database):
        ended = database.write(facilitator(here), service.end, here)
        in_german = say(database, here, PEOPLE[0])
        with language.speaking("en"):
            in_english = say(database, here, PEOPLE[1])
    ended.result()
    assert str(in_german.exception()) == "Dieser Abend ist nicht offen."
    assert str(in_english.exception()) == "This evening is not open."
    assert everything(database)["arrival"] == before["arrival"]


def test_one_without_a_name_stops_nobody(database: Database) -> None:
    here = make_gathering(database, PEOPLE[:2])
    with in_one_group(database):
        waiting = [say(database, here, name, f"key {name}") for name in (PEOPLE[0], "", PEOPLE[1])]
    assert [isinstance(future.exception(), Refused) for future in waiting] == [False, True, False]
    assert here_now(database) == PEOPLE[:2]
