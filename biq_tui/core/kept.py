"""What use cases read again and again, kept by the writer until a row of it changes.

The journal says what changed, whoever changed it: another laptop's entries are looked through
inside the transaction, before anything kept is used.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import Any, TypeVar

from sqlmodel import Session, SQLModel

from .journal import tables_touched_since
from .rows import table_of

Found = TypeVar("Found")

MOST = 16
"""How many findings are kept; an evening needs a few."""


class Kept:
    """Findings that hold as long as nobody touches the tables they were read from."""

    def __init__(self) -> None:
        self._found: dict[Hashable, tuple[frozenset[str], Any]] = {}
        self._as_of = 0
        self._touched: set[str] = set()

    def begin(self, session: Session, number: int) -> None:
        """A transaction begins, and entry `number` is the journal's newest."""
        self._touched.clear()
        if self._found and number != self._as_of:
            self.touched(tables_touched_since(session, self._as_of))
            self._touched.clear()
        self._as_of = number

    def touched(self, tables: Iterable[str]) -> None:
        """The transaction has changed rows of these tables."""
        self._touched.update(tables)
        for key, (read_from, _found) in list(self._found.items()):
            if read_from & self._touched:
                del self._found[key]

    def committed(self, number: int) -> None:
        """The transaction is durable, and its last entry is `number`."""
        self._as_of = number

    def get(
        self,
        key: Hashable,
        models: tuple[type[SQLModel], ...],
        read: Callable[[Session], Found],
        session: Session,
    ) -> Found:
        """What `read(session)` gives; it reads nothing but the tables of `models`."""
        if key in self._found:
            found: Found = self._found[key][1]
            return found
        found = read(session)
        tables = frozenset(table_of(model).name for model in models)
        if not tables & self._touched:  # what this transaction changed may yet go back
            if len(self._found) == MOST:
                self._found.clear()
            self._found[key] = (tables, found)
        return found
