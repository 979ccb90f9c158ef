"""A certificate is issued once, frozen for ever, and only another number ever corrects it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session

from biq_tui.attendance.models import Presence
from biq_tui.core.database import Database
from biq_tui.core.errors import Refused
from biq_tui.core.journal import Actor
from biq_tui.core.telling import told
from biq_tui.core.write import Act, Write
from biq_tui.people import service as people
from biq_tui.qualification.ceremony import set_day, set_place, set_signers
from biq_tui.qualification.ceremony_calls import calls
from biq_tui.qualification.certificate_models import CertificateKind
from biq_tui.qualification.certificates import correct, issue
from biq_tui.qualification.export import exported
from biq_tui.qualification.export_files import json_bytes
from biq_tui.qualification.merging import unite
from biq_tui.qualification.models import Enrolment
from biq_tui.qualification.passport import decide
from biq_tui.qualification.rule import set_rule
from biq_tui.qualification.runs import rename_run
from biq_tui.qualification.signing_key import public_key
from biq_tui.qualification.statement import check
from tests.attendance.rooms import opened, url_of
from tests.room import newest

from .ceremonies import agreed, attend, course_over, issue_all, over, valid
from .courses import Run

ALL = range(6)
CERTIFICATE, ATTENDANCE = CertificateKind


THERE = {"Ada Muster": ALL, "Ali Muster": [0, 1, 2], "Ayşe Beispiel": []}
"""Ada was at every date, Ali at half of them, Ayşe at none."""


@pytest.fixture
def run(tmp_path: Path) -> Iterator[Run]:
    """In SQLite."""
    with course_over(tmp_path, THERE) as run:
        yield run


@pytest.fixture
def each(database: Database) -> Run:
    """Once on each engine."""
    return agreed(over(database, THERE))


def test_everybody_who_was_there_gets_the_paper_that_the_rule_says_in_calling_order(
    run: Run,
) -> None:
    ada, ali = issue_all(run)
    assert (ada.number, ada.said.name, ada.said.kind) == (
        "BIQ-2027-0001",
        "Ada Muster",
        CERTIFICATE,
    )
    assert (ada.said.units, ada.said.of_units, ada.said.rule) == (18, 18, "80 %")
    assert (ali.number, ali.said.name) == ("BIQ-2027-0002", "Ali Muster")
    assert ali.said.kind is ATTENDANCE
    assert (ali.said.units, ali.said.of_units, ali.said.rule) == (9, 18, "")
    assert [block.number for block in ali.said.blocks] == [1, 2, 3]
    assert ada.said.signers == ("Kim Beispiel", "Jan Muster")
    assert newest(run.database) == "2 Papiere sind ausgestellt: BIQ-2027-0001 bis BIQ-2027-0002."


def test_what_is_signed_is_what_is_printed(run: Run) -> None:
    for one in issue_all(run):
        checked = check(one.statement)
        assert checked.valid
        assert checked.public == run.database.read(public_key)
        assert checked.statement == one.said.statement()


def test_a_second_press_issues_nothing(run: Run) -> None:
    first = issue_all(run)
    with pytest.raises(Refused, match="schon ausgestellt"):
        issue_all(run)
    assert valid(run) == first


def test_of_two_laptops_at_once_one_issues(each: Run, folder: Path) -> None:
    run, database = each, each.database
    with opened(folder, url_of(database)) as other:
        ids = [row.person_id for row in run.course.people]
        start, refused = threading.Barrier(2), []

        def press(its: Database) -> None:
            start.wait()
            try:
                its.write(Act(Actor.FACILITATOR, "x", ""), issue, run.run_id, ids).result()
            except Refused as refusal:
                refused.append(refusal)

        threads = [threading.Thread(target=press, args=(its,)) for its in (database, other)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert len(refused) == 1
    assert [one.number for one in valid(run)] == ["BIQ-2027-0001", "BIQ-2027-0002"]


def test_issuing_is_never_taken_back(run: Run) -> None:
    before = issue_all(run)
    with pytest.raises(Refused, match="nicht zurück"):
        run.undo()
    assert valid(run) == before


def test_a_year_later_only_the_name_is_corrected_for_who_is_on_no_list_any_more(run: Run) -> None:
    ada = issue_all(run)[0]
    who = run.person("Ada Muster")
    run.do(people.name, who, "Adam Beispiel")
    run.do(_is_purged, who)
    run.do(correct, [ada.certificate_id])
    new = valid(run)[-1]
    assert new.said == replace(
        ada.said, number="BIQ-2027-0003", name="Adam Beispiel", replaces="BIQ-2027-0001"
    )


def test_nothing_is_issued_before_place_day_and_signers_are_known(run: Run) -> None:
    run = over(run.database, {"Jonas Müller": ALL}, "BIQ Mitte")
    with pytest.raises(Refused, match=r"ort Haus am Park   datum 12\.6\.2027   unterschrift"):
        issue_all(run)
    run.do(set_place, run.run_id, "Haus am Park")
    run.do(set_day, run.run_id, date(2027, 6, 12))
    with pytest.raises(Refused, match="fehlt noch:  unterschrift Kim, Jan"):
        issue_all(run)


def test_who_was_never_there_gets_nothing_and_it_is_said(run: Run) -> None:
    with pytest.raises(Refused, match="niemand eine UE"):
        run.do(issue, run.run_id, [run.person("Ayşe Beispiel")])
    assert valid(run) == ()


def test_a_decision_gives_the_certificate_and_the_paper_claims_no_rule(run: Run) -> None:
    run.do(decide, run.run_id, run.person("Ali Muster"), "Sie war im Krankenhaus")
    ali = issue_all(run)[1]
    assert (ali.said.kind, ali.said.rule) == (CERTIFICATE, "")
    assert "Krankenhaus" not in str(ali)


def test_a_paper_about_a_block_or_a_module_has_its_units_only(run: Run) -> None:
    ali = run.person("Ali Muster")
    run.do(issue, run.run_id, [ali], "block 3")
    run.do(issue, run.run_id, [ali], "module 2")
    block, module = valid(run)
    assert (block.said.kind, block.said.units, block.said.of_units) == (ATTENDANCE, 3, 3)
    assert block.said.first == block.said.last
    assert (module.said.units, module.said.of_units) == (3, 9)
    with pytest.raises(Refused, match="Block 9 gibt es nicht"):
        run.do(issue, run.run_id, [ali], "block 9")
    with pytest.raises(Refused, match="niemand eine UE"):
        run.do(issue, run.run_id, [ali], "block 6")


def test_another_rule_name_or_title_changes_no_issued_paper(run: Run) -> None:
    before = issue_all(run)
    run.do(set_rule, 100, {6})
    run.do(people.name, run.person("Ada Muster"), "Ada Beispiel")
    run.do(rename_run, run.run_id, "BIQ Mitte")
    assert valid(run) == before


def test_a_correction_gives_a_new_number_and_the_old_paper_counts_no_longer(each: Run) -> None:
    run = each
    ada, ali = issue_all(run)
    run.do(people.name, run.person("Ada Muster"), "Ada Beispiel")
    (new_id,) = run.do(correct, [ada.certificate_id])
    still, new = valid(run)
    assert still == ali
    assert (new.certificate_id, new.number, new.said.name) == (
        new_id,
        "BIQ-2027-0003",
        "Ada Beispiel",
    )
    assert new.said == replace(
        ada.said, number="BIQ-2027-0003", name="Ada Beispiel", replaces="BIQ-2027-0001"
    )
    assert check(new.statement).statement.replaces == "BIQ-2027-0001"
    assert newest(run.database) == "Ada Beispiel: BIQ-2027-0003 gilt statt BIQ-2027-0001."
    with pytest.raises(Refused, match="gilt nicht mehr"):
        run.do(correct, [ada.certificate_id])
    with pytest.raises(Refused, match="stimmt"):
        run.do(correct, [new_id])


def test_a_correction_is_judged_by_the_rule_of_its_time(run: Run) -> None:
    attend(run, run.person("Ali Muster"), [3, 4])
    _ada, ali = issue_all(run)
    assert (ali.said.kind, ali.said.units) == (CERTIFICATE, 15)
    run.do(set_rule, 100, None)
    run.do(people.name, run.person("Ali Muster"), "Alina Muster")
    run.do(correct, [ali.certificate_id])
    new = valid(run)[-1]
    assert (new.said.kind, new.said.name, new.said.rule) == (CERTIFICATE, "Alina Muster", "80 %")


def test_more_units_or_a_late_decision_make_another_paper(run: Run) -> None:
    ali = issue_all(run)[1]
    attend(run, run.person("Ali Muster"), [3, 4, 5])
    run.do(correct, [ali.certificate_id])
    new = valid(run)[-1]
    assert (new.said.kind, new.said.units) == (CERTIFICATE, 18)


def test_where_the_attendance_was_wrong_altogether_there_is_nothing_to_correct(run: Run) -> None:
    ali = issue_all(run)[1]
    run.do(_was_never_there, run.person("Ali Muster"))
    with pytest.raises(Refused, match="niemand eine UE"):
        run.do(correct, [ali.certificate_id])
    assert valid(run)[1] == ali


def test_an_old_name_is_on_no_list(run: Run) -> None:
    ada = issue_all(run)[0]
    run.do(people.name, run.person("Ada Muster"), "Adam Beispiel")
    assert run.database.read(calls, run.run_id).numbered(1).is_renamed  # type: ignore[union-attr]
    run.do(correct, [ada.certificate_id])
    shown = run.database.read(calls, run.run_id)
    assert not shown.numbered(1).is_renamed  # type: ignore[union-attr]
    given_out = json_bytes(run.database.read(exported, run.run_id)).decode()
    assert "Adam Beispiel" in given_out
    assert "Ada Muster" not in f"{shown}{valid(run)}{_journal(run)}{given_out}"


def test_numbers_run_within_the_year_over_all_courses(each: Run) -> None:
    run, database = each, each.database
    issue_all(run)
    other = agreed(over(database, {"Jonas Müller": ALL}, "BIQ Mitte"))
    assert [one.number for one in issue_all(other)] == ["BIQ-2027-0003"]
    later = agreed(over(database, {"Olena Zrazok": ALL}, "BIQ Nord"))
    later.do(set_day, later.run_id, date(2028, 1, 15))
    assert [one.number for one in issue_all(later)] == ["BIQ-2028-0001"]


def test_the_paper_of_a_double_is_hers_so_she_gets_no_second_one(run: Run) -> None:
    run.enrol("Ada M.")
    double = run.person("Ada M.")
    attend(run, double, ALL)
    run.do(issue, run.run_id, [double])
    run.do(unite, double, run.person("Ada Muster"))
    with pytest.raises(Refused, match="schon ausgestellt"):
        run.do(issue, run.run_id, [run.person("Ada Muster")])


def test_place_day_and_signers_can_be_taken_back(run: Run) -> None:
    run.do(set_place, run.run_id, "Rathaus")
    assert newest(run.database) == "Hier gibt es die Zertifikate: Rathaus."
    run.undo()
    assert run.database.read(calls, run.run_id).held.place == "Haus am Park"
    with pytest.raises(Refused, match="4 Unterschriften"):
        run.do(set_signers, run.run_id, "A, B, C, D, E")


def _was_never_there(write: Write, person_id: int) -> None:
    write.delete(Presence, Presence.person_id == person_id)
    write.tell("test.removed", undoable=False)


def _is_purged(write: Write, person_id: int) -> None:
    write.delete(Presence, Presence.person_id == person_id)
    write.delete(Enrolment, Enrolment.person_id == person_id)
    write.tell("test.removed", undoable=False)


def _journal(run: Run) -> Any:
    from biq_tui.core import journal

    def read(session: Session) -> Any:
        return told(session, journal.heads(session))

    return run.database.read(read)
