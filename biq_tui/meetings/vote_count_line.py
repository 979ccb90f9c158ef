"""The line of Abstimmen while a vote is open: hands or paper dots are counted, then closed. Pure.

`6` Enter, next · `6 4 3 0` in order · `c3 d0` · of resistance `c3/1` · `enthaltung 1`
`im raum 24` · `fertig`, `ja`
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from ..core.date_words import folded
from ..core.intention import YES, Intention
from ..core.language import N_, _, ngettext
from ..core.telling import sentence
from ..core.text import clean
from ..voting import counting, polls, sentences
from ..voting.ballots import HANDS_SCALE, Kind
from ..voting.models import MOST_VOTERS, Channel
from ..voting.reading import PollRow
from .vote_doors_line import DOORS
from .vote_plan_line import is_plan
from .vote_result_line import DECISION, OBJECTION, ROUND, RUN_OFF
from .vote_steps import CountLook, hands_of, step_at, steps_of

GRAMMAR_COUNT = (
    (N_("6"), N_("6 hands (or dots) for the marked idea. Then comes the next one.")),
    (N_("6 4 3 0"), N_("All at once, in their order.")),
    (N_("c3 d0"), N_("3 for C and 0 for D.")),
    (N_("c3/1 d0/2"), N_("Resistance: both hands 3 and one hand 1 for C; 0 and 2 for D.")),
    (N_("↑ ↓"), N_("Back to an idea, to count it again.")),
    (N_("abstain 1"), N_("One person does not vote.")),
    (N_("in the room 24"), N_("So many people are here now.")),
    (N_("booth"), N_("People without a phone vote at this laptop, alone.  booth new  new PIN")),
    (N_("done"), N_("The vote is over, after a yes. Then the result is seen.")),
)

DONE = frozenset({"fertig", "done"})
NO = frozenset({"nein", "no"})
BOOTH = frozenset({"kabine", "booth"})
BOOTH_NEW = frozenset({"kabine neu", "kabine neue pin", "booth new"})

_ABSTAIN = re.compile(r"(?:enthaltung|enthaltungen|abstain) (\d{1,3})|(\d{1,3}) enthaltung(?:en)?")
_ROOM = re.compile(r"(?:im raum|in the room) (\d{1,3})")
_PLACED = re.compile(r"([a-z]) ?(\d{1,4})(?: ?/ ?(\d{1,4}))?")
_SLASH = re.compile(r" ?/ ?")
_PAIRS = re.compile(r"\d{1,4}/\d{1,4}(?: \d{1,4}/\d{1,4})*")


def read_count(text: str, look: CountLook) -> Intention:
    """What Enter will do with `text`."""
    typed = folded(clean(text, 400))
    poll = look.poll
    if look.closing and typed in YES:
        told = sentence(sentences.CLOSED, poll=poll.question)
        return Intention(_enter(told), polls.close_poll, (poll.poll_id,), told, command="closed")
    if look.closing and typed in NO:
        return Intention(_("Enter: The vote goes on."), command="not_yet")
    if not typed:
        return Intention(_("Close the vote? Type: yes      Esc: not yet") if look.closing else
                         _empty(look))  # fmt: skip
    if typed in DONE:
        if not poll.is_counted:
            return Intention(_("Not everything is counted yet. A 0 counts, too."))
        return Intention(_("Close the vote? Enter, then type: yes"), command="ask_close")
    if typed in BOOTH or typed in BOOTH_NEW:
        return _booth(look, new_pin=typed in BOOTH_NEW or not look.has_pin)
    if found := _ABSTAIN.fullmatch(typed):
        return _abstain(int(found[1] or found[2]), poll)
    if found := _ROOM.fullmatch(typed):
        return _room(int(found[1]), poll)
    numbers = _numbers(typed, look)
    if isinstance(numbers, Intention):
        return _beside(typed) or numbers
    return _counted(numbers, look)


def _beside(typed: str) -> Intention | None:
    """Words that count nothing: what they would change is settled, or comes later."""
    first = typed.partition(" ")[0]
    if first in DECISION | OBJECTION | RUN_OFF or typed.startswith(ROUND):
        return Intention(_("That comes after the vote. It is over when you type:  done"))
    if is_plan(typed) or first in DOORS:
        return Intention(_("The vote has begun and stays as it is. It is over:  done"))
    return None


def _booth(look: CountLook, *, new_pin: bool) -> Intention:
    """People vote at this laptop; before it opens, it is said what is not sure."""
    if look.poll.channel not in (Channel.PHONES, Channel.MIXED):
        return Intention(_("The booth needs a vote by phones, or by hands and phones."))
    if new_pin:
        opens, command = _("Enter: asks for a new PIN, then opens the booth."), "booth_new"
    else:
        opens, command = _("Enter: opens the booth."), "booth"
    if look.poll.with_tickets:
        return Intention(opens + "  " + _("Back with your PIN."), command=command)
    return Intention(
        _("Without tickets somebody could vote twice.") + "  " + opens, command=command
    )


def _empty(look: CountLook) -> str:
    poll, at = look.poll, step_at(look)
    if not steps_of(poll):
        free = ngettext("{n} vote is open.", "{n} votes are open.", poll.free)
        return free + "   " + _("All voted? Type: done")
    if at is None:
        return _("Everything is counted. Type: done      ↑: count again")
    step = steps_of(poll)[at]
    letter = step.option.letter.upper()
    if len(step.option.hands) == 1:
        said = _("A number: so many for {letter}.   All at once:  6 4 3 0")
    elif step.grade == HANDS_SCALE:
        said = _("A number: both hands for {letter}.   Or both hands/one hand:  6/4 3/0")
    else:
        said = _("A number: one hand for {letter}.   Or both hands/one hand:  6/4 3/0")
    return said.format(letter=letter)


def _numbers(typed: str, look: CountLook) -> dict[int, int] | Intention:
    """The numbers that were typed, by the places of their steps; or what is wrong."""
    steps = steps_of(look.poll)
    if not steps:
        return Intention(_("People vote by phone now.   All voted? Type: done"))
    plain = _SLASH.sub("/", " ".join(typed.replace(",", " ").split()))
    is_resistance = len(steps[0].option.hands) > 1
    if is_resistance and _PAIRS.fullmatch(plain):
        first = step_at(look)  # both hands and one hand are a pair, whichever is marked
        return _in_order(
            plain.replace("/", " ").split(), None if first is None else first & ~1, look
        )
    words = plain.split()
    if all(word.isdecimal() and len(word) <= 4 for word in words):
        return _in_order(words, step_at(look), look)
    found: dict[int, int] = {}
    for each in _PLACED.finditer(plain):
        its = [
            at for at, step in enumerate(steps)
            if step.option.letter == each[1] and at not in found
        ]  # fmt: skip
        numbers = [int(number) for number in each.groups()[1:] if number]
        if not its:
            return Intention(_("There is no option {letter}.").format(letter=each[1].upper()))
        if len(numbers) > len(its):
            return Intention(_("One number for {letter}, please.").format(letter=each[1].upper()))
        found |= dict(zip(its, numbers, strict=False))
    if not found or _PLACED.sub("", plain).strip():
        return Intention(_("A number, please.   ? shows all"))
    return found


def _in_order(words: list[str], first: int | None, look: CountLook) -> dict[int, int] | Intention:
    """Numbers for one step after the other, from the place `first` on; None: all are counted."""
    steps = steps_of(look.poll)
    if first is None and len(words) == len(steps):
        first = 0  # all are counted again
    if first is None:
        return Intention(_("Everything is counted.   ↑ goes back.   Or:  c3"))
    if first + len(words) > len(steps):
        return Intention(
            _("These are {n} numbers, but only {most} are still to be counted.").format(
                n=len(words), most=len(steps) - first
            )
        )
    return {first + at: int(word) for at, word in enumerate(words)}


def _counted(numbers: Mapping[int, int], look: CountLook) -> Intention:
    poll, steps = look.poll, steps_of(look.poll)
    hands = {(steps[at].option.option_id, steps[at].grade): n for at, n in numbers.items()}
    if max(numbers.values()) > MOST_VOTERS * poll.per_option:
        return Intention(too_many(poll))
    after = {(step.option.option_id, step.grade): step.number or 0 for step in steps} | hands
    if (over := _over(after, poll)) is not None:
        return Intention(over)
    if len(numbers) > 1:
        letters = {step.option.option_id: step.option.letter for step in steps}
        is_resistance = poll.kind is Kind.CONSENSING
        message = sentences.COUNTED_HANDS if is_resistance else sentences.COUNTED_ALL
        told = sentence(message, counted=counting.in_short(letters, hands, is_resistance))
        return Intention(_enter(told), counting.count, (poll.poll_id, hands), told)
    ((at, number),) = numbers.items()
    option = steps[at].option
    message = sentences.HANDS
    if poll.channel is Channel.PAPER:
        message = sentences.PAPER_DOTS
    elif poll.kind is Kind.CONSENSING:
        message = sentences.BOTH_HANDS if steps[at].grade == HANDS_SCALE else sentences.ONE_HAND
    told = sentence(message, number, letter=option.letter.upper(), option=option.wording)
    args = (poll.poll_id, hands)
    return Intention(_enter(told) + _next(at, look), counting.count, args, told, command="next")


def _next(at: int, look: CountLook) -> str:
    left = [
        step for place, step in enumerate(steps_of(look.poll))
        if step.number is None and place != at
    ]  # fmt: skip
    if not left:
        return "   " + _("That is all.")
    if len(left[0].option.hands) > 1:
        return "   " + _("Then: {step}.").format(step=hands_of(left[0]))
    return "   " + _("Then comes {letter}.").format(letter=left[0].option.letter.upper())


def _over(after: Mapping[tuple[int, int], int], poll: PollRow) -> str | None:
    """What is said of more hands than people, or more dots than they have."""
    by_option: dict[int, int] = {}
    for (option_id, _grade), number in after.items():
        by_option[option_id] = by_option.get(option_id, 0) + number
    counted = by_option.values()
    if poll.channel is Channel.PAPER:
        fits, on_one = poll.electorate * poll.most, poll.electorate * poll.per_option
        if sum(counted) <= fits and max(counted) > on_one:
            return _("On one idea there can be {n} dots at most. Please count again.").format(
                n=on_one
            )
        if sum(counted) > fits:
            return _("Stuck {n}, possible {most}. Please count again.").format(
                n=sum(counted), most=fits
            )
        return None
    shown = sum(counted) if poll.kind is Kind.SINGLE else max(counted)
    if shown > poll.electorate - poll.abstained - poll.cast:
        return too_many(poll)
    return None


def too_many(poll: PollRow) -> str:
    """More votes than people: what can be done about it."""
    return _("More votes than people. In the room: {n}. More are here?  in the room {more}").format(
        n=poll.electorate, more=poll.electorate + 1
    )


def _abstain(abstained: int, poll: PollRow) -> Intention:
    if abstained > poll.free + poll.abstained:
        return Intention(too_many(poll))
    told = sentence(sentences.ABSTAINED, abstained)
    return Intention(_enter(told), counting.abstain, (poll.poll_id, abstained), told)


def _room(people: int, poll: PollRow) -> Intention:
    voted = poll.electorate - poll.free
    if people < max(voted, 1):
        return Intention(
            ngettext(
                "{n} vote is counted already. There can't be fewer people.",
                "{n} votes are counted already. There can't be fewer people.",
                voted,
            )
        )
    told = sentence(sentences.IN_ROOM, people)
    return Intention(_enter(told), counting.set_electorate, (poll.poll_id, people), told)


def _enter(told: str) -> str:
    return _("Enter: {sentence}").format(sentence=told)
