"""What calendars outside know of an event, and that it only changes when something changed."""

from collections.abc import Sequence
from datetime import timedelta

from sqlmodel import Session

from biq_tui.attendance.models import Gathering
from biq_tui.core.write import Write
from biq_tui.events import events
from biq_tui.events.ics.outside import Entry, publish
from biq_tui.events.ics.versions import Outdated, outdated
from biq_tui.events.models import Event
from biq_tui.people.models import Organisation
from tests.events.event_at import START, Fest


def moved(write: Write, event_id: int, days: int) -> None:
    event = write.session.get(Event, event_id)
    assert event is not None
    starts_at = START + timedelta(days=days)
    write.change(
        Gathering,
        Gathering.id == event.gathering_id,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=3),
    )
    write.tell("test.moved")


def retitled(write: Write, event_id: int, title: str) -> None:
    write.change(Event, Event.id == event_id, title=title)
    write.tell("test.retitled")


def an_institution(write: Write) -> int:
    made = write.insert(Organisation(name="Haus am Park", folded="haus am park"))
    assert made is not None
    write.tell("test.institution")
    return made.id or 0


def given_out(fest: Fest, to: int | None = None) -> Entry:
    (entry,) = fest.do(publish, [fest.event_id], to)
    assert isinstance(entry, Entry)
    return entry


def late(fest: Fest) -> Sequence[Outdated]:
    def read(session: Session) -> Sequence[Outdated]:
        return outdated(session, [fest.event_id])

    return fest.database.read(read)


def test_a_change_of_the_day_keeps_the_uid_and_raises_the_sequence(fest_anywhere: Fest) -> None:
    first = given_out(fest_anywhere)
    assert first.sequence == 0
    fest_anywhere.do(moved, fest_anywhere.event_id, 7)
    second = given_out(fest_anywhere)
    assert (second.uid, second.sequence) == (first.uid, 1)
    assert second.starts_at == START + timedelta(days=7)


def test_what_is_not_on_the_list_of_the_rfc_raises_nothing(fest: Fest) -> None:
    first = given_out(fest)
    fest.do(retitled, fest.event_id, "Sommerfest")
    second = given_out(fest)
    assert (second.uid, second.sequence, second.title) == (first.uid, 0, "Sommerfest")


def test_given_out_twice_it_is_the_same(fest: Fest) -> None:
    assert given_out(fest) == given_out(fest)


def test_two_events_have_two_uids_of_one_installation(fest: Fest) -> None:
    other = fest.do(events.add_event, "Café", (START, START + timedelta(hours=1)), "")
    one, two = fest.do(publish, [fest.event_id, other])
    assert one.uid != two.uid
    assert one.uid.partition("@")[2] == two.uid.partition("@")[2]


def test_an_institution_with_an_old_version_is_known(fest: Fest) -> None:
    house = fest.do(an_institution)
    given_out(fest, house)
    assert late(fest) == ()
    fest.do(moved, fest.event_id, 7)
    (old,) = late(fest)
    assert (old.organisation_id, old.sequence) == (house, 0)
    given_out(fest)  # somebody else got it meanwhile
    (old,) = late(fest)
    assert old.sequence == 0
    given_out(fest, house)
    assert late(fest) == ()


def test_a_wish_without_a_day_has_no_date_to_give(fest: Fest) -> None:
    wish = fest.do(events.add_event, "Irgendwann", None, "")
    assert fest.do(publish, [wish]) == ()
