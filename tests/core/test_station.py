"""What a laptop remembers of itself survives a restart, and losing it costs nothing else."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from biq_tui.core.station import Station, StationFile


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


def test_a_disk_that_takes_nothing_stops_nobody(file: Path) -> None:
    memory = StationFile(file)
    file.unlink()
    file.mkdir()  # nothing can be put in its place now
    memory.remember(language="en")
    assert memory.station.language == "en"
