"""Two persons were found to be one: what happened to both at gatherings comes together.

Nothing is lost and nothing is counted twice. What only the double has at a gathering goes over.
Where both have something, the person's own stays, and the double's stays with the double; only
who was there, or had cancelled, is not said to have been absent: then the two change places.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, select

from ..core.rows import Values
from ..core.write import Write
from .models import Arrival, Expected, Presence, Role, State

_TELLS: dict[str, int] = {State.PRESENT: 2, State.EXCUSED: 1, State.ABSENT: 0}
"""Which of two states is the truer one of one person: absent is only what nobody knew better."""

_SAID = ("state", "arrived_at", "late_minutes", "left_at", "reported", "seen")
"""What a presence says."""


@dataclass(frozen=True, slots=True)
class Together:
    """How the gatherings of two persons come together; ids of gatherings."""

    listed: frozenset[int]
    """Where only the double is on the list: her place on it goes over."""
    going: frozenset[int]
    """Where only of the double something is known: it goes over."""
    swapped: frozenset[int]
    """Where the double was there and the person was not; or had cancelled, and she was absent."""
    staying: frozenset[int]
    """Where the same, or more, is known of the person: each keeps her own, and hers counts."""
    as_guest: int
    """At how many of `going` and `swapped` the double was a guest."""

    @property
    def gained(self) -> frozenset[int]:
        """Where more is known of the person from now on."""
        return self.going | self.swapped


def together(session: Session, double_id: int, person_id: int) -> Together:
    """What `bring_together` would do."""
    places = {who: _places(session, who) for who in (double_id, person_id)}
    noted = {who: _noted(session, who) for who in (double_id, person_id)}
    both = noted[double_id].keys() & noted[person_id].keys()
    swapped = {at for at in both if _TELLS[noted[double_id][at]] > _TELLS[noted[person_id][at]]}
    going = noted[double_id].keys() - both
    guest = {at for at, role in places[double_id].items() if role == Role.GUEST}
    return Together(
        listed=frozenset(places[double_id].keys() - places[person_id].keys()),
        going=frozenset(going),
        swapped=frozenset(swapped),
        staying=frozenset(both - swapped),
        as_guest=len(guest & (going | swapped)),
    )


def bring_together(write: Write, double_id: int, person_id: int) -> None:
    """Give the person what the double has at gatherings, as far as she has not her own."""
    plan = together(write.session, double_id, person_id)
    write.change(Expected, *_at(Expected, double_id, plan.listed), person_id=person_id)
    _stays_participant(write, double_id, person_id)
    write.change(Presence, *_at(Presence, double_id, plan.going), person_id=person_id)
    for gathering_id in sorted(plan.swapped):
        _swap(write, gathering_id, double_id, person_id)
    came = set(
        write.session.exec(
            select(Arrival.gathering_id).where(Arrival.person_id == double_id).distinct()
        ).all()
    )
    arrivals = came - plan.staying
    write.change(Arrival, *_at(Arrival, double_id, arrivals), person_id=person_id)


def _stays_participant(write: Write, double_id: int, person_id: int) -> None:
    """Where the double was enrolled and the person a guest, the person was no guest either."""
    enrolled = [
        at for at, role in _places(write.session, double_id).items() if role == Role.PARTICIPANT
    ]
    write.change(
        Expected,
        *_at(Expected, person_id, enrolled),
        Expected.role == Role.GUEST,
        role=Role.PARTICIPANT,
    )


def _swap(write: Write, gathering_id: int, double_id: int, person_id: int) -> None:
    """What the two presences say changes places; the rows stay whose they are."""
    its = Presence.gathering_id == gathering_id
    said: dict[int, Values] = {}
    for presence in write.session.exec(
        select(Presence).where(its, col(Presence.person_id).in_((double_id, person_id)))
    ):
        said[presence.person_id] = {name: getattr(presence, name) for name in _SAID}
    write.change(Presence, its, Presence.person_id == person_id, **said[double_id])
    write.change(Presence, its, Presence.person_id == double_id, **said[person_id])


def _at(model: Any, person_id: int, gatherings: Collection[int]) -> tuple[Any, Any]:
    return model.person_id == person_id, col(model.gathering_id).in_(sorted(gatherings))


def _places(session: Session, person_id: int) -> dict[int, str]:
    rows = select(Expected.gathering_id, Expected.role).where(Expected.person_id == person_id)
    return dict(session.exec(rows).all())


def _noted(session: Session, person_id: int) -> dict[int, str]:
    rows = select(Presence.gathering_id, Presence.state).where(Presence.person_id == person_id)
    return dict(session.exec(rows).all())
