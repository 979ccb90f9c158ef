"""The use cases of an event itself: what it is called, when and where it is, who answers for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlmodel import col, select

from ..attendance.models import Arrival, Expected, Gathering, Kind, Presence, Sitting
from ..core import clock
from ..core.errors import Refused
from ..core.language import _
from ..core.text import clean
from ..core.write import Write
from ..people.models import Person
from . import sentences
from .checklist.following import settle
from .models import (
    PLACE_LENGTH,
    TITLE_LENGTH,
    WHY_LENGTH,
    AcceptedConflict,
    BudgetLine,
    CalendarEntry,
    Delivery,
    Event,
    EventNeed,
    EventOrigin,
    EventPartner,
    EventState,
    EventTask,
    EventTaskNeed,
    Feedback,
    Pledge,
    Shift,
    TaskState,
    Template,
    VisitCount,
)
from .reading import gone
from .when import Span, in_words, moved

MOST_MINUTES = 24 * 60
"""Of setting up, and of tidying up."""


def titled(title: str) -> str:
    """A title as it is stored. Raises Refused for none, and for one that is too long."""
    title = clean(title, TITLE_LENGTH + 1)
    if not title:
        raise Refused(_("Please write what the event is called."))
    if len(title) > TITLE_LENGTH:
        raise Refused(
            _("The name is too long. {most} letters are possible.").format(most=TITLE_LENGTH)
        )
    return title


def add_event(
    write: Write,
    title: str,
    when: Span | None = None,
    venue: str = "",
    template: Template = Template.OWN,
    ask: Callable[[int], None] | None = None,
) -> int:
    """A new wish, with or without a day; its id. With a day it has the tasks of its template.

    `ask` is called with the id, so that whoever is asked has the first numbers. Raises Refused for
    an impossible title.
    """
    title, venue = titled(title), clean(venue, PLACE_LENGTH)
    gathering_id = None if when is None else _gathering(write, title, venue, when)
    event = write.insert(
        Event(
            gathering_id=gathering_id,
            title=title,
            wished_venue="" if when else venue,
            template=template,
        )
    )
    assert event is not None  # nothing about a new event is unique
    if ask is not None:
        ask(event.id or 0)
    if when is None:
        write.tell(sentences.ADDED, event=event.id)
    else:
        settle(write, event.id or 0)
        write.tell(sentences.ADDED_ON, event=event.id, day=in_words(*when))
    return event.id or 0


def rename(write: Write, event_id: int, seen: str, title: str) -> None:
    """It is called differently. `seen`: what it was called on the screen."""
    event, gathering = event_of(write, event_id)
    title = titled(title)
    _still(seen, event.title, title, event.title, title)
    write.change(Event, Event.id == event_id, title=title)
    if gathering is not None:
        write.change(Gathering, Gathering.id == gathering.id, title=title)
    write.tell(sentences.RENAMED, event=event_id)


def set_when(write: Write, event_id: int, seen: Span | None, when: Span) -> None:
    """It is on another day, or has one for the first time. Shifts go with the day.

    `seen`: its times on the screen. Raises Refused once people have arrived, and if somebody else
    has moved it meanwhile.
    """
    event, gathering = event_of(write, event_id)
    if event.state == EventState.CANCELLED:
        raise Refused(_("It is cancelled.   First:  takes place"))
    if gathering is None:
        made = _gathering(write, event.title, event.wished_venue, when)
        write.change(Event, Event.id == event_id, gathering_id=made, wished_venue="")
        settle(write, event_id)
    else:
        now = (gathering.starts_at, gathering.ends_at)
        _still(seen, now, when, in_words(*now), in_words(*when))
        _nobody_came(gathering)
        days = clock.local(when[0]).date() - clock.local(now[0]).date()
        _move_shifts(write, event_id, days.days)
        starts_at, ends_at = when
        write.change(Gathering, Gathering.id == gathering.id, starts_at=starts_at, ends_at=ends_at)
    write.tell(sentences.MOVED, day=in_words(*when))


def drop_day(write: Write, event_id: int) -> None:
    """A wish has no day any more. Raises Refused while something depends on the day."""
    event, gathering = event_of(write, event_id)
    if gathering is None:
        raise Refused(_("It has no day."))
    if event.state != EventState.WISH:
        raise Refused(_("Only a wish can be without a day.   First:  wish"))
    _nobody_came(gathering)
    if any(_is_there(write, model, gathering.id) for model in (Arrival, Presence, Expected)):
        raise Refused(_("People stand on the list of this day. It stays as it is."))
    if write.session.exec(select(Shift.id).where(Shift.event_id == event_id).limit(1)).first():
        raise Refused(_("First take the shifts out (tab Helpers), then the day."))
    if write.session.exec(
        select(Delivery.id)
        .join(CalendarEntry, col(CalendarEntry.id) == col(Delivery.entry_id))
        .where(CalendarEntry.event_id == event_id)
        .limit(1)
    ).first():
        raise Refused(_("Institutions have this date. Please call it off:  cancelled because …"))
    write.change(Event, Event.id == event_id, gathering_id=None, wished_venue=gathering.venue)
    write.delete(Gathering, Gathering.id == gathering.id)
    write.tell(sentences.NO_DAY)


def set_venue(write: Write, event_id: int, seen: str, venue: str) -> None:
    """It is in another place; "" for none. `seen`: its place on the screen."""
    event, gathering = event_of(write, event_id)
    venue = clean(venue, PLACE_LENGTH)
    now = event.wished_venue if gathering is None else gathering.venue
    _still(seen, now, venue, now, venue)
    if gathering is None:
        write.change(Event, Event.id == event_id, wished_venue=venue)
    else:
        write.change(Gathering, Gathering.id == gathering.id, venue=venue)
    if venue:
        write.tell(sentences.VENUE, venue=venue)
    else:
        write.tell(sentences.NO_VENUE)


def set_lead(write: Write, event_id: int, seen: int | None, person_id: int | None) -> None:
    """Somebody answers for it, or nobody. `seen`: who did on the screen."""
    event, _gathering = event_of(write, event_id)
    if event.person_id not in (seen, person_id):
        names = (_name(write, event.person_id), _name(write, person_id))
        _still(seen, event.person_id, person_id, *names)
    write.change(Event, Event.id == event_id, person_id=person_id)
    if person_id is None:
        write.tell(sentences.LED_BY_NOBODY)
    else:
        write.tell(sentences.LED_BY, person=person_id)


def set_margins(
    write: Write, event_id: int, setup: int | None = None, teardown: int | None = None
) -> None:
    """So many minutes for setting up and tidying up; None leaves one as it is."""
    event, _gathering = event_of(write, event_id)
    setup = event.setup_minutes if setup is None else setup
    teardown = event.teardown_minutes if teardown is None else teardown
    if not (0 <= setup <= MOST_MINUTES and 0 <= teardown <= MOST_MINUTES):
        raise Refused(
            _("Minutes from {least} to {most}, please.").format(least=0, most=MOST_MINUTES)
        )
    write.change(Event, Event.id == event_id, setup_minutes=setup, teardown_minutes=teardown)
    write.tell(sentences.MARGINS, setup=f"{setup}", teardown=f"{teardown}")


def set_why(write: Write, event_id: int, why: str) -> None:
    """What it is for."""
    why = clean(why, WHY_LENGTH)
    if not write.change(Event, Event.id == event_id, why=why):
        raise gone()
    write.tell(sentences.WHY, why=why)


def remove_event(write: Write, event_id: int) -> None:
    """Take out an event of which nothing is known yet. Raises Refused if something is.

    The tasks of its checklist go with it, as long as nobody has touched them.
    """
    event, gathering = event_of(write, event_id)
    its = (
        Pledge, Shift, BudgetLine, EventPartner, EventNeed, AcceptedConflict, CalendarEntry,
        VisitCount, Feedback,
    )  # fmt: skip
    used = any(_is_of(write, model, event_id) for model in its)
    touched = write.session.exec(
        select(EventTask.id)
        .where(
            EventTask.event_id == event_id,
            (col(EventTask.key) == "")
            | (col(EventTask.state) != TaskState.OPEN)
            | col(EventTask.person_id).is_not(None)
            | col(EventTask.partner_id).is_not(None),
        )
        .limit(1)
    ).first()
    came = gathering is not None and any(
        _is_there(write, model, gathering.id) for model in (Arrival, Presence, Expected)
    )
    linked = write.session.exec(
        select(Event.id)
        .where((Event.series_id == event_id) | (Event.copied_from == event_id))
        .limit(1)
    ).first()
    if used or touched or came or linked:
        raise Refused(_("Something stands here already. To call it off:  cancelled because …"))
    for model in (EventTaskNeed, EventTask, EventOrigin):
        write.delete(model, model.event_id == event_id)
    write.delete(Event, Event.id == event_id)
    if gathering is not None:
        write.delete(Gathering, Gathering.id == gathering.id)
    write.tell(sentences.REMOVED, title=event.title)


def event_of(write: Write, event_id: int) -> tuple[Event, Gathering | None]:
    """An event, and its gathering if it has a day. Raises Refused if it was taken back."""
    event = write.session.get(Event, event_id)
    if event is None:
        raise gone()
    if event.gathering_id is None:
        return event, None
    return event, write.session.get(Gathering, event.gathering_id)


def _gathering(write: Write, title: str, venue: str, when: Span) -> int | None:
    starts_at, ends_at = when
    made = write.insert(
        Gathering(kind=Kind.EVENT, title=title, venue=venue, starts_at=starts_at, ends_at=ends_at)
    )
    assert made is not None  # nothing about a gathering is unique
    return made.id


def _still(seen: object, now: object, wanted: object, says: str, would_say: str) -> None:
    """Refuse, with both values, what was meant for another state than that of the database."""
    if now not in (seen, wanted):
        raise Refused(
            _("Meanwhile it says “{now}”. You wanted “{wanted}”.").format(
                now=says, wanted=would_say
            )
        )


def _nobody_came(gathering: Gathering) -> None:
    if gathering.sitting != Sitting.PLANNED:
        raise Refused(_("People have arrived at this date already. It stays as it is."))


def _move_shifts(write: Write, event_id: int, days: int) -> None:
    """Every shift goes along, at its time of the clock."""
    if not days:
        return
    for shift in write.session.exec(
        select(Shift).where(Shift.event_id == event_id).order_by(col(Shift.id))
    ).all():
        write.change(
            Shift,
            Shift.id == shift.id,
            starts_at=moved(shift.starts_at, days),
            ends_at=moved(shift.ends_at, days),
        )


def _is_of(write: Write, model: Any, event_id: int) -> bool:
    return bool(write.session.exec(select(model.id).where(model.event_id == event_id)).first())


def _is_there(write: Write, model: Any, gathering_id: int | None) -> bool:
    query = select(model.id).where(model.gathering_id == gathering_id).limit(1)
    return bool(write.session.exec(query).first())


def _name(write: Write, person_id: int | None) -> str:
    person = None if person_id is None else write.session.get(Person, person_id)
    return "–" if person is None else person.name
