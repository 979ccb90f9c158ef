"""`biq minutes` and `biq ideas`: a meeting's minutes and ideas as files, without a screen."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .core.errors import Refused
from .core.language import _, ngettext

if TYPE_CHECKING:
    from .core.database import Database
    from .core.write import Act
    from .meetings.minutes_files import Left

Opened = Callable[
    [Path, str | None], "AbstractContextManager[tuple[Database, Callable[[str], Act]]]"
]


def add_commands(commands: Any, shared: argparse.ArgumentParser, opened: Opened) -> None:
    """Make the commands known to the parser; `opened` gives the database, and who writes."""
    which = _("its day, like 2027-03-17, or its topic; without it the last one, or today's")

    minutes = commands.add_parser(
        "minutes",
        parents=[shared],
        help=_("the minutes and the results of a meeting, as files"),
    )
    minutes.add_argument("--meeting", default="", help=which)
    minutes.add_argument(
        "--all",
        action="store_true",
        help=_("the results of all meetings, with --format csv, json or xlsx"),
    )
    minutes.add_argument(
        "--format",
        choices=["md", "txt", "short", "pdf", "csv", "json", "xlsx"],
        help=_("only this; a text is printed if there is no --out. short: in simple words"),
    )
    minutes.add_argument(
        "--out", metavar="DIR", help=_("the folder for them; without it, this one")
    )
    minutes.set_defaults(run=lambda *given: _minutes(opened, *given))

    ideas = commands.add_parser("ideas", parents=[shared], help=_("ideas, out and in"))
    of_ideas = ideas.add_subparsers(dest="ideas_command", required=True, metavar="import|export")
    fetch = of_ideas.add_parser(
        "import",
        parents=[shared],
        help=_("ideas from a CSV, Excel, JSON or text file, into a meeting"),
    )
    fetch.add_argument("file", help=_("one idea a line, or a column that is called text"))
    fetch.add_argument("--meeting", default="", help=which)
    fetch.add_argument("--dry-run", action="store_true", help=_("only say what would happen"))
    fetch.set_defaults(run=lambda *given: _import(opened, *given))
    export = of_ideas.add_parser(
        "export", parents=[shared], help=_("all ideas, as CSV, XLSX or JSON")
    )
    export.add_argument("--meeting", default=None, help=_("only those of this meeting"))
    export.add_argument("--format", choices=["csv", "json", "xlsx"], default="csv")
    export.add_argument("--out", metavar="FILE", help=_("a new file; without it they are printed"))
    export.set_defaults(run=lambda *given: _export(opened, *given))


def _minutes(
    opened: Opened, given: argparse.Namespace, folder: Path, url: str | None
) -> Iterator[str]:
    from .meetings.minutes_files import Saved, save, save_all, save_paper
    from .papers.house import house_look

    if given.all and (given.meeting or given.format not in ("csv", "json", "xlsx")):
        raise Refused(_("--all is for --format csv, json or xlsx, and without --meeting."))
    out = Path(given.out or ".").expanduser()
    with opened(folder, url) as (database, _act):
        look = partial(house_look, database, folder)
        if given.format is None:
            saved = save_all(_left(database, given.meeting), look, out)
        elif given.format == "pdf":
            saved = save_paper(_left(database, given.meeting), look(), out)
        else:
            files = _made(database, given)
            if given.out is None and given.format in ("md", "txt", "short", "json"):
                yield from (raw.decode().rstrip("\n") for raw in files.values())
                return
            saved = Saved(save(files, out))
    yield from (f"{file}" for file in saved.files)
    yield from saved.notices
    if saved.missing:
        raise Refused(saved.missing)


def _made(database: Database, given: argparse.Namespace) -> dict[str, bytes]:
    """What stands in the files of one format that is no paper."""
    from .meetings.minutes_files import TABLES, TEXTS
    from .meetings.results_files import results_of

    if given.all:
        return TABLES[given.format](database.read(results_of), "")
    left = _left(database, given.meeting)
    if given.format in TEXTS:
        return TEXTS[given.format](left)
    return TABLES[given.format](left.results, left.day)


def _left(database: Database, called: str) -> Left:
    from .meetings.minutes_files import left_behind

    return database.read(left_behind, _meeting_called(database, called))


def _import(
    opened: Opened, given: argparse.Namespace, folder: Path, url: str | None
) -> Iterator[str]:
    from . import sentences as _known_before_anything_is_told  # noqa: F401
    from .core.telling import sentence
    from .meetings import ideas, sentences
    from .meetings.idea_files import ideas_in
    from .meetings.lookup import words_at
    from .meetings.places import place_of

    found = [(ideas.worded(text), said) for text, said in ideas_in(Path(given.file))]
    with opened(folder, url) as (database, act):
        meeting_id = _meeting_called(database, given.meeting)
        known = database.read(words_at, meeting_id)
        new = tuple((text, said, None) for text, said in found if text not in known)
        if new and not given.dry_run:
            who = act(place_of(meeting_id))
            database.write(who, ideas.collect_many, meeting_id, new).result()
    yield sentence(sentences.COLLECTED_MANY, len(new))
    if there := len(found) - len(new):
        yield ngettext("{n} idea is there already.", "{n} ideas are there already.", there)
    if given.dry_run:
        yield _("Nothing was changed: this was a trial.")


def _export(
    opened: Opened, given: argparse.Namespace, folder: Path, url: str | None
) -> Iterator[str]:
    from .meetings.idea_files import as_csv, as_json, as_xlsx, ideas_out

    if given.format == "xlsx" and given.out is None:
        raise Refused(_("A workbook can't be printed here. Please name a file: --out ideas.xlsx"))
    with opened(folder, url) as (database, _act):
        of_one = given.meeting is not None
        meeting_id = _meeting_called(database, given.meeting) if of_one else None
        rows = database.read(ideas_out, meeting_id)
    if given.format == "json":
        raw = as_json(rows).encode()
    else:
        raw = as_csv(rows) if given.format == "csv" else as_xlsx(rows)
    if given.out is None:
        yield raw.decode("utf-8-sig").replace("\r\n", "\n").rstrip("\n")
        return
    try:
        with Path(given.out).expanduser().open("xb") as made:
            made.write(raw)
    except FileExistsError as error:
        raise Refused(_("There is a file {file} already.").format(file=given.out)) from error
    except OSError as error:
        raise Refused(_("This file can't be written: {file}").format(file=given.out)) from error
    yield given.out


def _meeting_called(database: Database, called: str) -> int:
    """The meeting of this day or topic; without one today's, else the last, else the next one."""
    from .core import clock
    from .meetings.lookup import meetings

    known = database.read(meetings)
    if not known:
        raise Refused(_("There is no meeting yet."))
    today = clock.local(clock.now()).date()

    def day_of(starts_at: datetime) -> str:
        return f"{clock.local(starts_at):%Y-%m-%d}"

    if called:
        named = [
            meeting_id
            for meeting_id, topic, starts_at in known
            if called.casefold() in (topic.casefold(), day_of(starts_at))
        ]
        if len(named) == 1:
            return named[0]
        listed = ", ".join(
            f"{day_of(starts_at)} {topic}".strip() for _id, topic, starts_at in known
        )
        said = _("There is no such meeting.") if not named else _("That is more than one meeting.")
        raise Refused(said + " " + _("There are: {known}").format(known=listed))
    past = [each for each in known if clock.local(each[2]).date() <= today]
    return past[-1][0] if past else known[0][0]
