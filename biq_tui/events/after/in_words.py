"""What came of an event, in a few lines for the command line. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from ...core.language import _, ngettext
from .reading import Outcome


def in_lines(outcome: Outcome) -> Iterator[str]:
    """How many came, and what was said; nothing of an event that has not been yet."""
    if outcome.visitors is not None:
        said = ngettext("{n} person came.", "{n} people came.", outcome.visitors)
        if outcome.counted is not None:
            said += " " + _("(counted: {n})").format(n=outcome.counted)
        yield said
    for asked, answers in (
        (_("Good: {answer}"), outcome.feedback.good),
        (_("Not good: {answer}"), outcome.feedback.bad),
        (_("Next time: {answer}"), outcome.feedback.next),
    ):
        yield from (asked.replace("{answer}", answer) for answer in answers)
