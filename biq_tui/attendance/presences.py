"""Making somebody present: what every door shares."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlmodel import col, func, select

from ..core import clock
from ..core.errors import Refused
from ..core.language import _
from ..core.write import Write
from ..people.models import Person
from ..people.names import fold
from . import sentences
from .models import Arrival, Door, Expected, Fate, Gathering, Presence, Role, Sitting, State

FOLDED_LENGTH = 320
"""Some single characters fold to many; more than this tells nobody apart."""


def folded(name: str) -> str:
    """A name as arrivals are told apart by it."""
    return " ".join(fold(name))[:FOLDED_LENGTH]


def open_gathering(write: Write, gathering_id: int | None) -> Gathering:
    """The gathering. Raises Refused if it is not open."""
    gathering = None if gathering_id is None else write.session.get(Gathering, gathering_id)
    if gathering is None or gathering.sitting != Sitting.OPEN:
        raise not_open()
    return gathering


def free_code(write: Write) -> str:
    """The code of a short address that no other gathering has now."""
    others = select(Gathering.code).where(Gathering.sitting != Sitting.ENDED)
    taken = set(write.session.exec(others).all())
    return secrets.choice([f"{code}" for code in range(100, 1000) if f"{code}" not in taken])


def not_open() -> Refused:
    """Nothing more is taken: before the evening, or after it."""
    return Refused(_("This evening is not open."))


def minutes_late(began_at: datetime | None) -> int | None:
    """Whole minutes since the real start; None before it and in its first minute.

    Nobody is late by a clock that was put back since.
    """
    if began_at is None:
        return None
    return max(int((clock.now() - began_at).total_seconds() // 60), 0) or None


def there(began_at: datetime | None, **ways: bool) -> dict[str, Any]:
    """What is noted of somebody who comes now. `ways`: reported=True, seen=True, or both."""
    return {
        "state": State.PRESENT,
        "arrived_at": clock.now(),
        "late_minutes": minutes_late(began_at),
        "left_at": None,
        **ways,
    }


def come_in(write: Write, gathering: Gathering, person_id: int, **ways: bool) -> str | None:
    """Make somebody present; the message id that tells it, None if she was here already."""
    gathering_id = gathering.id or 0
    # After an evening was opened again the clock says nothing of when somebody came.
    noted = there(None if gathering.reopened_because else gathering.began_at, **ways)
    its: Any = (Presence.gathering_id == gathering_id, Presence.person_id == person_id)
    presence = write.session.exec(select(Presence).where(*its)).first()
    if presence is None:
        _keep_listed(write, gathering_id, person_id)
        write.insert(Presence(gathering_id=gathering_id, person_id=person_id, **noted))
    elif presence.state != State.PRESENT:
        write.change(Presence, *its, **noted)
    elif presence.left_at is not None:
        write.change(Presence, *its, left_at=None, **ways)
        return sentences.BACK
    else:
        write.change(Presence, *its, **ways)
        return None
    return sentences.HERE


def stay_away(write: Write, gathering_id: int, people: Sequence[int], state: State) -> int:
    """These people (their ids) are not here, as `state` says; of how many that is new."""
    its: Any = (Presence.gathering_id == gathering_id, col(Presence.person_id).in_(people))
    known = set(write.session.exec(select(Presence.person_id).where(*its)).all())
    changed = write.change(
        Presence,
        *its,
        Presence.state != state,
        state=state,
        arrived_at=None,
        late_minutes=None,
        left_at=None,
        seen=False,
    )
    noted = {"gathering_id": gathering_id, "state": state}
    new = [{**noted, "person_id": person_id} for person_id in people if person_id not in known]
    write.insert_values(Presence, new)
    return len(changed) + len(new)


def new_guest(
    write: Write, gathering: Gathering, name: str, role: Role = Role.GUEST, **ways: bool
) -> int:
    """Somebody who is not on the list comes in; her id as a person."""
    person = write.insert(Person(name=name))
    assert person is not None  # nothing about a name is unique
    assert person.id is not None
    list_anew(write, gathering.id or 0, person.id, role)
    come_in(write, gathering, person.id, **ways)
    return person.id


def list_anew(write: Write, gathering_id: int, person_id: int, role: Role) -> None:
    """Put somebody at the end of a list on which she is not yet."""
    highest = write.session.exec(
        select(func.max(col(Expected.number))).where(Expected.gathering_id == gathering_id)
    ).one()
    write.insert(
        Expected(
            gathering_id=gathering_id, person_id=person_id, number=(highest or 0) + 1, role=role
        )
    )


def _keep_listed(write: Write, gathering_id: int, person_id: int) -> None:
    """Who has come off the list while somebody looked at her is here all the same: as a guest."""
    its = (Expected.gathering_id == gathering_id, Expected.person_id == person_id)
    if write.session.exec(select(Expected.id).where(*its)).first() is None:
        list_anew(write, gathering_id, person_id, Role.GUEST)


def add_arrival(write: Write, gathering_id: int, person_id: int, name: str, door: Door) -> None:
    """Note by which door somebody came whom nobody has to look for: the line, or her badge."""
    write.insert(
        Arrival(
            gathering_id=gathering_id,
            key=secrets.token_hex(8),
            name=name,
            folded=folded(name),
            at=clock.now(),
            door=door,
            fate=Fate.MATCHED,
            person_id=person_id,
        )
    )
