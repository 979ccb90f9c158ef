"""`biq privacy`: what is kept, everything about one person, the Löschlauf, the drafts."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..core.language import _

if TYPE_CHECKING:
    from ..core.database import Database
    from ..core.write import Act

    Opened = Callable[
        [Path, str | None], AbstractContextManager[tuple[Database, Callable[[str], Act]]]
    ]

PLACE = "privacy"


def add_commands(commands: Any, shared: argparse.ArgumentParser, opened: Opened) -> None:
    """Make the commands known to the parser. `opened` opens the data, as for every command."""
    of_all = commands.add_parser("privacy", parents=[shared], help=_("what is kept of whom"))
    of_privacy = of_all.add_subparsers(dest="privacy_command", required=True, metavar="show")
    show = of_privacy.add_parser("show", parents=[shared], help=_("what is kept, and how long"))
    person = of_privacy.add_parser(
        "person", parents=[shared], help=_("everything held about one person, as PDF and JSON")
    )
    person.add_argument("number", type=int, help=_("the person's number"))
    run = of_privacy.add_parser(
        "run", parents=[shared], help=_("delete what is over its time; for good")
    )
    run.add_argument("--dry-run", action="store_true", help=_("only say what would happen"))
    run.add_argument("--yes", action="store_true", help=_("really do it"))
    papers = of_privacy.add_parser(
        "papers", parents=[shared], help=_("drafts: register, measures, notice")
    )
    for parser in (person, papers):
        parser.add_argument(
            "--out", required=True, metavar="DIR", help=_("the folder for the files")
        )

    for parser, step in ((show, _show), (person, _person), (run, _run), (papers, _papers)):
        parser.set_defaults(run=_opening(step, opened))


def _opening(step: Callable[..., Iterator[str]], opened: Opened) -> Callable[..., Iterator[str]]:
    def run(given: argparse.Namespace, folder: Path, url: str | None) -> Iterator[str]:
        with opened(folder, url) as (database, act):
            yield from step(given, folder, database, act(PLACE))

    return run


def _show(
    _given: argparse.Namespace, _folder: Path, database: Database, _act: Act
) -> Iterator[str]:
    from ..core import clock
    from .classes import period
    from .timetable import timetable

    for row in database.read(timetable, clock.local(clock.now()).date()):
        its = row.record_class
        months = {its.key: row.months or 0}
        count = f"{row.count}" if its.tables else "–"
        due = f"  ! {len(row.now)}" if row.now else ""
        what_for = _(its.purpose)
        yield f"{count:>7}  {its.called}: {what_for} {period(its, months)}{due}"


def _person(
    given: argparse.Namespace, folder: Path, database: Database, _act: Act
) -> Iterator[str]:
    from .delivering import everything_held

    made = everything_held(database, given.number, folder, Path(given.out))
    yield from (f"{file}" for file in made.files)
    yield from made.notices


def _run(given: argparse.Namespace, _folder: Path, database: Database, act: Act) -> Iterator[str]:
    from ..core import clock
    from ..core.telling import sentence
    from . import sentences
    from .cleaning import run
    from .timetable import timetable

    for row in database.read(timetable, clock.local(clock.now()).date()):
        if row.now:
            yield f"{len(row.now):>7}  {row.record_class.called}"
    if given.dry_run or not given.yes:
        yield _("Nothing was deleted: this was only a look. --yes deletes.")
        return
    done, tables = database.write(act, run).result()
    yield sentence(sentences.RAN, done)
    if not database.forget(*tables, anew=True):
        yield _("Close BIQ once: only then it is out of the file as well.")


def _papers(
    given: argparse.Namespace, folder: Path, database: Database, _act: Act
) -> Iterator[str]:
    from .delivering import drafts

    made = drafts(database, folder, Path(given.out))
    yield from (f"{file}" for file in made.files)
    yield from made.notices
