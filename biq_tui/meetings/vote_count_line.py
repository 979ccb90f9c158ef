"""The line of Abstimmen while a vote is open: hands or paper dots are counted, then closed. Pure.

`6` Enter, next · `6 4 3 0` in order · `c3 d0` · `enthaltung 1` · `im raum 24` · `fertig`, `ja`
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ..core.date_words import folded
from ..core.intention import YES, Intention
from ..core.language import N_, _, ngettext
from ..core.telling import sentence
from ..core.text import clean
from ..voting import counting, polls, sentences
from ..voting.ballots import HANDS_SCALE, Kind
from ..voting.models import MOST_VOTERS, Channel
from ..voting.reading import OptionRow, PollRow

GRAMMAR_COUNT = (
    (N_("6"), N_("6 hands (or dots) for the marked idea. Then comes the next one.")),
    (N_("6 4 3 0"), N_("All at once, in their order.")),
    (N_("c3 d0"), N_("3 for C and 0 for D.")),
    (N_("↑ ↓"), N_("Back to an idea, to count it again.")),
    (N_("abstain 1"), N_("One person does not vote.")),
    (N_("in the room 24"), N_("So many people are here now.")),
    (N_("booth"), N_("People without a phone vote at this laptop, alone.  booth new  new PIN")),
    (N_("done"), N_("The vote is over, after a yes. Then the result is seen.")),
)

DONE = frozenset({"fertig", "done"})
BOOTH = frozenset({"kabine", "booth"})
BOOTH_NEW = frozenset({"kabine neu", "kabine neue pin", "booth new"})

_ABSTAIN = re.compile(r"(?:enthaltung|enthaltungen|abstain) (\d{1,3})|(\d{1,3}) enthaltung(?:en)?")
_ROOM = re.compile(r"(?:im raum|in the room) (\d{1,3})")
_PLACED = re.compile(r"([a-z]) ?(\d{1,4})")


@dataclass(frozen=True, slots=True)
class Step:
    """What is counted at one go: an option, and with resistance one hand or both."""

    option: OptionRow
    grade: int = 1

    @property
    def number(self) -> int | None:
        """As it was counted."""
        return self.option.hands[self.grade - 1]


@dataclass(frozen=True, slots=True)
class CountLook:
    """What the facilitator sees when she presses a key."""

    poll: PollRow
    at: int | None = None
    """Place of the marked step; None: the first that is not counted."""
    closing: bool = False
    """She said that it is done, and was asked."""
    has_pin: bool = True
    """Whether there is a PIN that leads back from the booth."""


def steps_of(poll: PollRow) -> tuple[Step, ...]:
    """Everything that is counted, in its order. Of resistance both hands come first."""
    if poll.channel is Channel.PHONES:
        return ()
    return tuple(
        Step(option, grade) for option in poll.options for grade in range(len(option.hands), 0, -1)
    )


def step_at(look: CountLook) -> int | None:
    """The place of the step that a number is for; None if all are counted and none is marked."""
    steps = steps_of(look.poll)
    if look.at is not None and look.at < len(steps):
        return look.at
    return next((at for at, step in enumerate(steps) if step.number is None), None)


def read_count(text: str, look: CountLook) -> Intention:
    """What Enter will do with `text`."""
    typed = folded(clean(text, 400))
    poll = look.poll
    if look.closing and typed in YES:
        told = sentence(sentences.CLOSED, poll=poll.question)
        return Intention(_enter(told), polls.close_poll, (poll.poll_id,), told, command="closed")
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
        return numbers
    return _counted(numbers, look)


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
    return _("A number: so many for {letter}.   All at once:  6 4 3 0").format(
        letter=steps_of(poll)[at].option.letter.upper()
    )


def _numbers(typed: str, look: CountLook) -> dict[int, int] | Intention:
    """The numbers that were typed, by the places of their steps; or what is wrong."""
    steps = steps_of(look.poll)
    words = typed.replace(",", " ").split()
    if not steps:
        return Intention(_("People vote by phone now.   All voted? Type: done"))
    if all(word.isdecimal() and len(word) <= 4 for word in words):
        first = step_at(look)
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
    found: dict[int, int] = {}
    for each in _PLACED.finditer(typed):
        its = [
            at for at, step in enumerate(steps)
            if step.option.letter == each[1] and at not in found
        ]  # fmt: skip
        if not its:
            return Intention(_("There is no option {letter}.").format(letter=each[1].upper()))
        found[its[0]] = int(each[2])
    if not found or _PLACED.sub("", typed).strip(" ,"):
        return Intention(_("A number, please.   ? shows all"))
    return found


def _counted(numbers: Mapping[int, int], look: CountLook) -> Intention:
    poll, steps = look.poll, steps_of(look.poll)
    hands = {(steps[at].option.option_id, steps[at].grade): n for at, n in numbers.items()}
    if max(numbers.values()) > MOST_VOTERS * poll.per_option:
        return Intention(too_many(poll))
    after = {(step.option.option_id, step.grade): step.number or 0 for step in steps} | hands
    if (over := _over(after, poll)) is not None:
        return Intention(over)
    letters = "  ".join(
        f"{steps[at].option.letter.upper()} {number}" for at, number in sorted(numbers.items())
    )
    if len(numbers) > 1:
        told = sentence(sentences.COUNTED, len({steps[at].option.option_id for at in numbers}))
        return Intention(f"{_enter(told)}   {letters}", counting.count, (poll.poll_id, hands), told)
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
    return "   " + _("Then comes {letter}.").format(letter=left[0].option.letter.upper())


def _over(after: Mapping[tuple[int, int], int], poll: PollRow) -> str | None:
    """What is said of more hands than people, or more dots than they have."""
    by_option: dict[int, int] = {}
    for (option_id, _grade), number in after.items():
        by_option[option_id] = by_option.get(option_id, 0) + number
    counted = by_option.values()
    if poll.channel is Channel.PAPER:
        fits = poll.electorate * poll.most
        if sum(counted) > fits or max(counted) > poll.electorate * poll.per_option:
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
    return _("That is more than people. In the room: {n}. More are here?  in the room 24").format(
        n=poll.electorate
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
