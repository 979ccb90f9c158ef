"""`biq events import` and `export`: calendar files, in and out."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from .core.errors import Refused
from .core.language import _
from .meeting_commands import Opened

if TYPE_CHECKING:
    from sqlmodel import Session

    from .core.database import Database


def add_commands(of_events: Any, shared: argparse.ArgumentParser, opened: Opened) -> None:
    """Make the commands known to the parser of `biq events`."""
    fetch = of_events.add_parser(
        "import", parents=[shared], help=_("dates from a calendar file (.ics) of somebody else")
    )
    fetch.add_argument("file", metavar="FILE.ics")
    fetch.add_argument("--dry-run", action="store_true", help=_("only say what would happen"))
    fetch.set_defaults(run=lambda *given: _import(opened, *given))

    export = of_events.add_parser(
        "export", parents=[shared], help=_("events as a calendar file (.ics)")
    )
    export.add_argument("file", metavar="FILE.ics", help=_("a new file"))
    export.add_argument(
        "events",
        nargs="*",
        metavar="EVENT",
        help=_("only these, by number, name or day; without it, all that come and are not wishes"),
    )
    export.add_argument(
        "--to", default="", metavar="PARTNER", help=_("who gets it: it is kept which version")
    )
    export.add_argument(
        "--person",
        default="",
        metavar="PERSON",
        help=_("all that this person has to do: shifts, and events she answers for"),
    )
    export.set_defaults(run=lambda *given: _export(opened, *given))


def _import(
    opened: Opened, given: argparse.Namespace, folder: Path, url: str | None
) -> Iterator[str]:
    from . import sentences as _known_before_anything_is_told  # noqa: F401
    from .core.text import clean
    from .events.conflicts.hints import snapshot
    from .events.ics.fates import Fate, in_words
    from .events.ics.fetch import preview, take
    from .events.ics.files import dates_in_file
    from .events.places import EVENTS

    dates = dates_in_file(Path(given.file).expanduser())
    with opened(folder, url) as (database, act):
        booked = database.read(snapshot)
        if given.dry_run:
            fetched = database.read(preview, dates)
        else:
            fetched = database.write(act(EVENTS), take, dates).result()
    yield from in_words(fetched)
    for each in fetched:
        date = each.date
        if each.fate is Fate.NEW and date.starts_at and date.ends_at and not date.is_cancelled:
            doubles = booked.hint(date.title, (date.starts_at, date.ends_at), date.venue)
            yield from [f"! {clean(date.title)}: {doubles}"] if doubles else []
    if given.dry_run:
        yield _("Nothing was changed: this was a trial.")


def _export(
    opened: Opened, given: argparse.Namespace, folder: Path, url: str | None
) -> Iterator[str]:
    from . import sentences as _known_before_anything_is_told  # noqa: F401
    from .event_commands import event_called
    from .events.ics.outside import publish
    from .events.ics.whose import publish_person
    from .events.ics.writing import calendar_file
    from .events.places import EVENTS

    if given.person and (given.events or given.to):
        raise Refused(_("A person gets all that is to come: no event and no partner, please."))
    with opened(folder, url) as (database, act):
        chosen = [event_called(database, each) for each in given.events]
        events = chosen or database.read(_coming)
        to = None if not given.to else _institution(database, given.to)
        person = None if not given.person else _person(database, given.person)
        with _new_file(given.file) as made:  # before it is kept who has which version
            if person is not None:
                entries = database.write(act(EVENTS), publish_person, person).result()
            else:
                entries = database.write(act(EVENTS), publish, events, to).result()
            if not entries:
                raise Refused(_("None of these events has a day yet."))
            made.write(calendar_file(entries, "BIQ"))
    yield given.file


@contextmanager
def _new_file(called: str) -> Iterator[BinaryIO]:
    """A file that was not there before; and is not there after, if something goes wrong."""
    file = Path(called).expanduser()
    try:
        with file.open("xb") as made:
            yield made
    except FileExistsError as error:
        raise Refused(_("There is a file {file} already.").format(file=called)) from error
    except OSError as error:
        raise Refused(_("This file can't be written: {file}").format(file=called)) from error
    except Refused:
        file.unlink()
        raise


def _institution(database: Database, called: str) -> int:
    """The institution that is called so. Raises Refused if there is none, or more than one."""
    from .people.institution_names import the_one
    from .people.organisations import institutions
    from .people.who import Unclear

    try:
        found = the_one(called, database.read(institutions))
    except Unclear as unclear:
        raise Refused(str(unclear)) from unclear
    if found is None or found.organisation_id is None:
        raise Refused(_("No institution is called that: {name}").format(name=called))
    return found.organisation_id


def _person(database: Database, called: str) -> int:
    """The person who is called so. Raises Refused if there is none, or more than one."""
    from .people.directory import directory_of, everybody
    from .people.who import Unclear, person_of

    people = database.read(lambda session: directory_of(everybody(session)))
    try:
        found = person_of(called, people)
    except Unclear as unclear:
        raise Refused(str(unclear)) from unclear
    if found is None:
        raise Refused(_("Nobody is called that: {name}").format(name=called))
    return found.person_id


def _coming(session: Session) -> list[int]:
    """The events that have a day from today on, and are not mere wishes."""
    from .core.dates import start_of_today
    from .events.lookup import all_events
    from .events.models import EventState
    from .events.reading import event_row

    kept = []
    for event_id, _title, starts_at in all_events(session):
        event = event_row(session, event_id)
        is_coming = starts_at is not None and starts_at >= start_of_today()
        if event is not None and is_coming and event.state is not EventState.WISH:
            kept.append(event_id)
    return kept
