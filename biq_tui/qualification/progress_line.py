"""The line of how people stand: first who, then what.

`7` · `7 3 ue` · `7 12.3. 3 ue` · `7 block 3 4 ue` · `7 12.3. whole` · `7 certificate because …`
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import timedelta

from ..core import clock
from ..core.date_words import read_date
from ..core.dates import full_date, short_date
from ..core.errors import Refused
from ..core.intention import Intention, UseCase
from ..core.language import N_, _
from ..core.telling import sentence
from ..core.text import clean
from ..people.directory import told_apart
from ..people.names import begins, fold, same
from . import sentences
from .models import REASON_LENGTH
from .passport import DatePass, Passport, Passports, Standing, decide, reason_too_long, share_said
from .units import count_units, too_many

GRAMMAR = (
    (N_("7"), N_("How she stands with each block. A suggestion waits for Enter.")),
    (N_("7 3 ue"), N_("Of the last date she was at, 3 units (UE) count.")),
    (N_("7 12.3. 3 ue"), N_("Of this day, 3 units (UE) count.")),
    (N_("7 block 3 4 ue"), N_("Of her date of block 3, 4 units (UE) count.")),
    (N_("7 12.3. whole"), N_("Of this day, all units (UE) count.")),
    (
        N_("7 certificate because …"),
        N_("She gets the certificate, though the rule says no. Your reason is kept."),
    ),
    (N_("7 certificate no"), N_("Your decision is taken back. The rule counts again.")),
)

TYPED_LENGTH = 400
"""More than anybody types into one line, in characters."""

_UNITS = re.compile(
    r"(?:(?P<where>.+?)\s+)?(?:(?P<units>\d{1,4})\s*(?:ue|units?)|(?P<whole>ganz|whole))",
    re.IGNORECASE,
)
_BLOCK = re.compile(r"block\s*(\d{1,2})", re.IGNORECASE)
_CERTIFICATE = frozenset({"zertifikat", "certificate"})
_BECAUSE = frozenset({"weil", "because"})
_NO = frozenset({"nein", "no"})


@dataclass(frozen=True, slots=True)
class Look:
    """What the facilitator sees when she presses a key."""

    passports: Passports
    marked: int | None = None
    names_hidden: bool = False
    opened: int | None = None
    """Number of the person whose passport is shown in full."""


def read_progress(text: str, look: Look) -> Intention:
    """What Enter will do with `text` on the tab of how people stand. Pure."""
    text = clean(text, TYPED_LENGTH)
    if not text:
        marked = next((one for one in look.passports.people if one.number == look.marked), None)
        if marked is None:
            return Intention(_("Type a name or a number, then what.   ? shows everything"))
        return replace(_bare(marked, look), chosen=marked.number)
    who, rest = _split(text, look)
    hits = _named(who, look)
    if not hits:
        if who.isdecimal():
            return Intention(_("There is no number {number}.").format(number=who))
        return Intention(_("Nobody in the course has this name: {name}").format(name=who))
    lit = frozenset(one.number for one in hits)
    marked_hits = [one for one in hits if one.number == look.marked]
    if len(hits) > 1 and not marked_hits:
        names = ", ".join(apart(one, look) for one in hits[:2]) + (", …" if len(hits) > 2 else "")
        said = _("Who is it? {names}.   Enter or ↑↓ chooses.").format(names=names)
        return Intention(said, args=(hits[0].number,), command="mark", lit=lit, keeps_text=True)
    one = (marked_hits or hits)[0]
    try:
        meant = _meant(one, rest, look)
    except Refused as refusal:
        meant = Intention(refusal.sentence)
    return replace(meant, lit=lit, chosen=one.number)


def _split(text: str, look: Look) -> tuple[str, str]:
    """Who, as many words as name somebody; and the rest."""
    words = text.split()
    for place in range(len(words), 1, -1):
        if _named(who := " ".join(words[:place]), look):
            return who, " ".join(words[place:])
    return (words[0], " ".join(words[1:])) if _named(words[0], look) else (text, "")


def _named(who: str, look: Look) -> list[Passport]:
    if who.isdecimal():
        return [one for one in look.passports.people if one.number == int(who)]
    hits = [
        one
        for one in look.passports.people
        if begins(who, one.name) or (one.latin and begins(who, one.latin))
    ]
    whole = [one for one in hits if set(fold(who)) <= set(fold(f"{one.name} {one.latin}"))]
    return whole or hits


def _meant(one: Passport, rest: str, look: Look) -> Intention:
    if not rest:
        return _bare(one, look)
    verb, _blank, more = rest.partition(" ")
    if any(word == verb.casefold() or word.startswith(rest.casefold()) for word in _CERTIFICATE):
        return _certificate(one, more.strip(), look)
    if found := _UNITS.fullmatch(rest):
        date = _date(one, (found["where"] or "").strip())
        whole = found["whole"] is not None
        return _counting(one, date, date.units if whole else int(found["units"]), look)
    date = _date(one, rest)
    said = _("{person}, {day}: {units} of {all} UE count. Change it:  {number} {short} 3 ue")
    return Intention(
        said.format(
            person=_shown(one, look),
            day=full_date(date.starts_at),
            units=date.counted,
            all=date.units,
            number=one.number,
            short=_day(date),
        )
    )


def _bare(one: Passport, look: Look) -> Intention:
    """Somebody without a word: a suggestion that Enter takes, or how she stands."""
    date = next((date for date in one.dates if date.suggestion is not None), None)
    if date is not None and date.suggestion is not None:
        hint = _("Enter: suggestion {units} of {all} UE for {person} ({why})").format(
            units=date.suggestion, all=date.units, person=_shown(one, look), why=_why(date)
        )
        return replace(_counting(one, date, date.suggestion, look), hint=hint)
    facts = {"person": _shown(one, look), "share": share_said(one.counted, one.units)}
    if one.number == look.opened:
        hint = _("{person}: {share}.  Esc: back to all.  Also:  3 ue   certificate because …")
        return Intention(hint.format(**facts))
    hint = _("{person}: {share}.  Enter: more.  Also:  3 ue   certificate because …")
    return Intention(hint.format(**facts), args=(one.number,), command="show")


def _why(date: DatePass) -> str:
    """ "came 40 min. late on Fr 5.3. and left early": why fewer units are suggested."""
    late = date.stay.late_minutes if date.stay else None
    day = short_date(date.starts_at)
    if late is None:
        return _("left early on {day}").format(day=day)
    came = _("came {n} min. late on {day}").format(n=late, day=day)
    return came + (" " + _("and left early") if date.stay and date.stay.left_at else "")


def _counting(one: Passport, date: DatePass, units: int, look: Look) -> Intention:
    """So many units count of a date. All of them need no number of their own, unless she came late
    or left early: then that is the answer to the suggestion."""
    day = full_date(date.starts_at)
    if units > date.units:
        raise Refused(too_many(date.units, day))
    by_hand = date.stay is not None and date.stay.by_hand
    undisputed = date.stay is None or date.stay.suggested is None
    args = (date.date_id, one.person_id)
    if units == date.units and undisputed and by_hand:
        return _said_of(one, sentences.WHOLE_DATE, count_units, (*args, None), look, day=day)
    if units == date.counted and (by_hand or undisputed):
        return Intention(_("It is so already."))
    counts = {"units": f"{units}", "all": f"{date.units}", "day": day}
    return _said_of(one, sentences.UNITS, count_units, (*args, units), look, **counts)


def _certificate(one: Passport, rest: str, look: Look) -> Intention:
    word, _blank, reason = rest.partition(" ")
    args = (look.passports.run_id, one.person_id)
    if word.casefold() in _NO and not reason:
        if not one.decided_because:
            return Intention(_("You have decided nothing here. The rule counts."))
        return _said_of(one, sentences.NOT_DECIDED, decide, (*args, ""), look)
    if word.casefold() not in _BECAUSE or not reason:
        said = _("Please write the reason:  {number} certificate because …")
        return Intention(said.format(number=one.number))
    if len(reason) > REASON_LENGTH:
        raise reason_too_long()
    if reason == one.decided_because:
        return Intention(_("It is so already."))
    if one.standing is Standing.REACHED:
        return Intention(_("She has reached it by the rule. Nothing is to be decided."))
    return _said_of(one, sentences.DECIDED, decide, (*args, reason), look)


def _date(one: Passport, where: str) -> DatePass:
    """The date she was at: the last one, that of a block, or that of a day. Raises Refused."""
    there = [date for date in one.dates if date.stay is not None]
    if not there:
        raise Refused(_("She was at no date of this course yet."))
    if not where:
        asked = [date for date in there if date.suggestion is not None]
        return (asked or there)[-1]
    if block := _BLOCK.fullmatch(where):
        found = [date for date in there if date.block == int(block[1])]
        if not found:
            raise Refused(_("She was at no date of block {block}.").format(block=int(block[1])))
        if len(found) > 1:
            days = ", ".join(_day(date) for date in found)
            said = _("She was there on {days}  Please write the day:  {number} {day} 3 ue")
            raise Refused(said.format(days=days, number=one.number, day=_day(found[0])))
        return found[0]
    # A day without its year is the one in this course, wherever the calendar is by now.
    begins_on = clock.local(one.dates[0].starts_at).date()
    day = read_date(where, begins_on)
    if day is None:
        raise Refused(_("Please write for example:  {number} 12.3. 3 ue").format(number=one.number))
    for date in there:
        if clock.local(date.starts_at).date() == day:
            return date
    moment = one.dates[0].starts_at + timedelta(days=(day - begins_on).days)
    raise Refused(_("She was not there on {day}.").format(day=full_date(moment)))


def _day(date: DatePass) -> str:
    day = clock.local(date.starts_at)
    return f"{day.day}.{day.month}."


def _said_of(
    one: Passport,
    message: str,
    use_case: UseCase,
    args: tuple[object, ...],
    look: Look,
    **names: str,
) -> Intention:
    said = sentence(message, person=one.name, **names)
    shown = sentence(message, person=_shown(one, look), **names)
    return Intention(_("Enter: {sentence}").format(sentence=shown), use_case, args, said)


def apart(one: Passport, look: Look) -> str:
    """Her name, with what tells her from others of her name; with names hidden as everywhere."""
    alike = sum(same(one.name, other.name) for other in look.passports.people) > 1
    if alike and not look.names_hidden:
        return told_apart(one.name, one.known_by, one.number)
    return _shown(one, look)


def _shown(one: Passport, look: Look) -> str:
    """The name; with names hidden the number and first name, and only while somebody types."""
    return f"{one.number} {one.name.split()[0]}" if look.names_hidden else one.name
