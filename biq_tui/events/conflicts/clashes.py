"""What is booked twice. Pure: one look at everything, or at what one occasion takes up; both agree.

Two bookings clash if they take up the same, and their half-open times overlap with what setting
up, tidying up and the way between two places need. Rooms of one house clash with the whole house,
not with each other.
"""

from __future__ import annotations

import heapq
from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import IntEnum
from hashlib import blake2b
from itertools import chain, count

from .bookings import GOING, Booking, Use
from .same_place import apart

NO_WAY = timedelta(0)


class Severity(IntEnum):
    """How bad it is; never shown as a word."""

    HARD = 0
    """Both are planned, fixed or pledged."""
    SOFT = 1
    """One of them is only asked or wished for."""
    INFO = 2
    """Only setting up, tidying up or the way is too short."""


@dataclass(frozen=True, slots=True)
class Clash:
    """Two occasions take up the same."""

    severity: Severity
    one: Booking
    other: Booking
    """In the order of their occasions, whoever asks."""
    starts_at: datetime
    ends_at: datetime
    """From when to when; if only the way is too short, from the end of one to the other."""
    is_way_short: bool = False

    @property
    def key(self) -> str:
        """The same as long as it is the same clash, at the same time; for `AcceptedConflict`."""
        return digest(
            min(self.sides, key=lambda side: len(side.within)).subject,
            *(f"{side.occasion.gathering_id}.{side.use}.{side.item}" for side in self.sides),
            f"{self.starts_at:%Y%m%d%H%M}-{self.ends_at:%Y%m%d%H%M}",
            self.severity.name,
        )

    @property
    def sides(self) -> tuple[Booking, Booking]:
        """Both."""
        return self.one, self.other

    def seen_from(self, gathering_id: int) -> tuple[Booking, Booking]:
        """What this occasion has booked, and what clashes with it."""
        if self.one.occasion.gathering_id == gathering_id:
            return self.one, self.other
        return self.other, self.one


def digest(*parts: str) -> str:
    """A short text that is the same for the same parts."""
    return blake2b("\n".join(parts).encode(), digest_size=16).hexdigest()


def in_order(found: Iterable[Clash]) -> tuple[Clash, ...]:
    """Each once; the worst first, rooms before people, then the earliest."""
    each = {clash.key: clash for clash in found}

    def rank(key: str) -> tuple[Severity, bool, datetime, str]:
        clash = each[key]
        return clash.severity, clash.one.use is not Use.ROOM, clash.starts_at, key

    return tuple(each[key] for key in sorted(each, key=rank))


def clashes(bookings: Iterable[Booking], way: timedelta = NO_WAY) -> tuple[Clash, ...]:
    """Everything that is booked twice. `way`: how long it takes from one place to another."""
    own: dict[str, list[Booking]] = {}
    inside: dict[str, list[Booking]] = {}
    for booking in bookings:
        own.setdefault(booking.subject, []).append(booking)
        for house in booking.within:
            inside.setdefault(house, []).append(booking)
    return in_order(
        clash for subject, its in own.items() for clash in _swept(its, inside.get(subject, []), way)
    )


def _swept(own: list[Booking], inside: list[Booking], way: timedelta) -> Iterator[Clash]:
    """Through the time from the left: each is compared only with what still goes on."""
    turns = sorted(
        chain(((one, True) for one in own), ((one, False) for one in inside)),
        key=lambda turn: turn[0].needed_from,
    )
    number = count()
    going_on: tuple[list[tuple[datetime, int, Booking]], ...] = ([], [])
    for booking, is_own in turns:
        for still in going_on:
            while still and still[0][0] + way <= booking.needed_from:
                heapq.heappop(still)
        # Two rooms inside one house are apart: only the whole house meets them.
        for _until, _number, other in chain(going_on[0], going_on[1] if is_own else ()):
            clash = clash_of(other, booking, way)
            if clash is not None:
                yield clash
        entry = (booking.needed_until, next(number), booking)
        heapq.heappush(going_on[0 if is_own else 1], entry)


@dataclass
class _Lane:
    """The bookings of one subject by their beginning."""

    bookings: list[Booking] = field(default_factory=list)
    longest: timedelta = NO_WAY

    def add(self, booking: Booking) -> None:
        insort(self.bookings, booking, key=_begins)
        self.longest = max(self.longest, booking.needed_until - booking.needed_from)

    def near(self, first: datetime, last: datetime) -> list[Booking]:
        """All that overlap, and a few before."""
        begin = bisect_left(self.bookings, first - self.longest, key=_begins)
        return self.bookings[begin : bisect_left(self.bookings, last, key=_begins)]


def _begins(booking: Booking) -> datetime:
    return booking.needed_from


class Index:
    """Bookings, laid out so that what clashes with a new one is found without looking at all."""

    def __init__(self, bookings: Iterable[Booking] = (), way: timedelta = NO_WAY) -> None:
        """`way`: how long it takes from one place to another."""
        self.way = way
        self._own: dict[str, _Lane] = {}
        self._inside: dict[str, _Lane] = {}
        for booking in bookings:
            self.add(booking)

    def add(self, booking: Booking) -> None:
        """One more."""
        self._own.setdefault(booking.subject, _Lane()).add(booking)
        for house in booking.within:
            self._inside.setdefault(house, _Lane()).add(booking)

    def near(self, booking: Booking) -> Iterator[Booking]:
        """Whatever may clash with a booking."""
        lanes = (
            self._own.get(booking.subject),
            self._inside.get(booking.subject),
            *(self._own.get(house) for house in booking.within),
        )
        first, last = booking.needed_from - self.way, booking.needed_until + self.way
        for lane in lanes:
            if lane is not None:
                yield from lane.near(first, last)


def clashes_with(bookings: Iterable[Booking], index: Index) -> tuple[Clash, ...]:
    """What of these `bookings` is booked in the index, too; they may be in it themselves."""
    found = (
        clash_of(booking, other, index.way) for booking in bookings for other in index.near(booking)
    )
    return in_order(clash for clash in found if clash is not None)


def clash_of(first: Booking, second: Booking, way: timedelta = NO_WAY) -> Clash | None:
    """How two bookings of the same subject clash; None if they do not."""
    if not _may_clash(first, second):
        return None
    one, other = sorted((first, second), key=_rank)
    if not (first.use in GOING and apart(first.occasion.venue, second.occasion.venue)):
        way = NO_WAY
    if one.needed_from >= other.needed_until + way or other.needed_from >= one.needed_until + way:
        return None
    starts, ends = max(one.starts_at, other.starts_at), min(one.ends_at, other.ends_at)
    if starts < ends:
        severity = Severity.HARD if one.is_firm and other.is_firm else Severity.SOFT
        return Clash(severity, one, other, starts, ends)
    starts = max(one.needed_from, other.needed_from)
    ends = min(one.needed_until, other.needed_until)
    if starts < ends:
        return Clash(Severity.INFO, one, other, starts, ends)
    return Clash(Severity.INFO, one, other, ends, starts, is_way_short=True)


def _may_clash(first: Booking, second: Booking) -> bool:
    uses = (first.use, second.use)
    if first.occasion.gathering_id == second.occasion.gathering_id:
        return uses == (Use.HELPS, Use.HELPS) and first.item != second.item
    return uses != (Use.COMES, Use.COMES)


def _rank(booking: Booking) -> tuple[int, str, int]:
    return booking.occasion.gathering_id, booking.use, booking.item
