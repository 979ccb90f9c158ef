"""The line of Heute: a search over dates, courses and people, and what can be done from there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from .core import clock
from .core.dates import full_date, same_day, short_date, start_of_today
from .core.intention import YES, Intention, UseCase
from .core.language import LANGUAGES, N_, _
from .overview import Course, Date, Overview
from .privacy.house_line import GRAMMAR as PRIVACY
from .privacy.house_line import read_privacy
from .safekeeping.line import GRAMMAR as KEEPING_SAFE
from .safekeeping.line import read_safekeeping
from .taking_over import read_taking_over

if TYPE_CHECKING:
    from sqlmodel import Session

    from .events.calendar.entries import Entry
    from .people.directory import Directory
    from .people.organisations import Institution

PRACTISE = frozenset({"üben", "ueben", "practise", "practice", "beispiel", "example"})
NEW_COURSE = frozenset({"neuer kurs", "new course"})
FETCH = frozenset({"liste holen", "fetch list"})
SCANNER_TEST = frozenset({"scanner", "scan", "scan mich", "scan me"})
PHONE_TEST = frozenset({"probe", "phone test"})
EXCUSED = frozenset({"abgesagt", "excused"})
MEETING = frozenset({"treffen", "meeting"})
EVENT = frozenset({"veranstaltung", "veranstaltungen", "event", "events"})

GRAMMAR = (
    (N_("block"), N_("Finds dates, courses and people. Enter opens what is marked.")),
    (N_("mül excused"), N_("This person has cancelled for the next date.")),
    (N_("new course"), N_("A new course with all its dates.")),
    (N_("meeting 17.3. 18:00 What is missing here?"), N_("Plans a meeting (Treffen).")),
    (N_("event info evening 23.6. 19-21"), N_("Makes an event (Veranstaltung), or a wish.")),
    (N_("fetch list"), N_("People from a file: Excel, LibreOffice, or text.")),
    (N_("phone test"), N_("Do phones get through to this laptop? Two minutes, at home.")),
    (N_("scan me"), N_("Does the scanner for badges work? Half a minute.")),
    (N_("jan takes over"), N_("Jan types here: row 1 and “What happened” say so.")),
    *KEEPING_SAFE,
    *PRIVACY,
    (N_("practise"), N_("An evening with invented people. Your data stay as they are.")),
)
"""Help prints this table; the same words are read below."""

MOST_FOUND = 200
"""So many hits are listed; who types on has fewer."""


class Kind(StrEnum):
    """What can be chosen on Heute."""

    DATE = "date"
    PRINT = "print"
    COURSE = "course"
    PERSON = "person"
    IDEA = "idea"
    EVENT = "event"
    LOOK_BACK = "look_back"
    TIDY = "tidy"
    NEW_COURSE = "new_course"
    FETCH = "fetch"
    PRACTISE = "practise"


@dataclass(frozen=True, slots=True)
class Stop:
    """Something an arrow can mark: of what kind, its id (0 for an action), and its name.

    Papers to be printed have the id of their date.
    """

    kind: Kind
    id: int
    name: str


@dataclass(frozen=True, slots=True)
class NextDate:
    """The next date at which somebody is expected and has not cancelled."""

    gathering_id: int
    title: str
    starts_at: datetime


@dataclass(frozen=True, slots=True)
class Findable:
    """Whom a search may find. It is read only when somebody types."""

    people: Directory
    next_dates: Mapping[int, NextDate]
    """By person id."""
    ideas: tuple[Stop, ...] = ()
    """The ideas of all meetings, each with the id of the meeting where it was named last."""
    events: tuple[Entry, ...] = ()
    """All events, with or without a day."""
    institutions: tuple[Institution, ...] = ()
    """Whom a new event may be asked of."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What the facilitator sees on Heute when she presses a key."""

    overview: Overview | None = None
    """None while the database is not read yet."""
    findable: Findable | None = None
    marked: Stop | None = None
    names_hidden: bool = False
    is_example: bool = False
    by: str = ""
    """Who types here, as she said."""


FIRST_STEPS = (
    Stop(Kind.NEW_COURSE, 0, N_("Make a new course")),
    Stop(Kind.FETCH, 0, N_("Fetch a list of people")),
    Stop(Kind.PRACTISE, 0, N_("Look at the example")),
)
"""All there is to do with an empty database."""


def findable(session: Session) -> Findable:
    """Everybody, and at which of the planned dates she is expected next."""
    from sqlalchemy import select as select_columns
    from sqlmodel import col

    from .attendance.models import Expected, Gathering, Presence, Sitting
    from .people.directory import directory_of, everybody

    rows = session.execute(
        select_columns(
            col(Expected.person_id),
            col(Gathering.id),
            col(Gathering.title),
            col(Gathering.starts_at),
        )
        .join(Gathering, col(Gathering.id) == col(Expected.gathering_id))
        .join(
            Presence,
            (col(Presence.gathering_id) == col(Expected.gathering_id))
            & (col(Presence.person_id) == col(Expected.person_id)),
            isouter=True,
        )
        .where(
            col(Gathering.sitting) == Sitting.PLANNED,
            col(Gathering.ends_at) >= start_of_today(),
            col(Presence.id).is_(None),
        )
        .order_by(col(Gathering.starts_at).desc())
    )
    next_dates = {person_id: NextDate(*date) for person_id, *date in rows}
    from .meetings.lookup import last_named

    ideas = tuple(
        Stop(Kind.IDEA, meeting_id, f"{number} {text}")
        for meeting_id, number, text in last_named(session)
    )
    from .events.calendar.entries import all_events
    from .people.organisations import institutions

    return Findable(
        directory_of(everybody(session)),
        next_dates,
        ideas,
        all_events(session),
        institutions(session),
    )


def read(text: str, scene: Scene) -> Intention:
    """What Enter will do with `text` on Heute. Pure."""
    if (spoken := _language(text)) is not None:
        return spoken
    if scene.overview is None:
        return Intention(_("One moment …"))
    word = " ".join(text.casefold().split())
    for words, action in ((PRACTISE, 2), (NEW_COURSE, 0), (FETCH, 1)):
        if word in words:
            return _opening(FIRST_STEPS[action], scene)
    if word in SCANNER_TEST:
        return Intention(_("Enter: tests the scanner for badges."), command="scanner_test")
    if word in PHONE_TEST:
        return _phone_test(scene.overview)
    if (privacy := read_privacy(text)) is not None:
        return privacy
    if (taking_over := read_taking_over(text, scene.by)) is not None:
        return taking_over
    if (kept_safe := read_safekeeping(text, scene.is_example)) is not None:
        return kept_safe
    first, _space, rest = text.strip().partition(" ")
    if rest and first.casefold() in MEETING:
        from .meetings.meeting_line import read_meeting

        venues = [date.venue for date in scene.overview.dates]
        if (planned := read_meeting(rest, venues)) is not None:
            return planned
    if _says_yes(text, scene):
        return _opening(_meant(scene.overview, scene), scene, confirmed=True)
    who, _space, last = text.strip().rpartition(" ")
    if who and last.casefold() in EXCUSED and _people(who, scene):
        return _excusing(who, scene)
    stops = found(text, scene)
    if not stops and rest and first.casefold() in EVENT and scene.findable is not None:
        from .events.new_event_line import read_new

        if (planned := read_new(rest, scene.findable.institutions, is_wish=True)) is not None:
            return planned
    if not stops:
        if text and scene.findable is None:
            return Intention(_("One moment …"))
        if word in MEETING:
            plan = _("No meeting is planned. Plan one:  meeting 17.3. 18:00 What is missing here?")
            return Intention(plan)
        return Intention(_("Nothing is called that.") if text else _("Nothing is planned."))
    return _opening(scene.marked if scene.marked in stops else stops[0], scene)


def stops_of(overview: Overview) -> tuple[Stop, ...]:
    """What the arrows go through while nothing is typed, in the order of the screen."""
    if overview.is_empty:
        return FIRST_STEPS
    dates = [Stop(Kind.DATE, date.gathering_id, date.title) for date in overview.dates]
    dates += [Stop(Kind.DATE, date.gathering_id, date.title) for date in overview.unfinished]
    papers = [
        Stop(Kind.PRINT, date.gathering_id, date.title)
        for date in overview.dates
        if to_print(date, clock.now())
    ]
    empty = [Stop(Kind.COURSE, course.run_id, course.title) for course in _without_people(overview)]
    return (*dates, *papers, *empty, *_of_past_events(overview)) or FIRST_STEPS


SIGNATURE_SHEET, PLAN_Z = "signature-sheet", "plan-z"
"""Keys of the papers that no evening should be without; Plan Z holds the list, too."""


def to_print(date: Date, now: datetime) -> tuple[str, ...]:
    """Message ids of what is still to be printed for a course's date, today's or tomorrow's."""
    days = (clock.local(date.starts_at).date() - clock.local(now).date()).days
    if date.run_id is None or date.sitting != "planned" or not 0 <= days <= 1:
        return ()
    if PLAN_Z in date.printed:
        return ()
    sheet = () if SIGNATURE_SHEET in date.printed else (N_("list for signatures"),)
    return (*sheet, N_("Plan Z"))


def _of_past_events(overview: Overview) -> Iterator[Stop]:
    for past in overview.past_events:
        title = f"{past.title}, {past.day.day}.{past.day.month}."
        if past.awaits_a_word:
            yield Stop(Kind.LOOK_BACK, past.event_id, title)
        if past.names_since is not None:
            yield Stop(Kind.TIDY, past.event_id, title)


def _without_people(overview: Overview) -> list[Course]:
    return [course for course in overview.courses if not course.people and course.next]


def first_stop(overview: Overview) -> Stop:
    """What one Enter opens: the evening that is open, else the first of all."""
    stops = stops_of(overview)
    running = [date.gathering_id for date in overview.dates if date.sitting == "open"]
    return next((stop for stop in stops if running and stop.id == running[0]), stops[0])


def found(text: str, scene: Scene) -> tuple[Stop, ...]:
    """What `text` finds; without a text, what stands on the screen."""
    if scene.overview is None:
        return ()
    who, _space, last = text.strip().rpartition(" ")
    if who and last.casefold() in EXCUSED and (people := _people(who, scene)):
        return people
    words = text.casefold().split()
    if scene.overview.is_empty and text.strip() in ("1", "2", "3"):
        return (FIRST_STEPS[int(text) - 1],)
    if not words or _says_yes(text, scene):
        first = first_stop(scene.overview)
        others = [stop for stop in stops_of(scene.overview) if stop != first]
        return (first, *others)
    stops = [
        Stop(Kind.DATE, date.gathering_id, date.title)
        for date in (*scene.overview.dates, *scene.overview.unfinished)
        if _fits(words, date.title)
    ]
    stops += [
        Stop(Kind.COURSE, course.run_id, course.title)
        for course in scene.overview.courses
        if _fits(words, course.title)
    ]
    stops += _events(words, scene, tuple(stops))
    return (*stops, *_people(text, scene), *_ideas(words, scene))[:MOST_FOUND]


def date_of(stop: Stop, overview: Overview) -> Date:
    """The date that a stop of its kind means."""
    dates = (*overview.dates, *overview.unfinished)
    return next(date for date in dates if date.gathering_id == stop.id)


def _fits(words: Iterable[str], title: str) -> bool:
    return all(word in title.casefold() for word in words)


def _people(text: str, scene: Scene) -> tuple[Stop, ...]:
    if scene.findable is None:
        return ()
    return tuple(
        Stop(Kind.PERSON, person.person_id, person.name)
        for person in scene.findable.people.found(text)
    )


def _events(words: Iterable[str], scene: Scene, dates: Iterable[Stop]) -> Iterator[Stop]:
    """Events by title, day, or what they are; not those whose date is found already."""
    if scene.findable is None:
        return
    found_already = {stop.id for stop in dates if stop.kind is Kind.DATE}
    called = [word for word in words if not _means_event(word)]
    for event in scene.findable.events:
        day = f" {full_date(event.starts_at)} " if event.starts_at else ""
        fits = all(
            word in event.title.casefold() or ("." in word and f" {word}" in day) for word in called
        )
        if fits and event.gathering_id not in found_already and event.event_id is not None:
            yield Stop(Kind.EVENT, event.event_id, event.title)


def _means_event(word: str) -> bool:
    """Whether a word says that an event is sought: most of it, for Vera is a name."""
    return word in EVENT or (len(word) > 5 and "veranstaltungen".startswith(word))


def _ideas(words: Iterable[str], scene: Scene) -> tuple[Stop, ...]:
    """Ideas come last: there are thousands of them, some day."""
    if scene.findable is None:
        return ()
    return tuple(stop for stop in scene.findable.ideas if _fits(words, stop.name))


def _language(text: str) -> Intention | None:
    for code, name in LANGUAGES.items():
        if text.strip().casefold() == name.casefold():
            said = _("Enter: {sentence}").format(sentence=name)
            return Intention(said, command=f"speak {code}")
    return None


def _phone_test(overview: Overview) -> Intention:
    if any(date.sitting == "open" for date in overview.dates):
        return Intention(_("An evening is open. Its page “QR code” shows whether phones come."))
    return Intention(_("Enter: tests with your own phone. Two minutes."), command="phone_test")


def _says_yes(text: str, scene: Scene) -> bool:
    """Whether `text` is the yes that the date asks for which Enter would open."""
    if text.strip().casefold() not in YES or scene.overview is None:
        return False
    stop = _meant(scene.overview, scene)
    return stop.kind is Kind.DATE and _asks(date_of(stop, scene.overview))


def _meant(overview: Overview, scene: Scene) -> Stop:
    """What Enter opens while nothing is typed."""
    return scene.marked or first_stop(overview)


def _asks(date: Date) -> bool:
    """Whether to open this date is most likely a mistake: it is not today's.

    A meeting or an event is prepared beforehand: to open it changes nothing.
    """
    is_another_day = not same_day(date.starts_at, clock.now())
    return date.sitting == "planned" and is_another_day and date.kind == "block"


def _opening(stop: Stop, scene: Scene, confirmed: bool = False) -> Intention:
    assert scene.overview is not None
    match stop.kind:
        case Kind.DATE:
            return _opening_date(stop, date_of(stop, scene.overview), confirmed)
        case Kind.PRINT:
            makes = _("Enter: opens the papers of “{title}”.").format(title=stop.name)
            run_id = date_of(stop, scene.overview).run_id
            return Intention(makes, command=f"papers {run_id}")
        case Kind.COURSE:
            opens = _("Enter: opens “{title}”.").format(title=stop.name)
            return Intention(opens, command=f"course {stop.id}")
        case Kind.PERSON:
            shows = _("Enter: shows {person}.").format(person=shown_name(stop, scene))
            return Intention(shows, command=f"person {stop.id}")
        case Kind.IDEA:
            opens = _("Enter: opens the meeting of idea {idea}.").format(idea=stop.name)
            return Intention(opens, command=f"meeting {stop.id}")
        case Kind.EVENT:
            opens = _("Enter: opens “{title}”.").format(title=stop.name)
            return Intention(opens, command=f"event {stop.id}")
        case Kind.LOOK_BACK:
            looks = _("Enter: looks back on “{title}”. Three questions.").format(title=stop.name)
            return Intention(looks, command=f"look_back {stop.id}")
        case Kind.TIDY:
            hint = _("Enter: shows what would be deleted. Nothing is gone yet.")
            return Intention(hint, command=f"tidy {stop.id}")
        case Kind.NEW_COURSE:
            return Intention(_("Enter: a new course. Three questions."), command="new_course")
        case Kind.FETCH:
            return Intention(_("Enter: fetches people from a file."), command="fetch")
        case Kind.PRACTISE if scene.is_example:
            return Intention(_("You are practising already. Ctrl+Q ends it."))
        case Kind.PRACTISE:
            said = _("Enter: an evening with invented people. Your data stay as they are.")
            return Intention(said, command="practise")


def _opening_date(stop: Stop, date: Date, confirmed: bool) -> Intention:
    if _asks(date) and not confirmed:
        asks = (
            _("That was on {date}  Open it all the same? Type: yes")
            if date.starts_at < clock.now()
            else _("This is not until {date}  Open it all the same? Type: yes")
        ).format(date=short_date(date.starts_at))
        return Intention(asks, args=(stop,), command="ask")
    opens = _("Enter: opens “{title}”.").format(title=date.title)
    arrive = date.sitting == "planned" and date.kind == "block"
    people = _("People arrive.") if arrive else ""
    return Intention(f"{opens} {people}".strip(), command=f"open {date.gathering_id}")


def _excusing(who: str, scene: Scene) -> Intention:
    people = _people(who, scene)
    marked = [stop for stop in people if stop == scene.marked]
    if len(people) > 1 and not marked:
        names = ", ".join(shown_name(stop, scene) for stop in people[:2])
        more = ", …" if len(people) > 2 else ""
        said = _("Who is it? {names}.   Enter or ↑↓ chooses.").format(names=f"{names}{more}")
        return Intention(said, args=(people[0],), command="ask", keeps_text=True)
    stop = (marked or list(people))[0]
    assert scene.findable is not None
    date = scene.findable.next_dates.get(stop.id)
    if date is None:
        shown = shown_name(stop, scene)
        return Intention(_("{person} is not expected at any date to come.").format(person=shown))
    from .attendance import beforehand, sentences

    return _act(
        beforehand.excuse, (date.gathering_id, stop.id), sentences.EXCUSED_FOR, stop, date, scene
    )


def _act(
    use_case: UseCase,
    args: tuple[int, int],
    message: str,
    stop: Stop,
    date: NextDate,
    scene: Scene,
) -> Intention:
    from .core.telling import sentence

    day = full_date(date.starts_at)
    said = sentence(message, person=stop.name, day=day)
    shown = sentence(message, person=shown_name(stop, scene), day=day)
    hint = _("Enter: {sentence}").format(sentence=shown)
    return Intention(hint, use_case, args, said)


def shown_name(stop: Stop, scene: Scene) -> str:
    """The name, with what tells her from others of her name; hidden, only its first word."""
    if scene.names_hidden:
        return stop.name.split()[0]
    people = scene.findable.people if scene.findable else None
    person = people.of(stop.id) if people and stop.kind is Kind.PERSON else None
    return people.told_apart(person) if people and person else stop.name
