"""`biq papers`: the papers of a course run as files, for the office and for scripts."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .core.errors import Refused
from .core.language import _
from .core.text import clean

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from .core.database import Database
    from .core.write import Act
    from .qualification.course import Course, DateRow

    Opened = Callable[
        [Path, str | None], AbstractContextManager[tuple[Database, Callable[[str], Act]]]
    ]

KEYS = (
    "signature-sheet", "plan-z", "poster", "badges", "numbers", "cards", "slips", "receipt",
    "record", "statistics", "tables",
)  # fmt: skip
"""The catalogue's keys; a test holds them equal. Papers that are issued come from elsewhere."""

ISSUED = ("certificate", "attendance")
"""Papers that are issued on the screen, by their kind: here they are printed once more."""


def add_commands(commands: Any, shared: argparse.ArgumentParser, opened: Opened) -> None:
    """Make the command known to the parser. `opened` opens the data, as for every command."""
    papers = commands.add_parser("papers", parents=[shared], help=_("papers of a course, as PDF"))
    choices = KEYS + ISSUED
    papers.add_argument(
        "papers", nargs="+", choices=choices, metavar="PAPER", help=", ".join(choices)
    )
    papers.add_argument("--run", dest="course", required=True, help=_("the course: title or id"))
    papers.add_argument("--date", metavar="5.3.", help=_("the date; without it the next one"))
    papers.add_argument("--person", help=_("only for this person: name or number on the list"))
    papers.add_argument(
        "--address", default="", metavar="URL", help=_("the address that a poster shows as a code")
    )
    papers.add_argument("--out", required=True, metavar="DIR", help=_("the folder for the files"))

    def run(given: argparse.Namespace, folder: Path, url: str | None) -> Iterator[str]:
        with opened(folder, url) as (database, act):
            yield from _papers(given, folder, database, act)

    papers.set_defaults(run=run)


def _papers(
    given: argparse.Namespace, folder: Path, database: Database, act: Callable[[str], Act]
) -> Iterator[str]:
    from .papers.house import house_look
    from .papers.look import Look
    from .qualification.called import run_called
    from .qualification.course import course, place_of
    from .qualification.papers.catalogue import Saved, kind_of, make_each
    from .qualification.papers.wanted import Wanted

    seen = database.read(course, database.read(run_called, given.course), "")
    its = act(place_of(seen.run_id))
    keys = [key for key in given.papers if key in KEYS]
    kinds = [kind_of(key) for key in keys]
    if given.person is not None:
        for kind in kinds:
            if not kind.of_person:
                said = _("“{paper}” is not made for one person alone. Please leave out --person.")
                raise Refused(said.format(paper=kind.key))
    date = _date(given.date, seen) if any(kind.of_date for kind in kinds) else None
    wanted = Wanted(
        seen.run_id,
        date.gathering_id if date else None,
        None if given.person is None else person_called(seen, given.person),
        clean(given.address, 200),
    )
    for key in given.papers:
        if key in ISSUED:
            yield from _issued(key, wanted.person_id, seen.run_id, folder, given, database, its)
    look = house_look(database, folder) if keys else Look()
    refused: list[Refused] = []
    for one in make_each(database, its, keys, wanted, look, Path(given.out)):
        if isinstance(one, Saved):
            yield from (f"{file}" for file in one.files)
            yield from one.notices
        else:
            refused.append(one)
    if refused:  # at the end: the others are made all the same
        raise Refused(" ".join(dict.fromkeys(one.sentence for one in refused)))


def _issued(
    key: str,
    person_id: int | None,
    run_id: int,
    folder: Path,
    given: argparse.Namespace,
    database: Database,
    act: Act,
) -> Iterator[str]:
    """The issued papers of a kind in one file, or one person's. Nothing is issued here."""
    from .papers.house import house_look
    from .papers.keeping import save
    from .qualification.certificate_models import CertificateKind
    from .qualification.papers.printing import issued_ids, issued_paper

    ids = database.read(issued_ids, run_id, CertificateKind(key), person_id)
    if not ids:
        raise Refused(_("No such paper is issued yet. They are issued on the tab of certificates."))
    made = issued_paper(database, act, ids, lambda: house_look(database, folder))
    yield f"{save(made.paper.pdf, Path(given.out) / made.file)}"
    yield from made.paper.notices


def person_called(course: Course, called: str) -> int:
    """The id of whom a number of the list or a name means. Raises Refused if it is not one."""
    from .people.name_index import NameIndex

    called = clean(called)
    people = {person.number: person for person in course.people}
    if called.isdecimal():
        numbers = [int(called)] if int(called) in people else []
    else:
        names = {n: tuple(filter(None, (p.name, p.latin))) for n, p in people.items()}
        numbers = NameIndex(names).named(called)
    if len(numbers) == 1:
        return people[numbers[0]].person_id
    if not numbers:
        said = _("Nobody on the list is called “{name}”.")
        raise Refused(said.format(name=called))
    said = _("More than one person is called “{name}”. Please write the number: {numbers}")
    raise Refused(said.format(name=called, numbers=", ".join(map(str, numbers))))


def _date(typed: str | None, course: Course) -> DateRow | None:
    """The date that was typed, else the next. Raises Refused if the course has none on that day."""
    from .core import clock
    from .core.date_words import read_date
    from .core.dates import full_date
    from .qualification.papers_line import next_date

    if typed is None:
        return next_date(course)
    day = read_date(typed, clock.local(clock.now()).date())
    if day is None:
        raise Refused(_("--date wants a day, like this: 5.3.2027"))
    days = {clock.local(row.starts_at).date(): row for row in reversed(course.dates)}
    if day in days:
        return days[day]
    # A day without its year may be past: "5.3." in April.
    past = [its for its in days if (its.day, its.month) == (day.day, day.month) and its < day]
    if past and f"{day.year}" not in typed:
        return days[max(past)]
    known = ", ".join(full_date(row.starts_at) for row in course.dates) or _("none")
    raise Refused(_("The course has no date on this day. There are: {known}").format(known=known))
