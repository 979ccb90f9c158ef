"""Somebody wants to be erased: what goes, what must stay, and that nothing else remains."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path

import pytest

from biq_tui.attendance.arrivals import report
from biq_tui.attendance.following import followed
from biq_tui.attendance.models import Presence
from biq_tui.attendance.sheet import sheet
from biq_tui.core import clock, telling
from biq_tui.core.backup import backup
from biq_tui.core.database import Database
from biq_tui.core.errors import Refused
from biq_tui.core.journal import last_number
from biq_tui.events.models import EventTask
from biq_tui.meetings.models import Decision
from biq_tui.people import service
from biq_tui.people.directory import everybody
from biq_tui.people.kept_names import kept_names
from biq_tui.people.models import Erasure, Person
from biq_tui.people.public import BLOCKED, ERASED
from biq_tui.privacy.erasing import erase, plan
from biq_tui.privacy.erasing_again import erase_again
from biq_tui.qualification.ceremony_calls import calls
from biq_tui.qualification.certificates import certificates, issue
from biq_tui.qualification.models import Payment
from biq_tui.qualification.papers.receipt import receipts
from biq_tui.qualification.papers.record import record
from biq_tui.qualification.papers.wanted import Wanted
from tests.attendance.rooms import STATION, make_gathering, opened, phone
from tests.core.bytes_of import places_holding
from tests.qualification.ceremonies import named

from .houses import NAME, OTHER, WORDS, House, house, rows, today

FAR = clock.local(datetime.fromisoformat("2045-01-05T12:00:00+00:00"))
"""When nothing has to be kept any more."""


def known(its: House) -> list[str]:
    return [person.name for person in its.database.read(everybody)]


def test_once_nothing_is_to_be_kept_her_name_is_in_no_byte_any_more(
    database: Database, tmp_path: Path
) -> None:
    its = house(database)
    assert places_holding(database, WORDS)
    with clock.standing_at(FAR):
        its.forget(its.do(erase, its.person_id))
        assert places_holding(database, WORDS) == []
        assert places_holding(database, [OTHER])
        if copy := backup(database.url, tmp_path / "backups", "test"):
            assert not [word for word in WORDS if word.encode() in Path(copy).read_bytes()]


def test_counts_units_and_the_register_stay_right(lived: House) -> None:
    its, database = lived, lived.database
    before = len(database.read(rows, Presence)), len(database.read(certificates, its.run.run_id))
    with clock.standing_at(FAR):
        its.do(erase, its.person_id)
    assert before == (
        len(database.read(rows, Presence)),
        len(database.read(certificates, its.run.run_id)),
    )
    assert [row.name for row in its.run.course.people] == [ERASED, OTHER]
    assert len(database.read(rows, Payment)) == 1


def test_what_must_be_kept_blocks_her_and_says_until_when_and_why(database: Database) -> None:
    its = house(database)
    seen = database.read(plan, its.person_id, today())
    year = today().year
    assert {one.key: one.until.year - year for one in seen.stays} == {
        "attendance": 5 + (database.read(_last_year) - year),
        "certificates": 10,
        "payments": 8,
    }
    its.forget(its.do(erase, its.person_id))
    person = database.read(_person, its.person_id)
    assert (person.name, person.blocked_until) == (BLOCKED, seen.until)
    assert person.blocked_because
    assert known(its) == [OTHER]
    assert [row.name for row in its.run.course.people] == [BLOCKED, OTHER]
    assert database.read(kept_names, [its.person_id]) == {its.person_id: (NAME, "")}
    with pytest.raises(Refused):
        its.do(service.name, its.person_id, "Jemand")
    left = set(places_holding(database, [NAME]))
    if database.url.get_backend_name() == "postgresql":
        assert left <= {"setting", "certificate", "certificate_copy"}


def _last_year(session: object) -> int:
    from biq_tui.attendance.models import Gathering

    its = [row for row in rows(session, Gathering) if row.kind == "block"]  # type: ignore[arg-type]
    return max(clock.local(row.ends_at).year for row in its)


def _person(session: object, person_id: int) -> Person:
    return session.get(Person, person_id)  # type: ignore[attr-defined, no-any-return]


def test_a_blocked_person_is_erased_for_good_later(database: Database) -> None:
    its = house(database)
    its.forget(its.do(erase, its.person_id))
    with clock.standing_at(FAR):
        its.forget(its.do(erase, its.person_id))
    assert places_holding(database, WORDS) == []
    assert [row.person_id for row in database.read(rows, Erasure)] == [its.person_id]


def test_nothing_of_it_can_be_taken_back_and_nobody_learns_who_it_was(lived: House) -> None:
    its, database = lived, lived.database
    its.do(erase, its.person_id)
    with pytest.raises(Refused):
        its.do(telling.take_back, database.read(last_number))
    said = [line.sentence for line in database.read(telling.happened, "people")]
    assert not [line for line in said if NAME in line]


def test_what_she_promised_is_open_for_others_and_texts_lose_her_name(lived: House) -> None:
    its, database = lived, lived.database
    its.do(erase, its.person_id)
    assert [row.person_id for row in database.read(rows, EventTask)] == [None]
    assert [row.wording for row in database.read(rows, Decision)] == ["… fragt beim Ortsamt."]


def test_where_somebody_else_has_her_name_no_text_is_touched(lived: House) -> None:
    its, database = lived, lived.database
    its.do(service.name, its.other_id, NAME)
    assert database.read(plan, its.person_id, today()).has_namesake
    its.do(erase, its.person_id)
    assert [row.wording for row in database.read(rows, Decision)] == [f"{NAME} fragt beim Ortsamt."]
    assert known(its) == [NAME]


def test_a_backup_that_comes_back_erases_her_again(tmp_path: Path, folder: Path) -> None:
    with opened(folder) as database:
        its = house(database)
        copy = backup(database.url, tmp_path / "backups", "test")
        assert copy is not None
        its.do(erase, its.person_id)
        erased = {row.person_id: row.erased_on for row in database.read(rows, Erasure)}
        file = Path(database.url.database or "")
    for beside in file.parent.glob(f"{file.name}*"):
        beside.unlink()
    shutil.copy(copy, file)
    with opened(folder) as database:
        assert NAME in [person.name for person in database.read(everybody)]
        assert erase_again(database, erased) == 1
        assert [person.name for person in database.read(everybody)] == [OTHER]
        assert erase_again(database, erased) == 0


def test_a_blocked_person_keeps_her_paper_and_gets_no_other(lived: House) -> None:
    lived.do(erase, lived.person_id)
    seen = lived.database.read(calls, lived.run.run_id)
    hers = next(call for call in seen.people if call.person_id == lived.person_id)
    assert hers.issued is not None
    assert hers.issued.said.name == NAME
    assert not hers.is_renamed
    with pytest.raises(Refused):
        lived.do(issue, lived.run.run_id, [lived.person_id], "block 1")


def test_receipts_and_the_funders_proof_still_say_whose_they_are(lived: House) -> None:
    lived.do(erase, lived.person_id)
    (receipt,) = lived.database.read(receipts, Wanted(lived.run.run_id, None))
    assert receipt.who["name"] == NAME
    assert NAME in [one.name for one in lived.database.read(record, lived.run.run_id).people]
    with clock.standing_at(FAR):
        lived.do(erase, lived.person_id)
        people = lived.database.read(record, lived.run.run_id).people
        assert NAME not in [one.name for one in people]


def test_a_list_that_is_open_loses_her_name_at_once(lived: House) -> None:
    here = make_gathering(lived.database, ["Ada Muster", "Ida Muster"])
    ada = lived.database.read(named, "Ada Muster")
    lived.database.write(phone(here), report, here, "key", "Ada Muster").result()
    before = lived.database.read(sheet, here, STATION)
    lived.do(erase, ada)
    after = lived.database.read(followed, before, STATION)
    assert after == lived.database.read(sheet, here, STATION)
    assert sorted(row.name for row in after.rows) == [ERASED, "Ida Muster"]
