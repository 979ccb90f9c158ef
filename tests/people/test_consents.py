"""What somebody allowed: in which words she was asked, since when, and until when."""

from __future__ import annotations

from datetime import UTC, date, datetime

from biq_tui.core import clock
from biq_tui.core.database import Database
from biq_tui.core.journal import Actor
from biq_tui.core.settings import store
from biq_tui.core.write import Act, Write
from biq_tui.people import consents
from biq_tui.people.consents import WORDINGS, Given
from biq_tui.people.models import Allowed, Person

ACT = Act(Actor.FACILITATOR, "laptop-1", "people")
MAY, JUNE, JULY = (datetime(2027, month, 3, 12, tzinfo=UTC) for month in (5, 6, 7))


def person(write: Write) -> int:
    made = write.insert(Person(name="Ada Muster"))
    assert made is not None
    write.tell("test.added")
    return made.id or 0


def answers(database: Database, moment: datetime, who: int, said: bool) -> None:
    with clock.standing_at(moment):
        database.write(ACT, consents.answer, [who], Allowed.PHOTO, said).result()


def test_a_yes_is_kept_with_its_wording_and_day_also_once_it_is_taken_back(
    database: Database,
) -> None:
    def other_words(write: Write) -> None:
        store(write, WORDINGS[Allowed.PHOTO], "Fotos im Heft?")
        write.tell("test.set")

    who = database.write(ACT, person).result()
    asked = WORDINGS[Allowed.PHOTO].default
    answers(database, MAY, who, said=True)
    database.write(ACT, other_words).result()
    answers(database, MAY, who, said=True)
    yes = Given(Allowed.PHOTO, True, asked, date(2027, 5, 3), None)
    assert database.read(consents.given, [who]) == (yes,)
    with clock.standing_at(JUNE):
        database.write(ACT, consents.revoke, who, list(Allowed)).result()
    no = Given(Allowed.PHOTO, False, asked, date(2027, 5, 3), date(2027, 6, 3))
    assert database.read(consents.given, [who]) == (no,)
    assert database.read(consents.photo_allowed, [who]) == set()
    answers(database, JULY, who, said=True)
    again = Given(Allowed.PHOTO, True, "Fotos im Heft?", date(2027, 7, 3), None)
    assert database.read(consents.given, [who]) == (again,)


def test_a_no_is_no_consent_that_could_be_taken_back(database: Database) -> None:
    who = database.write(ACT, person).result()
    answers(database, MAY, who, said=False)
    (no,) = database.read(consents.given, [who])
    assert (no.given, no.given_on, no.revoked_on) == (False, None, None)
