"""What Heute and `biq status` show: the dates around today in numbers, and what is left to do.

The queries are plain SQL that SQLite and PostgreSQL both read. So Heute can ask SQLite's file
through the standard library before the heavier parts of the program are there (`glance`), and
asks the same once the database is open (`overview`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .core import clock, sqlite
from .core.dates import start_of_today
from .core.revision import HEAD

if TYPE_CHECKING:
    from sqlmodel import Session

NAMES_WEEKS = 6
"""So many weeks after an event its names go, if nobody has set it (`events.after.tidying`)."""

MOST_DATES = 60
"""How many dates are shown at most: today's and the next ones."""


@dataclass(frozen=True, slots=True)
class Date:
    """One gathering in numbers, without a name."""

    gathering_id: int
    title: str
    venue: str
    starts_at: datetime
    ends_at: datetime
    sitting: str
    expected: int
    excused: int
    here: int
    were: int
    """People who came, whether they are still here or not."""
    waiting: int
    """Arrivals that wait for a look."""
    needs: tuple[tuple[str, int], ...] = ()
    """What people need in the room, and how many of them; of those who have not cancelled."""
    run_id: int | None = None
    """The course run it belongs to; None for a date of no course."""
    printed: frozenset[str] = frozenset()
    """Keys of the papers that were made for it."""
    kind: str = "block"
    """What people gather for: "block", "meeting" or "event"."""
    event_id: int | None = None
    """The event it is the date of; None for any other date."""


@dataclass(frozen=True, slots=True)
class Late:
    """Something for an event that should have been done, or answered, by now."""

    event_id: int
    gathering_id: int | None
    title: str
    """The event's."""
    what: str
    """The task, or what is to be given; it may say a name."""
    day: date
    """Until when it was due."""
    is_pledge: bool = False
    institution: str = ""
    """Of a pledge: who was asked; "" for a neighbour or nobody."""


@dataclass(frozen=True, slots=True)
class Past:
    """An event that is behind us, and what is still to be done with it."""

    event_id: int
    title: str
    day: date
    awaits_a_word: bool
    """Nobody has looked back on it yet."""
    names_since: date | None
    """Since then its names should be deleted; None: there are none, or it is not yet time."""


@dataclass(frozen=True, slots=True)
class Course:
    """One course run in numbers. Moments are None while it has no dates."""

    run_id: int
    title: str
    people: int
    dates: int
    first: datetime | None
    last: datetime | None
    next: datetime | None


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything at one moment, as of journal entry `as_of`."""

    as_of: int
    dates: tuple[Date, ...]
    """Today's and those to come, the earliest first."""
    unfinished: tuple[Date, ...]
    """Before today, and nobody has ended them."""
    last: Date | None
    """The one that ended last."""
    courses: tuple[Course, ...]
    people: int
    open_tasks: int = 0
    """Tasks of all meetings that are still to be done."""
    late_tasks: tuple[str, ...] = ()
    """What of them should have been done by now, the oldest first; without names."""
    late_at_events: tuple[Late, ...] = ()
    """What of all events is late, the oldest first."""
    past_events: tuple[Past, ...] = ()
    """Events that are over and not done with, the oldest first."""

    @property
    def is_empty(self) -> bool:
        """Nothing has been entered yet."""
        return not (self.dates or self.unfinished or self.last or self.courses or self.people)


class Rows:
    """Asks a query with named parameters; moments go in and come out as aware datetimes."""

    def __init__(
        self, ask: Callable[[str, dict[str, Any]], Iterable[Sequence[Any]]], as_text: bool
    ) -> None:
        self._ask = ask
        self._as_text = as_text

    def __call__(self, query: str, **parameters: Any) -> list[Sequence[Any]]:
        """The rows."""
        if self._as_text:
            parameters = {
                key: f"{value.astimezone(UTC):%Y-%m-%d %H:%M:%S.%f}"
                if isinstance(value, datetime)
                else value
                for key, value in parameters.items()
            }
        return list(self._ask(query, parameters))


def overview(session: Session) -> Overview:
    """Read everything from the open database."""
    from sqlalchemy import text

    connection = session.connection()
    is_sqlite = connection.dialect.name == "sqlite"
    return _read(Rows(lambda query, given: connection.execute(text(query), given), is_sqlite))


def glance(file: Path) -> Overview | None:
    """The same from a SQLite file, read-only and at once; None if that can't be had.

    Whatever is wrong with the file is found out, and told, by the real opening.
    """
    try:
        how = "?mode=ro"
        if not file.with_name(f"{file.name}-wal").exists():  # nobody has it open: it stands still
            how += "&immutable=1"  # else SQLite would make that file, and another, only to look
        with closing(sqlite.connect(file, how=how, timeout=0)) as connection:
            connection.execute("BEGIN")  # all queries see one moment
            if connection.execute("SELECT version_num FROM alembic_version").fetchall() != [
                (HEAD,)
            ]:
                return None
            return _read(Rows(connection.execute, as_text=True))
    except sqlite.FileError:
        return None
    except (ValueError, TypeError, AttributeError):  # of values, too
        return None


_COUNTS = "NOT IN (SELECT id FROM person WHERE same_as IS NOT NULL)"
"""Ids of people who are not only the double of somebody; as `people.public.doubles` says it."""

_TAKES_PART = "e.role IN ('participant', 'guest')"
"""Who comes along with somebody is expected by nobody; as `attendance.models.TAKING_PART` says."""

_AS_OF = """
SELECT coalesce(max(number), 0), (
  SELECT count(*) FROM person
  WHERE same_as IS NULL AND name NOT IN ('(gelöscht)', '(gesperrt)')
)
FROM journal_entry
"""

_DATES = f"""
SELECT g.id, g.title, g.venue, g.starts_at, g.ends_at, g.sitting,
  (SELECT count(*) FROM expected e
    WHERE e.gathering_id = g.id AND {_TAKES_PART} AND e.person_id {_COUNTS}),
  (SELECT count(*) FROM presence p
    WHERE p.gathering_id = g.id AND p.state = 'excused' AND p.person_id {_COUNTS}),
  (SELECT count(*) FROM presence p
    WHERE p.gathering_id = g.id AND p.state = 'present' AND p.left_at IS NULL
      AND p.person_id {_COUNTS}),
  (SELECT count(*) FROM presence p
    WHERE p.gathering_id = g.id AND p.state = 'present' AND p.person_id {_COUNTS}),
  (SELECT count(*) FROM arrival a WHERE a.gathering_id = g.id AND a.fate = 'waiting'),
  (SELECT min(d.run_id) FROM course_date d WHERE d.gathering_id = g.id), g.kind, v.id
FROM gathering g
LEFT JOIN event v ON v.gathering_id = g.id
WHERE coalesce(v.state, '') <> 'cancelled'
"""

_COMING = f"{_DATES} AND g.ends_at >= :since ORDER BY g.starts_at, g.id LIMIT :most"
_UNFINISHED = (
    f"{_DATES} AND g.ends_at < :since AND g.sitting <> 'ended'"
    " AND coalesce(v.state, '') NOT IN ('done', 'evaluated')"
    " AND NOT (g.kind = 'event' AND g.sitting = 'planned')"  # what is left of it: _PAST
    " ORDER BY g.starts_at, g.id LIMIT :most"
)
_LAST = (
    f"{_DATES} AND g.ends_at < :since AND g.sitting = 'ended'"
    " ORDER BY g.starts_at DESC, g.id DESC LIMIT 1"
)

_NEEDS = f"""
SELECT d.gathering_id, n.needs
FROM enrolment n
JOIN course_date d ON d.run_id = n.run_id
JOIN gathering g ON g.id = d.gathering_id
JOIN expected e ON e.gathering_id = d.gathering_id AND e.person_id = n.person_id
LEFT JOIN presence p ON p.gathering_id = d.gathering_id AND p.person_id = n.person_id
WHERE n.needs <> '' AND n.person_id {_COUNTS} AND g.ends_at >= :since
  AND (p.state IS NULL OR p.state = 'present')
ORDER BY d.gathering_id, n.number
"""

_PRINTED = """
SELECT t.gathering_id, t.paper FROM printed_paper t
JOIN gathering g ON g.id = t.gathering_id
WHERE g.ends_at >= :since
"""

_COURSES = f"""
SELECT r.id, r.title,
  (SELECT count(*) FROM enrolment n WHERE n.run_id = r.id AND n.person_id {_COUNTS}),
  count(g.id), min(g.starts_at), max(g.starts_at),
  min(CASE WHEN g.ends_at >= :since THEN g.starts_at END)
FROM course_run r
LEFT JOIN course_date d ON d.run_id = r.id
LEFT JOIN gathering g ON g.id = d.gathering_id
GROUP BY r.id, r.title
ORDER BY max(g.starts_at) IS NULL, max(g.starts_at) DESC, r.id DESC
"""

_TASKS = """
SELECT number, what, due FROM task WHERE state = 'open'
ORDER BY due IS NULL, due, number
"""

_EVENT_TASKS = """
SELECT v.id, v.gathering_id, v.title, t.what, t.due, t.offset_days, g.starts_at
FROM event_task t
JOIN event v ON v.id = t.event_id
LEFT JOIN gathering g ON g.id = v.gathering_id
WHERE t.state = 'open' AND v.state NOT IN ('cancelled', 'evaluated')
ORDER BY v.id, t.number
"""

_PLEDGES_DUE = """
SELECT v.id, v.gathering_id, v.title, p.what, p.due, o.name
FROM pledge p
JOIN event v ON v.id = p.event_id
LEFT JOIN event_partner ep ON ep.id = p.partner_id
LEFT JOIN organisation o ON o.id = ep.organisation_id
WHERE p.state IN ('needed', 'asked', 'no_answer') AND p.due IS NOT NULL
  AND v.state NOT IN ('cancelled', 'done', 'evaluated')
ORDER BY v.id, p.number
"""

_NAMED = "(SELECT {column} FROM {table} WHERE event_id {whose} AND {column} IS NOT NULL)"
_OF_CONTACTS = (
    ("event_partner", "contact_id"), ("event_partner", "deputy_id"), ("pledge", "contact_id"),
)  # fmt: skip
_ITS_CONTACTS = " OR ".join(
    "c.id IN " + _NAMED.format(column=column, table=table, whose="= v.id")
    for table, column in _OF_CONTACTS
)
_NOBODY_ELSES = " AND ".join(
    "c.id NOT IN " + _NAMED.format(column=column, table=table, whose="<> v.id")
    for table, column in _OF_CONTACTS
)

_PAST = f"""
SELECT v.id, v.title, g.starts_at, g.ends_at,
  CASE WHEN v.state IN ('wish', 'planned', 'fixed', 'done') THEN 1 ELSE 0 END,
  CASE WHEN v.tidied_on IS NOT NULL THEN 0 ELSE
    (SELECT count(*) FROM helper h JOIN shift s ON s.id = h.shift_id WHERE s.event_id = v.id)
    + (SELECT count(*) FROM expected e WHERE e.gathering_id = g.id)
    + (SELECT count(*) FROM presence p WHERE p.gathering_id = g.id)
    + (SELECT count(*) FROM arrival a WHERE a.gathering_id = g.id)
    + (SELECT count(*) FROM contact c WHERE ({_ITS_CONTACTS}) AND {_NOBODY_ELSES})
  END,
  (SELECT value FROM setting WHERE key = 'events.names_weeks')
FROM event v JOIN gathering g ON g.id = v.gathering_id
WHERE g.ends_at <= :now AND (v.tidied_on IS NULL OR v.state NOT IN ('evaluated', 'cancelled'))
ORDER BY g.starts_at, v.id
"""

MOST_LATE = 3
"""So many late tasks are named: more would frighten, and every meeting shows them all."""


def _read(rows: Rows) -> Overview:
    since = start_of_today()
    needs = _needs(rows(_NEEDS, since=since))
    printed: dict[int, set[str]] = {}
    for gathering_id, paper in rows(_PRINTED, since=since):
        printed.setdefault(gathering_id, set()).add(paper)
    ((as_of, people),) = rows(_AS_OF)
    tasks = rows(_TASKS)
    last = [_date(row) for row in rows(_LAST, since=since)]
    return Overview(
        as_of=as_of,
        dates=tuple(
            replace(
                date,
                needs=tuple(needs.get(date.gathering_id, Counter()).most_common()),
                printed=frozenset(printed.get(date.gathering_id, ())),
            )
            for date in map(_date, rows(_COMING, since=since, most=MOST_DATES))
        ),
        unfinished=tuple(map(_date, rows(_UNFINISHED, since=since, most=MOST_DATES))),
        last=last[0] if last else None,
        courses=tuple(_course(row) for row in rows(_COURSES, since=since)),
        people=people,
        open_tasks=len(tasks),
        late_tasks=_late(tasks, since.date()),
        late_at_events=_late_at_events(rows(_EVENT_TASKS), rows(_PLEDGES_DUE), since.date()),
        past_events=_past_events(rows(_PAST, now=clock.now()), since.date()),
    )


def _needs(rows: Iterable[Sequence[Any]]) -> dict[int, Counter[str]]:
    counted: dict[int, Counter[str]] = {}
    for gathering_id, needs in rows:
        each = (need.strip() for need in needs.split(","))
        counted.setdefault(gathering_id, Counter()).update(need for need in each if need)
    return counted


def _date(row: Sequence[Any]) -> Date:
    gathering_id, title, venue, starts_at, ends_at, sitting, *counts, run_id, kind, event = row
    listed, excused, here, were, waits = counts
    return Date(
        gathering_id=gathering_id,
        title=title,
        venue=venue,
        starts_at=_moment(starts_at),
        ends_at=_moment(ends_at),
        sitting=sitting,
        expected=listed,
        excused=excused,
        here=here,
        were=were,
        waiting=waits,
        run_id=run_id,
        kind=kind,
        event_id=event,
    )


def _late(tasks: Iterable[Sequence[Any]], today: date) -> tuple[str, ...]:
    """12 Plakat drucken (3.3.): what should have been done before today."""
    late = []
    for number, what, due in tasks:
        day = _day(due)
        if day is not None and day < today:
            late.append(f"{number} {what} ({day.day}.{day.month}.)")
    return tuple(late[:MOST_LATE])


def _late_at_events(
    tasks: Iterable[Sequence[Any]], pledges: Iterable[Sequence[Any]], today: date
) -> tuple[Late, ...]:
    """What should have been done or answered before today, the oldest first."""
    late = []
    for event_id, gathering_id, title, what, due, offset, starts_at in tasks:
        day = _day(due)
        if day is None and offset is not None and starts_at is not None:
            day = clock.local(_moment(starts_at)).date() + timedelta(days=offset)
        if day is not None and day < today:
            late.append(Late(event_id, gathering_id, title, what, day))
    for event_id, gathering_id, title, what, due, institution in pledges:
        day = _day(due)
        if day is not None and day < today:
            late.append(Late(event_id, gathering_id, title, what, day, True, institution or ""))
    return tuple(sorted(late, key=lambda each: each.day))[:MOST_LATE]


def _past_events(events: Iterable[Sequence[Any]], today: date) -> tuple[Past, ...]:
    """The events of which a word is awaited, or whose names are due."""
    past = []
    for event_id, title, starts_at, ends_at, awaits, names, weeks in events:
        after = timedelta(weeks=int(weeks) if (weeks or "").isdecimal() else NAMES_WEEKS)
        since = clock.local(_moment(ends_at)).date() + after
        due = since if names and since <= today else None
        if awaits or due is not None:
            day = clock.local(_moment(starts_at)).date()
            past.append(Past(event_id, title, day, bool(awaits), due))
    return tuple(past)


def _day(stored: str | date | None) -> date | None:
    """SQLite keeps days as text."""
    return date.fromisoformat(stored) if isinstance(stored, str) else stored


def _course(row: Sequence[Any]) -> Course:
    run_id, title, people, dates, *moments = row
    first, last, following = (None if m is None else _moment(m) for m in moments)
    return Course(run_id, title, people, dates, first, last, following)


def _moment(stored: str | datetime) -> datetime:
    """SQLite keeps moments as text, in UTC."""
    if isinstance(stored, datetime):
        return stored
    return datetime.fromisoformat(stored).replace(tzinfo=UTC)
