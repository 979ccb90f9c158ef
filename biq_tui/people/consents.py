"""What people allow: asked on paper, each thing on its own. No answer means no, without a reason.

Every answer can be taken back by the other one, in one step.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlmodel import Session, col, select

from ..core.write import Write
from . import sentences
from .models import Allowed, Consent
from .service import all_there


def answer(write: Write, people: Sequence[int], kind: Allowed, given: bool) -> None:
    """These people (ids) have answered on paper whether they allow it: one step for all.

    Raises Refused if one of them is not there any more.
    """
    people = all_there(write, people)
    known = set(write.session.exec(select(Consent.person_id).where(*_of(people, kind))).all())
    write.change(Consent, *_of(people, kind), given=given)
    new = [{"person_id": p, "kind": kind, "given": given} for p in people if p not in known]
    write.insert_values(Consent, new)
    if len(people) == 1:
        write.tell(sentences.ANSWERED[kind, given], person=people[0])
    else:
        write.tell(sentences.MANY_ANSWERED[kind, given], n=len(people))


def forget(write: Write, people: Sequence[int], kind: Allowed) -> None:
    """These people (ids) have given no answer: a slip was read wrongly. It counts as no."""
    people = all_there(write, people)
    write.delete(Consent, *_of(people, kind))
    if len(people) == 1:
        write.tell(sentences.FORGOTTEN, person=people[0])
    else:
        write.tell(sentences.MANY_FORGOTTEN, n=len(people))


def answers(session: Session, people: Collection[int]) -> dict[int, dict[Allowed, bool]]:
    """What each of `people` (ids) has answered; who was not asked is missing."""
    found: dict[int, dict[Allowed, bool]] = {}
    rows = session.exec(
        select(Consent.person_id, Consent.kind, Consent.given)
        .where(col(Consent.person_id).in_(sorted(people)))
        .order_by(col(Consent.id))
    )
    for person_id, kind, given in rows:
        found.setdefault(person_id, {})[Allowed(kind)] = given
    return found


def photo_allowed(session: Session, people: Collection[int]) -> set[int]:
    """Those of `people` (ids) who allow photos. Nobody else may be in one: no answer means no."""
    given = answers(session, people)
    return {person_id for person_id, its in given.items() if its.get(Allowed.PHOTO, False)}


def _of(people: Sequence[int], kind: Allowed) -> tuple[bool, ...]:
    return (col(Consent.person_id).in_(people), Consent.kind == kind)  # type: ignore[return-value]  # sqlmodel types a comparison as bool
