"""What rows of events may be, and how long their texts are."""

from enum import StrEnum

TITLE_LENGTH = 100
PLACE_LENGTH = 120
WHAT_LENGTH = 200
REASON_LENGTH = 200
TASK_LENGTH = 400
WHY_LENGTH = 2000
FEEDBACK_LENGTH = 280
UID_LENGTH = 255
"""A longer UID of a foreign calendar is kept as its SHA-256."""
MOST_CENTS = 100_000_000
"""A million euros: whatever is more is a slip."""


class EventState(StrEnum):
    """Where an event stands. A cancelled one keeps everything and can come back."""

    WISH = "wish"
    PLANNED = "planned"
    FIXED = "fixed"
    DONE = "done"
    EVALUATED = "evaluated"
    CANCELLED = "cancelled"


class Template(StrEnum):
    """What sort of event it is: from this follow its questions, its needs and its checklist."""

    OWN = "own"
    STREET_PARTY = "street_party"
    WALK = "walk"
    EXPERT_TALK = "expert_talk"
    INFO_EVENING = "info_evening"
    EXHIBITION = "exhibition"


class PledgeRole(StrEnum):
    """What somebody gives to an event."""

    ROOM = "room"
    MATERIAL = "material"
    LEAD = "lead"
    ASSISTANCE = "assistance"
    MONEY = "money"
    PUBLICITY = "publicity"
    OWN = "own"


class PledgeState(StrEnum):
    """How a pledge stands. `NEEDED`: nobody was asked yet; `PLEDGED_IF`: on a condition."""

    NEEDED = "needed"
    ASKED = "asked"
    PLEDGED = "pledged"
    PLEDGED_IF = "pledged_if"
    DECLINED = "declined"
    NO_ANSWER = "no_answer"


class Via(StrEnum):
    """By which channel somebody answered."""

    UNSAID = ""
    PHONE = "phone"
    IN_PERSON = "in_person"
    MAIL = "mail"
    LETTER = "letter"


class TaskState(StrEnum):
    """Whether a task is still to be done; a dropped one is not needed any more."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


class Feature(StrEnum):
    """What is asked of a venue's access."""

    STEP_FREE = "step_free"
    DOOR = "door"
    TOILET = "toilet"
    HEARING_LOOP = "hearing_loop"
    QUIET_ROOM = "quiet_room"
    LIGHT = "light"
    TRAM_STOP = "tram_stop"


class Answer(StrEnum):
    """What somebody found who looked; `UNCLEAR`: it is still to be found out."""

    YES = "yes"
    NO = "no"
    UNCLEAR = "unclear"


class Payer(StrEnum):
    """Who pays a line of money."""

    NOBODY = ""
    PARTNER = "partner"
    GRANT = "grant"
    DONATION = "donation"
    IN_KIND = "in_kind"


class Grant(StrEnum):
    """How a grant stands. Nothing may be ordered before it is granted."""

    NONE = ""
    APPLIED = "applied"
    GRANTED = "granted"
    REFUSED = "refused"


class HelperDoor(StrEnum):
    """How a helper signed up."""

    TYPED = "typed"
    PAPER = "paper"
    PHONE = "phone"


class FeedbackQuestion(StrEnum):
    """The three questions of the evaluation card: what was good, what was not, next time."""

    GOOD = "good"
    BAD = "bad"
    NEXT = "next"
