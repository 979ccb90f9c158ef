"""Two persons were found to be one: nothing is lost, nothing counts twice, all can be undone."""

from __future__ import annotations

from contextlib import suppress
from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, select

from biq_tui.attendance import beforehand, service
from biq_tui.attendance.following import followed
from biq_tui.attendance.models import Arrival, Door, Fate, Presence, State
from biq_tui.attendance.sheet import Sheet, dates, sheet, title_and_count
from biq_tui.core import clock, journal
from biq_tui.core.database import Database
from biq_tui.core.errors import Refused
from biq_tui.core.journal import Actor
from biq_tui.core.write import Act, Write
from biq_tui.overview import overview
from biq_tui.people import service as people
from biq_tui.people.directory import everybody
from biq_tui.people.models import Badge, Consent, Person
from biq_tui.qualification import enrolment
from biq_tui.qualification.certificate_models import Certificate
from biq_tui.qualification.merging import PLACE, merged, merging, take_back, unite
from biq_tui.qualification.models import Enrolment, Payment
from biq_tui.qualification.passport import Passport, passports
from biq_tui.qualification.roster_matching import house
from biq_tui.qualification.units import count_units
from tests.attendance.rooms import STATION, everything
from tests.room import newest

from .courses import Run, day, planned

MENSCHEN = Act(Actor.FACILITATOR, STATION, PLACE)


def find(database: Database, name: str) -> int:
    """The newest of this name, whether she is only a double or not."""

    def read(session: Session) -> int:
        return max(id for id in session.exec(select(Person.id).where(Person.name == name)) if id)

    return database.read(read)


def do(database: Database, use_case: Any, *args: Any) -> None:
    database.write(MENSCHEN, use_case, *args).result()


def merge(database: Database, double: str, person: str) -> None:
    do(database, unite, find(database, double), find(database, person))


def undo(database: Database, number: int | None = None) -> None:
    do(database, take_back, number or database.read(journal.last_number))


def look(run: Run, place: int) -> Sheet:
    return run.database.read(sheet, run.gatherings[place], STATION)


def names(run: Run, place: int) -> dict[str, State | None]:
    """Everybody on the list of a date, and what is known of her."""
    return {row.name: row.state for row in look(run, place).rows}


def presences(database: Database, name: str) -> list[str]:
    """What is noted on this row of Person itself."""
    person_id = find(database, name)

    def read(session: Session) -> list[str]:
        return list(
            session.exec(
                select(Presence.state)
                .where(Presence.person_id == person_id)
                .order_by(Presence.gathering_id)  # type: ignore[arg-type]  # a column
            )
        )

    return database.read(read)


@pytest.fixture
def run(database: Database) -> Run:
    """Ada and Theodor are enrolled. On the first evening Theo came as a guest."""
    run = Run(database)
    run.enrol("Ada Muster", "Theodor Muster")
    run.open(0)
    run.on_date(0, service.add_guest, "Theo")
    return run


def test_a_guest_is_found_to_be_somebody_enrolled(run: Run) -> None:
    merge(run.database, "Theo", "Theodor Muster")

    assert newest(run.database) == "Theo ist Theodor Muster."
    assert names(run, 0) == {"Ada Muster": None, "Theodor Muster": State.PRESENT}
    assert look(run, 0).guests == 0
    assert [person.name for person in run.database.read(everybody)] == [
        "Ada Muster",
        "Theodor Muster",
    ]


def test_what_would_happen_is_known_before(run: Run) -> None:
    theo, theodor = find(run.database, "Theo"), find(run.database, "Theodor Muster")
    plan = run.database.read(merging, theo, theodor)

    assert plan.dates.gained == {run.gatherings[0]}
    assert (plan.dates.as_guest, plan.courses, plan.void_badge) == (1, 0, False)
    assert not plan.dates.staying


def test_who_was_marked_absent_at_the_end_was_there(run: Run) -> None:
    run.on_date(0, service.end)
    assert names(run, 0)["Theodor Muster"] is State.ABSENT
    merge(run.database, "Theo", "Theodor Muster")

    assert names(run, 0) == {"Ada Muster": State.ABSENT, "Theodor Muster": State.PRESENT}
    assert presences(run.database, "Theo") == [State.ABSENT]


def test_who_had_cancelled_under_the_other_name_was_not_just_absent(run: Run) -> None:
    run.enrol("Theo B.")
    run.on_date(0, service.excuse, find(run.database, "Theo B."))
    run.on_date(0, service.end)
    merge(run.database, "Theo B.", "Theodor Muster")

    assert names(run, 0)["Theodor Muster"] is State.EXCUSED
    assert presences(run.database, "Theo B.") == [State.ABSENT]


def test_where_both_were_there_the_persons_own_counts_and_the_doubles_is_kept(run: Run) -> None:
    run.on_date(0, service.come, find(run.database, "Theodor Muster"))
    assert look(run, 0).here == 2
    merge(run.database, "Theo", "Theodor Muster")

    assert look(run, 0).here == 1
    assert presences(run.database, "Theo") == [State.PRESENT]
    assert presences(run.database, "Theodor Muster") == [State.PRESENT]
    assert run.database.read(title_and_count, run.gatherings[0])[1] == 1
    assert [date.here for date in run.database.read(overview).dates][:1] == [1]
    assert run.database.read(dates, clock.now())[0].here == 1


def test_the_arrival_goes_with_the_presence(run: Run) -> None:
    merge(run.database, "Theo", "Theodor Muster")

    def whose(session: Session) -> list[tuple[str, int | None]]:
        return list(session.exec(select(Arrival.name, Arrival.person_id)).all())

    assert run.database.read(whose) == [("Theo", find(run.database, "Theodor Muster"))]


def test_a_course_that_only_the_double_takes_part_in_goes_over_with_its_number(
    database: Database,
) -> None:
    run = Run(database)
    run.enrol("Theo")
    other = Run(database, title="BIQ Findorff")
    other.enrol("Ada Muster", "Theodor Muster")
    merge(database, "Theo", "Theodor Muster")

    assert run.numbers == {"Theodor Muster": 1}
    assert run.list_of(0) == {"Theodor Muster": (1, "participant")}
    run.add(planned(40))
    assert run.expected(3) == {"Theodor Muster"}


def test_enrolled_twice_she_is_on_every_list_once_and_her_needs_are_not_forgotten(
    database: Database,
) -> None:
    run = Run(database)
    run.enrol("Ayse B.", "Ayşe Beispiel")
    run.do(enrolment.need, run.run_id, run.person("Ayse B."), "Hörschleife")
    merge(database, "Ayse B.", "Ayşe Beispiel")

    assert run.numbers == {"Ayşe Beispiel": 2}
    assert run.course.people[0].needs == "Hörschleife"
    for place in range(3):
        assert run.expected(place) == {"Ayşe Beispiel"}
    counted = database.read(overview)
    assert counted.people == counted.courses[0].people == 1
    assert {date.expected for date in counted.dates} == {1}
    assert {date.needs for date in counted.dates} == {(("Hörschleife", 1),)}
    assert {row.expected for row in run.course.dates} == {1}


def test_a_fetched_list_and_a_phone_do_not_find_the_double(run: Run) -> None:
    run.enrol("Theo B.")
    merge(run.database, "Theo B.", "Theodor Muster")

    assert run.look(["Theo B."])[0].person_id is None
    assert find(run.database, "Theo B.") not in {
        known.person_id for known in run.database.read(house, run.run_id).known
    }
    run.on_date(0, service.report, "key-00000001", "Theo B.")
    assert [waiting.name for waiting in look(run, 0).waiting] == ["Theo B."]


def test_an_open_list_follows_a_merging_and_its_being_taken_back(run: Run) -> None:
    before = look(run, 0)
    merge(run.database, "Theo", "Theodor Muster")
    after = run.database.read(followed, before, STATION)
    assert after == look(run, 0) != before
    undo(run.database)
    assert run.database.read(followed, after, STATION) == look(run, 0)
    assert names(run, 0)["Theodor Muster"] is None


def test_where_a_double_was_enrolled_the_person_was_no_guest(database: Database) -> None:
    run = Run(database)
    run.enrol("Theo")
    run.open(0)
    run.on_date(0, service.add_guest, "Theodor Muster")
    run.on_date(0, service.end)
    merge(database, "Theo", "Theodor Muster")

    assert {row.name: row.role for row in look(run, 0).rows} == {"Theodor Muster": "participant"}


def test_of_two_who_were_there_the_double_is_found_and_counted_by_nobody(run: Run) -> None:
    run.enrol("Theo B.")
    for name in ("Theo B.", "Theodor Muster"):
        run.on_date(0, service.come, find(run.database, name))
    merge(run.database, "Theo B.", "Theodor Muster")
    run.on_date(0, service.report, "key-00000001", "Theo B.")
    assert [waiting.name for waiting in look(run, 0).waiting] == ["Theo B."]

    run.enrol("Ada M.")
    for name in ("Ada M.", "Ada Muster"):
        run.on_date(0, service.excuse, find(run.database, name))
    merge(run.database, "Ada M.", "Ada Muster")
    today = run.database.read(overview).dates[0]
    assert (today.expected, today.excused, today.here, today.were) == (3, 1, 2, 2)
    assert [row.excused for row in run.course.dates] == [1, 0, 0]


def test_the_doubles_badge_is_hers_and_of_two_her_own_counts(run: Run) -> None:
    def give(write: Write, name: str, code: str) -> None:
        write.insert(Badge(person_id=find(run.database, name), code=code))
        write.tell("test.badge")

    def badges(session: Session) -> list[tuple[str, int, bool]]:
        found = session.exec(select(Badge.code, Badge.person_id, Badge.valid)).all()
        return sorted(found)

    theodor = find(run.database, "Theodor Muster")
    run.do(give, "Theo", "BCDFGH")
    merge(run.database, "Theo", "Theodor Muster")
    assert run.database.read(badges) == [("BCDFGH", theodor, True)]
    run.on_date(0, service.add_guest, "Teo")
    run.do(give, "Teo", "JKLMNP")
    assert run.database.read(merging, find(run.database, "Teo"), theodor).void_badge
    merge(run.database, "Teo", "Theodor Muster")
    assert run.database.read(badges) == [("BCDFGH", theodor, True), ("JKLMNP", theodor, False)]


def test_a_privacy_lock_and_what_tells_her_apart_go_over(run: Run) -> None:
    theo = find(run.database, "Theo")
    do(run.database, people.lock, theo, True)
    do(run.database, people.tell_apart, theo, "rote Brille")
    merge(run.database, "Theo", "Theodor Muster")

    theodor = next(p for p in run.database.read(everybody) if p.name == "Theodor Muster")
    assert theodor.locked
    assert theodor.known_by == "rote Brille"


def test_a_double_of_a_double_is_the_same_person(run: Run) -> None:
    run.on_date(0, service.add_guest, "Teddy")
    merge(run.database, "Teddy", "Theo")
    merge(run.database, "Theo", "Theodor Muster")

    found = run.database.read(merged)
    theodor = find(run.database, "Theodor Muster")
    assert [(double.name, double.person_id) for double in found] == [
        ("Teddy", theodor),
        ("Theo", theodor),
    ]
    assert all(double.entry for double in found)


def test_nobody_is_merged_with_herself_or_with_somebody_who_is_gone(run: Run) -> None:
    theo, theodor = find(run.database, "Theo"), find(run.database, "Theodor Muster")
    with pytest.raises(Refused, match="schon dieselbe Person"):
        do(run.database, unite, theo, theo)
    do(run.database, unite, theo, theodor)
    for double, person in ((theo, theodor), (theodor, theo), (theodor, 4711)):
        with pytest.raises(Refused, match="nicht mehr da"):
            do(run.database, unite, double, person)


def test_what_was_done_with_the_double_is_taken_back_only_after_the_merging(run: Run) -> None:
    guest = run.database.read(journal.last_number)
    merge(run.database, "Theo", "Theodor Muster")
    with pytest.raises(Refused, match="Theo ist Theodor Muster"):
        run.on_date(0, lambda write, _gathering: service.take_back(write, guest))


def test_a_date_that_came_since_has_the_right_list_after_the_step_is_taken_back(
    database: Database,
) -> None:
    run = Run(database)
    run.enrol("Theo")
    other = Run(database, title="BIQ Findorff")
    other.enrol("Theodor Muster")
    merge(database, "Theo", "Theodor Muster")
    step = database.read(journal.last_number)
    run.add(planned(40))
    undo(database, step)

    assert run.expected(3) == {"Theo"}
    assert other.expected(0) == {"Theodor Muster"}


def test_an_evening_that_ended_meanwhile_does_not_hinder_taking_back(run: Run) -> None:
    merge(run.database, "Theo", "Theodor Muster")
    step = run.database.read(journal.last_number)
    run.on_date(0, service.end)
    undo(run.database, step)

    assert names(run, 0)["Theo"] is State.PRESENT


# What belongs to a person beside her presences ---------------------------------------------------


def give(run: Run, name: str, *rows: Any) -> None:
    """These rows are of `name`; those of a date or an enrolment are made from her ids."""

    def write_rows(write: Write) -> None:
        for row in rows:
            write.insert(row(find(run.database, name)) if callable(row) else row)
        write.tell("test")

    run.do(write_rows)


def enrolment_of(run: Run, name: str) -> Enrolment:
    person = find(run.database, name)

    def read(session: Session) -> Enrolment:
        hers = (Enrolment.run_id == run.run_id, Enrolment.person_id == person)
        found = session.exec(select(Enrolment).where(*hers)).one()
        session.expunge(found)
        return found

    return run.database.read(read)


def rows_of(run: Run, table: str, name: str) -> list[dict[str, Any]]:
    person = find(run.database, name)
    return [row for row in everything(run.database)[table] if row["person_id"] == person]


def answer(kind: str, given: bool) -> Any:
    return lambda person: Consent(person_id=person, kind=kind, given=given)


def paper(run: Run, number: int, scope: str = "course", **values: Any) -> Any:
    return lambda person: Certificate(
        run_id=run.run_id,
        person_id=person,
        scope=scope,
        kind="certificate",
        year=2027,
        number=number,
        said={},
        statement="",
        issued_at=clock.now(),
        **values,
    )


def payment(its: Enrolment, number: int, cents: int) -> Payment:
    return Payment(enrolment_id=its.id or 0, year=2027, number=number, cents=cents, paid_on=day(0))


def unmerged(run: Run, double: str, person: str) -> None:
    """They are merged and it is taken back: the first state."""
    before = everything(run.database)
    merge(run.database, double, person)
    undo(run.database)
    assert everything(run.database) == before
    merge(run.database, double, person)


def test_units_counted_go_with_the_presence(run: Run) -> None:
    run.do(count_units, run.date_ids[0], find(run.database, "Theo"), 1)
    unmerged(run, "Theo", "Theodor Muster")

    (theodor,) = [one for one in passports_of(run) if one.name == "Theodor Muster"]
    assert theodor.counted == 1


def test_units_of_two_who_change_places_change_places(run: Run) -> None:
    theodor = find(run.database, "Theodor Muster")
    run.on_date(0, service.come, theodor)
    run.do(count_units, run.date_ids[0], theodor, 2)
    run.on_date(0, service.excuse, theodor)  # a slip; what was counted of it lies there
    run.do(count_units, run.date_ids[0], find(run.database, "Theo"), 1)
    unmerged(run, "Theo", "Theodor Muster")
    assert {row["units"] for row in rows_of(run, "counted_units", "Theodor Muster")} == {1}
    assert {row["units"] for row in rows_of(run, "counted_units", "Theo")} == {2}


def test_a_number_left_from_a_slip_does_not_cut_what_comes_over(run: Run) -> None:
    theodor = find(run.database, "Theodor Muster")
    run.on_date(0, service.come, theodor)
    run.do(count_units, run.date_ids[0], theodor, 0)
    run.on_date(0, service.excuse, theodor)
    unmerged(run, "Theo", "Theodor Muster")
    (one,) = [one for one in passports_of(run) if one.name == "Theodor Muster"]
    assert one.counted == 3


def test_of_two_who_were_there_her_own_units_count(run: Run) -> None:
    theodor = find(run.database, "Theodor Muster")
    run.on_date(0, service.come, theodor)
    run.do(count_units, run.date_ids[0], find(run.database, "Theo"), 1)
    unmerged(run, "Theo", "Theodor Muster")
    (one,) = [one for one in passports_of(run) if one.name == "Theodor Muster"]
    assert one.counted == 3


def passports_of(run: Run) -> tuple[Passport, ...]:
    return run.database.read(passports, run.run_id).people


def test_a_no_is_stronger_than_a_yes_and_what_only_the_double_was_asked_goes_over(
    run: Run,
) -> None:
    give(run, "Theo", answer("photo", False), answer("contacts", True), answer("partners", True))
    give(run, "Theodor Muster", answer("photo", True), answer("partners", False))
    unmerged(run, "Theo", "Theodor Muster")
    answers = {row["kind"]: row["given"] for row in rows_of(run, "consent", "Theodor Muster")}
    assert {kind: bool(given) for kind, given in answers.items()} == {
        "photo": False,
        "contacts": True,
        "partners": False,
    }


def test_what_the_double_paid_and_was_promised_is_not_lost(run: Run) -> None:
    run.enrol("Theo B.")
    double = enrolment_of(run, "Theo B.")
    give(run, "Theo B.", payment(double, 1, 2000), payment(double, 2, 5))

    def promise(write: Write) -> None:
        write.change(Enrolment, Enrolment.id == double.id, fee_cents=0, decided_because="Grund")
        write.tell("test")

    run.do(promise)
    unmerged(run, "Theo B.", "Theodor Muster")
    hers = enrolment_of(run, "Theodor Muster")
    assert (hers.fee_cents, hers.decided_because) == (0, "Grund")
    payments = everything(run.database)["payment"]
    assert [row["enrolment_id"] for row in payments] == [hers.id, hers.id]


def test_what_was_agreed_with_her_under_her_own_name_counts(run: Run) -> None:
    run.enrol("Theo B.")

    def agree(write: Write) -> None:
        for name, fee, why in (("Theo B.", 0, "so"), ("Theodor Muster", 2500, "anders")):
            hers = Enrolment.id == enrolment_of(run, name).id
            write.change(Enrolment, hers, fee_cents=fee, decided_because=why)
        write.tell("test")

    run.do(agree)
    unmerged(run, "Theo B.", "Theodor Muster")
    hers = enrolment_of(run, "Theodor Muster")
    assert (hers.fee_cents, hers.decided_because) == (2500, "anders")


def test_a_certificate_goes_over_unless_she_has_a_valid_one_about_the_same(run: Run) -> None:
    give(run, "Theo", paper(run, 1), paper(run, 2, "block 1"), paper(run, 3, "block 2"))
    give(run, "Theodor Muster", paper(run, 4, "block 1"), paper(run, 5, "block 2", valid=False))
    unmerged(run, "Theo", "Theodor Muster")
    numbers = {row["number"] for row in rows_of(run, "certificate", "Theodor Muster")}
    assert numbers == {1, 3, 4, 5}
    assert [row["number"] for row in rows_of(run, "certificate", "Theo")] == [2]


def test_who_has_paid_or_has_a_certificate_stays_on_the_list(run: Run) -> None:
    ada, theodor = (find(run.database, name) for name in ("Ada Muster", "Theodor Muster"))
    void = payment(enrolment_of(run, "Ada Muster"), 1, 5000)
    void.void = True  # its receipt was handed out all the same
    give(run, "Ada Muster", void)
    give(run, "Theodor Muster", paper(run, 1))
    before = everything(run.database)
    for person, why in ((ada, "Quittungen"), (theodor, "Zertifikat")):
        with pytest.raises(Refused, match=why):
            run.do(enrolment.take_off, run.run_id, person)
    assert everything(run.database) == before


# Anything, in any order --------------------------------------------------------------------------

_titles = count()
PEOPLE = ("Ada Muster", "Theodor Muster", "Theo", "Teddy Muster")
STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            ["enrol", "open", "guest", "phone", "come", "leave", "excuse", "excuse before", "end",
             "lock", "apart", "units"]
        ),
        st.integers(0, 2),
        st.sampled_from(PEOPLE),
    ),
    max_size=14,
)  # fmt: skip


def play(run: Run, steps: list[tuple[str, int, str]]) -> None:
    """What can happen in a course; what is refused does not happen."""
    for number, (what, place, name) in enumerate(steps):
        with suppress(Refused, IndexError):
            known = [p for p in run.database.read(everybody) if p.name == name]
            who = known[-1].person_id if known else 0
            match what:
                case "enrol":
                    run.do(enrolment.enrol, run.run_id, name)
                case "open":
                    run.open(place)
                case "guest":
                    run.on_date(place, service.add_guest, name)
                case "phone":
                    run.on_date(place, service.report, f"key-{number:012}", name)
                case "come" | "leave" | "excuse":
                    if look(run, place).rows.of(who):
                        run.on_date(place, getattr(service, what), who)
                case "excuse before":
                    run.on_date(place, beforehand.excuse, who)
                case "end":
                    run.on_date(place, service.end)
                case "lock":
                    do(run.database, people.lock, who, True)
                case "units":
                    run.do(count_units, run.date_ids[place], who, number % 4)
                case "apart":
                    do(run.database, people.tell_apart, who, "mit Hut")


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS, STEPS, st.sampled_from(PEOPLE), st.sampled_from(PEOPLE))
@example(
    [("enrol", 0, "Ada Muster"), ("open", 0, "Theo"), ("guest", 0, "Theo"), ("end", 0, "Theo")],
    [],
    "Theo",
    "Ada Muster",
)
def test_a_merging_that_is_taken_back_never_was(
    database: Database,
    steps: list[tuple[str, int, str]],
    others: list[tuple[str, int, str]],
    double: str,
    person: str,
) -> None:
    first = Run(database, title=f"A {next(_titles)}")
    second = Run(database, title=f"B {next(_titles)}")
    play(first, [("enrol", 0, "Ada Muster"), ("enrol", 0, "Teddy Muster"), *steps])
    play(second, [("enrol", 0, "Theodor Muster"), *others])
    known = {p.name: p.person_id for p in database.read(everybody)}
    if double == person or double not in known or person not in known:
        return
    before = everything(database)
    sheets = [(run, at, look(run, at)) for run in (first, second) for at in range(3)]
    do(database, unite, known[double], known[person])
    step = database.read(journal.last_number)

    for run, at, seen in sheets:
        now = look(run, at)
        assert database.read(followed, seen, STATION) == now
        assert all(row.person_id != known[double] for row in now.rows)
        was_there = {row.person_id for row in seen.rows if row.state is State.PRESENT}
        there = {row.person_id for row in now.rows if row.state is State.PRESENT}
        assert there == {known[person] if p == known[double] else p for p in was_there}
    after = [(run, at, look(run, at)) for run, at, _seen in sheets]
    undo(database, step)
    assert everything(database) == before
    for run, at, seen in after:
        assert database.read(followed, seen, STATION) == look(run, at)


def test_a_door_and_a_fate_never_change_by_a_merging(run: Run) -> None:
    merge(run.database, "Theo", "Theodor Muster")

    def kept(session: Session) -> list[tuple[str, str]]:
        return list(session.exec(select(Arrival.door, Arrival.fate)).all())

    assert run.database.read(kept) == [(Door.TYPED, Fate.MATCHED)]
