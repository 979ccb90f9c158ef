"""Who has how much of a course and who gets its certificate: each line of the rule, as a table."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from biq_tui.qualification.curriculum import curriculum
from biq_tui.qualification.making_up import Taught, offers
from biq_tui.qualification.passport import (
    DateState,
    Passport,
    Standing,
    passport,
    percent,
    share_said,
)
from biq_tui.qualification.passport_rows import Member, Stay
from biq_tui.qualification.rule import Rule, said
from biq_tui.qualification.units import suggested

from .passes import NOW, OWN, member_of, pass_of, run_of, signs_of, stays_of

REACHED, ON_THE_WAY, AT_RISK, OUT_OF_REACH = Standing


def must(*blocks: int, share: int = 80) -> Rule:
    return Rule(1, share, frozenset(blocks))


@pytest.mark.parametrize(
    ("own", "counted", "signs", "standing"),
    [
        ("xx xx", 16, "✓✓", REACHED),
        ("xx ..", 8, "✓·", ON_THE_WAY),
        (".. ..", 0, "··", ON_THE_WAY),
        ("-- --", 0, "––", OUT_OF_REACH),
        ("x- .. .. .. ..", 4, "–····", ON_THE_WAY),
        ("-. .. .. .. ..", 0, "·····", ON_THE_WAY),
        ("-- .. .. .. ..", 0, "–····", AT_RISK),
        ("-- -. .. .. ..", 0, "–····", OUT_OF_REACH),
        ("-- xx xx xx xx", 32, "–✓✓✓✓", REACHED),
        ("nn xx xx xx xx", 32, "_✓✓✓✓", REACHED),
        ("nn .. .. .. ..", 0, "_····", AT_RISK),
        ("n- .. .. .. ..", 0, "–····", AT_RISK),
        ("nx xx xx xx xx", 36, "–✓✓✓✓", REACHED),
        ("nn nn .. ..", 0, "__··", OUT_OF_REACH),
        ("xx xx xx xx cc", 32, "✓✓✓✓·", REACHED),
        ("xx xx xx -- c.", 24, "✓✓✓–·", AT_RISK),
        ("xx xx c. c. ..", 16, "✓✓···", AT_RISK),
        ("xx / ..", 8, "✓··", ON_THE_WAY),
        ("xx / xx", 16, "✓·✓", REACHED),
        ("", 0, "", ON_THE_WAY),
    ],
)
def test_units_blocks_and_standing(own: str, counted: int, signs: str, standing: Standing) -> None:
    seen = pass_of(own)
    assert (seen.counted, signs_of(seen), seen.standing) == (counted, signs, standing)


@pytest.mark.parametrize(
    ("own", "others", "counted", "signs", "standing"),
    [
        ("--", ["xx"], 8, "✓", REACHED),
        ("x-", ["-x"], 8, "✓", REACHED),
        ("x-", ["x-"], 4, "–", OUT_OF_REACH),  # the same part counts once
        ("xx", ["xx"], 8, "✓", REACHED),
        ("--", ["x-", "-x"], 8, "✓", REACHED),
        ("--", ["2x"], 6, "–", OUT_OF_REACH),
        ("3-", ["2x"], 7, "✓", REACHED),  # the better of both
        ("--", ["x"], 8, "✓", REACHED),  # one date there is the whole block here
        ("--", ["2"], 4, "–", OUT_OF_REACH),
        ("--", ["xx-"], 5, "–", OUT_OF_REACH),  # two thirds, rounded down
        ("x-", ["x--"], 4, "–", OUT_OF_REACH),  # a third of it is less than her own half
        ("-x", ["xx-"], 5, "–", OUT_OF_REACH),
        ("--", ["xx-", "x-"], 5, "–", OUT_OF_REACH),  # not added up
        ("nn", ["xx"], 8, "✓", REACHED),
        ("nn", ["x-"], 4, "–", OUT_OF_REACH),
        ("--", [".."], 0, "N", AT_RISK),
        ("nn", [".."], 0, "N", AT_RISK),
        ("x-", [".-"], 4, "–", OUT_OF_REACH),  # not the part that she missed
        ("x-", ["-."], 4, "N", AT_RISK),
        ("-.", [".-"], 0, "·", AT_RISK),
        ("--", ["--"], 0, "–", OUT_OF_REACH),
        ("-- xx", [".. --"], 8, "N✓", AT_RISK),
        ("-- xx", ["-- xx"], 8, "–✓", OUT_OF_REACH),  # another block does not stand for it
        ("-- -- xx xx", [".. -- -- --"], 16, "N–✓✓", OUT_OF_REACH),
    ],
)
def test_a_missed_block_counts_when_it_was_taken_in_another_run(
    own: str, others: list[str], counted: int, signs: str, standing: Standing
) -> None:
    seen = pass_of(own, *others)
    assert (seen.counted, signs_of(seen), seen.standing) == (counted, signs, standing)


@pytest.mark.parametrize(
    ("own", "others", "rule", "signs", "standing"),
    [
        ("-- xx xx xx xx", [], must(1), "–✓✓✓✓", OUT_OF_REACH),
        ("-- xx xx xx xx", ["xx -- -- -- --"], must(1), "✓✓✓✓✓", REACHED),
        ("-- xx xx xx xx", [".. -- -- -- --"], must(1), "N✓✓✓✓", AT_RISK),
        ("xx xx xx xx --", [], must(1, 2), "✓✓✓✓–", REACHED),
        (".. xx xx xx xx", [], must(1), "·✓✓✓✓", ON_THE_WAY),
        ("xx .. .. .. ..", [], must(5), "✓····", ON_THE_WAY),  # not at risk before it began
        ("x- xx xx xx xx", [], must(1), "–✓✓✓✓", OUT_OF_REACH),
        ("x- xx xx xx xx", [], must(1, share=50), "✓✓✓✓✓", REACHED),
        ("xx xx xx xx /", [], must(5), "✓✓✓✓·", ON_THE_WAY),  # it will get dates
        ("-- -- x. ..", [], must(share=0), "––✓·", REACHED),
        ("-- -- .. ..", [], must(share=0), "––··", ON_THE_WAY),  # nothing is never enough
        ("-- -- xx ..", [], must(1, share=0), "––✓·", OUT_OF_REACH),
        ("xx xx x-", [], must(share=100), "✓✓–", OUT_OF_REACH),
        ("xx xx xx", [], must(share=100), "✓✓✓", REACHED),
    ],
)
def test_the_rule_is_configuration(
    own: str, others: list[str], rule: Rule, signs: str, standing: Standing
) -> None:
    seen = pass_of(own, *others, rule=rule)
    assert (signs_of(seen), seen.standing) == (signs, standing)


@pytest.mark.parametrize(
    ("own", "signs", "standing"),
    [
        (".. ..", "··", ON_THE_WAY),
        ("xx ..", "✓·", ON_THE_WAY),
        ("xx x-", "✓✓", OUT_OF_REACH),
        ("-- --", "––", OUT_OF_REACH),
    ],
)
def test_a_run_without_units_says_so(own: str, signs: str, standing: Standing) -> None:
    seen = pass_of(own, units=(0,))
    assert (seen.counted, seen.units, seen.tenths) == (0, 0, None)
    assert (signs_of(seen), seen.standing) == (signs, standing)
    assert share_said(seen.counted, seen.units) == "0 von 0 UE"


def test_a_part_made_up_where_the_date_is_longer_counts_as_large_a_part_here() -> None:
    seen = pass_of("--", "2x", units=(6,), others_units=(4,))
    assert (seen.counted, seen.blocks[0].made_up) == (9, 9)
    assert pass_of("x-", "-x", units=(6,), others_units=(4,)).blocks[0].made_up == 6
    assert pass_of("--", "xx", others_units=(0,)).counted == 0  # no units there, none here


def test_of_several_dates_the_first_that_helps_is_named() -> None:
    seen = pass_of("-- ..", "-. ..", ". ..")
    assert seen.next_make_up == seen.blocks[0].make_up
    assert seen.next_make_up is not None
    assert (seen.next_make_up.run, seen.next_make_up.date_id) == ("Kurs 9", 900)
    assert pass_of("xx ..", "..", "..").next_make_up is None
    assert pass_of("x.", "-.").next_make_up is None  # she is awaited at that part here
    assert pass_of("x-", ". .", others_units=(0,)).next_make_up is None  # no units there
    assert pass_of("x-", "..", others_units=(0,)).next_make_up is None
    assert pass_of("x-", "-.", rule=must(share=50)).next_make_up is None  # it is done


def test_a_date_elsewhere_that_she_was_at_or_has_cancelled_is_no_chance_any_more() -> None:
    (own,), (other,) = run_of("-"), run_of(".", OWN + 1)
    nobody = member_of("-", [own], {})
    left = replace(nobody, stays={other.date_id: Stay(1, by_hand=True)})
    cancelled = replace(nobody, cancelled=frozenset({other.date_id}))
    chances = [
        passport(member, offers([own, other], OWN, (1,)), Rule(), NOW)
        for member in (nobody, left, cancelled)
    ]
    assert [one.next_make_up is not None for one in chances] == [True, False, False]
    assert [one.standing for one in chances] == [AT_RISK, OUT_OF_REACH, OUT_OF_REACH]


def test_a_date_never_counts_more_than_it_has() -> None:
    assert pass_of("9x").counted == 8
    assert pass_of("--", "9-").counted == 4
    assert pass_of("--", "9").counted == 8


def test_units_counted_by_hand_may_be_none_and_she_was_there_all_the_same() -> None:
    seen = pass_of("0x", rule=must(1, share=50))
    assert (seen.counted, seen.standing) == (4, REACHED)
    assert [date.state for date in seen.dates] == [DateState.THERE, DateState.THERE]
    assert pass_of("00", rule=must(1, share=0)).standing is OUT_OF_REACH


def test_below_the_rule_the_facilitator_decides() -> None:
    seen = pass_of("-- --", decided="Krankheit, Arbeit zu Hause geschrieben")
    assert seen.gets_it
    assert seen.standing is OUT_OF_REACH
    assert not pass_of("-- --").gets_it
    assert pass_of("xx").gets_it


@pytest.mark.parametrize(
    ("counted", "units", "words"),
    [
        (62, 80, "62 von 80 UE (77,5 %)"),
        (80, 80, "80 von 80 UE (100 %)"),
        (0, 80, "0 von 80 UE (0 %)"),
        (64, 80, "64 von 80 UE (80 %)"),
        (2, 3, "2 von 3 UE (66,6 %)"),
        (7999, 10000, "7999 von 10000 UE (79,9 %)"),  # never rounded up to what is enough
        (0, 0, "0 von 0 UE"),
    ],
)
def test_the_share_is_said_in_words(counted: int, units: int, words: str) -> None:
    assert share_said(counted, units) == words
    assert percent(counted, units) in words


NEEDS = "Für das Zertifikat braucht es 80 % der UE (45 Min.)"


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (Rule(), f"{NEEDS}."),
        (must(6), f"{NEEDS} und Block 6."),
        (must(6, 1), f"{NEEDS} und die Blöcke 1, 6."),
        (
            must(*range(1, 7)),
            f"{NEEDS} und jeden Block.",
        ),
    ],
)
def test_the_rule_is_one_sentence(rule: Rule, words: str) -> None:
    assert said(rule, curriculum()) == words


@pytest.mark.parametrize(
    ("late", "early", "units"),
    [
        (None, None, None),
        (10, None, None),
        (24, None, None),  # two of these minutes were a break
        (40, None, 3),
        (None, 30, 3),
        (None, 20, None),
        (95, None, 2),
        (500, None, 0),
        (None, -15, None),  # she stayed longer
        (25, 25, 3),
    ],
)
def test_coming_late_or_leaving_early_suggests_and_cuts_nothing(
    late: int | None, early: int | None, units: int | None
) -> None:
    (date,) = run_of("x")  # four units
    date = replace(date, ends_at=date.starts_at + timedelta(minutes=195), break_minutes=15)
    left = None if early is None else date.ends_at - timedelta(minutes=early)
    assert suggested(date, late, left, 45) == units


def test_who_stays_until_the_real_end_has_not_left_early() -> None:
    (date,) = run_of("x")
    ended = date.ends_at - timedelta(minutes=60)
    assert suggested(date, None, ended, 45) == 3
    assert suggested(replace(date, ended_at=ended), None, ended, 45) is None


# Whatever the house, the run and the rule ---------------------------------------------------------

RULES = st.builds(
    Rule,
    number=st.just(1),
    share=st.integers(0, 100),
    mandatory=st.frozensets(st.integers(1, 3), max_size=2),
)
WORDS = st.text("x-.2c", min_size=1, max_size=3)
RUNS = st.lists(WORDS, min_size=3, max_size=3).map(" ".join)
UNITS = st.lists(st.integers(0, 6), min_size=1, max_size=5)
HOUSES = st.tuples(RUNS, UNITS, st.lists(st.tuples(RUNS, UNITS), max_size=2))
House = tuple[str, list[int], list[tuple[str, list[int]]]]
BEST = list(Standing)[::-1]


def built(house: House) -> tuple[Member, list[Taught]]:
    own, units, others = house
    dates = run_of(own, units=units)
    stays = stays_of(own, dates)
    member = member_of(own, dates, stays)
    for number, (signs, its_units) in enumerate(others, start=OWN + 1):
        theirs = run_of(signs, number, its_units)
        stays.update(stays_of(signs, theirs))
        dates = [*dates, *theirs]
    capped = {d.date_id: min(stays[d.date_id].units, d.units) for d in dates if d.date_id in stays}
    return replace(member, stays={key: Stay(units) for key, units in capped.items()}), dates


def judged(member: Member, dates: Sequence[Taught], rule: Rule) -> Passport:
    return passport(member, offers(dates, OWN, (1, 2, 3)), rule, NOW)


@settings(max_examples=60, deadline=None)
@given(HOUSES, RULES)
def test_nobody_ever_has_more_than_there_is(house: House, rule: Rule) -> None:
    seen = judged(*built(house), rule)
    assert 0 <= seen.counted == sum(block.counted for block in seen.blocks) <= seen.units
    for block in seen.blocks:
        assert 0 <= block.made_up <= block.counted <= block.units


@settings(max_examples=80, deadline=None)
@given(HOUSES, RULES, st.integers(0, 30))
def test_one_more_attendance_never_makes_anything_worse(
    house: House, rule: Rule, place: int
) -> None:
    member, dates = built(house)
    date = dates[place % len(dates)]
    before = judged(member, dates, rule)
    more = replace(member, stays={**member.stays, date.date_id: Stay(date.units)})
    after = judged(more, dates, rule)
    assert BEST.index(after.standing) >= BEST.index(before.standing)
    for was, now in zip(before.blocks, after.blocks, strict=True):
        assert now.counted >= was.counted
        assert now.state == was.state or was.state is not was.state.DONE


@settings(max_examples=40, deadline=None)
@given(RUNS, UNITS, RULES, st.integers(0, 8))
def test_made_up_is_as_good_as_taken_in_the_own_run(
    signs: str, units: list[int], rule: Rule, place: int
) -> None:
    nobody = "".join("-" if sign != " " else " " for sign in signs)
    member, dates = built((signs, units, [(nobody, units)]))
    own = [date for date in dates if date.run_id == OWN]
    date, other = own[place % len(own)], dates[len(own) + place % len(own)]
    before = {key: stay for key, stay in member.stays.items() if key != date.date_id}
    here = judged(replace(member, stays={**before, date.date_id: Stay(date.units)}), dates, rule)
    there = judged(replace(member, stays={**before, other.date_id: Stay(other.units)}), dates, rule)
    if date.units:  # without units only being there counts, and that is so in both
        assert [b.counted for b in here.blocks] == [b.counted for b in there.blocks]
    done = [[b.state is b.state.DONE for b in one.blocks] for one in (here, there)]
    assert done[0] == done[1]


@settings(max_examples=40, deadline=None)
@given(HOUSES, RULES, RULES, st.randoms(use_true_random=False))
def test_neither_the_rule_nor_the_order_of_rows_changes_a_unit(
    house: House, rule: Rule, other: Rule, chance: random.Random
) -> None:
    member, dates = built(house)
    seen = judged(member, dates, rule)
    assert [b.counted for b in judged(member, dates, other).blocks] == [
        b.counted for b in seen.blocks
    ]
    shuffled = list(dates)
    chance.shuffle(shuffled)
    stays = dict(chance.sample(sorted(member.stays.items()), len(member.stays)))
    assert judged(replace(member, stays=stays), shuffled, rule) == seen
