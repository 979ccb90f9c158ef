"""Who cancels beforehand is noted beforehand, and the evening knows it."""

from __future__ import annotations

from typing import Any

import pytest

from biq_tui.attendance import beforehand, service
from biq_tui.attendance.models import State
from biq_tui.attendance.sheet import sheet
from biq_tui.core import telling
from biq_tui.core.database import Database
from biq_tui.core.errors import Refused
from tests.attendance.rooms import STATION, everything, facilitator, make_gathering

ADA, ALI, STRANGER = 1, 2, 99


@pytest.fixture
def planned(database: Database) -> int:
    """A date that is still planned, with Ada and Ali on its list."""
    return make_gathering(database, ["Ada Muster", "Ali Beispiel"], open=False)


def do(database: Database, use_case: Any, gathering: int, *args: Any) -> None:
    database.write(facilitator(gathering), use_case, gathering, *args).result()


def refusal(database: Database, use_case: Any, gathering: int, person: int) -> str:
    before = everything(database)
    with pytest.raises(Refused) as refused:
        do(database, use_case, gathering, person)
    assert everything(database) == before
    return refused.value.sentence


def state(database: Database, gathering: int, person: int) -> State | None:
    return database.read(sheet, gathering, STATION).row(person).state


def test_who_cancelled_is_excused_when_the_evening_opens(database: Database, planned: int) -> None:
    do(database, beforehand.excuse, planned, ADA)
    do(database, service.open_sitting, planned)
    assert state(database, planned, ADA) is State.EXCUSED
    assert state(database, planned, ALI) is None
    do(database, service.end, planned)
    assert state(database, planned, ADA) is State.EXCUSED, "not absent"


def test_the_journal_says_for_which_day(database: Database, planned: int) -> None:
    do(database, beforehand.excuse, planned, ADA)
    seen = database.read(sheet, planned, STATION)
    assert seen.last_event is not None
    day = seen.starts_at.astimezone()
    assert seen.last_event.sentence == (
        f"Ada Muster hat für den {day.day}.{day.month}.{day.year} abgesagt."
    )


def test_who_cancelled_may_come_after_all(database: Database, planned: int) -> None:
    before = everything(database)
    do(database, beforehand.excuse, planned, ADA)
    do(database, beforehand.expect_again, planned, ADA)
    assert everything(database) == before
    do(database, beforehand.excuse, planned, ADA)
    do(database, service.open_sitting, planned)
    do(database, service.come, planned, ADA)
    assert state(database, planned, ADA) is State.PRESENT


def test_nobody_cancels_twice(database: Database, planned: int) -> None:
    do(database, beforehand.excuse, planned, ADA)
    assert "schon abgesagt" in refusal(database, beforehand.excuse, planned, ADA)


def test_who_has_not_cancelled_is_expected_already(database: Database, planned: int) -> None:
    assert "nicht abgesagt" in refusal(database, beforehand.expect_again, planned, ADA)


def test_who_is_not_on_the_list_can_not_cancel(database: Database, planned: int) -> None:
    assert "nicht mehr auf der Liste" in refusal(database, beforehand.excuse, planned, STRANGER)


@pytest.mark.parametrize("ended", [False, True])
def test_once_the_evening_is_open_it_is_written_there(
    database: Database, planned: int, ended: bool
) -> None:
    do(database, beforehand.excuse, planned, ADA)
    do(database, service.open_sitting, planned)
    if ended:
        do(database, service.end, planned)
    assert "schon begonnen" in refusal(database, beforehand.excuse, planned, ALI)
    assert "schon begonnen" in refusal(database, beforehand.expect_again, planned, ADA)


def test_a_date_that_is_gone_is_told(database: Database, planned: int) -> None:
    for use_case in (beforehand.excuse, beforehand.expect_again):
        assert "gibt es nicht mehr" in refusal(database, use_case, planned + 1, ADA)


def test_an_excuse_is_taken_back(database: Database, planned: int) -> None:
    before = everything(database)
    do(database, beforehand.excuse, planned, ADA)
    database.write(facilitator(planned), telling.take_back, 2).result()
    assert everything(database) == before
