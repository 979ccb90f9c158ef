"""The tables of events (Veranstaltungen): what is wished for, who carries it, what is to be done.

When and where a dated event is, its gathering says. Pledges, tasks, shifts and lines of money of
one event share one run of numbers, so that a number means one thing on its screen and papers.
"""

from .after import Feedback, VisitCount
from .calendars import CalendarEntry, Delivery, ShiftEntry
from .event import AcceptedConflict, Event, EventNeed, EventOrigin
from .helpers import Helper, Shift
from .money import BudgetLine
from .partners import EventPartner, Pledge
from .states import (
    FEEDBACK_LENGTH,
    MOST_CENTS,
    PLACE_LENGTH,
    REASON_LENGTH,
    TASK_LENGTH,
    TITLE_LENGTH,
    UID_LENGTH,
    WHAT_LENGTH,
    WHY_LENGTH,
    Answer,
    EventState,
    Feature,
    FeedbackQuestion,
    Grant,
    HelperDoor,
    Payer,
    PledgeRole,
    PledgeState,
    TaskState,
    Template,
    Via,
)
from .tasks import EventTask, EventTaskNeed
from .venues import Venue, VenueAccess

__all__ = [
    "FEEDBACK_LENGTH",
    "MOST_CENTS",
    "PLACE_LENGTH",
    "REASON_LENGTH",
    "TASK_LENGTH",
    "TITLE_LENGTH",
    "UID_LENGTH",
    "WHAT_LENGTH",
    "WHY_LENGTH",
    "AcceptedConflict",
    "Answer",
    "BudgetLine",
    "CalendarEntry",
    "Delivery",
    "Event",
    "EventNeed",
    "EventOrigin",
    "EventPartner",
    "EventState",
    "EventTask",
    "EventTaskNeed",
    "Feature",
    "Feedback",
    "FeedbackQuestion",
    "Grant",
    "Helper",
    "HelperDoor",
    "Payer",
    "Pledge",
    "PledgeRole",
    "PledgeState",
    "Shift",
    "ShiftEntry",
    "TaskState",
    "Template",
    "Venue",
    "VenueAccess",
    "Via",
    "VisitCount",
]
