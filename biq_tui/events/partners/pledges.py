"""The use cases of pledges: needed, asked, pledged, pledged if, declined, no answer.

The same thing said twice changes its row. Who typed what was called out, the journal says.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sqlmodel import col, select

from ...core.dates import day_words
from ...core.write import Write
from ...people.models import Contact
from ...people.organisations import Named
from ..models import (
    Event,
    EventPartner,
    Pledge,
    PledgeRole,
    PledgeState,
)
from ..reading import gone, next_number, today
from . import sentences
from .gifts import (
    Answer,
    Gift,
    Giver,
    Standing,
    answered,
    changes,
    details,
    merged,
    possible,
    possible_answer,
    same,
    spoken_for,
    stands_there,
    thing_words,
)
from .joining import partner_of


@dataclass(frozen=True, slots=True)
class Recorded:
    """A pledge as it is stored now: its number, and whether anything changed."""

    number: int
    changed: bool


def ask(
    write: Write,
    event_id: int,
    institution: Named,
    role: PledgeRole,
    what: str = "",
    due: date | None = None,
) -> Recorded:
    """An institution is asked for something: `heim Raum`."""
    return record(write, event_id, Giver(institution), Gift(role, what), Answer(due=due))


def need(write: Write, event_id: int, gift: Gift, due: date | None = None) -> Recorded:
    """Something is needed, and nobody was asked yet.

    Raises Refused if somebody was.
    """
    return record(write, event_id, Giver(), gift, Answer(due=due))


def record(
    write: Write,
    event_id: int,
    giver: Giver,
    gift: Gift,
    answer: Answer,
    number: int | None = None,
) -> Recorded:
    """What somebody gives, and how it stands.

    `number`: the row that is meant; None: the one of this giver and gift, a need that it meets, or
    a new one. Raises Refused for what can't be stored.
    """
    if write.session.get(Event, event_id) is None:
        raise gone()
    gift, answer = possible(gift), possible_answer(answer)
    partner = None
    if giver.institution is not None:
        partner = partner_of(write, event_id, giver.institution)
    partner_id = None if partner is None else partner.id
    rows = _rows(write, event_id)
    row = (
        same(rows, gift, partner_id, giver.person_id)
        if number is None
        else next((row for row in rows if row.number == number), None)
    )
    if number is not None and row is None:
        raise gone()
    if row is None and giver == Giver() and (there := spoken_for(rows, gift)):
        raise stands_there(there)
    its: dict[str, Any] = {"partner_id": partner_id, "person_id": giver.person_id}
    given = None if row is None or row.state == PledgeState.NEEDED else row
    if given is not None and any(getattr(given, key) != value for key, value in its.items()):
        raise gone()
    thing = merged(row, gift)
    its |= {"role": thing.role, "what": thing.what, "cents": thing.cents}
    values = {**its, **answered(row, answer, today(), giver != Giver())}
    _contact_is_theirs(write, partner, values["contact_id"])
    if row is None:
        row = write.insert(
            Pledge(event_id=event_id, number=next_number(write.session, event_id), **values)
        )
        if row is None:
            raise gone()
        has_changed = True
    else:
        has_changed = changes(row, values)
        _is_free(rows, row, values)
        write.change(Pledge, Pledge.id == row.id, **values)
    what = thing_words(thing.role, thing.what, thing.cents)
    _tell(write, values, what, answer, partner, giver.person_id)
    return Recorded(row.number, has_changed)


def answer_all(write: Write, event_id: int, numbers: Sequence[int], answer: Answer) -> None:
    """One answer to several pledges of one giver; each keeps what was not said."""
    answer = possible_answer(answer)
    rows = _numbered(write, event_id, numbers)
    partner = _partner_of(write, rows[0])
    _contact_is_theirs(write, partner, answer.contact_id)
    what = ", ".join(thing_words(row.role, row.what, row.cents) for row in rows)
    values = told_of(rows, answer, today())
    for row in rows:
        is_given = row.state != PledgeState.NEEDED
        write.change(Pledge, Pledge.id == row.id, **answered(row, answer, today(), is_given))
    if only_due(answer) and answer.due is not None:
        listed = ", ".join(f"{row.number}" for row in rows)
        write.tell(sentences.DUE, number=listed, what=what, day=day_words(answer.due))
        return
    _tell(write, values, what, answer, partner, rows[0].person_id)


def reword(write: Write, event_id: int, number: int, gift: Gift) -> None:
    """A pledge, or a need, in other words."""
    (row,) = rows = _numbered(write, event_id, [number])
    thing = possible(gift)
    values = {"role": thing.role, "what": thing.what, "cents": thing.cents}
    _is_free(_rows(write, event_id), row, {**values, "partner_id": row.partner_id})
    write.change(Pledge, Pledge.id == rows[0].id, **values)
    what = thing_words(thing.role, thing.what, thing.cents)
    write.tell(sentences.REWORDED, number=f"{number}", what=what)


def remove(write: Write, event_id: int, number: int) -> None:
    """Take out a pledge, or a need."""
    (row,) = _numbered(write, event_id, [number])
    what = thing_words(row.role, row.what, row.cents)
    write.delete(Pledge, Pledge.id == row.id)
    write.tell(sentences.PLEDGE_REMOVED, number=f"{number}", what=what)


def told_as(state: PledgeState, is_neighbour: bool) -> str:
    """The message of how a pledge stands."""
    if state is PledgeState.NEEDED:
        return sentences.NEEDED
    return (sentences.NEIGHBOUR if is_neighbour else sentences.INSTITUTION)[state]


def only_due(answer: Answer) -> bool:
    """Whether nothing was said but until when an answer is needed."""
    return answer.due is not None and answer == Answer(due=answer.due)


def told_of(rows: Sequence[Standing], answer: Answer, day: date) -> dict[str, Any]:
    """What is told of an answer: of one pledge how it stands then, of several what was said."""
    if len(rows) > 1:
        return asdict(answer)
    is_given = rows[0].state != PledgeState.NEEDED
    return answered(rows[0], answer, day, is_given)


def _rows(write: Write, event_id: int) -> Sequence[Pledge]:
    query = select(Pledge).where(Pledge.event_id == event_id).order_by(col(Pledge.number))
    return write.session.exec(query.execution_options(populate_existing=True)).all()


def _numbered(write: Write, event_id: int, numbers: Sequence[int]) -> Sequence[Pledge]:
    rows = [row for row in _rows(write, event_id) if row.number in numbers]
    if not rows or len(rows) != len(set(numbers)):
        raise gone()
    return rows


def _partner_of(write: Write, row: Pledge) -> EventPartner | None:
    return None if row.partner_id is None else write.session.get(EventPartner, row.partner_id)


def _is_free(rows: Sequence[Pledge], row: Pledge, values: dict[str, Any]) -> None:
    """Raises Refused if another row of this giver says just the same."""
    if values["partner_id"] is None:
        return
    for other in rows:
        if other.id != row.id and all(
            getattr(other, key) == values[key] for key in ("partner_id", "role", "what")
        ):
            raise stands_there(other)


def _contact_is_theirs(write: Write, partner: EventPartner | None, contact_id: int | None) -> None:
    if contact_id is None:
        return
    contact = write.session.get(Contact, contact_id)
    if contact is None or partner is None or contact.organisation_id != partner.organisation_id:
        raise gone()


def _tell(
    write: Write,
    values: dict[str, Any],
    what: str,
    answer: Answer,
    partner: EventPartner | None,
    person_id: int | None,
) -> None:
    write.tell(
        told_as(values["state"], person_id is not None),
        organisation=None if partner is None else partner.organisation_id,
        person=person_id,
        what=what,
        condition=values["condition"],
        details=details(values, today(), answer.due is not None),
    )
