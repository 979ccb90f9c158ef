"""A run of numbers in the line: `1-4 7 9`, `3 5 absent`. Many people, one Enter, one step. Pure."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from ..core.intention import Intention
from ..core.language import _, ngettext
from . import paper, sentences
from .grammar import HERE, Verb, verb_of
from .look import TYPED_LENGTH, Look, called
from .roster import Roster, Row

_PART = r"(\d+)(?:\s*[–-]\s*(\d+))?"
_RUN = re.compile(rf"{_PART}(?:[\s,;]+{_PART})*(?:[\s,;]+|\s*[–-])?")
"""Numbers and spans of numbers; the last one may still be on its way."""

NAMED = 3
"""As many of the people a run means are named in the hint."""


class NoSuchNumber(LookupError):  # noqa: N818 - said to the facilitator, no error of the program
    """Nobody on the list has this number, which is the argument."""


def is_run(text: str) -> bool:
    """Whether this is nothing but several numbers."""
    return _RUN.fullmatch(text) is not None and not text.isdecimal()


def rows_of_run(text: str, rows: Roster) -> list[Row]:
    """The people whom a run means, in the order of the list. Raises NoSuchNumber.

    Inside of `1-9` a number may be missing, as people leave a list; its ends must be there.
    """
    found = map(rows.numbered, numbers_of_run(text, rows.numbers))
    return [row for row in found if row is not None]


def numbers_of_run(text: str, numbers: Sequence[int]) -> list[int]:
    """Those of `numbers` (which rise) that a run means, each once. Raises NoSuchNumber."""
    found: set[int] = set()
    for first, last in re.findall(_PART, text):
        start, end = sorted((int(first), int(last or first)))
        its = numbers[bisect_left(numbers, start) : bisect_right(numbers, end)]
        for number in (start, end):
            if number not in its:
                raise NoSuchNumber(number)
        found.update(its)
    return sorted(found)


def read_run(text: str, look: Look) -> Intention | None:
    """What Enter does with several numbers; None if `text` is not such a run."""
    who, verb = _split(text)
    if not is_run(who):
        return None
    if len(text) >= TYPED_LENGTH - 1:  # a pasted one may have lost its end, and a blank there
        return Intention(_("This is too long. Please do it in two steps."), keeps_text=True)
    if who[-1] in "–-":
        return Intention(_("Up to which number? For example: 1-4"), keeps_text=True)
    try:
        rows = rows_of_run(who, look.sheet.rows)
    except NoSuchNumber as missing:
        return no_such_number(missing)
    return _all(rows, verb, look)


def no_such_number(missing: NoSuchNumber) -> Intention:
    """Says which number nobody has; the line stays, to be corrected."""
    said = _("There is no number {number}.").format(number=missing.args[0])
    return Intention(said, keeps_text=True)


def _split(text: str) -> tuple[str, Verb]:
    who, _space, last = text.rpartition(" ")
    verb = None if last[:1].isdecimal() else verb_of(last, after_number=is_run(who))
    return (text, HERE) if verb is None else (who, verb)


def _all(rows: Sequence[Row], verb: Verb, look: Look) -> Intention:
    if verb.many is None:
        one_by_one = _("Please one person at a time: a number and this word.")
        return Intention(one_by_one, keeps_text=True)
    away = [row for row in rows if not (row.here or row.left)]
    if verb.many is paper.all_leave and away:
        return Intention(
            _("{person} is not here yet.").format(person=called(away, look)),
            lit=frozenset(row.number for row in away),
            keeps_text=True,
        )
    fitting = [row for row in rows if verb.fits(row)]
    if not fitting:
        return Intention(_("That is so already."), lit=frozenset(row.number for row in rows))
    said = sentences.sentence(verb.many_message, len(fitting))
    hint = [_("Enter: {sentence}").format(sentence=said)]
    already = len(rows) - len(fitting)
    if already and verb is HERE:
        hint.append(ngettext("{n} is here already.", "{n} are here already.", already))
    elif already:
        hint.append(ngettext("For {n} it is so already.", "For {n} it is so already.", already))
    here = sum(row.here for row in fitting)
    if here and verb.many in (paper.all_absent, paper.all_excused):
        hint.append(ngettext("{n} of them is here now!", "{n} of them are here now!", here))
    hint.append(f"({called(fitting, look, NAMED)})")
    return Intention(
        " ".join(hint),
        verb.many,
        (look.sheet.gathering_id, tuple(row.person_id for row in fitting)),
        said,
        lit=frozenset(row.number for row in fitting),
    )
