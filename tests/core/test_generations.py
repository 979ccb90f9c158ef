"""Which backups stay: many of the last days, few of long ago."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from biq_tui.core import clock
from biq_tui.core.backup import REPLACED, Backup, to_drop
from biq_tui.core.generations import ALL_OF, DAYS, MONTHS, WEEKS, kept
from tests.room import bremen

NOW = datetime(2027, 3, 5, 19, 15, tzinfo=UTC)

ages = st.lists(st.integers(-3 * 24 * 60, 3 * 365 * 24 * 60), max_size=80)  # minutes before now


@given(ages)
@settings(max_examples=30, deadline=None)
def test_what_stays_is_few_and_of_every_age(minutes: list[int]) -> None:
    with bremen():
        made = {NOW - timedelta(minutes=each) for each in minutes}
        stay = kept(made, NOW)
        assert stay <= made
        assert kept(stay, NOW) == stay, "asked twice, nothing more goes"
        assert {each for each in made if each > NOW - ALL_OF} <= stay
        assert not made or max(made) in stay
        older = [each for each in stay if each <= NOW - ALL_OF]
        assert len(older) <= DAYS + WEEKS + MONTHS + 1
        for days in range(DAYS):
            day = (clock.local(NOW) - timedelta(days=days)).date()
            of_day = [each for each in made if clock.local(each).date() == day]
            assert not of_day or max(of_day) in stay, "the newest of each of the last days"
        months = {(at.year, at.month) for at in map(clock.local, made)}
        for year, month in months:
            if (2027 - year) * 12 + 3 - month < MONTHS:
                assert any((at.year, at.month) == (year, month) for at in map(clock.local, stay))


def test_two_years_of_evenings_leave_forty_files_and_every_month() -> None:
    with bremen():
        there: set[datetime] = set()
        first = NOW - timedelta(days=730)
        for day in range(731):
            now = first + timedelta(days=day)
            there |= {now, now - timedelta(hours=1), now - timedelta(hours=2)}
            there &= kept(there, now)
        assert 24 + 14 <= len(there) <= 50
        assert len({(at.year, at.month) for at in map(clock.local, there)}) == MONTHS


def test_what_was_replaced_stays_for_two_months_beside_all_others() -> None:
    with bremen():
        noon = NOW - timedelta(days=20)
        made = [
            Backup(file=None, made_at=noon + timedelta(hours=hour), why=why)  # type: ignore[arg-type]
            for hour, why in enumerate(("start", REPLACED, "sitting", "start"))
        ]
        assert [one.why for one in to_drop(made, NOW)] == ["start", "sitting"]
        later = NOW + timedelta(days=60)
        assert REPLACED in [one.why for one in to_drop(made, later)]
