"""All papers of a course run: what they are called, and how each is made.

Makers read in one go and set the paper outside of any transaction, so they may take their time:
call them from a thread.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlmodel import Session, select

from ...core.database import Database
from ...core.errors import Refused
from ...core.language import N_, _
from ...core.write import Act
from ...papers.keeping import file_name, save
from ...papers.look import Look
from ...papers.typeset import Part, typeset_many
from ..export import exported
from ..export_files import csv_files, xlsx_files
from ..models import Enrolment
from . import badges, name_slips, plan_z, poster, receipt, record, signature_sheet, statistics
from .heading import date_head, run_head
from .printed import NOTED, printed
from .wanted import Wanted

Parts = Callable[[Session, Wanted], list[Part]]
Before = Callable[[Database, Act, Wanted], None]
Maker = Callable[["Kind", Database, Act, Wanted, Look], "Made"]


@dataclass(frozen=True, slots=True)
class Made:
    """A paper in one file, or tables in several."""

    files: Mapping[str, bytes]
    """By name: the same each time, without a person's name."""
    notices: tuple[str, ...] = ()
    """What the person has to know: letters that could not be shown as they are."""


@dataclass(frozen=True, slots=True)
class Saved:
    """Where it lies now, and what the person has to know."""

    files: tuple[Path, ...]
    notices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of paper."""

    key: str
    name: str
    """Message id of its name on the screen."""
    title: str
    """Its German name: in the document and in the file's name."""
    maker: Maker
    of_date: bool = False
    """It is made for one date; else for the whole run."""
    of_person: bool = False
    """It can be made for one person alone."""


def of_parts(parts: Parts, before: Before | None = None) -> Maker:
    """The maker of a paper that is read (`parts`, in one transaction) and set, each time anew.

    `before` writes what has to be there first.
    """

    def maker(kind: Kind, database: Database, act: Act, wanted: Wanted, look: Look) -> Made:
        if before is not None:
            before(database, act, wanted)
        title, file, its = database.read(_ready, kind, parts, wanted)
        paper = typeset_many(its, title, look)
        return Made({file: paper.pdf}, paper.notices)

    return maker


def _tables(_kind: Kind, database: Database, _act: Act, wanted: Wanted, _look: Look) -> Made:
    """Attendance and progress for an office: a workbook, and a file for each table."""
    export = database.read(exported, wanted.run_id)
    return Made(xlsx_files(export) | csv_files(export))


def _give_codes(database: Database, act: Act, wanted: Wanted) -> None:
    if database.read(badges.without_code, wanted):
        database.write(act, badges.give_codes, wanted).result()


CATALOGUE = (
    Kind(
        "signature-sheet",
        N_("List for signatures"),
        "Unterschriftenliste",
        of_parts(signature_sheet.parts),
        of_date=True,
    ),
    Kind(
        "plan-z",
        N_("Plan Z: all for an evening on paper"),
        "Plan Z",
        of_parts(plan_z.parts),
        of_date=True,
    ),
    Kind("poster", N_("Poster for the door"), "Plakat", of_parts(poster.parts), of_date=True),
    Kind(
        "badges",
        N_("Badges to wear, with a code"),
        "Namensschilder",
        of_parts(badges.badge_parts, before=_give_codes),
        of_person=True,
    ),
    Kind(
        "numbers",
        N_("Cards with large numbers"),
        "Nummernkarten",
        of_parts(badges.number_parts),
        of_person=True,
    ),
    Kind(
        "cards",
        N_("Name cards for the table"),
        "Tischkarten",
        of_parts(badges.card_parts),
        of_person=True,
    ),
    Kind(
        "slips",
        N_("Slips “Is your name right?”"),
        "Stimmt Ihr Name so",
        of_parts(name_slips.parts),
        of_person=True,
    ),
    Kind("receipt", N_("Receipts"), "Quittung", of_parts(receipt.parts), of_person=True),
    Kind("record", N_("Record of attendance"), "Anwesenheitsnachweis", of_parts(record.parts)),
    Kind(
        "statistics",
        N_("Statistics for the funder"),
        "Statistik",
        of_parts(statistics.parts),
    ),
    Kind("tables", N_("Tables (Excel)"), "Tabellen", _tables),
)
"""In the order of the screen."""


def kind_of(key: str) -> Kind:
    """The kind with this key. LookupError for an unknown one."""
    for kind in CATALOGUE:
        if kind.key == key:
            return kind
    raise LookupError(key)


def make(database: Database, act: Act, key: str, wanted: Wanted, look: Look) -> Made:
    """Make one paper; nothing is written to the disk. Blocks.

    Badges give everybody without a code one, as a step of `act`. Raises Refused with a sentence:
    nobody is on the list, a template or a logo is broken.
    """
    kind = kind_of(key)
    if kind.of_date and wanted.gathering_id is None:
        raise Refused(_("The course has no date yet."))
    return kind.maker(kind, database, act, wanted, look)


def make_each(
    database: Database,
    act: Act,
    keys: Sequence[str],
    wanted: Wanted,
    look: Look,
    folder: Path,
    told: Callable[[int, int], None] = lambda _done, _of: None,
) -> Iterator[Saved | Refused]:
    """Several papers, each saved in `folder` and noted; why not, for those that can't be made.

    A refusal does not stop the others. After each `told` hears how many of how many are done.
    Who stops reading stops making. Blocks while one is made.
    """
    for done, key in enumerate(keys, start=1):
        one: Saved | Refused
        try:
            made = make(database, act, key, wanted, look)
            files = [save(content, folder / name) for name, content in made.files.items()]
            if key in NOTED:
                database.write(act, printed, wanted.date, key).result()
            one = Saved(tuple(files), made.notices)
        except Refused as refusal:
            one = refusal
        told(done, len(keys))
        yield one


def _ready(
    session: Session, kind: Kind, parts: Parts, wanted: Wanted
) -> tuple[str, str, list[Part]]:
    """Title, name of the file, and parts, as of one moment."""
    its = parts(session, wanted)
    run = run_head(session, wanted.run_id).run
    day = date_head(session, wanted.date).dated if kind.of_date else ""
    whose = ""
    if kind.of_person and wanted.person_id is not None:
        whose = f"Nr {_number(session, wanted)}"
    title = ", ".join(filter(None, (kind.title, run, day, whose)))
    return title, file_name(" ".join(filter(None, (run, day, kind.title, whose)))), its


def _number(session: Session, wanted: Wanted) -> int:
    return session.exec(
        select(Enrolment.number).where(
            Enrolment.run_id == wanted.run_id, Enrolment.person_id == wanted.person_id
        )
    ).one()
