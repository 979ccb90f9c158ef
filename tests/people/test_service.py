"""A name is corrected once and is right in every list."""

from __future__ import annotations

import pytest

from biq_tui.attendance.sheet import sheet
from biq_tui.core import telling
from biq_tui.core.database import Database
from biq_tui.core.errors import Refused
from biq_tui.people import service
from tests.attendance.rooms import STATION, everything, facilitator, make_gathering

ADA = 1


@pytest.fixture
def evening(database: Database) -> Database:
    """Ada Muster and Ali Beispiel are on the lists of two evenings."""
    make_gathering(database, ["Ada Muster", "Ali Beispiel"])
    return database


def do(database: Database, use_case: object, *args: object) -> str:
    """The facilitator does it; what the journal says."""
    database.write(facilitator(1), use_case, *args).result()  # type: ignore[arg-type]  # any of them
    last = database.read(telling.last_event, "gathering:1")
    assert last is not None
    return last.sentence


def names(database: Database) -> list[tuple[str, str]]:
    return [(row.name, row.latin) for row in database.read(sheet, 1, STATION).rows]


def test_a_corrected_name_is_on_the_list(evening: Database) -> None:
    assert do(evening, service.name, ADA, " Ada  Muster-Groß ") == (
        "Der Name ist jetzt: Ada Muster-Groß."
    )
    assert names(evening)[0] == ("Ada Muster-Groß", "")


@pytest.mark.parametrize("name", ["", "  ", "\x1b", "\u200b\u202e"])
def test_nobody_is_without_a_name(evening: Database, name: str) -> None:
    before = everything(evening)
    with pytest.raises(Refused, match="Bitte schreiben Sie einen Namen"):
        do(evening, service.name, ADA, name)
    assert everything(evening) == before


def test_a_name_of_ten_thousand_letters_fits_nowhere_else(evening: Database) -> None:
    do(evening, service.name, ADA, "A" * 10_000)
    do(evening, service.spell, ADA, "B" * 10_000)
    assert names(evening)[0] == ("A" * 80, "B" * 80)


def test_a_name_gets_latin_letters_and_loses_them(evening: Database) -> None:
    do(evening, service.name, ADA, "Олена Зразок")
    assert do(evening, service.spell, ADA, " Olena  Zrazok ") == (
        "Олена Зразок wird jetzt auch mit lateinischen Buchstaben gefunden."
    )
    assert names(evening)[0] == ("Олена Зразок", "Olena Zrazok")
    assert "lateinischen Buchstaben" in do(evening, service.spell, ADA, "")
    assert names(evening)[0] == ("Олена Зразок", "")


def test_a_correction_is_taken_back(evening: Database) -> None:
    before = everything(evening)
    do(evening, service.name, ADA, "Ida Muster")
    do(evening, service.spell, ADA, "Ida")
    for number in (4, 3):
        do(evening, telling.take_back, number)
    assert everything(evening) == before


def test_who_is_gone_can_not_be_named(evening: Database) -> None:
    for use_case in (service.name, service.spell):
        with pytest.raises(Refused, match="nicht mehr"):
            do(evening, use_case, 99, "Ida")
