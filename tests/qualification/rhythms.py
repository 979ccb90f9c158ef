"""Rhythms of every kind, for properties."""

from __future__ import annotations

from datetime import time

from hypothesis import strategies as st

from biq_tui.qualification.rhythm import Every, Rhythm, Slot

MORNINGS = st.tuples(st.times(time(6), time(9)), st.times(time(9, 1), time(13)))
AFTERNOONS = st.tuples(st.times(time(13), time(17)), st.times(time(17, 1), time(22)))


def slots(weekday: int, times: tuple[time, time]) -> Slot:
    starts, ends = (at.replace(second=0, microsecond=0) for at in times)
    return Slot(weekday, starts, ends)


RHYTHMS = st.builds(
    Rhythm,
    st.sampled_from(Every),
    st.lists(
        st.builds(slots, st.integers(0, 6), MORNINGS | AFTERNOONS),
        min_size=1,
        max_size=5,
        unique_by=lambda slot: (slot.weekday, slot.starts.hour >= 13),
    ).map(tuple),
)
"""Up to five dates a block, in any order, on any weekdays, none at the same time as another."""
