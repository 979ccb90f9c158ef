"""Who is expected at each date of a course run, and what the date is called.

Both follow from the run, so nothing else keeps them up: whatever changes a run calls `settle`,
and the lists of its dates become what the run says. Dates that have ended stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from sqlmodel import col, func, select

from ..attendance.models import Expected, Gathering, Presence, Role, Sitting
from ..core import clock, journal, telling
from ..core.rows import Values
from ..core.write import Write
from ..people.public import doubles
from .course import run_of
from .curriculum import Curriculum, curriculum
from .models import CourseDate, CourseRun, Enrolment

TITLE_LENGTH = 120
"""What a gathering has room for."""


def settle(write: Write, run_id: int) -> None:
    """Make lists and titles of all dates that have not ended what the run says."""
    dates = _dates(write, run_id)
    plan = curriculum(write.session.get_one(CourseRun, run_id).curriculum)
    for gathering, title in _titles(dates, plan):
        if gathering.title != title and gathering.sitting != Sitting.ENDED:
            write.change(Gathering, Gathering.id == gathering.id, title=title)
    enrolments = write.session.exec(
        select(Enrolment)
        .where(Enrolment.run_id == run_id, col(Enrolment.person_id).not_in(doubles()))
        .order_by(col(Enrolment.number))
    ).all()
    missing: list[Values] = []
    for _block, gathering in dates:
        if gathering.sitting != Sitting.ENDED:
            missing += _settle_list(write, gathering, enrolments)
    write.insert_values(Expected, missing)


def take_back(write: Write, number: int) -> None:
    """Undo entry `number` of a run; then its lists are what the run says now.

    Raises Refused with what stands in the way.
    """
    telling.take_back(write, number)
    run_id = run_of(journal.head(write.session, number).place)
    if run_id is not None and write.session.get(CourseRun, run_id) is not None:
        settle(write, run_id)
        _settle_strays(write, run_id)


def _settle_strays(write: Write, run_id: int) -> None:
    """Nobody is noted where she stands on no list: her excuse goes with her place on it. Where
    people arrive already, she is a guest."""
    listed = select(Expected.id).where(
        Expected.gathering_id == Presence.gathering_id, Expected.person_id == Presence.person_id
    )
    strays = write.session.exec(
        select(Presence.person_id, Gathering)
        .join(Gathering, col(Gathering.id) == col(Presence.gathering_id))
        .join(CourseDate, col(CourseDate.gathering_id) == col(Gathering.id))
        .where(CourseDate.run_id == run_id, Gathering.sitting != Sitting.ENDED, ~listed.exists())
        .order_by(col(Presence.id))
    ).all()
    for person_id, gathering in strays:
        its = Presence.gathering_id == gathering.id, Presence.person_id == person_id
        if gathering.sitting == Sitting.OPEN:
            highest = select(func.max(Expected.number)).where(Expected.gathering_id == gathering.id)
            number = (write.session.exec(highest).one() or 0) + 1
            at = gathering.id or 0
            write.insert(
                Expected(gathering_id=at, person_id=person_id, number=number, role=Role.GUEST)
            )
        else:
            write.delete(Presence, *its)


def is_expected(enrolment: Enrolment, day: date) -> bool:
    """Whether somebody takes part on this day: she has joined and not left."""
    joined = enrolment.joined_on is None or enrolment.joined_on <= day
    return joined and (enrolment.left_on is None or day < enrolment.left_on)


def title_of(plan: Curriculum, block: int, part: int) -> str:
    """'Block 3 · Niemand ist eine Insel!', and from the second date on 'Block 3, Tag 2 · …'.

    German in every language of the screens, as the curriculum is: it is stored, and a laptop that
    speaks English would rename all dates of one that speaks German.
    """
    day = "" if part == 1 else f", Tag {part}"
    return f"Block {block}{day} · {plan.block(block).short}"[:TITLE_LENGTH]


def _dates(write: Write, run_id: int) -> list[tuple[int, Gathering]]:
    """Block and gathering of each date, by block and time."""
    found = write.session.exec(
        select(CourseDate.block, Gathering)
        .join(Gathering, col(Gathering.id) == col(CourseDate.gathering_id))
        .where(CourseDate.run_id == run_id)
        .order_by(col(CourseDate.block), col(Gathering.starts_at), col(Gathering.id))
    )
    return list(found)


def _titles(
    dates: list[tuple[int, Gathering]], plan: Curriculum
) -> Iterator[tuple[Gathering, str]]:
    for block, its_dates in groupby(dates, key=lambda pair: pair[0]):
        for part, (_block, gathering) in enumerate(its_dates, start=1):
            yield gathering, title_of(plan, block, part)


def _settle_list(
    write: Write, gathering: Gathering, enrolments: Sequence[Enrolment]
) -> list[Values]:
    """Take off who does not come any more; the rows that are missing."""
    gathering_id = gathering.id or 0
    day = clock.local(gathering.starts_at).date()
    coming = {e.person_id: e for e in enrolments if is_expected(e, day)}
    listed = {
        person_id: (role, number)
        for person_id, role, number in write.session.exec(
            select(Expected.person_id, Expected.role, Expected.number)
            .where(Expected.gathering_id == gathering_id)
            .order_by(col(Expected.number))
        )
    }
    gone = {p for p, (role, _) in listed.items() if role == Role.PARTICIPANT and p not in coming}
    if gone and gathering.sitting == Sitting.OPEN:  # what is known of this evening stays
        gone -= set(
            write.session.exec(
                select(Presence.person_id).where(Presence.gathering_id == gathering_id)
            ).all()
        )
    if gone:
        for table in (Presence, Expected):
            write.delete(table, table.gathering_id == gathering_id, col(table.person_id).in_(gone))
    guests = [p for p in coming if p in listed and listed[p][0] == Role.GUEST]
    if guests:
        write.change(
            Expected,
            Expected.gathering_id == gathering_id,
            col(Expected.person_id).in_(guests),
            role=Role.PARTICIPANT,
        )
    new = [enrolment for person_id, enrolment in coming.items() if person_id not in listed]
    numbers = {person_id: number for person_id, (_, number) in listed.items()}
    _make_room(write, gathering_id, numbers, {e.number for e in new}, enrolments)
    return [
        {
            "gathering_id": gathering_id,
            "person_id": enrolment.person_id,
            "number": enrolment.number,
            "role": Role.PARTICIPANT,
        }
        for enrolment in new
    ]


def _make_room(
    write: Write,
    gathering_id: int,
    numbers: dict[int, int],
    wanted: set[int],
    enrolments: Sequence[Enrolment],
) -> None:
    """Who came as a guest gives up her number to whoever has it at all other dates of the run."""
    in_the_way = [person_id for person_id, number in numbers.items() if number in wanted]
    if not in_the_way:
        return
    highest = max(*numbers.values(), *(enrolment.number for enrolment in enrolments))
    for number, person_id in enumerate(in_the_way, start=highest + 1):
        write.change(
            Expected,
            Expected.gathering_id == gathering_id,
            Expected.person_id == person_id,
            number=number,
        )
