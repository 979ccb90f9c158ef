"""A course run that has been held, evening by evening, by the use cases of the room."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

from biq_tui.attendance import service
from biq_tui.core import clock
from biq_tui.core.database import Database
from biq_tui.people.service import lock
from biq_tui.qualification import ceremony, certificates
from biq_tui.qualification.runs import PlannedDate
from biq_tui.qualification.units import count_units

from .courses import Run, day, planned

DATES = (planned(0), planned(1), planned(28, 2), planned(56, 3), planned(84, 4))
"""Two dates in block 1, one each in the next three; 3 units each."""

LATE, EARLY = timedelta(minutes=20), timedelta(minutes=40)


def held(
    database: Database,
    people: Mapping[str, str],
    dates: Sequence[PlannedDate] = DATES,
    guests: Sequence[str] = (),
    locked: Sequence[str] = (),
    title: str = "BIQ Huchting",
) -> Run:
    """`people` by name, with a sign for each date.

    `x` was there, `l` came 20 minutes late, `e` went 40 minutes early, `2` two units count, `-`
    stayed away, `.` is to come. A date at which everybody is to come has not begun. `guests` come
    to the first date.
    """
    run = Run(database, dates, title)
    ids = dict(zip(people, run.enrol(*people), strict=True))
    for name in locked:
        run.do(lock, ids[name], True)
    for place, date in enumerate(dates):
        signs = {name: its[place] for name, its in people.items()}
        if set(signs.values()) - {"."}:
            _hold(run, place, date, ids, signs, guests if place == 0 else ())
    return run


def _hold(
    run: Run,
    place: int,
    date: PlannedDate,
    ids: Mapping[str, int],
    signs: Mapping[str, str],
    guests: Sequence[str],
) -> None:
    with clock.standing_at(date.starts_at):
        run.open(place)
        run.on_date(place, service.begin)
        for name in guests:
            run.on_date(place, service.add_guest, name)
        for name, sign in signs.items():
            if sign in "xe2":
                run.on_date(place, service.come, ids[name])
            if sign == "2":
                run.do(count_units, run.date_ids[place], ids[name], 2)
    with clock.standing_at(date.starts_at + LATE):
        for name, sign in signs.items():
            if sign == "l":
                run.on_date(place, service.come_late, ids[name])
    with clock.standing_at(date.ends_at - EARLY):
        for name, sign in signs.items():
            if sign == "e":
                run.on_date(place, service.leave, ids[name])
    with clock.standing_at(date.ends_at):
        run.on_date(place, service.end)


def issued(run: Run, *people: int) -> None:
    """These people (ids) get their papers."""
    run.do(ceremony.set_place, run.run_id, "Haus am Park")
    run.do(ceremony.set_day, run.run_id, day(100))
    run.do(ceremony.set_signers, run.run_id, "Kim Beispiel")
    run.do(certificates.issue, run.run_id, people)
