"""A budget shared out fairly: the Method of Equal Shares, and what completes it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from .ballots import Ballot, Rules, check

MOST_STATES = 200
"""So many ways to go on after ties are looked at. There are more only where much is equal."""


class Utility(StrEnum):
    """What an idea is worth to whoever agrees with it."""

    COUNT = "count"
    """Every idea the same."""
    COST = "cost"
    """As much as it costs."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One way how the money can be shared out."""

    options: tuple[int, ...]
    """Everything that is paid for, by places."""
    by_shares: tuple[int, ...]
    """What its supporters paid from their equal shares; the rest completed it."""
    spent: Fraction


@dataclass(frozen=True, slots=True)
class EqualShares:
    """What a budget vote gave. Options are told by their places."""

    voters: int
    totals: tuple[int, ...]
    """How many agree with each option."""
    winners: tuple[int, ...]
    """What is paid for whichever way ties are broken."""
    tied: tuple[int, ...]
    """What is paid for or not, depending on how ties are broken."""
    outcomes: tuple[Outcome, ...]
    """Every way to break the ties; a single one if they don't matter or were broken by `first`.
    Empty if there are too many: then `tied` holds all that could be paid for."""


def equal_shares(
    held: Rules,
    ballots: Iterable[Ballot],
    utility: Utility = Utility.COUNT,
    first: Sequence[int] = (),
) -> EqualShares:
    """The Method of Equal Shares for approvals, with utilitarian completion.

    Peters and Skowron 2020 ("Proportionality and the limits of welfarism", there called Rule X);
    with costs: Peters, Pierczynski and Skowron 2021. Everybody gets an equal share of the budget.
    An option is affordable at the price rho if its supporters can pay it together, each paying
    rho for a unit of utility, or all that is left to them. The one with the lowest rho is bought,
    until none is affordable. What money is left then is spent by utilitarian completion: in the
    order of how many agree, whatever still fits into the whole budget and has a supporter.

    All decisions are made with whole numbers; nothing is rounded. Options with equal rho, or with
    equally many supporters in the completion, are tied, and every way to go on is followed. If
    `first` gives an order of all places (a lot), the first of the tied is taken instead. Raises
    InvalidBallot.
    """
    counted = [check(ballot, held) for ballot in ballots]
    totals = tuple(sum(column) for column in zip(*counted, strict=True))
    if not counted:
        nothing = Outcome((), (), Fraction(0))
        return EqualShares(0, (0,) * len(held.options), (), (), (nothing,))
    search = _Search(held, counted, totals, utility, first)
    outcomes = search.outcomes()
    if outcomes is None:
        sure, possible = search.sure_and_possible()
        return EqualShares(len(counted), totals, sure, possible, ())
    paid = [set(outcome.options) for outcome in outcomes]
    sure = tuple(sorted(set.intersection(*paid)))
    tied = tuple(sorted(set.union(*paid) - set(sure)))
    return EqualShares(len(counted), totals, sure, tied, outcomes)


@dataclass(frozen=True, slots=True)
class _State:
    """Where the buying stands. Money is in whole units, `scale` of them to a Euro."""

    bought: frozenset[int]
    money: tuple[int, ...]
    """What is left to each person of each group of equal ballots."""
    scale: int


class _Search:
    """Buys in every order that ties allow."""

    def __init__(
        self,
        held: Rules,
        counted: Sequence[tuple[int, ...]],
        totals: tuple[int, ...],
        utility: Utility,
        first: Sequence[int],
    ) -> None:
        groups = Counter(counted)  # who voted the same always has the same money
        self._people = tuple(groups.values())
        self._supports = [
            {place for place, ballot in enumerate(groups) if ballot[option]}
            for option in range(len(held.options))
        ]
        self._totals = totals
        self._costs = held.costs
        self._budget = held.budget
        self._utilities = held.costs if utility is Utility.COST else (Fraction(1),) * len(totals)
        self._turn = {option: turn for turn, option in enumerate(first)}
        share = held.budget / len(counted)
        scale = math.lcm(share.denominator, *(cost.denominator for cost in held.costs))
        self._start = _State(frozenset(), (int(share * scale),) * len(groups), scale)
        self._sure = self._start.bought
        """What was bought before the first tie that matters."""

    def outcomes(self) -> tuple[Outcome, ...] | None:
        """All different ends, by their places; None if there are too many ways."""
        ends: dict[frozenset[int], frozenset[int]] = {}
        seen = {self._start}
        waiting = [self._start]
        while waiting:
            state = waiting.pop()
            following = self._following(state)
            if not following:
                for end in self._completed(state.bought):
                    ends[end] = ends.get(end, state.bought) & state.bought
            elif len(following) == 1 and not waiting and len(seen) == 1:
                self._sure = following[0].bought
                seen = set(following)
                waiting = following
            else:
                new = [state for state in dict.fromkeys(following) if state not in seen]
                seen.update(new)
                waiting += new
            if len(seen) > MOST_STATES or len(ends) > MOST_STATES:
                return None
        found = (
            Outcome(tuple(sorted(end)), tuple(sorted(by_shares)), self._cost(end))
            for end, by_shares in ends.items()
        )
        return tuple(sorted(found, key=lambda outcome: outcome.options))

    def sure_and_possible(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """What is certain before any tie; and whatever else the rest of the money could pay."""
        left = self._budget - self._cost(self._sure)
        possible = (
            option
            for option, cost in enumerate(self._costs)
            if option not in self._sure and self._totals[option] and cost <= left
        )
        return tuple(sorted(self._sure)), tuple(possible)

    def _cost(self, options: Iterable[int]) -> Fraction:
        return sum((self._costs[option] for option in options), Fraction(0))

    def _following(self, state: _State) -> list[_State]:
        """The states after the next purchase: one, or one for each of the tied; none at the end."""
        prices = self._prices(state)
        if not prices:
            return []
        lowest = min(price / self._utilities[option] for option, price in prices.items())
        tied = [
            option for option, price in prices.items() if price / self._utilities[option] == lowest
        ]
        if self._turn:
            tied = [min(tied, key=self._turn.__getitem__)]
        elif len(tied) > 1 and (together := self._together(state, tied, prices)) is not None:
            return [together]
        return [self._buy(state, [option], prices) for option in tied]

    def _prices(self, state: _State) -> dict[int, Fraction]:
        """What each supporter would pay at most, for every option that is still affordable."""
        richer = sorted(range(len(state.money)), key=state.money.__getitem__)
        prices = {}
        for option, supports in enumerate(self._supports):
            if option in state.bought:
                continue
            missing = int(self._costs[option] * state.scale)
            payers = self._totals[option]
            for place in richer:
                if place not in supports:
                    continue
                money, people = state.money[place], self._people[place]
                if money * payers >= missing:
                    prices[option] = Fraction(missing, payers)
                    break
                missing -= money * people  # the poorer pay all they have
                payers -= people
        return prices

    def _together(
        self, state: _State, tied: list[int], prices: dict[int, Fraction]
    ) -> _State | None:
        """All the tied bought, if everybody can pay for all: then their order doesn't matter."""
        due = [Fraction(0)] * len(state.money)
        for option in tied:
            for place in self._supports[option]:
                due[place] += prices[option]
        if all(owed <= money for owed, money in zip(due, state.money, strict=True)):
            return self._buy(state, tied, prices)
        return None

    def _buy(self, state: _State, options: list[int], prices: dict[int, Fraction]) -> _State:
        finer = math.lcm(*(prices[option].denominator for option in options))
        money = [its * finer for its in state.money]
        for option in options:
            price = int(prices[option] * finer)
            for place in self._supports[option]:
                money[place] = max(money[place] - price, 0)
        # As coarse as it can be, so that the same money is the same state.
        scale = state.scale * finer
        shared = math.gcd(scale, *money)
        shared = math.gcd(shared, *(int(cost * scale) for cost in self._costs))
        return _State(
            state.bought.union(options), tuple(its // shared for its in money), scale // shared
        )

    def _completed(self, bought: frozenset[int]) -> list[frozenset[int]]:
        """What may be bought in the end, filling up in the order of supporters."""
        ends = {bought}
        for supporters in sorted({total for total in self._totals if total}, reverse=True):
            equal = [
                option
                for option, total in enumerate(self._totals)
                if total == supporters and option not in bought
            ]
            ends = {end for start in ends for end in self._filled(start, equal)}
            if len(ends) > MOST_STATES:
                break
        return sorted(ends, key=sorted)

    def _filled(self, start: frozenset[int], equal: list[int]) -> set[frozenset[int]]:
        """`start` with as many of the equal options as fit, taken in every order."""
        left = self._budget - self._cost(start)
        if self._cost(equal) <= left:
            return {start.union(equal)}
        if self._turn:
            for option in sorted(equal, key=self._turn.__getitem__):
                if self._cost([option]) <= self._budget - self._cost(start):
                    start = start | {option}
            return {start}
        ends, seen, waiting = set(), {start}, [start]
        while waiting and len(seen) <= MOST_STATES:
            state = waiting.pop()
            left = self._budget - self._cost(state)
            fitting = [
                option for option in equal if option not in state and self._costs[option] <= left
            ]
            if not fitting:
                ends.add(state)
            new = {state | {option} for option in fitting} - seen
            seen |= new
            waiting += new
        if len(seen) > MOST_STATES:  # too many: the caller sees it by the number of ends
            return seen
        return ends
