"""Many people in one step: an evening on paper, typed back, and what the phones alone said.

One run of numbers is one step, told in one sentence, and taken back at once. It costs as many
statements for 400 people as for two.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import Any

from sqlmodel import col, select

from ..core import clock
from ..core.errors import Refused
from ..core.language import _
from ..core.write import Write
from ..people.models import Person
from . import sentences
from .models import Arrival, Door, Fate, Gathering, Presence, State
from .presences import folded, minutes_late, open_gathering, stay_away

People = tuple[int, ...]
"""Their ids."""


def all_come(write: Write, gathering_id: int, people: People) -> None:
    """These people are or were here. Paper knows no time: nobody becomes late by it."""
    come = _let_in(write, open_gathering(write, gathering_id), people)
    write.tell(sentences.MANY_HERE, n=come)


def all_come_late(write: Write, gathering_id: int, people: People) -> None:
    """These people are here, but late: minutes count from the real start, 0 without one."""
    gathering = open_gathering(write, gathering_id)
    _let_in(write, gathering, people)
    late = write.change(
        Presence,
        *_of(gathering_id, people),
        col(Presence.late_minutes).is_(None),
        late_minutes=minutes_late(gathering.began_at) or 0,
    )
    write.tell(sentences.MANY_LATE, n=len(late))


def all_leave(write: Write, gathering_id: int, people: People) -> None:
    """These people go before the end."""
    open_gathering(write, gathering_id)
    left = write.change(
        Presence,
        *_of(gathering_id, people),
        Presence.state == State.PRESENT,
        col(Presence.left_at).is_(None),
        left_at=clock.now(),
        seen=True,
    )
    if not left:
        raise Refused(_("Only somebody who is here can leave."))
    write.tell(sentences.MANY_LEFT, n=len(left))


def all_excused(write: Write, gathering_id: int, people: People) -> None:
    """These people have cancelled."""
    open_gathering(write, gathering_id)
    away = stay_away(write, gathering_id, people, State.EXCUSED)
    write.tell(sentences.MANY_EXCUSED, n=away)


def all_absent(write: Write, gathering_id: int, people: People) -> None:
    """These people are absent, and nobody knows why."""
    open_gathering(write, gathering_id)
    away = stay_away(write, gathering_id, people, State.ABSENT)
    write.tell(sentences.MANY_ABSENT, n=away)


def were_here(write: Write, gathering_id: int) -> None:
    """Everybody who reported by phone was really here."""
    open_gathering(write, gathering_id)
    write.tell(sentences.WERE_HERE, n=_see_the_unseen(write, gathering_id))


def were_not_here(write: Write, gathering_id: int, people: People) -> None:
    """Of those who reported by phone these were absent, and all others really here."""
    open_gathering(write, gathering_id)
    away = stay_away(write, gathering_id, people, State.ABSENT)
    _see_the_unseen(write, gathering_id)
    write.tell(sentences.WERE_NOT_HERE, n=away)


def _let_in(write: Write, gathering: Gathering, people: People) -> int:
    """Make those present who are not; how many these were."""
    gathering_id = gathering.id or 0
    at = _of(gathering_id, people)
    present = {
        person_id: state == State.PRESENT and left_at is None
        for person_id, state, left_at in write.session.exec(
            select(Presence.person_id, Presence.state, Presence.left_at).where(*at)
        )
    }
    come = [person_id for person_id in people if not present.get(person_id)]
    write.change(Presence, *at, state=State.PRESENT, left_at=None, seen=True)
    noted = {"gathering_id": gathering_id, "state": State.PRESENT, "seen": True}
    new = [person_id for person_id in come if person_id not in present]
    write.insert_values(Presence, [{**noted, "person_id": person_id} for person_id in new])
    _keep_paper(write, gathering_id, come)
    return len(come)


def _keep_paper(write: Write, gathering_id: int, people: Sequence[int]) -> None:
    """The list on paper is a door, too."""
    names = select(Person.id, Person.name).where(col(Person.id).in_(people))
    write.insert_values(
        Arrival,
        [
            {
                "gathering_id": gathering_id,
                "key": secrets.token_hex(8),
                "name": name,
                "folded": folded(name),
                "at": clock.now(),
                "door": Door.PAPER,
                "fate": Fate.MATCHED,
                "person_id": person_id,
            }
            for person_id, name in write.session.exec(names)
        ],
    )


def _see_the_unseen(write: Write, gathering_id: int) -> int:
    """Who is here or was, by her phone alone, was seen; how many these are."""
    seen = write.change(
        Presence,
        Presence.gathering_id == gathering_id,
        Presence.state == State.PRESENT,
        col(Presence.reported).is_(True),
        col(Presence.seen).is_(False),
        seen=True,
    )
    return len(seen)


def _of(gathering_id: int, people: People) -> tuple[Any, Any]:
    return Presence.gathering_id == gathering_id, col(Presence.person_id).in_(people)
