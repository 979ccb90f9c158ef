"""The line of Mehr: what is known of the venue, what people need, and what is all right. Pure.

`rampe ja, wc nein` · `braucht 2 rollstuhl` · `a passt, weil der Hof groß genug ist` · `wegzeit 20`
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..core.date_words import folded
from ..core.intention import Intention, UseCase
from ..core.language import N_, _
from ..core.telling import sentence
from ..core.text import clean
from . import access_line, papers_line
from .checklist.answers_line import read_answers
from .conflicts import accepting, sentences
from .conflicts.found import Conflict
from .conflicts.options import LONGEST_WAY
from .event_line import read_event
from .ics import line as ics_line
from .look import Look
from .models import REASON_LENGTH

GRAMMAR: tuple[tuple[str, str], ...] = (
    (N_("a is fine, because the yard is large enough"), N_("What is booked twice may stay so.")),
    (N_("a is not fine"), N_("It is to be looked at again.")),
    *access_line.GRAMMAR,
    *papers_line.GRAMMAR,
    *ics_line.GRAMMAR,
    (N_("setup 60"), N_("So many minutes are needed before.  After it:  teardown 30")),
    (N_("copy 12.6.2028"), N_("A new event like this one. Nobody has promised anything yet.")),
    (N_("series 4 weekly"), N_("The next 4 dates, each by itself.  fortnightly  monthly")),
    (N_("travel 20"), N_("People need 20 minutes from one place to another.")),
    (N_("what happened"), N_("Every step, to look at or take back.")),
)

HAPPENED = frozenset({"was war", "what happened"})
_FINE = (
    r"(?:ist |is |das )?(?:passt|egal|ok|okay|geht|trotzdem|in ordnung|macht nichts|fine|all right)"
)
_NOT_FINE = re.compile(
    r"(?:is |ist )?(?:passt (?:doch )?nicht|geht (?:doch )?nicht|doch nicht|nicht egal|not fine)\.?"
)
_ACCEPTED = re.compile(
    rf"{_FINE}(?: so)?(?:\s*[,:–-]\s*|\s+|$)(?:(?:weil|denn|because)(?:\s+|$))?(.*)",
    re.IGNORECASE | re.DOTALL,
)
_LETTER = re.compile(r"([a-z])(?:\s+(.*)|$)", re.IGNORECASE | re.DOTALL)
_WAY = re.compile(r"(?:wegzeit|weg zeit|travel|way) (\d{1,4})(?: min\w*\.?)?")


@dataclass(frozen=True, slots=True)
class More:
    """What the line is read against."""

    look: Look
    conflicts: tuple[Conflict, ...] = ()
    """By letter: the first is A."""


def letter_of(place: int) -> str:
    """What the conflict at a place is called; "" after the last letter."""
    return chr(ord("A") + place) if place < 26 else ""


def read_more(text: str, more: More) -> Intention:
    """What Enter will do with `text`."""
    typed = clean(text, REASON_LENGTH * 4)
    if not typed:
        return _read_empty(more)
    if folded(typed) in HAPPENED:
        return Intention(_("Enter: shows what happened."), command="happened")
    if way := _WAY.fullmatch(folded(typed)):
        return _way(int(way[1]))
    if (found := _LETTER.fullmatch(typed)) is not None:
        return _conflict(ord(found[1].upper()) - ord("A"), (found[2] or "").strip(), more)
    said = (
        papers_line.read_papers(typed, more.look.plan)
        or ics_line.read_ics(typed, more.look)
        or access_line.read_access(typed, more.look)
        or read_event(typed, more.look)
        or read_answers(typed, more.look, on_tab=False)
    )
    return said or Intention(_("That is not understood here. ? shows what can be written here."))


def _read_empty(more: More) -> Intention:
    marked = more.look.marked
    if marked is None or not 0 <= marked < len(more.conflicts):
        return Intention(_("Found there:  ramp yes, toilet no   Needed:  needs 2 wheelchair"))
    start = _("{letter} is fine, because").format(letter=letter_of(marked)) + " "
    hint = _("Enter: takes it into the line.   {start}…").format(start=start)
    return Intention(hint, args=(start,), command="edit", chosen=marked)


def _conflict(place: int, rest: str, more: More) -> Intention:
    letter = letter_of(place)
    if place >= len(more.conflicts):
        return Intention(_("There is no {letter} here.").format(letter=letter))
    conflict = more.conflicts[place]
    if _NOT_FINE.fullmatch(folded(rest)):
        if not conflict.accepted:
            return Intention(_("It is so already."), chosen=place)
        told = sentence(sentences.NOT_ACCEPTED)
        return _enter(told, accepting.reopen, (conflict.key,), place)
    found = _ACCEPTED.fullmatch(rest)
    if found is None or not found[1].strip():
        ask = _("Please say why:  {letter} is fine, because the yard is large enough")
        return Intention(ask.format(letter=letter), chosen=place)
    reason = found[1].strip()
    if len(reason) > REASON_LENGTH:
        too_long = _("This is too long. {most} letters are possible.")
        return Intention(too_long.format(most=REASON_LENGTH), chosen=place)
    if reason == conflict.accepted:
        return Intention(_("It is so already."), chosen=place)
    told = sentence(sentences.ACCEPTED, accepted=reason)
    args = (more.look.plan.event.event_id, conflict.key, reason)
    return _enter(told, accepting.accept, args, place)


def _way(minutes: int) -> Intention:
    if minutes > LONGEST_WAY:
        most = _("The way can't take longer than {most} minutes.")
        return Intention(most.format(most=LONGEST_WAY))
    told = sentence(sentences.WAY_SET, minutes=f"{minutes}")
    return _enter(told, accepting.set_way, (minutes,), None)


def _enter(told: str, use_case: UseCase, args: tuple[object, ...], place: int | None) -> Intention:
    return Intention(
        _("Enter: {sentence}").format(sentence=told), use_case, args, told, chosen=place
    )
