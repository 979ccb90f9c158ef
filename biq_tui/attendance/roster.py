"""The list of a gathering: its rows, their counts, and how a name finds its row."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import overload

from ..people.directory import told_apart
from ..people.name_index import NameIndex
from .models import Role, State

Kind = tuple[State | None, bool, Role, bool]
"""As what somebody is counted: state, whether she has left, role, and whether nobody saw her."""


@dataclass(frozen=True, slots=True)
class Row:
    """One person on the list."""

    number: int
    person_id: int
    name: str
    role: Role
    state: State | None
    late_minutes: int | None = None
    left: bool = False
    latin: str = ""
    known_by: str = ""
    """What tells her from others of her name; for the facilitator's eyes only."""
    locked: bool = False
    """She has a privacy lock: no list that others see has her name."""
    unseen: bool = False
    """She is here, or was, by her phone alone: no facilitator has seen her."""

    @property
    def here(self) -> bool:
        """In the room right now."""
        return self.state is State.PRESENT and not self.left

    @property
    def names(self) -> tuple[str, ...]:
        """The ways in which her name is written."""
        return (self.name, self.latin) if self.latin else (self.name,)

    @property
    def kind(self) -> Kind:
        """As what she is counted."""
        return self.state, self.left, self.role, self.unseen


class Roster(Sequence[Row]):
    """Rows by their numbers, which only ever rise. Never changed: `changed` gives another one.

    Looking somebody up, and counting, costs the same on a list of 20 and of 5 000.
    """

    def __init__(self, rows: Iterable[Row] = ()) -> None:
        self._at = {row.number: row for row in sorted(rows, key=lambda row: row.number)}
        self._rows = tuple(self._at.values())
        self._numbers = {row.person_id: row.number for row in self._rows}
        self._kinds = Counter(row.kind for row in self._rows)
        self.names = NameIndex({row.number: row.names for row in self._rows})

    def changed(self, rows: Mapping[int, Row | None]) -> Roster:
        """The list on which the rows with these numbers are so, or are gone (None)."""
        before = [self._at[number] for number in rows if number in self._at]
        after = [row for row in rows.values() if row is not None]
        other = Roster.__new__(Roster)
        other._at = {**self._at, **{row.number: row for row in after}}
        other._numbers = self._numbers
        if [(row.number, row.person_id) for row in before] != [
            (row.number, row.person_id) for row in after
        ]:
            for number in rows.keys() - {row.number for row in after}:
                other._at.pop(number, None)
            other._at = dict(sorted(other._at.items()))
            other._numbers = {row.person_id: number for number, row in other._at.items()}
        other._rows = tuple(other._at.values())
        other._kinds = self._kinds.copy()
        other._kinds.subtract(row.kind for row in before)
        other._kinds.update(row.kind for row in after)
        names = {number: row.names if row else () for number, row in rows.items()}
        known = {row.number: row.names for row in before}
        renamed = {n: called for n, called in names.items() if called != known.get(n, ())}
        other.names = self.names.changed(renamed) if renamed else self.names
        return other

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers of all rows, top to bottom."""
        return tuple(self._at)

    def numbered(self, number: int) -> Row | None:
        """The row with this number, if there is one."""
        return self._at.get(number)

    def of(self, person_id: int) -> Row | None:
        """The row of a person, if she is on the list."""
        number = self._numbers.get(person_id)
        return None if number is None else self._at[number]

    def place(self, number: int) -> int:
        """How many rows stand above the one with this number."""
        return bisect_left(self._rows, number, key=lambda row: row.number)

    def named(self, typed: str) -> list[Row]:
        """The rows that `typed` means: by whole words, else by the beginnings of words."""
        return [self._at[number] for number in self.names.named(typed)]

    def similar(self, typed: str) -> list[Row]:
        """The rows whose names resemble `typed`, best first: perhaps it was a typo."""
        return [self._at[number] for number in self.names.similar(typed)]

    def alike(self, reported: str) -> list[Row]:
        """The rows that a reported name may mean."""
        return [self._at[number] for number in self.names.alike(reported)]

    def told_apart(self, row: Row) -> str:
        """Her name, and what tells her from others if more than one on the list has it."""
        if len(self.names.same(row.name)) < 2:
            return row.name
        return told_apart(row.name, row.known_by, row.number)

    def how_many(
        self, state: State | None, left: bool = False, roles: Container[Role] = frozenset(Role)
    ) -> int:
        """How many rows are in this state, of those who have `left` or of those who have not."""
        return sum(
            count
            for kind, count in self._kinds.items()
            if kind[:2] == (state, left) and kind[2] in roles
        )

    @property
    def unseen(self) -> int:
        """How many are here, or were, by their phones alone."""
        return sum(count for kind, count in self._kinds.items() if kind[3])

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, place: int) -> Row: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Row, ...]: ...
    def __getitem__(self, place: int | slice) -> Row | tuple[Row, ...]:
        return self._rows[place]

    def __iter__(self) -> Iterator[Row]:
        return iter(self._rows)

    def __eq__(self, other: object) -> bool:
        """Whether the same rows stand on it."""
        return isinstance(other, Roster) and self._rows == other._rows

    def __hash__(self) -> int:
        return hash(self._rows)
