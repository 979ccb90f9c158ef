"""What is typed about a venue's access and about what people need. Pure.

`rampe ja, tür 90 cm, wc nein` · `hörschleife klären` · `geteilt ja` · `braucht 2 rollstuhl`
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from ..core import clock
from ..core.date_words import folded, read_date
from ..core.dates import day_words
from ..core.errors import Refused
from ..core.intention import Intention, UseCase
from ..core.language import N_, _
from ..core.telling import sentence
from ..core.text import clean
from ..people.names import one_spelling
from ..people.who import Unclear
from . import access
from .access import Found
from .conflicts import sentences
from .look import Look
from .models import WHAT_LENGTH, Answer, Feature

GRAMMAR: tuple[tuple[str, str], ...] = (
    (
        N_("ramp yes, door 90 cm, toilet no, loop unclear"),
        N_("What you have found at the place. Several at once, with commas."),
    ),
    (
        N_("ramp yes, checked 12.3.2026 Kim"),
        N_("Who has looked, and when. Without it: today."),
    ),
    (N_("stop line 4"), N_("Quiet room, light and stop, too.")),
    (N_("shared yes"), N_("Several events at once are fine there: a yard, a park.")),
    (N_("address Example Street 1"), N_("Where the place is.")),
    (N_("needs 2 wheelchair"), N_("2 people need room for a wheelchair. Never write a name.")),
)

FEATURES = {
    "rampe": Feature.STEP_FREE, "ramp": Feature.STEP_FREE, "stufenlos": Feature.STEP_FREE,
    "step-free": Feature.STEP_FREE,
    "tür": Feature.DOOR, "tuer": Feature.DOOR, "door": Feature.DOOR,
    "wc": Feature.TOILET, "toilette": Feature.TOILET, "klo": Feature.TOILET,
    "toilet": Feature.TOILET,
    "hörschleife": Feature.HEARING_LOOP, "hoerschleife": Feature.HEARING_LOOP,
    "loop": Feature.HEARING_LOOP, "hearing loop": Feature.HEARING_LOOP,
    "ruhe": Feature.QUIET_ROOM, "ruhiger raum": Feature.QUIET_ROOM,
    "ruheraum": Feature.QUIET_ROOM, "quiet room": Feature.QUIET_ROOM, "quiet": Feature.QUIET_ROOM,
    "licht": Feature.LIGHT, "light": Feature.LIGHT,
    "haltestelle": Feature.TRAM_STOP, "stop": Feature.TRAM_STOP, "bahn": Feature.TRAM_STOP,
    "tram": Feature.TRAM_STOP,
}  # fmt: skip
ANSWERS = {
    "ja": Answer.YES, "yes": Answer.YES, "nein": Answer.NO, "no": Answer.NO,
    "klären": Answer.UNCLEAR, "klaeren": Answer.UNCLEAR, "unklar": Answer.UNCLEAR,
    "offen": Answer.UNCLEAR, "unclear": Answer.UNCLEAR, "?": Answer.UNCLEAR,
}  # fmt: skip
DOOR_CM = 90
"""A door of a building that is open to all is at least so wide (DIN 18040-1, section 4.3.3)."""

MOST_PEOPLE = 999
_NEEDS = re.compile(r"(?:braucht|brauchen|needs?)\s+(.*)", re.IGNORECASE | re.DOTALL)
_COUNTED = re.compile(r"(\d{1,4})\s*(?:x|×|menschen|people)?\s+(\S.*)", re.IGNORECASE | re.DOTALL)
_SHARED = re.compile(r"(?:geteilt|shared)\s*(.*)", re.IGNORECASE | re.DOTALL)
_ADDRESS = re.compile(r"(?:adresse|address)\s*(.*)", re.IGNORECASE | re.DOTALL)
_CM = re.compile(r"(\d{2,3})\s*cm")
_CHECKED = re.compile(r"(?:geprüft|geprueft|checked)\b\s*(.*)", re.IGNORECASE)
_A_YEAR = timedelta(days=364)
_LONGEST_FIRST = sorted(FEATURES, key=len, reverse=True)


def read_access(text: str, look: Look) -> Intention | None:
    """What Enter will do; None if it is about something else."""
    typed = clean(text, WHAT_LENGTH * 4)
    if found := _NEEDS.fullmatch(typed):
        return _need(found[1].strip(), look)
    if found := _SHARED.fullmatch(typed):
        return _shared(folded(found[1]), look)
    if found := _ADDRESS.fullmatch(typed):
        return _address(found[1].strip(), look)
    try:
        return _features(typed, look)
    except Refused as said_no:
        return Intention(str(said_no), keeps_text=True)


def _features(typed: str, look: Look) -> Intention | None:
    found: list[Found] = []
    checked_on: date | None = None
    checked_by = ""
    for part in (part.strip() for part in typed.split(",")):
        if found and (checked := _CHECKED.fullmatch(part)):
            checked_on, checked_by = _checked(checked[1])
            continue
        named = _feature(part)
        if named is None:
            if not found:
                return None
            if part:  # "Haltestelle Linie 4, Am Markt": what is no point of access goes on
                last = found[-1]
                note = ", ".join(filter(None, [last.note, part]))
                found[-1] = Found(last.feature, last.answer, note)
            continue
        feature, rest = named
        one = _found(feature, rest)
        if one is None:
            example = _("{feature} yes · {feature} no · {feature} unclear")
            return Intention(example.format(feature=_(access.NAMES[feature])))
        found.append(one)
    if not look.plan.event.venue:
        return Intention(access.no_venue())
    twice = len({one.feature for one in found}) < len(found)
    if twice:
        return Intention(_("You have written one of them twice."))
    if any(len(one.note) > WHAT_LENGTH for one in found):
        return Intention(
            _("This is too long. {most} letters are possible.").format(most=WHAT_LENGTH)
        )
    venue = look.plan.event.venue
    told = sentence(sentences.ACCESS_SAID, place=venue, answers=access.answers_of(found))
    notes = ", ".join(one.note for one in found if one.note)
    if checked_on is not None:
        notes = ", ".join(filter(None, [notes, day_words(checked_on)]))
    notes = ", ".join(filter(None, [notes, checked_by]))
    args = (venue, tuple(found), checked_on, checked_by)
    return _enter(access.note_access, args, told, notes)


def _checked(said: str) -> tuple[date | None, str]:
    """When somebody looked, and who: "12.3.2026 Kim"; a day without its year is the last one.

    Raises Refused for a day that there is not, and for one that is still to come.
    """
    words = [word for word in said.split() if word.casefold() not in ("von", "by", "am", "on")]
    today = clock.local(clock.now()).date()
    for word in words:
        is_date = word[0].isdigit()
        day = read_date(word, today - _A_YEAR if is_date else today)
        if day is None or (day > today and not is_date):
            continue  # "Fr" is no Friday to come
        if day > today:
            raise Refused(_("This day is still to come."))
        words.remove(word)
        return day, clean(" ".join(words))
    return None, clean(" ".join(words))


def _feature(part: str) -> tuple[Feature, str] | None:
    """Which point of access a part begins with, and what is said of it."""
    for word in _LONGEST_FIRST:
        head, rest = part[: len(word)], part[len(word) :]
        if head.casefold() == word and (not rest or rest[0] in " :="):
            return FEATURES[word], rest.lstrip(" :=").strip()
    return None


def _found(feature: Feature, rest: str) -> Found | None:
    """What was found: an answer and a note; None if no answer is understood.

    A width alone says what a door is like, a name alone that there is a stop.
    """
    first, _blank, note = rest.partition(" ")
    if (answer := ANSWERS.get(first.casefold())) is not None:
        return Found(feature, answer, note.strip())
    if (answer := ANSWERS.get(rest.casefold())) is not None:
        return Found(feature, answer)
    if feature is Feature.TRAM_STOP and rest:
        return Found(feature, Answer.YES, rest)
    width = _CM.search(rest.casefold()) if feature is Feature.DOOR else None
    if width is None:
        return None
    return Found(feature, Answer.YES if int(width[1]) >= DOOR_CM else Answer.NO, rest)


def _need(rest: str, look: Look) -> Intention:
    counted = _COUNTED.fullmatch(rest)
    none = re.fullmatch(r"(?:kein\w*|no|niemand|nobody)\s+(\S.*)", rest, re.IGNORECASE)
    if counted is None and none is None:
        return Intention(_("How many people need what?  needs 2 wheelchair"))
    people = int(counted[1]) if counted else 0
    what = (counted or none)[2 if counted else 1].strip()  # type: ignore[index]  # one was found
    if people > MOST_PEOPLE or len(what) > 80:
        return Intention(_("Please check it: this is too much."))
    if not access.asked_of_venue(what) and _names_somebody(what, look):
        return Intention(_("Please no name. Only what is needed:  needs 1 wheelchair"))
    known = next(
        (need for need in look.plan.needs if one_spelling(need.what) == one_spelling(what)),
        None,
    )
    if people == 0 and known is None:
        return Intention(_("Nobody has said that this is needed."))
    if known is not None and known.people == people:
        return Intention(_("It is so already."))
    what = known.what if known else what[0].upper() + what[1:]
    args = (look.plan.event.event_id, what, people)
    if people == 0:
        return _enter(access.set_need, args, sentence(sentences.NEED_GONE, what=what))
    told = sentence(sentences.NEED_SET, people=f"{people}", need=what)
    return _enter(access.set_need, args, told)


def _names_somebody(what: str, look: Look) -> bool:
    try:
        return look.person(what) is not None
    except Unclear:  # more than one may be meant, so it is a name
        return look.people is not None


def _shared(word: str, look: Look) -> Intention:
    answer = ANSWERS.get(word)
    venue = look.plan.event.venue
    if not venue:
        return Intention(access.no_venue())
    if answer is None or answer is Answer.UNCLEAR:
        return Intention(_("shared yes: several events at once are fine there   shared no: not"))
    is_shared = answer is Answer.YES
    if look.plan.venue_is_shared == is_shared:
        return Intention(_("It is so already."))
    message = sentences.SHARED if is_shared else sentences.NOT_SHARED
    return _enter(access.share_venue, (venue, is_shared), sentence(message, place=venue))


def _address(address: str, look: Look) -> Intention:
    venue = look.plan.event.venue
    if not venue:
        return Intention(access.no_venue())
    if not address or len(address) > WHAT_LENGTH:
        return Intention(_("Please write where it is:  address Example Street 1"))
    told = sentence(sentences.ADDRESS_SET, place=venue, address=address)
    return _enter(access.set_address, (venue, address), told)


def _enter(use_case: UseCase, args: tuple[object, ...], told: str, notes: str = "") -> Intention:
    hint = _("Enter: {sentence}").format(sentence=told)
    return Intention(f"{hint}   ({notes})" if notes else hint, use_case, args, told)
