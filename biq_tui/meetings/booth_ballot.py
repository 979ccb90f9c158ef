"""A ballot from the booth, in plain words: what will be cast, or what is wrong with it. Pure."""

from __future__ import annotations

from fractions import Fraction

from ..core.language import _, ngettext
from ..voting.ballots import InvalidBallot, Kind, Rules, check, rules
from ..voting.poll_rules import UNSAID_COST
from ..voting.reading import PollRow

BY_STEPS = (Kind.SCORE, Kind.CONSENSING)
"""Each option gets its number, one after the other."""

Marks = tuple[tuple[str, int], ...]
"""Letter and number of each option that has one, in the order of the options."""

SHORT = 28
"""Letters of an option's words that are said in the hint; all of them stand above."""


def in_order(found: dict[str, int], poll: PollRow) -> Marks:
    """Marks in the order of the options."""
    return tuple(
        (option.letter, found[option.letter]) for option in poll.options if option.letter in found
    )


def problem(marks: Marks, poll: PollRow) -> str:
    """What is wrong with the ballot as a whole; "" if nothing is."""
    if not any(number for _letter, number in marks):
        return _("Please choose something first.")
    given = dict(marks)
    try:
        check([given.get(option.letter) for option in poll.options], _rules(poll))
    except InvalidBallot as wrong:
        return wrong.sentence
    return ""


def _rules(poll: PollRow) -> Rules:
    return rules(
        poll.kind,
        [short(option.wording) for option in poll.options],
        most=poll.most,
        per_option=poll.per_option if poll.kind is Kind.DOTS else None,
        costs=[Fraction(option.cost or UNSAID_COST) for option in poll.options]
        if poll.budget
        else (),
        budget=Fraction(poll.budget or 0),
    )


def _costs(poll: PollRow) -> list[Fraction]:
    return [Fraction(option.cost or UNSAID_COST) for option in poll.options if poll.budget]


def understood(marks: Marks, poll: PollRow) -> str:
    """What will be cast, in plain words."""
    match poll.kind:
        case Kind.DOTS:
            left = poll.most - sum(number for _letter, number in marks)
            kept = ngettext("{n} dot is left.", "{n} dots are left.", left)
            said = _("Your dots: {dots}.").format(dots=listed(marks))
            return f"{said} {kept}" if left else said
        case Kind.RANKING:
            return _("Your order: {order}.").format(order=_ranked(marks))
    if len(marks) > 1:
        letters = " ".join(letter.upper() for letter, _one in marks)
        return _("You vote for {letters}.").format(letters=letters)
    letter = marks[0][0]
    wording = next(option.wording for option in poll.options if option.letter == letter)
    said = _("You give your vote to {letter} “{option}”.")
    return said.format(letter=letter.upper(), option=short(wording))


def _ranked(marks: Marks) -> str:
    """1. C   2. A B"""
    places = sorted({place for _letter, place in marks})
    at = {place: [a.upper() for a, its in marks if its == place] for place in places}
    return "  ".join(f"{place}. {' '.join(at[place])}" for place in places)


def listed(marks: Marks) -> str:
    """A 2  B 1"""
    return "  ".join(f"{letter.upper()} {number}" for letter, number in marks)


def short(wording: str) -> str:
    """The words of an option, as many as a hint has room for."""
    return wording if len(wording) <= SHORT else f"{wording[: SHORT - 1].rstrip()}…"
