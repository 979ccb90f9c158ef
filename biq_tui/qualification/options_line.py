"""The line of a course's tab "Mehr": a number, then the new value."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..core.errors import Refused
from ..core.intention import Intention, UseCase
from ..core.language import N_, _
from ..core.telling import sentence
from ..core.text import clean
from . import runs, sentences
from .course import Course
from .options import CHOICES, set_option

GRAMMAR = (
    (N_("4 Haus am Park"), N_("Number 4 gets this value.")),
    (N_("4 nothing"), N_("Number 4 is as at the beginning.")),
)

_NUMBER = re.compile(r"(\d{1,2})(?:\s+(.*))?", re.DOTALL)
_NOTHING = frozenset({"nichts", "nothing", "-"})


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that can be set: its number and key, what it is called, its value."""

    number: int
    key: str
    name: str
    value: str
    example: str


TITLE, LED_BY = "run.title", "run.facilitators"


def rows(seen: Course) -> tuple[Row, ...]:
    """What belongs to this course, then what holds for all courses of the house."""
    own = (
        (TITLE, _("Name of this course"), seen.title, "BIQ Huchting"),
        (LED_BY, _("Facilitators of this course"), seen.facilitators, _("Kim, Jan")),
    )
    house = (
        (choice.option.key, _(choice.name), seen.option(choice.option.key), _(choice.example))
        for choice in CHOICES
    )
    return tuple(Row(number, *row) for number, row in enumerate((*own, *house), start=1))


def read_options(text: str, seen: Course, marked: int | None) -> Intention:
    """What Enter will do with `text`. Pure."""
    text = clean(text, 1000)
    found = _NUMBER.fullmatch(text)
    number = int(found[1]) if found else marked if not text else None
    row = next((row for row in rows(seen) if row.number == number), None)
    if row is None:
        return Intention(_("First the number, then the new value. ↑↓ and Enter changes one."))
    value = (found[2] or "").strip() if found else ""
    if not value:
        if text:
            said = _("{name}:  for example  {number} {example}")
            said = said.format(name=row.name, number=row.number, example=row.example)
            return Intention(said, chosen=row.number)
        takes = _("Enter: takes “{name}” into the line, to change it.").format(name=row.name)
        args = (f"{row.number} {row.value or row.example}",)
        return Intention(takes, args=args, command="edit", chosen=row.number)
    return _setting(row, "" if value.casefold() in _NOTHING else value, seen)


def _setting(row: Row, value: str, seen: Course) -> Intention:
    if row.key == TITLE:
        said = sentence(sentences.RENAMED, run=value)
        return _act(row, said, runs.rename_run, (seen.run_id, value), said)
    if row.key == LED_BY:
        said = sentence(sentences.FACILITATORS, run=seen.title)
        return _act(row, value, runs.set_facilitators, (seen.run_id, value), said)
    choice = next(choice for choice in CHOICES if choice.option.key == row.key)
    try:
        accepted = choice.accepted(value) if value else choice.option.default
    except Refused as refusal:
        return Intention(refusal.sentence, chosen=row.number)
    shown = f"{row.name}: {accepted}"
    said = sentence(sentences.RULE if choice.set_rule else sentences.SETTING)
    return _act(row, shown, set_option, (row.key, value), said)


def _act(row: Row, shown: str, use_case: UseCase, args: tuple[object, ...], said: str) -> Intention:
    hint = _("Enter: {sentence}").format(sentence=shown)
    return Intention(hint, use_case, args, said, chosen=row.number)
