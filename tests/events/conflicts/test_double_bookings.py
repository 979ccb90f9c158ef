"""What is booked twice, as it stands in the database: rooms, people, contacts, things."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from biq_tui.attendance.models import Gathering, Presence, Sitting, State
from biq_tui.core import clock, language
from biq_tui.core.settings import store
from biq_tui.core.write import Write
from biq_tui.events.access import share_venue
from biq_tui.events.conflicts.accepting import accept, reopen, set_way
from biq_tui.events.conflicts.found import conflicts_between, conflicts_of
from biq_tui.events.conflicts.hints import newer, snapshot
from biq_tui.events.conflicts.proposed import of_plan
from biq_tui.events.conflicts.reading import bookings, house
from biq_tui.events.models import Event, EventState, Pledge, PledgeRole, PledgeState
from tests.events.event_at import Fest
from tests.room import NOW
from tests.statements import statements

from .booked import (
    change,
    course_date,
    event,
    helps,
    hours,
    institution,
    partner,
    planned,
    pledge,
    said,
    severities,
)


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    language.speak("en")
    with clock.standing_at(NOW):
        yield


def test_two_events_in_one_room_are_told_from_both_sides(fest_anywhere: Fest) -> None:
    fest = fest_anywhere
    planned(fest)
    other = event(fest)
    assert said(fest) == ["Werkstatt, 14–16, in the same room (Haus am Park), twice 15–16"]
    assert said(other) == ["Straßenfest, 15–18, in the same room (Haus am Park), twice 15–16"]
    assert severities(fest) == ["hard"]


def test_only_a_wish_is_less_bad_and_so_is_what_is_only_asked(fest: Fest) -> None:
    event(fest)
    assert severities(fest) == ["soft"]  # it is a wish itself
    heim = institution(fest)
    pledge(fest, partner(fest, heim), PledgeRole.ROOM)
    assert severities(fest) == ["hard"]  # but the room is promised


@pytest.mark.parametrize("state", [EventState.CANCELLED, EventState.DONE, EventState.EVALUATED])
def test_what_is_cancelled_or_over_takes_nothing(fest: Fest, state: EventState) -> None:
    planned(fest)
    before = EventState.PLANNED if state is EventState.CANCELLED else ""
    event(fest, state=state, before_cancelled=before)
    assert said(fest) == []


def test_a_course_date_that_has_ended_takes_nothing(fest: Fest) -> None:
    planned(fest)
    gathering_id = course_date(fest, (), venue="Haus am Park, Raum 2")
    assert said(fest) == ["Block 6, 14–16, in the same house (Haus am Park, Raum 2), twice 15–16"]
    fest.do(change, Gathering, gathering_id, {"sitting": Sitting.ENDED})
    assert said(fest) == []


def test_in_a_shared_place_several_events_are_fine(fest_anywhere: Fest) -> None:
    fest = fest_anywhere
    planned(fest)
    other = event(fest, venue="haus am  Park")
    assert len(said(fest)) == 1
    fest.do(share_venue, "Haus am Park", True)
    assert said(fest) == said(other) == []
    fest.undo()
    assert len(said(other)) == 1


def test_setting_up_overlaps_too(fest: Fest) -> None:
    planned(fest, setup_minutes=90)
    event(fest, times=(12, 14))
    assert said(fest) == [
        "Werkstatt, 12–14, in the same room (Haus am Park),"
        " setting up or tidying up overlaps 13:30–14"
    ]
    assert severities(fest) == ["info"]


def test_nobody_can_be_at_two_events(fest: Fest) -> None:
    kim, ayse = fest.person("Kim Beispiel"), fest.person("Ayşe Beispiel")
    planned(fest, person_id=kim)
    other = event(fest, venue="Schule")
    helps(other, kim, "Kasse", (15, 17))
    helps(other, ayse, "Kasse", (16, 17))
    helps(fest, ayse, "Abbau", (16.5, 18))
    assert said(fest) == [
        "Kim Beispiel helps at Werkstatt, too, 15–17 (Schule)",
        "Ayşe Beispiel helps at Werkstatt, too, 16–17 (Schule), twice 16:30–17",
    ]
    assert said(other) == [
        "Kim Beispiel answers for Straßenfest, too, 15–18 (Haus am Park), twice 15–17",
        "Ayşe Beispiel helps at Straßenfest, too, 16:30–18 (Haus am Park), twice 16:30–17",
    ]
    assert said(fest, names_hidden=True)[0] == "Somebody helps at Werkstatt, too, 15–17 (Schule)"


def test_who_waits_for_a_place_in_a_shift_may_do_something_else(fest: Fest) -> None:
    ayse = fest.person("Ayşe Beispiel")
    planned(fest)
    other = event(fest, venue="Schule")
    helps(other, ayse, "Kasse", (15, 17))
    helps(fest, ayse, "Abbau", (16, 18), is_waiting=True)
    assert said(fest) == []


def test_two_shifts_at_once_are_told_at_their_own_event(fest: Fest) -> None:
    ayse = fest.person("Ayşe Beispiel")
    planned(fest)
    helps(fest, ayse, "Kasse", (15, 17))
    helps(fest, ayse, "Abbau", (16, 18))
    helps(fest, ayse, "Putzen", (18, 19))
    assert said(fest) == ["Ayşe Beispiel helps twice at once: Kasse and Abbau, 16–17"]


def test_whoever_is_on_a_list_at_that_time_is_told_unless_excused(fest_anywhere: Fest) -> None:
    fest = fest_anywhere
    kim, ayse = fest.person("Kim Beispiel"), fest.person("Ayşe Beispiel")
    planned(fest, person_id=kim)
    gathering_id = course_date(fest, (ayse, kim))
    assert said(fest) == ["Kim Beispiel is on the list of Block 6, 14–16 (Schule), twice 15–16"]
    assert severities(fest) == ["soft"]
    excused = Presence(gathering_id=gathering_id, person_id=kim, state=State.EXCUSED)
    fest.do(_insert, excused)
    assert said(fest) == []


def test_the_way_between_two_places_takes_time(fest: Fest) -> None:
    kim = fest.person("Kim Beispiel")
    planned(fest, person_id=kim)
    event(fest, "Flohmarkt", (13, 14.75), "Schule", person_id=kim)
    assert said(fest) == [
        "Kim Beispiel answers for Flohmarkt, too, 13–14:45 (Schule), only 15 minutes for the way"
    ]
    fest.do(set_way, 15)
    assert said(fest) == []


def test_a_contact_is_in_one_place_if_she_comes_herself(fest: Fest) -> None:
    planned(fest)
    other = event(fest, venue="Schule")
    heim = institution(fest)
    pledge(fest, partner(fest, heim), PledgeRole.LEAD)
    theirs = partner(other, heim)
    assert said(fest) == []
    room = pledge(other, theirs, PledgeRole.ROOM)
    assert said(fest) == []  # giving a room, nobody has to come
    other.do(change, Pledge, room, {"role": PledgeRole.ASSISTANCE, "state": PledgeState.ASKED})
    assert said(fest) == [
        "Same contact of Bremer Heimstiftung: Werkstatt, 14–16 (Schule), twice 15–16"
    ]
    assert severities(fest) == ["soft"]
    other.do(change, Pledge, room, {"state": PledgeState.DECLINED})
    assert said(fest) == []


def test_who_carries_an_event_with_us_is_there(fest: Fest) -> None:
    planned(fest)
    other = event(fest, venue="Schule")
    heim = institution(fest)
    partner(fest, heim, is_co_organiser=True)
    partner(other, heim, is_co_organiser=True)
    assert severities(fest) == ["hard"]


def test_the_same_things_of_an_institution_are_lent_once(fest: Fest) -> None:
    planned(fest)
    other = event(fest, venue="Schule")
    heim, school = institution(fest), institution(fest, "Schule (Beispiel)")
    pledge(fest, partner(fest, heim), PledgeRole.MATERIAL, what="20 Tische, eine Bühne")
    pledge(other, partner(other, school), PledgeRole.MATERIAL, what="10 Tische")
    assert said(fest) == []  # the school's tables are other tables
    pledge(other, partner(other, heim), PledgeRole.MATERIAL, PledgeState.ASKED, "10 tische")
    assert said(fest) == [
        "10 tische of Bremer Heimstiftung are needed there, too: Werkstatt, 14–16 (Schule),"
        " twice 15–16"
    ]
    assert severities(fest) == ["soft"]


def test_a_room_that_an_institution_promises_twice_is_asked_about(fest: Fest) -> None:
    heim = institution(fest)
    one, two = event(fest, venue=""), event(fest, venue="")
    for each in (one, two):
        pledge(each, partner(each, heim), PledgeRole.ROOM)
    assert said(one) == ["Room of Bremer Heimstiftung are needed there, too: Werkstatt, 14–16"]
    assert severities(one) == ["soft"]  # it has more than one
    placed = event(fest, venue="Schule")
    pledge(placed, partner(placed, heim), PledgeRole.ROOM)
    assert said(placed) == []  # it has a place of its own


def test_a_room_with_a_name_is_lent_once(fest: Fest) -> None:
    heim = institution(fest)
    one, two = event(fest, venue=""), event(fest, venue="Schule")
    for each in (one, two):
        planned(each)
        pledge(each, partner(each, heim), PledgeRole.ROOM, what="Saal")
    assert severities(one) == ["hard"]


def test_holidays_are_told_and_so_is_what_nobody_knows_yet(fest: Fest) -> None:
    planned(fest)
    assert said(event(fest, days=-26)) == ["Many people are away: Pentecost Monday"]
    assert said(event(fest, days=365 * 40)) == ["School holidays in 2067 are not known yet."]
    assert severities(event(fest, days=365 * 40 + 7)) == ["info"]


# Accepting ------------------------------------------------------------------------------------


def test_what_is_accepted_stays_so_until_it_changes(fest_anywhere: Fest) -> None:
    fest = fest_anywhere
    planned(fest)
    other = event(fest)
    (conflict,) = fest.database.read(conflicts_of, fest.event_id)
    assert conflict.counts
    fest.do(accept, fest.event_id, conflict.key, "The yard is large enough")

    def accepted(at: Fest) -> list[str]:
        return [one.accepted for one in at.database.read(conflicts_of, at.event_id)]

    assert accepted(fest) == accepted(other) == ["The yard is large enough"]
    other.do(change, Event, other.event_id, {"title": "Nähwerkstatt"})
    assert accepted(fest) == ["The yard is large enough"]
    gathering_id = other.plan.event.gathering_id
    assert gathering_id is not None
    other.do(change, Gathering, gathering_id, {"ends_at": hours(14, 17)[1]})
    assert accepted(fest) == [""]  # it is twice as long now
    other.do(change, Gathering, gathering_id, {"ends_at": hours(14, 16)[1]})
    fest.undo()
    assert accepted(fest) == [""]
    fest.do(accept, fest.event_id, conflict.key, "Platz genug")
    fest.do(reopen, conflict.key)
    assert accepted(fest) == accepted(other) == [""]
    fest.undo()
    assert accepted(other) == ["Platz genug"]


# Several at once ------------------------------------------------------------------------------


def test_the_calendar_asks_once_for_all_and_gets_the_same(fest: Fest) -> None:
    planned(fest)
    kim = fest.person("Kim Beispiel")
    others = [event(fest, f"Werkstatt {number}", days=number) for number in (0, 0, 1, 20)]
    helps(others[0], kim, "Kasse", (14, 15))
    helps(others[1], kim, "Tür", (14, 15))
    with statements() as sent:
        between = fest.database.read(conflicts_between, date(2027, 6, 1), date(2027, 6, 30))
    few = len(sent)
    assert between.rooms == 1
    assert between.others == 1
    for one in (fest, *others):
        its = one.database.read(conflicts_of, one.event_id)
        found = between.by_gathering.get(one.plan.event.gathering_id or 0, ())
        assert set(found) == {conflict for conflict in its if conflict.counts}
    for number in range(3):
        event(fest, f"Film {number}")
    with statements() as sent:
        june = fest.database.read(conflicts_between, date(2027, 6, 1), date(2027, 6, 30))
        july = fest.database.read(conflicts_between, date(2027, 7, 1), date(2027, 7, 31))
    assert len(sent) == 2 * few
    assert len(june.conflicts) > len(between.conflicts)
    assert july.conflicts == ()


def test_one_event_costs_the_same_statements_beside_many(fest: Fest) -> None:
    planned(fest)
    with statements() as sent:
        fest.database.read(conflicts_of, fest.event_id)
    alone = len(sent)
    for number in range(3):
        event(fest, f"Film {number}")
    with statements() as sent:
        found = fest.database.read(conflicts_of, fest.event_id)
    assert len(found) == 3
    assert len(sent) == alone


# Before Enter ---------------------------------------------------------------------------------


def test_a_hint_says_before_enter_what_would_be_booked_twice(fest: Fest) -> None:
    kim = fest.person("Kim Beispiel")
    planned(fest, person_id=kim)
    other = event(fest, days=7)
    helps(other, kim, "Kasse", (14, 16), days=7)
    booked = fest.database.read(snapshot)
    assert booked.hint("Film", hours(17, 19), "Haus am Park, Raum 2") == (
        "booked twice: Straßenfest, 15–18, in the same house (Haus am Park), twice 17–18"
    )
    assert booked.hint("Film", hours(18, 19), "Haus am Park") == ""
    assert booked.hint_moved(other.plan, hours(16, 18)) == (
        "booked twice: Straßenfest, 15–18, in the same room (Haus am Park), twice 16–18 (+1)"
    )
    assert booked.hint_moved(other.plan, hours(14, 16), "Schule") == (
        "booked twice: Kim Beispiel answers for Straßenfest, too, 15–18 (Haus am Park), twice 15–16"
    )
    assert booked.hint_moved(fest.plan, hours(15, 18)) == ""  # itself


def test_a_hint_says_what_else_a_helper_does_at_that_time(fest: Fest) -> None:
    kim = fest.person("Kim Beispiel")
    other = event(fest, venue="Schule")
    helps(other, kim, "Kasse", (15, 17))
    helps(fest, fest.person("Ayşe Beispiel"), "Abbau", (16, 18))
    booked = fest.database.read(snapshot)
    plan = fest.plan
    assert booked.hint_helping(plan, plan.shifts[0], kim, "Kim Beispiel", names_hidden=True) == (
        "booked twice: Somebody helps at Werkstatt, too, 15–17 (Schule), twice 16–17"
    )
    assert booked.hint_helping(plan, plan.shifts[0], 99, "Olha Beispiel") == ""


def test_what_a_plan_takes_up_is_what_the_database_says(fest_anywhere: Fest) -> None:
    fest = fest_anywhere
    kim, ayse = fest.person("Kim Beispiel"), fest.person("Ayşe Beispiel")
    planned(fest, person_id=kim, setup_minutes=30, teardown_minutes=60)
    helps(fest, kim, "Kasse", (15, 16))
    helps(fest, kim, "Putzen", (20, 21))
    helps(fest, ayse, "Kasse", (15, 16))
    heim = institution(fest)
    its = partner(fest, heim, is_co_organiser=True)
    pledge(fest, its, PledgeRole.ROOM)
    pledge(fest, its, PledgeRole.ASSISTANCE, PledgeState.ASKED)
    pledge(fest, its, PledgeRole.MATERIAL, PledgeState.NO_ANSWER, "20 Tische, eine Bühne")
    with fest.database.reading() as session:
        read = bookings(session, house(session))
    plan = fest.plan
    assert plan.event.starts_at is not None
    assert plan.event.ends_at is not None
    when = (plan.event.starts_at, plan.event.ends_at)
    made = of_plan(plan, when, plan.event.venue, frozenset())
    assert len(made) == 7
    assert set(made) == set(read)


def test_a_snapshot_is_read_anew_only_if_bookings_changed(fest: Fest) -> None:
    first = fest.database.read(newer, None)
    fest.do(accept, fest.event_id, "key", "reason")
    assert fest.database.read(newer, first) is first
    fest.do(store_way)
    second = fest.database.read(newer, first)
    assert second.as_of > first.as_of


def store_way(write: Write) -> None:
    from biq_tui.events.conflicts.options import TRAVEL_MINUTES

    store(write, TRAVEL_MINUTES, "10")
    write.tell("test.way")


def _insert(write: Write, row: Presence) -> None:
    write.insert(row)
    write.tell("test.insert", undoable=False)
