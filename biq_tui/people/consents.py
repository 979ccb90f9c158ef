"""What people allow: asked on paper, each thing on its own. No answer means no, without a reason.

Every answer can be taken back by the other one, in one step. What somebody was asked is kept word
for word with her answer, and when she gave it and took it back: consent must be proved (Art. 7(1)
GDPR). The wordings are the house's (`WORDINGS`).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from ..core import clock
from ..core.settings import Option, value_of
from ..core.write import Write
from . import sentences
from .models import WORDING_LENGTH, Allowed, Consent
from .service import all_there

WORDINGS = {
    Allowed.PHOTO: Option(
        "consent.photo",
        "Dürfen wir Fotos zeigen, auf denen man Sie erkennt? Sie dürfen Nein sagen.",
    ),
    Allowed.CONTACTS: Option(
        "consent.contacts",
        "Möchten Sie auf die Kontakt-Liste der Gruppe? Alle in der Gruppe lesen dann Ihren Namen.",
    ),
    Allowed.INVITATIONS: Option(
        "consent.invitations", "Dürfen wir Sie zu weiteren Treffen und Festen einladen?"
    ),
    Allowed.PARTNERS: Option(
        "consent.partners", "Dürfen wir Ihren Kontakt an unsere Partner weitergeben?"
    ),
}
"""What people are asked, in the words of the slip, unless the house has its own."""


@dataclass(frozen=True, slots=True)
class Given:
    """One answer, with what is kept to prove it."""

    kind: Allowed
    given: bool
    wording: str
    given_on: date | None
    revoked_on: date | None


def answer(write: Write, people: Sequence[int], kind: Allowed, given: bool) -> None:
    """These people (ids) have answered on paper whether they allow it: one step for all.

    Raises Refused if one of them is not there any more.
    """
    people = all_there(write, people)
    known = set(write.session.exec(select(Consent.person_id).where(*_of(people, kind))).all())
    today = clock.local(clock.now()).date()
    asked = value_of(write.session, WORDINGS[kind])[:WORDING_LENGTH]
    said = {"given": given, "wording": asked, "given_on": today if given else None}
    taken_back = {"given": False, "revoked_on": today}  # what and when must still be proved
    change: dict[str, Any] = said | {"revoked_on": None} if given else taken_back
    write.change(Consent, *_of(people, kind), Consent.given != given, **change)
    new = [{"person_id": p, "kind": kind, **said} for p in people if p not in known]
    write.insert_values(Consent, new)
    if len(people) == 1:
        write.tell(sentences.ANSWERED[kind, given], person=people[0])
    else:
        write.tell(sentences.MANY_ANSWERED[kind, given], n=len(people))


def revoke(write: Write, person_id: int, kinds: Collection[Allowed]) -> None:
    """She takes back what she had allowed of these: one step. Raises Refused if she is gone."""
    people = all_there(write, [person_id])
    today = clock.local(clock.now()).date()
    its: Any = col(Consent.kind).in_(sorted(kinds))
    write.change(
        Consent,
        *_of(people, None),
        its,
        col(Consent.given).is_(True),
        given=False,
        revoked_on=today,
    )
    if len(kinds) == 1:
        write.tell(sentences.ANSWERED[next(iter(kinds)), False], person=person_id)
    else:
        write.tell(sentences.REVOKED, person=person_id)


def given(session: Session, people: Collection[int]) -> tuple[Given, ...]:
    """All answers of these persons (ids), with wording and dates."""
    rows = session.exec(
        select(Consent)
        .where(col(Consent.person_id).in_(sorted(people)))
        .order_by(col(Consent.kind), col(Consent.id))
    )
    return tuple(
        Given(Allowed(row.kind), row.given, row.wording, row.given_on, row.revoked_on)
        for row in rows
    )


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


def _of(people: Sequence[int], kind: Allowed | None) -> tuple[bool, ...]:
    hers: Any = col(Consent.person_id).in_(people)
    return (hers,) if kind is None else (hers, Consent.kind == kind)
