"""Rankings: Schulze, and beside it Borda and plurality, which may say something else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from operator import lt

from .ballots import Ballot, Rules, check
from .tallies import Groups, Tally, grouped

Matrix = tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Schulze(Tally):
    """The result by Schulze. Totals: how many others each option beats."""

    pairwise: Matrix
    """[x][y]: how many put x before y."""
    paths: Matrix
    """[x][y]: the votes of the weakest link of the strongest path from x to y; 0 without one."""


def schulze(held: Rules, ballots: Iterable[Ballot]) -> Schulze:
    """The Schulze method with winning votes (Schulze 2011, "A new monotonic, clone-independent,
    reversal symmetric, and Condorcet-consistent single-winner election method", section 2).

    x beats y if the strongest path from x to y is stronger than the one back. The first group
    are those whom nobody beats; each next one, those whom nobody beats of the rest. As "beats" is
    transitive there always is one. Two in a group don't beat each other. Raises InvalidBallot.
    """
    counted = [check(ballot, held) for ballot in ballots]
    pairwise = pairwise_of(counted, len(held.options))
    return schulze_of(pairwise, len(counted))


def schulze_of(pairwise: Matrix, voters: int) -> Schulze:
    """The result by Schulze of what `voters` people put before what."""
    strengths = strongest_paths(strengths_of(pairwise, voters))
    count = range(len(pairwise))
    beats = [{y for y in count if strengths[x][y] > strengths[y][x]} for x in count]
    order = _unbeaten(beats)
    return Schulze(
        voters=voters,
        totals=tuple(map(len, beats)),
        order=order,
        winners=order[0] if voters else (),
        pairwise=pairwise,
        paths=tuple(tuple(votes_of(strength, voters) for strength in row) for row in strengths),
    )


def borda(held: Rules, ballots: Iterable[Ballot]) -> Tally:
    """The Borda count: a point for every option put below, half a point for every equal one.

    So a group of equal options shares the points of its places. Raises InvalidBallot.
    """
    counted = [check(ballot, held) for ballot in ballots]
    pairwise = pairwise_of(counted, len(held.options))
    halves = halves_of(pairwise, len(counted))
    order = grouped(halves)
    totals = tuple(_whole(Fraction(half, 2)) for half in halves)
    return Tally(len(counted), totals, order, order[0] if counted else ())


def halves_of(pairwise: Matrix, voters: int) -> list[int]:
    """Twice the points of each option by Borda, which are whole."""
    count = range(len(pairwise))
    return [
        sum(
            2 * pairwise[x][y] + (voters - pairwise[x][y] - pairwise[y][x]) for y in count if y != x
        )
        for x in count
    ]


def plurality(held: Rules, ballots: Iterable[Ballot]) -> Tally:
    """Only first places count; equal firsts share the vote in equal parts. Raises InvalidBallot."""
    counted = [check(ballot, held) for ballot in ballots]
    totals = [Fraction(0)] * len(held.options)
    for ballot in counted:
        best = min(ballot)
        firsts = [place for place, rank in enumerate(ballot) if rank == best]
        if best <= held.most:  # whoever leaves all empty has chosen nobody
            for place in firsts:
                totals[place] += Fraction(1, len(firsts))
    order = grouped(totals)
    return Tally(len(counted), tuple(map(_whole, totals)), order, order[0] if any(totals) else ())


def pairwise_of(counted: Sequence[tuple[int, ...]], count: int) -> Matrix:
    """[x][y]: how many of the checked ballots put x before y."""
    ranks = list(zip(*counted, strict=True)) if counted else [()] * count
    return tuple(
        tuple(sum(map(lt, ranks[x], ranks[y])) for y in range(count)) for x in range(count)
    )


def strengths_of(pairwise: Matrix, voters: int) -> list[list[int]]:
    """How strong each link is, as one number that compares as Schulze's winning votes do.

    A link that wins is stronger the more votes it has, and of two with as many, the one with
    fewer against it. A tie is 0 and a defeat -1: no path that decides anything goes through one.
    """
    count = range(len(pairwise))
    return [[_strength(pairwise[x][y], pairwise[y][x], voters) for y in count] for x in count]


def _strength(votes: int, against: int, voters: int) -> int:
    if votes == against:
        return 0
    return votes * (voters + 1) - against if votes > against else -1


def votes_of(strength: int, voters: int) -> int:
    """The winning votes in a strength; 0 if it doesn't win."""
    return -(-strength // (voters + 1)) if strength > 0 else 0


def strongest_paths(links: Sequence[Sequence[int]]) -> list[list[int]]:
    """[x][y]: the strength of the weakest link on the strongest path (Floyd and Warshall)."""
    paths = [list(row) for row in links]
    for middle, onward in enumerate(paths):
        for start, row in enumerate(paths):
            if start != middle:
                first = row[middle]
                paths[start] = [
                    max(direct, min(first, second))
                    for direct, second in zip(row, onward, strict=True)
                ]
    for place, row in enumerate(paths):
        row[place] = 0
    return paths


def _unbeaten(beats: Sequence[set[int]]) -> Groups:
    """Groups of those whom nobody beats who is left."""
    groups = []
    left = list(range(len(beats)))
    while left:
        beaten = set().union(*(beats[place] for place in left))
        group = tuple(place for place in left if place not in beaten)
        groups.append(group)
        left = [place for place in left if place not in group]
    return tuple(groups)


def _whole(value: Fraction) -> int | Fraction:
    return value.numerator if value.denominator == 1 else value
