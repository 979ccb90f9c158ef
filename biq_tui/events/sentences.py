"""What happens to an event, in sentences. Its parts have their own."""

from ..core.language import N_
from ..core.telling import add_sentences
from .models import Event, EventState

ADDED = "events.added"
ADDED_ON = "events.added_on"
FROM_WISH = "events.from_wish"
FROM_WISHES = "events.from_wishes"
RENAMED = "events.renamed"
MOVED = "events.moved"
NO_DAY = "events.no_day"
VENUE = "events.venue"
NO_VENUE = "events.no_venue"
LED_BY = "events.led_by"
LED_BY_NOBODY = "events.led_by_nobody"
MARGINS = "events.margins"
WHY = "events.why"
STANDS = {
    EventState.WISH: "events.wish",
    EventState.PLANNED: "events.planned",
    EventState.FIXED: "events.fixed",
    EventState.DONE: "events.done",
    EventState.EVALUATED: "events.evaluated",
}
FIXED_BECAUSE = "events.fixed_because"
CANCELLED = "events.cancelled"
ON_AGAIN = "events.on_again"
COPIED = "events.copied"
SERIES = "events.series"
REMOVED = "events.removed"


add_sentences(
    {
        ADDED: N_("New wish: {event}"),
        ADDED_ON: N_("New: {event}, {day}"),
        FROM_WISH: N_("The wish becomes an event: {event}"),
        FROM_WISHES: N_("The wishes become one event: {event}"),
        RENAMED: N_("It is called: {event}"),
        MOVED: N_("It is on {day}"),
        NO_DAY: N_("It has no day any more"),
        VENUE: N_("Its place: {venue}"),
        NO_VENUE: N_("It has no place any more"),
        LED_BY: N_("{person} answers for it"),
        LED_BY_NOBODY: N_("Nobody answers for it"),
        MARGINS: N_("Setting up {setup} minutes, tidying up {teardown} minutes"),
        WHY: N_("What it is for: {why}"),
        STANDS[EventState.WISH]: N_("It is a wish again"),
        STANDS[EventState.PLANNED]: N_("It is planned"),
        STANDS[EventState.FIXED]: N_("It is fixed"),
        STANDS[EventState.DONE]: N_("It is over"),
        STANDS[EventState.EVALUATED]: N_("It is evaluated"),
        FIXED_BECAUSE: N_("It is fixed, although something is missing: {reason}"),
        CANCELLED: N_("It is cancelled: {reason}"),
        ON_AGAIN: N_("It takes place after all"),
        COPIED: N_("Copied to {day}"),
        SERIES: N_("{dates}, until {day}"),
        REMOVED: N_("Taken out: {title}"),
    },
    event=(Event, "title"),
)
