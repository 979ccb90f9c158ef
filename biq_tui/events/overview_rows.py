"""The lines of Überblick: who gives what, the next steps, and what else there is to know. Pure.

On a small screen nothing is cut in two: blank lines go first, then whole lines from the bottom.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rich.cells import cell_len

from ..core.language import N_, _, ngettext
from .access import NAMES
from .after.beside import Beside, facts_beside
from .after.card import WAITS
from .after.line import is_over
from .checklist.steps import Steps, steps
from .checklist.task_words import note_of
from .helpers.words import helped_in_words, places_in_words
from .ics.words import how_to_mend, old_in_words
from .look import Look
from .models import Answer, EventState, PledgeState
from .money.balance import balance
from .money.words import sums_in_words
from .partners.carrying import carried_by
from .partners.missing import missing_sentence
from .partners.pledge_rows import Listed, listed
from .partners.roles import SIGNS
from .plan import AccessRow, Plan, TaskRow

FEWEST_ROWS = 15
"""Between the rules of a screen of 80 columns and 24 rows."""

BAR = "▇"
LONGEST_BAR = 20


STATES = {
    EventState.WISH: N_("A wish."),
    EventState.PLANNED: N_("Planned."),
    EventState.FIXED: N_("It takes place."),
    EventState.DONE: N_("It is over."),
    EventState.EVALUATED: N_("It is over, and evaluated."),
    EventState.CANCELLED: N_("Cancelled."),
}


class Sort(StrEnum):
    """What a line is, and so how it may give way."""

    HEADING = "heading"
    BLANK = "blank"
    NUMBERED = "numbered"
    FACT = "fact"


@dataclass(frozen=True, slots=True)
class Line:
    """One line: a numbered thing with a note at the right, a heading, or a fact."""

    sort: Sort
    text: str = ""
    number: int | None = None
    note: str = ""
    is_plain: bool = True
    """Not dimmed: it still needs somebody."""


def overview(
    look: Look,
    conflicts: Sequence[str],
    today: date,
    height: int,
    note_width: int,
    its_day: Beside,
) -> tuple[Line, ...]:
    """The lines that fit into `height` rows; `conflicts`: what is booked twice, a sentence each.

    `note_width`: columns for what stands at the right; `its_day`: what was counted and said.
    """
    plan = look.plan
    pledges = [_pledge(row) for row in listed(look, is_short=True)]
    its = steps(plan, today)
    tasks = [
        _task(row, plan, today, look.names_hidden, note_width) for row in (*its.overdue, *its.next)
    ]
    after = facts_beside(plan.event, its_day, today)
    facts = [*(_fact(*each) for each in after), *_facts(look, conflicts)]
    room = max(height, FEWEST_ROWS)
    is_tight = 2 + len(pledges) + len(tasks) + len(facts) + 2 > room
    most = max(room - 2 - len(facts), 4)
    pledges, tasks = _shared(pledges, tasks, most)
    lines = [*_section(_("PARTNERS"), pledges), *_section(steps_heading(its), tasks), *facts]
    if is_tight:
        return tuple(line for line in lines if line.sort is not Sort.BLANK)
    return tuple(lines)


def state_in_words(plan: Plan, width: int) -> str:
    """Geplant. Es fehlt noch: Raum (Heimstiftung, bis 2.4.), 2 Helfende, 40 Euro."""
    event = plan.event
    because = event.cancelled_because if event.state is EventState.CANCELLED else ""
    said = _(STATES[event.state])
    if because:
        said = f"{said.rstrip('.')}: {because.rstrip('.')}."
    if is_over(event) and event.state in WAITS:  # what was missing is missing no more
        day = _("Its day is over.")
        return f"{said} {day}" if event.state is not EventState.DONE else said
    lacks = missing_sentence(plan, width - cell_len(said) - 1)
    return " ".join(filter(None, [said, lacks]))


def steps_heading(its: Steps) -> str:
    """DIE NÄCHSTEN SCHRITTE, and how many there are in all."""
    in_all = ngettext("{n} task in all", "{n} tasks in all", its.total)
    heading = _("THE NEXT STEPS")
    return f"{heading}   {in_all}" if its.total else heading


def _section(heading: str, lines: Sequence[Line]) -> Iterable[Line]:
    if lines:
        yield Line(Sort.HEADING, heading)
        yield from lines
        yield Line(Sort.BLANK)


def _shared(pledges: list[Line], tasks: list[Line], most: int) -> tuple[list[Line], list[Line]]:
    """Both lists cut so that they have `most` lines together; what is left out is counted."""
    half = most // 2
    for_pledges = max(half, most - len(tasks))
    for_tasks = max(most - half, most - len(pledges))
    return _cut(pledges, for_pledges), _cut(tasks, for_tasks)


def _cut(lines: list[Line], most: int) -> list[Line]:
    if len(lines) <= most:
        return lines
    left_out = len(lines) - most + 1
    more = ngettext("… {n} more", "… {n} more", left_out)
    return [*lines[: most - 1], Line(Sort.FACT, f"      {more}", is_plain=False)]


def _pledge(row: Listed) -> Line:
    is_plain = not row.stands.startswith((SIGNS[PledgeState.PLEDGED], SIGNS[PledgeState.DECLINED]))
    stands = f"{row.stands} · {row.due}" if row.due else row.stands
    return Line(Sort.NUMBERED, f"{row.who}: {row.what}", row.number, stands, is_plain)


def _task(row: TaskRow, plan: Plan, today: date, names_hidden: bool, width: int) -> Line:
    return Line(Sort.NUMBERED, row.what, row.number, note_of(row, plan, today, names_hidden, width))


def _facts(look: Look, conflicts: Sequence[str]) -> Iterable[Line]:
    plan = look.plan
    if plan.shifts:
        is_past = is_over(plan.event)
        helped = helped_in_words(plan.shifts) if is_past else places_in_words(plan.shifts)
        yield _fact(_("HELPERS"), helped)
    if plan.money:
        yield _fact(_("MONEY"), sums_in_words(balance(plan.money, plan.pledges)))
    if plan.access:
        yield _fact(_("ACCESS"), access_in_words(plan.access))
    neighbours, institutions = carried_by(plan)
    if neighbours + institutions:
        yield _fact(_("CARRIED BY"), carried_in_words(neighbours, institutions))
    if plan.outdated:
        more = f" (+{len(plan.outdated) - 1})" if len(plan.outdated) > 1 else ""
        old = plan.outdated[0]
        mend = how_to_mend(old, look.institutions)
        yield _fact(_("CALENDAR"), f"! {old_in_words(old)}{more}  {mend}")
    if conflicts:
        more = f" (+{len(conflicts) - 1})" if len(conflicts) > 1 else ""
        yield _fact(_("AT THE SAME TIME"), f"! {conflicts[0]}{more}")


def _fact(name: str, said: str) -> Line:
    return Line(Sort.FACT, f"{name}   {said}")


def access_in_words(access: Sequence[AccessRow]) -> str:
    """Rampe ✓   WC ✓   Hörschleife: klären."""
    if all(row.answer is Answer.UNCLEAR for row in access):
        return _("nobody has looked yet")
    marks = {Answer.YES: " ✓", Answer.NO: " –", Answer.UNCLEAR: " ?"}
    return "   ".join(_(NAMES[row.feature]) + marks[row.answer] for row in access)


def carried_in_words(neighbours: int, institutions: int) -> str:
    """Nachbarn 7 ▇▇▇▇▇▇▇   Einrichtungen 4 ▇▇▇▇."""
    longest = max(neighbours, institutions, LONGEST_BAR)
    both = ((_("neighbours"), neighbours), (_("institutions"), institutions))
    return "   ".join(
        f"{name} {count} {BAR * round(count * LONGEST_BAR / longest)}" for name, count in both
    )
