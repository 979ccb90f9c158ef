"""What a house sets is checked where it is typed, and an empty value is the default again."""

from __future__ import annotations

import pytest

from biq_tui.core import telling
from biq_tui.core.database import Database
from biq_tui.core.errors import Refused
from biq_tui.core.free_days import LANDS
from biq_tui.core.journal import Actor
from biq_tui.core.settings import value_of
from biq_tui.core.write import Act
from biq_tui.qualification.options import (
    CHOICES,
    FEE,
    FUNDER,
    LAND,
    MANDATORY,
    SHARE,
    UNIT_MINUTES,
    VENUE,
    set_option,
    values_in_force,
)
from biq_tui.qualification.rule import Rule, rule_in_force
from tests.attendance.rooms import everything

ACT = Act(Actor.FACILITATOR, "laptop-1", "more")


def put(database: Database, key: str, value: str) -> None:
    database.write(ACT, set_option, key, value).result()


def test_nothing_is_compulsory(database: Database) -> None:
    defaults = {choice.option.key: choice.option.default for choice in CHOICES}
    assert database.read(values_in_force) == defaults
    for key in defaults:
        put(database, key, "")
    assert database.read(values_in_force) == defaults


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
        (FEE.key, "50", "50"),
        (FEE.key, "50,00", "50"),
        (FEE.key, "49,5 €", "49,50"),
        (FEE.key, "12.50", "12,50"),
        (FEE.key, "0", "0"),
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
        (MANDATORY.key, "7"),
        (MANDATORY.key, "1-3"),
        (MANDATORY.key, "1, 0"),
        (MANDATORY.key, ","),
        (FEE.key, "-5"),
        (FEE.key, "50,005"),
        (FEE.key, "99999"),
        (FEE.key, "viel"),
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


@pytest.mark.parametrize(
    ("typed", "rule"),
    [
        ((SHARE.key, "75 %"), Rule(1, 75)),
        ((SHARE.key, "0"), Rule(1, 0)),
        ((SHARE.key, "100%"), Rule(1, 100)),
        ((MANDATORY.key, "6 1"), Rule(1, 80, frozenset({1, 6}))),
        ((MANDATORY.key, "1,1, 6"), Rule(1, 80, frozenset({1, 6}))),
        ((MANDATORY.key, "alle"), Rule(1, 80, frozenset(range(1, 7)))),
        ((MANDATORY.key, ""), Rule()),
        ((SHARE.key, "80"), Rule()),
    ],
)
def test_share_and_blocks_are_a_new_version_of_the_rule_and_no_setting(
    database: Database, typed: tuple[str, str], rule: Rule
) -> None:
    put(database, *typed)
    assert database.read(rule_in_force) == rule
    assert not everything(database)["setting"]


def test_each_part_of_the_rule_is_set_alone_and_older_versions_stay(database: Database) -> None:
    put(database, SHARE.key, "70")
    put(database, MANDATORY.key, "6")
    put(database, SHARE.key, "")
    assert database.read(rule_in_force) == Rule(3, 80, frozenset({6}))
    assert [row["share"] for row in everything(database)["course_rule"]] == [70, 70, 80]
