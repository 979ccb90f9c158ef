"""The time. Stored in UTC, shown in the laptop's own time zone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time

_standing: datetime | None = None


def now() -> datetime:
    """This moment, aware, in UTC, to the whole second: nobody's arrival needs more."""
    return (_standing or datetime.now(UTC)).replace(microsecond=0)


def local(moment: datetime) -> datetime:
    """The same moment on the wall clock of this laptop."""
    return moment.astimezone()


def moment_of(day: date, at: time) -> datetime:
    """The moment, aware, in UTC, at which this laptop's wall clock shows `at` on `day`.

    A time the clock leaves out in spring is taken as an hour earlier, one it shows twice in
    autumn as the first.
    """
    return datetime.combine(day, at).astimezone(UTC)


def clock_time(moment: datetime) -> str:
    """The wall clock as people read it: 16:52."""
    return f"{local(moment):%H:%M}"


@contextmanager
def standing_at(moment: datetime) -> Iterator[None]:
    """Hold the clock at `moment` (aware), for pictures and tests that must not change."""
    global _standing
    before, _standing = _standing, moment
    try:
        yield
    finally:
        _standing = before
