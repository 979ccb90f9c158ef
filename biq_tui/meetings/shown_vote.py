"""What of a vote the room may see on the wall: before its close nothing that tells the tally. Pure.

Raised hands are seen by everybody, but their running sum would tell the number of each option; so
it is shown once all are counted, and only where it is the number of people.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from ..core.language import _, ngettext
from ..voting.ballots import Kind
from ..voting.models import Channel, PollState
from ..voting.reading import PollRow, Result
from .shown import READ_LENGTH, readable
from .vote_in_words import in_words, plan_of, ties_in_words
from .vote_result import Bar, balance, bars, compared, headline, how_sure, worse_than_now

BAR = 100
"""Of a bar as long as can be, in units of the drawing."""


@dataclass(frozen=True, slots=True)
class ShownOption:
    """Something to vote on."""

    letter: str
    line: str
    original: str
    """The idea's own words, if `line` is a short line of them."""
    cost: str
    picture: str = ""
    """An emoji."""


@dataclass(frozen=True, slots=True)
class ShownVote:
    """A vote that is prepared, open, or over while its result is still covered."""

    template: ClassVar[str] = "meetings/shown_vote.html"

    title: str
    how: str
    options: tuple[ShownOption, ...]
    state: str
    """What happens now, in a sentence."""
    balance: str
    by_phone: bool
    """Phones can vote now."""
    way: Mapping[str, Any] = field(default_factory=dict)
    """How phones come in: what the template of the code needs; empty without an open door."""

    @property
    def sentence(self) -> str:
        """What she reads of it."""
        return ngettext(
            "On the big screen: the question and {n} option. No numbers.",
            "On the big screen: the question and {n} options. No numbers.",
            len(self.options),
        )

    def values(self) -> Mapping[str, Any]:
        """What the template needs."""
        return {"vote": self, "url": "", **(self.way if self.by_phone else {})}


@dataclass(frozen=True, slots=True)
class ShownBar:
    """One option of a result."""

    bar: Bar
    line: str
    length: int
    picture: str = ""
    """An emoji."""


@dataclass(frozen=True, slots=True)
class ShownResult:
    """What a vote gave, as of the moment she said it."""

    template: ClassVar[str] = "meetings/shown_result.html"

    title: str
    headline: str
    bars: tuple[ShownBar, ...]
    said: tuple[str, ...]
    """How sure it is, what is done with a tie, and who voted; a sentence each."""

    @property
    def sentence(self) -> str:
        """What she reads of it."""
        return _("On the big screen: the result.")

    def values(self) -> Mapping[str, Any]:
        """What the template needs."""
        return {"result": self}


def shown_vote(
    poll: PollRow, originals: Mapping[int, str], way: Mapping[str, Any] | None = None
) -> ShownVote:
    """A vote without any number of an option.

    `originals`: by their ids, the own words of ideas that have a short line; `way`: how phones
    come in.
    """
    return ShownVote(
        title=_titled(poll),
        how=in_words(plan_of(poll), to_all=True),
        options=tuple(
            ShownOption(
                option.letter.upper(),
                readable(option.wording),
                _original(originals.get(option.idea_id or 0, ""), option.wording),
                "" if option.cost is None else _("{n} euros").format(n=option.cost),
                option.picture,
            )
            for option in poll.options
        ),
        state=_state(poll),
        balance=covered_balance(poll),
        by_phone=poll.state is PollState.OPEN and poll.channel in (Channel.PHONES, Channel.MIXED),
        way=way or {},
    )


def shown_result(result: Result) -> ShownResult:
    """A result with its bars, ties as ties, and how sure it is."""
    poll = result.poll
    pictures = {option.letter.upper(): option.picture for option in poll.options}
    said = (
        how_sure(result),
        worse_than_now(result),
        compared(result),
        ties_in_words(poll.tie_rule),
        balance(poll),
    )
    return ShownResult(
        title=_titled(poll),
        headline=headline(result),
        bars=tuple(
            ShownBar(
                bar,
                readable(bar.wording),
                round(min(max(bar.share, 0), 1) * BAR),
                pictures[bar.letter],
            )
            for bar in bars(result)
        ),
        said=tuple(sentence for sentence in said if sentence),
    )


def covered_balance(poll: PollRow) -> str:
    """Who has voted so far, without a number from which one of an option could be reckoned.

    "" before the opening, and while paper is counted.
    """
    if poll.state is PollState.READY:
        return ""
    if poll.channel is Channel.PAPER:
        return balance(poll) if poll.is_counted else ""
    if poll.channel is Channel.PHONES or (poll.kind is Kind.SINGLE and poll.is_counted):
        return balance(poll)
    parts = [_("phones {n}").format(n=poll.cast)] if poll.channel is Channel.MIXED else []
    parts.append(_("abstained {n}").format(n=poll.abstained))
    left = poll.electorate - poll.abstained - poll.cast
    parts.append(_("hands or open {n}").format(n=left))
    return _("In the room {n} = {parts}").format(n=poll.electorate, parts=" + ".join(parts))


def _titled(poll: PollRow) -> str:
    round_said = _("   Round {n}").format(n=poll.round) if poll.round > 1 else ""
    return readable(poll.question) + round_said


def _state(poll: PollRow) -> str:
    match poll.state:
        case PollState.READY:
            return _("The vote begins soon.")
        case PollState.OPEN:
            return _("The vote is open. The result is covered.")
        case _:
            return _("The vote is over.")


def _original(text: str, wording: str) -> str:
    return "" if text[:READ_LENGTH] == wording[:READ_LENGTH] else readable(text)
