"""What the minutes say of votes: each that is closed, with how it was held and how sure it is.

Of one that is open nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sqlmodel import Session

from ..core.language import _
from ..voting.models import PollState
from ..voting.reading import PollRow, Result, polls_at, result_of
from .vote_in_words import in_words, plan_of
from .vote_result import balance, bars, compared, headline, how_sure, strongest, worse_than_now
from .words_apart import apart


def results_at(session: Session, meeting_id: int) -> tuple[Result, ...]:
    """The results of the votes of a meeting that are closed, by their numbers."""
    return tuple(
        result_of(session, poll.poll_id)
        for poll in polls_at(session, meeting_id)
        if poll.state is PollState.CLOSED
    )


def titled(poll: PollRow) -> str:
    """The question, and which round it was."""
    round_said = _("   Round {n}").format(n=poll.round) if poll.round > 1 else ""
    return apart(poll.question) + round_said.replace("   ", ", ")


def lines(result: Result) -> tuple[str, ...]:
    """All about a vote, line by line: how it was held, what it gave, who has voted."""
    result = _apart(result)
    poll = result.poll
    said = (
        in_words(plan_of(poll)),
        ", ".join(_numbers(result)),
        " ".join(filter(None, (headline(result), how_sure(result)))),
        strongest(result),
        worse_than_now(result),
        compared(result),
        balance(poll) + ".",
        _("Can somebody not live with it? {answer}").format(answer=apart(poll.objection))
        if poll.objection
        else "",
    )
    return tuple(line for line in said if line)


def in_simple_words(result: Result) -> str:
    """What was asked, and who won."""
    result = _apart(result)
    return f"{titled(result.poll)} {headline(result)}"


def _numbers(result: Result) -> Iterator[str]:
    """The options, the best first: "1. Bank am See 6"; a place stays beside its words."""
    for bar in bars(result):
        remark = f" ({bar.remark})" if bar.remark else ""
        yield f"{bar.place}\u00a0{bar.wording} {bar.number}{remark}".strip()


def _apart(result: Result) -> Result:
    """With the words of its options kept apart, so that a number stays behind them."""
    poll = result.poll
    options = tuple(replace(option, wording=apart(option.wording)) for option in poll.options)
    return replace(result, poll=replace(poll, options=options))
