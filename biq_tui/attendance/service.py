"""The use cases of the sign-in: every door ends here, and the database makes it happen once."""

from __future__ import annotations

import secrets
from typing import Any

from sqlmodel import col, func, select

from ..core import clock, journal
from ..core.errors import Refused
from ..core.language import _
from ..core.text import clean
from ..core.write import NotUndoable, StandsInTheWay, Write
from ..people.models import Person
from ..people.names import fold, same
from . import sentences
from .models import Arrival, Door, Expected, Fate, Gathering, Presence, Role, Sitting, State
from .places import gathering_of

FOLDED_LENGTH = 320
"""Some single characters fold to many; more than this tells nobody apart."""


def open_sitting(write: Write, gathering_id: int) -> None:
    """Open the list of a planned gathering and give it the code of its short address."""
    codes = set(
        write.session.exec(select(Gathering.code).where(Gathering.sitting == Sitting.OPEN)).all()
    )
    free = [code for code in (f"{number}" for number in range(100, 1000)) if code not in codes]
    opened = write.change(
        Gathering,
        Gathering.id == gathering_id,
        Gathering.sitting == Sitting.PLANNED,
        sitting=Sitting.OPEN,
        code=secrets.choice(free),
    )
    if opened:
        write.tell(sentences.OPENED, undoable=False, gathering=gathering_id)


def begin(write: Write, gathering_id: int) -> None:
    """Set the real start: lateness counts from now."""
    _open_gathering(write, gathering_id)
    write.change(
        Gathering,
        Gathering.id == gathering_id,
        col(Gathering.began_at).is_(None),
        began_at=clock.now(),
    )
    write.tell(sentences.BEGUN, gathering=gathering_id)


def end(write: Write, gathering_id: int, head_count: int | None = None) -> None:
    """End the evening: whoever is still open becomes absent. `head_count`: people counted."""
    _open_gathering(write, gathering_id)
    known = select(Presence.person_id).where(Presence.gathering_id == gathering_id)
    missing = write.session.exec(
        select(Expected.person_id).where(
            Expected.gathering_id == gathering_id, col(Expected.person_id).not_in(known)
        )
    ).all()
    for person_id in missing:
        write.insert(Presence(gathering_id=gathering_id, person_id=person_id, state=State.ABSENT))
    write.change(
        Gathering,
        Gathering.id == gathering_id,
        sitting=Sitting.ENDED,
        ended_at=clock.now(),
        head_count=head_count,
    )
    write.tell(sentences.ENDED, undoable=False, gathering=gathering_id)


def reopen(write: Write, gathering_id: int, reason: str) -> None:
    """Open an ended evening again, for a `reason` that stays with it."""
    reason = clean(reason, 200)
    if not reason:
        raise Refused(_("Please say why the evening is opened again."))
    reopened = write.change(
        Gathering,
        Gathering.id == gathering_id,
        Gathering.sitting == Sitting.ENDED,
        sitting=Sitting.OPEN,
        ended_at=None,
        reopened_because=reason,
    )
    if not reopened:
        raise Refused(_("This evening is open already."))
    write.tell(sentences.REOPENED, undoable=False, gathering=gathering_id)


def report(write: Write, gathering_id: int, key: str, name: str) -> None:
    """Somebody said by phone: I am here. The same key and name again is the same arrival.

    One exact match among the enrolled is present at once; every other arrival waits for a look.
    Who asks never learns which.
    """
    name = clean(name)
    if not name:
        raise Refused(_("Please write your name."))
    gathering = _open_gathering(write, gathering_id)
    person_id = _exact_match(write, gathering_id, name)
    arrival = write.insert(
        Arrival(
            gathering_id=gathering_id,
            key=key,
            name=name,
            folded=" ".join(fold(name))[:FOLDED_LENGTH],
            at=clock.now(),
            door=Door.PHONE,
            fate=Fate.WAITING if person_id is None else Fate.MATCHED,
            person_id=person_id,
        )
    )
    if arrival is None:
        return
    if person_id is None:
        write.tell(sentences.WAITING, gathering=gathering_id, arrival=arrival.id)
    else:
        message = _come_in(write, gathering, person_id, reported=True)
        write.tell(message or sentences.HERE, person=person_id, arrival=arrival.id)


def come(write: Write, gathering_id: int, person_id: int) -> None:
    """The facilitator says: she is here. Somebody already here stays as she is."""
    gathering = _open_gathering(write, gathering_id)
    message = _come_in(write, gathering, person_id, seen=True)
    if message is not None:
        name = write.session.exec(select(Person.name).where(Person.id == person_id)).one()
        _typed_arrival(write, gathering_id, person_id, name)
    write.tell(message or sentences.HERE, person=person_id)


def come_late(write: Write, gathering_id: int, person_id: int) -> None:
    """She is here, but late: minutes count from the real start, 0 if it was never said."""
    gathering = _open_gathering(write, gathering_id)
    _come_in(write, gathering, person_id, seen=True)
    write.change(
        Presence,
        Presence.gathering_id == gathering_id,
        Presence.person_id == person_id,
        col(Presence.late_minutes).is_(None),
        late_minutes=_minutes_late(gathering) or 0,
    )
    write.tell(sentences.LATE, person=person_id)


def leave(write: Write, gathering_id: int, person_id: int) -> None:
    """She goes before the end."""
    _open_gathering(write, gathering_id)
    left = write.change(
        Presence,
        Presence.gathering_id == gathering_id,
        Presence.person_id == person_id,
        Presence.state == State.PRESENT,
        col(Presence.left_at).is_(None),
        left_at=clock.now(),
    )
    if not left:
        raise Refused(_("Only somebody who is here can leave."))
    write.tell(sentences.LEFT, person=person_id)


def excuse(write: Write, gathering_id: int, person_id: int) -> None:
    """She has cancelled."""
    _stay_away(write, gathering_id, person_id, State.EXCUSED)
    write.tell(sentences.EXCUSED, person=person_id)


def miss(write: Write, gathering_id: int, person_id: int) -> None:
    """She is absent, and nobody knows why."""
    _stay_away(write, gathering_id, person_id, State.ABSENT)
    write.tell(sentences.ABSENT, person=person_id)


def add_guest(write: Write, gathering_id: int, name: str) -> None:
    """Somebody who is not on the list is here; a name is all that is kept."""
    name = clean(name)
    if not name:
        raise Refused(_("Please write a name."))
    gathering = _open_gathering(write, gathering_id)
    person_id = _new_guest(write, gathering, name, seen=True)
    _typed_arrival(write, gathering_id, person_id, name)
    write.tell(sentences.GUEST, person=person_id)


def take(write: Write, gathering_id: int, arrival_id: int, person_id: int) -> None:
    """A waiting arrival is this person."""
    gathering = _open_gathering(write, gathering_id)
    _settle(write, arrival_id, Fate.MATCHED, person_id)
    message = _come_in(write, gathering, person_id, reported=True, seen=True)
    write.tell(message or sentences.SAME, person=person_id, arrival=arrival_id)


def take_as_guest(write: Write, gathering_id: int, arrival_id: int) -> None:
    """A waiting arrival is somebody who is not on the list."""
    gathering = _open_gathering(write, gathering_id)
    arrival = write.session.get(Arrival, arrival_id)
    if arrival is None:  # taken back meanwhile
        raise Refused(_("Somebody else has answered this already."))
    person_id = _new_guest(write, gathering, arrival.name, reported=True, seen=True)
    _settle(write, arrival_id, Fate.MATCHED, person_id)
    write.tell(sentences.GUEST, person=person_id, arrival=arrival_id)


def put_aside(write: Write, gathering_id: int, arrival_id: int) -> None:
    """A waiting arrival is nobody who belongs here. It stays on record."""
    _open_gathering(write, gathering_id)
    _settle(write, arrival_id, Fate.ASIDE, None)
    write.tell(sentences.ASIDE, arrival=arrival_id)


def take_back(write: Write, number: int) -> None:
    """Undo entry `number` of an open evening. Raises Refused with what stands in the way."""
    _open_gathering(write, gathering_of(journal.head(write.session, number).place))
    try:
        write.undo(number)
    except NotUndoable as error:
        raise Refused(_("This can't be taken back.")) from error
    except StandsInTheWay as error:
        later = journal.touching_since(write.session, number, error.rows)
        said = [line.sentence for line in sentences.told(write.session, later)]
        raise Refused(
            _("First take back what came later: {sentence}").format(
                sentence=said[-1] if said else _("somebody else has changed it.")
            )
        ) from error


def _open_gathering(write: Write, gathering_id: int | None) -> Gathering:
    gathering = None if gathering_id is None else write.session.get(Gathering, gathering_id)
    if gathering is None or gathering.sitting != Sitting.OPEN:
        raise Refused(_("This evening is not open."))
    return gathering


def _exact_match(write: Write, gathering_id: int, name: str) -> int | None:
    """The one enrolled person of this name, unless a phone has spoken for her before."""
    listed = write.session.exec(
        select(Expected.person_id, Person.name)
        .join(Person, col(Person.id) == col(Expected.person_id))
        .where(Expected.gathering_id == gathering_id, Expected.role == Role.PARTICIPANT)
    )
    hits = [person_id for person_id, listed_name in listed if same(name, listed_name)]
    if len(hits) != 1:
        return None
    presence = _presence(write, gathering_id, hits[0])
    return None if presence is not None and presence.reported else hits[0]


def _come_in(write: Write, gathering: Gathering, person_id: int, **ways: bool) -> str | None:
    """Make somebody present; the message id that tells it, None if she was here already.

    `ways`: reported=True, seen=True, or both.
    """
    gathering_id = gathering.id or 0
    late = _minutes_late(gathering)
    there: dict[str, Any] = {
        "state": State.PRESENT,
        "arrived_at": clock.now(),
        "late_minutes": late,
        "left_at": None,
        **ways,
    }
    presence = _presence(write, gathering_id, person_id)
    its: Any = (Presence.gathering_id == gathering_id, Presence.person_id == person_id)
    if presence is None:
        write.insert(Presence(gathering_id=gathering_id, person_id=person_id, **there))
    elif presence.state != State.PRESENT:
        write.change(Presence, *its, **there)
    elif presence.left_at is not None:
        write.change(Presence, *its, left_at=None, **ways)
        return sentences.BACK
    else:
        write.change(Presence, *its, **ways)
        return None
    return sentences.HERE


def _stay_away(write: Write, gathering_id: int, person_id: int, state: State) -> None:
    _open_gathering(write, gathering_id)
    changed = write.change(
        Presence,
        Presence.gathering_id == gathering_id,
        Presence.person_id == person_id,
        state=state,
        arrived_at=None,
        late_minutes=None,
        left_at=None,
    )
    if not changed:
        write.insert(Presence(gathering_id=gathering_id, person_id=person_id, state=state))


def _minutes_late(gathering: Gathering) -> int | None:
    """Whole minutes since the real start; None before it and in its first minute."""
    if gathering.began_at is None:
        return None
    return int((clock.now() - gathering.began_at).total_seconds() // 60) or None


def _presence(write: Write, gathering_id: int, person_id: int) -> Presence | None:
    return write.session.exec(
        select(Presence).where(
            Presence.gathering_id == gathering_id, Presence.person_id == person_id
        )
    ).first()


def _new_guest(write: Write, gathering: Gathering, name: str, **ways: bool) -> int:
    gathering_id = gathering.id or 0
    person = write.insert(Person(name=name))
    assert person is not None  # nothing about a name is unique
    assert person.id is not None
    highest = write.session.exec(
        select(func.max(col(Expected.number))).where(Expected.gathering_id == gathering_id)
    ).one()
    write.insert(
        Expected(
            gathering_id=gathering_id,
            person_id=person.id,
            number=(highest or 0) + 1,
            role=Role.GUEST,
        )
    )
    _come_in(write, gathering, person.id, **ways)
    return person.id


def _typed_arrival(write: Write, gathering_id: int, person_id: int, name: str) -> None:
    write.insert(
        Arrival(
            gathering_id=gathering_id,
            key=secrets.token_hex(8),
            name=name,
            folded=" ".join(fold(name))[:FOLDED_LENGTH],
            at=clock.now(),
            door=Door.TYPED,
            fate=Fate.MATCHED,
            person_id=person_id,
        )
    )


def _settle(write: Write, arrival_id: int, fate: Fate, person_id: int | None) -> None:
    settled = write.change(
        Arrival,
        Arrival.id == arrival_id,
        Arrival.fate != Fate.MATCHED,
        fate=fate,
        person_id=person_id,
    )
    if not settled:
        raise Refused(_("Somebody else has answered this already."))
