"""What is booked twice, in one sentence each: what, when, where, and how long both overlap."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from ...core import clock
from ...core.dates import same_day, short_date
from ...core.language import _, ngettext
from ..access import Mismatch
from ..plan import EventRow
from .bookings import Booking, Use
from .clashes import Clash, Severity
from .found import Between, Conflict
from .free_times import FreeDay


def sentence_of(conflict: Conflict, event: EventRow, names_hidden: bool = False) -> str:
    """What does not go together with an event, seen from there."""
    return said(conflict, event.gathering_id or 0, event.starts_at, names_hidden)


def said(
    conflict: Conflict, gathering_id: int, starts_at: datetime | None, names_hidden: bool = False
) -> str:
    """The same, seen from what begins at `starts_at` (the day is told if it is another one)."""
    if isinstance(conflict.about, FreeDay):
        return _day(conflict.about)
    if isinstance(conflict.about, Mismatch):
        return conflict.about.sentence
    clash = conflict.about
    mine, theirs = clash.seen_from(gathering_id)
    who = _who(mine, theirs, names_hidden)
    if mine.occasion.gathering_id == theirs.occasion.gathering_id:
        return f"{who}, {time_span(clash.starts_at, clash.ends_at)}"
    parts = [f"{who}, {_when(theirs, starts_at)}{_where(clash, theirs)}", _overlap(clash, theirs)]
    return ", ".join(part for part in parts if part)


def hint_of(
    conflicts: Sequence[Conflict], gathering_id: int = 0, names_hidden: bool = False
) -> str:
    """What a hint says before Enter: "doppelt belegt: …"; "" for nothing.

    `gathering_id`: of the event that would be moved; 0 for a new one.
    """
    counted = [one for one in conflicts if one.counts]
    if not counted:
        return ""
    first = counted[0].about
    starts_at = first.seen_from(gathering_id)[0].starts_at if isinstance(first, Clash) else None
    what = said(counted[0], gathering_id, starts_at, names_hidden)
    more = f" (+{len(counted) - 1})" if len(counted) > 1 else ""
    return _("booked twice: {what}").format(what=what) + more


def rooms_sentence(between: Between) -> str:
    """ "1 Raum ist doppelt belegt."; "" for none."""
    said = []
    if between.rooms:
        said.append(
            ngettext("{n} room is booked twice.", "{n} rooms are booked twice.", between.rooms)
        )
    if between.others:
        one, many = "{n} other thing is booked twice.", "{n} other things are booked twice."
        said.append(ngettext(one, many, between.others))
    return " ".join(said)


def day_sentence(conflict: Conflict, gathering_id: int, names_hidden: bool = False) -> str:
    """For the calendar: "Gleicher Raum wie das Straßenfest, 15–16 Uhr"."""
    if not isinstance(conflict.about, Clash):
        return said(conflict, gathering_id, None)
    clash = conflict.about
    mine, theirs = clash.seen_from(gathering_id)
    times = time_span(clash.starts_at, clash.ends_at)
    title = theirs.occasion.title
    if theirs.use is Use.ROOM:
        return _("Same room as {title}, {times}").format(title=title, times=times)
    return f"{_who(mine, theirs, names_hidden)}, {times}"


def time_span(starts_at: datetime, ends_at: datetime) -> str:
    """ "14–16 Uhr", "22–2 Uhr"; with the day of the end if it is days away."""
    starts, ends = clock.local(starts_at), clock.local(ends_at)
    first, last = _clock(starts), _clock(ends)
    if ends_at - starts_at >= timedelta(hours=24):
        return _("{first} until {day}, {last}").format(
            first=first, day=short_date(ends_at), last=last
        )
    return _("{first}–{last}").format(first=first, last=last)


def _clock(moment: datetime) -> str:
    """14, 14:30."""
    return f"{moment.hour}" if not moment.minute else f"{moment.hour}:{moment.minute:02}"


def _who(mine: Booking, theirs: Booking, names_hidden: bool) -> str:
    """What takes the same, and as what."""
    title = theirs.occasion.title
    name = _("Somebody") if names_hidden else theirs.name
    if mine.occasion.gathering_id == theirs.occasion.gathering_id:
        return _("{person} helps twice at once: {one} and {other}").format(
            person=name, one=mine.doing, other=theirs.doing
        )
    if theirs.use is Use.LEADS:
        return _("{person} answers for {title}, too").format(person=name, title=title)
    if theirs.use is Use.HELPS:
        return _("{person} helps at {title}, too").format(person=name, title=title)
    if theirs.use is Use.COMES:
        return _("{person} is on the list of {title}").format(person=name, title=title)
    if theirs.use is Use.CONTACT:
        return _("Same contact of {institution}: {title}").format(
            institution=theirs.giver, title=title
        )
    if theirs.use is Use.LENT:
        giver = theirs.giver
        if names_hidden and theirs.subject.startswith("thing:p"):
            giver = _("Somebody")
        return _("{thing} of {giver} are needed there, too: {title}").format(
            thing=theirs.name, giver=giver, title=title
        )
    return title


def _when(theirs: Booking, starts_at: datetime | None) -> str:
    """When the other one is, with its day if it is another one."""
    times = time_span(theirs.starts_at, theirs.ends_at)
    if starts_at is not None and not same_day(starts_at, theirs.starts_at):
        return f"{short_date(theirs.starts_at)} {times}"
    return times


def _where(clash: Clash, theirs: Booking) -> str:
    if theirs.use is not Use.ROOM:
        return f" ({theirs.occasion.venue})" if theirs.occasion.venue else ""
    if len(clash.one.within) == len(clash.other.within):
        return ", " + _("in the same room ({venue})").format(venue=theirs.name)
    return ", " + _("in the same house ({venue})").format(venue=theirs.name)


def _overlap(clash: Clash, theirs: Booking) -> str:
    """How long both overlap; "" if it is all the time of the other one."""
    if clash.is_way_short:
        minutes = round((clash.ends_at - clash.starts_at) / timedelta(minutes=1))
        return ngettext("only {n} minute for the way", "only {n} minutes for the way", minutes)
    times = time_span(clash.starts_at, clash.ends_at)
    if clash.severity is Severity.INFO:
        return _("setting up or tidying up overlaps {times}").format(times=times)
    if (clash.starts_at, clash.ends_at) == (theirs.starts_at, theirs.ends_at):
        return ""
    return _("twice {times}").format(times=times)


def _day(free: FreeDay) -> str:
    if not free.name:
        return _("School holidays in {year} are not known yet.").format(year=free.day.year)
    return _("Many people are away: {name}").format(name=free.name)
