"""Pictures of what is voted on, said while a vote is prepared: `a bild baum`, `bilder`. Pure.

What fits the words is proposed, and taken only when she says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ..core.intention import Intention
from ..core.language import N_, _
from ..core.telling import sentence
from ..voting import pictograms, polls, sentences
from ..voting.pictograms import PICTOGRAMS
from ..voting.reading import OptionRow, PollRow

GRAMMAR_PICTURES = (
    (N_("a picture tree"), N_("A has a picture on phones and on the wall.  a picture off")),
    (N_("pictures"), N_("All that are proposed.  pictures off")),
)

OFF = frozenset({"weg", "aus", "kein", "keins", "off", "none"})

_ONE = re.compile(r"([a-z]) (?:bild|picture)(?: (.+))?")
_ALL = re.compile(r"(?:bilder|pictures)(?: (.+))?")
_ROW = 52
"""Letters of the words that stand in one row of the help."""


def read_pictures(word: str, poll: PollRow) -> Intention | None:
    """What Enter will do if `word`, as it is folded, is about pictures, else None."""
    if found := _ALL.fullmatch(word):
        return _all(found[1] or "", poll)
    if not (found := _ONE.fullmatch(word)):
        return None
    letter, said = found[1], found[2] or ""
    option = next((row for row in poll.options if row.letter == letter), None)
    if option is None:
        return Intention(_("There is no option {letter}.").format(letter=letter.upper()))
    if said in OFF:
        return _set({letter: ""}, poll) if option.pictogram else _has_none()
    if name := pictograms.found(said):
        return _set({letter: name}, poll)
    if said:
        return Intention(
            _("There is no picture “{word}”.").format(word=said) + "   " + _("? shows all pictures")
        )
    fits = _fitting(option) or "tree"
    asks = _("Which picture?  {letter} picture {word}").format(
        letter=letter, word=pictograms.named(fits).casefold()
    )
    return Intention(asks + "   " + _("? shows all pictures"))


def about_pictures(word: str) -> bool:
    """Whether `word`, as it is folded, is about pictures."""
    return bool(_ALL.fullmatch(word) or _ONE.fullmatch(word))


def proposed(poll: PollRow) -> dict[str, str]:
    """By letter, the picture that fits the words of an option that has none."""
    fitting = {row.letter: _fitting(row) for row in poll.options if not row.pictogram}
    return {letter: name for letter, name in fitting.items() if name}


def _fitting(option: OptionRow) -> str:
    return pictograms.STATUS_QUO if option.is_status_quo else pictograms.fitting(option.wording)


def all_words() -> Iterator[tuple[str, str]]:
    """The words for all pictures, in rows for the help."""
    row = ""
    for picture in PICTOGRAMS.values():
        word = _(picture.word)
        if len(row) + len(word) > _ROW:
            yield _("a picture …"), f"{row},"
            row = ""
        row += f", {word}" if row else word
    yield _("a picture …"), row


def _all(said: str, poll: PollRow) -> Intention:
    if said in OFF:
        having = {row.letter: "" for row in poll.options if row.pictogram}
        return _set(having, poll) if having else _has_none()
    if said:
        return Intention(_("For one idea:  a picture tree") + "   " + _("? shows all pictures"))
    fits = proposed(poll)
    if not fits:
        return Intention(
            _("No picture is proposed.  For one idea:  a picture tree")
            + "   "
            + _("? shows all pictures")
        )
    return _set(fits, poll)


def _set(pictures: Mapping[str, str], poll: PollRow) -> Intention:
    message = sentences.PICTURES if any(pictures.values()) else sentences.NO_PICTURES
    told = sentence(message, pictures=pictograms.listed(pictures))
    hint = _("Enter: {sentence}").format(sentence=told)
    return Intention(hint, polls.set_pictures, (poll.poll_id, pictures), told)


def _has_none() -> Intention:
    return Intention(_("There is no picture."))
