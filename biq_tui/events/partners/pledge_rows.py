"""The rows of tab Partner, in words: who, what, how it stands, until when. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ...core.dates import WEEKDAYS
from ...core.language import _
from ...people.organisations import short_name
from ..look import Look
from ..models import PledgeState, Via
from ..plan import PledgeRow
from ..reading import today
from .carrying import carried_by
from .gifts import state_words, thing_words
from .lacking import is_late
from .roles import CHANNELS, SIGNS

_ANSWERED = (PledgeState.PLEDGED, PledgeState.DECLINED)


@dataclass(frozen=True, slots=True)
class Listed:
    """A pledge, or a partner from whom nothing is known yet (`number` None)."""

    number: int | None
    who: str
    what: str
    stands: str = ""
    """The sign and the words: "! gefragt, keine Antwort"."""
    due: str = ""
    """Until when an answer is needed, as long as it is: "Fr 2.4."."""


def listed(look: Look, is_short: bool) -> tuple[Listed, ...]:
    """Each giver's pledges together, in the order of their first numbers.

    `is_short`: institutions by the names that people use, and few words.
    """
    plan, day = look.plan, today()
    first: dict[tuple[int | None, int | None], int] = {}
    for row in plan.pledges:
        first.setdefault((row.partner_id, row.person_id), row.number)
    ordered = sorted(
        plan.pledges, key=lambda row: (first[row.partner_id, row.person_id], row.number)
    )
    rows = [
        Listed(
            row.number,
            _who(row, look, is_short),
            thing_words(row.role, row.what, row.cents),
            _stands(row, day, is_short),
            _due(row),
        )
        for row in ordered
    ]
    asked = {row.partner_id for row in plan.pledges}
    rows += [
        Listed(None, _called(partner.name, is_short), _("nothing is agreed yet"))
        for partner in plan.partners
        if partner.partner_id not in asked
    ]
    return tuple(rows)


def carrying(look: Look) -> tuple[str, ...]:
    """Who organises it with us, and how much neighbours and institutions carry."""
    plan = look.plan
    neighbours, institutions = carried_by(plan)
    balance = _("Who carries it?   Neighbours {neighbours} · institutions {institutions}").format(
        neighbours=neighbours, institutions=institutions
    )
    names = ", ".join(short_name(each.name) for each in plan.partners if each.is_co_organiser)
    if not names:
        return (balance,)
    with_us = _("Co-organisers:  {names}").format(names=names)
    return with_us, balance


def _called(name: str, is_short: bool) -> str:
    return short_name(name) if is_short else name


def _who(row: PledgeRow, look: Look, is_short: bool) -> str:
    if row.partner_id is not None:
        return _called(row.partner, is_short)
    if row.person_id is None:
        return _("nobody yet")
    known = None if look.people is None else look.people.of(row.person_id)
    if known is not None:
        return look.shown(known)
    return row.person.split()[0] if look.names_hidden else row.person


def _stands(row: PledgeRow, day: date, is_short: bool) -> str:
    sign, said = SIGNS[row.state], state_words(row.state, row.condition)
    if is_late(row.state, row.due, day):
        sign = SIGNS[PledgeState.NO_ANSWER]
        said = _("no answer") if is_short else _("asked, no answer")
    if row.state in _ANSWERED and row.via is not Via.UNSAID:
        channel = _(CHANNELS[row.via])
        said = f"{said} ({channel})"
    return f"{sign} {said}"


def _due(row: PledgeRow) -> str:
    if row.due is None or row.state in _ANSWERED:
        return ""
    weekday = _(WEEKDAYS[row.due.weekday()])[:2]
    return f"{weekday} {row.due.day}.{row.due.month}."
