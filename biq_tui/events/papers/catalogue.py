"""How the papers of an event are made.

Read in one go, set outside of any transaction: making them takes its time, so call from a thread.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sqlmodel import Session

from ...core.database import Database
from ...core.language import _, speaking
from ...papers.emojis import without_emojis
from ...papers.keeping import file_name
from ...papers.look import Look
from ...papers.typeset import Part, typeset_many
from ..after.reading import outcome_of
from . import (
    agreement,
    day_sheet,
    partner_plan,
    permit,
    phone_list,
    poster,
    report,
    role_sheets,
    running_order,
    sign_up,
    thanks,
)
from .heading import dated
from .sources import Sources, sources
from .wanted import KEYS, PARTNER, POSTER, REPORT, ROLES, Order, kind_of

_PARTS: Mapping[str, Callable[[Sources], list[Part]]] = {
    "list": sign_up.parts,
    "order": running_order.parts,
    "day": day_sheet.parts,
    "permit": permit.parts,
    "agreement": agreement.parts,
    "phones": phone_list.parts,
    "thanks": thanks.parts,
}
"""How each is made, by its key; those in `_parts` need more than the event."""


@dataclass(frozen=True, slots=True)
class Made:
    """One PDF, and what the person has to know."""

    file: str
    pdf: bytes
    count: int
    """Papers in it."""
    notices: tuple[str, ...] = ()


def make(database: Database, event_id: int, order: Order, look: Look) -> Made:
    """What is ordered as one PDF/UA-1; nothing is written. Blocks.

    Raises Refused: the event is gone, a template or a logo is broken.
    """
    with speaking("de"):
        title, parts = database.read(_ready, event_id, order)
    shown = [Part(each.template, without_emojis(each.data), each.own_sheet) for each in parts]
    paper = typeset_many(shown, title, look)
    notices = paper.notices
    if any(one.data != other.data for one, other in zip(shown, parts, strict=True)):
        notices = (*notices, _("The paper shows no emojis."))
    return Made(file_name(title), paper.pdf, len(order.keys), notices)


def _ready(session: Session, event_id: int, order: Order) -> tuple[str, list[Part]]:
    """The title, which is the file's name, and the parts, as of one moment."""
    its = sources(session, event_id)
    parts = [part for key in order.keys for part in _parts(session, its, key, order)]
    event = its.plan.event
    return " ".join(filter(None, (event.title, dated(event), _name(its, order)))), parts


def _parts(session: Session, its: Sources, key: str, order: Order) -> list[Part]:
    if key == PARTNER:
        return partner_plan.parts(its, order.partner_id)
    if key == POSTER:
        return poster.parts(its, order.languages, is_free=order.is_free)
    if key == ROLES:
        return role_sheets.parts(its, order.whose)
    if key == REPORT:
        return report.parts(its, outcome_of(session, its.plan.event.event_id))
    return _PARTS[key](its)


def _name(its: Sources, order: Order) -> str:
    if order.keys == KEYS:
        return "alle Papiere"
    for partner in its.plan.partners:
        if partner.partner_id == order.partner_id:
            return f"Plan für {partner.name}"
    titles = ", ".join(kind_of(key).title for key in order.keys)
    return " ".join(filter(None, (titles, order.whose, *order.languages)))
