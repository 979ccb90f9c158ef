"""`biq events`: events without a screen, on the same line, use cases and refusals."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import event_calendar_command, event_papers_command
from .core.errors import Refused
from .core.language import _
from .meeting_commands import Opened

if TYPE_CHECKING:
    from sqlmodel import Session

    from .core.database import Database
    from .events.plan import EventRow, Plan
    from .people.organisations import Institution


def add_commands(commands: Any, shared: argparse.ArgumentParser, opened: Opened) -> None:
    """Make the commands known to the parser; `opened` gives the database, and who writes."""
    events = commands.add_parser("events", parents=[shared], help=_("events, from wish to done"))
    of_events = events.add_subparsers(
        dest="events_command", required=True, metavar="add|list|show|check|papers|import|export"
    )

    add = of_events.add_parser(
        "add", parents=[shared], help=_("a new event, typed as on the screen; without a day a wish")
    )
    add.add_argument("text", metavar=_("'street party 12.6.2027 15-18, heim room'"))
    add.add_argument("--dry-run", action="store_true", help=_("only say what would happen"))
    add.set_defaults(run=lambda *given: _add(opened, *given))

    which = _("its number, its name or its day, like 2027-06-12")
    listed = of_events.add_parser("list", parents=[shared], help=_("all events, a line for each"))
    show = of_events.add_parser("show", parents=[shared], help=_("one event whole"))
    check = of_events.add_parser(
        "check", parents=[shared], help=_("what is missing, and what is booked twice")
    )
    show.add_argument("event", help=which)
    check.add_argument("event", nargs="?", default="", help=which + _("; without it, all to come"))
    for command, run in ((listed, _list), (show, _show), (check, _check)):
        command.add_argument("--json", action="store_true", help=_("for other programs"))
        command.set_defaults(run=lambda *given, run=run: run(opened, *given))
    event_papers_command.add_command(of_events, shared, opened)
    event_calendar_command.add_commands(of_events, shared, opened)


def _add(opened: Opened, given: argparse.Namespace, folder: Path, url: str | None) -> Iterator[str]:
    from . import sentences as _known_before_anything_is_told  # noqa: F401
    from .events.conflicts.hints import snapshot
    from .events.new_event_line import read_new
    from .events.places import EVENTS

    with opened(folder, url) as (database, act):
        institutions, land = database.read(_known)
        booked = database.read(snapshot)
        read = read_new(given.text, institutions, land=land, is_wish=True, booked=booked)
        if read is None or read.use_case is None:
            raise Refused(_("What is it called?") if read is None else read.hint)
        if given.dry_run:
            yield read.hint.removeprefix(_("Enter: {sentence}").format(sentence=""))
            yield _("Nothing was changed: this was a trial.")
            return
        made = database.write(act(EVENTS), read.use_case, *read.args).result()
        doubles = _doubles(database, _read(database, made))
    yield f"{made} {read.sentence}"
    yield from (f"! {said}" for said in doubles)


def _list(
    opened: Opened, given: argparse.Namespace, folder: Path, url: str | None
) -> Iterator[str]:
    from .events.reading import event_row

    with opened(folder, url) as (database, _act):
        rows = [database.read(event_row, event_id) for event_id, *_rest in _events(database)]
    events = [event for event in rows if event is not None]
    if given.json:
        yield _as_json([_short(event) for event in events])
        return
    yield from (_line(event) for event in events)


def _show(
    opened: Opened, given: argparse.Namespace, folder: Path, url: str | None
) -> Iterator[str]:
    from .events.after.in_words import in_lines
    from .events.after.reading import outcome_of

    with opened(folder, url) as (database, _act):
        plan = _read(database, event_called(database, given.event))
        doubles = _doubles(database, plan)
        outcome = database.read(outcome_of, plan.event.event_id)
    if given.json:
        came = {"outcome": asdict(outcome)}
        yield _as_json({**_short(plan.event), **_whole(plan), **came, "booked_twice": doubles})
        return
    yield from _lines(plan)
    yield from in_lines(outcome)
    yield from (f"! {said}" for said in doubles)


def _check(
    opened: Opened, given: argparse.Namespace, folder: Path, url: str | None
) -> Iterator[str]:
    from .events.models import EventState
    from .events.partners.missing import missing, missing_sentence

    over = (EventState.DONE, EventState.EVALUATED, EventState.CANCELLED)
    with opened(folder, url) as (database, _act):
        if given.event:
            plans = [_read(database, event_called(database, given.event))]
        else:
            every = (_read(database, event_id) for event_id, *_rest in _events(database))
            plans = [plan for plan in every if plan.event.state not in over]
        found = [(plan, missing(plan), _doubles(database, plan)) for plan in plans]
    if given.json:
        yield _as_json(
            [
                {**_short(plan.event), "missing": list(lacks), "booked_twice": doubles}
                for plan, lacks, doubles in found
            ]
        )
        return
    for plan, _lacks, doubles in found:
        yield _line(plan.event)
        yield f"  {missing_sentence(plan)}"
        yield from (f"  ! {said}" for said in doubles)


def _known(session: Session) -> tuple[tuple[Institution, ...], str]:
    from .core.free_days import LAND
    from .core.settings import value_of
    from .people.organisations import institutions

    return institutions(session), value_of(session, LAND)


def _events(database: Database) -> list[tuple[int, str, str]]:
    """Number, name and day (ISO 8601, "" for none) of every event, what comes first at the top."""
    from .core import clock
    from .events.lookup import all_events

    return [
        (event_id, title, "" if starts_at is None else f"{clock.local(starts_at):%Y-%m-%d}")
        for event_id, title, starts_at in database.read(all_events)
    ]


def event_called(database: Database, called: str) -> int:
    """The event of this number, name or day. Raises Refused if none or several are."""
    word = called.strip().casefold()
    known = _events(database)
    hits = [event_id for event_id, title, day in known if word in (title.casefold(), day)]
    if not hits and word.isdecimal():
        hits = [event_id for event_id, _title, _day in known if event_id == int(word)]
    if len(hits) == 1:
        return hits[0]
    listed = ", ".join(f"{event_id} {title} {day}".strip() for event_id, title, day in known[-10:])
    if not hits:
        raise Refused(
            _("There is no event {event}. There are: {known}").format(event=called, known=listed)
        )
    several = _("Several are called so. Please name the number: {numbers}")
    raise Refused(several.format(numbers=", ".join(f"{event_id}" for event_id in hits)))


def _read(database: Database, event_id: int) -> Plan:
    from .events.reading import plan

    return database.read(plan, event_id, "")


def _doubles(database: Database, plan: Plan) -> list[str]:
    """What is booked twice with it, a sentence each, without what was accepted."""
    from .events.conflicts.found import conflicts_of
    from .events.conflicts.words import sentence_of

    found = database.read(conflicts_of, plan.event.event_id)
    return [sentence_of(each, plan.event, False) for each in found if each.counts]


def _when(event: EventRow) -> str:
    from .events.when import in_words

    if event.starts_at is None or event.ends_at is None:
        return _("no day yet")
    return in_words(event.starts_at, event.ends_at)


def _line(event: EventRow) -> str:
    """7 Straßenfest · Sa 12.6.2027, 15–18 Uhr · Haus am Park · geplant."""
    from .events.standing import STATES

    state = _(STATES[event.state])
    facts = [f"{event.event_id} {event.title}", _when(event), event.venue, state]
    return " · ".join(filter(None, facts))


def _lines(plan: Plan) -> Iterator[str]:
    from .core.dates import day_words
    from .events.models import TaskState
    from .events.partners.gifts import thing_words
    from .events.partners.missing import missing_sentence
    from .events.partners.roles import STATES
    from .events.wishes import receipts

    yield _line(plan.event)
    yield missing_sentence(plan)
    if plan.event.person:
        yield _("{person} answers for it").format(person=plan.event.person)
    for pledge in plan.pledges:
        gift = thing_words(pledge.role, pledge.what, pledge.cents)
        state = _(STATES[pledge.state]).format(condition=pledge.condition)
        giver = pledge.partner or pledge.person
        yield " · ".join(filter(None, [f"{pledge.number} {gift}", giver, state]))
    for task in plan.open_tasks:
        due = "" if task.due is None else day_words(task.due)
        owner = task.person or task.partner
        yield " · ".join(filter(None, [f"{task.number} {task.what}", owner, due]))
    done = sum(task.state is TaskState.DONE for task in plan.tasks)
    if done:
        yield _("Done: {n}").format(n=done)
    for shift in plan.shifts:
        yield f"{shift.number} {shift.what} · {shift.taken}/{shift.wanted}"
    yield from receipts(plan)


def _short(event: EventRow) -> dict[str, Any]:
    """What every form of JSON has of an event."""
    return {
        "id": event.event_id,
        "title": event.title,
        "state": event.state,
        "starts_at": event.starts_at,
        "ends_at": event.ends_at,
        "venue": event.venue,
        "template": event.template,
        "series_id": event.series_id,
        "copied_from": event.copied_from,
    }


def _whole(plan: Plan) -> dict[str, Any]:
    """Everything of an event, without what the screen alone needs."""
    parts = ("partners", "pledges", "tasks", "shifts", "money", "access", "needs")
    whole = {part: [asdict(row) for row in getattr(plan, part)] for part in parts}
    origins = [{"wish_id": row.wish_id, "receipt": dict(row.receipt)} for row in plan.origins]
    return {"event": asdict(plan.event), **whole, "origins": origins}


def _as_json(values: Any) -> str:
    return json.dumps(values, ensure_ascii=False, indent=2, default=_iso)


def _iso(value: Any) -> str:
    return str(value.isoformat())
