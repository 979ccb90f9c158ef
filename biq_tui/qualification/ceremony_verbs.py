"""What can be said on the tab of the ceremony: of all papers, or of one person. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from ..core import clock
from ..core.date_words import read_date
from ..core.dates import WEEKDAYS
from ..core.intention import YES, Intention
from ..core.language import _, ngettext
from ..core.telling import sentence
from . import ceremony
from . import certificate_sentences as sentences
from .ceremony_calls import Call
from .ceremony_words import (
    DRAFT,
    ISSUED,
    Look,
    about,
    act,
    first_of_all,
    issue_one,
    no_paper,
    no_unit,
    nobody_waits,
    print_these,
    scope_of,
    scope_words,
    shown,
)
from .certificate_contents import COURSE
from .certificates import correct, issue
from .enrolment import day_number

# What holds for all ------------------------------------------------------------------------------


def _placing(rest: str, look: Look) -> Intention:
    if not rest:
        return Intention(_("Please write the place, for example: place Haus am Park"))
    said = sentence(sentences.PLACE, place=rest)
    return act(said, ceremony.set_place, (look.calls.run_id, rest))


def _dating(rest: str, look: Look) -> Intention:
    day = read_date(rest, clock.local(clock.now()).date()) if rest else None
    if day is None:
        return Intention(_("Please write the day after it, for example: 12.6.2027"))
    said = sentence(sentences.DAY, day=day_number(day))
    meant = act(said, ceremony.set_day, (look.calls.run_id, day))
    weekday = _(WEEKDAYS[day.weekday()])
    return replace(meant, hint=f"{meant.hint} ({weekday})")


def _signing(rest: str, look: Look) -> Intention:
    names = ceremony.signers_in(rest)
    if not names:
        return Intention(_("Please write who signs, for example: signed Kim Beispiel, Jan Muster"))
    said = sentence(sentences.SIGNERS, signers=", ".join(names))
    return act(said, ceremony.set_signers, (look.calls.run_id, rest))


def _drafting(rest: str, look: Look) -> Intention:
    waiting = look.calls.waiting
    if rest:
        return Intention(_("To look at all papers:  draft      To issue them:  issue yes"))
    if not waiting:
        return Intention(nobody_waits(look))
    said = ngettext(
        "Enter: shows {n} paper with ENTWURF across. Nothing is issued.",
        "Enter: shows {n} papers with ENTWURF across. Nothing is issued.",
        len(waiting),
    )
    return Intention(said, command=DRAFT)


def _issuing_all(rest: str, look: Look) -> Intention:
    waiting = look.calls.waiting
    if not look.calls.held.is_complete:
        return Intention(first_of_all(look))
    if not waiting:
        return Intention(nobody_waits(look))
    if rest.casefold() not in YES:
        return Intention(_asked_for_all(look), keeps_text=True)
    if len(waiting) == 1:
        return issue_one(waiting[0], look)
    first, last = look.calls.next_numbers(len(waiting))
    said = sentence(sentences.MANY_ISSUED, len(waiting), first=first, last=last)
    args = (look.calls.run_id, tuple(call.person_id for call in waiting), COURSE)
    return act(said, issue, args, ISSUED)


def _asked_for_all(look: Look) -> str:
    """The question before issuing; names that nobody has checked come first."""
    open_names, waiting = len(look.calls.unchecked), len(look.calls.waiting)
    if open_names:
        return ngettext(
            "! {n} name is not checked. Issue anyway? Type:  issue yes",
            "! {n} names are not checked. Issue anyway? Type:  issue yes",
            open_names,
        )
    return ngettext(
        "Issue {n} paper? It stays. Type:  issue yes",
        "Issue {n} papers? They stay. Type:  issue yes",
        waiting,
    )


def _printing_all(rest: str, look: Look) -> Intention:
    going = [call for call in look.calls.issued if not call.is_renamed]
    if not going:
        return Intention(_("No paper is issued yet. To look at them:  draft"))
    said = ngettext(
        "Enter: makes a file of {n} paper and shows it.",
        "Enter: makes a file of {n} papers and shows it.",
        len(going),
    )
    left_out = len(look.calls.issued) - len(going)
    if left_out:
        said += " " + ngettext("{n} has another name now.", "{n} have another name now.", left_out)
    return print_these([call.issued for call in going], said, rest)


FOR_ALL: dict[str, Callable[[str, Look], Intention]] = {
    **dict.fromkeys(("ort", "place"), _placing),
    **dict.fromkeys(("datum", "tag", "date", "day"), _dating),
    **dict.fromkeys(("unterschrift", "unterschriften", "signed"), _signing),
    **dict.fromkeys(("entwurf", "draft"), _drafting),
    **dict.fromkeys(("ausstellen", "issue"), _issuing_all),
    **dict.fromkeys(("drucken", "print"), _printing_all),
}
"""What is said of the whole ceremony: each word, and how the rest after it is read."""


# One person ------------------------------------------------------------------------------------


def _issuing(call: Call, rest: str, look: Look) -> Intention:
    if not look.calls.held.is_complete:
        return Intention(first_of_all(look))
    if call.issued:
        return Intention(
            _("{person} has a paper. To print it:  {number} print").format(
                person=shown(call, look), number=call.number
            )
        )
    if call.now is None:
        return Intention(no_unit(call, look))
    if rest.casefold() not in YES:
        asked = _("Issue the paper? It stays. Type:  {number} issue yes")
        if not call.name_checked:
            asked = _("! The name is not checked. Issue anyway? Type:  {number} issue yes")
        return Intention(asked.format(number=call.number), keeps_text=True)
    return issue_one(call, look)


def _renewing(call: Call, rest: str, look: Look) -> Intention:
    old = call.outdated
    if not call.papers:
        return Intention(no_paper(call, look))
    if not look.calls.held.is_complete:
        return Intention(first_of_all(look))
    if not old:
        said = _("The paper of {person} is right. To print it:  {number} print")
        return Intention(said.format(person=shown(call, look), number=call.number))
    numbers = ", ".join(one.number for one in old)
    if rest.casefold() not in YES:
        asked = _("A new number instead of {old}? Type:  {number} new yes")
        if not call.name_checked:
            asked = _("! The name is not checked. A new number anyway? Type:  {number} new yes")
        return Intention(asked.format(old=numbers, number=call.number), keeps_text=True)
    ids = tuple(one.certificate_id for one in old)
    if len(old) > 1:
        return about(call, look, sentences.MANY_CORRECTED, correct, (ids,))
    number, _same = look.calls.next_numbers(1)
    return about(call, look, sentences.CORRECTED, correct, (ids,), number=number, old=old[0].number)


def _confirming(call: Call, rest: str, look: Look) -> Intention:
    words = rest.casefold().split()
    wanted = " ".join(word for word in words if word not in YES)
    if not wanted:
        said = _("About what?  {number} confirm block 3    or  module 2")
        return Intention(said.format(number=call.number))
    if not look.calls.held.is_complete:
        return Intention(first_of_all(look))
    scope = scope_of(wanted)
    had = next((one for one in call.papers if one.said.scope == scope), None)
    if had is not None:
        said = _("{person} has this paper: {number}.")
        return Intention(said.format(person=shown(call, look), number=had.number))
    if not YES.intersection(words):
        asked = _("Issue the paper about {scope}? Type:  {number} confirm {typed} yes")
        return Intention(
            asked.format(scope=scope_words(scope), number=call.number, typed=wanted),
            keeps_text=True,
        )
    return issue_one(call, look, scope)


def _printing(call: Call, rest: str, look: Look) -> Intention:
    papers = call.papers
    if not papers:
        return Intention(no_paper(call, look))
    if call.is_renamed:
        said = _("{person} has another name now. The right paper:  {number} new yes")
        return Intention(said.format(person=shown(call, look), number=call.number))
    said = _("Enter: shows {numbers}, to be printed once more.")
    numbers = ", ".join(one.number for one in papers)
    return print_these(papers, said.format(numbers=numbers), rest)


VERBS: dict[str, Callable[[Call, str, Look], Intention]] = {
    **dict.fromkeys(("ausstellen", "issue"), _issuing),
    **dict.fromkeys(("neu", "new"), _renewing),
    **dict.fromkeys(("bescheinigung", "confirm"), _confirming),
    **dict.fromkeys(("drucken", "print"), _printing),
}
"""What can be said of somebody: each word, and how the rest after it is read."""
