"""The commands that need no screen: on the same use cases, and with the same refusals.

Everything heavy is imported by the command that needs it.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import (
    count_command,
    event_commands,
    export_command,
    meeting_commands,
    paper_commands,
    passport_command,
    pin_command,
    verify_command,
)
from .core.errors import CannotStart, Refused, Told
from .core.folders import ROSTER_FOLDER
from .core.language import _, ngettext
from .core.text import clean
from .doctor import command as doctor_command
from .privacy import commands as privacy_commands
from .safekeeping import commands as safekeeping
from .safekeeping import encryption_commands

if TYPE_CHECKING:
    from .core.database import Database
    from .core.write import Act
    from .overview import Date
    from .qualification.fetch import Preview


def add_commands(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Make the commands known to the parser; each sets `run(given, folder, url)`.

    `shared` holds the options that may stand before or after a command.
    """
    runs = commands.add_parser("runs", parents=[shared], help=_("course runs"))
    of_runs = runs.add_subparsers(dest="runs_command", required=True, metavar="new")
    new = of_runs.add_parser("new", parents=[shared], help=_("a new course run with all its dates"))
    new.add_argument("title", help=_("what the course is called"))
    new.add_argument("--start", required=True, metavar="2027-03-05", help=_("the first day"))
    new.add_argument(
        "--rhythm",
        default="",
        metavar='"monthly Fri 17:00-20:15, Sat 10:00-16:00"',
        help=_("how often and when; without it a weekend a month"),
    )
    new.set_defaults(run=_new_run)

    fetch = commands.add_parser("import", parents=[shared], help=_("fetch the people of a list"))
    fetch.add_argument("roster", help=_("the file: Excel, LibreOffice, or text"))
    fetch.add_argument("--run", dest="title", help=_("the course they come into"))
    fetch.add_argument("--dry-run", action="store_true", help=_("only say what would happen"))
    fetch.set_defaults(run=_import)

    status = commands.add_parser(
        "status", parents=[shared], help=_("courses, dates to come, who is present")
    )
    status.add_argument("--json", action="store_true", help=_("for other programs"))
    status.set_defaults(run=_status)

    safekeeping.add_commands(commands, shared)
    encryption_commands.add_commands(commands, shared)
    verify_command.add_commands(commands, shared)
    passport_command.add_commands(commands, shared)
    paper_commands.add_commands(commands, shared, _opened)
    export_command.add_commands(commands, shared, _opened)
    meeting_commands.add_commands(commands, shared, _opened)
    event_commands.add_commands(commands, shared, _opened)
    count_command.add_commands(commands, shared)
    pin_command.add_commands(commands, shared)
    privacy_commands.add_commands(commands, shared, _opened)
    doctor_command.add_command(commands, shared)


def _new_run(given: argparse.Namespace, folder: Path, url: str | None) -> Iterator[str]:
    from .core import clock
    from .core.date_words import read_date
    from .core.settings import values_of
    from .core.telling import sentence
    from .qualification import options
    from .qualification.curriculum import curriculum
    from .qualification.models import TITLE_LENGTH
    from .qualification.new_course import planned, unknown_holidays
    from .qualification.rhythm import DEFAULT_RHYTHM, read_rhythm, rhythm_words
    from .qualification.runs import new_run
    from .qualification.schedule import propose
    from .qualification.sentences import MADE

    start = read_date(given.start, clock.local(clock.now()).date())
    if start is None:
        raise Refused(_("--start wants a day, like this: 2027-03-05"))
    rhythm = read_rhythm(given.rhythm) if given.rhythm else DEFAULT_RHYTHM
    with _opened(folder, url) as (database, act):
        known = (options.VENUE, options.FACILITATORS, options.LAND, options.UNIT_MINUTES)
        values = database.read(values_of, known)
        land = values[options.LAND.key]
        unit_minutes = int(values[options.UNIT_MINUTES.key])
        dates = propose(curriculum(), start, rhythm, land=land, unit_minutes=unit_minutes)
        database.write(
            act("courses"),
            new_run,
            given.title,
            planned(dates, values[options.VENUE.key]),
            "biq",
            values[options.FACILITATORS.key],
        ).result()
    yield sentence(MADE, run=clean(given.title, TITLE_LENGTH))
    yield rhythm_words(rhythm)
    for proposed in dates:
        starts, ends = clock.local(proposed.starts_at), clock.local(proposed.ends_at)
        free = f"  ! {proposed.free}" if proposed.free else ""
        yield f"{starts:%Y-%m-%d %H:%M}-{ends:%H:%M}  {_block(proposed.block)}{free}"
    if unknown := unknown_holidays(dates, land):
        yield unknown


def _block(number: int) -> str:
    return _("Block {number}").format(number=number)


def _import(given: argparse.Namespace, folder: Path, url: str | None) -> Iterator[str]:
    from .qualification import enrolment
    from .qualification.called import run_called
    from .qualification.course import place_of
    from .qualification.fetch import preview
    from .qualification.roster_files import read_table
    from .qualification.roster_matching import house, newcomers

    source = Path(given.roster)
    table = read_table(source)
    with _opened(folder, url) as (database, act):
        run_id = None if given.title is None else database.read(run_called, given.title)
        seen = preview(table, database.read(house, run_id), source)
        if not seen.taken.people:
            raise Refused(_("No names were found in the list. Nothing was changed."))
        new = newcomers(seen.recognised)
        if not given.dry_run and new:
            if run_id is None:
                database.write(act("people"), enrolment.collect_all, new).result()
            else:
                database.write(act(place_of(run_id)), enrolment.enrol_all, run_id, new).result()
    # Everything is done before anything is said: whoever reads may stop reading.
    not_taken = "" if given.dry_run else _not_taken(seen, folder / ROSTER_FOLDER)
    yield from (said for said in seen.told if said != _("Right?"))
    yield ngettext("Taken: {n} person.", "Taken: {n} people.", len(new))
    doubled = sum(person.enrolled for person in seen.recognised)
    yield ngettext("Already there: {n} person.", "Already there: {n} people.", doubled)
    for row in seen.taken.refused:
        yield _("Row {row}: {reason}").format(row=row.row, reason=row.reason)
    if given.dry_run:
        yield _("Nothing was changed: this was a trial.")
    elif not_taken:
        yield not_taken


def _not_taken(seen: Preview, folder: Path) -> str:
    """Save the rows that can't be taken; where they are, or why they could not be saved."""
    from .qualification.roster_preview import save_refused

    if not seen.taken.refused:
        return ""
    try:
        saved = save_refused(seen.table, seen.columns, seen.taken, seen.source, folder)
    except Refused as refusal:
        return refusal.sentence
    return _("Not taken: “{file}”").format(file=saved)


def _status(given: argparse.Namespace, folder: Path, url: str | None) -> Iterator[str]:
    from .overview import overview

    with _opened(folder, url) as (database, _act):
        seen = database.read(overview)
    if given.json:
        state = {
            "people": seen.people,
            "runs": [
                {
                    "id": course.run_id,
                    "title": course.title,
                    "people": course.people,
                    "dates": course.dates,
                    "first": course.first and course.first.isoformat(),
                    "last": course.last and course.last.isoformat(),
                    "next": course.next and course.next.isoformat(),
                }
                for course in seen.courses
            ],
            "gatherings": [_as_json(date) for date in seen.dates],
            "unfinished": [_as_json(date) for date in seen.unfinished],
        }
        yield json.dumps(state, ensure_ascii=False, indent=2)
        return
    for course in seen.courses:
        people = ngettext("{n} person", "{n} people", course.people)
        dates = ngettext("{n} date", "{n} dates", course.dates)
        yield f"{course.title}: {people}, {dates}"
    for date in (*seen.unfinished, *seen.dates):
        listed = ngettext("{n} person on the list", "{n} people on the list", date.expected)
        here = ngettext("{n} is here", "{n} are here", date.here)
        yield f"{date.starts_at.astimezone():%Y-%m-%d %H:%M}  {date.title}: {listed}, {here}"
    if seen.is_empty:
        yield _("Nothing is here yet.")


def _as_json(date: Date) -> dict[str, Any]:
    """Numbers only: who somebody is, is nobody's business outside the program."""
    return {
        "id": date.gathering_id,
        "title": date.title,
        "venue": date.venue,
        "starts_at": date.starts_at.isoformat(),
        "ends_at": date.ends_at.isoformat(),
        "sitting": date.sitting,
        "expected": date.expected,
        "excused": date.excused,
        "present": date.here,
        "waiting": date.waiting,
        "needs": dict(date.needs),
    }


@contextmanager
def _opened(folder: Path, url: str | None) -> Iterator[tuple[Database, Callable[[str], Act]]]:
    """The database, and who writes: the facilitator at this laptop, so that she can undo it."""
    from .core.journal import Actor
    from .core.opening import open_database
    from .core.station import StationFile
    from .core.write import Act

    station = StationFile(folder / "station.json").station.id
    database = open_database(folder, url)
    try:
        yield database, lambda place: Act(Actor.FACILITATOR, station, place)
    except Told as told:
        raise CannotStart(told.sentence) from told
    finally:
        database.close()
