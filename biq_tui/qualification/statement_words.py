"""What a signed statement says, in words: a line for each thing, to compare with the paper."""

from __future__ import annotations

from datetime import date

from ..core.dates import MONTHS
from ..core.language import N_, _
from ..core.text import clean
from .statement import Statement

_KINDS = {
    "certificate": N_("certificate"),
    "attendance": N_("confirmation of attendance"),
}
_MOST_LETTERS = 400


def said(statement: Statement) -> tuple[str, ...]:
    """Everything that was certified, nothing left out. Harmless whoever signed it."""
    rule = statement.rule or _("none")
    lines = [
        (_("Number"), statement.number),
        (_("Paper"), _kind(statement.kind)),
        (_("About"), _scope(statement.scope)),
        (_("Name"), statement.name),
        (_("Course"), f"{statement.course} ({statement.curriculum})"),
        (_("Course run"), statement.run),
        (_("From"), _day(statement.first)),
        (_("Until"), _day(statement.last)),
        (_("Units"), _units(statement)),
        (_("Blocks"), ", ".join(map(str, statement.blocks)) or _("none")),
        (_("Rule"), rule),
        (_("Place"), statement.place),
        (_("Issued on"), _day(statement.issued_on)),
        (_("Signed by"), " · ".join(statement.signers) or _("nobody")),
    ]
    if statement.replaces:
        lines.append((_("Replaces"), statement.replaces))
    return tuple(f"{what}: {clean(value, _MOST_LETTERS)}" for what, value in lines)


def _kind(kind: str) -> str:
    return _(_KINDS[kind]) if kind in _KINDS else kind


def _scope(scope: str) -> str:
    what, _blank, number = scope.partition(" ")
    if scope == "course":
        return _("the whole course")
    if what == "module":
        return _("module {number}").replace("{number}", number)
    if what == "block":
        return _("Block {number}").replace("{number}", number)
    return scope


def _units(statement: Statement) -> str:
    return _("{units} of {all} UE").format(units=statement.units, all=statement.of_units)


def _day(day: date) -> str:
    return _("{day} {month} {year}").format(
        day=day.day, month=_(MONTHS[day.month - 1]), year=day.year
    )
