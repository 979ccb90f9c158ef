"""From wishes of meetings to events: n to one, one to n, with a receipt; linked both ways."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time

import pytest
from sqlmodel import Session, col, select

from biq_tui import outcomes
from biq_tui.core import clock
from biq_tui.core.database import Database
from biq_tui.core.errors import Refused
from biq_tui.core.journal import JournalEntry
from biq_tui.events.event_line import read_event
from biq_tui.events.models import EventState, Template
from biq_tui.events.plan import Plan
from biq_tui.events.reading import plan
from biq_tui.events.wishes import event_from_wishes, origins, receipts
from biq_tui.meetings import ideas, sentences
from biq_tui.meetings.all_meetings import findable
from biq_tui.meetings.families import take_back
from biq_tui.meetings.minutes import as_text, minutes
from biq_tui.meetings.wishes import receipt
from tests.attendance.rooms import STATION
from tests.meetings.meetings_at import Treffen
from tests.meetings.test_wishes import by_phone
from tests.room import bremen, newest

from .event_at import Fest


@pytest.fixture(autouse=True)
def _in_bremen() -> Iterator[None]:
    with bremen():
        yield


@pytest.fixture
def treffen(house: Database) -> Treffen:
    """A meeting that wants two events; one idea is part of both."""
    return wishing(house)


def wishing(database: Database) -> Treffen:
    here = Treffen(database)
    fest, _buehne, _kino = here.collect("Straßenfest", "Bühne am Kanal", "Kino")
    here.do(by_phone, here.meeting_id, fest, "Olha Beispiel")
    here.order("1 2 veranstaltung Straßenfest")
    here.order("1 3 veranstaltung Kino am Kanal")
    return here


def handed(here: Treffen, *wishes: int) -> int:
    """She makes an event of these wishes, by their places."""
    ids = [here.board.wishes[place - 1].wish_id for place in wishes]
    made: int = here.do(
        event_from_wishes, [here.database.read(receipt, wish_id) for wish_id in ids]
    )
    return made


def said_in_minutes(here: Treffen) -> str:
    """On one line."""
    return " ".join(as_text(here.database.read(minutes, here.meeting_id)).split())


def _wished(session: Session) -> int:
    """The step in which the last wish was made."""
    query = select(JournalEntry.number).where(JournalEntry.message == sentences.WISHED)
    return session.exec(query.order_by(col(JournalEntry.number).desc())).first() or 0


def seen(here: Treffen, event_id: int) -> Plan:
    return here.database.read(plan, event_id, STATION)


def test_a_wish_becomes_an_event_with_its_receipt(treffen: Treffen) -> None:
    made = seen(treffen, handed(treffen, 1))
    assert newest(treffen.database) == "Der Wunsch wird eine Veranstaltung: Straßenfest"
    event = made.event
    assert (event.title, event.state, event.starts_at) == ("Straßenfest", EventState.WISH, None)
    assert event.template is Template.STREET_PARTY
    (origin,) = made.origins
    assert [idea["text"] for idea in origin.receipt["ideas"]] == ["Straßenfest", "Bühne am Kanal"]
    told = "\n".join(origins(made))
    assert "Wunsch vom Mi 17.3.2027: Straßenfest" in told
    assert "Olha Beispiel" in told
    assert "Olha Beispiel" not in "\n".join(origins(made, names_hidden=True))


def test_several_wishes_become_one_event_and_one_wish_several(database: Database) -> None:
    treffen = wishing(database)
    one = seen(treffen, handed(treffen, 1, 2))
    assert newest(treffen.database) == "Die Wünsche werden eine Veranstaltung: Straßenfest"
    assert one.event.why == "Straßenfest · Kino am Kanal"
    assert len(receipts(one)) == 3, "an idea of two wishes is told once"
    again = handed(treffen, 1)
    became = treffen.database.read(outcomes.of_wishes)
    first, second = (row.wish_id for row in treffen.board.wishes)
    assert [each.event_id for each in became[first]] == [one.event.event_id, again]
    assert [each.event_id for each in became[second]] == [one.event.event_id]
    assert treffen.database.read(outcomes.open_wishes) == ()


def test_the_receipt_stays_as_it_was(treffen: Treffen) -> None:
    event_id = handed(treffen, 1)
    before = seen(treffen, event_id).origins
    idea = treffen.idea(1)
    args = (treffen.meeting_id, idea.idea_id, idea.text, "Sommerfest", 1, None)
    treffen.do(ideas.reword, *args)
    assert treffen.idea(1).text == "Sommerfest"
    assert seen(treffen, event_id).origins == before


def test_the_meeting_tells_what_became_of_its_idea(treffen: Treffen) -> None:
    assert [wish.wording for wish in treffen.database.read(outcomes.open_wishes)] == [
        "Straßenfest", "Kino am Kanal",
    ]  # fmt: skip
    fest = Fest(treffen.database)
    fest.event_id = handed(treffen, 1)
    assert "wird geplant: Straßenfest" in said_in_minutes(treffen)
    fest.enter(read_event, "12.6. 15-18")
    became = "wird am Sa 12.6.2027 gemacht: Straßenfest"
    assert became in said_in_minutes(treffen)
    found = treffen.database.read(findable).ideas
    assert [idea.became for idea in found] == [became, became, ""]
    later = Treffen(treffen.database, "Sommer", days=28)
    known = later.reads("1").hint
    assert became in known
    assert receipts(fest.plan)[0] == (
        "Ihre Idee vom 17.3.2027 „Straßenfest“ wird am Sa 12.6.2027 gemacht."
    )
    fest.enter(read_event, "geplant")
    with clock.standing_at(clock.moment_of(date(2027, 6, 13), time(9))):
        fest.enter(read_event, "vorbei")
    assert "wurde am Sa 12.6.2027 gemacht" in receipts(fest.plan)[0]


def test_what_was_handed_over_can_be_taken_back_but_not_the_wish_below_it(
    treffen: Treffen,
) -> None:
    event_id = handed(treffen, 2)
    step = treffen.database.read(_wished)
    with pytest.raises(Refused, match="zuerst zurück, was danach kam: Der Wunsch wird"):
        treffen.do(take_back, step)
    treffen.undo()
    with pytest.raises(Refused):
        seen(treffen, event_id)
    assert len(treffen.database.read(outcomes.open_wishes)) == 2


def test_a_wish_that_is_gone_makes_no_event(treffen: Treffen) -> None:
    gone = treffen.database.read(receipt, treffen.board.wishes[1].wish_id)
    treffen.undo()
    with pytest.raises(Refused):
        treffen.do(event_from_wishes, [gone])


def test_a_long_wording_is_the_reason_and_its_beginning_the_name(treffen: Treffen) -> None:
    words = "Ein Fest für alle, " + "mit Musik und Essen " * 20
    treffen.order(f"2 veranstaltung {words.strip()}")
    event = seen(treffen, handed(treffen, 3)).event
    assert event.why == words.strip()
    assert event.title.startswith("Ein Fest für alle")
    assert len(event.title) <= 100
