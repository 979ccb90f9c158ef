"""What came of an event, in numbers: money against its plan, partners with what they gave."""

from __future__ import annotations

from biq_tui.events.after.card import set_visitors
from biq_tui.events.after.in_words import in_lines
from biq_tui.events.after.reading import Outcome, outcome_of
from biq_tui.events.models import PledgeRole
from biq_tui.events.money.balance import balance
from biq_tui.events.money.line import read_money
from biq_tui.events.money.words import sums_in_words
from biq_tui.events.partners.line import read_partner
from tests.events.event_at import Fest


def outcome(fest: Fest) -> Outcome:
    return fest.database.read(outcome_of, fest.event_id)


def sums(fest: Fest) -> str:
    return sums_in_words(balance(fest.plan.money, fest.plan.pledges))


def test_costs_stand_against_the_plan_once_all_are_known(past: Fest) -> None:
    past.enter(read_money, "Hüpfburg 120")
    past.enter(read_money, "Plakate 60")
    past.enter(read_money, "1 bezahlt 100,50")
    assert "als geplant" not in sums(past)
    past.enter(read_money, "2 bezahlt 60")
    assert sums(past) == (
        "Geplant: 180 Euro.   Bezahlt: 160,50 Euro.   19,50 Euro weniger als geplant."
        "   ! 2 Belege fehlen."
    )
    past.enter(read_money, "2 bezahlt 90")
    assert "! 10,50 Euro mehr als geplant." in sums(past)
    past.enter(read_money, "2 bezahlt 79,50")
    assert "Genau wie geplant." in sums(past)
    told = outcome(past)
    assert (told.planned_cents, told.actual_cents, told.open_receipts) == (18000, 18000, 2)
    assert told.unpaid_lines == 0


def test_who_has_promised_something_is_named_with_what_it_gave(past: Fest) -> None:
    past.enter(read_partner, "heim raum ja")
    past.enter(read_partner, "heim 20 tische ja")
    past.enter(read_partner, "vhs werbung nein")
    (share,) = outcome(past).partners
    assert share.name == "Bremer Heimstiftung"
    assert share.roles == (PledgeRole.ROOM, PledgeRole.MATERIAL)


def test_the_command_line_tells_how_many_came(past: Fest) -> None:
    assert list(in_lines(outcome(past))) == []
    past.do(set_visitors, past.event_id, 0)
    assert list(in_lines(outcome(past))) == ["0 Menschen waren da."]
