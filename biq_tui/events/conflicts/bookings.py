"""What is booked when, and by what: rooms, people, contacts of institutions, things that are lent.

All times are moments in UTC and half-open: what ends at four and what begins at four are apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from ...attendance.models import Kind
from ...core.language import _
from ...people.names import one_spelling
from ..models import EventState, PledgeRole, PledgeState
from .same_place import path

COUNTED = (EventState.WISH, EventState.PLANNED, EventState.FIXED)
"""What is cancelled, done or evaluated takes nobody's room or time."""

SURE = (EventState.PLANNED, EventState.FIXED)
GIVEN = (PledgeState.PLEDGED, PledgeState.PLEDGED_IF)
HOPED_FOR = (*GIVEN, PledgeState.ASKED, PledgeState.NO_ANSWER)
"""Pledges for which somebody keeps something free."""

LENT = (PledgeRole.MATERIAL, PledgeRole.ROOM)
"""What is there once, and may be promised twice."""

THERE_IN_PERSON = (PledgeRole.LEAD, PledgeRole.ASSISTANCE)
"""For these the contact of an institution comes herself."""

_AND = re.compile(r",|;|\+|\b(?:und|and)\b", re.IGNORECASE)
_UNCOUNTED = re.compile(r"\d+|x|ein|eine|einen|a|an|one|ca|etwa|about")


class Use(StrEnum):
    """How somebody or something is taken up."""

    ROOM = "room"
    LEADS = "leads"
    HELPS = "helps"
    COMES = "comes"
    """On the list of a course date or a Treffen: nice to be free, no more."""
    CONTACT = "contact"
    LENT = "lent"


GOING = frozenset({Use.LEADS, Use.HELPS, Use.COMES, Use.CONTACT})
"""Who is taken up so has to come there first."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """Something that takes place: an event, a date of a course, a Treffen."""

    gathering_id: int
    """0 for what is not stored yet, or has no day yet."""
    event_id: int | None
    kind: Kind
    title: str
    venue: str
    starts_at: datetime
    ends_at: datetime
    setup: timedelta = timedelta(0)
    teardown: timedelta = timedelta(0)
    is_sure: bool = True
    """It is no mere wish."""


@dataclass(frozen=True, slots=True)
class Booking:
    """Somebody, or something, is taken up by an occasion for a while."""

    occasion: Occasion
    use: Use
    subject: str
    """What can be there only once: the same for two bookings that can clash."""
    name: str
    """In words: "Haus am Park, Raum 2", "Ayşe Beispiel", "20 Tische"."""
    starts_at: datetime
    ends_at: datetime
    needed_from: datetime
    """When setting up begins."""
    needed_until: datetime
    is_firm: bool
    """Planned, fixed or pledged; not only asked or wished for."""
    within: tuple[str, ...] = ()
    """What it is a part of: the house of a room."""
    item: int = 0
    """Of several alike at one occasion: the shift, the pledge."""
    giver: str = ""
    """The institution whose contact or thing it is."""
    doing: str = ""
    """Of a helper: the work of her shift."""


def room(occasion: Occasion, shared: frozenset[str], is_pledged: bool = False) -> Iterator[Booking]:
    """Its room, unless it is unknown or several at once are fine there."""
    spelled = path(occasion.venue)
    if spelled and spelled[-1] not in shared:
        yield _whole(
            occasion,
            Use.ROOM,
            f"room:{spelled[-1]}",
            occasion.venue,
            occasion.is_sure or is_pledged,
            within=tuple(f"room:{house}" for house in spelled[:-1]),
        )


def leader(occasion: Occasion, person_id: int, name: str) -> Booking:
    """Who answers for it is there from the first table to the last."""
    return _whole(occasion, Use.LEADS, f"person:{person_id}", name, occasion.is_sure)


def comes(occasion: Occasion, person_id: int, name: str) -> Booking:
    """Somebody stands on its list."""
    return Booking(
        occasion,
        Use.COMES,
        f"person:{person_id}",
        name,
        occasion.starts_at,
        occasion.ends_at,
        occasion.starts_at,
        occasion.ends_at,
        is_firm=False,
    )


def helper(
    occasion: Occasion,
    person_id: int,
    name: str,
    shift_id: int,
    doing: str,
    starts_at: datetime,
    ends_at: datetime,
) -> Booking:
    """Somebody helps in a shift."""
    return Booking(
        occasion,
        Use.HELPS,
        f"person:{person_id}",
        name,
        starts_at,
        ends_at,
        starts_at,
        ends_at,
        occasion.is_sure,
        item=shift_id,
        doing=doing,
    )


def contact(
    occasion: Occasion, contact_id: int, name: str, institution: str, is_firm: bool
) -> Booking:
    """Somebody of an institution is there herself."""
    subject = f"contact:{contact_id}"
    return _whole(occasion, Use.CONTACT, subject, name, is_firm, giver=institution)


def lent(
    occasion: Occasion, giver_key: str, giver: str, pledge_id: int, what: str, is_firm: bool
) -> Iterator[Booking]:
    """The things that somebody lends: the same is lent once, however many of them."""
    for thing, said in things(what):
        subject = f"thing:{giver_key}:{thing}"
        yield _whole(occasion, Use.LENT, subject, said, is_firm, item=pledge_id, giver=giver)


def some_room(
    occasion: Occasion, giver_key: str, giver: str, pledge_id: int, what: str, is_firm: bool
) -> Iterator[Booking]:
    """A room that somebody gives: one with a name is lent once; of another, an event without a
    place of its own may mean the same as the next one, so that it should be asked."""
    if things(what):
        yield from lent(occasion, giver_key, giver, pledge_id, what, is_firm)
    elif not occasion.venue:
        subject = f"thing:{giver_key}:*"
        yield _whole(occasion, Use.LENT, subject, _("Room"), False, item=pledge_id, giver=giver)


def things(what: str) -> tuple[tuple[str, str], ...]:
    """ "20 Tische, 40 Stühle" as (("tische", "20 Tische"), ("stuhle", "40 Stühle"))."""
    found: dict[str, str] = {}
    for part in _AND.split(what):
        words = one_spelling(part).split() if part.strip() else []
        thing = " ".join(word for word in words if not _UNCOUNTED.fullmatch(word))
        if thing:
            found.setdefault(thing, part.strip())
    return tuple(found.items())


def without_twins(bookings: Iterable[Booking]) -> tuple[Booking, ...]:
    """Whoever answers for an event is there anyway: her shifts meanwhile are not told twice."""
    listed = tuple(bookings)
    leads = {
        (one.occasion.gathering_id, one.subject): one for one in listed if one.use is Use.LEADS
    }

    def is_twin(one: Booking) -> bool:
        lead = leads.get((one.occasion.gathering_id, one.subject))
        return (
            one.use is Use.HELPS
            and lead is not None
            and lead.needed_from <= one.starts_at
            and one.ends_at <= lead.needed_until
        )

    return tuple(one for one in listed if not is_twin(one))


def _whole(
    occasion: Occasion,
    use: Use,
    subject: str,
    name: str,
    is_firm: bool,
    *,
    within: tuple[str, ...] = (),
    item: int = 0,
    giver: str = "",
) -> Booking:
    """From the beginning of setting up to the end of tidying up."""
    return Booking(
        occasion,
        use,
        subject,
        name,
        occasion.starts_at,
        occasion.ends_at,
        occasion.starts_at - occasion.setup,
        occasion.ends_at + occasion.teardown,
        is_firm,
        within,
        item,
        giver,
    )
