"""The methods by their names, and the count of each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum

from .ballots import Ballot, Kind, Rules
from .equal_shares import EqualShares, Utility, equal_shares
from .ranking import borda, plurality, schulze
from .tallies import Tally, consensing, tally


class Method(StrEnum):
    """How ballots are counted. Rankings can be counted in several ways."""

    SINGLE = "single"
    APPROVAL = "approval"
    DOTS = "dots"
    SCORE = "score"
    CONSENSING = "consensing"
    SCHULZE = "schulze"
    BORDA = "borda"
    PLURALITY = "plurality"
    EQUAL_SHARES = "equal-shares"

    @property
    def kind(self) -> Kind:
        """What people are asked for."""
        match self:
            case Method.SCHULZE | Method.BORDA | Method.PLURALITY:
                return Kind.RANKING
            case Method.EQUAL_SHARES:
                return Kind.BUDGET
            case _:
                return Kind(self.value)


def counted(
    method: Method,
    held: Rules,
    ballots: Iterable[Ballot],
    utility: Utility = Utility.COUNT,
    first: Sequence[int] = (),
) -> Tally | EqualShares:
    """Count the ballots. `utility` and `first` are for equal shares only (see there).

    Raises InvalidBallot at the first ballot that breaks the rules: all count, or none.
    """
    match method:
        case Method.EQUAL_SHARES:
            return equal_shares(held, ballots, utility, first)
        case Method.CONSENSING:
            return consensing(held, ballots)
        case Method.SCHULZE:
            return schulze(held, ballots)
        case Method.BORDA:
            return borda(held, ballots)
        case Method.PLURALITY:
            return plurality(held, ballots)
        case _:
            return tally(held, ballots)
