"""Ballots: what may stand on one, and the sentence that says what is wrong.

A ballot is one row of cells, one cell for each option, in the order of the options. What a cell
means depends on the kind of the vote; None is a cell that was left empty.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from ..core.errors import Refused
from ..core.language import _, ngettext

Ballot = tuple[int | None, ...]

MOST_OPTIONS = 100
"""More can neither be read nor be voted on in a room."""
MOST_POINTS = 1_000
"""The largest scale, and the most dots one person can have."""
HANDS_SCALE, WHOLE_SCALE = 2, 10
"""Resistance by show of hands is 0 to 2, on paper and phones 0 to 10."""


class Kind(StrEnum):
    """What people are asked for."""

    SINGLE = "single"
    """1 in one cell."""
    APPROVAL = "approval"
    """1 in every cell that one agrees with."""
    DOTS = "dots"
    """How many of one's dots."""
    SCORE = "score"
    """Points from 0; empty is 0."""
    CONSENSING = "consensing"
    """Resistance: 0 is none. Every cell needs an answer."""
    RANKING = "ranking"
    """The place: 1 is best, equal places are possible, empty is last."""
    BUDGET = "budget"
    """1 in every cell that one agrees with; every option has its cost."""


class InvalidBallot(Refused):
    """A ballot breaks a rule and isn't counted."""

    def __init__(self, sentence: str, option: int | None = None) -> None:
        super().__init__(sentence)
        self.option = option
        """The place of the option where it is wrong; None if it is the whole ballot."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What holds for every ballot of one vote. Made by `rules`, which knows what is usual."""

    kind: Kind
    options: tuple[str, ...]
    most: int
    """Dots a person, the end of the scale, or how many options one may agree with."""
    per_option: int
    """So many dots at most on one option; elsewhere the same as the largest cell."""
    status_quo: int | None = None
    """Consensing: the place of "all stays as it is", by which the others are measured."""
    costs: tuple[Fraction, ...] = ()
    budget: Fraction = Fraction(0)


@dataclass(frozen=True, slots=True)
class Dots:
    """What everybody has in a vote by dots."""

    dots: int
    per_option: int


def usual_dots(options: int) -> Dots:
    """Half as many dots as options, rounded up, 6 at most; 2 of them at most on one option.

    The rule of the Mehrpunktabfrage: half of the topics, two dots at most on one; the cap of 6
    keeps a round of sticking short.
    """
    dots = min(max(-(-options // 2), 1), 6)
    return Dots(dots, min(2, dots))


def rules(
    kind: Kind,
    options: Sequence[str],
    *,
    most: int | None = None,
    per_option: int | None = None,
    status_quo: int | None = None,
    costs: Sequence[Fraction | int] = (),
    budget: Fraction | int = 0,
) -> Rules:
    """The rules of a vote; what isn't given is as usual. Raises Refused if they make no sense."""
    count = len(options)
    if not count:
        raise Refused(_("There is nothing to vote on."))
    if count > MOST_OPTIONS:
        raise Refused(ngettext("{n} option at most.", "{n} options at most.", MOST_OPTIONS))
    usual = usual_dots(count)
    ends = {
        Kind.SINGLE: 1,
        Kind.APPROVAL: count,
        Kind.DOTS: usual.dots,
        Kind.SCORE: WHOLE_SCALE,
        Kind.CONSENSING: WHOLE_SCALE,
        Kind.RANKING: count,
        Kind.BUDGET: count,
    }
    if most is None or kind in (Kind.SINGLE, Kind.RANKING):
        most = ends[kind]
    if not 1 <= most <= MOST_POINTS:
        raise Refused(
            _("A number from 1 to {most} is possible, not {given}.").format(
                most=MOST_POINTS, given=most
            )
        )
    if kind is Kind.DOTS:
        largest = min(usual.per_option, most) if per_option is None else per_option
        if not 1 <= largest <= most:
            raise Refused(
                _("On one option there can be 1 to {dots} dots, not {given}.").format(
                    dots=most, given=largest
                )
            )
    else:
        largest = most if kind in (Kind.SCORE, Kind.CONSENSING, Kind.RANKING) else 1
    if kind is Kind.BUDGET:
        _check_money(options, costs, budget)
    exact = tuple(map(Fraction, costs))
    return Rules(kind, tuple(options), most, largest, status_quo, exact, Fraction(budget))


def _check_money(
    options: Sequence[str], costs: Sequence[Fraction | int], budget: Fraction | int
) -> None:
    if len(costs) != len(options) or any(cost <= 0 for cost in costs):
        raise Refused(_("Every option needs a cost above 0."))
    if budget <= 0:
        raise Refused(_("A budget above 0 is needed."))


def check(ballot: Sequence[int | None], held: Rules) -> tuple[int, ...]:
    """The ballot as it is counted, judged as a whole; empty cells have become what they mean.

    Raises InvalidBallot with a sentence for whoever filled it in: what is wrong, and where.
    """
    if len(ballot) != len(held.options):
        raise InvalidBallot(
            _("This ballot has {cells} answers, but there are {options} options.").format(
                cells=len(ballot), options=len(held.options)
            )
        )
    for place, cell in enumerate(ballot):
        if cell is not None and cell < 0:
            raise InvalidBallot(
                _("“{option}”: less than 0 is not possible.").format(option=held.options[place]),
                place,
            )
    return _CHECKS[held.kind](ballot, held)


def _marks(ballot: Sequence[int | None], held: Rules) -> tuple[int, ...]:
    marks = _within(ballot, held, _("“{option}” can be chosen once only, with a 1."))
    if (chosen := sum(marks)) > held.most:
        raise InvalidBallot(
            ngettext("Only {n} option can be chosen.", "Only {n} options can be chosen.", held.most)
            + " "
            + ngettext("{n} is chosen here.", "{n} are chosen here.", chosen)
        )
    return marks


def _dots(ballot: Sequence[int | None], held: Rules) -> tuple[int, ...]:
    dots = _within(ballot, held, _("“{option}” has {given} dots. The most is {most}."))
    if (over := sum(dots) - held.most) > 0:
        raise InvalidBallot(
            ngettext("This is {n} dot too many.", "These are {n} dots too many.", over)
            + " "
            + ngettext("Everybody has {n} dot.", "Everybody has {n} dots.", held.most)
        )
    return dots


def _points(ballot: Sequence[int | None], held: Rules) -> tuple[int, ...]:
    return _within(ballot, held, _("“{option}” has {given} points. The most is {most}."))


def _resistance(ballot: Sequence[int | None], held: Rules) -> tuple[int, ...]:
    for place, cell in enumerate(ballot):
        if cell is None:
            raise InvalidBallot(
                _("“{option}” has no answer. Please answer all, from 0 to {most}.").format(
                    option=held.options[place], most=held.most
                ),
                place,
            )
    return _within(ballot, held, _("“{option}”: {given} is too high. {most} is the most."))


def _places(ballot: Sequence[int | None], held: Rules) -> tuple[int, ...]:
    """Ranks; what has none comes after all that have one."""
    last = held.most + 1
    for place, cell in enumerate(ballot):
        if cell is not None and not 1 <= cell <= held.most:
            raise InvalidBallot(
                _("“{option}”: place {given} does not exist. 1 to {most} are possible.").format(
                    option=held.options[place], given=cell, most=held.most
                ),
                place,
            )
    return tuple(last if cell is None else cell for cell in ballot)


def _within(ballot: Sequence[int | None], held: Rules, sentence: str) -> tuple[int, ...]:
    """The cells, empty ones as 0; InvalidBallot if one is above what fits into a cell."""
    cells = tuple(cell or 0 for cell in ballot)
    for place, cell in enumerate(cells):
        if cell > held.per_option:
            raise InvalidBallot(
                sentence.format(option=held.options[place], given=cell, most=held.per_option), place
            )
    return cells


_CHECKS: dict[Kind, Callable[[Sequence[int | None], Rules], tuple[int, ...]]] = {
    Kind.SINGLE: _marks,
    Kind.APPROVAL: _marks,
    Kind.DOTS: _dots,
    Kind.SCORE: _points,
    Kind.CONSENSING: _resistance,
    Kind.RANKING: _places,
    Kind.BUDGET: _marks,
}
