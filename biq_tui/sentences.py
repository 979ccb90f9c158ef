"""The words of all pillars: who imports this can tell everything that stands in the journal."""

from .attendance import sentences as attendance
from .events import sentences as events
from .meetings import sentences as meetings
from .people import sentences as people
from .qualification import certificate_sentences as certificates
from .qualification import sentences as qualification
from .voting import sentences as voting

__all__ = ["attendance", "certificates", "events", "meetings", "people", "qualification", "voting"]
