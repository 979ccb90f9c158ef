"""The line of Helfende: a new shift, or its number and who helps. Pure.

`Abbau 18-20, 2` · `7 ayse` · `7 ayse, cem, +Theo` · `7 ayse weg` · `7 braucht 3` · `7 17-19`
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from ...core import clock
from ...core.date_words import folded
from ...core.errors import Refused
from ...core.intention import YES, Intention
from ...core.language import N_, _, ngettext
from ...core.telling import sentence
from ...core.text import NAME_LENGTH, clean
from ...core.write import Write
from ...people.directory import Known
from ...people.names import one_spelling
from ...people.who import Unclear
from ..look import Look
from ..plan import HelperRow, Plan, ShiftRow
from ..when import Span, span
from . import sentences, shifts

GRAMMAR = (
    (N_("Clear up 18-20, 2"), N_("A shift: what, from when to when, how many people.")),
    (N_("7 ayse"), N_("Ayşe helps in shift 7.")),
    (N_("7 ayse, cem, +Theo"), N_("Several, as on the list of paper. + is somebody new.")),
    (N_("7 ayse away"), N_("Ayşe does not help any more. Who waits has the place.")),
    (N_("7 needs 3"), N_("Shift 7 has places for 3 people.")),
    (N_("7 17-19"), N_("Shift 7 is at another time.")),
    (N_("7 = Clean up"), N_("Shift 7 in other words.")),
    (N_("7 away yes"), N_("Shift 7 is taken out.")),
)
"""Help prints this table."""

DEFAULT_WANTED = 2
"""Two people in each shift, so that nobody is alone (domain-practice, section 5)."""

AWAY = frozenset({"weg", "away"})
_NUMBER = re.compile(r"(\d{1,4})(?:[ :,]+|$)(.*)", re.DOTALL)
_WANTED = re.compile(
    r"(?:(?:braucht|needs) )?(\d{1,4})(?: (?:menschen|leute|personen|helfende|people))?"
)
_NEEDS = re.compile(r"(?:braucht|needs) ?(\d{1,4})(?: .*)?")
_MOST_WORDS = 6
"""So many words at most say from when to when."""
_AND = re.compile(r"\s*(?:,|&|\bund\b|\band\b)\s*")


def read_helper(text: str, look: Look) -> Intention:
    """What Enter will do with `text`."""
    typed = clean(text, 2000)
    try:
        if not typed:
            return _read_empty(look)
        found = _NUMBER.fullmatch(typed)
        shift = _shift(int(found[1]), look.plan) if found else None
        if found and shift is not None:
            return _change(shift, found[2].strip(), look)
        if found and _split_times(found[2], look.plan)[1] is None:
            return Intention(_("There is no shift {number}.").format(number=found[1]))
        return _new(typed, look)
    except (Refused, Unclear) as said:
        return Intention(str(said))


def in_words(starts_at: datetime, ends_at: datetime, day_of: datetime | None = None) -> str:
    """18–20 or 18:30–20; with its day, unless that is the day of `day_of`."""
    starts, ends = clock.local(starts_at), clock.local(ends_at)
    day = "" if day_of and clock.local(day_of).date() == starts.date() else (
        f"{starts.day}.{starts.month}. "
    )  # fmt: skip
    return f"{day}{_short(starts)}–{_short(ends)}"


def elsewhere(person_id: int, shift: ShiftRow, plan: Plan) -> tuple[ShiftRow, ...]:
    """The other shifts of the event in which somebody helps at that time."""
    return tuple(
        other
        for other in plan.shifts
        if other.shift_id != shift.shift_id
        and other.starts_at < shift.ends_at
        and shift.starts_at < other.ends_at
        and any(helper.person_id == person_id for helper in other.helpers)
    )


def _short(moment: datetime) -> str:
    return f"{moment.hour}" if not moment.minute else f"{moment:%H:%M}"


def _read_empty(look: Look) -> Intention:
    shift = None if look.marked is None else _shift(look.marked, look.plan)
    if shift is None:
        return Intention(_("What, from when to when, how many:  Clear up 18-20, 2"))
    hint = _("Enter: takes shift {number} into the line.  Who helps?").format(number=shift.number)
    return Intention(hint, args=(f"{shift.number} ",), command="edit", chosen=shift.number)


def _shift(number: int, plan: Plan) -> ShiftRow | None:
    return next((shift for shift in plan.shifts if shift.number == number), None)


def _split_times(text: str, plan: Plan) -> tuple[str, Span | None]:
    """What stands in front of the times at the end of `text`, and the times; None without any."""
    words = text.split()
    if plan.event.day is not None:
        for count in range(min(_MOST_WORDS, len(words)), 0, -1):
            if (times := span(plan.event.day, " ".join(words[-count:]))) is not None:
                return " ".join(words[:-count]), times
    return text, None


# A new shift --------------------------------------------------------------------------------------


def _new(typed: str, look: Look) -> Intention:
    event = look.plan.event
    if event.starts_at is None or event.ends_at is None or event.day is None:
        return Intention(_("First the day of the event, then its shifts:  am 12.6. 15-18"))
    parts = [part.strip() for part in typed.split(",") if part.strip()]
    wanted = None
    if len(parts) > 1 and (found := _WANTED.fullmatch(folded(parts[-1]))):
        wanted = int(found[1])
        parts.pop()
    times = None
    for place, part in enumerate(parts):
        parts[place], times = _split_times(part, look.plan)
        if times is not None:
            break
    what = shifts.worded(", ".join(filter(None, parts)))
    starts_at, ends_at = times or (event.starts_at, event.ends_at)
    number, count = look.plan.next_number, wanted or DEFAULT_WANTED
    said = sentence(sentences.SHIFT, number=f"{number}", shift=what, wanted=f"{count}")
    seen = _("Enter: new shift  {number} “{what}” · {when} · {people}").format(
        number=number,
        what=what,
        when=in_words(starts_at, ends_at, event.starts_at),
        people=ngettext("{n} person", "{n} people", count),
    )
    args = (event.event_id, what, starts_at, ends_at, count)
    return Intention(seen, shifts.add_shift, args, said)


# A shift that is there ----------------------------------------------------------------------------


def _change(shift: ShiftRow, rest: str, look: Look) -> Intention:
    number = shift.number
    if not rest:
        return Intention(
            _("Who helps?  {number} ayse    More places:  {number} needs 3").format(number=number),
            chosen=number,
        )
    words = folded(rest).split()
    if rest.startswith("="):
        what = shifts.worded(rest[1:])
        return _changed(shift, what, {"what": what}, f"“{what}”")
    if words[0] in AWAY:
        return _removal(shift, words[1:])
    if found := _NEEDS.fullmatch(folded(rest)):
        places = ngettext("{n} person", "{n} people", int(found[1]))
        return _changed(shift, shift.what, {"wanted": int(found[1])}, places)
    if (times := span(clock.local(shift.starts_at).date(), rest)) is not None:
        starts_at, ends_at = times
        when = in_words(starts_at, ends_at)
        return _changed(shift, shift.what, {"starts_at": starts_at, "ends_at": ends_at}, when)
    if len(words) > 1 and words[-1] in AWAY:
        return _leaving(shift, rest.rsplit(None, 1)[0], look)
    return _helping(shift, rest, look)


def _changed(shift: ShiftRow, what: str, values: dict[str, object], shown: str) -> Intention:
    said = sentence(sentences.SHIFT_CHANGED, number=f"{shift.number}", shift=what)
    hint = _("Enter: shift {number}: {change}").format(number=shift.number, change=shown)
    args = (shift.shift_id, values)
    return Intention(hint, _change_shift, args, said, chosen=shift.number)


def _change_shift(write: Write, shift_id: int, values: dict[str, object]) -> None:
    shifts.change_shift(write, shift_id, **values)


def _removal(shift: ShiftRow, words: Sequence[str]) -> Intention:
    if len(words) == 1 and words[0] in YES:
        said = sentence(sentences.SHIFT_REMOVED, number=f"{shift.number}")
        hint = _("Enter: {sentence}").format(sentence=said)
        args = (shift.shift_id,)
        return Intention(hint, shifts.remove_shift, args, said, chosen=shift.number)
    helping = len(shift.helpers)
    asks = ngettext("{n} person helps there.", "{n} people help there.", helping) if helping else ""
    takes = _("Take out shift {number}? Type:  {number} away yes").format(number=shift.number)
    return Intention(f"{asks} {takes}".strip(), chosen=shift.number)


def _leaving(shift: ShiftRow, typed: str, look: Look) -> Intention:
    person = look.person(typed)
    its = [helper for helper in shift.helpers if _is(helper, person, typed)]
    if len(its) != 1:
        said = _("{name} does not help in shift {number}.")
        return Intention(
            said.replace("{number}", f"{shift.number}").replace("{name}", typed),
            chosen=shift.number,
        )
    (helper,) = its
    if helper.person_id is None:
        told = sentence(sentences.LEAVES_NAMED, shift=shift.what)
        shown = told
    else:
        told = sentence(sentences.LEAVES, person=helper.name, shift=shift.what)
        seen = helper.name if person is None else look.shown(person)
        shown = sentence(sentences.LEAVES, person=seen, shift=shift.what)
    hint = _("Enter: {sentence}").format(sentence=shown)
    return Intention(hint, shifts.leave, (helper.helper_id,), told, chosen=shift.number)


def _is(helper: HelperRow, person: Known | None, typed: str) -> bool:
    if person is not None and helper.person_id == person.person_id:
        return True
    return helper.person_id is None and one_spelling(helper.name).startswith(one_spelling(typed))


def _helping(shift: ShiftRow, rest: str, look: Look) -> Intention:
    people: list[Known] = []
    names: list[str] = []
    for part in filter(None, _AND.split(rest)):
        if part.startswith("+"):
            name = clean(part[1:], NAME_LENGTH)
            if name:
                names.append(name)
        elif (person := look.person(part)) is not None:
            people.append(person)
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
    for person in people:
        here = elsewhere(person.person_id, shift, look.plan)[:1]
        for other in here:
            hint += "   ! " + _also(look.shown(person), other, shift.starts_at)
        if not here and (twice := look.helper_booked_twice(shift, person)):
            hint += f"   ! {twice}"
    args = (shift.shift_id, tuple(person.person_id for person in people), tuple(names))
    return Intention(hint, shifts.sign_up, args, told, chosen=shift.number)


def _also(name: str, other: ShiftRow, day_of: datetime) -> str:
    when = f"{other.number} {other.what} ({in_words(other.starts_at, other.ends_at, day_of)})"
    return _("At that time {name} also helps: {shift}").format(name=name, shift=when)


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
