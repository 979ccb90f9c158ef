"""What an institution or a neighbour gives, and how it stands: read as what Enter will do. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ...core.date_words import folded
from ...core.dates import day_words
from ...core.intention import YES, Intention
from ...core.language import _
from ...people.names import begins
from ...people.who import Unclear
from ..look import Look
from ..models import PledgeRole, PledgeState
from ..plan import PledgeRow
from ..reading import today
from . import pledges, sentences
from .gifts import (
    WAITING,
    Answer,
    Gift,
    answered,
    changes,
    details,
    merged,
    possible,
    possible_answer,
    same,
    spoken_for,
    stands_there,
    state_words,
    thing_words,
)
from .givers import Somebody
from .institution_line import entered, read_institution
from .roles import AWAY_WORDS
from .said import Said, is_known, read_gift, read_said


def read_giving(somebody: Somebody, rest: str, look: Look) -> Intention:
    """What is said of an institution or a neighbour."""
    if somebody.institution is not None:
        its = read_institution(somebody, rest, look)
        if its is not None:
            return its
    mine = _pledges_of(somebody, look)
    if not rest:
        return _stands(somebody, mine, look)
    words = rest.split()
    last = len(words) - (folded(words[-1]) in YES)
    if folded(words[last - 1]) in AWAY_WORDS:
        gift = read_gift(" ".join(words[: last - 1]))
        row = None if gift is None else _same(somebody, gift, look)
        if row is None or row not in mine:
            return Intention(_("This is not there. The number is enough:  3 away yes"))
        return away(row, words[last:], look)
    said = read_said(rest, today())
    if said.contact and not _contacts(somebody, said):
        said = Said(f"{said.what} {said.contact}".strip(), said.answer)
    gift = read_gift(said.what)
    if gift is None:
        return _answer_of_all(somebody, mine, said, look)
    if not said.says_something and not is_known(said.what):
        return Intention(
            _("How does it stand?  {who} … yes · no · asked · if …").format(
                who=somebody.shown(look)
            )
        )
    return recorded(somebody, gift, said, look)


def _stands(somebody: Somebody, mine: tuple[PledgeRow, ...], look: Look) -> Intention:
    listed = " · ".join(f"{row.number} {what_of(row)} – {_state(row)}" for row in mine[:3])
    example = _("And then:  room yes · asked · no · co-organiser yes")
    who = somebody.shown(look)
    lit = frozenset(row.number for row in mine)
    return Intention(f"{who}: {listed}   {example}" if listed else f"{who}.   {example}", lit=lit)


def _answer_of_all(
    somebody: Somebody, mine: tuple[PledgeRow, ...], said: Said, look: Look
) -> Intention:
    """An answer without a thing: to all that is open, else to all that it gives, else it is new."""
    rows = tuple(row for row in mine if row.state in WAITING) or mine
    if not rows:
        if not said.answer.state:
            return Intention(_("What is it about? Like this:  heim room by 2.4."))
        return recorded(somebody, Gift(PledgeRole.OWN), said, look)
    if len(rows) > 1 and said.answer.state is None and not pledges.only_due(said.answer):
        return Intention(_("How does it stand?  {who} … yes · no · asked · if …").format(
            who=somebody.shown(look)
        ))  # fmt: skip
    return read_answer(rows, said, look)


def recorded(
    somebody: Somebody, gift: Gift, said: Said, look: Look, number: int | None = None
) -> Intention:
    """One thing that somebody gives, or that nobody was asked for."""
    gift = possible(gift)
    answer = possible_answer(_with_contact(somebody, said))
    row = _same(somebody, gift, look) if number is None else row_of(number, look)
    if row is not None and row.state is not PledgeState.NEEDED and answer == Answer():
        return Intention(
            f"{what_of(row)}: {_state(row)}.   {choices(row.number)}", chosen=row.number
        )
    if row is None and somebody == Somebody() and (there := spoken_for(look.plan.pledges, gift)):
        raise stands_there(there)
    thing, day = merged(row, gift), today()
    values = answered(row, answer, day, somebody != Somebody())
    its = {"role": thing.role, "what": thing.what, "cents": thing.cents}
    is_needed = row is not None and row.state is PledgeState.NEEDED
    is_taken_over = is_needed and somebody != Somebody()
    if row is not None and not is_taken_over and not changes(row, {**values, **its}):
        return Intention(_("It is so already."), chosen=row.number)
    told = pledges.told_as(values["state"], somebody.person is not None)
    words = {
        "what": thing_words(thing.role, thing.what, thing.cents),
        "condition": values["condition"],
        "details": details(values, day, answer.due is not None),
    }
    args = (look.plan.event.event_id, somebody.giver, gift, answer, number)
    chosen = None if row is None else row.number
    return entered(
        told,
        pledges.record,
        args,
        chosen,
        seen=somebody.shown(look),
        after=_today(values),
        organisation=somebody.name,
        person=somebody.name,
        **words,
    )


def read_answer(rows: tuple[PledgeRow, ...], said: Said, look: Look) -> Intention:
    """One answer to one or several pledges of one giver."""
    somebody = giver_of(rows[0], look)
    answer, day = possible_answer(_with_contact(somebody, said)), today()
    if not any(
        changes(row, answered(row, answer, day, row.state is not PledgeState.NEEDED))
        for row in rows
    ):
        return Intention(_("It is so already."), chosen=rows[0].number)
    numbers = tuple(row.number for row in rows)
    args = (look.plan.event.event_id, numbers, answer)
    what = ", ".join(what_of(row) for row in rows)
    chosen, lit = (numbers[0], frozenset[int]()) if len(rows) == 1 else (None, frozenset(numbers))
    if pledges.only_due(answer) and answer.due is not None:
        listed = ", ".join(f"{number}" for number in numbers)
        return entered(
            sentences.DUE,
            pledges.answer_all,
            args,
            chosen,
            lit=lit,
            number=listed,
            what=what,
            day=day_words(answer.due),
        )
    values = pledges.told_of(rows, answer, day)
    return entered(
        pledges.told_as(values["state"], rows[0].person_id is not None),
        pledges.answer_all,
        args,
        chosen,
        lit=lit,
        seen=somebody.shown(look),
        after=_today(values),
        organisation=somebody.name,
        person=somebody.name,
        what=what,
        condition=values["condition"],
        details=details(values, day, answer.due is not None),
    )


def _today(values: Mapping[str, Any]) -> str:
    """What is stored beside what the sentence says: that it was said today."""
    is_said = values["state"] not in (PledgeState.NEEDED, PledgeState.NO_ANSWER)
    return " · " + _("today") if is_said and values["said_on"] == today() else ""


def _with_contact(somebody: Somebody, said: Said) -> Answer:
    """The answer, with the contact who gave it. Raises Unclear for one that is not known."""
    if not said.contact:
        return said.answer
    found = _contacts(somebody, said)
    if len(found) != 1:
        raise Unclear(_("Which contact was it? Please type more of the name."))
    return replace(said.answer, contact_id=found[0])


def _contacts(somebody: Somebody, said: Said) -> tuple[int, ...]:
    typed = said.contact.partition(" ")[2]
    known = () if somebody.institution is None else somebody.institution.contacts
    return tuple(each.contact_id for each in known if begins(typed, each.name))


def _same(somebody: Somebody, gift: Gift, look: Look) -> PledgeRow | None:
    partner, person = somebody.at(look), somebody.person
    return same(
        look.plan.pledges,
        gift,
        None if partner is None else partner.partner_id,
        None if person is None else person.person_id,
    )


def _pledges_of(somebody: Somebody, look: Look) -> tuple[PledgeRow, ...]:
    partner, person = somebody.at(look), somebody.person
    if partner is not None:
        return tuple(row for row in look.plan.pledges if row.partner_id == partner.partner_id)
    if person is not None:
        return tuple(row for row in look.plan.pledges if row.person_id == person.person_id)
    return ()


def giver_of(row: PledgeRow, look: Look) -> Somebody:
    """Who gives what stands in a row."""
    for institution in look.institutions:
        somebody = Somebody(institution)
        partner = somebody.at(look)
        if partner is not None and partner.partner_id == row.partner_id:
            return somebody
    person = None
    if row.person_id is not None:
        person = None if look.people is None else look.people.of(row.person_id)
        if person is None:
            raise Unclear(_("One moment …"))
    return Somebody(person=person)


def row_of(number: int | None, look: Look) -> PledgeRow | None:
    """The pledge with this number; None for none."""
    return next((row for row in look.plan.pledges if row.number == number), None)


def what_of(row: PledgeRow) -> str:
    """What is given, in words."""
    return thing_words(row.role, row.what, row.cents)


def _state(row: PledgeRow) -> str:
    """How it stands, in words."""
    return state_words(row.state, row.condition)


def choices(number: int) -> str:
    """What can be said of a number."""
    return _(
        "{number} yes · {number} no · {number} if … · {number} by 2.4. · {number} = other words"
    ).format(number=number)


def away(row: PledgeRow, words: list[str], look: Look) -> Intention:
    """A pledge is taken out, if it was said twice."""
    if words and folded(words[-1]) in YES:
        args = (look.plan.event.event_id, row.number)
        return entered(
            sentences.PLEDGE_REMOVED,
            pledges.remove,
            args,
            row.number,
            number=f"{row.number}",
            what=what_of(row),
        )
    return Intention(
        _("Take {what} out? Type:  {number} away yes").format(number=row.number, what=what_of(row)),
        chosen=row.number,
    )
