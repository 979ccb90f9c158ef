"""Two laptops change one thing in the same moment: nobody overwrites what she has not seen."""

from __future__ import annotations

from dataclasses import replace

import pytest

from biq_tui.core import journal
from biq_tui.core.database import Database
from biq_tui.core.errors import Refused
from biq_tui.core.journal import Actor
from biq_tui.core.language import N_
from biq_tui.core.telling import add_sentences
from biq_tui.core.write import Act, Write
from biq_tui.people.models import Person

HERE = Act(Actor.FACILITATOR, "laptop-1", "somewhere")
THERE = Act(Actor.FACILITATOR, "laptop-2", "somewhere")

add_sentences({"test.renamed": N_("{person} has another name.")}, person=(Person, "name"))


def add(write: Write, name: str) -> int:
    person = write.insert(Person(name=name))
    assert person is not None
    assert person.id is not None
    write.tell("test.added")
    return person.id


def rename(write: Write, person_id: int, name: str) -> None:
    write.change(Person, Person.id == person_id, name=name)
    write.tell("test.renamed", person=person_id)


def lock(write: Write, person_id: int) -> None:
    write.change(Person, Person.id == person_id, locked=True)
    write.tell("test.locked")


def name_of(database: Database, person_id: int) -> str:
    return database.read(lambda session: session.get_one(Person, person_id).name)


def seen_now(database: Database) -> Act:
    """This laptop's screen shows everything up to now."""
    return replace(HERE, as_of=database.read(journal.last_number))


def test_the_second_is_told_what_the_first_did_and_may_do_it_anyway(database: Database) -> None:
    ada = database.write(HERE, add, "Ada").result()
    looked = seen_now(database)
    database.write(THERE, rename, ada, "Ada Beispiel").result()
    with pytest.raises(Refused, match="Ada Beispiel has another name") as refused:
        database.write(looked, rename, ada, "Ada Muster").result()
    assert "„Ada Beispiel“" not in refused.value.sentence, "the sentence has it already"
    assert name_of(database, ada) == "Ada Beispiel"
    database.write(seen_now(database), rename, ada, "Ada Muster").result()
    assert name_of(database, ada) == "Ada Muster"


def test_other_columns_other_rows_and_the_same_value_are_no_matter(database: Database) -> None:
    ada, ali = (database.write(HERE, add, name).result() for name in ("Ada", "Ali"))
    looked = seen_now(database)
    database.write(THERE, rename, ada, "Ada Muster").result()
    database.write(looked, lock, ada).result()
    database.write(looked, rename, ali, "Ali Muster").result()
    database.write(looked, rename, ada, "Ada Muster").result()
    assert name_of(database, ali) == "Ali Muster"


def test_whoever_has_not_looked_writes_as_before(database: Database) -> None:
    ada = database.write(HERE, add, "Ada").result()
    database.write(THERE, rename, ada, "Ada Beispiel").result()
    database.write(HERE, rename, ada, "Ada Muster").result()
    assert name_of(database, ada) == "Ada Muster"


def test_what_is_undone_there_counts_as_a_change_too(database: Database) -> None:
    ada = database.write(HERE, add, "Ada").result()
    database.write(THERE, rename, ada, "Ada Beispiel").result()
    looked = seen_now(database)
    undo = database.write(THERE, lambda write: write.undo(2))
    undo.result()
    with pytest.raises(Refused):
        database.write(looked, rename, ada, "Ada Muster").result()
