"""Fetching people: which file, for which course, and the preview before anything is taken. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from ..core.errors import Refused
from ..core.intention import YES, Intention
from ..core.language import N_, _, ngettext
from ..core.telling import sentence
from ..core.text import clean
from ..overview import Course
from . import enrolment, roster_preview, sentences
from .roster_columns import Columns, Meaning, guess
from .roster_matching import House, Recognised, newcomers, recognise
from .roster_people import Taken, people
from .roster_places import FoundFile, dropped_path
from .roster_table import Table

GRAMMAR = (
    (N_("2 last name"), N_("Column 2 is the last name.")),
    (N_("1 first name"), N_("Column 1 is the first name.")),
    (N_("1 name"), N_("Column 1 is the whole name.")),
    (N_("3 latin"), N_("Column 3 is the name in Latin letters.")),
    (N_("3 nothing"), N_("Column 3 is not a name.")),
    (N_("row 5 new"), N_("The person in row 5 only has the same name as somebody you know.")),
    (N_("yes"), N_("Takes everybody. Ctrl+Z takes it back.")),
)

_MEANINGS = {
    **dict.fromkeys(("nachname", "familienname", "last name", "surname"), Meaning.LAST),
    **dict.fromkeys(("vorname", "first name"), Meaning.FIRST),
    **dict.fromkeys(("name", "ganzer name", "whole name"), Meaning.NAME),
    **dict.fromkeys(("lateinisch", "latin"), Meaning.LATIN),
    **dict.fromkeys(("nichts", "nothing"), Meaning.NOTHING),
}
_COLUMN = re.compile(r"(\d{1,3})\s+(\S.*)")
_ROW = re.compile(r"(?:zeile|row)\s+(\d{1,6})\s+(?:neu|new)", re.IGNORECASE)

WITHOUT_COURSE = 0
"""Stands for "people of the house", where a course is chosen."""


@dataclass(frozen=True)  # no slots: what follows from the rest is worked out once
class Preview:
    """A table as it would be taken."""

    table: Table
    columns: Columns
    house: House
    source: Path | None = None
    as_new: frozenset[int] = frozenset()

    @cached_property
    def taken(self) -> Taken:
        """The people in it, and the rows that can't be taken."""
        return people(self.table, self.columns)

    @cached_property
    def recognised(self) -> tuple[Recognised, ...]:
        """The people, with who is known."""
        return recognise(self.taken.people, self.house, self.as_new)

    @cached_property
    def told(self) -> tuple[str, ...]:
        """The preview in sentences."""
        enrolled = sum(person.enrolled for person in self.recognised)
        known = sum(p.person_id is not None and not p.enrolled for p in self.recognised)
        said = list(roster_preview.sentences(self.table, self.columns, self.taken))
        if enrolled:
            said.append(
                ngettext("{n} is on the list already.", "{n} are on the list already.", enrolled)
            )
        if known:
            said.append(ngettext("{n} is known already.", "{n} are known already.", known))
        return tuple(said)


@dataclass(frozen=True, slots=True)
class Scene:
    """What the facilitator sees when she presses a key."""

    files: tuple[FoundFile, ...] = ()
    courses: tuple[Course, ...] = ()
    run_id: int | None = None
    """The course they come into; WITHOUT_COURSE for none; None while that is open."""
    preview: Preview | None = None
    marked: int | None = None
    """Place in the list of files or courses."""
    names_hidden: bool = False


def preview(table: Table, house: House, source: Path | None) -> Preview:
    """A table as it looks at first."""
    return Preview(table, guess(table), house, source)


def read_fetch(text: str, scene: Scene) -> Intention:
    """What Enter will do with `text`."""
    try:
        if scene.run_id is None:
            return _course(text, scene)
        if scene.preview is None:
            return _file(text, scene)
        return _preview(" ".join(text.split()), scene.preview, scene.run_id, scene.names_hidden)
    except Refused as refusal:
        return Intention(refusal.sentence)


def targets(scene: Scene) -> tuple[tuple[int, str], ...]:
    """Where the people can go: each course, then "without a course"."""
    return (
        *((course.run_id, course.title) for course in scene.courses),
        (WITHOUT_COURSE, _("Without a course")),
    )


def _course(text: str, scene: Scene) -> Intention:
    words = text.casefold().split()
    found = [
        place
        for place, (_run_id, title) in enumerate(targets(scene))
        if all(word in title.casefold() for word in words)
    ]
    if not found:
        return Intention(_("Nothing is called that."))
    chosen = scene.marked if scene.marked in found else found[0]
    run_id, title = targets(scene)[chosen]
    said = _("Enter: they come into this course: {title}").format(title=title)
    if run_id == WITHOUT_COURSE:
        said = _("Enter: they come without a course.")
    return Intention(said, args=(run_id,), command="into", chosen=chosen)


def _file(text: str, scene: Scene) -> Intention:
    if text.strip():
        path = dropped_path(text)
        if path is not None:
            named = clean(path.name)
            return Intention(
                _("Enter: looks into {file}.").format(file=named), args=(path,), command="look"
            )
    words = text.casefold().split()
    found = [
        place
        for place, file in enumerate(scene.files)
        if all(word in file.name.casefold() for word in words)
    ]
    if not found:
        return Intention(
            _("Drop a file on this window, or paste names here (Ctrl+V or Ctrl+Shift+V).")
        )
    chosen = scene.marked if scene.marked in found else found[0]
    file = scene.files[chosen]
    said = _("Enter: looks into {file}. Nothing is taken yet.").format(file=file.name)
    return Intention(said, args=(file.path,), command="look", chosen=chosen)


def _preview(text: str, seen: Preview, run_id: int, names_hidden: bool) -> Intention:
    if text.casefold() in YES:
        return _taking(seen, run_id)
    if found := _ROW.fullmatch(text):
        return _as_new(int(found[1]), seen, names_hidden)
    if found := _COLUMN.fullmatch(text):
        meaning = _MEANINGS.get(found[2].casefold())
        if meaning is None:
            return Intention(_("Possible are:  last name, first name, name, latin, nothing"))
        columns = seen.columns.with_meaning(int(found[1]), meaning)
        changed = replace(seen, columns=columns)
        return Intention(_told_short(changed, names_hidden), args=(changed,), command="preview")
    if text:
        return Intention(_("Right? Type: yes      Or:  2 last name   1 name   3 nothing"))
    new = len(newcomers(seen.recognised))
    asks = _("There is nobody new on it.")
    if new:
        asks = ngettext("Take {n} person? Type: yes", "Take {n} people? Type: yes", new)
    if seen.table.width == 1:
        return Intention(asks)
    other = _("Wrong? For example:  2 last name")
    return Intention(f"{asks}      {other}")


def _taking(seen: Preview, run_id: int) -> Intention:
    new = newcomers(seen.recognised)
    if not new:
        return Intention(_("There is nobody new on it. Esc: another file"))
    if run_id == WITHOUT_COURSE:
        said = sentence(sentences.COLLECTED, len(new))
        hint = _("Enter: {sentence}").format(sentence=said)
        return Intention(hint, enrolment.collect_all, (new,), said, command="taken")
    said = sentence(sentences.FETCHED, len(new))
    hint = _("Enter: {sentence}").format(sentence=said)
    return Intention(hint, enrolment.enrol_all, (run_id, new), said, command="taken")


def _as_new(row: int, seen: Preview, names_hidden: bool) -> Intention:
    person = next((person for person in seen.recognised if person.row == row), None)
    if person is None:
        return Intention(_("There is no row {row} with a person.").format(row=row))
    if person.person_id is None:
        return Intention(_("This person is new already."))
    changed = replace(seen, as_new=seen.as_new | {row})
    said = _("Enter: {person} in row {row} is somebody else, and new.").format(
        person="…" if names_hidden else person.name, row=row
    )
    return Intention(said, args=(changed,), command="preview")


def _told_short(changed: Preview, names_hidden: bool) -> str:
    first = ", ".join(person.name for person in changed.taken.people[:2])
    count = ngettext("{n} person", "{n} people", len(changed.taken.people))
    if names_hidden:
        return _("Enter: {sentence}").format(sentence=count)
    return _("Enter: {count}: {names} …").format(count=count, names=first)
