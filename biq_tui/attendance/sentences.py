"""What happened, in sentences: the journal's message ids of this pillar and their words.

The hint under the line and the journal use the same templates, so what the hint says is what the
journal says.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from ..core import journal
from ..core.journal import Actor, Head
from ..core.language import N_, _
from ..people.models import Person
from .models import Arrival

HERE = "attendance.here"
LATE = "attendance.late"
BACK = "attendance.back"
LEFT = "attendance.left"
EXCUSED = "attendance.excused"
ABSENT = "attendance.absent"
GUEST = "attendance.guest"
SAME = "attendance.same"
WAITING = "attendance.waiting"
ASIDE = "attendance.aside"
OPENED = "attendance.opened"
BEGUN = "attendance.begun"
ENDED = "attendance.ended"
REOPENED = "attendance.reopened"

TEMPLATES = {
    HERE: N_("{person} is here."),
    LATE: N_("{person} is here, but late."),
    BACK: N_("{person} is back."),
    LEFT: N_("{person} has left."),
    EXCUSED: N_("{person} has cancelled."),
    ABSENT: N_("{person} is absent."),
    GUEST: N_("{person} is here as a guest."),
    SAME: N_("“{arrival}” is {person}. {person} is already here."),
    WAITING: N_("“{arrival}” has reported by phone and is waiting for you."),
    ASIDE: N_("“{arrival}” is put aside."),
    OPENED: N_("The list is open."),
    BEGUN: N_("We have begun."),
    ENDED: N_("The evening has ended."),
    REOPENED: N_("The evening is open again."),
}


def sentence(message: str, **names: str) -> str:
    """The sentence of a message id, in the language in force, with the names filled in."""
    return _(TEMPLATES[message]).format(**names)


@dataclass(frozen=True, slots=True)
class Happened:
    """One line of "Was war"."""

    number: int
    at: datetime
    actor: Actor
    sentence: str
    undoable: bool
    undone: bool


def told(session: Session, heads: Iterable[Head]) -> tuple[Happened, ...]:
    """The entries in sentences; an undo is told as what it took back."""
    entries = [(head, _original(session, head)) for head in heads]
    refs = [original.refs for _head, original in entries]
    people = _names(session, Person, {ref.get("person") for ref in refs})
    arrivals = _names(session, Arrival, {ref.get("arrival") for ref in refs})
    gone = _("Somebody")  # taken back, so the row is no more
    lines = []
    for head, original in entries:
        said = sentence(
            original.message,
            person=people.get(original.refs.get("person"), gone),
            arrival=arrivals.get(original.refs.get("arrival"), gone),
        )
        lines.append(
            Happened(
                number=head.number,
                at=head.at,
                actor=head.actor,
                sentence=said if head is original else taken_back(said),
                undoable=head.undoable,
                undone=head.undone,
            )
        )
    return tuple(lines)


def taken_back(said: str) -> str:
    """What an undo did, from the sentence of what it took back."""
    return _("Taken back: {sentence}").format(sentence=said)


def _original(session: Session, head: Head) -> Head:
    return head if head.undo_of is None else journal.head(session, head.undo_of)


def _names(session: Session, model: type[Any], ids: set[int | None]) -> dict[int | None, str]:
    known = sorted(id for id in ids if id is not None)
    rows = session.exec(select(model.id, model.name).where(col(model.id).in_(known)))
    return dict(rows.all())
