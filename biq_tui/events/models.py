"""The tables of events (Veranstaltungen): what is wished for, who carries it, what is to be done.

When and where a dated event is, its gathering says. Pledges, tasks, shifts and lines of money of
one event share one run of numbers, so that a number means one thing on its screen and papers.
"""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKeyConstraint, Index, UniqueConstraint, text
from sqlmodel import Field

from ..core.tables import Record, one_of
from ..core.text import NAME_LENGTH

TITLE_LENGTH = 100
PLACE_LENGTH = 120
WHAT_LENGTH = 200
REASON_LENGTH = 200
TASK_LENGTH = 400
WHY_LENGTH = 2000
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


class Event(Record, table=True):
    """An event, from the wish to what remains of it."""

    __table_args__ = (
        UniqueConstraint("gathering_id"),
        CheckConstraint("title <> ''", name="title_given"),
        CheckConstraint(
            "gathering_id IS NOT NULL OR state IN ('wish', 'cancelled')", name="planned_has_a_day"
        ),
        CheckConstraint(
            "(state = 'cancelled') = (before_cancelled <> '')", name="cancelled_can_come_back"
        ),
        CheckConstraint("setup_minutes >= 0 AND teardown_minutes >= 0", name="minutes_positive"),
        CheckConstraint("series_id <> id AND copied_from <> id", name="not_from_itself"),
        one_of("state", EventState),
        one_of("template", Template),
    )

    gathering_id: int | None = Field(default=None, foreign_key="gathering.id")
    """When and where it is; None while it has no day."""
    title: str = Field(max_length=TITLE_LENGTH)
    wished_venue: str = Field(default="", max_length=PLACE_LENGTH)
    """Where it is to be while it has no day; then its gathering says so."""
    template: str = Field(default=Template.OWN, max_length=20)
    why: str = Field(default="", max_length=WHY_LENGTH)
    """What it is for, in the words of those who wish for it."""
    state: str = Field(default=EventState.WISH, max_length=10)
    before_cancelled: str = Field(default="", max_length=10)
    """The state it had, and gets back when it is on again; "" unless it is cancelled."""
    cancelled_because: str = Field(default="", max_length=REASON_LENGTH)
    fixed_because: str = Field(default="", max_length=REASON_LENGTH)
    """Why it was fixed although something was missing."""
    setup_minutes: int = 0
    teardown_minutes: int = 0
    """For so long the room and the people are needed before and after it."""
    public_ground: bool | None = None
    advertised: bool | None = None
    alcohol: bool | None = None
    music: bool | None = None
    """The four questions; None while nobody has answered."""
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    """Who answers for it."""
    series_id: int | None = Field(default=None, foreign_key="event.id", index=True)
    """The first event of the series it belongs to."""
    copied_from: int | None = Field(default=None, foreign_key="event.id", index=True)
    version: int = 1


class EventOrigin(Record, table=True):
    """What an event comes from: a wish of a meeting, as it was on the day of the handing over."""

    __tablename__ = "event_origin"
    __table_args__ = (UniqueConstraint("event_id", "wish_id"),)

    event_id: int = Field(foreign_key="event.id")
    wish_id: int = Field(foreign_key="wish.id", index=True)
    receipt: dict[str, Any] = Field(sa_type=JSON)
    """The wish with its ideas, wordings, counts, days, names and votes. Never changed."""


class EventNeed(Record, table=True):
    """So many people who come need something."""

    __tablename__ = "event_need"
    __table_args__ = (
        UniqueConstraint("event_id", "what"),
        CheckConstraint("what <> ''", name="what_given"),
        CheckConstraint("people >= 1", name="people_positive"),
    )

    event_id: int = Field(foreign_key="event.id")
    what: str = Field(max_length=80)
    people: int
    version: int = 1


class EventPartner(Record, table=True):
    """An institution has to do with an event."""

    __tablename__ = "event_partner"
    __table_args__ = (
        UniqueConstraint("event_id", "organisation_id"),
        UniqueConstraint("id", "event_id"),
        # Without these, somebody of another institution could speak for this one.
        ForeignKeyConstraint(
            ["contact_id", "organisation_id"], ["contact.id", "contact.organisation_id"]
        ),
        ForeignKeyConstraint(
            ["deputy_id", "organisation_id"], ["contact.id", "contact.organisation_id"]
        ),
        CheckConstraint("contact_id <> deputy_id", name="deputy_is_another"),
    )

    event_id: int = Field(foreign_key="event.id")
    organisation_id: int = Field(foreign_key="organisation.id", index=True)
    contact_id: int | None = Field(default=None, index=True)
    deputy_id: int | None = Field(default=None, index=True)
    is_co_organiser: bool | None = None
    """Whether it carries the event with us, and is liable with us; None while nobody has said."""
    version: int = 1


class Pledge(Record, table=True):
    """Something the event needs, and who gives it: an institution, a neighbour, or nobody yet."""

    __table_args__ = (
        UniqueConstraint("event_id", "number"),
        UniqueConstraint("partner_id", "role", "what"),
        ForeignKeyConstraint(
            ["partner_id", "event_id"], ["event_partner.id", "event_partner.event_id"]
        ),
        CheckConstraint("number >= 1", name="number_positive"),
        CheckConstraint("partner_id IS NULL OR person_id IS NULL", name="one_gives"),
        CheckConstraint(
            "(state = 'needed') = (partner_id IS NULL AND person_id IS NULL)",
            name="needed_from_nobody",
        ),
        CheckConstraint("(state = 'pledged_if') = (condition <> '')", name="condition_said"),
        CheckConstraint(f"cents >= 0 AND cents <= {MOST_CENTS}", name="cents_possible"),
        one_of("role", PledgeRole),
        one_of("state", PledgeState),
        one_of("via", Via),
    )

    event_id: int = Field(foreign_key="event.id")
    number: int
    """In the run of its event."""
    partner_id: int | None = Field(default=None, index=True)
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    role: str = Field(max_length=20)
    what: str = Field(default="", max_length=WHAT_LENGTH)
    """In words: "20 Tische"; "" if the role says it."""
    cents: int | None = None
    """Of money."""
    state: str = Field(default=PledgeState.NEEDED, max_length=12)
    condition: str = Field(default="", max_length=REASON_LENGTH)
    contact_id: int | None = Field(default=None, foreign_key="contact.id", index=True)
    """Who said so."""
    via: str = Field(default=Via.UNSAID, max_length=10)
    said_on: date | None = None
    due: date | None = None
    """Until when an answer is needed."""
    version: int = 1


class EventTask(Record, table=True):
    """Something that is to be done for an event, by a neighbour or an institution."""

    __tablename__ = "event_task"
    __table_args__ = (
        UniqueConstraint("event_id", "number"),
        UniqueConstraint("id", "event_id"),
        ForeignKeyConstraint(
            ["partner_id", "event_id"], ["event_partner.id", "event_partner.event_id"]
        ),
        CheckConstraint("number >= 1", name="number_positive"),
        CheckConstraint("what <> ''", name="what_given"),
        CheckConstraint("partner_id IS NULL OR person_id IS NULL", name="one_owner"),
        CheckConstraint("(state = 'open') = (closed_on IS NULL)", name="closed_on_a_day"),
        one_of("state", TaskState),
        Index(
            "uq_event_task_event_id_key",
            "event_id",
            "key",
            unique=True,
            sqlite_where=text("key <> ''"),
            postgresql_where=text("key <> ''"),
        ),
    )

    event_id: int = Field(foreign_key="event.id")
    number: int
    """In the run of its event."""
    key: str = Field(default="", max_length=40)
    """Of the item of the checklist it was made from; "" for one of our own."""
    what: str = Field(max_length=TASK_LENGTH)
    authority: str = Field(default="", max_length=80)
    """Who has to allow it: "Ordnungsamt"."""
    offset_days: int | None = None
    """Due so many days after the event (before it: negative); it moves with the event's day."""
    due: date | None = None
    """Due on this day, wherever the event goes. With an offset: when it was due at its close."""
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    partner_id: int | None = Field(default=None, index=True)
    state: str = Field(default=TaskState.OPEN, max_length=10)
    closed_on: date | None = None
    version: int = 1


class EventTaskNeed(Record, table=True):
    """A task waits for another one. Behind a gate nothing may be done before."""

    __tablename__ = "event_task_need"
    __table_args__ = (
        UniqueConstraint("task_id", "needs_id"),
        ForeignKeyConstraint(["task_id", "event_id"], ["event_task.id", "event_task.event_id"]),
        ForeignKeyConstraint(["needs_id", "event_id"], ["event_task.id", "event_task.event_id"]),
        CheckConstraint("task_id <> needs_id", name="not_for_itself"),
    )

    event_id: int = Field(foreign_key="event.id", index=True)
    task_id: int
    needs_id: int = Field(index=True)
    is_gate: bool = False
    """Such as "nicht beauftragen vor Bewilligung"."""


class AcceptedConflict(Record, table=True):
    """Something is booked twice, and the group says why that is all right."""

    __tablename__ = "accepted_conflict"
    __table_args__ = (
        UniqueConstraint("event_id", "key"),
        CheckConstraint("reason <> ''", name="reason_given"),
    )

    event_id: int = Field(foreign_key="event.id")
    key: str = Field(max_length=200)
    """What is booked twice, and by what else; the same as long as it is the same conflict."""
    reason: str = Field(max_length=REASON_LENGTH)
    version: int = 1


class Shift(Record, table=True):
    """Work at an event at a time, for so many helpers."""

    __table_args__ = (
        UniqueConstraint("event_id", "number"),
        CheckConstraint("number >= 1", name="number_positive"),
        CheckConstraint("what <> ''", name="what_given"),
        CheckConstraint("ends_at > starts_at", name="ends_after_start"),
        CheckConstraint("wanted >= 1", name="wanted_positive"),
    )

    event_id: int = Field(foreign_key="event.id")
    number: int
    """In the run of its event."""
    what: str = Field(max_length=WHAT_LENGTH)
    starts_at: datetime
    ends_at: datetime
    wanted: int
    version: int = 1


class Helper(Record, table=True):
    """Somebody helps in a shift, or waits for a place in it."""

    __table_args__ = (
        UniqueConstraint("shift_id", "person_id"),
        CheckConstraint("(person_id IS NULL) = (name <> '')", name="known_or_named"),
        one_of("door", HelperDoor),
        Index(
            "uq_helper_shift_id_key",
            "shift_id",
            "key",
            "folded",
            unique=True,
            sqlite_where=text("key <> ''"),
            postgresql_where=text("key <> ''"),
        ),
    )

    shift_id: int = Field(foreign_key="shift.id")
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    name: str = Field(default="", max_length=NAME_LENGTH)
    """As somebody wrote it whom nobody has recognised yet."""
    folded: str = Field(default="", max_length=4 * NAME_LENGTH)
    key: str = Field(default="", max_length=40)
    """Of the phone's form: it makes a sign-up happen once."""
    door: str = Field(default=HelperDoor.TYPED, max_length=10)
    is_waiting: bool = False
    """The shift was full; the earliest that waits gets the next free place."""
    at: datetime
    version: int = 1


class BudgetLine(Record, table=True):
    """One line of an event's money, in cents."""

    __tablename__ = "budget_line"
    __table_args__ = (
        UniqueConstraint("event_id", "number"),
        ForeignKeyConstraint(
            ["partner_id", "event_id"], ["event_partner.id", "event_partner.event_id"]
        ),
        CheckConstraint("number >= 1", name="number_positive"),
        CheckConstraint("what <> ''", name="what_given"),
        *(
            CheckConstraint(
                f"{column} >= 0 AND {column} <= {MOST_CENTS}", name=f"{column}_possible"
            )
            for column in ("planned", "actual", "first_offer", "second_offer")
        ),
        CheckConstraint("payer = 'partner' OR partner_id IS NULL", name="partner_pays"),
        CheckConstraint("payer = 'grant' OR grant_state = ''", name="grant_pays"),
        one_of("payer", Payer),
        one_of("grant_state", Grant),
    )

    event_id: int = Field(foreign_key="event.id")
    number: int
    """In the run of its event."""
    what: str = Field(max_length=WHAT_LENGTH)
    planned: int
    actual: int | None = None
    payer: str = Field(default=Payer.NOBODY, max_length=10)
    partner_id: int | None = Field(default=None, index=True)
    grant_state: str = Field(default=Grant.NONE, max_length=10)
    first_offer: int | None = None
    second_offer: int | None = None
    is_ordered: bool = False
    has_receipt: bool = False
    """The receipt is there, and the line is closed."""
    version: int = 1


class Venue(Record, table=True):
    """A place of which more is known than its name."""

    __table_args__ = (CheckConstraint("name <> ''", name="name_given"),)

    name: str = Field(max_length=PLACE_LENGTH)
    folded: str = Field(max_length=4 * PLACE_LENGTH, unique=True)
    is_shared: bool = False
    """Several events at once are fine there: a yard, a park."""
    address: str = Field(default="", max_length=WHAT_LENGTH)
    version: int = 1


class VenueAccess(Record, table=True):
    """What is known of one point of a venue's access, who looked, and when."""

    __tablename__ = "venue_access"
    __table_args__ = (
        UniqueConstraint("venue_id", "feature"),
        one_of("feature", Feature),
        one_of("answer", Answer),
    )

    venue_id: int = Field(foreign_key="venue.id")
    feature: str = Field(max_length=20)
    answer: str = Field(max_length=10)
    note: str = Field(default="", max_length=WHAT_LENGTH)
    """In words: "90 cm", "Linie 4, Haltestelle Am Markt"."""
    checked_on: date | None = None
    checked_by: str = Field(default="", max_length=NAME_LENGTH)
    version: int = 1


class CalendarEntry(Record, table=True):
    """An event as calendars outside know it: by its UID, in a version that only ever rises."""

    __tablename__ = "calendar_entry"
    __table_args__ = (
        UniqueConstraint("event_id"),
        UniqueConstraint("uid", "recurrence"),
        CheckConstraint("uid <> ''", name="uid_given"),
        CheckConstraint("sequence >= 0", name="sequence_positive"),
    )

    event_id: int = Field(foreign_key="event.id")
    uid: str = Field(max_length=UID_LENGTH)
    recurrence: str = Field(default="", max_length=40)
    """Which one of a series that came in under one UID; "" if it is the only one."""
    sequence: int = 0
    """RFC 5546, section 2.1.4: it rises when the times or the status change."""
    starts_at: datetime
    ends_at: datetime
    is_cancelled: bool = False
    """As they were told outside with this sequence."""
    is_ours: bool = True
    """Made here; another one came in from a file."""
    version: int = 1


class Delivery(Record, table=True):
    """Which version of an event's calendar entry an institution has."""

    __table_args__ = (UniqueConstraint("entry_id", "organisation_id"),)

    entry_id: int = Field(foreign_key="calendar_entry.id")
    organisation_id: int = Field(foreign_key="organisation.id", index=True)
    sequence: int
    delivered_on: date
    version: int = 1
