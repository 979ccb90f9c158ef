"""What somebody gives, and how it stands: which row is meant, what it becomes, its words. Pure.

The line and the use cases ask here, so what the hint says is what is stored.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar

from ...core.amounts import euros
from ...core.dates import day_words
from ...core.errors import Refused
from ...core.language import _
from ...core.text import clean
from ...people.names import fold
from ...people.organisations import Named
from ..models import (
    MOST_CENTS,
    REASON_LENGTH,
    WHAT_LENGTH,
    Pledge,
    PledgeRole,
    PledgeState,
    Via,
)
from ..plan import PledgeRow
from .roles import BARE, CHANNELS, ROLES, STATES

WAITING = (PledgeState.ASKED, PledgeState.NO_ANSWER, PledgeState.PLEDGED_IF)
"""What a later answer is about."""
_DUE_COUNTS = (*WAITING, PledgeState.NEEDED)
_UNASKED: Mapping[str, Any] = {
    "state": PledgeState.NEEDED,
    "condition": "",
    "via": Via.UNSAID,
    "said_on": None,
    "contact_id": None,
}


@dataclass(frozen=True, slots=True)
class Giver:
    """Who gives: an institution, or a neighbour; neither for what nobody was asked for."""

    institution: Named | None = None
    person_id: int | None = None


@dataclass(frozen=True, slots=True)
class Gift:
    """What is given: `what` in words, "" if the role says it; `cents` of money."""

    role: PledgeRole
    what: str = ""
    cents: int | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What was said of it. What was not said stays as it is."""

    state: PledgeState | None = None
    condition: str = ""
    via: Via = Via.UNSAID
    said_on: date | None = None
    """None: today, if something was said."""
    due: date | None = None
    contact_id: int | None = None


Standing = Pledge | PledgeRow
"""A pledge, from the database or as the screen sees it."""

Row = TypeVar("Row", Pledge, PledgeRow)


def possible(gift: Gift) -> Gift:
    """The gift as it can be stored. Raises Refused for too many words or too much money."""
    what = short_enough(gift.what, WHAT_LENGTH)
    if gift.cents is not None and not 0 <= gift.cents <= MOST_CENTS:
        raise Refused(_("So much money can't be right. Please check it."))
    return Gift(gift.role, what, gift.cents)


def possible_answer(answer: Answer) -> Answer:
    """The answer as it can be stored. Raises Refused without a condition, or for a long one."""
    condition = short_enough(answer.condition, REASON_LENGTH)
    if answer.state is PledgeState.PLEDGED_IF and not condition:
        raise Refused(_("On what condition? Like this:  school tables if the janitor can"))
    return replace(answer, condition=condition)


def short_enough(text: str, most: int) -> str:
    """The text, cleaned. Raises Refused if it is longer than can be stored."""
    cleaned = clean(text, most + 1)
    if len(cleaned) > most:
        raise Refused(
            _("This is too long: {length} letters. {most} are possible.").format(
                length=len(cleaned), most=most
            )
        )
    return cleaned


def words_of(role: str, what: str) -> frozenset[str]:
    """What is compared of two things of a role: their words, in any order and spelling.

    None for what says no more than its role: any material is material. But a room is a thing of
    its own beside its keys and its power.
    """
    words = frozenset(fold(what)) if any(letter.isalnum() for letter in what) else frozenset()
    if role != PledgeRole.ROOM:
        return words
    bare = BARE[PledgeRole.ROOM]
    return frozenset(role if word in bare else word for word in words) or frozenset({role})


def same(
    rows: Iterable[Row], gift: Gift, partner_id: int | None, person_id: int | None
) -> Row | None:
    """The row that a gift is about: of this giver, else a need that it meets; None: a new one."""
    alike = [row for row in rows if row.role == gift.role]
    if partner_id is not None or person_id is not None:
        mine = [row for row in alike if (row.partner_id, row.person_id) == (partner_id, person_id)]
        if (found := _like(mine, gift)) is not None:
            return found
    needed = [row for row in alike if row.state == PledgeState.NEEDED and _is_enough(gift, row)]
    return _like(needed, gift)


def spoken_for(rows: Iterable[Row], gift: Gift) -> Row | None:
    """The row that says of a need that somebody was asked for it already; money adds up."""
    if gift.role is PledgeRole.MONEY:
        return None
    typed = words_of(gift.role, gift.what)
    found = (row for row in rows if row.role == gift.role and row.state != PledgeState.NEEDED)
    return next((row for row in found if typed <= words_of(row.role, row.what)), None)


def stands_there(row: Standing) -> Refused:
    """What is said of something that needs no second row."""
    what = thing_words(row.role, row.what, row.cents)
    return Refused(
        _("This stands there already: {number} {what}").format(number=row.number, what=what)
    )


def _like(rows: Sequence[Row], gift: Gift) -> Row | None:
    typed = words_of(gift.role, gift.what)
    equal = [row for row in rows if words_of(row.role, row.what) == typed]
    if equal:
        return equal[0]
    if gift.role is PledgeRole.OWN:  # cake and salad have nothing to do with each other
        rows = [row for row in rows if words_of(row.role, row.what) and typed]
    less = [row for row in rows if words_of(row.role, row.what) < typed]
    more = [row for row in rows if typed < words_of(row.role, row.what)]
    either = less or more
    return either[0] if len(either) == 1 else None


def _is_enough(gift: Gift, need: Standing) -> bool:
    """Twenty of forty euros that are needed leave the need as it is."""
    return need.cents is None or gift.cents is None or gift.cents >= need.cents


def merged(row: Standing | None, gift: Gift) -> Gift:
    """What the row then is: the longer words, and the money that was said last."""
    if row is None:
        return gift
    is_less = words_of(gift.role, gift.what) < words_of(row.role, row.what)
    is_same = words_of(gift.role, gift.what) == words_of(row.role, row.what)
    what = row.what if is_less or is_same else gift.what
    return Gift(gift.role, what, row.cents if gift.cents is None else gift.cents)


def answered(
    row: Standing | None, answer: Answer, today: date, is_given: bool = True
) -> dict[str, Any]:
    """The columns of a pledge after an answer; of a new one (None), or one that was needed.

    `is_given`: somebody gives it. What nobody was asked for has no answer.
    """
    due = answer.due or (None if row is None else row.due)
    if not is_given:
        return {**_UNASKED, "due": due}
    before = None if row is None or row.state == PledgeState.NEEDED else row
    state = answer.state or (PledgeState.ASKED if before is None else PledgeState(before.state))
    condition = answer.condition if answer.state is PledgeState.PLEDGED_IF else ""
    if before is not None and state == before.state and not condition:
        condition = before.condition
    is_silent = state is PledgeState.NO_ANSWER
    keeps = before is not None and (
        is_silent or (state, condition) == (before.state, before.condition)
    )
    kept, said_now = (before if keeps else None), (None if is_silent else today)
    return {
        "state": state,
        "condition": condition,
        "via": answer.via or (Via.UNSAID if kept is None else Via(kept.via)),
        "said_on": answer.said_on or (said_now if kept is None else kept.said_on),
        "contact_id": answer.contact_id or (None if kept is None else kept.contact_id),
        "due": due,
    }


def changes(row: Standing, values: dict[str, Any]) -> bool:
    """Whether something would be another."""
    return any(getattr(row, key) != value for key, value in values.items())


def thing_words(role: str, what: str, cents: int | None) -> str:
    """What is given: "Raum, Strom, WC", "Assistenz", "200 Euro für Getränke"."""
    if cents is None:
        return what or _(ROLES[PledgeRole(role)])
    amount = _("{amount} euros").format(amount=euros(cents))
    return f"{amount} · {what}" if what else amount


def state_words(state: PledgeState, condition: str) -> str:
    """How it stands, without its sign: "ja, wenn Hausmeister kann"."""
    said = _(STATES[state])
    return said.format(condition=condition) if state is PledgeState.PLEDGED_IF else said


def details(values: dict[str, Any], today: date, says_due: bool = False) -> str:
    """By which channel, when if not today, and until when: " (am Telefon, bis Fr 2.4.2027)"."""
    facts, said_on, due = [], values["said_on"], values["due"]
    is_silent = values["state"] is PledgeState.NO_ANSWER  # what was said before is old news
    if values["via"] and not is_silent:
        channel = CHANNELS[values["via"]]
        facts.append(_(channel))
    if values["contact_id"] is not None and not is_silent:
        facts.append(_("by its contact"))
    if said_on is not None and said_on != today and not is_silent:
        facts.append(_("on {day}").format(day=day_words(said_on)))
    if due is not None and (says_due or values["state"] in _DUE_COUNTS):
        facts.append(_("by {day}").format(day=day_words(due)))
    return f" ({', '.join(facts)})" if facts else ""
