"""The line of Helfende: a new shift, or its number and who helps. Pure.

`Abbau 18-20, 2` · `7 ayse` · `7 ayse, cem, +Theo` · `7 ayse weg` · `7 gesagt` · `7 braucht 3`
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...attendance.models import Sitting
from ...core import clock
from ...core.date_words import folded
from ...core.errors import Refused
from ...core.intention import YES, Intention
from ...core.language import N_, _, ngettext
from ...core.telling import sentence
from ...core.text import clean
from ...core.write import Write
from ...people.who import Unclear
from .. import phone_helpers
from ..look import Look
from ..plan import Plan, ShiftRow
from ..when import Span, span
from . import sentences, shifts
from .who_line import helping, known, leaving, telling
from .words import in_words

GRAMMAR = (
    (N_("Clear up 18-20, 2"), N_("A shift: what, from when to when, how many people.")),
    (N_("7 ayse"), N_("Ayşe helps in shift 7.")),
    (N_("7 ayse, cem, +Theo"), N_("Several, as on the list of paper. + is somebody new.")),
    (N_("7 ayse away"), N_("Ayşe does not help any more. Who waits has the place.")),
    (N_("7 needs 3"), N_("Shift 7 has places for 3 people.")),
    (N_("7 17-19"), N_("Shift 7 is at another time.")),
    (N_("7 = Clean up"), N_("Shift 7 in other words.")),
    (N_("7 away yes"), N_("Shift 7 is taken out.")),
    (N_("7 told"), N_("Who waited and has a place now was told so.")),
    (N_("7 theo = ayse"), N_("Theo, who signed up by phone, is Ayşe.")),
    (N_("phones"), N_("People sign up with their phones.")),
    (N_("phones away"), N_("Phones can not sign up any more.")),
    (N_("qr"), N_("The code for phones, as large as the screen.")),
)
"""Help prints this table."""

DEFAULT_WANTED = 2
"""Two people in each shift, so that nobody is alone (domain-practice, section 5)."""

AWAY = frozenset({"weg", "away"})
TOLD = frozenset({"gesagt", "told"})
PHONES = {
    "handys": True, "phones": True, "handys weg": False, "phones away": False, "handys zu": False,
    "phones off": False,
}  # fmt: skip
QR = frozenset({"qr", "code"})
_NUMBER = re.compile(r"(\d{1,4})(?:[ :,]+|$)(.*)", re.DOTALL)
_COUNT_AT_THE_END = re.compile(
    r"(.*\S) (-?\d{1,4})(?: (?:menschen|leute|personen|helfende|people))?", re.IGNORECASE
)
_WANTED = re.compile(
    r"(?:(?:braucht|needs) )?(-?\d{1,4})(?: (?:menschen|leute|personen|helfende|people))?"
)
_NEEDS = re.compile(r"(?:braucht|needs) ?(-?\d{1,4})(?: .*)?")
_MOST_WORDS = 6
"""So many words at most say from when to when."""


def read_helper(text: str, look: Look) -> Intention:
    """What Enter will do with `text`."""
    typed = clean(text, 2000)
    try:
        if not typed:
            return _read_empty(look)
        word = folded(typed)
        if word in PHONES:
            return _phones(PHONES[word], look.plan)
        if word in QR:
            return _code(look.plan)
        found = _NUMBER.fullmatch(typed)
        shift = _shift(int(found[1]), look.plan) if found else None
        if found and shift is not None:
            return _change(shift, found[2].strip(), look)
        if found and _split_times(found[2], look.plan)[1] is None:
            return Intention(_("There is no shift {number}.").format(number=found[1]))
        return _new(typed, look)
    except (Refused, Unclear) as said:
        return Intention(str(said))


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


def _split_count(text: str, plan: Plan) -> tuple[str, int | None]:
    """ "Abbau 18-20 2" without its comma: what stands in front of the count, and the count."""
    found = _COUNT_AT_THE_END.fullmatch(text)
    if found and _split_times(found[1], plan)[1] is not None:
        return found[1], int(found[2])
    return text, None


# Phones -----------------------------------------------------------------------------------------


def _phones(are_invited: bool, plan: Plan) -> Intention:
    """People may sign up with their own phones, or not any more."""
    event = plan.event
    if event.helpers_by_phone is are_invited:
        if not are_invited:
            return Intention(_("It is so already."))
        here = _("Enter: the page for phones is open for this event.")
        return Intention(here, command="phones")
    if are_invited and event.gathering_id is None:
        return Intention(_("First the day of the event, then its shifts:  am 12.6. 15-18"))
    if are_invited and not plan.shifts:
        return Intention(_("First a shift, then phones:  Clear up 18-20, 2"))
    if are_invited and (event.sitting is Sitting.ENDED or event.state in phone_helpers.OVER):
        return Intention(phone_helpers.over())
    told = sentence(sentences.INVITED if are_invited else sentences.NOT_INVITED)
    hint = _("Enter: {sentence}").format(sentence=told)
    if are_invited:
        hint += "   " + _("Until the meeting or the day ends.")
    args = (event.event_id, are_invited)
    return Intention(hint, phone_helpers.invite, args, told, command="phones")


def _code(plan: Plan) -> Intention:
    if not plan.event.helpers_by_phone:
        return Intention(_("No phone is invited.   So that people can sign up:  phones"))
    return Intention(_("Enter: shows the code for phones, large."), command="qr")


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
    if parts and wanted is None:
        parts[-1], wanted = _split_count(parts[-1], look.plan)
    times = None
    for place, part in enumerate(parts):
        parts[place], times = _split_times(part, look.plan)
        if times is not None:
            break
    what = shifts.worded(", ".join(filter(None, parts)))
    starts_at, ends_at = times or (event.starts_at, event.ends_at)
    number = look.plan.next_number
    count = DEFAULT_WANTED if wanted is None else shifts.possible(wanted)
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
    if words[0] in TOLD and len(words) == 1:
        return telling(shift)
    if found := _NEEDS.fullmatch(folded(rest)):
        wanted = shifts.possible(int(found[1]))
        places = ngettext("{n} person", "{n} people", wanted)
        return _changed(shift, shift.what, {"wanted": wanted}, places)
    if (times := span(clock.local(shift.starts_at).date(), rest)) is not None:
        starts_at, ends_at = times
        when = in_words(starts_at, ends_at)
        return _changed(shift, shift.what, {"starts_at": starts_at, "ends_at": ends_at}, when)
    if "=" in rest:
        typed, _sign, meant = rest.partition("=")
        return known(shift, typed.strip(), meant.strip(), look)
    if len(words) > 1 and words[-1] in AWAY:
        return leaving(shift, rest.rsplit(None, 1)[0], look)
    return helping(shift, rest, look)


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
