"""What is erased is in no row, no image, no sentence and no byte of the data files any more."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlmodel import Session, col, select

from biq_tui.attendance.models import Arrival, Door, Fate
from biq_tui.core import clock, erasing, journal
from biq_tui.core.database import Database, writing_engine
from biq_tui.core.errors import Refused
from biq_tui.core.journal import Actor, JournalEntry, JournalRow
from biq_tui.core.settings import Setting
from biq_tui.core.write import Act, NotUndoable, Write
from biq_tui.people.models import Contact, Organisation, Person
from tests.attendance.rooms import STATION, make_gathering, opened
from tests.core.bytes_of import places_holding

ACT = Act(Actor.FACILITATOR, STATION, "somewhere")
TABLES = ("person", "arrival", "contact", "journal_row", "journal_entry")
NAME, OTHER = "Sünje Waldvogel", "Torben Ahlers"


def add(write: Write, name: str) -> int:
    person = write.insert(Person(name=name))
    assert person is not None
    write.tell("test.added", person=person.id)
    return person.id or 0


def rename(write: Write, person_id: int, name: str) -> None:
    write.change(Person, Person.id == person_id, name=name)
    write.tell("test.renamed", person=person_id, said=f"jetzt {name}")


def erase(write: Write, person_id: int) -> int:
    stood = erasing.blank(write, Person, [person_id], {"name": "(gelöscht)"})
    write.change(Person, Person.id == person_id, name="(gelöscht)")
    write.tell("test.erased", undoable=False, person=person_id)
    return stood


def do(database: Database, use_case: Any, *args: Any) -> Any:
    return database.write(ACT, use_case, *args).result()


def undo(database: Database, number: int) -> None:
    do(database, Write.undo, number)


def images(session: Session) -> list[Any]:
    return [image for row in session.exec(select(JournalRow)) for image in (row.before, row.after)]


def names(session: Session) -> list[str]:
    return list(session.exec(select(Person.name).order_by(col(Person.id))))


def forget(database: Database) -> None:
    assert database.forget(*TABLES, anew=True)


def test_a_name_that_is_blanked_stands_in_no_byte_of_the_data(database: Database) -> None:
    person = do(database, add, NAME)
    do(database, rename, person, f"{NAME}-Ott")
    do(database, add, OTHER)
    assert places_holding(database, [NAME])
    assert do(database, erase, person) == 2
    forget(database)
    assert places_holding(database, [NAME]) == []
    assert places_holding(database, [OTHER])
    assert database.read(names) == ["(gelöscht)", OTHER]


def test_what_lost_a_name_can_not_be_undone_and_its_neighbours_can(database: Database) -> None:
    person = do(database, add, NAME)
    do(database, rename, person, f"{NAME}-Ott")
    do(database, add, OTHER)
    do(database, erase, person)
    for number in (1, 2, 4):
        with pytest.raises(NotUndoable):
            undo(database, number)
    undo(database, 3)
    assert database.read(names) == ["(gelöscht)"]


def test_sentences_that_repeat_a_blanked_value_say_three_dots(database: Database) -> None:
    person = do(database, add, OTHER)
    do(database, rename, person, NAME)
    do(database, erase, person)
    assert database.read(journal.head, 2).refs == {"person": person, "said": erasing.GONE}


def test_a_name_given_in_the_same_commit_is_blanked_too(database: Database) -> None:
    person = do(database, add, OTHER)
    waiting = [
        database.write(ACT, use_case, *args)
        for use_case, args in ((rename, (person, NAME)), (erase, (person,)))
    ]
    for each in waiting:
        each.result()
    forget(database)
    assert places_holding(database, [NAME, OTHER]) == []


def test_who_is_refused_after_all_blanks_nothing(database: Database) -> None:
    def thinks_again(write: Write) -> None:
        erasing.blank(write, Person, [person], {"name": "(gelöscht)"})
        raise Refused("Lieber nicht.")

    person = do(database, add, NAME)
    with pytest.raises(Refused):
        do(database, thinks_again)
    assert NAME in [image["name"] for image in database.read(images) if image]
    undo(database, 1)


def report(write: Write, gathering_id: int, name: str) -> int:
    """Somebody reports at a gathering."""
    arrival = write.insert(
        Arrival(
            gathering_id=gathering_id,
            key="k",
            name=name,
            folded=name.lower(),
            at=clock.now(),
            door=Door.PHONE,
        )
    )
    assert arrival is not None
    write.tell("test.reported", arrival=arrival.id, who=name)
    return arrival.id or 0


def test_a_row_that_is_removed_leaves_only_where_it_belonged(database: Database) -> None:
    def tidy(write: Write) -> int:
        removed = erasing.remove(write, Arrival, [arrival])
        write.tell("test.tidied", undoable=False)
        return removed

    here = make_gathering(database, [])
    arrival = do(database, report, here, NAME)
    assert do(database, tidy) == 1
    forget(database)
    assert places_holding(database, [NAME]) == []
    its = [image for image in database.read(images) if image and "gathering_id" in image]
    assert its == [{"id": arrival, "gathering_id": here}] * 2
    assert database.read(journal.head, 3).refs["who"] == erasing.GONE


def test_a_word_is_taken_out_wherever_the_journal_says_it(database: Database) -> None:
    def found(write: Write) -> None:
        organisation = write.insert(Organisation(name="Kulturhaus", folded="kulturhaus"))
        assert organisation is not None
        write.insert(Contact(organisation_id=organisation.id or 0, name=f"Frau {NAME} (Leitung)"))
        write.tell("test.found", said=[f"mit {NAME}"])

    def forget_her(write: Write) -> None:
        write.delete(Contact)
        erasing.forget_words(write, [NAME])
        write.tell("test.forgot", undoable=False)

    database.write(Act(Actor.FACILITATOR, STATION, "x", by=NAME), found).result()
    do(database, forget_her)
    forget(database)
    assert places_holding(database, [NAME]) == []
    with database.reading() as session:
        assert session.get_one(JournalEntry, 1).by == ""
    assert database.read(journal.head, 1).refs == {"said": ["mit …"]}


def test_images_of_rows_long_gone_are_found_by_whose_they_were(database: Database) -> None:
    def come_and_go(write: Write) -> None:
        write.change(Arrival, Arrival.id == arrival, person_id=person, fate=Fate.MATCHED)
        write.delete(Arrival)
        write.tell("test.gone")

    arrival = do(database, report, make_gathering(database, []), NAME)
    person = do(database, add, NAME)
    do(database, come_and_go)
    with database.reading() as session:
        write = Write(session, ACT, "")
        assert set(erasing.images_with(write, Arrival, "person_id", [person])) == {arrival}
        assert erasing.images_with(write, Arrival, "person_id", [person + 1]) == {}


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_what_is_deleted_is_overwritten_also_by_migrations(database: Database) -> None:
    engine = writing_engine(database.url)  # migrations have no other
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA secure_delete").scalar() == 1
        connection.exec_driver_sql("CREATE TABLE old AS SELECT 'Sünje Waldvogel' AS name")
        connection.commit()
        connection.exec_driver_sql("DROP TABLE old")
        connection.commit()
    engine.dispose()
    database.forget("person")
    assert places_holding(database, [NAME]) == []


def test_no_copy_of_a_row_that_moved_stays_in_a_gap_of_the_file(tmp_path: Path) -> None:
    """SQLite moves rows from page to page; of those, secure_delete alone leaves one in some
    hundred behind."""

    def live(write: Write, chance: Random) -> None:
        for number in range(700):
            size = chance.choice((0, 10, 400, 990))
            write.insert(Setting(key=f"Waldvogel{number:05}", value="x" * size))
            other = f"Waldvogel{chance.randrange(number + 1):05}"
            if chance.random() < 0.5:
                write.change(Setting, Setting.key == other, value="y" * size)
            else:
                write.delete(Setting, Setting.key == other)
        write.tell("test.lived")

    def leave(write: Write) -> None:
        erasing.remove(write, Setting, range(1, 800, 2))
        write.tell("test.left")

    with opened(tmp_path) as database:
        do(database, live, Random(4))
        before = database.read(keys)
        do(database, leave)
        gone = before - database.read(keys)
        assert 50 < len(gone) < len(before)
        assert database.forget("setting", anew=True)
        assert places_holding(database, sorted(gone)) == []


def keys(session: Session) -> set[str]:
    return set(session.exec(select(Setting.key)))
