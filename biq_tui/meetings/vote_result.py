"""What a closed vote says, in sentences and bars: for the screen, the wall and the minutes."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from ..core.language import _, ngettext
from ..voting.ballots import Kind
from ..voting.equal_shares import EqualShares
from ..voting.methods import Method
from ..voting.models import Channel, PollState, TieRule
from ..voting.ranking import Schulze
from ..voting.reading import PollRow, Result
from ..voting.tallies import Consensing, Total

TRACED_BELOW = 6
"""With fewer voters a ballot can be guessed by whoever knows the others."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One option of a result, the best first."""

    place: str
    """"1.", or "=1." for a tie; "" where the method gives no order."""
    letter: str
    wording: str
    number: str
    """Votes, points, dots, resistance; as it is said."""
    share: float
    """Length of its bar, 0 to 1."""
    is_winner: bool
    remark: str = ""


def bars(result: Result) -> tuple[Bar, ...]:
    """The options of a result, the best first; equal ones have the same place."""
    count, options = result.count, result.poll.options
    totals = [Fraction(total) for total in count.totals]
    longest = max((abs(total) for total in totals), default=Fraction(0)) or Fraction(1)
    groups = result.order or tuple(
        (place,) for place in sorted(range(len(options)), key=lambda at: (-totals[at], at))
    )
    listed, first = [], 1
    for group in groups:
        place = f"={first}." if len(group) > 1 else f"{first}."
        for at in group:
            listed.append(
                Bar(
                    place=place if result.order else "",
                    letter=options[at].letter.upper(),
                    wording=options[at].wording,
                    number=_number(result, at),
                    share=_share(result, at, totals, longest),
                    is_winner=at in result.winners,
                    remark=_remark(result, at),
                )
            )
        first += len(group)
    return tuple(listed)


def headline(result: Result) -> str:
    """Who won, in a sentence."""
    winners = [_quoted(result.poll, at) for at in result.winners]
    if isinstance(result.count, EqualShares):
        return _shares(result, winners)
    if not winners:
        return _("Nobody has voted.")
    if len(winners) > 1:
        return _tie(result)
    said = _("{option} is in front.").format(option=winners[0])
    if result.by_lot:
        return f"{said} {_lot(result)}"
    if _is_status_quo(result):
        return said + " " + _("No idea has less resistance.")
    return said


def equal(result: Result) -> tuple[int, ...]:
    """Places of the options between which a tie is still open."""
    if isinstance(result.count, EqualShares):
        return result.count.tied
    return result.winners if len(result.winners) > 1 else ()


def how_sure(result: Result) -> str:
    """How sure that is: could absent people have changed it? "" where it can't be said."""
    sure = result.certainty
    if sure is None:
        return ""
    other = sure.other.exact
    if other is None:
        return _("At least {n} more people would be needed to change it.").format(
            n=sure.other.least
        )
    return ngettext("{n} more person could change it.", "{n} more people could change it.", other)


def can_be_traced(poll: PollRow) -> str:
    """A warning where so few vote that a ballot can be guessed; "" else.

    Everybody sees the hands: what is left of the tally are the ballots by phone, or while it is
    open, as many as can still become some.
    """
    voters = poll.cast + (0 if poll.state is PollState.CLOSED else poll.free)
    if poll.channel in (Channel.HANDS, Channel.PAPER) or not 0 < voters < TRACED_BELOW:
        return ""
    if poll.channel is Channel.MIXED:
        return _("Fewer than 6 people vote by phone: it can be guessed who voted what.")
    return _("Fewer than 6 people vote: it can be guessed who voted what.")


def strongest(result: Result) -> str:
    """The highest resistance that anybody has to what is in front, and what it has less than all
    staying as it is; "" without resistance, and for a tie."""
    count, quo = result.count, result.rules.status_quo
    if not isinstance(count, Consensing) or len(result.winners) != 1:
        return ""
    (at,) = result.winners
    said = _("Highest resistance: {n} of {most}.").format(n=count.highest[at], most=count.most)
    if quo is None or at == quo:
        return said
    gap = _("Less than {option}: {n}.").format(n=count.gaps[at], option=_quoted(result.poll, quo))
    return f"{said} {gap}"


def worse_than_now(result: Result) -> str:
    """Against which ideas there is more than against everything staying as it is; "" for none."""
    count, poll = result.count, result.poll
    quo = result.rules.status_quo
    if not isinstance(count, Consensing) or quo is None or not count.worse_than_status_quo:
        return ""
    letters = ", ".join(poll.options[at].letter.upper() for at in count.worse_than_status_quo)
    return _("More resistance than {option}: {letters}.").format(
        option=_quoted(poll, quo), letters=letters
    )


def compared(result: Result) -> str:
    """Who would have won by other rules, if that is somebody else; "" else."""
    names = {
        Method.BORDA: _("Added up by places"),
        Method.PLURALITY: _("Only first places counted"),
    }
    said = []
    for method, winners in result.compared:
        if method in names and set(winners) != set(result.count.winners):
            its = ", ".join(_quoted(result.poll, at) for at in winners)
            said.append(f"{names[method]}: {its}.")
    return " ".join(said)


def balance(poll: PollRow) -> str:
    """Who is in the room and how they voted: it always adds up."""
    if poll.channel is Channel.PAPER:
        return _("Stuck {n}, possible {most}.").format(
            n=poll.dots, most=poll.electorate * poll.most
        )
    parts = []
    if poll.channel in (Channel.PHONES, Channel.MIXED):
        parts.append(_("phones {n}").format(n=poll.cast))
    if poll.channel in (Channel.HANDS, Channel.MIXED):
        parts.append(_("hands {n}").format(n=poll.shown))
    parts.append(_("abstained {n}").format(n=poll.abstained))
    if poll.free:
        parts.append(_left(poll).format(n=poll.free))
    return _("In the room {n} = {parts}").format(n=poll.electorate, parts=" + ".join(parts))


def _left(poll: PollRow) -> str:
    """What is said of those of whom no vote is known."""
    if poll.state is not PollState.CLOSED:
        return _("open {n}")
    if poll.kind is Kind.SINGLE or poll.channel is Channel.PHONES:
        return _("did not vote {n}")
    return _("no hand {n}")  # everybody was asked: no hand is an answer, too


def in_short(result: Result) -> str:
    """The numbers in one line, for a decision: "Bank am See 6, Straßenfest 3"."""
    return ", ".join(f"{bar.wording} {bar.number}" for bar in bars(result))


def _number(result: Result, at: int) -> str:
    total = result.count.totals[at]
    if isinstance(result.count, Consensing):
        percent = in_digits(result.count.acceptance[at])
        return _("{percent} % accept").format(percent=percent)
    if isinstance(result.count, Schulze):
        return _("beats {n}").format(n=in_digits(total))
    return in_digits(total)


def _share(result: Result, at: int, totals: list[Fraction], longest: Fraction) -> float:
    if isinstance(result.count, Consensing):
        return float(result.count.acceptance[at] / 100)
    return float(totals[at] / longest)


def _remark(result: Result, at: int) -> str:
    count = result.count
    if isinstance(count, Consensing):
        return _("resistance {n}").format(n=in_digits(count.totals[at]))
    if isinstance(count, EqualShares) and at in count.tied:
        return _("tie")
    return ""


def _tie(result: Result) -> str:
    options = ", ".join(_quoted(result.poll, at) for at in equal(result))
    said = _("A tie: {options}.").format(options=options)
    if result.poll.tie_rule is TieRule.RUN_OFF:
        return said + " " + _("There will be a run-off.")
    return said + " " + _("We talk about it.")


def _lot(result: Result) -> str:
    return _("The lot has decided, with the seed {seed}.").format(seed=result.poll.seed)


def _shares(result: Result, winners: list[str]) -> str:
    said = []
    if winners:
        said.append(_("The money is enough for: {options}.").format(options=", ".join(winners)))
    if equal(result):
        said.append(_tie(result))
    if result.by_lot:
        said.append(_lot(result))
    return " ".join(said) or _("The money is enough for none of them.")


def _is_status_quo(result: Result) -> bool:
    return (
        result.poll.kind is Kind.CONSENSING and result.poll.options[result.winners[0]].is_status_quo
    )


def _quoted(poll: PollRow, at: int) -> str:
    return _("“{option}”").format(option=poll.options[at].wording)


def in_digits(total: Total) -> str:
    """A number as people write it: at most one digit after the comma."""
    value = Fraction(total)
    return f"{value}" if value.denominator == 1 else f"{float(value):.1f}".replace(".", ",")
