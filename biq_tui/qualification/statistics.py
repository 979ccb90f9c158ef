"""A course run in numbers, for the funder: no names, and no number that points at one person.

Groups of one or two people (`FEW`) are never shown:

- how people finished is shown in as many groups as leave none so small; else groups are put
  together ("Zertifikat oder Teilnahmebescheinigung");
- a block with one or two people shows only what it offered, and so do as many other blocks (those
  with the fewest people) as it takes that the hidden ones have three people together: nobody can
  compute it from the sums;
- of guests and make-ups that few are only said to be fewer than three;
- a run with one or two people, or to which so few ever came, shows only what it offered.

The units of everybody together are always exact: they are what is paid for. A funder who has the
names anyway may get all numbers: `few` is 1 then, and nothing is hidden.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import distinct
from sqlalchemy import func as sql
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from ..attendance.models import Expected, Presence, Role, State
from ..people.models import Person
from .certificate_models import CertificateKind
from .curriculum import curriculum
from .export import AttendanceRow, Export, exported
from .models import CourseDate, Enrolment
from .passport import DateState

FEW = 3
"""From so many people on a number points at nobody."""

Hidden = None
"""A number that is not shown, because it stands for one or two people or would give them away."""

Finish = CertificateKind | None
"""With which paper somebody finished; None: with none yet."""


@dataclass(frozen=True, slots=True)
class Finished:
    """How many people finished with one of these papers."""

    papers: tuple[Finish, ...]
    people: int


@dataclass(frozen=True, slots=True)
class BlockCounts:
    """One block in numbers."""

    number: int
    title: str
    dates: int
    units: int
    """Offered."""
    people: int | None
    """Participants who were at one of its dates at least."""
    participant_units: int | None
    """Units of all participants together that count, as attended in this run."""
    average_tenths: int | None
    """Tenths of participants at a date that is over, on average."""


@dataclass(frozen=True, slots=True)
class Statistics:
    """A run in numbers; None in a place of a number: not shown."""

    first: date | None
    last: date | None
    participants: int | None
    """Everybody enrolled."""
    guests: int | None
    """Who came to a date without being enrolled; companions and assistants are none."""
    dates: int
    dates_held: int
    units: int
    """Offered at all dates."""
    units_held: int
    """Offered at the dates that are over."""
    participant_units: int | None
    average_tenths: int | None
    """Tenths of participants at a date that is over, on average."""
    share_tenths: int | None
    """Of all times somebody was awaited at such a date, in how many she came: tenths of a percent.

    Who had not joined yet, or had left, was not awaited.
    """
    finished: tuple[Finished, ...]
    """Every participant is in one of these."""
    made_up_blocks: int | None
    """How many times somebody made up a block in another run, if only in part."""
    made_up_units: int | None
    """These are not among `participant_units`: the other run has them."""
    blocks: tuple[BlockCounts, ...]
    """All blocks of the curriculum, in order."""


def statistics(session: Session, run_id: int, few: int = FEW) -> Statistics:
    """The run in numbers as it stands now. Raises Refused if it is gone."""
    return counted(exported(session, run_id), _guests(session, run_id), few)


def counted(export: Export, guests: int, few: int = FEW) -> Statistics:
    """The numbers of an export, without those of fewer people than `few`. Pure."""

    def is_few(people: int) -> bool:
        return 0 < people < few

    everybody = len(export.progress)
    shown = not is_few(everybody)
    came = {row.number for row in export.attendance if row.state is DateState.THERE}
    units_shown = shown and not is_few(len(came))
    over = [row for row in export.attendance if row.date.held]
    there = sum(row.state is DateState.THERE for row in over)
    awaited = there + sum(row.state is DateState.MISSED for row in over)
    held = [date for date in export.dates if date.held]
    days = [date.starts_at.date() for date in export.dates]
    made_up = [row for row in export.progress if row.made_up]
    many_made_up = shown and not is_few(len(made_up))
    return Statistics(
        first=min(days, default=None),
        last=max(days, default=None),
        participants=everybody if shown else Hidden,
        guests=Hidden if is_few(guests) else guests,
        dates=len(export.dates),
        dates_held=len(held),
        units=sum(date.units for date in export.dates),
        units_held=sum(date.units for date in held),
        participant_units=sum(row.counted for row in export.attendance) if units_shown else Hidden,
        average_tenths=_tenths(there, len(held)) if units_shown else Hidden,
        share_tenths=_tenths(100 * there, awaited) if units_shown else Hidden,
        finished=_finished([row.paper for row in export.progress], few) if shown else (),
        made_up_blocks=sum(row.blocks_made_up for row in made_up) if many_made_up else Hidden,
        made_up_units=sum(row.made_up for row in made_up) if many_made_up else Hidden,
        blocks=_blocks(export, few),
    )


def _tenths(sum_of_all: int, times: int) -> int | None:
    """The average in tenths, rounded; None if there is nothing to share by."""
    return (20 * sum_of_all + times) // (2 * times) if times else None


# How they finished -----------------------------------------------------------------------------

_ONE, _PART, _NONE = CertificateKind.CERTIFICATE, CertificateKind.ATTENDANCE, None
_GROUPINGS: tuple[tuple[tuple[Finish, ...], ...], ...] = (
    ((_ONE,), (_PART,), (_NONE,)),
    ((_ONE,), (_PART, _NONE)),
    ((_ONE, _PART), (_NONE,)),
    ((_ONE, _PART, _NONE),),
)
"""The first one without a small group is shown."""


def _finished(papers: Sequence[Finish], few: int) -> tuple[Finished, ...]:
    for grouping in _GROUPINGS:
        groups = [Finished(kinds, sum(map(papers.count, kinds))) for kinds in grouping]
        if not any(0 < group.people < few for group in groups):
            return tuple(groups)
    return ()


# Blocks ----------------------------------------------------------------------------------------


def _blocks(export: Export, few: int) -> tuple[BlockCounts, ...]:
    blocks = curriculum(export.curriculum).blocks
    attended: dict[int, list[AttendanceRow]] = {block.number: [] for block in blocks}
    for row in export.attendance:
        if row.state is DateState.THERE and row.date.block in attended:
            attended[row.date.block].append(row)
    people = {number: {row.number for row in rows} for number, rows in attended.items()}
    hidden = _hidden(people, few)
    counts = []
    for block in blocks:
        rows, shown = attended[block.number], block.number not in hidden
        dates = [date for date in export.dates if date.block == block.number]
        held = sum(date.held for date in dates)
        there = sum(row.date.held for row in rows)
        counts.append(
            BlockCounts(
                number=block.number,
                title=block.title,
                dates=len(dates),
                units=sum(date.units for date in dates),
                people=len(people[block.number]) if shown else Hidden,
                participant_units=sum(row.counted for row in rows) if shown else Hidden,
                average_tenths=_tenths(there, held) if shown else Hidden,
            )
        )
    return tuple(counts)


def _hidden(people: dict[int, set[int]], few: int) -> Collection[int]:
    """The blocks not to be shown, of those with these people (numbers)."""
    by_size = sorted((len(who), block) for block, who in people.items() if who)
    hidden = [block for size, block in by_size if size < few]
    for _size, block in by_size[len(hidden) :]:
        together = set().union(*(people[number] for number in hidden))
        if not hidden or len(together) >= few:
            break
        hidden.append(block)
    return hidden


def _guests(session: Session, run_id: int) -> int:
    """How many different people were guests at a date of the run."""
    whose = sql.coalesce(col(Person.same_as), col(Person.id))
    enrolled = select(Enrolment.person_id).where(Enrolment.run_id == run_id)
    found = session.execute(
        select_columns(sql.count(distinct(whose)))
        .select_from(Presence)
        .join(CourseDate, col(CourseDate.gathering_id) == col(Presence.gathering_id))
        .join(
            Expected,
            (col(Expected.gathering_id) == col(Presence.gathering_id))
            & (col(Expected.person_id) == col(Presence.person_id)),
        )
        .join(Person, col(Person.id) == col(Presence.person_id))
        .where(
            col(CourseDate.run_id) == run_id,
            col(Presence.state) == State.PRESENT,
            col(Expected.role) == Role.GUEST,
            whose.not_in(enrolled),
        )
    )
    return int(found.scalar_one())
