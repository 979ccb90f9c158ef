"""`biq export`: a course run as files for an office, another program, the funder."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .core.errors import Refused
from .core.language import _

if TYPE_CHECKING:
    from .core.database import Database
    from .paper_commands import Opened

_ALL = "all"


def add_commands(commands: Any, shared: argparse.ArgumentParser, opened: Opened) -> None:
    """Make the command known to the parser. `opened` opens the data, as for every command."""
    export = commands.add_parser(
        "export", parents=[shared], help=_("attendance and progress of a course as files")
    )
    export.add_argument("--run", dest="course", required=True, help=_("the course: title or id"))
    export.add_argument(
        "--format",
        choices=["csv", "xlsx", "json", _ALL],
        help=_("which files; without it all of them"),
    )
    export.add_argument(
        "--statistics",
        action="store_true",
        help=_("the page for the funder, only numbers; without --format nothing else"),
    )
    export.add_argument(
        "--exact",
        action="store_true",
        help=_("the page also shows numbers of one or two people: for a funder who has the names"),
    )
    export.add_argument("--out", required=True, metavar="DIR", help=_("the folder for the files"))

    def run(given: argparse.Namespace, folder: Path, url: str | None) -> Iterator[str]:
        with opened(folder, url) as (database, _act):
            yield from _export(given, folder, database)

    export.set_defaults(run=run)


def _export(given: argparse.Namespace, folder: Path, database: Database) -> Iterator[str]:
    from .papers.keeping import save
    from .qualification.called import run_called
    from .qualification.export import exported
    from .qualification.export_files import FORMATS
    from .qualification.statistics import FEW

    if given.exact and not given.statistics:
        raise Refused(_("--exact belongs to the page for the funder: --statistics"))
    run_id, out = database.read(run_called, given.course), Path(given.out).expanduser()
    chosen = given.format or ("" if given.statistics else _ALL)
    notices: tuple[str, ...] = ()
    # Everything is made before anything is written, and written before anything is said.
    files: dict[str, bytes] = {}
    if chosen:
        export = database.read(exported, run_id)
        for kind, made in FORMATS.items():
            if chosen in (kind, _ALL):
                files |= made(export)
    if given.statistics:
        name, pdf, notices = _statistics(database, run_id, folder, few=1 if given.exact else FEW)
        files[name] = pdf
    written = [save(content, out / name) for name, content in files.items()]
    yield from (f"{file}" for file in written)
    yield from notices


def _statistics(
    database: Database, run_id: int, folder: Path, few: int
) -> tuple[str, bytes, tuple[str, ...]]:
    """Name of the file, the page, and what has to be known about it."""
    from .papers.house import house_look
    from .papers.keeping import file_name
    from .papers.typeset import typeset_many
    from .qualification.papers.heading import run_head
    from .qualification.papers.statistics import parts
    from .qualification.papers.wanted import Wanted

    title = f"{database.read(run_head, run_id).run} Statistik"
    page = database.read(parts, Wanted(run_id), few)
    paper = typeset_many(page, title, house_look(database, folder))
    return file_name(title), paper.pdf, paper.notices
