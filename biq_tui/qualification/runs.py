"""The use cases of a course run and its dates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlmodel import col, func, select

from ..attendance.models import Expected, Gathering, Kind, Presence, Sitting
from ..core.clock import clock_time
from ..core.dates import full_date
from ..core.errors import Refused
from ..core.language import _
from ..core.text import clean
from ..core.write import Write
from . import sentences
from .curriculum import curriculum
from .lists import settle, title_of
from .models import TITLE_LENGTH, CountedUnits, CourseDate, CourseRun, PrintedPaper

VENUE_LENGTH = 120
DAY_MINUTES = 24 * 60


@dataclass(frozen=True, slots=True)
class PlannedDate:
    """One date as it is to be: aware moments, minutes of breaks, teaching units of the whole."""

    block: int
    starts_at: datetime
    ends_at: datetime
    break_minutes: int
    units: int
    venue: str = ""


def new_run(
    write: Write,
    title: str,
    dates: Sequence[PlannedDate],
    plan: str = "biq",
    facilitators: str = "",
) -> int:
    """Make a course run with its dates; its id. Raises Refused if the title is taken or empty."""
    title = usable_title(title)
    run = write.insert(
        CourseRun(
            title=title,
            folded=title.casefold(),
            curriculum=plan,
            facilitators=clean(facilitators, 200),
        )
    )
    if run is None:
        raise title_taken(title)
    assert run.id is not None
    for planned in dates:
        _insert_date(write, run, planned)
    settle(write, run.id)
    write.tell(sentences.MADE, run=run.id)
    return run.id


def rename_run(write: Write, run_id: int, title: str) -> None:
    """Give a run another title. Raises Refused if that is taken or empty."""
    title = usable_title(title)
    taken = write.session.exec(
        select(CourseRun.id).where(CourseRun.folded == title.casefold(), CourseRun.id != run_id)
    ).first()
    if taken is not None:
        raise title_taken(title)
    if not write.change(CourseRun, CourseRun.id == run_id, title=title, folded=title.casefold()):
        raise run_gone()
    write.tell(sentences.RENAMED, run=run_id)


def set_facilitators(write: Write, run_id: int, names: str) -> None:
    """Say who leads a run."""
    if not write.change(CourseRun, CourseRun.id == run_id, facilitators=clean(names, 200)):
        raise run_gone()
    write.tell(sentences.FACILITATORS, run=run_id)


def add_date(write: Write, run_id: int, planned: PlannedDate) -> None:
    """One more date of a block."""
    run = write.session.get(CourseRun, run_id)
    if run is None:
        raise run_gone()
    gathering_id = _insert_date(write, run, planned)
    settle(write, run_id)
    write.tell(sentences.DATE_ADDED, date=gathering_id)


def change_date(
    write: Write, date_id: int, planned: PlannedDate, before: PlannedDate | None = None
) -> None:
    """Make a planned date what `planned` says.

    `before` is what it was when that was written. Raises Refused once people have arrived, and
    if somebody else has changed it since.
    """
    found = _planned_date(write, date_id)
    _check(planned)
    if before is not None:
        _refuse_if_changed(write, found, before)
    write.change(
        Gathering,
        Gathering.id == found.gathering_id,
        starts_at=planned.starts_at.astimezone(UTC),
        ends_at=planned.ends_at.astimezone(UTC),
        venue=clean(planned.venue, VENUE_LENGTH),
    )
    write.change(
        CourseDate,
        CourseDate.id == date_id,
        block=planned.block,
        break_minutes=planned.break_minutes,
        units=planned.units,
    )
    settle(write, found.run_id)
    write.tell(sentences.DATE_CHANGED, date=found.gathering_id)


def remove_date(write: Write, date_id: int) -> None:
    """Take a planned date out, with its list. Raises Refused once people have arrived."""
    found = _planned_date(write, date_id)
    for table in (Presence, Expected, PrintedPaper):
        write.delete(table, table.gathering_id == found.gathering_id)
    write.delete(CountedUnits, CountedUnits.date_id == date_id)
    write.delete(CourseDate, CourseDate.id == date_id)
    write.delete(Gathering, Gathering.id == found.gathering_id)
    settle(write, found.run_id)
    write.tell(sentences.DATE_REMOVED, run=found.run_id)


def next_number(write: Write, run_id: int) -> int:
    """The next free row number of a run: above everybody's, guests' at its dates included."""
    from .models import Enrolment

    enrolled = write.session.exec(
        select(func.max(col(Enrolment.number))).where(Enrolment.run_id == run_id)
    ).one()
    listed = write.session.exec(
        select(func.max(col(Expected.number)))
        .join(CourseDate, col(CourseDate.gathering_id) == col(Expected.gathering_id))
        .where(CourseDate.run_id == run_id)
    ).one()
    return max(enrolled or 0, listed or 0) + 1


def usable_title(title: str) -> str:
    """The title, cleaned. Raises Refused for none, and for one that is too long."""
    title = clean(title, 2 * TITLE_LENGTH)
    if not title:
        raise Refused(_("Please write what the course is called."))
    if len(title) > TITLE_LENGTH:
        raise Refused(
            _("This name is too long. Please write at most {n} letters.").format(n=TITLE_LENGTH)
        )
    return title


def title_taken(title: str) -> Refused:
    """What is said when a course of this title is there already."""
    return Refused(
        _("There is a course “{title}” already. Please choose another name.").format(title=title)
    )


def run_gone() -> Refused:
    """What is said when a course was taken back meanwhile."""
    return Refused(_("This course is not there any more."))


def _check(planned: PlannedDate) -> None:
    minutes = (planned.ends_at - planned.starts_at).total_seconds() / 60
    if not 0 < minutes <= DAY_MINUTES:
        raise Refused(_("The end is not after the start. Please write for example: 17:00-20:15"))
    if not 0 <= planned.break_minutes < minutes:
        raise Refused(_("The break is longer than the date. Please write it in minutes: break 15"))
    if not 0 <= planned.units <= minutes:
        raise Refused(_("So many units do not fit into this date."))


def _insert_date(write: Write, run: CourseRun, planned: PlannedDate) -> int:
    _check(planned)
    gathering = write.insert(
        Gathering(
            kind=Kind.BLOCK,
            title=title_of(curriculum(run.curriculum), planned.block, 1),
            venue=clean(planned.venue, VENUE_LENGTH),
            starts_at=planned.starts_at.astimezone(UTC),
            ends_at=planned.ends_at.astimezone(UTC),
        )
    )
    assert gathering is not None  # nothing about a gathering is unique
    assert gathering.id is not None
    write.insert(
        CourseDate(
            run_id=run.id or 0,
            gathering_id=gathering.id,
            block=planned.block,
            break_minutes=planned.break_minutes,
            units=planned.units,
        )
    )
    return gathering.id


def _refuse_if_changed(write: Write, found: CourseDate, before: PlannedDate) -> None:
    gathering = write.session.get_one(Gathering, found.gathering_id)
    now = PlannedDate(
        found.block,
        gathering.starts_at,
        gathering.ends_at,
        found.break_minutes,
        found.units,
        gathering.venue,
    )
    if now != before:
        raise Refused(
            _(
                "Somebody else has just changed this date: {day}, {starts}–{ends}. "
                "Nothing was changed here. Please look again."
            ).format(
                day=full_date(now.starts_at),
                starts=clock_time(now.starts_at),
                ends=clock_time(now.ends_at),
            )
        )


def _planned_date(write: Write, date_id: int) -> CourseDate:
    """A date that can still be changed: nobody has arrived yet."""
    found = write.session.get(CourseDate, date_id)
    if found is None:
        raise Refused(_("This date is not there any more."))
    gathering = write.session.get_one(Gathering, found.gathering_id)
    if gathering.sitting != Sitting.PLANNED:
        raise Refused(_("People have arrived at this date already. It stays as it is."))
    return found
