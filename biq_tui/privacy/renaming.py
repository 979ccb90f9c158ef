"""Somebody has another name from now on: the old one is hidden everywhere, the journal included.

To correct a slip is another thing (`people.service.name`): that can be taken back, and the journal
keeps what was typed. A new name after a marriage, or by the SBGG (section 13: the old one may not
be disclosed), is for good.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, select

from ..attendance.models import Arrival
from ..attendance.presences import folded
from ..core import erasing
from ..core.errors import Refused
from ..core.language import _
from ..core.rows import table_of
from ..core.text import clean
from ..core.write import Write
from ..events.models import Helper
from ..meetings.models import IdeaByPhone
from ..people.models import Person
from ..people.public import BLOCKED, ERASED
from ..people.service import gone
from ..qualification.certificate_models import Certificate
from . import sentences
from .erasing import forget_papers, touched_by
from .whereabouts import ids_of, mentions, models, names_of, namesakes

_HANDLED = frozenset({"arrival", "certificate", "certificate_copy", "setting"})


@dataclass(frozen=True, slots=True)
class Renaming:
    """What a new name for good would do."""

    texts: int
    """So many texts name her by an old name; 0 where somebody else has it, too."""
    valid_papers: int
    """Certificates that count still have an old name: they are issued anew, on their tab."""


def renaming(session: Session, person_id: int, name: str) -> Renaming:
    """Look at it without doing it."""
    ids = ids_of(session, person_id)
    old = _old_names(session, ids, clean(name))
    free = not namesakes(session, ids, old)
    texts = [its for its in mentions(session, old) if its.table not in _HANDLED]
    papers = _papers(session, ids)
    wrong = [row for row in papers if row.valid and row.said.get("name") in old]
    return Renaming(len(texts) if free else 0, len(wrong))


def rename_for_good(write: Write, person_id: int, name: str) -> tuple[str, ...]:
    """She has this name, and had no other; the tables that have to forget the old ones.

    Said again with the same name, it also takes the old one from certificates that were replaced
    meanwhile. Raises Refused without a name, or if she is not there any more.
    """
    name = clean(name)
    if not name:
        raise Refused(_("Please write a name."))
    person = write.session.get(Person, person_id)
    if person is None or person.same_as is not None or person.blocked_until is not None:
        raise gone()
    ids = ids_of(write.session, person_id)
    old = _old_names(write.session, ids, name)
    is_free = not namesakes(write.session, ids, old)
    latin = person.latin if person.name == name else ""
    now = {"name": name, "latin": latin}
    write.change(Person, col(Person.id).in_(ids), Person.name != name, **now, name_checked=False)
    erasing.blank(write, Person, ids, now)
    _arrivals(write, ids, name)
    if is_free:
        _in_texts(write, old, name)
        erasing.forget_words(write, [its for its in old if " " in its], name)
    replaced = [row.id or 0 for row in _papers(write.session, ids) if not row.valid]
    if replaced:
        forget_papers(write, replaced)
    write.tell(sentences.RENAMED, undoable=False, person=person_id)
    return touched_by(write)


def _old_names(session: Session, ids: Collection[int], name: str) -> tuple[str, ...]:
    printed = {row.said.get("name", "") for row in _papers(session, ids)}
    known = {*names_of(session, ids), *printed} - {name, "", ERASED, BLOCKED}
    return tuple(sorted(known, key=lambda its: (-len(its), its)))


def _papers(session: Session, ids: Collection[int]) -> list[Certificate]:
    its = select(Certificate).where(col(Certificate.person_id).in_(sorted(ids)))
    return list(session.exec(its.order_by(col(Certificate.id))).all())


def _arrivals(write: Write, ids: Collection[int], name: str) -> None:
    """As typed then: all under the new name; of two from one phone at one date one is enough."""
    rows = write.session.exec(
        select(Arrival).where(col(Arrival.person_id).in_(sorted(ids))).order_by(col(Arrival.id))
    ).all()
    first: dict[tuple[int, str], int] = {}
    for row in rows:
        first.setdefault((row.gathering_id, row.key), row.id or 0)
    erasing.remove(write, Arrival, {row.id or 0 for row in rows} - set(first.values()))
    now = {"name": name, "folded": folded(name)}
    kept = sorted(first.values())
    write.change(Arrival, col(Arrival.id).in_(kept), **now)
    erasing.blank(write, Arrival, kept, now)


def _in_texts(write: Write, old: Collection[str], name: str) -> None:
    hidden = erasing.hiding([its for its in old if " " in its], name)
    for mention in mentions(write.session, old):
        if mention.table in _HANDLED:
            continue
        model: Any = models()[mention.table]
        row = write.session.get(model, mention.row_id)
        if row is None:
            continue
        left: dict[str, Any] = {}
        for column in mention.columns:
            text = getattr(row, column)
            said = name if text in old else hidden(text)
            longest = getattr(table_of(model).c[column].type, "length", None)
            fits = longest is None or len(said) <= longest
            left[column] = said if fits else hidden(text).replace(name, erasing.GONE)
        if model in (Helper, IdeaByPhone) and "name" in left:
            if model is Helper:
                left |= {"folded": folded(name), "key": ""}
            erasing.blank(write, model, [mention.row_id], left)
        write.change(model, model.id == mention.row_id, **left)
