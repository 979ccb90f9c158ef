"""The names for the paper that goes round, and who signs on a slip of her own instead.

Everybody on a list that goes round sees all names on it. Who has a privacy lock is on none; she
gets a slip (Einzelblatt) that only she and the facilitator see.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select as select_columns
from sqlmodel import Session, col

from ..people.models import Person
from ..people.public import is_public, is_somebody
from .models import TAKING_PART, Expected, Presence, State


@dataclass(frozen=True, slots=True)
class Signer:
    """Somebody who signs, with the number of her row."""

    number: int
    person_id: int
    name: str


@dataclass(frozen=True, slots=True)
class Papers:
    """Who signs where, by number. Nobody is in both."""

    going_round: tuple[Signer, ...]
    slips: tuple[Signer, ...]


def papers(session: Session, gathering_id: int, *, only_present: bool = True) -> Papers:
    """Who signs at a gathering: who came, or everybody on its list."""
    query = (
        select_columns(col(Expected.number), col(Expected.person_id), col(Person.name), is_public())
        .join(Person, col(Person.id) == col(Expected.person_id))
        .where(
            col(Expected.gathering_id) == gathering_id,
            col(Expected.role).in_(TAKING_PART),
            is_somebody(),
        )
        .order_by(col(Expected.number))
    )
    if only_present:
        query = query.join(
            Presence,
            (col(Presence.gathering_id) == col(Expected.gathering_id))
            & (col(Presence.person_id) == col(Expected.person_id))
            & (col(Presence.state) == State.PRESENT),
        )
    rows = list(session.execute(query))
    signers = [(Signer(*row[:3]), bool(row[3])) for row in rows]
    return Papers(
        going_round=tuple(signer for signer, public in signers if public),
        slips=tuple(signer for signer, public in signers if not public),
    )
