"""The use cases of the sign-in, each on SQLite and on PostgreSQL."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from biq_tui.attendance import service
from biq_tui.attendance.models import Role, Sitting, State
from biq_tui.attendance.places import place_of
from biq_tui.attendance.roster import Row
from biq_tui.attendance.sheet import Sheet, sheet
from biq_tui.core import clock
from biq_tui.core.database import Database
from biq_tui.core.errors import Refused
from biq_tui.core.telling import happened
from tests.waiting import in_one_group

from .rooms import STATION, around, everything, facilitator, make_gathering, phone

PEOPLE = ("Ayşe Beispiel", "Jonas Müller", "Sabine Müller", "Frieda Groß")
AYSE, JONAS, SABINE, FRIEDA = range(1, 5)


class Evening:
    """One open gathering, spoken to as the facilitator and as phones."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.gathering = make_gathering(database, PEOPLE)

    def do(self, use_case: Any, *args: Any) -> None:
        """The facilitator does it."""
        self.database.write(facilitator(self.gathering), use_case, self.gathering, *args).result()

    def say(self, name: str, key: str = "key-of-one-phone") -> None:
        """A phone reports."""
        act = phone(self.gathering)
        self.database.write(act, service.report, self.gathering, key, name).result()

    @property
    def sheet(self) -> Sheet:
        return self.database.read(sheet, self.gathering, STATION)

    def row(self, number: int) -> Row:
        return next(row for row in self.sheet.rows if row.number == number)

    def person(self, number: int) -> int:
        return self.row(number).person_id

    @property
    def told(self) -> list[str]:
        return [line.sentence for line in self.database.read(happened, place_of(self.gathering))]

    @property
    def waiting(self) -> list[str]:
        return [waiting.name for waiting in self.sheet.waiting]


@pytest.fixture
def evening(database: Database) -> Evening:
    return Evening(database)


def test_a_typed_person_is_here_and_the_journal_says_so(evening: Evening) -> None:
    evening.do(service.come, evening.person(SABINE))
    assert evening.row(SABINE).here
    assert evening.sheet.here == 1
    assert evening.told[-1] == "Sabine Müller ist da."


def test_somebody_who_is_here_stays_here_when_typed_again(evening: Evening) -> None:
    for _ in range(2):
        evening.do(service.come, evening.person(SABINE))
    assert evening.row(SABINE).here
    assert evening.told.count("Sabine Müller ist da.") == 1


def test_seeing_somebody_who_reported_is_a_step_of_its_own(evening: Evening) -> None:
    evening.say("Sabine Müller")
    evening.do(service.come, evening.person(SABINE))
    assert evening.told[-2:] == ["Sabine Müller ist da."] * 2
    step = evening.sheet.my_step
    assert step is not None
    undo = evening.database.write(facilitator(evening.gathering), service.take_back, step.number)
    undo.result()
    assert evening.row(SABINE).here, "her own report stands"


@pytest.mark.parametrize("name", ["Ayse Beispiel", "Beispiel, Ayşe", "AYŞE BEISPIEL"])
def test_a_phone_with_an_enrolled_name_is_present_at_once(evening: Evening, name: str) -> None:
    evening.say(name)
    assert evening.row(AYSE).here
    assert evening.waiting == []
    assert evening.sheet.phones == 1


@pytest.mark.parametrize("name", ["Müller", "Ayla Beispiel", "Fatima", "Jonas Mueler"])
def test_every_other_name_waits_for_a_look(evening: Evening, name: str) -> None:
    evening.say(name)
    assert evening.waiting == [name]
    assert evening.sheet.here == 0


def test_two_enrolled_people_of_one_name_wait_for_a_look(evening: Evening) -> None:
    evening.do(service.add_guest, "Sabine Müller")
    evening.say("Sabine Müller")
    assert evening.row(SABINE).here, "the guest of her name is not enrolled"
    evening.say("Jonas Müller")
    evening.say("Jonas Müller", key="key-of-another-phone")
    assert evening.row(JONAS).here
    assert evening.waiting == ["Jonas Müller"], "perhaps another Jonas: never swallowed"


def test_the_same_key_and_name_again_is_one_arrival(evening: Evening) -> None:
    for name in ("Fatima", "fatima", "Fatima"):
        evening.say(name)
    assert evening.waiting == ["Fatima"]


def test_the_same_key_with_another_name_is_another_arrival(evening: Evening) -> None:
    for name in ("Fatima", "Theo"):
        evening.say(name)
    assert evening.waiting == ["Fatima", "Theo"]


def test_a_phone_for_somebody_typed_before_changes_nothing_on_the_list(evening: Evening) -> None:
    evening.do(service.come, evening.person(SABINE))
    evening.say("Sabine Müller")
    assert evening.waiting == []
    assert evening.sheet.here == 1


def test_a_waiting_arrival_offers_who_it_may_be_those_not_here_first(evening: Evening) -> None:
    evening.do(service.come, evening.person(JONAS))
    evening.say("Müller")
    offered = evening.sheet.waiting[0].candidates
    assert offered == (evening.person(SABINE), evening.person(JONAS))


def test_a_waiting_arrival_is_taken_as_a_person(evening: Evening) -> None:
    evening.say("Müller")
    evening.do(service.take, evening.sheet.waiting[0].arrival_id, evening.person(SABINE))
    assert evening.row(SABINE).here
    assert evening.waiting == []
    assert evening.told[-1] == "Sabine Müller ist da."


def test_a_waiting_arrival_can_be_somebody_already_here(evening: Evening) -> None:
    evening.do(service.come, evening.person(SABINE))
    evening.say("Müller")
    evening.do(service.take, evening.sheet.waiting[0].arrival_id, evening.person(SABINE))
    assert evening.sheet.here == 1
    assert evening.told[-1] == "„Müller“ ist Sabine Müller. Sabine Müller ist schon da."


def test_a_waiting_arrival_is_taken_as_a_guest_or_put_aside(evening: Evening) -> None:
    evening.say("Fatima")
    evening.say("Mickey", key="key-of-another-phone")
    first, second = evening.sheet.waiting
    evening.do(service.take_as_guest, first.arrival_id)
    evening.do(service.put_aside, second.arrival_id)
    seen = evening.sheet
    assert [(row.number, row.name, row.role) for row in seen.rows][-1] == (5, "Fatima", Role.GUEST)
    assert (seen.waiting, seen.aside) == ((), 1)


def test_an_arrival_is_answered_once(evening: Evening) -> None:
    evening.say("Fatima")
    arrival = evening.sheet.waiting[0].arrival_id
    evening.do(service.take_as_guest, arrival)
    with pytest.raises(Refused, match="schon jemand anders"):
        evening.do(service.take_as_guest, arrival)
    assert len(evening.sheet.rows) == len(PEOPLE) + 1


@pytest.mark.parametrize(
    ("use_case", "args"),
    [(service.take, (SABINE,)), (service.take_as_guest, ()), (service.put_aside, ())],
)
def test_an_arrival_that_was_taken_back_meanwhile_is_not_answered(
    evening: Evening, use_case: Any, args: tuple[int, ...]
) -> None:
    evening.say("Fatima")
    arrival = evening.sheet.waiting[0].arrival_id
    reported = evening.sheet.as_of
    evening.database.write(facilitator(evening.gathering), service.take_back, reported).result()
    before = evening.sheet
    with pytest.raises(Refused, match="schon jemand anders"):
        evening.do(use_case, arrival, *args)
    assert evening.sheet == before


@pytest.mark.parametrize(
    ("use_case", "args"),
    [(service.take, (SABINE,)), (service.take_as_guest, ()), (service.put_aside, ())],
)
def test_an_arrival_of_another_evening_is_not_answered_here(
    evening: Evening, use_case: Any, args: tuple[int, ...]
) -> None:
    other = make_gathering(evening.database, ["Ida Probe"])
    evening.say("Fatima")
    arrival = evening.sheet.waiting[0].arrival_id
    before = everything(evening.database)
    refused = evening.database.write(facilitator(other), use_case, other, arrival, *args)
    assert isinstance(refused.exception(), Refused)
    assert everything(evening.database) == before


def test_a_phone_that_waits_behind_the_end_comes_too_late(evening: Evening) -> None:
    # All in one group; the first, refused, still holds the gathering as it was: open.
    act, here = facilitator(evening.gathering), evening.gathering
    with in_one_group(evening.database):
        refused = evening.database.write(act, service.take, here, 99, AYSE)
        ended = evening.database.write(act, service.end, here)
        late = evening.database.write(phone(here), service.report, here, "key", "Jonas Müller")
    assert isinstance(refused.exception(), Refused)
    assert ended.exception() is None
    assert isinstance(late.exception(), Refused)
    assert evening.sheet.here == 0


def test_guests_get_the_next_numbers(evening: Evening) -> None:
    for name in ("Theo", "Uli"):
        evening.do(service.add_guest, name)
    assert [row.number for row in evening.sheet.rows][-2:] == [5, 6]
    assert evening.sheet.guests == 2


def test_who_comes_after_the_real_start_is_late(evening: Evening) -> None:
    start = datetime(2027, 3, 5, 16, tzinfo=UTC)
    with clock.standing_at(start):
        evening.do(service.come, evening.person(AYSE))
        evening.do(service.begin)
    with clock.standing_at(start + timedelta(minutes=12, seconds=30)):
        evening.do(service.come, evening.person(SABINE))
        evening.say("Jonas Müller")
    assert evening.row(AYSE).late_minutes is None
    assert evening.row(SABINE).late_minutes == 12
    assert evening.row(JONAS).late_minutes == 12
    assert evening.sheet.began_at == start


def test_somebody_can_be_called_late_without_a_start(evening: Evening) -> None:
    evening.do(service.come_late, evening.person(SABINE))
    assert evening.row(SABINE).here
    assert evening.row(SABINE).late_minutes == 0


def test_who_leaves_is_no_longer_counted_and_may_come_back(evening: Evening) -> None:
    evening.do(service.come, evening.person(SABINE))
    evening.do(service.leave, evening.person(SABINE))
    assert (evening.sheet.here, evening.sheet.left) == (0, 1)
    evening.do(service.come, evening.person(SABINE))
    assert evening.told[-1] == "Sabine Müller ist wieder da."
    assert evening.sheet.here == 1


def test_nobody_leaves_who_is_not_here(evening: Evening) -> None:
    with pytest.raises(Refused, match="kann gehen"):
        evening.do(service.leave, evening.person(SABINE))


def test_who_cancelled_may_come_all_the_same(evening: Evening) -> None:
    evening.do(service.excuse, evening.person(FRIEDA))
    assert evening.sheet.excused == 1
    evening.say("Frieda Gross")
    assert evening.row(FRIEDA).here


def test_ending_makes_open_ones_absent_and_closes_the_list(evening: Evening) -> None:
    evening.do(service.come, evening.person(SABINE))
    evening.do(service.excuse, evening.person(FRIEDA))
    evening.do(service.end, 1)
    states = {row.number: row.state for row in evening.sheet.rows}
    assert states == {
        AYSE: State.ABSENT,
        JONAS: State.ABSENT,
        SABINE: State.PRESENT,
        FRIEDA: State.EXCUSED,
    }
    assert evening.sheet.sitting is Sitting.ENDED


@pytest.mark.parametrize(
    ("use_case", "args"),
    [
        (service.come, (1,)),
        (service.come_late, (1,)),
        (service.leave, (1,)),
        (service.excuse, (1,)),
        (service.miss, (1,)),
        (service.add_guest, ("Theo",)),
        (service.begin, ()),
        (service.end, (3,)),
        (service.report, ("key-of-one-phone", "Theo")),
    ],
)
def test_an_ended_evening_takes_nothing_more(
    evening: Evening, use_case: Any, args: tuple[Any, ...]
) -> None:
    evening.do(service.end)
    before = evening.sheet
    with pytest.raises(Refused, match="nicht offen"):
        evening.do(use_case, *args)
    assert evening.sheet == before


def test_an_ended_evening_is_not_taken_back_but_opened_with_a_reason(evening: Evening) -> None:
    evening.do(service.come, evening.person(SABINE))
    evening.do(service.end)
    step = evening.sheet.my_step
    assert step is not None
    assert not step.undoable
    undone = evening.database.write(facilitator(evening.gathering), service.take_back, step.number)
    with pytest.raises(Refused):
        undone.result()
    with pytest.raises(Refused, match="warum"):
        evening.do(service.reopen, "  ")
    evening.do(service.reopen, "Jonas war doch da")
    assert evening.sheet.sitting is Sitting.OPEN
    evening.do(service.come, evening.person(JONAS))
    assert evening.row(JONAS).here


@pytest.mark.parametrize("name", ["", " \u200b ", "\x1b"])
def test_a_guest_needs_a_name(evening: Evening, name: str) -> None:
    with pytest.raises(Refused):
        evening.do(service.add_guest, name)
    assert len(evening.sheet.rows) == len(PEOPLE)


EXPECTED = "INSERT INTO expected (gathering_id, person_id, number, role) VALUES "
PRESENCE = (
    "INSERT INTO presence (gathering_id, person_id, state, late_minutes, left_at, reported, seen,"
    " version) VALUES "
)
ARRIVAL = (
    "INSERT INTO arrival (gathering_id, key, name, folded, at, door, fate, person_id, version)"
    " VALUES "
)


@pytest.mark.parametrize(
    ("statements", "rule"),
    [
        ([EXPECTED + "(1, 1, 9, 'guest')"], r"uq_expected_gathering_id_person_id|d\.person_id"),
        (
            [
                "INSERT INTO person (name, version) VALUES ('Theo', 1)",
                EXPECTED + "(1, (SELECT max(id) FROM person), 1, 'guest')",
            ],
            r"uq_expected_gathering_id_number|expected\.number",
        ),
        (["UPDATE expected SET number = 0 WHERE number = 1"], "number_positive"),
        (["UPDATE expected SET role = 'star' WHERE number = 1"], "role_known"),
        ([EXPECTED + "(1, 99, 9, 'guest')"], "(?i)foreign key"),
        (
            [PRESENCE + "(1, 1, 'present', NULL, NULL, true, true, 1)"] * 2,
            r"uq_presence_gathering_id_person_id|presence\.person_id",
        ),
        ([PRESENCE + "(1, 1, 'perhaps', NULL, NULL, true, true, 1)"], "state_known"),
        ([PRESENCE + "(1, 1, 'present', -1, NULL, true, true, 1)"], "late_minutes_positive"),
        ([PRESENCE + "(1, 1, 'absent', 5, NULL, true, true, 1)"], "only_the_present"),
        (
            [PRESENCE + "(1, 1, 'excused', NULL, CURRENT_TIMESTAMP, true, true, 1)"],
            "only_the_present",
        ),
        ([PRESENCE + "(1, 99, 'present', NULL, NULL, true, true, 1)"], "(?i)foreign key"),
        (["INSERT INTO person (name, version) VALUES ('', 1)"], "name_given"),
        (["DELETE FROM person WHERE id = 1"], "(?i)foreign key"),
        (["UPDATE gathering SET sitting = 'somehow'"], "sitting_known"),
        (["UPDATE gathering SET kind = 'party'"], "kind_known"),
        (["UPDATE gathering SET head_count = -1"], "head_count_positive"),
        (["UPDATE gathering SET ends_at = starts_at"], "ends_after_start"),
        (
            [ARRIVAL + "(1, 'k', 'Ada', 'ada', CURRENT_TIMESTAMP, 'phone', 'waiting', NULL, 1)"]
            * 2,
            r"uq_arrival_gathering_id_key_folded|arrival\.folded",
        ),
        (
            [ARRIVAL + "(1, 'k', 'Ada', 'ada', CURRENT_TIMESTAMP, 'phone', 'matched', NULL, 1)"],
            "matched_has_person",
        ),
        (
            [ARRIVAL + "(1, 'k', 'Ada', 'ada', CURRENT_TIMESTAMP, 'phone', 'waiting', 1, 1)"],
            "matched_has_person",
        ),
        (
            [ARRIVAL + "(1, 'k', '', 'ada', CURRENT_TIMESTAMP, 'phone', 'waiting', NULL, 1)"],
            "name_given",
        ),
        (
            [ARRIVAL + "(1, 'k', 'Ada', 'ada', CURRENT_TIMESTAMP, 'window', 'waiting', NULL, 1)"],
            "door_known",
        ),
        (
            [ARRIVAL + "(1, 'k', 'Ada', 'ada', CURRENT_TIMESTAMP, 'phone', 'lost', NULL, 1)"],
            "fate_known",
        ),
    ],
)
def test_the_database_itself_refuses_what_can_not_be(
    evening: Evening, statements: list[str], rule: str
) -> None:
    *before, last = statements
    with around(evening.database) as connection:
        for statement in before:
            connection.execute(text(statement))
    with pytest.raises(IntegrityError, match=rule), around(evening.database) as connection:
        connection.execute(text(last))
