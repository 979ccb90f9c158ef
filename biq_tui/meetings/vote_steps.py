"""What is counted one after the other while hands are raised: an option, or one of its hands."""

from __future__ import annotations

from dataclasses import dataclass

from ..core.language import _
from ..voting.ballots import HANDS_SCALE
from ..voting.models import Channel
from ..voting.reading import OptionRow, PollRow


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


def hands_of(step: Step) -> str:
    """Of resistance, which hands are counted, and against what: "One hand, A"."""
    text = _("Both hands, {letter}") if step.grade == HANDS_SCALE else _("One hand, {letter}")
    return text.format(letter=step.option.letter.upper())
