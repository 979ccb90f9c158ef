"""Another name for good: the old one is nowhere any more. To correct a slip is another thing."""

from __future__ import annotations

import pytest

from biq_tui.core import telling
from biq_tui.core.database import Database
from biq_tui.core.errors import Refused
from biq_tui.core.journal import last_number
from biq_tui.meetings.models import Decision
from biq_tui.people import service
from biq_tui.privacy.renaming import rename_for_good, renaming
from biq_tui.qualification.certificates import Issued, certificates, correct
from tests.core.bytes_of import places_holding

from .houses import DOUBLE, NAME, House, house, rows

NEW = "Jens Waldvogel"


def test_the_old_name_is_in_no_byte_once_the_certificate_is_issued_anew(
    database: Database,
) -> None:
    its = house(database)
    assert database.read(renaming, its.person_id, NEW).valid_papers == 1
    its.do(rename_for_good, its.person_id, NEW)
    old = [paper.certificate_id for paper in _papers(its) if paper.said.name == NAME]
    its.do(correct, old)
    assert database.read(renaming, its.person_id, NEW).valid_papers == 0
    its.forget(its.do(rename_for_good, its.person_id, NEW))
    database.forget("arrival", "helper", "idea_by_phone", "decision", "task", "event_origin",
                    "person", "certificate", "certificate_copy", anew=True)  # fmt: skip
    assert places_holding(database, [NAME, "Sünje", "Suenje"]) == []
    assert [row.wording for row in database.read(rows, Decision)] == [f"{NEW} fragt beim Ortsamt."]
    assert NEW in {row.name for row in its.run.course.people}


def _papers(its: House) -> tuple[Issued, ...]:
    return its.database.read(certificates, its.run.run_id)


def test_a_new_name_can_not_be_taken_back_but_a_corrected_slip_can(lived: House) -> None:
    its, database = lived, lived.database
    its.do(service.name, its.person_id, "Sünje Waldvogl")
    its.do(telling.take_back, database.read(last_number))
    its.do(rename_for_good, its.person_id, NEW)
    with pytest.raises(Refused):
        its.do(telling.take_back, database.read(last_number))
    said = " ".join(line.sentence for line in database.read(telling.happened, "people"))
    assert NEW in said
    assert NAME not in said
    assert DOUBLE not in said
    with pytest.raises(Refused):
        its.do(rename_for_good, its.person_id, " ")


def test_where_somebody_else_has_the_old_name_texts_stay(lived: House) -> None:
    its, database = lived, lived.database
    its.do(service.name, its.other_id, NAME)
    assert database.read(renaming, its.person_id, NEW).texts == 0
    its.do(rename_for_good, its.person_id, NEW)
    assert [row.wording for row in database.read(rows, Decision)] == [f"{NAME} fragt beim Ortsamt."]
