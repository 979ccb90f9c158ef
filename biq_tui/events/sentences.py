"""What happens to an event, in sentences. Its parts have their own."""

from ..core.language import N_
from ..core.telling import add_sentences
from .models import Event

ADDED = "events.added"
ADDED_ON = "events.added_on"

add_sentences(
    {
        ADDED: N_("New wish: {event}"),
        ADDED_ON: N_("New: {event}, {day}"),
    },
    event=(Event, "title"),
)
