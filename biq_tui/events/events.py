"""The use cases of an event itself: what it is called, when and where it is, how it stands."""

from __future__ import annotations

from datetime import datetime

from ..attendance.models import Gathering, Kind
from ..core import clock
from ..core.dates import day_words
from ..core.write import Write
from . import sentences
from .models import Event, Template


def add_event(
    write: Write,
    title: str,
    when: tuple[datetime, datetime] | None = None,
    venue: str = "",
    template: Template = Template.OWN,
) -> int:
    """A new wish, with or without a day; its id."""
    gathering = None
    if when is not None:
        starts_at, ends_at = when
        gathering = write.insert(
            Gathering(
                kind=Kind.EVENT, title=title, venue=venue, starts_at=starts_at, ends_at=ends_at
            )
        )
    event = write.insert(
        Event(
            gathering_id=None if gathering is None else gathering.id,
            title=title,
            wished_venue="" if when else venue,
            template=template,
        )
    )
    assert event is not None  # nothing about a new event is unique
    if when is None:
        write.tell(sentences.ADDED, event=event.id)
    else:
        day = day_words(clock.local(when[0]).date())
        write.tell(sentences.ADDED_ON, event=event.id, day=day)
    return event.id or 0
