"""What a house sets is checked where it is typed, and an empty value is the default again."""

from __future__ import annotations

import pytest

from biq_tui.core import telling
from biq_tui.core.database import Database
from biq_tui.core.errors import Refused
from biq_tui.core.journal import Actor
from biq_tui.core.settings import value_of
from biq_tui.core.write import Act
from biq_tui.qualification.free_days import LANDS
from biq_tui.qualification.options import (
    CHOICES,
    FUNDER,
    LAND,
    SHARE,
    UNIT_MINUTES,
    VENUE,
    set_option,
)
from tests.attendance.rooms import everything

ACT = Act(Actor.FACILITATOR, "laptop-1", "more")


def put(database: Database, key: str, value: str) -> None:
    database.write(ACT, set_option, key, value).result()


def test_nothing_is_compulsory(database: Database) -> None:
    for choice in CHOICES:
        assert database.read(value_of, choice.option) == choice.option.default
        put(database, choice.option.key, "")
        assert database.read(value_of, choice.option) == choice.option.default


def test_a_text_is_kept_as_it_is_typed(database: Database) -> None:
    put(database, FUNDER.key, "Freie Hansestadt Bremen")
    assert database.read(value_of, FUNDER) == "Freie Hansestadt Bremen"
    put(database, FUNDER.key, "")
    assert database.read(value_of, FUNDER) == ""


@pytest.mark.parametrize("typed", ["NI", "ni", "Niedersachsen", "niedersachsen"])
def test_a_land_is_known_by_code_or_name(database: Database, typed: str) -> None:
    put(database, LAND.key, typed)
    assert database.read(value_of, LAND) == "NI"


def test_every_land_has_its_holidays(database: Database) -> None:
    for code, name in LANDS.items():
        put(database, LAND.key, name)
        assert database.read(value_of, LAND) == code


@pytest.mark.parametrize(
    ("key", "typed", "stored"),
    [
        (UNIT_MINUTES.key, "60", "60"),
        (UNIT_MINUTES.key, "045", "45"),
        (SHARE.key, "75 %", "75"),
        (SHARE.key, "75%", "75"),
        (SHARE.key, "0", "0"),
        (SHARE.key, "100", "100"),
    ],
)
def test_a_number_is_understood(database: Database, key: str, typed: str, stored: str) -> None:
    put(database, key, typed)
    rows = {row["key"]: row["value"] for row in everything(database)["setting"]}
    assert rows == {key: stored}


@pytest.mark.parametrize(
    ("key", "typed"),
    [
        (LAND.key, "Atlantis"),
        (LAND.key, "B"),
        (UNIT_MINUTES.key, "0"),
        (UNIT_MINUTES.key, "29"),
        (UNIT_MINUTES.key, "91"),
        (UNIT_MINUTES.key, "-45"),
        (UNIT_MINUTES.key, "4,5"),
        (UNIT_MINUTES.key, "viele"),
        (UNIT_MINUTES.key, "²"),
        (UNIT_MINUTES.key, "9" * 5000),
        (SHARE.key, "101"),
        (SHARE.key, "%"),
    ],
)
def test_what_can_not_be_is_refused_and_the_old_value_stays(
    database: Database, key: str, typed: str
) -> None:
    put(database, VENUE.key, "Haus am Park")
    before = everything(database)
    with pytest.raises(Refused, match="Bitte schreiben Sie"):
        put(database, key, typed)
    assert everything(database) == before


def test_a_setting_is_told_without_its_value(database: Database) -> None:
    put(database, VENUE.key, "Bei Ada Muster")
    last = database.read(telling.last_event, "more")
    assert last is not None
    assert last.sentence == "Eine Einstellung ist geändert."
