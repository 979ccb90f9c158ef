"""`biq events`: on the same line, use cases and refusals as the screen."""

from __future__ import annotations

import json
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
    """A house without an event."""
    return Biq(folder_of(tmp_path))


def as_json(biq: Biq, *arguments: str) -> list[dict[str, object]]:
    found = json.loads("\n".join(biq.says("events", *arguments, "--json")))
    assert isinstance(found, list)
    return found


def test_an_event_is_added_as_on_the_screen_and_listed(biq: Biq) -> None:
    assert biq.says("events", "add", PARTY) == ["1 Neu: Straßenfest, Sa 12.6.2027, 15–18 Uhr"]
    assert biq.says("events", "add", "Filmabend") == ["2 Neuer Wunsch: Filmabend"]
    assert biq.says("events", "list") == [
        "1 Straßenfest · Sa 12.6.2027, 15–18 Uhr · Haus am Park · ein Wunsch",
        "2 Filmabend · noch kein Tag · ein Wunsch",
    ]
    party, film = as_json(biq, "list")
    assert (party["title"], party["starts_at"]) == ("Straßenfest", "2027-06-12T13:00:00+00:00")
    assert (film["state"], film["starts_at"]) == ("wish", None)


def test_a_trial_changes_nothing(biq: Biq) -> None:
    said, nothing = biq.says("events", "add", PARTY, "--dry-run")
    assert "Heimstiftung: Raum (gefragt)" in said
    assert nothing == "Nichts wurde geändert: Das war eine Probe."
    assert biq.says("events", "list") == []


def test_check_says_what_is_missing_and_what_is_booked_twice(biq: Biq) -> None:
    biq.says("events", "add", PARTY)
    _added, double = biq.says("events", "add", "Werkstatt 12.6.2027 16-17, Haus am Park")
    assert double.startswith("! Straßenfest, 15–18 Uhr"), "said at once"
    assert biq.says("events", "check", "straßenfest")[:2] == [
        "1 Straßenfest · Sa 12.6.2027, 15–18 Uhr · Haus am Park · ein Wunsch",
        "  Es fehlt noch: Raum (Heimstiftung).",
    ]
    party, workshop = as_json(biq, "check")
    assert party["missing"] == ["Raum (Heimstiftung)"]
    assert "Werkstatt" in str(party["booked_twice"])
    assert "Straßenfest" in str(workshop["booked_twice"])


def test_show_knows_number_name_and_day(biq: Biq) -> None:
    biq.says("events", "add", PARTY)
    shown = biq.says("events", "show", "2027-06-12")
    assert shown == biq.says("events", "show", "1") == biq.says("events", "show", "STRASSENFEST")
    assert "1 Raum · Bremer Heimstiftung · gefragt" in shown
    whole = json.loads("\n".join(biq.says("events", "show", "1", "--json")))
    assert whole["pledges"][0]["partner"] == "Bremer Heimstiftung"
    assert whole["event"]["venue"] == "Haus am Park"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("add", "Fest 31.2. 15-18"), "Den 31. Februar gibt es nicht."),
        (("add", "Nacht 28.3.2027 2:30-4"), "01:30 oder 03:30?"),
        (("add", "Fest 12.6. 18-15"), "muss nach dem Anfang"),
        (("add", ""), "Wie heißt es?"),
        (("show", "9"), "Die Veranstaltung 9 gibt es nicht."),
    ],
)
def test_a_refusal_is_one_sentence_and_exit_code_2(
    biq: Biq, arguments: tuple[str, ...], says: str
) -> None:
    assert says in biq.refuses("events", *arguments)


def test_two_of_one_name_are_told_apart_by_their_numbers(biq: Biq) -> None:
    biq.says("events", "add", "Filmabend")
    biq.says("events", "add", "Filmabend")
    assert biq.refuses("events", "show", "filmabend").endswith("1, 2")
    assert biq.says("events", "show", "2")[0].startswith("2 Filmabend")
