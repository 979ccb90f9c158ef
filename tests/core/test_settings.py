"""A house sets what it likes; what nobody has set is the default."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from biq_tui.core import journal, telling
from biq_tui.core.database import Database
from biq_tui.core.journal import Actor
from biq_tui.core.settings import VALUE_LENGTH, Option, store, value_of, values_of
from biq_tui.core.write import Act, Write
from biq_tui.qualification.sentences import SETTING
from tests.attendance.rooms import around, everything, opened, url_of
from tests.statements import statements

ACT = Act(Actor.FACILITATOR, "laptop-1", "more")
VENUE, LAND = Option("test.venue"), Option("test.land", "HB")


def put(write: Write, option: Option, value: str) -> None:
    store(write, option, value)
    write.tell(SETTING)


def test_what_nobody_has_set_is_the_default(database: Database) -> None:
    assert database.read(value_of, LAND) == "HB"
    assert database.read(values_of, [VENUE, LAND]) == {"test.venue": "", "test.land": "HB"}
    assert database.read(values_of, []) == {}


def test_what_is_set_is_in_force_and_only_that(database: Database) -> None:
    database.write(ACT, put, LAND, "NI").result()
    assert database.read(values_of, [VENUE, LAND]) == {"test.venue": "", "test.land": "NI"}
    database.write(ACT, put, LAND, "HH").result()
    assert database.read(value_of, LAND) == "HH"
    assert len(everything(database)["setting"]) == 1


def test_an_empty_value_is_a_value(database: Database) -> None:
    database.write(ACT, put, LAND, "").result()
    assert database.read(value_of, LAND) == ""


def test_a_value_is_stored_clean_and_not_longer_than_there_is_room(database: Database) -> None:
    database.write(ACT, put, VENUE, "  Haus\x1b[2J  am\u202e Park ").result()
    assert database.read(value_of, VENUE) == "Haus[2J am Park"
    database.write(ACT, put, VENUE, "a" * 10_000).result()
    assert database.read(value_of, VENUE) == "a" * VALUE_LENGTH


def test_setting_the_same_again_changes_nothing(database: Database) -> None:
    for _time in range(2):
        database.write(ACT, put, VENUE, "Haus am Park").result()
    assert database.read(journal.last_number) == 1


def test_a_setting_is_taken_back(database: Database) -> None:
    database.write(ACT, put, LAND, "NI").result()
    database.write(ACT, put, LAND, "HH").result()
    database.write(ACT, telling.take_back, 2).result()
    assert database.read(value_of, LAND) == "NI"
    database.write(ACT, telling.take_back, 1).result()
    assert database.read(value_of, LAND) == "HB"


def test_two_laptops_that_set_the_same_leave_one_value(database: Database, tmp_path: Path) -> None:
    with opened(tmp_path / "second", url_of(database)) as second:
        at_once = threading.Barrier(2)
        failures: list[BaseException | None] = []

        def set_many(laptop: Database, value: str) -> None:
            at_once.wait()
            failures.extend(
                laptop.write(ACT, put, VENUE, f"{value} {n}").exception() for n in range(10)
            )

        laptops = [
            threading.Thread(target=set_many, args=args)
            for args in ((database, "Haus"), (second, "Schule"))
        ]
        for laptop in laptops:
            laptop.start()
        for laptop in laptops:
            laptop.join()
        assert failures == [None] * 20
        (row,) = everything(database)["setting"]
        assert second.read(value_of, VENUE) == database.read(value_of, VENUE) == row["value"]
        assert row["value"] in ("Haus 9", "Schule 9")


def test_all_values_are_read_in_one_statement(database: Database) -> None:
    options = [Option(f"test.{n}") for n in range(30)]
    with statements() as sent:
        database.read(values_of, options)
    assert sum("setting" in statement for statement in sent) == 1


def test_the_database_itself_refuses_a_setting_without_a_key(database: Database) -> None:
    with pytest.raises(IntegrityError, match="key_given"), around(database) as connection:
        connection.execute(text("INSERT INTO setting (key, value, version) VALUES ('', 'x', 1)"))
