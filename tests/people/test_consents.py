"""What people allow: each thing on its own, no answer means no, and every answer can be changed."""

from __future__ import annotations

import pytest

from biq_tui.core import telling
from biq_tui.core.database import Database
from biq_tui.core.errors import Refused
from biq_tui.people import service
from biq_tui.people.consents import answer, answers, forget, photo_allowed
from biq_tui.people.models import Allowed, Person
from tests.attendance.rooms import everything, facilitator, make_gathering

ADA, ALI, CEM = 1, 2, 3


@pytest.fixture
def evening(database: Database) -> Database:
    """Ada Muster, Ali Beispiel and Cem Probe are on a list."""
    make_gathering(database, ["Ada Muster", "Ali Beispiel", "Cem Probe"])
    return database


def do(database: Database, use_case: object, *args: object) -> str:
    """The facilitator does it; what the journal says."""
    database.write(facilitator(1), use_case, *args).result()  # type: ignore[arg-type]  # any of them
    last = database.read(telling.last_event, "gathering:1")
    assert last is not None
    return last.sentence


def undo(database: Database) -> None:
    step = database.read(telling.last_step, "laptop-1", "gathering:1")
    assert step is not None
    database.write(facilitator(1), telling.take_back, step.number).result()


def checked(database: Database) -> list[bool]:
    with database.reading() as session:
        return [session.get_one(Person, who).name_checked for who in (ADA, ALI, CEM)]


def test_nobody_may_be_photographed_who_has_not_said_so(evening: Database) -> None:
    assert evening.read(photo_allowed, (ADA, ALI, CEM)) == set()
    assert do(evening, answer, (ADA,), Allowed.PHOTO, True) == "Ada Muster erlaubt Fotos."
    assert do(evening, answer, (ALI,), Allowed.PHOTO, False) == "Ali Beispiel erlaubt keine Fotos."
    assert evening.read(photo_allowed, (ADA, ALI, CEM)) == {ADA}
    assert evening.read(photo_allowed, (ALI,)) == set()


def test_many_answer_in_one_step_and_it_is_taken_back_whole(evening: Database) -> None:
    do(evening, answer, (ADA,), Allowed.PHOTO, False)
    before = everything(evening)
    said = do(evening, answer, (ADA, ALI, CEM), Allowed.PHOTO, True)
    assert said == "3 Menschen erlauben Fotos."
    assert evening.read(photo_allowed, (ADA, ALI, CEM)) == {ADA, ALI, CEM}
    undo(evening)
    assert everything(evening) == before


def test_each_thing_is_asked_on_its_own(evening: Database) -> None:
    for kind in Allowed:
        do(evening, answer, (ADA,), kind, kind is Allowed.CONTACTS)
    assert evening.read(answers, (ADA, ALI)) == {
        ADA: {kind: kind is Allowed.CONTACTS for kind in Allowed}
    }


def test_an_answer_is_revoked_in_one_step_and_may_be_forgotten(evening: Database) -> None:
    do(evening, answer, (ADA, ALI), Allowed.PHOTO, True)
    do(evening, answer, (ADA,), Allowed.PHOTO, False)
    assert evening.read(photo_allowed, (ADA, ALI)) == {ALI}
    said = do(evening, forget, (ADA, ALI), Allowed.PHOTO)
    assert said == "2 Menschen sind dazu noch nicht gefragt."
    assert evening.read(answers, (ADA, ALI)) == {}


def test_nobody_answers_for_who_is_not_there(evening: Database) -> None:
    before = everything(evening)
    for people in ((99,), (ADA, 99), ()):
        with pytest.raises(Refused, match="Dieser Mensch ist nicht mehr da"):
            evening.write(facilitator(1), answer, people, Allowed.PHOTO, True).result()
    assert everything(evening) == before


def test_a_checked_name_is_unchecked_by_another_name_or_spelling(evening: Database) -> None:
    said = do(evening, service.check_name, (ADA, ALI))
    assert said == "2 Menschen sagen: Der Name stimmt."
    do(evening, service.name, ADA, "Ada Muster")
    assert checked(evening) == [True, True, False], "it is the same name"
    do(evening, service.name, ADA, "Ada Muster-Groß")
    do(evening, service.spell, ALI, "Ali B.")
    assert checked(evening) == [False, False, False]
    undo(evening)
    assert checked(evening) == [False, True, False]
    assert do(evening, service.check_name, (ADA,)) == "Ada Muster-Groß sagt: Der Name stimmt."
