"""What Enter will do: read from the line, printed as the hint, run by Enter. One and the same."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

YES = frozenset({"ja", "yes"})
"""What has to be typed before something ends or is deleted."""

UseCase = Callable[..., Any]
"""A function of a Write and the intention's `args`."""


@dataclass(frozen=True, slots=True)
class Intention:
    """A pure reading of what was typed, given what is on the screen.

    `hint` is shown under the line. With a `use_case`, Enter runs it with its `args` and
    the journal then says `sentence`. With a `command`, Enter does something to the screen only.
    With neither, Enter just leaves the hint there to be read.
    """

    hint: str
    use_case: UseCase | None = None
    args: tuple[Any, ...] = ()
    sentence: str = ""
    command: str = ""
    lit: frozenset[int] = frozenset()
    """Numbers of the rows that light up as hits."""
    chosen: int | None = None
    """Number of the row that Enter takes or marks."""
    answer: str = ""
    """What is said in front of the outcome of the use case, which no journal keeps."""
    keeps_text: bool = False
    """The line stays as it is, because a second Enter has to confirm it."""
