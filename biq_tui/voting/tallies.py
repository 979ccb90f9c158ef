"""Adding up: single choice, approval, dots, score, and Systemisches Konsensieren.

What has no ballots (raised hands, dots on a sheet of paper) is added to what has.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from ..core.errors import Refused
from ..core.language import _
from .ballots import Ballot, Kind, Rules, check

Total = int | Fraction
Groups = tuple[tuple[int, ...], ...]
"""Places of options, the best group first. Those in one group are equal; they are in the order
of the options, which means nothing."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What a count gave. Options are told by their places."""

    voters: int
    """Ballots, and people who voted without one. Dots on a sheet of paper are no people."""
    totals: tuple[Total, ...]
    order: Groups
    winners: tuple[int, ...]
    """Whoever is in the first group; nobody if nobody voted for anything."""

    @property
    def ties(self) -> Groups:
        """The groups of more than one."""
        return tuple(group for group in self.order if len(group) > 1)


@dataclass(frozen=True, slots=True)
class Hands:
    """What was counted without ballots."""

    voters: int
    """Everybody who answered; 0 for dots on a sheet of paper."""
    totals: tuple[int, ...]
    """For each option: hands, or dots."""


@dataclass(frozen=True, slots=True)
class Raised:
    """Resistance shown by hands, everybody answering for every option."""

    voters: int
    levels: tuple[tuple[int, ...], ...]
    """For each option: how many showed 1, how many 2, and so on. The others showed 0."""


@dataclass(frozen=True, slots=True)
class Consensing(Tally):
    """Systemisches Konsensieren: totals are the resistance of the group, the least one wins."""

    most: int
    """The end of the scale."""
    acceptance: tuple[Fraction, ...]
    """In percent: 100 if nobody resists, 0 if everybody does as much as can be."""
    highest: tuple[int, ...]
    """For each option, the highest resistance that anybody has."""
    at_most: tuple[int, ...]
    """For each option, how many people have the most resistance that there is."""
    gaps: tuple[int, ...]
    """For each option, how much less resistance it has than the status quo; below 0 it has more.
    Empty without a status quo."""

    @property
    def worse_than_status_quo(self) -> tuple[int, ...]:
        """Options that have more resistance than that all stays as it is: they are out."""
        return tuple(place for place, gap in enumerate(self.gaps) if gap < 0)


def tally(held: Rules, ballots: Iterable[Ballot], hands: Hands | None = None) -> Tally:
    """Add up a single choice, approvals, dots or points: most wins, and equal totals are ties.

    Approval: Brams and Fishburn 1978. Score (range voting): Smith 2000. Raises InvalidBallot,
    and Refused if more hands were counted than people.
    """
    counted = [check(ballot, held) for ballot in ballots]
    totals = _summed(counted, len(held.options))
    voters = len(counted)
    if hands is not None:
        _check_hands(held, hands)
        totals = [total + more for total, more in zip(totals, hands.totals, strict=True)]
        voters += hands.voters
    order = grouped(totals)
    return Tally(voters, tuple(totals), order, order[0] if any(totals) else ())


def _check_hands(held: Rules, hands: Hands) -> None:
    if len(hands.totals) != len(held.options) or min(hands.totals) < 0 or hands.voters < 0:
        raise Refused(_("A count is missing, or less than 0."))
    if held.kind is Kind.DOTS and not hands.voters:
        return  # paper dots: how many people stuck them is not known
    fits = hands.voters * held.per_option
    for option, total in zip(held.options, hands.totals, strict=True):
        if total > fits:
            raise Refused(
                _("“{option}” has {given}, but with {voters} people {most} are possible.").format(
                    option=option, given=total, voters=hands.voters, most=fits
                )
            )
    if held.kind in (Kind.SINGLE, Kind.DOTS, Kind.APPROVAL):
        given, fits = sum(hands.totals), hands.voters * held.most
        if given > fits:
            raise Refused(
                _("{given} are counted, but with {voters} people {most} are possible.").format(
                    given=given, voters=hands.voters, most=fits
                )
            )


def consensing(held: Rules, ballots: Iterable[Ballot], raised: Raised | None = None) -> Consensing:
    """Systemisches Konsensieren (Visotschnig and Schrotta): add up the resistance, least wins.

    W%(p) = 100 * resistance / (voters * scale), acceptance is 100 - W%. Equal resistance is a
    tie; the highest single resistance is told beside it, because it is what is talked about
    next. Raises InvalidBallot, and Refused if more hands were counted than people.
    """
    counted = [check(ballot, held) for ballot in ballots]
    count = len(held.options)
    spread = [[0] * (held.most + 1) for _option in range(count)]
    for ballot in counted:
        for place, cell in enumerate(ballot):
            spread[place][cell] += 1
    voters = len(counted)
    if raised is not None:
        _add_raised(held, raised, spread)
        voters += raised.voters
    totals = [sum(value * people for value, people in enumerate(levels)) for levels in spread]
    order = grouped([-total for total in totals])
    worst = voters * held.most or 1  # without a voter nobody resists
    gaps = () if held.status_quo is None else tuple(totals[held.status_quo] - its for its in totals)
    return Consensing(
        voters=voters,
        totals=tuple(totals),
        order=order,
        winners=order[0] if voters else (),
        most=held.most,
        acceptance=tuple(100 * (1 - Fraction(total, worst)) for total in totals),
        highest=tuple(
            max((value for value, people in enumerate(levels) if people), default=0)
            for levels in spread
        ),
        at_most=tuple(levels[-1] for levels in spread),
        gaps=gaps,
    )


def _add_raised(held: Rules, raised: Raised, spread: list[list[int]]) -> None:
    if len(raised.levels) != len(held.options):
        raise Refused(_("A count is missing, or less than 0."))
    for place, levels in enumerate(raised.levels):
        if len(levels) > held.most or any(people < 0 for people in levels):
            raise Refused(_("A count is missing, or less than 0."))
        without = raised.voters - sum(levels)
        if without < 0:
            raise Refused(
                _("“{option}” has {given} hands, but there are {voters} people.").format(
                    option=held.options[place], given=sum(levels), voters=raised.voters
                )
            )
        for value, people in enumerate((without, *levels)):
            spread[place][value] += people


def grouped(totals: Sequence[Total]) -> Groups:
    """Places by their totals, the highest first; equal totals are one group."""
    return tuple(
        tuple(place for place, total in enumerate(totals) if total == value)
        for value in sorted(set(totals), reverse=True)
    )


def _summed(counted: Sequence[tuple[int, ...]], count: int) -> list[int]:
    return [sum(column) for column in zip(*counted, strict=True)] if counted else [0] * count
