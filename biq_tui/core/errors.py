"""Errors that a person can cause or meet, told in one sentence."""

from __future__ import annotations


class Told(Exception):  # noqa: N818 - it is what the person is told, not a fault of the program
    """Carries one sentence for the person: what happened, that nothing was lost, what to do.

    The sentence is already in the person's language and holds no name of a participant
    unless it is shown to the facilitator who typed it.
    """

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class Refused(Told):
    """A use case said no. No data was changed."""


class CannotStart(Told):
    """The program can't begin (wrong option, unusable database). It ends with exit code 2."""
