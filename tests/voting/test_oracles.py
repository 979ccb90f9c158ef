"""The counts against what others have programmed, on random votes."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from random import Random

import pytest
from pabutools.election import (
    ApprovalBallot,
    ApprovalProfile,
    Cardinality_Sat,
    Cost_Sat,
    Instance,
    Project,
)
from pabutools.rules import greedy_utilitarian_welfare
from pabutools.rules import method_of_equal_shares as mes
from schulze_condorcet import pairwise_preference, schulze_evaluate

from biq_tui.voting.ballots import Ballot, Kind, Rules, rules
from biq_tui.voting.equal_shares import Utility, equal_shares
from biq_tui.voting.ranking import schulze
from tests.voting.profiles import LETTERS

SEEDS = range(30)


def ranked(random: Random) -> tuple[Rules, list[Ballot]]:
    """Up to 30 rankings of up to 7 options, with equal places and empty cells."""
    held = rules(Kind.RANKING, LETTERS[: random.randint(2, 7)])
    places = [None, *range(1, held.most + 1)]
    return held, [
        tuple(random.choice(places) for _option in held.options)
        for _voter in range(random.randint(1, 30))
    ]


def as_preference(ballot: Ballot, held: Rules) -> str:
    """The ballot as "A=B>C"."""
    last = held.most + 1
    ranks = [last if cell is None else cell for cell in ballot]
    return ">".join(
        "=".join(option for option, its in zip(held.options, ranks, strict=True) if its == rank)
        for rank in sorted(set(ranks))
    )


@pytest.mark.parametrize("seed", SEEDS)
def test_schulze_by_schulze_condorcet(seed: int) -> None:
    held, ballots = ranked(Random(seed))
    result = schulze(held, ballots)
    preferences = [as_preference(ballot, held) for ballot in ballots]
    theirs = schulze_evaluate(preferences, held.options).split(">")[0].split("=")
    assert [held.options[place] for place in result.winners] == theirs
    for (x, y), votes in pairwise_preference(preferences, held.options).items():
        assert result.pairwise[held.options.index(x)][held.options.index(y)] == votes


def shared_out(random: Random) -> tuple[Rules, list[Ballot]]:
    """Up to 11 ballots of a few kinds, so that groups run out of money together."""
    options = LETTERS[: random.randint(2, 6)]
    held = rules(
        Kind.BUDGET,
        options,
        costs=[Fraction(random.randint(2, 12), 2) for _option in options],
        budget=random.randint(4, 14),
    )
    kinds = [tuple(random.randint(0, 1) for _option in options) for _kind in range(4)]
    ballots: list[Ballot] = [random.choice(kinds) for _voter in range(random.randint(2, 10))]
    # Somebody agrees with all: pabutools would also pay for what nobody wants.
    return held, [*ballots, (1,) * len(options)]


def paid_by_pabutools(
    held: Rules, ballots: Iterable[Ballot], utility: Utility
) -> dict[tuple[str, ...], set[str]]:
    """All outcomes by all ways to break ties, and what the shares paid for in all of these ways."""
    projects = [Project(name, cost) for name, cost in zip(held.options, held.costs, strict=True)]
    instance = Instance(projects, budget_limit=held.budget)
    profile = ApprovalProfile(
        [
            ApprovalBallot([its for its, cell in zip(projects, ballot, strict=True) if cell])
            for ballot in ballots
        ],
        instance=instance,
    )
    satisfaction = Cost_Sat if utility is Utility.COST else Cardinality_Sat
    paid: dict[tuple[str, ...], set[str]] = {}
    for bought in mes(instance, profile, sat_class=satisfaction, resoluteness=False):
        by_shares = {project.name for project in bought}
        completed = greedy_utilitarian_welfare(
            instance,
            profile,
            sat_class=Cost_Sat,  # per cost it is the number of supporters
            initial_budget_allocation=bought,
            resoluteness=False,
        )
        for each in completed:
            end = tuple(sorted(project.name for project in each))
            paid[end] = paid.get(end, by_shares) & by_shares
    return paid


@pytest.mark.parametrize("utility", Utility)
@pytest.mark.parametrize("seed", SEEDS)
def test_equal_shares_by_pabutools(seed: int, utility: Utility) -> None:
    held, ballots = shared_out(Random(seed))
    ours = {
        tuple(held.options[place] for place in outcome.options): {
            held.options[place] for place in outcome.by_shares
        }
        for outcome in equal_shares(held, ballots, utility).outcomes
    }
    assert ours == paid_by_pabutools(held, ballots, utility)
