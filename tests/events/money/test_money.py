"""Money: what it costs, who pays, what is missing; and nothing ordered before the grant."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from biq_tui.events.models import Grant, Payer
from biq_tui.events.money.balance import balance
from biq_tui.events.money.line import read_money
from biq_tui.events.money.words import sums_in_words
from biq_tui.events.partners.line import read_partner
from biq_tui.events.plan import MoneyRow
from tests.events.event_at import Fest


def hint(fest: Fest, text: str) -> str:
    return fest.reads(read_money, text).hint


def sums(fest: Fest) -> str:
    return sums_in_words(balance(fest.plan.money, fest.plan.pledges))


def test_a_plan_of_money_and_its_gap(fest_anywhere: Fest) -> None:
    fest = fest_anywhere
    assert sums(fest) == "Noch ist kein Geld geplant."
    assert fest.enter(read_money, "Hüpfburg 120") == "1 Hüpfburg: 120 Euro"
    fest.enter(read_money, "Plakate 60,50 Euro, Globalmittel")
    fest.enter(read_money, "Tische, Bänke 80, heim")
    assert sums(fest) == "Geplant: 260,50 Euro.   Zugesagt: 80 Euro.   Es fehlen 180,50 Euro."
    assert fest.enter(read_money, "2 bewilligt") == "2 Plakate: Die Förderung ist bewilligt"
    assert fest.enter(read_money, "1 spende") == "1 Hüpfburg: aus Spenden"
    assert sums(fest) == "Geplant: 260,50 Euro.   Zugesagt: 260,50 Euro."
    assert fest.enter(read_money, "1 bezahlt 118,50") == "1 Hüpfburg: 118,50 Euro sind bezahlt"
    assert sums(fest).endswith("Bezahlt: 118,50 Euro.   ! 1 Beleg fehlt.")
    assert fest.enter(read_money, "1 Beleg") == "1 Hüpfburg: Der Beleg ist da"
    assert "Beleg fehlt" not in sums(fest)
    assert fest.enter(read_money, "3 vhs") == "3 Tische, Bänke: Das zahlt Volkshochschule Bremen"
    assert [row.partner for row in fest.plan.money] == ["", "", "Volkshochschule Bremen"]


def test_what_is_ordered_before_the_grant_is_there_is_asked_first(fest: Fest) -> None:
    fest.enter(read_money, "Bühne 400, Beirat")
    asked = fest.reads(read_money, "1 beauftragt")
    assert asked.use_case is None
    assert asked.hint.startswith("! Die Förderung ist noch nicht da")
    fest.enter(read_money, "1 beauftragt ja")
    assert fest.plan.money[0].is_ordered
    fest.enter(read_money, "1 nicht beauftragt")
    fest.enter(read_money, "1 bewilligt")
    assert fest.enter(read_money, "1 beauftragt") == "1 Bühne ist beauftragt"


def test_two_offers_are_kept_and_a_third_takes_the_seconds_place(fest: Fest) -> None:
    fest.enter(read_money, "Bühne 400, Globalmittel")
    for amount in (390, 420, 380):
        fest.enter(read_money, f"1 Angebot {amount}")
    (row,) = fest.plan.money
    assert (row.first_offer, row.second_offer) == (39_000, 38_000)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Hüpfburg -20", "kann nicht kleiner als 0 sein"),
        ("1 -20", "kann nicht kleiner als 0 sein"),
        ("1 bezahlt -1", "kann nicht kleiner als 0 sein"),
        ("Hüpfburg 1.000", "ist kein Betrag"),
        ("Hüpfburg", "Zum Beispiel:  Hüpfburg 120"),
        ("Zelt 220 ja", "Zum Beispiel:  Zelt 120"),
        ("7 bezahlt", "Es gibt keinen Posten 7."),
        ("1 weg", "1 weg ja"),
        ("1 blau", "sagt nichts zu Posten 1"),
    ],
)
def test_what_can_not_be_is_said_and_changes_nothing(fest: Fest, text: str, said: str) -> None:
    fest.enter(read_money, "Zelt 50")
    intention = fest.reads(read_money, text)
    assert intention.use_case is None
    assert said in intention.hint


def test_a_line_in_other_words_or_with_another_amount_and_away(fest: Fest) -> None:
    fest.enter(read_money, "Zelt 50")
    assert fest.enter(read_money, "1 = Pavillon {x} [b]") == "1 Pavillon {x} [b] ist geändert"
    assert fest.enter(read_money, "1 55") == "1 Pavillon {x} [b]: 55 Euro"
    assert fest.enter(read_money, "1 weg ja") == "Posten 1 ist weg"
    fest.undo()
    assert fest.plan.money[0].planned == 5500


def test_what_a_partner_pledges_and_pays_counts_once(fest: Fest) -> None:
    fest.enter(read_money, "Tische 80, heim")
    fest.enter(read_money, "Zelt 100")
    fest.enter(read_partner, "heim 120 euro ja")
    assert sums(fest) == "Geplant: 180 Euro.   Zugesagt: 120 Euro.   Es fehlen 60 Euro."


LINES = st.builds(
    MoneyRow,
    line_id=st.just(1),
    number=st.just(1),
    what=st.just("Zelt"),
    planned=st.integers(0, 10_000),
    actual=st.none() | st.integers(0, 10_000),
    payer=st.sampled_from(Payer),
    partner_id=st.none(),
    partner=st.just(""),
    grant=st.sampled_from(Grant),
    first_offer=st.none(),
    second_offer=st.none(),
    is_ordered=st.booleans(),
    has_receipt=st.booleans(),
)


@given(st.lists(LINES, max_size=8))
@settings(max_examples=30)
def test_what_is_promised_never_is_more_than_what_is_planned(lines: list[MoneyRow]) -> None:
    found = balance(lines, ())
    assert 0 <= found.promised <= found.planned
    assert found.gap == found.planned - found.promised
    uncovered = sum(
        line.planned
        for line in lines
        if line.payer is Payer.NOBODY
        or (line.payer is Payer.GRANT and line.grant is not Grant.GRANTED)
    )
    assert found.gap == uncovered
