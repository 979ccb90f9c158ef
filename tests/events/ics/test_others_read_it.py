"""Two calendar programs that know nothing of each other show what the file means."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from biq_tui.core import clock
from biq_tui.events.helpers import shifts
from biq_tui.events.ics.whose import publish_person
from biq_tui.events.ics.writing import calendar_file
from biq_tui.events.models import EventState
from tests.events.event_at import Fest
from tests.room import NOW

from .test_writing import an_entry

KHAL_CONFIG = """
[calendars]
[[here]]
path = {folder}/here
[locale]
local_timezone = Europe/Berlin
default_timezone = Europe/Berlin
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
"""


@pytest.fixture
def hers(fest: Fest, tmp_path: Path) -> Path:
    """What Kim has to do: a shift, and another one that she was taken off."""
    kim, made = fest.person("Kim Beispiel"), tmp_path / "kim.ics"
    with clock.standing_at(NOW):
        for what, hour in (("Aufbau", 11), ("Äpfel, Brot", 16)):
            at = (
                datetime(2027, 6, 12, hour, tzinfo=UTC),
                datetime(2027, 6, 12, hour + 2, tzinfo=UTC),
            )
            shift = fest.do(shifts.add_shift, fest.event_id, what, *at, 2)
            fest.do(shifts.sign_up, shift, [kim], [])
        fest.do(publish_person, kim)
        fest.do(shifts.remove_shift, shift)
        made.write_bytes(calendar_file(fest.do(publish_person, kim)))
    return made


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A party in summer, and a night in which the clock jumps."""
    party = an_entry("Straßenfest; mit, Äpfeln")
    evening, next_day = datetime(2027, 3, 27, 21, tzinfo=UTC), party.starts_at + timedelta(days=1)
    night = an_entry("Nacht", evening, 6, EventState.PLANNED, uid="2@biq-1.invalid")
    off = an_entry("Café", next_day, 2, EventState.CANCELLED, uid="3@biq-1.invalid")
    made = tmp_path / "biq.ics"
    made.write_bytes(calendar_file([party, night, off]))
    return made


def said_by(program: str, arguments: Sequence[str | Path], home: Path) -> str:
    found = shutil.which(program)
    if found is None:
        pytest.skip(f"{program} is not installed")
    known = {"HOME": str(home), "TZ": "Europe/Berlin", "LC_ALL": "C.UTF-8"}
    ended = subprocess.run(
        [found, *arguments], env={**os.environ, **known}, capture_output=True, text=True, check=True
    )
    return ended.stdout


def in_khal(file: Path, folder: Path) -> list[str]:
    """What khal shows of a file, a line each."""
    config = folder / "khal.conf"
    (folder / "here").mkdir()
    config.write_text(KHAL_CONFIG.format(folder=folder))
    shown = "{start-long}|{end-long}|{title}|{location}|{status}"
    said = said_by("khal", ["-c", config, "printics", "--format", shown, file], folder)
    return [line.strip() for line in said.splitlines()[1:]]


def in_calcurse(file: Path, folder: Path, first: str, last: str) -> list[str]:
    """What calcurse shows from one day to another, once it has taken the file."""
    folders: list[str | Path] = ["-D", folder, "-C", folder]
    if not (folder / "apts").exists():
        said_by("calcurse", [*folders, "-i", file], folder)
    said = said_by("calcurse", [*folders, "-Q", "--from", first, "--to", last], folder)
    return [line.strip() for line in said.splitlines() if line.strip()]


def test_khal_shows_the_times_and_titles(file: Path, tmp_path: Path) -> None:
    assert in_khal(file, tmp_path) == [
        "2027-06-12 15:00|2027-06-12 18:00|Straßenfest; mit, Äpfeln|Haus am Park|CONFIRMED",
        "2027-03-27 22:00|2027-03-28 05:00|Nacht|Haus am Park|TENTATIVE",
        "2027-06-13 15:00|2027-06-13 17:00|ABGESAGT: Café|Haus am Park|CANCELLED",
    ]


def test_a_person_s_file_is_read_by_both(hers: Path, tmp_path: Path) -> None:
    assert in_khal(hers, tmp_path) == [
        "2027-06-12 13:00|2027-06-12 15:00|Aufbau · Straßenfest|Haus am Park|TENTATIVE",
        "2027-06-12 18:00|2027-06-12 20:00|ABGESAGT: Äpfel, Brot · Straßenfest||CANCELLED",
    ]
    assert in_calcurse(hers, tmp_path, "06/12/2027", "06/12/2027") == [
        "06/12/27:",
        "- 13:00 -> 15:00",
        "Aufbau · Straßenfest",
        "- 18:00 -> 20:00",
        "ABGESAGT: Äpfel, Brot · Straßenfest",
    ]


def test_calcurse_shows_the_times_and_titles(file: Path, tmp_path: Path) -> None:
    def on(first: str, last: str) -> list[str]:
        return in_calcurse(file, tmp_path, first, last)

    assert on("06/12/2027", "06/12/2027") == [
        "06/12/27:",
        "- 15:00 -> 18:00",
        "Straßenfest; mit, Äpfeln",
    ]
    assert on("03/27/2027", "03/28/2027") == [
        "03/27/27:", "- 22:00 -> ..:..", "Nacht", "03/28/27:", "- ..:.. -> 05:00", "Nacht",
    ]  # fmt: skip
