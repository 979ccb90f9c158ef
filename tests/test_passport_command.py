"""`biq passport`: lines to read, JSON for other programs, and no name that is nobody's business."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from biq_tui.people import service as people
from biq_tui.qualification.passport import decide
from biq_tui.qualification.rule import set_rule
from tests import room
from tests.qualification.progress import first_block
from tests.test_commands import Biq


@pytest.fixture(autouse=True)
def _in_bremen() -> Iterator[None]:
    with room.bremen():
        yield


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return room.folder_of(tmp_path, first_block)


@pytest.fixture
def biq(folder: Path) -> Biq:
    return Biq(folder)


def test_the_rule_is_said_then_two_lines_for_each_person(biq: Biq) -> None:
    said = biq.says("passport", "--run", "biq huchting")
    assert said[:2] == ["BIQ Huchting", "Für das Zertifikat braucht es 80 % der UE (45 Min.)."]
    assert said[2] == "  1  Ada Muster: 11 von 66 UE (16,6 %), auf dem Weg"
    assert said[3] == "     kommt noch: 2, 3, 4, 5, 6.  geschafft: 1."
    assert said[4] == "  2  Ali Muster: 0 von 66 UE (0 %), darf nicht fehlen"
    assert said[5].startswith("     nachholen: 1 (Fr 16.4., BIQ Walle).  kommt noch:")
    assert len(said) == 2 + 2 * 6


@pytest.mark.parametrize(
    ("who", "names"),
    [
        ("2", ["Ali Muster"]),
        ("ada muster", ["Ada Muster"]),
        ("Olena Zrazok", ["Олена Зразок"]),
    ],
)
def test_one_person_is_found_by_number_or_name(biq: Biq, who: str, names: list[str]) -> None:
    said = json.loads("\n".join(biq.says("passport", "--run", "1", "--person", who, "--json")))
    assert [one["name"] for one in said["people"]] == names


def test_the_json_says_all_that_is_counted(biq: Biq, folder: Path) -> None:
    room.do(folder, set_rule, 75, [1])
    said = json.loads("\n".join(biq.says("passport", "--run", "BIQ Huchting", "--json")))
    assert said["run"] == {"id": 1, "title": "BIQ Huchting", "units": 66}
    assert said["rule"] == {"number": 1, "share": 75, "mandatory": [1]}
    ali = said["people"][1]
    assert (ali["units"], ali["percent"], ali["standing"]) == (0, 0.0, "at-risk")
    assert (ali["needs_make_up"], ali["certificate"]) == (True, False)
    assert ali["blocks"][0] == {
        "block": 1,
        "units": 0,
        "of": 11,
        "made_up": 0,
        "state": "make-up",
        "mandatory": True,
        "make_up": {"run": "BIQ Walle", "starts_at": "2027-04-16T15:00:00+00:00"},
    }


def test_neither_a_reason_nor_the_name_behind_a_privacy_lock_leaves(biq: Biq, folder: Path) -> None:
    room.do(folder, people.lock, 3, True)
    room.do(folder, decide, 1, 2, "war krank")
    said = "\n".join(biq.says("passport", "--run", "1", "--json"))
    assert "krank" not in said
    assert "Ayşe" not in said
    one = json.loads(said)["people"]
    assert one[2]["name"] is None
    assert (one[1]["decided"], one[1]["certificate"]) == (True, True)
    assert "krank" not in "\n".join(biq.says("passport", "--run", "1"))


def test_an_unknown_course_or_person_is_one_sentence(biq: Biq) -> None:
    said = biq.refuses("passport", "--run", "Nirgends {n}")
    assert said == (
        "Den Kurs „Nirgends {n}“ gibt es nicht. Nichts wurde geändert. "
        "Es gibt: BIQ Huchting, BIQ Walle"
    )
    said = biq.refuses("passport", "--run", "1", "--person", "Theo")
    assert said == "Niemand im Kurs heißt so: Theo"
