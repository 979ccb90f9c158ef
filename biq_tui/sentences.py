"""The words of all pillars: who imports this can tell everything that stands in the journal."""

from .attendance import sentences as attendance
from .events import sentences as events
from .events.checklist import sentences as checklist
from .events.conflicts import sentences as conflicts
from .events.helpers import sentences as helpers
from .events.ics import sentences as calendars
from .events.money import sentences as money
from .events.partners import sentences as partners
from .meetings import sentences as meetings
from .people import organisation_sentences as organisations
from .people import sentences as people
from .privacy import sentences as privacy
from .qualification import certificate_sentences as certificates
from .qualification import sentences as qualification
from .safekeeping import sentences as safekeeping
from .voting import sentences as voting

__all__ = [
    "attendance",
    "calendars",
    "certificates",
    "checklist",
    "conflicts",
    "events",
    "helpers",
    "meetings",
    "money",
    "organisations",
    "partners",
    "people",
    "privacy",
    "qualification",
    "safekeeping",
    "voting",
]
