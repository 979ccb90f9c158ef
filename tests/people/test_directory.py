"""Everybody whom the house knows, in the order in which people look for names."""

from __future__ import annotations

from biq_tui.core.database import Database
from biq_tui.core.journal import Actor
from biq_tui.core.write import Act
from biq_tui.people.directory import Known, directory_of, everybody
from biq_tui.qualification.enrolment import Newcomer, collect_all
from tests.statements import statements

ACT = Act(Actor.FACILITATOR, "laptop-1", "people")


def collect(database: Database, *people: Newcomer) -> None:
    database.write(ACT, collect_all, people).result()


def test_nobody_is_known_at_first(database: Database) -> None:
    assert database.read(everybody) == ()


def test_people_stand_by_their_names_whatever_capitals_marks_and_scripts(
    database: Database,
) -> None:
    collect(
        database,
        Newcomer("Zoë Groß"),
        Newcomer("ödön Muster"),
        Newcomer("Ali Beispiel"),
        Newcomer("Олена Зразок", "Olena Zrazok"),
        Newcomer("ali Beispiel"),
    )
    assert [person.name for person in database.read(everybody)] == [
        "Ali Beispiel", "ali Beispiel", "ödön Muster", "Олена Зразок", "Zoë Groß",
    ]  # fmt: skip
    assert database.read(everybody)[3] == Known(4, "Олена Зразок", "Olena Zrazok")


def test_everybody_is_read_in_one_statement(database: Database) -> None:
    collect(database, *(Newcomer(f"Person {n}") for n in range(50)))
    with statements() as sent:
        assert len(database.read(everybody)) == 50
    assert sum("person" in statement for statement in sent) == 1


def test_people_are_found_by_the_beginnings_of_their_names_in_either_script() -> None:
    known = (Known(1, "Ali Beispiel", ""), Known(4, "Олена Зразок", "Olena Zrazok"))
    directory = directory_of(known)
    assert directory.found("  ") == known
    assert directory.found("bei al") == known[:1]
    assert directory.found("zra") == known[1:]
    assert directory.found("Оле") == known[1:]
    assert directory.found("muster") == ()
