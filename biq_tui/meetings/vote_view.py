"""What Abstimmen is drawn with: doors, options with their hands, who has voted, bars. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from textwrap import wrap

from rich.cells import cell_len

from ..core.language import _
from ..ui.item_list import Item, Tone
from ..voting.ballots import Kind
from ..voting.models import Channel, PollState
from ..voting.pictograms import listed
from ..voting.reading import OptionRow, PollRow, Result
from . import vote_result
from .vote_doors_line import GRAMMAR_DOORS
from .vote_in_words import in_words, plan_of
from .vote_pictures_line import proposed

BAR, SHORT_BAR, NO_BAR = 24, 8, 0
"""Cells of the longest bar, on a wide and on a narrow screen; on the smallest words come first."""

NOTE, HEAD = 46, 9
"""Cells beside the words of an option if they leave so many; and of sign, letter and gaps."""

NARROW = 70
"""Columns below which resistance, with its two numbers, has no bar."""


def note_width(items: Sequence[Item], width: int) -> int:
    """Cells beside the words of options in so many columns.

    Numbers stand near the words; where room is short they take no more than they need.
    """
    words = max((cell_len(item.text) for item in items), default=0)
    needed = max((cell_len(item.note) for item in items), default=0)
    return max(needed, min(NOTE, width - words - HEAD))


def doors() -> Iterator[Item]:
    """The three ways to begin."""
    yield Item(_("HOW DO WE VOTE?"), tone=Tone.STRONG)
    yield Item("")
    for word, said in GRAMMAR_DOORS[:3]:
        door = _(word)
        yield Item(f"{door:<14}" + _(said))
    yield Item("")
    yield Item(_("Talking is enough? Then nobody has to vote."), tone=Tone.DIM)


def head(poll: PollRow, width: int) -> Iterator[Item]:
    """The question, and how it is voted on, in lines of at most `width` columns."""
    round_said = _("   Round {n}").format(n=poll.round) if poll.round > 1 else ""
    for line in wrap(poll.question + round_said, width):
        yield Item(line, tone=Tone.STRONG)
    if poll.state is not PollState.CLOSED:
        for line in wrap(in_words(plan_of(poll)), width):
            yield Item(line, tone=Tone.DIM)
    yield Item("")


def options(poll: PollRow, now: OptionRow | None) -> Iterator[Item]:
    """What can be voted for; `now`: what is being counted."""
    for option in poll.options:
        is_now = option == now
        yield Item(
            option.wording,
            option.letter.upper(),
            _counted(poll, option, is_now=is_now),
            "▸" if is_now else " ",
            Tone.MARKED if is_now else Tone.PLAIN,
        )


def foot(poll: PollRow, beside: Iterable[str]) -> Iterator[Item]:
    """Who has voted; `beside`: how phones come in, and what the wall shows."""
    yield Item("")
    if poll.state is PollState.OPEN:
        yield Item(vote_result.balance(poll), tone=Tone.STRONG)
        yield Item(_("Nobody has to vote. It is over only when you type:  done"), tone=Tone.DIM)
    if poll.state is PollState.READY and (fits := proposed(poll)):
        said = _("Pictures for them?  Type:  pictures   ({pictures})")
        yield Item(said.format(pictures=listed(fits)), tone=Tone.DIM)
    yield from map(Item, beside)
    if traced := vote_result.can_be_traced(poll):
        yield Item(traced)


def bars(result: Result, width: int, *, is_wide: bool) -> Iterator[Item]:
    """The result, the best first, in so many columns."""
    longest = BAR if is_wide else SHORT_BAR
    if result.poll.kind is Kind.CONSENSING:  # that has two numbers to say
        longest = NO_BAR if width < NARROW else SHORT_BAR
    for bar in vote_result.bars(result):
        drawn = f"{'█' * round(bar.share * longest):<{longest}}"
        yield Item(
            f"{bar.place} {bar.wording}".strip(),
            bar.letter,
            " ".join(filter(None, [drawn, bar.number, bar.remark])),
            "▸" if bar.is_winner else " ",
            Tone.STRONG if bar.is_winner else Tone.PLAIN,
        )


def said(result: Result, beside: Iterable[str], width: int) -> Iterator[Item]:
    """Who won, how sure it is, and what can be done, in lines of at most `width` columns.

    `beside`: what the wall shows.
    """
    poll = result.poll
    yield Item("")
    for line in wrap(vote_result.headline(result), width):
        yield Item(line, tone=Tone.STRONG)
    sentences = (
        vote_result.how_sure(result),
        vote_result.strongest(result),
        vote_result.worse_than_now(result),
        vote_result.compared(result),
        vote_result.balance(poll),
        vote_result.can_be_traced(poll),
        _("Somebody said: {text}").format(text=poll.objection) if poll.objection else "",
        _("Type  run-off  for a vote between them.") if vote_result.equal(result) else "",
        *beside,
    )
    yield from (Item(line) for sentence in sentences for line in wrap(sentence, width))


def _counted(poll: PollRow, option: OptionRow, *, is_now: bool) -> str:
    if poll.state is PollState.READY:
        picture = _("Picture: {word}").format(word=option.picture_word) if option.picture else ""
        said = _("What does it cost?") if option.cost is None else _("{n} euros")
        cost = "" if poll.budget is None else said.format(n=option.cost)
        return "   ".join(filter(None, (cost, picture)))
    if poll.channel is Channel.PHONES:
        return ""
    numbers = ["–" if number is None else f"{number}" for number in option.hands]
    if len(numbers) == 2:
        one, both = numbers
        number = _("both hands {both}   one hand {one}").format(one=one, both=both)
    else:
        number = numbers[0]
    return f"{number}   " + _("please count now") if is_now else number
