"""The code on somebody's badge: how it is made, given anew, and found again."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from ..core.errors import Refused
from ..core.language import _
from ..core.write import Write
from . import sentences
from .codes import ALPHABET, RANDOM_LETTERS, TEST_CODE, check_letter, is_offensive
from .models import Badge, Person
from .public import is_known
from .service import all_there, gone


@dataclass(frozen=True)
class Found:
    """Whose a code is."""

    person_id: int
    name: str


def give(write: Write, person_id: int) -> str:
    """Give her a new code and return it; the one before is void from now on."""
    return _give(write, person_id, sentences.NEW_BADGE)


def card(write: Write, person_id: int) -> str:
    """Her code; if she has none, she gets one."""
    its = select(Badge.code).where(Badge.person_id == person_id, col(Badge.valid).is_(True))
    return write.session.exec(its).first() or _give(write, person_id, sentences.BADGED)


def cards(write: Write, people: Sequence[int]) -> None:
    """Everybody of `people` (ids) who has no code gets one: one step for all."""
    has = select(Badge.person_id).where(
        col(Badge.person_id).in_(people), col(Badge.valid).is_(True)
    )
    known = set(write.session.exec(has).all())
    new = [person_id for person_id in all_there(write, people) if person_id not in known]
    codes: dict[str, None] = {}  # none twice, in the order in which they were drawn
    while len(codes) < len(new):
        codes[_unused(write.session)] = None
    rows = zip(new, codes, strict=True)
    write.insert_values(Badge, [{"person_id": person_id, "code": code} for person_id, code in rows])
    if len(new) == 1:
        write.tell(sentences.BADGED, person=new[0])
    elif new:
        write.tell(sentences.MANY_BADGED, n=len(new))


def _give(write: Write, person_id: int, message: str) -> str:
    somebody = select(Person.id).where(Person.id == person_id, is_known())
    if write.session.exec(somebody).first() is None:
        raise gone()
    write.change(Badge, Badge.person_id == person_id, col(Badge.valid).is_(True), valid=False)
    code = _unused(write.session)
    write.insert(Badge(person_id=person_id, code=code))
    write.tell(message, person=person_id)  # without the code: others may see what happened
    return code


def find(session: Session, code: str) -> Found:
    """Whose code it is, caps or not. Raises Refused for an unknown or a void one."""
    badge = session.exec(select(Badge).where(Badge.code == code.upper())).first()
    if badge is None:
        raise Refused(_("Nobody has this card."))
    if not badge.valid:
        raise Refused(_("This card does not count any more."))
    person = session.get(Person, badge.person_id)
    if person is not None and person.same_as is not None:
        person = session.get(Person, person.same_as)
    if person is None or person.id is None:
        raise gone()
    return Found(person.id, person.name)


def _unused(session: Session) -> str:
    while True:
        letters = "".join(secrets.choice(ALPHABET) for _letter in range(RANDOM_LETTERS))
        code = letters + check_letter(letters)
        taken = session.exec(select(Badge.id).where(Badge.code == code)).first()
        if taken is None and code != TEST_CODE and not is_offensive(code):
            return code
