"""A course run as it leaves the program: who was at which date, and how far everybody is.

Whoever has a privacy lock stands here by number only. Money, needs and reasons are not read at
all. Guests are left out; `statistics` counts them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlmodel import Session

from ..core import clock
from ..core.text import clean
from ..people.public import public_names
from .certificate_contents import COURSE
from .certificate_models import CertificateKind
from .certificates import certificates
from .curriculum import curriculum
from .making_up import Taught
from .passport import BlockState, DatePass, DateState, Passport, Standing, passports
from .passport_rows import taught
from .rule import Rule


class Progress(StrEnum):
    """Where somebody stands on the way to the certificate."""

    REACHED = "reached"
    DECIDED = "decided"
    """The rule is not met, and the facilitator has decided that she gets it."""
    ON_THE_WAY = "on-the-way"
    AT_RISK = "at-risk"
    OUT_OF_REACH = "out-of-reach"


@dataclass(frozen=True, slots=True)
class ExportedDate:
    """One date of the run."""

    number: int
    """As on the screen."""
    starts_at: datetime
    """Aware, on this laptop's wall clock."""
    ends_at: datetime
    block: int
    units: int
    held: bool
    """It is over."""


@dataclass(frozen=True, slots=True)
class AttendanceRow:
    """One person at one date."""

    number: int
    """The person's, as on the screen and on paper."""
    name: str | None
    """None: she has a privacy lock."""
    date: ExportedDate
    state: DateState
    late_minutes: int | None
    """None: she came in time, or not at all."""
    early_minutes: int | None
    """By how much she left before the end; None: she stayed."""
    counted: int
    """Units that count of the date."""


@dataclass(frozen=True, slots=True)
class ProgressRow:
    """How far one person is."""

    number: int
    name: str | None
    """None: she has a privacy lock."""
    counted: int
    units: int
    """Of the whole course."""
    tenths: int | None
    """Tenths of a percent, never rounded up; None for a course without units."""
    made_up: int
    """Of `counted`, units that were made up in another run."""
    blocks_made_up: int
    """How many blocks these belong to."""
    blocks_done: tuple[int, ...]
    state: Progress
    paper: CertificateKind | None
    """What was issued about the whole course; None: nothing yet."""
    paper_number: str
    """ "" as long as nothing is issued."""


@dataclass(frozen=True, slots=True)
class Export:
    """Everything that leaves the program about a run."""

    run: str
    """Title of the run."""
    course: str
    """Title of the curriculum."""
    curriculum: str
    made_at: datetime
    """Aware, on this laptop's wall clock."""
    rule: Rule
    units: int
    dates: tuple[ExportedDate, ...]
    """By time."""
    attendance: tuple[AttendanceRow, ...]
    """By the person's number, then by time: one for each person and date."""
    progress: tuple[ProgressRow, ...]
    """By number."""


def exported(session: Session, run_id: int) -> Export:
    """Read the run as it stands now. Raises Refused if it is gone."""
    seen = passports(session, run_id)
    plan = curriculum(seen.curriculum)
    own = [date for date in taught(session, seen.curriculum) if date.run_id == run_id]
    dates = {
        date.date_id: ExportedDate(
            number=number,
            starts_at=clock.local(date.starts_at),
            ends_at=clock.local(date.ends_at),
            block=date.block,
            units=date.units,
            held=date.ended,
        )
        for number, date in enumerate(own, start=1)
    }
    ends = {date.date_id: _real_end(date) for date in own}
    names = public_names(session, [person.person_id for person in seen.people])
    papers = {
        issued.person_id: (issued.said.kind, issued.number)
        for issued in certificates(session, run_id)
        if issued.said.scope == COURSE
    }

    def name_of(person: Passport) -> str | None:
        name = names.get(person.person_id)
        return None if name is None else clean(name)

    return Export(
        run=seen.title,
        course=plan.title,
        curriculum=seen.curriculum,
        made_at=clock.local(clock.now()),
        rule=seen.rule,
        units=seen.units,
        dates=tuple(dates.values()),
        attendance=tuple(
            _attendance(person.number, name, date, dates[date.date_id], ends[date.date_id])
            for person in seen.people
            for name in (name_of(person),)
            for date in person.dates
        ),
        progress=tuple(
            _progress(person, name_of(person), *papers.get(person.person_id, (None, "")))
            for person in seen.people
        ),
    )


def _real_end(date: Taught) -> datetime:
    """When it was over, at most the planned end: as the suggestion of units has it."""
    return min(date.ends_at, date.ended_at or date.ends_at)


def _attendance(
    number: int, name: str | None, seen: DatePass, date: ExportedDate, end: datetime
) -> AttendanceRow:
    stay = seen.stay
    early = int((end - stay.left_at).total_seconds() // 60) if stay and stay.left_at else 0
    return AttendanceRow(
        number=number,
        name=name,
        date=date,
        state=seen.state,
        late_minutes=stay.late_minutes if stay else None,
        early_minutes=early if early > 0 else None,
        counted=seen.counted,
    )


def _progress(
    person: Passport, name: str | None, paper: CertificateKind | None, number: str
) -> ProgressRow:
    decided = person.decided_because and person.standing is not Standing.REACHED
    return ProgressRow(
        number=person.number,
        name=name,
        counted=person.counted,
        units=person.units,
        tenths=person.tenths,
        made_up=sum(block.made_up for block in person.blocks),
        blocks_made_up=sum(block.made_up > 0 for block in person.blocks),
        blocks_done=tuple(_done(person)),
        state=Progress.DECIDED if decided else Progress(person.standing.value),
        paper=paper,
        paper_number=number,
    )


def _done(person: Passport) -> Iterable[int]:
    return (block.number for block in person.blocks if block.state is BlockState.DONE)
