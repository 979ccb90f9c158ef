"""The attendance record of a run: who was at which date, with how many units, for the funder.

Corrections stay visible: what was changed after an evening had ended is marked, with its day.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Set
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from ...attendance.models import BESIDE, Expected, Gathering, Presence, Sitting, State
from ...core.journal import JournalEntry, JournalRow
from ...papers.typeset import Part
from ...people.kept_names import kept_names
from ...people.models import Person
from ...people.public import is_somebody
from ..models import CourseDate, Enrolment
from ..passport import DatePass, DateState, Passport, passports
from .heading import RunHead, facts_of_run, german_numbers, german_short_day, run_head
from .wanted import Wanted, template

COLUMNS = 12
"""Dates side by side on one sheet; more begin another table."""

_SIGNS = {
    DateState.MISSED: "–",
    DateState.CANCELLED: "",
    DateState.TO_COME: "",
    DateState.NOT_ENROLLED: "·",
}


@dataclass(frozen=True, slots=True)
class Late:
    """Something was noted or changed after the evening had ended."""

    date_id: int
    number: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Record:
    """Everybody's dates and units."""

    head: RunHead
    people: tuple[Passport, ...]
    locked: Set[int]
    """Ids of people whom the record shows by number only."""
    late: tuple[Late, ...]
    reopened: tuple[tuple[datetime, str], ...] = ()
    """Beginnings of the dates that were opened again, and why."""
    guests: Mapping[int, int] = field(default_factory=dict)
    """How many guests were at a date, by its id."""
    ended: frozenset[int] = frozenset()
    """Dates that are over, by id."""


def record(session: Session, run_id: int) -> Record:
    """Read the run as it stands now. Raises Refused if it is gone."""
    people = passports(session, run_id).people
    kept = kept_names(session, [person.person_id for person in people])
    ended = session.exec(
        select(CourseDate.id)
        .join(Gathering, col(Gathering.id) == col(CourseDate.gathering_id))
        .where(CourseDate.run_id == run_id, Gathering.sitting == Sitting.ENDED)
    ).all()
    return Record(
        head=run_head(session, run_id),
        people=tuple(_kept(person, kept) for person in people),
        locked=frozenset(person.person_id for person in people if person.locked),
        late=_late(session, run_id, {person.person_id: person.number for person in people}),
        reopened=_reopened(session, run_id),
        guests=_guests(session, run_id),
        ended=frozenset(id or 0 for id in ended),
    )


def _kept(person: Passport, kept: Mapping[int, tuple[str, str]]) -> Passport:
    """With the name that is kept for this proof of somebody who is blocked."""
    name, latin = kept.get(person.person_id, (person.name, person.latin))
    return replace(person, name=name, latin=latin)


def parts(session: Session, wanted: Wanted) -> list[Part]:
    """The record as one paper."""
    return [part_of(record(session, wanted.run_id))]


def part_of(record: Record) -> Part:
    """The record as its template reads it. Pure."""
    dates = record.people[0].dates if record.people else ()
    late = {(entry.date_id, entry.number) for entry in record.late}
    sheets = [dates[start : start + COLUMNS] for start in range(0, len(dates), COLUMNS)]
    data = {
        "title": "Anwesenheitsnachweis",
        "facts": facts_of_run(record.head),
        "running": record.head.run,
        "units": sum(date.units for date in dates),
        "unit_minutes": record.head.unit_minutes,
        "sheets": [_sheet(record, sheet, late, is_last=sheet is sheets[-1]) for sheet in sheets],
        "late": [_late_said(record, entry) for entry in record.late],
        "reopened": [f"{german_short_day(day)}: {why}" for day, why in record.reopened],
        "has_locked": bool(record.locked),
    }
    return Part(template("record"), data)


def _sheet(
    record: Record, dates: tuple[DatePass, ...], late: set[tuple[int, int]], *, is_last: bool
) -> dict[str, object]:
    """A table of some of the dates; the last one has the sums of all."""
    units: Counter[int] = Counter()
    there: Counter[int] = Counter()
    rows = []
    for person in record.people:
        passes = {date.date_id: date for date in person.dates}
        cells = []
        for its in (passes[date.date_id] for date in dates):
            if its.stay:
                there[its.date_id] += 1
                units[its.date_id] += its.counted
            mark = "*" if (its.date_id, person.number) in late else ""
            cells.append((f"{its.counted}" if its.stay else _SIGNS[its.state]) + mark)
        is_locked = person.person_id in record.locked
        named = {"name": person.name, "latin": person.latin}
        rows.append(
            {
                "number": person.number,
                "who": None if is_locked else named,
                "cells": cells,
                "own": sum(date.counted for date in person.dates),
                "made_up": sum(block.made_up for block in person.blocks),
                "all": person.counted,
            }
        )
    over = [date.date_id in record.ended or there[date.date_id] > 0 for date in dates]
    return {
        "dates": [
            {
                "block": f"Block {date.block}",
                "day": german_short_day(date.starts_at),
                "units": date.units,
            }
            for date in dates
        ],
        "rows": rows,
        "there": [f"{there[d.date_id]}" if o else "" for d, o in zip(dates, over, strict=True)],
        "sums": [f"{units[d.date_id]}" if o else "" for d, o in zip(dates, over, strict=True)],
        "guests": [f"{record.guests.get(date.date_id, '')}" for date in dates],
        "is_last": is_last,
        "all": sum(person.counted for person in record.people),
    }


def _late_said(record: Record, entry: Late) -> str:
    date = next(d for d in record.people[0].dates if d.date_id == entry.date_id)
    day, changed = german_short_day(date.starts_at), german_numbers(entry.at)
    return f"{day}, Nr. {entry.number}: geändert am {changed}"


def _late(session: Session, run_id: int, numbers: Mapping[int, int]) -> tuple[Late, ...]:
    """Whose presence was noted or changed after the first end, and when last; by date and number.

    Also what was changed while an evening was open again.
    """
    ends = _first_ends(session, run_id)
    rows = session.execute(
        select_columns(
            col(CourseDate.id),
            col(Presence.gathering_id),
            col(Presence.person_id),
            col(JournalEntry.number),
            col(JournalEntry.at),
        )
        .join(Presence, col(Presence.gathering_id) == col(CourseDate.gathering_id))
        .join(
            JournalRow,
            (col(JournalRow.table) == Presence.__tablename__)
            & (col(JournalRow.row_id) == col(Presence.id)),
        )
        .join(JournalEntry, col(JournalEntry.number) == col(JournalRow.entry))
        .where(col(CourseDate.run_id) == run_id, col(Presence.gathering_id).in_(sorted(ends)))
        .order_by(col(JournalEntry.number))
    )
    latest = {
        (date_id, numbers[person_id]): at
        for date_id, gathering_id, person_id, entry, at in rows
        if entry > ends[gathering_id] and person_id in numbers
    }
    return tuple(Late(*whose, at) for whose, at in sorted(latest.items()))


def _first_ends(session: Session, run_id: int) -> dict[int, int]:
    """The number of the journal's entry with which each date first ended, by gathering."""
    its = select(CourseDate.gathering_id).where(CourseDate.run_id == run_id)
    rows = session.exec(
        select(JournalRow.row_id, JournalRow.entry, JournalRow.after)
        .where(JournalRow.table == Gathering.__tablename__, col(JournalRow.row_id).in_(its))
        .order_by(col(JournalRow.entry).desc())
    )
    return {row_id: entry for row_id, entry, after in rows if after and after["sitting"] == "ended"}


def _reopened(session: Session, run_id: int) -> tuple[tuple[datetime, str], ...]:
    """Which dates were opened again, and why."""
    rows = session.exec(
        select(Gathering.starts_at, Gathering.reopened_because)
        .join(CourseDate, col(CourseDate.gathering_id) == col(Gathering.id))
        .where(CourseDate.run_id == run_id, Gathering.reopened_because != "")
        .order_by(col(Gathering.starts_at), col(Gathering.id))
    )
    return tuple((starts_at, why) for starts_at, why in rows)


def _guests(session: Session, run_id: int) -> dict[int, int]:
    """How many were at each date without being enrolled, companions left out."""
    enrolled = select(Enrolment.person_id).where(Enrolment.run_id == run_id)
    rows = session.exec(
        select(CourseDate.id, Presence.person_id)
        .join(Presence, col(Presence.gathering_id) == col(CourseDate.gathering_id))
        .join(Person, col(Person.id) == col(Presence.person_id))
        .join(
            Expected,
            (col(Expected.gathering_id) == col(Presence.gathering_id))
            & (col(Expected.person_id) == col(Presence.person_id)),
        )
        .where(
            CourseDate.run_id == run_id,
            Presence.state == State.PRESENT,
            col(Expected.role).not_in(BESIDE),
            col(Presence.person_id).not_in(enrolled),
            is_somebody(),
        )
    ).all()
    return dict(Counter(date_id or 0 for date_id, _person in rows))
