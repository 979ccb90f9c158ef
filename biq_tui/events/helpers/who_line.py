"""The line of Helfende, about who helps in a shift: who comes, who goes, who it really is. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...core.intention import Intention
from ...core.language import _, ngettext
from ...core.telling import sentence
from ...core.text import NAME_LENGTH, clean
from ...people.directory import Known
from ...people.names import one_spelling
from ...people.who import Unclear
from ..look import Look
from ..models import HelperDoor
from ..plan import HelperRow, ShiftRow
from . import sentences, shifts
from .overlaps import also, elsewhere

_AND = re.compile(r"\s*(?:,|&|\bund\b|\band\b)\s*")


def leaving(shift: ShiftRow, typed: str, look: Look) -> Intention:
    """Somebody does not help any more."""
    helper, person = _named(shift, typed, whole=True), None
    if helper is None:
        person = look.person(typed)
        helper = _of_person(shift, person) or _named(shift, typed)
    if helper is None:
        return _nobody(shift, typed)
    if helper.person_id is None:
        told = sentence(sentences.LEAVES_NAMED, shift=shift.what)
        shown = told
    else:
        told = sentence(sentences.LEAVES, person=helper.name, shift=shift.what)
        seen = helper.name if person is None else look.shown(person)
        shown = sentence(sentences.LEAVES, person=seen, shift=shift.what)
    hint = _("Enter: {sentence}").format(sentence=shown)
    waiting = [other for other in shift.helpers if other.is_waiting and not helper.is_waiting]
    if waiting and shift.missing == 0:
        next_one = _("somebody") if look.names_hidden else waiting[0].name
        hint += "   " + _("Then {name} has the place.").replace("{name}", next_one)
    return Intention(hint, shifts.leave, (helper.helper_id,), told, chosen=shift.number)


def telling(shift: ShiftRow) -> Intention:
    """Who waited and has a place now was told so."""
    if not (ids := tuple(helper.helper_id for helper in shift.helpers if helper.is_to_be_told)):
        return Intention(_("It is so already."), chosen=shift.number)
    told = sentence(sentences.TOLD, shift=shift.what)
    hint = _("Enter: {sentence}").format(sentence=told)
    return Intention(hint, shifts.told, (shift.shift_id, ids), told, chosen=shift.number)


def known(shift: ShiftRow, typed: str, meant: str, look: Look) -> Intention:
    """Whoever wrote a name is somebody whom the house knows."""
    helper, person = _named(shift, typed), look.person(meant)
    if helper is None:
        return _nobody(shift, typed)
    if person is None:
        return Intention(_("Nobody is called that."), chosen=shift.number)
    if _of_person(shift, person) is not None:
        return Intention(_("Everybody you name helps there already."), chosen=shift.number)
    told = sentence(sentences.RECOGNISED, person=person.name, shift=shift.what)
    shown = sentence(sentences.RECOGNISED, person=look.shown(person), shift=shift.what)
    hint = _("Enter: {sentence}").format(sentence=shown)
    args = (helper.helper_id, person.person_id)
    return Intention(hint, shifts.recognise, args, told, chosen=shift.number)


def _nobody(shift: ShiftRow, typed: str) -> Intention:
    said = _("{name} does not help in shift {number}.").replace("{number}", f"{shift.number}")
    return Intention(said.replace("{name}", typed), chosen=shift.number)


def _of_person(shift: ShiftRow, person: Known | None) -> HelperRow | None:
    its = (each for each in shift.helpers if person and each.person_id == person.person_id)
    return next(its, None)


def _named(shift: ShiftRow, typed: str, *, whole: bool = False) -> HelperRow | None:
    """Who signed up by this name and nobody has recognised; of two alike, who came last.

    `whole`: the beginning of a name is not enough. Raises Unclear if several names begin like it.
    """
    wanted = one_spelling(typed)
    named = [helper for helper in shift.helpers if helper.person_id is None]
    if same := [helper for helper in named if one_spelling(helper.name) == wanted]:
        return max(same, key=lambda helper: helper.helper_id)
    if whole:
        return None
    alike = [helper for helper in named if wanted and one_spelling(helper.name).startswith(wanted)]
    if len({one_spelling(helper.name) for helper in alike}) > 1:
        raise Unclear(_("Several names begin like this. Please write more of it."))
    return max(alike, key=lambda helper: helper.helper_id, default=None)


def helping(shift: ShiftRow, rest: str, look: Look) -> Intention:
    """Known people and, with a plus, new ones help in a shift."""
    people: list[Known] = []
    names: list[str] = []
    order: list[int | str] = []  # as on the list of paper: who stands there first has the place
    for part in filter(None, _AND.split(rest)):
        if part.startswith("+"):
            name = clean(part[1:], NAME_LENGTH)
            if name:
                names.append(name)
                order.append(name)
        elif (person := look.person(part)) is not None:
            people.append(person)
            order.append(person.person_id)
        else:
            said = _("Nobody is called that. Somebody new:  {number} +{name}")
            said = said.replace("{number}", f"{shift.number}").replace("{name}", part)
            return Intention(said, chosen=shift.number)
    there = {helper.person_id for helper in shift.helpers}
    named = {one_spelling(helper.name) for helper in shift.helpers if helper.person_id is None}
    people = [person for person in dict.fromkeys(people) if person.person_id not in there]
    names = [name for name in dict.fromkeys(names) if one_spelling(name) not in named]
    coming = len(people) + len(names)
    if not coming:
        return Intention(_("Everybody you name helps there already."), chosen=shift.number)
    free = shift.wanted - sum(not helper.is_waiting for helper in shift.helpers)
    told = _told(shift, people, names, free, hidden=False, look=look)
    shown = _told(shift, people, names, free, hidden=True, look=look)
    hint = _("Enter: {sentence}").format(sentence=shown)
    if 0 < free < coming:
        hint += "   " + ngettext("{n} of them waits.", "{n} of them wait.", coming - free)
    elif free <= 0 and coming > 1:
        hint += "   " + _("All places are taken: they wait.")
    for name in names:
        for other in elsewhere(_new(None, name), shift, look.plan)[:1]:
            hint += "   ! " + also(name, other, shift.starts_at)
    for person in people:
        here = elsewhere(_new(person.person_id, person.name), shift, look.plan)[:1]
        for other in here:
            hint += "   ! " + also(look.shown(person), other, shift.starts_at)
        if not here and (twice := look.helper_booked_twice(shift, person)):
            hint += f"   ! {twice}"
    new = {*names, *(person.person_id for person in people)}
    args = (shift.shift_id, tuple(each for each in dict.fromkeys(order) if each in new))
    return Intention(hint, shifts.sign_up, args, told, chosen=shift.number)


def _new(person_id: int | None, name: str) -> HelperRow:
    """Somebody who does not help yet."""
    return HelperRow(0, person_id, name, HelperDoor.TYPED, is_waiting=False)


def _told(
    shift: ShiftRow,
    people: Sequence[Known],
    names: Sequence[str],
    free: int,
    *,
    hidden: bool,
    look: Look,
) -> str:
    """What the journal will say; `hidden`: as names may be seen now."""
    if len(people) + len(names) > 1:
        return sentence(sentences.MANY_HELP, len(people) + len(names), shift=shift.what)
    if names:
        message = sentences.HELPS_NAMED if free > 0 else sentences.WAITS_NAMED
        return sentence(message, helper=names[0], shift=shift.what)
    message = sentences.HELPS if free > 0 else sentences.WAITS
    name = look.shown(people[0]) if hidden else people[0].name
    return sentence(message, person=name, shift=shift.what)
