"""What an event lacks, in words: "Raum (Heimstiftung, bis 2.4.)", "2 Helfende", "40 Euro". Pure.

On plain rows, so that one event, the calendar of a year and Heute say the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from ...core.amounts import euros
from ...core.language import _, ngettext
from ...people.organisations import short_name
from ..models import PledgeRole, PledgeState
from .gifts import thing_words, words_of

_LONGEST_CONDITION = 40


@dataclass(frozen=True, slots=True)
class Wanted:
    """A pledge, as far as it says what is missing."""

    role: PledgeRole
    what: str
    cents: int | None
    state: PledgeState
    condition: str
    due: date | None
    institution: str
    """Its name; "" for neighbours, who are not named where all can read, and for nobody."""


@dataclass(frozen=True, slots=True)
class Lacks:
    """What is known of an event's needs."""

    pledges: Sequence[Wanted] = ()
    """By number."""
    helpers: int = 0
    """So many are missing."""
    gap: int | None = None
    """Cents that nobody pays yet; None if nothing is planned."""
    gates: Sequence[str] = ()
    """Tasks that should be done, and before which others may not begin."""
    outdated: Sequence[str] = ()
    """Institutions with an old version of its date."""


def in_words(lacks: Lacks, day: date, *, is_short: bool = False) -> tuple[str, ...]:
    """What is missing on this day, in words; `is_short`: without whom it waits for."""
    groups = [(_what(group[0]), group) for group in _unmet(lacks.pledges)]
    things = [what if is_short else _with_notes(what, group, day) for what, group in groups]
    if lacks.helpers:
        things.append(ngettext("{n} helper", "{n} helpers", lacks.helpers))
    money, asked = _money(lacks)
    if money:
        things.append(money if is_short else _with_notes(money, asked, day))
    things += [_("{task} (too late)").format(task=task) for task in lacks.gates]
    if lacks.outdated:
        names = ", ".join(map(short_name, lacks.outdated))
        things.append(_("the new version for {names}").format(names=names))
    return tuple(things)


def waits_for(
    institution: str, state: PledgeState, condition: str, due: date | None, day: date
) -> str:
    """Whom an answer is awaited from, and until when: "Heimstiftung, bis 2.4."; "" for nobody."""
    facts = [short_name(institution)] if institution else []
    if is_late(state, due, day):
        facts.append(_("no answer"))
    if due is not None and due >= day:
        facts.append(_("by {day}").format(day=f"{due.day}.{due.month}."))
    elif state is PledgeState.PLEDGED_IF:
        cut = condition[:_LONGEST_CONDITION]
        facts.append(_("if {condition}").format(condition=cut + "…" * (cut != condition)))
    return ", ".join(facts)


def is_late(state: PledgeState, due: date | None, day: date) -> bool:
    """Whether nobody answered, or not by the day by which an answer was needed."""
    is_past = due is not None and due < day
    return state is PledgeState.NO_ANSWER or (state is PledgeState.ASKED and is_past)


def _unmet(pledges: Iterable[Wanted]) -> list[list[Wanted]]:
    """What is the same of one role, together, where nobody has pledged it."""
    rows = [row for row in pledges if row.role is not PledgeRole.MONEY]
    groups: dict[tuple[PledgeRole, frozenset[str]], list[Wanted]] = {}
    for row in rows:
        groups.setdefault((row.role, words_of(row.role, row.what)), []).append(row)
    pledged = [row for row in rows if row.state is PledgeState.PLEDGED]
    return [
        group
        for (role, words), group in groups.items()
        if not any(_meets(row, role, words) for row in pledged) and not _is_a_no(group, role, words)
    ]


def _meets(row: Wanted, role: PledgeRole, words: frozenset[str]) -> bool:
    """Whether a pledge gives what is needed: with more than a room, a room is there, too."""
    given = words_of(row.role, row.what)
    if role is PledgeRole.OWN and not words:
        return row.role is role and not given
    return row.role is role and words <= given


def _is_a_no(group: Sequence[Wanted], role: PledgeRole, words: frozenset[str]) -> bool:
    """Who was asked for nothing certain, and says no, leaves nothing missing."""
    is_vague = role is PledgeRole.OWN and not words
    return is_vague and all(row.state is PledgeState.DECLINED for row in group)


def _what(first: Wanted) -> str:
    is_vague = first.role is PledgeRole.OWN and not words_of(first.role, first.what)
    return _("answer") if is_vague else thing_words(first.role, first.what, first.cents)


def _with_notes(what: str, group: Iterable[Wanted], day: date) -> str:
    unanswered = (PledgeState.DECLINED, PledgeState.PLEDGED)
    notes = [
        waits_for(row.institution, row.state, row.condition, row.due, day)
        for row in group
        if row.state not in unanswered
    ]
    listed = "; ".join(dict.fromkeys(note for note in notes if note))
    return f"{what} ({listed})" if listed else what


def _money(lacks: Lacks) -> tuple[str, Sequence[Wanted]]:
    """The gap of what is planned; without a plan, what was said to be needed, or asked for.

    With it, who was asked for money.
    """
    rows = [row for row in lacks.pledges if row.role is PledgeRole.MONEY]
    pledged = sum(row.cents or 0 for row in rows if row.state is PledgeState.PLEDGED)
    needed = sum(row.cents or 0 for row in rows if row.state is PledgeState.NEEDED)
    open_rows = [
        row for row in rows if row.state not in (PledgeState.PLEDGED, PledgeState.DECLINED)
    ]
    gap = needed - pledged if lacks.gap is None else lacks.gap
    if gap > 0:
        what = _("{amount} euros").format(amount=euros(gap))
    elif lacks.gap is None and not needed and not pledged and open_rows:
        what = thing_words(PledgeRole.MONEY, "", open_rows[0].cents)
    else:
        what = ""
    return what, open_rows
