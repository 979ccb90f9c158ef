"""What happened, in sentences: the journal's message ids, their words and the names they refer to.

Every pillar adds its own (`add_sentences`). The hint under the line and the journal use the same
templates, so what the hint says is what the journal says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from . import journal
from .errors import Refused
from .journal import Actor, Head
from .language import N_, _
from .tables import Record
from .write import NotUndoable, StandsInTheWay, Write

Template = str | Callable[[int], str]
"""A text with {placeholders}, or one made for a count, which the entry's `n` says."""

_PEOPLE = frozenset({"person", "arrival"})
"""The placeholders that stand for somebody; all others stand for a thing."""

_UNKNOWN = N_("Something was changed.")
"""What a newer program on the same database did."""

_templates: dict[str, Template] = {}
_referred: dict[str, tuple[type[Record], str]] = {}
_discreet: set[str] = set()


def add_sentences(templates: Mapping[str, Template], **referred: tuple[type[Record], str]) -> None:
    """Make message ids known; `referred`: of which rows a placeholder's ids are, and which column
    holds the name."""
    _templates.update(templates)
    _referred.update(referred)


def keep_discreet(messages: Iterable[str]) -> None:
    """What these tell is said only where it was done: who looks at a list must not read it."""
    _discreet.update(messages)


@dataclass(frozen=True, slots=True)
class Happened:
    """One line of "Was war"."""

    number: int
    at: datetime
    actor: Actor
    sentence: str
    undoable: bool
    undone: bool
    discreet: bool = False
    """Said only where it was done (`keep_discreet`)."""
    by: str = ""
    """Who typed it, as she said: no part of the sentence."""


def sentence(message: str, n: int = 0, /, **names: str) -> str:
    """The sentence of a message id, in the language in force, with names and count filled in."""
    template = _templates.get(message, _UNKNOWN)
    text = _(template) if isinstance(template, str) else template(n)
    return text.format(n=n, **names)


def told(session: Session, heads: Iterable[Head]) -> tuple[Happened, ...]:
    """The entries in sentences; an undo is told as what it took back."""
    entries = [(head, _original(session, head)) for head in heads]
    names = {
        key: _names(session, *column, {original.refs.get(key) for _head, original in entries})
        for key, column in _referred.items()
    }
    lines = []
    for head, original in entries:
        filled = {key: value for key, value in original.refs.items() if isinstance(value, str)}
        for key, known in names.items():
            filled[key] = known.get(original.refs.get(key)) or _gone(key)
        said = sentence(original.message, original.refs.get("n", 0), **filled)
        lines.append(
            Happened(
                number=head.number,
                at=head.at,
                actor=head.actor,
                sentence=said if head is original else taken_back(said),
                undoable=head.undoable,
                undone=head.undone,
                discreet=original.message in _discreet,
                by=head.by,
            )
        )
    return tuple(lines)


def last_step(session: Session, station: str, place: str, discreet: bool = True) -> Happened | None:
    """The facilitator's newest step at this laptop and place that is not taken back yet.

    Without what is kept `discreet`, if that is not to be told.
    """
    step = journal.last_step(session, station, place, () if discreet else _discreet)
    return next(iter(told(session, [step] if step else [])), None)


def last_event(session: Session, place: str, discreet: bool = True) -> Happened | None:
    """What happened last at a place; without what is kept `discreet`, if that is not to be told."""
    latest = journal.last_entry(session, place, () if discreet else _discreet)
    return next(iter(told(session, [latest] if latest else [])), None)


def happened(session: Session, place: str) -> tuple[Happened, ...]:
    """Everything that happened at a place, oldest first; but what is kept discreet."""
    entries = journal.heads(session, place=place)
    lines = told(session, [entry for entry in entries if entry.undo_of is None])
    return tuple(line for line in lines if not line.discreet)


def taken_back(said: str) -> str:
    """What an undo did, from the sentence of what it took back."""
    return _("Taken back: {sentence}").format(sentence=said)


def take_back(write: Write, number: int) -> None:
    """Undo entry `number`. Raises Refused with what stands in the way."""
    try:
        write.undo(number)
    except NotUndoable as error:
        raise Refused(_("This can't be taken back.")) from error
    except StandsInTheWay as error:
        later = journal.touching_since(write.session, number, error.rows)
        said = [line.sentence for line in told(write.session, later)]
        raise Refused(
            _("First take back what came later: {sentence}").format(
                sentence=said[-1] if said else _("somebody else has changed it.")
            )
        ) from error


def _original(session: Session, head: Head) -> Head:
    return head if head.undo_of is None else journal.head(session, head.undo_of)


def _gone(key: str) -> str:
    """Her row, or its row, was taken back."""
    return _("Somebody") if key in _PEOPLE else "…"


def _names(
    session: Session, model: type[Any], column: str, ids: set[int | None]
) -> dict[int | None, str]:
    known = sorted(id for id in ids if id is not None)
    if not known:
        return {}
    rows = session.exec(select(model.id, getattr(model, column)).where(col(model.id).in_(known)))
    return dict(rows.all())
