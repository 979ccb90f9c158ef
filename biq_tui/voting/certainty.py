"""How sure a result is: could people who were absent have changed it?

Absent people are ballots that are added: what those present said stays.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from .ballots import Kind, Rules
from .ranking import Matrix, Schulze, schulze_of, strengths_of, strongest_paths
from .tallies import Tally

MOST_ABSENT = 10
"""So many absent people are looked at where there is no formula."""


@dataclass(frozen=True, slots=True)
class Fewest:
    """The smallest number of absent people: between `least` and `most`."""

    least: int
    most: int | None
    """So many certainly suffice; None if nothing found suffices."""

    @property
    def exact(self) -> int | None:
        """The number, if it is known."""
        return self.most if self.least == self.most else None


@dataclass(frozen=True, slots=True)
class Certainty:
    """How many absent people could have changed the result by their ballots."""

    equal: Fewest
    """The winner would have had to share the first place; 0 if that is so now."""
    other: Fewest
    """A winner wouldn't have won at all."""


def certainty_of(held: Rules, result: Tally, borda: bool = False) -> Certainty | None:
    """How sure the result of a tally is. None if nobody won, or nobody could win instead.

    One ballot can close the gap between two options by a fixed number: dots as many as one
    option may have, points and resistance the whole scale, Borda one less than the options. So
    the numbers are exact: a gap is closed by gap / number people, rounded up, and turned by one
    more than it, rounded down; everybody absent gives all to the second and nothing to the first.
    """
    if not result.winners or len(result.totals) < 2:
        return None
    if isinstance(result, Schulze):
        return _by_schulze(result)
    swing = len(held.options) - 1 if borda else _swing(held)
    gap = _gap(result)
    closed, turned = -(-gap // swing), gap // swing + 1
    return Certainty(Fewest(int(closed), int(closed)), Fewest(int(turned), int(turned)))


def _swing(held: Rules) -> int:
    """How far one ballot can bring one option up to another: see `certainty_of`."""
    if held.kind in (Kind.SCORE, Kind.CONSENSING, Kind.DOTS):
        return held.per_option
    return 1  # marks, and first places of a ranking


def _gap(result: Tally) -> Fraction:
    """Between the winner and the next; 0 if several win. Options in `order` are best first."""
    first = result.winners[0]
    second = result.winners[1] if len(result.winners) > 1 else result.order[1][0]
    return abs(Fraction(result.totals[first]) - Fraction(result.totals[second]))


def _by_schulze(result: Schulze) -> Certainty:
    """Bounds from two sides, for there is no formula.

    From below: however k people vote, the links that win by more than k stay, with at least
    their votes; and no link gets more than k votes more than it has. While even then the winner's
    paths are stronger, k people change nothing. From above: rankings are tried that put a rival
    first and the winner last; if one of them does it, k people suffice. Where both meet, it is
    exact.
    """
    alone = len(result.winners) == 1
    equal = Fewest(0, 0)
    if alone:
        equal = _fewest(
            result,
            lambda paths, against: paths > against,
            lambda changed: changed.winners != result.winners,
        )
    other = _fewest(
        result,
        lambda paths, against: paths >= against,
        lambda changed: any(place not in changed.winners for place in result.winners),
    )
    return Certainty(equal, other)


def _fewest(
    result: Schulze,
    holds: Callable[[int, int], bool],
    changes: Callable[[Schulze], bool],
) -> Fewest:
    least = 1
    while least <= MOST_ABSENT and _stays(result, least, holds):
        least += 1
    for absent in range(least, MOST_ABSENT + 1):
        if any(map(changes, _tried(result, absent))):
            return Fewest(least, absent)
    return Fewest(least, None)


def _stays(result: Schulze, absent: int, holds: Callable[[int, int], bool]) -> bool:
    """Whether every winner certainly holds against everybody, whatever `absent` people say."""
    weakest, strongest = _bounds(result.pairwise, result.voters, absent)
    everybody = range(len(result.totals))
    return all(
        holds(weakest[winner][rival], strongest[rival][winner])
        for winner in result.winners
        for rival in everybody
        if rival != winner
    )


def _bounds(pairwise: Matrix, voters: int, absent: int) -> tuple[list[list[int]], list[list[int]]]:
    """The strongest paths [x][y] if `absent` ballots are as bad as can be for them, and as good."""
    count = range(len(pairwise))
    bad = [[0] * len(pairwise) for _x in count]
    good = [[0] * len(pairwise) for _x in count]
    for x in count:
        for y in count:
            for_it, against = pairwise[x][y], pairwise[y][x]
            bad[x][y] = _strength_at(for_it, against + absent, voters + absent)
            good[x][y] = _strength_at(for_it + absent, against, voters + absent)
    return strongest_paths(bad), strongest_paths(good)


def _strength_at(for_it: int, against: int, voters: int) -> int:
    return strengths_of(((0, for_it), (against, 0)), voters)[0][1]


def _tried(result: Schulze, absent: int) -> Iterator[Schulze]:
    """Results with `absent` more ballots that all put a rival first and a winner last."""
    ranked = [place for group in result.order for place in group]
    for winner in result.winners:
        for rival in ranked:
            if rival == winner:
                continue
            between = [place for place in ranked if place not in (winner, rival)]
            for middle in (between, between[::-1]):
                yield _with(result, [rival, *middle, winner], absent)


def _with(result: Schulze, ranking: list[int], absent: int) -> Schulze:
    pairwise = [list(row) for row in result.pairwise]
    for at, better in enumerate(ranking):
        for worse in ranking[at + 1 :]:
            pairwise[better][worse] += absent
    return schulze_of(tuple(map(tuple, pairwise)), result.voters + absent)
