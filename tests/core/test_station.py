"""What a laptop remembers of itself survives a restart, and losing it costs nothing else."""

from __future__ import annotations

import json
import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest

from biq_tui.core import clock
from biq_tui.core.station import MOST_VENUES, Station, StationFile


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "station.json"


def test_a_new_laptop_gets_an_id_of_its_own_and_keeps_it(tmp_path: Path) -> None:
    one, other = (StationFile(tmp_path / name).station.id for name in ("one.json", "other.json"))
    assert one != other
    assert 0 < len(one) <= 20, "the journal has room for 20"
    assert StationFile(tmp_path / "one.json").station.id == one


def test_what_is_remembered_is_there_after_a_restart(file: Path) -> None:
    memory = StationFile(file)
    memory.remember(place="gathering:3", names_hidden=True)
    memory.remember(language="en")
    expected = Station(memory.station.id, language="en", place="gathering:3", names_hidden=True)
    assert memory.station == expected
    assert StationFile(file).station == expected


def test_it_is_its_owners_alone(file: Path) -> None:
    StationFile(file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [entry.name for entry in file.parent.iterdir()] == [file.name]


GOOD = {"id": "abcd1234", "language": "en", "place": "gathering:3", "names_hidden": True}


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "null",
        "[]",
        '"text"',
        "{}",
        "\x00" * 100,
        json.dumps(GOOD | {"language": "xx"}),
        json.dumps(GOOD | {"language": None}),
        json.dumps(GOOD | {"id": 7}),
        json.dumps(GOOD | {"id": ""}),
        json.dumps(GOOD | {"id": "x" * 21}),
        json.dumps(GOOD | {"place": 3}),
        json.dumps(GOOD | {"names_hidden": "perhaps"}),
        json.dumps(GOOD | {"phones": True}),
        json.dumps(GOOD | {"phones": "work", "phones_tested": "yesterday"}),
        json.dumps(GOOD | {"phones": "work", "phones_tested": ""}),
        json.dumps(GOOD | {"addresses": ["192.168.8.2:8421"]}),
        json.dumps(GOOD | {"addresses": {"Haus am Park": 8421}}),
        json.dumps(GOOD | {"seen": {"Haus am Park": "perhaps"}}),
        json.dumps(GOOD | {"secret": 7}),
    ],
)
def test_a_broken_memory_is_begun_anew(file: Path, content: str) -> None:
    file.write_text(content, encoding="utf-8")
    station = StationFile(file).station
    assert station == Station(station.id)
    assert StationFile(file).station == station


def test_a_memory_that_is_no_text_is_begun_anew(file: Path) -> None:
    file.write_bytes(b"\xff\xfe\x00")
    station = StationFile(file).station
    assert station == Station(station.id)


def test_what_a_newer_program_remembers_beside_does_not_matter(file: Path) -> None:
    file.write_text(json.dumps(GOOD | {"theme": "light"}), encoding="utf-8")
    assert StationFile(file).station == Station("abcd1234", "en", "gathering:3", True)


def test_what_an_older_program_did_not_remember_begins_as_at_the_beginning(file: Path) -> None:
    file.write_text(json.dumps({"id": "abcd1234", "place": "gathering:3"}), encoding="utf-8")
    assert StationFile(file).station == Station("abcd1234", place="gathering:3")


def test_whether_phones_work_is_kept_with_its_day(file: Path) -> None:
    with clock.standing_at(datetime(2027, 3, 5, 15, 52, tzinfo=UTC)):
        StationFile(file).remember_phones(work=False)
    station = StationFile(file).station
    assert (station.phones, station.phones_tested) == ("fail", "2027-03-05T15:52:00+00:00")


def test_each_place_has_its_own_address_and_the_oldest_of_many_is_forgotten(file: Path) -> None:
    memory = StationFile(file)
    for number in range(MOST_VENUES + 1):
        memory.remember_address(f"Haus {number}", f"192.168.8.{number}:8421")
    memory.remember_address("Haus 1", "10.0.0.5:8421")
    kept = StationFile(file).station.addresses
    assert len(kept) == MOST_VENUES
    assert "Haus 0" not in kept
    assert kept["Haus 1"] == "10.0.0.5:8421"
    assert kept["Haus 2"] == "192.168.8.2:8421"


def test_what_it_signs_with_stays_the_same_and_who_sees_the_screen_is_kept(file: Path) -> None:
    memory = StationFile(file)
    secret = memory.secret()
    assert len(secret) == 32
    memory.remember_seen("Haus am Park", True)
    memory.remember_seen("Schule", False)
    assert StationFile(file).secret() == secret
    assert StationFile(file).station.seen == {"Haus am Park": True, "Schule": False}


def test_a_disk_that_takes_nothing_stops_nobody(file: Path) -> None:
    memory = StationFile(file)
    file.unlink()
    file.mkdir()  # nothing can be put in its place now
    memory.remember(language="en")
    assert memory.station.language == "en"
