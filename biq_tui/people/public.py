"""Who may stand where others look: the one place that decides whose name leaves the facilitator.

Every list, page or file that somebody else reads takes its names from here. Who has a privacy lock
(Sperrvermerk) is never among them, and a row that was found to be somebody else never counts.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, Select, select
from sqlmodel import Session, col

from ..core.language import _
from .models import Person

LOCK = "§"
"""Stands before a name that others never see, on the facilitator's own screen."""


ERASED, BLOCKED = "(gelöscht)", "(gesperrt)"
"""What stands in the place of a name that was erased, or that is kept for one purpose alone.

It is the name in the database, so that no list, paper or search that forgets to ask shows another.
"""


def lock_word() -> str:
    """The sign with its word."""
    return f"{LOCK} " + _("privacy lock")


def is_somebody() -> ColumnElement[bool]:
    """The condition that a row of Person is a person, and not only a double of one."""
    return col(Person.same_as).is_(None)


def is_known() -> ColumnElement[bool]:
    """The condition that a person can be found, asked, and be given something: nobody erased."""
    return is_somebody() & col(Person.name).not_in((ERASED, BLOCKED))


def is_public() -> ColumnElement[bool]:
    """The condition that a person's name may stand where others look."""
    return is_known() & col(Person.locked).is_(False)


def doubles() -> Select[Any]:
    """The ids of all rows of Person that were found to be somebody else; most often none."""
    return select(col(Person.id)).where(col(Person.same_as).is_not(None))


def public_names(session: Session, people: Collection[int]) -> dict[int, str]:
    """The names of those of `people` (ids) whom others may see, by id."""
    rows = session.execute(
        select(col(Person.id), col(Person.name)).where(col(Person.id).in_(people), is_public())
    )
    return {person_id: name for person_id, name in rows if person_id is not None}
