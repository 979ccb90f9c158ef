"""Ideas that were found to be the same: who of them stands for all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from ..core import telling
from ..core.errors import Refused
from ..core.language import _
from ..core.write import Write
from ..voting.counting import check_taken_back
from .models import Idea


@dataclass(frozen=True, slots=True)
class Families:
    """Every idea is of one family, also if it is alone; its root is the same as no other one."""

    root: Mapping[int, int]
    """By the id of an idea, the id of the idea that stands for it."""
    of: Mapping[int, Sequence[int]]
    """By root, the ids of its family: the root first, then by number."""


def families(session: Session) -> Families:
    """The families of all ideas."""
    same = _same_as(session)
    root: dict[int, int] = {}
    of: dict[int, list[int]] = {}
    for idea_id in same:
        at = idea_id
        while (above := same[at]) is not None:
            at = above
        root[idea_id] = at
        family = of.setdefault(at, [at])
        if idea_id != at:
            family.append(idea_id)
    return Families(root, of)


def take_back(write: Write, number: int) -> None:
    """Undo entry `number` of a meeting. Raises Refused with what stands in the way.

    Two ideas may have been separated, and put together again the other way round: to take the
    first step back would make each the double of the other, and nobody would stand for them.
    Nor does the room get smaller than the votes that were cast since.
    """
    telling.take_back(write, number)
    check_taken_back(write)
    same = _same_as(write.session)
    for at in sorted(row.row_id for row in write.touched if row.table == Idea.__tablename__):
        seen = {at}
        above = same.get(at)
        while above is not None:
            if above in seen:
                raise Refused(_("First separate these ideas, then it can be taken back."))
            seen.add(above)
            above = same[above]


def _same_as(session: Session) -> dict[int, int | None]:
    """By the id of every idea, the id of the one that it was found to be; by number."""
    execute: Any = session.connection().execute
    return dict(execute(select(col(Idea.id), col(Idea.same_as)).order_by(col(Idea.number))).all())
