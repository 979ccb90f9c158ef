"""The line of Partner: first who, then what, then how it stands. Pure.

`heim raum ja` · `schule tische wenn hausmeister kann` · `martins nein` · `3 ja` · `raum fehlt`
"""

from __future__ import annotations

import re

from ...core.date_words import folded
from ...core.errors import Refused
from ...core.intention import Intention
from ...core.language import N_, _
from ...core.text import clean
from ...people import organisation_sentences, organisations
from ...people.names import one_spelling
from ...people.who import Unclear
from ..ics.line import GRAMMAR as OF_CALENDARS
from ..ics.line import read_ics
from ..look import Look
from ..models import PledgeState
from ..reading import today
from .gifts import Answer
from .givers import Somebody, split_giver
from .giving_line import read_giving, recorded, row_of, what_of
from .institution_line import entered, is_of_institution
from .number_line import no_number, read_number
from .roles import SHOW_CONTACTS
from .said import Said, is_known, read_gift, read_need, read_said

GRAMMAR = (
    (N_("heim room yes"), N_("Who, what, how it stands. A few letters are enough.")),
    (N_("heim room, power yes by phone"), N_("Several things at once, and how it was said.")),
    (N_("school tables if the janitor can"), N_("Yes, on a condition.")),
    (N_("martins no"), N_("It gives nothing of what is still open.")),
    (N_("martins assistance asked by 2.4."), N_("Asked; an answer is needed by then.")),
    (N_("heim no answer"), N_("Nobody has answered.")),
    (N_("heim 200 euros yes"), N_("Money.")),
    (N_("ayse cake yes"), N_("A neighbour gives something, too.")),
    (N_("room is missing"), N_("It is needed, and nobody was asked yet. Or:  needs 20 tables")),
    (N_("3 yes"), N_("Number 3 is pledged. Also:  3 no · 3 if … · 3 by phone")),
    (N_("3 by 2.4."), N_("An answer to number 3 is needed by then.")),
    (N_("4 heim"), N_("Heim is asked for what is missing as number 4.")),
    (N_("3 = 30 tables"), N_("Number 3 in other words.")),
    (N_("3 away yes"), N_("Number 3 is taken out.")),
    (N_("heim co-organiser yes"), N_("It carries the event with us and is liable with us.")),
    (N_("contacts"), N_("The list of telephone numbers. Others may read along.")),
    (N_("heim contact Mrs Meier 0421 36100"), N_("Whom to ask there. Also:  heim deputy …")),
    (N_("heim offers room, power"), N_("What it can give. Also:  heim logo yes")),
    OF_CALENDARS[1],
    (N_("+School at the market"), N_("A new institution.")),
    (N_("heim is called Heimstiftung"), N_("Another name.")),
    (N_("heim away yes"), N_("It is no partner of this event any more.")),
)  # fmt: skip

_NUMBER = re.compile(r"(\d{1,6})(?:\s+|(?==)|$)(.*)", re.DOTALL)
_LONGEST = 1000


def read_partner(text: str, look: Look) -> Intention:
    """What Enter will do with `text` on the tab Partner."""
    typed = clean(text, _LONGEST)
    try:
        if not typed:
            return _read_empty(look)
        if folded(typed) in SHOW_CONTACTS:
            return Intention(
                _("Enter: the telephone list. Others may read along."), command="contacts"
            )
        if (calendar := read_ics(typed, look)) is not None:
            return calendar
        if typed.startswith("+"):
            return _new_institution(typed[1:].strip(), look)
        if (needed := read_need(typed)) is not None and not needed.isdecimal():
            return _needed(needed, look)
        if found := _NUMBER.fullmatch(typed):
            return read_number(int(found[1]), found[2].strip(), look) or no_number(
                typed, int(found[1]), look
            )
        somebody, rest = split_giver(typed, look)
        if somebody is None:
            return _nobody(typed)
        return read_giving(somebody, rest, look)
    except (Refused, Unclear) as said:
        return Intention(str(said))


def read_pledge(text: str, look: Look) -> Intention | None:
    """The same on Überblick: None unless it is certainly about a partner or a pledge."""
    typed = clean(text, _LONGEST)
    try:
        if found := _NUMBER.fullmatch(typed):
            return read_number(int(found[1]), found[2].strip(), look)
        needed = read_need(typed)
        if needed is not None:
            return _needed(needed, look) if is_known(read_said(needed, today()).what) else None
        try:
            somebody, rest = split_giver(typed, look, only_institutions=True)
        except Unclear:
            rest = typed.partition(" ")[2]
            if rest and _is_of_pledge(rest):
                raise
            return None
        if somebody is None or (rest and not _is_of_pledge(rest)):
            return None
        return read_giving(somebody, rest, look)
    except (Refused, Unclear) as said:
        return Intention(str(said))


def _is_of_pledge(rest: str) -> bool:
    """Whether what stands behind an institution can hardly be a task."""
    if is_of_institution(rest):
        return True
    said = read_said(rest, today())
    if not said.what or is_known(said.what):
        return said.says_something or bool(said.what)
    return said.answer.state not in (None, PledgeState.PLEDGED_IF)


def _read_empty(look: Look) -> Intention:
    row = row_of(look.marked, look)
    if row is None:
        return Intention(_("Who, what, how it stands:  heim room yes"))
    return Intention(
        _("Enter: takes {number} into the line.   {what}").format(
            number=row.number, what=what_of(row)
        ),
        args=(f"{row.number} ",),
        command="edit",
        chosen=row.number,
    )


def _nobody(typed: str) -> Intention:
    said = read_said(typed, today())
    if is_known(said.what):
        return Intention(_("Who gives it? Or is it missing?  heim room yes · room is missing"))
    return Intention(_("Nobody is called that. A new institution:  +School at the market"))


def _new_institution(name: str, look: Look) -> Intention:
    if not any(letter.isalpha() for letter in name):
        return Intention(_("Please write the name of the institution."))
    known = (each for each in look.institutions if one_spelling(each.name) == one_spelling(name))
    if (there := next(known, None)) is not None:
        raise organisations.already_there(there.name)
    name = organisations.worded(name)
    return entered(organisation_sentences.ADDED, organisations.add, (name,), organisation=name)


def _needed(text: str, look: Look) -> Intention:
    somebody, _rest = split_giver(text, look, only_institutions=True)
    if somebody is not None:
        return Intention(_("What nobody was asked for is said without a name:  room is missing"))
    said = read_said(text, today())
    gift = read_gift(said.what)
    if gift is None:
        return Intention(_("What is missing? Like this:  room is missing"))
    return recorded(Somebody(), gift, Said(said.what, Answer(due=said.answer.due)), look)
