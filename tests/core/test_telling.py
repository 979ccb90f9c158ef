"""What happened is told in whole sentences, in the language of who reads, even of what is gone."""

from __future__ import annotations

import pytest

from biq_tui.core import journal, language, telling
from biq_tui.core.database import Database
from biq_tui.core.errors import Refused
from biq_tui.core.journal import Actor
from biq_tui.core.telling import Happened, last_event, last_step, sentence, told
from biq_tui.core.write import Act, Write
from biq_tui.people import sentences as people
from biq_tui.people.models import Person
from biq_tui.qualification import sentences
from biq_tui.qualification.enrolment import Newcomer, collect_all, need
from biq_tui.qualification.runs import new_run, remove_date
from tests.qualification.courses import Run, planned
from tests.statements import statements

HERE = Act(Actor.FACILITATOR, "laptop-1", "here")


def all_told(database: Database) -> tuple[Happened, ...]:
    with database.reading() as session:
        return told(session, journal.heads(session))


def said(database: Database) -> list[str]:
    return [line.sentence for line in all_told(database)]


def add(write: Write, name: str) -> int:
    person = write.insert(Person(name=name))
    assert person is not None
    write.tell(people.NAMED, person=person.id)
    return person.id or 0


def rename(write: Write, person_id: int, name: str) -> None:
    write.change(Person, Person.id == person_id, name=name)
    write.tell(people.NAMED, person=person_id)


@pytest.mark.parametrize(
    ("count", "german", "english"),
    [
        (0, "0 Menschen sind neu.", "0 people are new."),
        (1, "1 Mensch ist neu.", "1 person is new."),
        (2, "2 Menschen sind neu.", "2 people are new."),
    ],
)
def test_a_count_has_its_own_form(count: int, german: str, english: str) -> None:
    assert sentence(sentences.COLLECTED, count) == german
    with language.speaking("en"):
        assert sentence(sentences.COLLECTED, count) == english


def test_the_journal_counts_as_the_hint_did(database: Database) -> None:
    database.write(HERE, collect_all, [Newcomer("Ada Muster")]).result()
    assert said(database) == [sentence(sentences.COLLECTED, 1)]


def test_texts_of_a_step_are_told_as_they_were_written(database: Database) -> None:
    run = Run(database)
    (ada,) = run.enrol("Ada Muster")
    run.do(need, run.run_id, ada, "Rampe {breit} 100 %s")
    assert said(database)[-1] == "Ada Muster braucht: Rampe {breit} 100 %s."


def test_a_name_is_told_as_it_is_now(database: Database) -> None:
    ada = database.write(HERE, add, "Ada {person} Muster").result()
    assert said(database) == ["Der Name ist jetzt: Ada {person} Muster."]
    database.write(HERE, rename, ada, "Ada Beispiel").result()
    assert said(database) == ["Der Name ist jetzt: Ada Beispiel."] * 2


def test_an_undo_is_told_as_what_it_took_back(database: Database) -> None:
    ada = database.write(HERE, add, "Ada Muster").result()
    database.write(HERE, rename, ada, "Ida Muster").result()
    database.write(HERE, telling.take_back, 2).result()
    assert said(database)[-1] == "Zurückgenommen: Der Name ist jetzt: Ada Muster."
    assert [(line.undone, line.undoable) for line in all_told(database)] == [
        (False, True), (True, True), (False, False),
    ]  # fmt: skip


def test_somebody_who_is_gone_is_told_as_somebody(database: Database) -> None:
    database.write(HERE, add, "Ada Muster").result()
    database.write(HERE, telling.take_back, 1).result()
    assert said(database) == [
        "Der Name ist jetzt: Jemand.",
        "Zurückgenommen: Der Name ist jetzt: Jemand.",
    ]


def test_a_thing_that_is_gone_is_not_told_as_somebody(database: Database) -> None:
    run = Run(database)
    run.add(planned(3))
    run.do(remove_date, run.date_ids[-2])
    assert said(database)[1] == "Dieser Termin ist neu: …."
    other = Run(database, title="BIQ Gröpelingen")
    other.undo()
    assert said(database)[-1] == "Zurückgenommen: Der Kurs „…“ ist da."


def test_the_last_step_is_this_laptop_s_and_the_last_event_anybody_s(database: Database) -> None:
    database.write(HERE, add, "Ada Muster").result()
    database.write(Act(Actor.FACILITATOR, "laptop-2", "here"), add, "Ali Beispiel").result()
    database.write(Act(Actor.FACILITATOR, "laptop-1", "there"), add, "Cem Probe").result()
    step, event = (
        database.read(last_step, "laptop-1", "here"),
        database.read(last_event, "here"),
    )
    assert step is not None
    assert event is not None
    assert (step.sentence, event.sentence) == (
        "Der Name ist jetzt: Ada Muster.", "Der Name ist jetzt: Ali Beispiel.",
    )  # fmt: skip
    assert database.read(last_event, "nowhere") is None
    assert database.read(last_step, "laptop-3", "here") is None


def test_many_entries_are_told_in_as_many_statements_as_one(database: Database) -> None:
    counted = []
    for _round in range(2):
        for number in range(10):
            database.write(HERE, add, f"Person {number}").result()
        with database.reading() as session:
            heads = journal.heads(session)
            with statements() as sent:
                told(session, heads)
        counted.append(len(sent))
    assert counted[0] == counted[1]


def test_what_can_t_be_taken_back_says_so(database: Database) -> None:
    def finally_add(write: Write) -> None:
        add(write, "Ada Muster")
        write.tell(people.NAMED, undoable=False, person=1)

    database.write(HERE, finally_add).result()
    with pytest.raises(Refused, match="Das geht nicht zurück"):
        database.write(HERE, telling.take_back, 1).result()


def test_what_stands_in_the_way_is_told_with_the_newest_step_first(database: Database) -> None:
    ada = database.write(HERE, add, "Ada").result()
    for name in ("Ada Muster", "Ada Beispiel"):
        database.write(HERE, rename, ada, name).result()
    with pytest.raises(Refused) as refused:
        database.write(HERE, telling.take_back, 1).result()
    assert refused.value.sentence == (
        "Nehmen Sie zuerst zurück, was danach kam: Der Name ist jetzt: Ada Beispiel."
    )


def test_a_run_can_be_taken_back_only_before_others_stand_on_it(database: Database) -> None:
    run = Run(database)
    made = database.read(journal.last_number)
    run.enrol("Ada Muster")
    with pytest.raises(Refused, match="Ada Muster steht auf der Liste"):
        run.undo(made)
    run.undo()
    run.undo(made)
    database.write(HERE, new_run, run_title := "BIQ Huchting", []).result()
    assert said(database)[-1] == f"Der Kurs „{run_title}“ ist da."
