"""Whose name goes round on paper, and who signs on a slip of her own."""

from __future__ import annotations

from biq_tui.attendance import service
from biq_tui.attendance.sheet import sheet
from biq_tui.attendance.slips import papers
from biq_tui.core.database import Database
from biq_tui.people.directory import everybody
from biq_tui.people.public import public_names
from biq_tui.people.service import lock

from .rooms import STATION, facilitator, make_gathering

NAMES = ("Ada Muster", "Nour Geheim", "Jonas Müller")


def test_who_has_a_privacy_lock_signs_on_a_slip_and_is_not_on_the_list_that_goes_round(
    database: Database,
) -> None:
    gathering = make_gathering(database, NAMES)
    act = facilitator(gathering)
    ids = {row.name: row.person_id for row in database.read(sheet, gathering, STATION).rows}
    database.write(act, lock, ids["Nour Geheim"], True).result()
    for name in NAMES[:2]:
        database.write(act, service.come, gathering, ids[name]).result()

    signing = database.read(papers, gathering)
    assert [signer.name for signer in signing.going_round] == ["Ada Muster"]
    assert [(signer.number, signer.name) for signer in signing.slips] == [(2, "Nour Geheim")]
    whole = database.read(papers, gathering, only_present=False)
    assert [signer.name for signer in whole.going_round] == ["Ada Muster", "Jonas Müller"]
    assert len(whole.slips) == 1


def test_without_a_lock_nobody_needs_a_slip(database: Database) -> None:
    gathering = make_gathering(database, NAMES)
    assert database.read(papers, gathering, only_present=False).slips == ()


def test_a_public_name_is_never_one_that_is_locked(database: Database) -> None:
    gathering = make_gathering(database, NAMES)
    ids = [person.person_id for person in database.read(everybody)]
    locked = next(p.person_id for p in database.read(everybody) if p.name == "Nour Geheim")
    database.write(facilitator(gathering), lock, locked, True).result()

    assert set(database.read(public_names, ids).values()) == {"Ada Muster", "Jonas Müller"}
    assert database.read(public_names, []) == {}
