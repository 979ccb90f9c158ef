"""What is missing is said in one sentence, and alike for one event and for many."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest

from biq_tui.core.write import Write
from biq_tui.events.helpers import shifts
from biq_tui.events.models import (
    BudgetLine,
    Event,
    EventState,
    EventTask,
    EventTaskNeed,
    Grant,
    Payer,
    PledgeRole,
    PledgeState,
)
from biq_tui.events.partners.lacking import Lacks, Wanted, in_words
from biq_tui.events.partners.line import read_partner
from biq_tui.events.partners.missing import missing, missing_of_all, missing_sentence
from tests.events.event_at import START, Fest
from tests.statements import statements

TODAY = date(2027, 3, 5)
ASKED, YES, NO, NEEDED = (
    PledgeState.ASKED,
    PledgeState.PLEDGED,
    PledgeState.DECLINED,
    PledgeState.NEEDED,
)
HEIM = "Bremer Heimstiftung"
ROOM, MATERIAL, OWN, MONEY = (
    PledgeRole.ROOM,
    PledgeRole.MATERIAL,
    PledgeRole.OWN,
    PledgeRole.MONEY,
)


def wanted(
    role: PledgeRole,
    state: PledgeState,
    what: str = "",
    who: str = "",
    due: date | None = None,
    cents: int | None = None,
    condition: str = "",
) -> Wanted:
    return Wanted(role, what, cents, state, condition, due, who)


@pytest.mark.parametrize(
    ("pledges", "said"),
    [
        ([], []),
        ([wanted(ROOM, NEEDED)], ["Raum"]),
        (
            [wanted(ROOM, ASKED, who=HEIM, due=date(2027, 4, 2))],
            ["Raum (Heimstiftung, bis 2.4.)"],
        ),
        (
            [wanted(ROOM, ASKED, who=HEIM, due=date(2027, 3, 4))],
            ["Raum (Heimstiftung, keine Antwort)"],
        ),
        ([wanted(ROOM, PledgeState.NO_ANSWER, who=HEIM)], ["Raum (Heimstiftung, keine Antwort)"]),
        ([wanted(ROOM, NO, who=HEIM)], ["Raum"]),
        (
            [wanted(ROOM, ASKED, who=HEIM), wanted(ROOM, ASKED, who="Schule am Markt")],
            ["Raum (Heimstiftung; Schule am Markt)"],
        ),
        # One gives it, so it is there; with more than a room, a room is there, too.
        ([wanted(ROOM, NO, who=HEIM), wanted(ROOM, YES, "Raum, WC", "Schule")], []),
        (
            [wanted(ROOM, ASKED, "Raum, WC", HEIM), wanted(ROOM, YES, who="Schule")],
            ["Raum, WC (Heimstiftung)"],
        ),
        (
            [wanted(MATERIAL, PledgeState.PLEDGED_IF, "20 Tische", "Schule", condition="es geht")],
            ["20 Tische (Schule, wenn es geht)"],
        ),
        # Asked for nothing certain: an answer is missing, and a no is one.
        ([wanted(OWN, ASKED, who=HEIM)], ["Antwort (Heimstiftung)"]),
        ([wanted(OWN, NO, who=HEIM)], []),
        # Neighbours are not named where all can read.
        ([wanted(OWN, ASKED, "Kuchen", due=date(2027, 4, 2))], ["Kuchen (bis 2.4.)"]),
        ([wanted(MONEY, NEEDED, cents=4000), wanted(MONEY, YES, cents=1550)], ["24,50 Euro"]),
        ([wanted(MONEY, NEEDED, cents=4000), wanted(MONEY, YES, cents=5000)], []),
        ([wanted(MONEY, ASKED, who=HEIM, cents=4000)], ["40 Euro (Heimstiftung)"]),
    ],
)
def test_what_nobody_has_pledged_is_missing(pledges: Sequence[Wanted], said: list[str]) -> None:
    assert list(in_words(Lacks(pledges), TODAY)) == said


def test_a_plan_of_the_money_decides_how_much_is_missing() -> None:
    asked = wanted(MONEY, ASKED, who=HEIM, cents=10000, due=date(2027, 4, 2))
    assert in_words(Lacks([asked], gap=4000), TODAY) == ("40 Euro (Heimstiftung, bis 2.4.)",)
    assert in_words(Lacks([asked], gap=0), TODAY) == ()


def test_the_sentence_of_the_example(fest_anywhere: Fest) -> None:
    fest = fest_anywhere
    for text in (
        "heim raum, wc gefragt bis 2.4.",
        "martins assistenz ja",
        "heim 50 euro ja",
    ):
        fest.enter(read_partner, text)
    fest.do(shifts.add_shift, fest.event_id, "Abbau", START, START + timedelta(hours=2), 2)
    fest.do(_lines, fest.event_id, fest.plan.next_number)
    assert missing_sentence(fest.plan) == (
        "Es fehlt noch: Raum, WC (Heimstiftung, bis 2.4.), 2 Helfende, 40 Euro."
    )
    assert missing(fest.plan)[0] == "Raum, WC (Heimstiftung, bis 2.4.)"


def test_whom_it_waits_for_is_left_out_of_the_last_ones_first(fest_anywhere: Fest) -> None:
    fest = fest_anywhere
    fest.enter(read_partner, "heim raum gefragt bis 2.4.")
    fest.enter(read_partner, "martins assistenz gefragt bis 9.4.")
    whole = "Es fehlt noch: Raum (Heimstiftung, bis 2.4.), Assistenz (Martinsclub, bis 9.4.)."
    for width, said in (
        (len(whole), whole),
        (len(whole) - 1, "Es fehlt noch: Raum (Heimstiftung, bis 2.4.), Assistenz."),
        (20, "Es fehlt noch: Raum, Assistenz."),
    ):
        assert missing_sentence(fest.plan, width) == said


def test_an_event_without_needs_says_what_comes_first(fest: Fest) -> None:
    assert missing_sentence(fest.plan) == "Was wird gebraucht? Zum Beispiel:  raum fehlt"
    fest.enter(read_partner, "heim raum ja")
    assert missing_sentence(fest.plan) == "Nichts fehlt mehr."
    wish = Fest(fest.database, "Flohmarkt", start=None)
    assert missing_sentence(wish.plan) == "Zuerst der Tag. Zum Beispiel:  12.6. 15-18"
    wish.enter(read_partner, "raum fehlt")
    assert missing_sentence(wish.plan) == "Es fehlt noch: Raum."


def test_a_late_gate_is_missing(fest: Fest) -> None:
    fest.do(_gate, fest.event_id, fest.plan.next_number, date(2027, 3, 4))
    assert missing(fest.plan) == ("Bewilligung (zu spät)",)
    fest.do(_gate, fest.event_id, fest.plan.next_number, date(2027, 3, 5))
    assert missing(fest.plan) == ("Bewilligung (zu spät)",)


def test_many_events_lack_what_each_of_them_says_in_as_few_statements(fest_anywhere: Fest) -> None:
    fest = fest_anywhere
    database = fest.database
    events = [fest, *(Fest(database, f"Fest {n}", None if n % 2 else START) for n in range(5))]
    texts = ("heim raum gefragt bis 2.4.", "schlüssel fehlt", "heim 30 euro ja", "20 euro fehlen")
    for place, each in enumerate(events):
        for text in texts[: place + 1]:
            each.enter(read_partner, text)
        if place % 2:
            each.do(_lines, each.event_id, each.plan.next_number)
            each.do(_gate, each.event_id, each.plan.next_number, date(2027, 3, 1))
        each.do(shifts.add_shift, each.event_id, "Auf{bau}", START, START + timedelta(hours=1), 3)
    events[-1].do(_cancelled, events[-1].event_id)
    ids = [each.event_id for each in events]
    with statements() as few:
        one = database.read(missing_of_all, ids[:1])
    with statements() as many:
        found = database.read(missing_of_all, [*ids, 999])
    assert one == {ids[0]: found[ids[0]]}
    assert len(many) == len(few) <= 8
    assert found == {each.event_id: missing(each.plan) for each in events} | {999: ()}
    assert found[ids[-1]] == ()
    assert any("Bewilligung (zu spät)" in said for said in found.values())
    assert database.read(missing_of_all, []) == {}


def _lines(write: Write, event_id: int, number: int) -> None:
    """640 euros are planned, 600 of them have a payer, 50 of the rest are open."""
    for at, (what, planned, payer, grant) in enumerate(
        [
            ("Musik", 40000, Payer.GRANT, Grant.GRANTED),
            ("Zelt", 10000, Payer.DONATION, Grant.NONE),
            ("Plakate", 9000, Payer.GRANT if number % 2 else Payer.NOBODY, Grant.NONE),
        ]
    ):
        line = BudgetLine(
            event_id=event_id,
            number=number + at,
            what=what,
            planned=planned,
            payer=payer,
            grant_state=grant,
        )
        write.insert(line)
    write.tell("test.lines")


def _gate(write: Write, event_id: int, number: int, due: date) -> None:
    tasks: list[Any] = [
        write.insert(EventTask(event_id=event_id, number=number + at, what=what, due=day))
        for at, (what, day) in enumerate([("Bewilligung", due), ("Bestellen", None)])
    ]
    first, then = (task.id for task in tasks)
    need = EventTaskNeed(event_id=event_id, task_id=then, needs_id=first, is_gate=True)
    write.insert(need)
    write.tell("test.gate")


def _cancelled(write: Write, event_id: int) -> None:
    its = {"state": EventState.CANCELLED, "before_cancelled": EventState.WISH}
    write.change(Event, Event.id == event_id, **its)
    write.tell("test.cancelled")
