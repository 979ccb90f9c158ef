"""`biq events import|export`: calendar files, in and out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.room import bremen, folder_of
from tests.test_commands import Biq

PARTY = "Straßenfest 12.6.2027 15-18, Haus am Park, heim Raum"


@pytest.fixture(autouse=True)
def _in_bremen() -> Iterator[None]:
    with bremen():
        yield


@pytest.fixture
def biq(tmp_path: Path) -> Biq:
    """A house with one event."""
    house = Biq(folder_of(tmp_path))
    house.says("events", "add", PARTY)
    return house


def test_what_goes_out_to_another_house_comes_in_there_once(biq: Biq, tmp_path: Path) -> None:
    file = tmp_path / "biq.ics"
    assert biq.says("events", "export", str(file), "Straßenfest") == [str(file)]
    (tmp_path / "other").mkdir()
    other = Biq(folder_of(tmp_path / "other"))
    assert other.says("events", "import", str(file), "--dry-run")[0] == "1 Termin ist neu."
    assert other.says("events", "import", str(file)) == ["1 Termin ist neu."]
    assert other.says("events", "list") == [
        "1 Straßenfest · Sa 12.6.2027, 15–18 Uhr · Haus am Park · ein Wunsch"
    ]
    assert "1 Termin ist schon da." in other.refuses("events", "import", str(file))


def test_what_comes_in_says_what_is_booked_twice(biq: Biq, tmp_path: Path) -> None:
    file = tmp_path / "biq.ics"
    biq.says("events", "export", str(file), "Straßenfest")
    text = file.read_text(encoding="utf-8").replace("SUMMARY:Straßenfest", "SUMMARY:Flohmarkt")
    foreign = tmp_path / "foreign.ics"
    foreign.write_text("\n".join(
        "UID:1@elsewhere" if line.startswith("UID:") else line for line in text.splitlines()
    ), encoding="utf-8")  # fmt: skip
    new, double, trial = biq.says("events", "import", str(foreign), "--dry-run")
    assert (new, trial[:6]) == ("1 Termin ist neu.", "Nichts")
    assert double.startswith("! Flohmarkt: doppelt belegt: Straßenfest, 15–18 Uhr")


def test_a_partner_gets_a_file_and_a_file_is_never_overwritten(biq: Biq, tmp_path: Path) -> None:
    file = tmp_path / "heim.ics"
    assert biq.says("events", "export", str(file), "1", "--to", "heim") == [str(file)]
    before = file.read_bytes()
    assert "gibt es schon" in biq.refuses("events", "export", str(file), "1")
    assert file.read_bytes() == before


def test_a_person_gets_what_she_has_to_do(biq: Biq, tmp_path: Path) -> None:
    file = tmp_path / "kim.ics"
    assert "heißt so: kim" in biq.refuses("events", "export", str(file), "--person", "kim")
    asked = ("events", "export", str(file), "1", "--person", "kim")
    assert "ohne Veranstaltung" in biq.refuses(*asked)
    assert not file.exists()


def test_without_an_event_nothing_is_left_behind(biq: Biq, tmp_path: Path) -> None:
    file = tmp_path / "nichts.ics"
    biq.says("events", "add", "Filmabend")
    assert "hat schon einen Tag" in biq.refuses("events", "export", str(file), "Filmabend")
    assert "heißt so: Nordpol" in biq.refuses("events", "export", str(file), "1", "--to", "Nordpol")
    assert not file.exists()


@pytest.mark.parametrize("raw", [b"", b"Name;Tag\nFest;12.6.", b"\xff" * 50])
def test_what_is_no_calendar_is_refused(biq: Biq, tmp_path: Path, raw: bytes) -> None:
    file = tmp_path / "liste.ics"
    file.write_bytes(raw)
    assert "keine Kalender-Datei" in biq.refuses("events", "import", str(file))
    assert "lässt sich nicht lesen" in biq.refuses("events", "import", str(tmp_path / "fehlt.ics"))
