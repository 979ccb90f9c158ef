"""The line of Helfende: what it understands, and that the hint is what then happens."""

import pytest

from biq_tui.core import clock
from biq_tui.core.database import Database
from biq_tui.events import phone_helpers
from biq_tui.events.helpers.line import read_helper
from biq_tui.events.helpers.overlaps import twice
from tests.events.event_at import Fest


def hint(fest: Fest, text: str) -> str:
    return fest.reads(read_helper, text).hint


def test_a_shift_is_what_from_when_to_when_and_how_many(fest: Fest) -> None:
    assert hint(fest, "Abbau 18-20, 2") == ("Enter: neue Schicht  1 „Abbau“ · 18–20 · 2 Menschen")
    assert fest.enter(read_helper, "Abbau 18-20, 2") == "1 Abbau: 2 werden gebraucht"
    (shift,) = fest.plan.shifts
    starts, ends = clock.local(shift.starts_at), clock.local(shift.ends_at)
    assert (starts.day, starts.hour, ends.hour, shift.wanted) == (12, 18, 20, 2)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Kuchen verkaufen", "1 „Kuchen verkaufen“ · 15–18 · 2 Menschen"),
        ("Tische, Bänke tragen, 13 bis 15 Uhr, 4 Menschen", "„Tische, Bänke tragen“ · 13–15 · 4"),
        ("3 Bänke holen 12-13", "„3 Bänke holen“ · 12–13 · 2 Menschen"),
        ("Abbau 18-20 3", "„Abbau“ · 18–20 · 3 Menschen"),
        ("Nachtwache 22-2, 1", "„Nachtwache“ · 22–2 · 1 Mensch"),
    ],
)
def test_what_is_missing_is_proposed(fest: Fest, text: str, said: str) -> None:
    assert said in hint(fest, text)


@pytest.mark.parametrize(
    "text", ["Wache 17-19, 0", "Wache 17-19, -3", "1 braucht 0", "1 braucht -3"]
)
def test_a_shift_for_nobody_is_refused(fest: Fest, text: str) -> None:
    fest.enter(read_helper, "Abbau 18-20, 2")
    read = fest.reads(read_helper, text)
    assert (read.use_case, read.hint) == (None, "In einer Schicht sind 1 bis 999 Menschen möglich.")


def test_helpers_are_named_by_a_few_letters_and_new_ones_with_a_plus(fest: Fest) -> None:
    fest.person("Ayşe Beispiel")
    fest.person("Cem Muster")
    fest.enter(read_helper, "Abbau 18-20, 2")
    assert fest.enter(read_helper, "1 ayse") == "Ayşe Beispiel hilft: Abbau"
    assert "1 davon wartet" in hint(fest, "1 cem, +Theo")
    assert fest.enter(read_helper, "1 cem, +Theo") == "2 Menschen helfen: Abbau"
    assert [helper.name for helper in fest.plan.shifts[0].helpers] == [
        "Ayşe Beispiel", "Cem Muster", "Theo",
    ]  # fmt: skip
    assert hint(fest, "1 olha") == "Niemand heißt so. Jemand Neues:  1 +olha"
    assert hint(fest, "1 ayse weg").endswith("Dann hat Theo den Platz.")
    assert fest.enter(read_helper, "1 ayse weg") == "Ayşe Beispiel hilft nicht mehr: Abbau"
    assert fest.plan.shifts[0].missing == 0  # who waited has her place
    assert fest.enter(read_helper, "1 theo weg") == "Jemand hilft nicht mehr: Abbau"


def test_who_stands_first_on_the_list_of_paper_has_the_place(fest: Fest) -> None:
    fest.person("Ayşe Beispiel")
    fest.enter(read_helper, "Abbau 18-20, 1")
    fest.enter(read_helper, "1 +Theo, ayse")
    waits = {helper.name: helper.is_waiting for helper in fest.plan.shifts[0].helpers}
    assert waits == {"Theo": False, "Ayşe Beispiel": True}


def to_tell(fest: Fest) -> list[str]:
    return [helper.name for helper in fest.plan.shifts[0].helpers if helper.is_to_be_told]


def test_who_gets_a_place_is_to_be_told_until_she_is(fest_anywhere: Fest) -> None:
    fest = fest_anywhere
    fest.enter(read_helper, "Abbau 18-20, 1")
    fest.enter(read_helper, "1 +Ada, +Ida, +Olha")
    assert (to_tell(fest), hint(fest, "1 gesagt")) == ([], "Das ist schon so.")
    assert hint(fest, "1 ada weg").endswith("Dann hat Ida den Platz.")
    fest.enter(read_helper, "1 ada weg")
    assert to_tell(fest) == ["Ida"]
    fest.undo()
    assert to_tell(fest) == []
    fest.enter(read_helper, "1 ada weg")
    fest.enter(read_helper, "1 braucht 2")
    assert to_tell(fest) == ["Ida", "Olha"]
    assert fest.enter(read_helper, "1 gesagt") == "Wer jetzt einen Platz hat, weiß es: Abbau"
    assert to_tell(fest) == []
    fest.undo()
    assert to_tell(fest) == ["Ida", "Olha"]


def test_a_list_of_paper_is_seen_before_enter_and_is_one_undo(fest: Fest) -> None:
    fest.person("Ayşe Beispiel")
    fest.enter(read_helper, "Abbau 18-20, 2")
    assert hint(fest, "1 ayse, +Theo, +Ada") == (
        "Enter: 3 Menschen helfen: Abbau   1 davon wartet."
    )
    fest.enter(read_helper, "1 ayse, +Theo, +Ada")
    assert len(fest.plan.shifts[0].helpers) == 3
    fest.undo()
    assert not fest.plan.shifts[0].helpers


def test_who_helps_elsewhere_at_that_time_is_said(fest: Fest) -> None:
    fest.person("Ayşe Beispiel")
    fest.enter(read_helper, "Abbau 18-20, 2")
    fest.enter(read_helper, "Grill 17-19, 2")
    fest.enter(read_helper, "Müll 20-21, 2")
    fest.enter(read_helper, "1 ayse")
    assert "! Um diese Zeit hilft Ayşe Beispiel auch: 1 Abbau (18–20)" in hint(fest, "2 ayse")
    assert "!" not in hint(fest, "3 ayse")
    fest.enter(read_helper, "1 +Theo")
    assert "! Um diese Zeit hilft theo auch: 1 Abbau (18–20)" in hint(fest, "2 +theo")
    fest.enter(read_helper, "2 +theo")
    seen = [(name, other.number) for name, other in twice(fest.plan.shifts[1], fest.plan)]
    assert seen == [("theo", 1)]


def test_a_shift_changes_by_its_number(fest: Fest) -> None:
    fest.enter(read_helper, "Abbau 18-20, 2")
    assert fest.enter(read_helper, "1 braucht 3") == "1 Abbau ist geändert"
    assert fest.enter(read_helper, "1 19-21") == "1 Abbau ist geändert"
    assert fest.enter(read_helper, "1 = Aufräumen {name} [b]") == (
        "1 Aufräumen {name} [b] ist geändert"
    )
    (shift,) = fest.plan.shifts
    assert (shift.wanted, clock.local(shift.starts_at).hour) == (3, 19)
    assert hint(fest, "1 weg") == "Schicht 1 wegnehmen? Schreiben Sie:  1 weg ja"
    assert fest.enter(read_helper, "1 weg ja") == "Schicht 1 ist weg"
    assert fest.plan.shifts == ()


def by_phone(fest: Fest, *names: str) -> None:
    """People sign up for the first shift, each with a form of her own."""
    for name in names:
        key = f"{len(fest.plan.shifts[0].helpers):016}"
        fest.do(phone_helpers.sign_up, fest.plan.shifts[0].shift_id, key, name)


def test_who_signed_up_by_phone_can_be_somebody_we_know(fest: Fest) -> None:
    fest.person("Ayşe Beispiel")
    fest.enter(read_helper, "Abbau 18-20, 3")
    fest.enter(read_helper, "handys")
    by_phone(fest, "ayse b {x}", "Theo", "Theodora", "theo")
    assert fest.enter(read_helper, "1 ayse = ayse") == "Ayşe Beispiel ist bekannt und hilft: Abbau"
    assert [helper.name for helper in fest.plan.shifts[0].helpers] == [
        "Ayşe Beispiel", "Theo", "Theodora", "theo",
    ]  # fmt: skip
    assert hint(fest, "1 theo = ayse") == "Alle, die Sie nennen, helfen dort schon."
    assert "Mehrere Namen beginnen so." in hint(fest, "1 the weg")
    assert hint(fest, "1 ida = ayse") == "ida hilft nicht in Schicht 1."
    assert hint(fest, "1 theo = niemand") == "Niemand heißt so."
    fest.enter(read_helper, "1 theo weg")
    assert [helper.name for helper in fest.plan.shifts[0].helpers] == [
        "Ayşe Beispiel", "Theo", "Theodora",
    ], "of two alike, who came last"  # fmt: skip
    fest.undo()
    assert len(fest.plan.shifts[0].helpers) == 4


def test_phones_are_invited_by_a_word_once_there_is_a_shift(fest: Fest, house: Database) -> None:
    assert hint(Fest(house, "Wunsch", start=None), "handys").startswith("Erst der Tag")
    assert hint(fest, "handys") == "Erst eine Schicht, dann Handys:  Abbau 18-20, 2"
    assert hint(fest, "handys weg") == "Das ist schon so."
    fest.enter(read_helper, "Abbau 18-20, 3")
    assert hint(fest, "qr").startswith("Kein Handy ist eingeladen.")
    assert fest.enter(read_helper, "handys") == "Helfen per Handy: offen."
    assert fest.reads(read_helper, "handys").command == "phones"
    assert fest.reads(read_helper, "qr").command == "qr"
    assert fest.enter(read_helper, "handys weg") == "Helfen per Handy: zu."
    fest.undo()
    assert fest.plan.event.helpers_by_phone


def test_without_a_day_there_are_no_shifts_yet(house: Database) -> None:
    wish = Fest(house, start=None)
    assert "Erst der Tag" in hint(wish, "Abbau 18-20, 2")


@pytest.mark.parametrize("text", ["9 ayse", "1 19-18:59", "x" * 500, "1", "{0} {name} 3-4, 0"])
def test_nonsense_is_said_to_be_so(fest: Fest, text: str) -> None:
    fest.enter(read_helper, "Abbau 18-20, 2")
    intention = fest.reads(read_helper, text)
    assert intention.hint
    if intention.use_case is not None:
        assert text.startswith("{0}")  # a shift for nobody is refused by the use case
