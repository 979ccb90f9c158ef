"""The line of a course's people: first who, then what.

`+Ayşe Beispiel` · `7 called Ayşe Beispiel` · `mül excused 12.3.` · `7 since 12.3.` · `7 needs …`
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from ..attendance import beforehand
from ..attendance import sentences as attendance_sentences
from ..attendance.models import Sitting
from ..core import clock
from ..core.date_words import read_date
from ..core.dates import full_date
from ..core.errors import Refused
from ..core.intention import YES, Intention, UseCase
from ..core.language import N_, _
from ..core.telling import sentence
from ..core.text import NAME_LENGTH, clean
from ..people import person_line
from ..people import sentences as people_sentences
from ..people import service as people
from ..people.names import begins, fold
from ..people.person_line import Subject
from . import enrolment, sentences
from .course import Course, DateRow, EnrolledRow
from .enrolment import day_number
from .models import NEEDS_LENGTH

GRAMMAR = (
    (N_("+Ayşe Beispiel"), N_("Somebody new on the list.")),
    (
        N_("+Ayşe Beispiel since 12.3."),
        N_("She comes from this day on. Before, she is not missing."),
    ),
    (N_("7 called Ayşe Beispiel"), N_("The name was wrong. It changes in every list.")),
    (N_("7 latin Olena"), N_("The name in Latin letters, so that you can type it.")),
    (N_("mül excused"), N_("This person has cancelled for the next date.")),
    (N_("mül excused 12.3."), N_("She has cancelled for this day.")),
    (N_("mül comes 12.3."), N_("She comes after all.")),
    (N_("7 since 12.3."), N_("She joined on this day.")),
    (N_("7 left 12.3."), N_("She does not come any more from this day on.")),
    (N_("7 needs hearing loop"), N_("What she needs in the room. Today shows only how many.")),
    *person_line.GRAMMAR,
    (N_("7 remove yes"), N_("She was on the list by mistake.")),
    (N_("fetch list"), N_("People from a file: Excel, LibreOffice, or text.")),
)

TYPED_LENGTH = 400
"""More than anybody types into one line, in characters."""

FETCH = frozenset({"liste holen", "fetch list"})
SINCE = frozenset({"seit", "ab", "since"})
NOTHING = frozenset({"nichts", "nothing", "-"})
BEGINNING = frozenset({"anfang", "beginning", "start"})


@dataclass(frozen=True, slots=True)
class Look:
    """What the facilitator sees when she presses a key."""

    course: Course
    marked: int | None = None
    pressed: str = ""
    """The text on which Enter was pressed already: the second Enter may act."""
    names_hidden: bool = False


Said = Callable[[EnrolledRow, str, "Look"], Intention]


def read_people(text: str, look: Look) -> Intention:
    """What Enter will do with `text` on the tab of people. Pure."""
    text = clean(text, TYPED_LENGTH)
    try:
        return _read(text, look)
    except Refused as refusal:
        return Intention(refusal.sentence)


def _read(text: str, look: Look) -> Intention:
    if not text:
        return _read_empty(look)
    if text.casefold() in FETCH:
        return Intention(_("Enter: fetches people from a file."), command="fetch")
    if text.startswith("+"):
        return _enrolling(text[1:].strip(), look)
    who, verb, rest = _split(text, look)
    hits = _named(who, look)
    if not hits:
        return _unknown(who, look)
    lit = frozenset(row.number for row in hits)
    marked = [row for row in hits if row.number == look.marked]
    if len(hits) > 1 and not marked:
        names = ", ".join(_apart(row, look) for row in hits[:2]) + (", …" if len(hits) > 2 else "")
        said = _("Who is it? {names}.   Enter or ↑↓ chooses.").format(names=names)
        return Intention(said, args=(hits[0].number,), command="mark", lit=lit, keeps_text=True)
    row = (marked or hits)[0]
    try:
        meant = VERBS.get(verb, _editing)(row, rest, look)
    except Refused as refusal:
        meant = Intention(refusal.sentence)
    return replace(meant, lit=lit, chosen=row.number)


def _read_empty(look: Look) -> Intention:
    row = next((row for row in look.course.people if row.number == look.marked), None)
    if row is None:
        return Intention(_("Type a name or a number, then what. New:  +Name.   ? shows everything"))
    return replace(_editing(row, "", look), chosen=row.number)


def _named(who: str, look: Look) -> list[EnrolledRow]:
    if who.isdecimal():
        return [row for row in look.course.people if row.number == int(who)]
    hits = [
        row
        for row in look.course.people
        if begins(who, row.name) or (row.latin and begins(who, row.latin))
    ]
    whole = [row for row in hits if set(fold(who)) <= set(fold(f"{row.name} {row.latin}"))]
    return whole or hits


def _split(text: str, look: Look) -> tuple[str, str, str]:
    """Who, the verb and the rest; a verb counts only after a known person or number."""
    words = text.split()
    for place in range(1, len(words)):
        verb = words[place].casefold()
        who = " ".join(words[:place])
        if verb in VERBS and _named(who, look):
            return who, verb, " ".join(words[place + 1 :])
    return text, "", ""


def _unknown(who: str, look: Look) -> Intention:
    if who.isdecimal():
        return Intention(_("There is no number {number}.").format(number=who))
    if look.pressed == who:
        return _enrolling(who, look)
    said = _("Nobody on the list has this name. Enter again: {name} is new on the list.")
    return Intention(said.format(name=who), command="press", keeps_text=True)


def _enrolling(text: str, look: Look) -> Intention:
    name, day = text, None
    words = text.split()
    for place in range(1, len(words)):
        if words[place].casefold() in SINCE:
            name, day = " ".join(words[:place]), _day(" ".join(words[place + 1 :]))
            break
    name = _usable(name)
    if not name:
        return Intention(_("Type the name after the plus."))
    said = sentence(sentences.ENROLLED, person=name)
    hint = sentence(sentences.ENROLLED, person=name.split()[0] if look.names_hidden else name)
    if day is not None:
        hint += " " + _("From {day} on.").format(day=day_number(day))
    listed = [_apart(row, look) for row in _named(name, look)[:2]]
    if listed:
        hint += " (" + _("On the list: {names}.").format(names=", ".join(listed)) + ")"
    hint = _("Enter: {sentence}").format(sentence=hint)
    return Intention(hint, enrolment.enrol, (look.course.run_id, name, day), said)


def _editing(row: EnrolledRow, _rest: str, look: Look) -> Intention:
    hint = _("{person}:  Enter changes the name.  Also:  excused, since, needs").format(
        person=_shown(row, look)
    )
    called = _("called")
    return Intention(hint, args=(f"{row.number} {called} {row.name}",), command="edit")


def _calling(row: EnrolledRow, rest: str, look: Look) -> Intention:
    name = _usable(rest)
    if not name:
        return _editing(row, rest, look)
    if name == row.name:
        return Intention(_("That is the name already."))
    said = sentence(people_sentences.NAMED, person=name)
    return _act(people.name, (row.person_id, name), said, said, look)


def _spelling(row: EnrolledRow, rest: str, look: Look) -> Intention:
    latin = "" if rest.casefold() in NOTHING else _usable(rest)
    if latin == row.latin:
        return Intention(_("Type the name in Latin letters:  7 latin Olena"))
    message = people_sentences.SPELT if latin else people_sentences.NOT_SPELT
    return _said_of(row, message, people.spell, (row.person_id, latin), look)


def _excusing(row: EnrolledRow, rest: str, look: Look) -> Intention:
    date = _date(rest, look) if rest else look.course.next_date(row)
    if date is None:
        return Intention(
            _("{person} is not expected at any date to come.").format(person=_shown(row, look))
        )
    if date.gathering_id in row.excused:
        return Intention(_("{person} has cancelled already.").format(person=_shown(row, look)))
    return _about_date(row, date, attendance_sentences.EXCUSED_FOR, beforehand.excuse, look)


def _expecting(row: EnrolledRow, rest: str, look: Look) -> Intention:
    excused = [date for date in look.course.dates if date.gathering_id in row.excused]
    date = _date(rest, look) if rest else next(iter(excused), None)
    if date is None or date.gathering_id not in row.excused:
        return Intention(_("{person} has not cancelled.").format(person=_shown(row, look)))
    return _about_date(
        row, date, attendance_sentences.COMES_AFTER_ALL, beforehand.expect_again, look
    )


def _joining(row: EnrolledRow, rest: str, look: Look) -> Intention:
    day = None if rest.casefold() in BEGINNING else _day(rest)
    args = (look.course.run_id, row.person_id, day)
    if day == row.joined_on:
        return _so_already()
    if day is None:
        return _said_of(row, sentences.STAYS, enrolment.join, args, look)
    return _said_of(row, sentences.JOINED, enrolment.join, args, look, day=day_number(day))


def _leaving(row: EnrolledRow, rest: str, look: Look) -> Intention:
    day = _day(rest)
    args = (look.course.run_id, row.person_id, day)
    if day == row.left_on:
        return _so_already()
    return _said_of(row, sentences.LEFT, enrolment.leave, args, look, day=day_number(day))


def _staying(row: EnrolledRow, _rest: str, look: Look) -> Intention:
    args = (look.course.run_id, row.person_id, None)
    if row.left_on is None:
        return _so_already()
    return _said_of(row, sentences.STAYS, enrolment.leave, args, look)


def _needing(row: EnrolledRow, rest: str, look: Look) -> Intention:
    if not rest:
        return Intention(_("What is needed?  For example:  7 needs hearing loop"))
    needs = "" if rest.casefold() in NOTHING else clean(rest, NEEDS_LENGTH)
    args = (look.course.run_id, row.person_id, needs)
    if needs == row.needs:
        return _so_already()
    if not needs:
        return _said_of(row, sentences.NO_NEEDS, enrolment.need, args, look)
    return _said_of(row, sentences.NEEDS, enrolment.need, args, look, needs=needs)


def _removing(row: EnrolledRow, rest: str, look: Look) -> Intention:
    if rest.casefold() not in YES:
        return Intention(
            _("Take {person} off the list? Type:  {number} remove yes").format(
                person=_shown(row, look), number=row.number
            )
        )
    args = (look.course.run_id, row.person_id)
    return _said_of(row, sentences.TAKEN_OFF, enrolment.take_off, args, look)


def _said_of_person(read: Callable[[Subject, str], Intention]) -> Said:
    """What can be said of somebody on every list, read here as everywhere."""

    def said(row: EnrolledRow, rest: str, look: Look) -> Intention:
        shown = _shown(row, look)
        subject = Subject(row.person_id, row.number, row.name, shown, row.known_by, row.locked)
        return read(subject, rest)

    return said


VERBS: dict[str, Said] = {
    **dict.fromkeys(("heißt", "heisst", "called"), _calling),
    **dict.fromkeys(("lateinisch", "latin"), _spelling),
    **dict.fromkeys(("abgesagt", "excused"), _excusing),
    **dict.fromkeys(("kommt", "comes"), _expecting),
    **dict.fromkeys(("seit", "ab", "since"), _joining),
    **dict.fromkeys(("ausgetreten", "left"), _leaving),
    **dict.fromkeys(("bleibt", "stays"), _staying),
    **dict.fromkeys(("braucht", "needs"), _needing),
    **dict.fromkeys(("weg", "remove"), _removing),
    **{word: _said_of_person(read) for word, read in person_line.VERBS.items()},
}
"""What can be said of somebody: each word, and how the rest after it is read."""


def _so_already() -> Intention:
    return Intention(_("It is so already."))


def _usable(name: str) -> str:
    name = clean(name, TYPED_LENGTH)
    if len(name) > NAME_LENGTH:
        raise Refused(
            _("This name is too long. Please write at most {n} letters.").format(n=NAME_LENGTH)
        )
    return name


def _day(text: str) -> date:
    day = read_date(text, clock.local(clock.now()).date()) if text else None
    if day is None:
        raise Refused(_("Please write the day after it, for example: 12.3."))
    return day


def _date(text: str, look: Look) -> DateRow:
    """The planned date of the course on this day, or with this number."""
    planned = [date for date in look.course.dates if date.sitting is Sitting.PLANNED]
    if text.isdecimal():
        found = [date for date in planned if date.number == int(text)]
    else:
        day = _day(text)
        found = [date for date in planned if clock.local(date.starts_at).date() == day]
    if not found:
        raise Refused(_("The course has no date to come on this day."))
    return found[0]


def _about_date(
    row: EnrolledRow, date: DateRow, message: str, use_case: UseCase, look: Look
) -> Intention:
    args = (date.gathering_id, row.person_id)
    return _said_of(row, message, use_case, args, look, day=full_date(date.starts_at))


def _said_of(
    row: EnrolledRow,
    message: str,
    use_case: UseCase,
    args: tuple[object, ...],
    look: Look,
    **names: str,
) -> Intention:
    said = sentence(message, person=row.name, **names)
    shown = sentence(message, person=_shown(row, look), **names)
    return _act(use_case, args, said, shown, look)


def _act(
    use_case: UseCase, args: tuple[object, ...], said: str, shown: str, look: Look
) -> Intention:
    if look.names_hidden and shown == said:
        shown = _("the name is changed.")
    return Intention(_("Enter: {sentence}").format(sentence=shown), use_case, args, said)


def _apart(row: EnrolledRow, look: Look) -> str:
    """The name, with what tells her from others of her name; with names hidden as everywhere."""
    return _shown(row, look) if look.names_hidden else look.course.told_apart(row)


def _shown(row: EnrolledRow, look: Look) -> str:
    """The name; with names hidden the number and first name, and only while somebody types."""
    return f"{row.number} {row.name.split()[0]}" if look.names_hidden else row.name
