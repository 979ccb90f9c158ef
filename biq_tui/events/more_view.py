"""What Mehr shows, as rows of text: a heading, and one line each."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ..core.dates import day_words
from ..core.language import _, ngettext
from ..overview import NAMES_WEEKS
from .access import NAMES, is_stale, said
from .access_text import access_text
from .after.beside import names_in_words
from .checklist.templates import checklist
from .conflicts.found import Conflict
from .conflicts.words import sentence_of, time_span
from .ics.words import old_in_words
from .models import Answer
from .more_line import letter_of
from .papers.wanted import KINDS
from .plan import AccessRow, Plan
from .wishes import origins, receipts

HEAD = 15
"""Columns of the headings."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row: its text, which conflict it belongs to, and how it stands."""

    text: str
    place: int | None = None
    is_dim: bool = False


def lines_of(
    plan: Plan,
    conflicts: tuple[Conflict, ...],
    today: date,
    width: int,
    names_hidden: bool = False,
    names_weeks: int = NAMES_WEEKS,
) -> tuple[Line, ...]:
    """Everything, top to bottom. `width`: columns of a row; `names_weeks`: after which names go."""
    blocks = (
        _conflicts(plan, conflicts, width, names_hidden),
        _access(plan, today, width, names_hidden),
        _needs(plan, width),
        _around(plan, width),
        _papers(width),
        _calendar(plan, width),
        _template(plan, width),
        _from(plan, width, names_hidden),
        _names(plan, width, names_weeks, today),
        _invitation(plan, width),
    )
    return tuple(line for block in blocks for line in block)


def _conflicts(
    plan: Plan, conflicts: tuple[Conflict, ...], width: int, names_hidden: bool
) -> Iterator[Line]:
    if not conflicts:
        nothing = (
            _("Nothing is booked twice.") if plan.event.starts_at else _("There is no day yet.")
        )
        yield from _block(_("TWICE"), nothing, width)
        return
    for place, conflict in enumerate(conflicts):
        mark = "!" if conflict.counts else "✓" if conflict.accepted else " "
        text = sentence_of(conflict, plan.event, names_hidden)
        if conflict.accepted:
            text += "  " + _("All right: {reason}").format(reason=conflict.accepted)
        heading = _("TWICE") if place == 0 else ""
        head = f"{letter_of(place) or ' '} {mark} "
        yield from _block(heading, head + text, width, place, len(head), not conflict.counts)


def _access(plan: Plan, today: date, width: int, names_hidden: bool) -> Iterator[Line]:
    if not plan.access:
        yield from _block(_("ACCESS"), _("There is no place yet:  place neighbours' house"), width)
        return
    known = [row for row in plan.access if row.answer is not Answer.UNCLEAR]
    unclear = [row for row in plan.access if row.answer is Answer.UNCLEAR]
    facts = [_fact(row) for row in known]
    if unclear:
        names = ", ".join(_(NAMES[row.feature]) for row in unclear)
        facts.append(_("to be found out: {names}").format(names=names))
    if plan.venue_is_shared:
        facts.append(_("several events at once are fine"))
    yield from _block(_("ACCESS"), f"{plan.event.venue}: {' · '.join(facts)}", width)
    if checked := _checked(known, today, names_hidden):
        yield from _block("", checked, width, is_dim=True)


def _fact(row: AccessRow) -> str:
    """ "Tür ja (90 cm)"."""
    fact = said(row.feature, row.answer)
    return f"{fact} ({row.note})" if row.note else fact


def _checked(rows: list[AccessRow], today: date, names_hidden: bool) -> str:
    """When somebody looked last, who, and whether that is long ago."""
    looked = [row for row in rows if row.checked_on is not None]
    if not looked:
        return ""
    oldest = min(looked, key=lambda row: row.checked_on or today)
    assert oldest.checked_on is not None
    day = day_words(oldest.checked_on)
    by = f" ({oldest.checked_by})" if oldest.checked_by and not names_hidden else ""
    if is_stale(oldest, today):
        return _("! Looked at on {day}{by}. That is long ago: please look again.").format(
            day=day, by=by
        )
    return _("Looked at on {day}{by}.").format(day=day, by=by)


def _needs(plan: Plan, width: int) -> Iterator[Line]:
    needs = " · ".join(f"{need.people} × {need.what}" for need in plan.needs)
    yield from _block(_("NEEDED"), needs or _("Nobody has said anything yet."), width)


def _around(plan: Plan, width: int) -> Iterator[Line]:
    event = plan.event
    parts = [
        ngettext("{n} minute before", "{n} minutes before", event.setup_minutes),
        ngettext("{n} minute after", "{n} minutes after", event.teardown_minutes),
    ]
    text = ", ".join(parts)
    if plan.needed_from is not None and plan.needed_until is not None:
        text += f": {time_span(plan.needed_from, plan.needed_until)}"
    yield from _block(_("SETTING UP"), text, width)


def _template(plan: Plan, width: int) -> Iterator[Line]:
    """What sort of event it is, and how it is made once more."""
    title = checklist(plan.event.template).title
    again = _("Once more:  copy 12.6.2028   series 4 weekly")
    if plan.event.series_id is not None:
        again = _("It is one of a series.")
    yield from _block(_("TEMPLATE"), f"{title}.  {again}", width)


def _papers(width: int) -> Iterator[Line]:
    """What can be printed, by the words that are typed for it."""
    names = " · ".join(_(kind.name) for kind in KINDS)
    yield from _block(_("PAPERS"), f"{names}.  " + _("Like this:  print poster"), width)


def _calendar(plan: Plan, width: int) -> Iterator[Line]:
    """How the date comes into calendars outside, and who has an old one."""
    how = _("As a file:  calendar   For one partner:  calendar heim   For phones:  calendar qr")
    yield from _block(_("CALENDAR"), how, width)
    for old in plan.outdated:
        yield from _block("", f"! {old_in_words(old)}", width)


def _from(plan: Plan, width: int, names_hidden: bool) -> Iterator[Line]:
    """Which wishes and ideas it comes from, and what those who had them may be told."""
    for number, line in enumerate(origins(plan, names_hidden)):
        indent = len(line) - len(line.lstrip())
        yield from _block("" if number else _("COMES FROM"), line, width, indent=indent)
    for number, told in enumerate(receipts(plan)):
        yield from _block("" if number else _("TO BE TOLD"), told, width, is_dim=True)


def _names(plan: Plan, width: int, after_weeks: int, today: date) -> Iterator[Line]:
    """When the names of those who help are deleted; how, once it is time."""
    if said := names_in_words(plan.event, after_weeks, today):
        yield from _block(_("NAMES"), said, width)


def _invitation(plan: Plan, width: int) -> Iterator[Line]:
    """What an invitation says about access, to be copied."""
    if text := access_text(plan):
        yield from _block(_("INVITATION"), text, width, is_dim=True)


def _block(
    heading: str,
    text: str,
    width: int,
    place: int | None = None,
    indent: int = 0,
    is_dim: bool = False,
) -> Iterator[Line]:
    """A heading and its text; what does not fit into the row goes on below it."""
    rows = textwrap.wrap(
        text, max(width - HEAD, 20), subsequent_indent=" " * indent, break_long_words=True
    )
    for number, row in enumerate(rows or [""]):
        head = heading if number == 0 else ""
        yield Line(f"{head:<{HEAD}}{row}", place, is_dim=is_dim)
