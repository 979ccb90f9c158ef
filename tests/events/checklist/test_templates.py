"""The checklists as data: what they bring, and what is refused when they are read."""

from __future__ import annotations

from pathlib import Path

import pytest

from biq_tui.events.checklist import templates
from biq_tui.events.checklist.circles import circle, way
from biq_tui.events.checklist.templates import (
    BadTemplates,
    Question,
    checklist,
    checklists,
    item,
    load,
)
from biq_tui.events.models import PledgeRole, Template

FILE = Path(templates.__file__).with_name("templates.toml").read_text(encoding="utf-8")


def test_every_template_has_its_checklist() -> None:
    assert {known.title for known in checklists().values()} == {
        "Straßenfest",
        "Stadtteilerkundung",
        "Expertengespräch",
        "Info-Abend",
        "Ausstellung",
        "Eigene",
    }
    assert PledgeRole.ROOM in checklist(Template.INFO_EVENING).needs


def test_what_the_law_asks_for_stands_there() -> None:
    permit = item("permit")
    assert permit is not None
    assert (permit.days, permit.latest, permit.authority) == (-56, -21, "Ordnungsamt")
    assert "§ 18" in permit.note
    serving, order = item("serving"), item("order")
    assert serving is not None
    assert "§ 2 Abs. 3 BremGastG" in serving.note
    assert serving.answers == ((Question.ALCOHOL, True),)
    assert order is not None
    assert order.gates == ("granted",)


def test_what_is_due_first_stands_at_the_top() -> None:
    for known in checklists().values():
        days = [each.days for each in known.items]
        assert days == sorted(days)


def test_an_open_question_asks_for_nothing() -> None:
    unanswered = dict.fromkeys(Question, None)
    wanted = {each.key for each in checklist(Template.OWN).items if each.applies(unanswered)}
    assert wanted == set()


@pytest.mark.parametrize(
    ("line", "instead", "says"),
    [
        ('text = "Aufbauen"', 'text = "Aufbauen"\ncolour = "red"', "build: unknown ['colour']"),
        ('text = "Aufbauen"', 'text = ""', "build: text"),
        ("latest = -21", "latest = -60", "permit: latest is before days"),
        ('after = ["offers"]', 'after = ["nobody"]', "grant: there is no item nobody"),
        ('after = ["offers"]', 'after = ["proof"]', "grant is due before proof"),
        ("alcohol = true", "weather = true", "'weather' is not a valid Question"),
        ("alcohol = true", 'alcohol = "maybe"', "serving: if"),
        ('owner = "institution"', 'owner = "nobody"', "'nobody' is not a valid Usually"),
        ("[templates.walk]", "[templates.picnic]", "'picnic' is not a valid Template"),
        ('"goal", "fallback"', '"goal", "goal", "fallback"', "an item twice"),
        ("[items.thanks]", "[colours.thanks]", "unknown tables: ['colours']"),
    ],
)
def test_a_file_that_contradicts_itself_is_refused(line: str, instead: str, says: str) -> None:
    assert line in FILE
    broken = FILE.replace(line, instead, 1)
    if says.startswith("unknown tables"):
        broken += FILE[FILE.index("[items.thanks]") : FILE.index("[items.review]")]
    with pytest.raises(BadTemplates) as refused:
        load(broken)
    assert says in str(refused.value)


def test_a_circle_in_the_file_is_refused() -> None:
    broken = FILE.replace(
        'text = "Zwei Angebote zum Vergleichen holen"\ndays = -70',
        'text = "Zwei Angebote zum Vergleichen holen"\ndays = -70\nafter = ["grant"]',
    )
    with pytest.raises(BadTemplates) as refused:
        load(broken)
    assert "a circle: " in str(refused.value)


def test_a_circle_is_found_and_a_way_is_shortest() -> None:
    assert circle({1: [2], 2: [3], 3: []}) == ()
    assert circle({1: [2], 2: [3], 3: [2]}) == (3, 2)
    assert way({1: [2, 3], 2: [3], 3: [4]}, 1, 4) == (1, 3, 4)
    assert way({1: [2]}, 2, 1) == ()
