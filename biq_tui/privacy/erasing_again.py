"""After a backup came back: whoever was erased since is erased again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sqlmodel import col, select

from ..core import clock
from ..core.database import Database
from ..core.journal import Actor
from ..core.write import Act, Write
from ..people.models import Erasure, Person
from ..people.public import BLOCKED, ERASED
from . import sentences
from .erasing import carry_out, plan, touched_by


def erase_again(database: Database, erased: Mapping[int, date]) -> int:
    """Erase these people (their numbers, and when they were erased), as far as they are there.

    Returns how many had come back. Blocks; raises Refused if the database does not answer.
    """
    act = Act(Actor.PROGRAM, "", "")
    again, tables = database.write(act, _again, dict(erased)).result()
    if again:
        database.forget(*tables, anew=True)
    return again


def _again(write: Write, erased: dict[int, date]) -> tuple[int, tuple[str, ...]]:
    today = clock.local(clock.now()).date()
    back = write.session.exec(
        select(Person.id)
        .where(
            col(Person.id).in_(sorted(erased)),
            col(Person.same_as).is_(None),
            col(Person.name).not_in((ERASED, BLOCKED)),
        )
        .order_by(col(Person.id))
    ).all()
    for person_id in back:
        if person_id is not None:
            carry_out(write, plan(write.session, person_id, today), today)
    for person_id, on in sorted(erased.items()):
        if write.insert(Erasure(person_id=person_id, erased_on=on)) is None:
            write.change(Erasure, Erasure.person_id == person_id, erased_on=on)
    write.tell(sentences.ERASED_AGAIN, undoable=False, n=len(back))
    return len(back), touched_by(write)
