"""Ideas that were found to be the same: who of them stands for all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

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
    execute: Any = session.connection().execute
    rows = execute(select(col(Idea.id), col(Idea.same_as)).order_by(col(Idea.number)))
    same: dict[int, int | None] = dict(rows.all())
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
