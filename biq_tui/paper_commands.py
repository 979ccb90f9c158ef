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
    "record",
)  # fmt: skip
"""The catalogue's keys; a test holds them equal. Papers that are issued come from elsewhere."""


def add_commands(commands: Any, shared: argparse.ArgumentParser, opened: Opened) -> None:
    """Make the command known to the parser. `opened` opens the data, as for every command."""
    papers = commands.add_parser("papers", parents=[shared], help=_("papers of a course, as PDF"))
    papers.add_argument("papers", nargs="+", choices=KEYS, metavar="PAPER", help=", ".join(KEYS))
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
    from .papers.keeping import save
    from .qualification.course import course, place_of
    from .qualification.papers.catalogue import house_look, kind_of, make_each
    from .qualification.papers.printed import NOTED, printed
    from .qualification.papers.wanted import Wanted

    seen = database.read(course, run_called(database, given.course), "")
    its = act(place_of(seen.run_id))
    kinds = [kind_of(key) for key in given.papers]
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
    look = house_look(database, folder)
    several = make_each(database, its, given.papers, wanted, look)
    for kind, made in zip(kinds, several, strict=True):
        yield f"{save(made.paper.pdf, Path(given.out) / made.file)}"
        yield from made.paper.notices
        if kind.key in NOTED and date is not None:
            database.write(its, printed, date.gathering_id, kind.key).result()


def run_called(database: Database, called: str) -> int:
    """The course run with this title or id. Raises Refused, naming those that there are."""
    from .overview import overview

    called = clean(called)
    courses = database.read(overview).courses
    for course in courses:
        if course.title.casefold() == called.casefold():
            return course.run_id
    for course in courses:
        if called == f"{course.run_id}":
            return course.run_id
    known = ", ".join(course.title for course in courses) or _("none")
    said = _("There is no course “{title}”. Nothing was changed. There are: {known}")
    raise Refused(said.format(title=called, known=known))


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
