"""The checklists of the templates, read from templates.toml and checked when they are read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from ..models import TASK_LENGTH, PledgeRole, Template
from .circles import circle

AUTHORITY_LENGTH = 80
KEY_LENGTH = 40
MOST_DAYS = 366
"""Farther from its event than a year, a task has nothing to do with it."""


class Question(StrEnum):
    """What is asked of every event; the names are those of its columns."""

    PUBLIC_GROUND = "public_ground"
    ADVERTISED = "advertised"
    ALCOHOL = "alcohol"
    MUSIC = "music"


class Usually(StrEnum):
    """Who usually does it."""

    CITIZEN = "citizen"
    INSTITUTION = "institution"


Answers = Mapping[Question, bool | None]
"""None while nobody has answered."""


@dataclass(frozen=True, slots=True)
class ItemOfList:
    """One point of a checklist."""

    key: str
    text: str
    days: int
    """Due so many days from the event; before it: negative."""
    latest: int | None
    """Nearer to the event than this it is too late, in days like `days`; None for no such limit."""
    authority: str
    answers: tuple[tuple[Question, bool], ...]
    """What has to be answered, so that it is needed."""
    after: tuple[str, ...]
    """Keys of the points that come first."""
    gates: tuple[str, ...]
    """Keys of those before whose end nobody may begin."""
    owner: Usually
    note: str

    def applies(self, answers: Answers) -> bool:
        """Whether it is needed, as far as the questions are answered."""
        return all(answers.get(question) is wanted for question, wanted in self.answers)


@dataclass(frozen=True, slots=True)
class Checklist:
    """What a template brings."""

    template: Template
    title: str
    words: tuple[str, ...]
    """What one may type for it."""
    needs: tuple[PledgeRole, ...]
    """What somebody has to give, so that it can come true."""
    items: tuple[ItemOfList, ...]
    """What is due first at the top."""


class BadTemplates(ValueError):  # noqa: N818 - a programming error, never shown
    """The file contradicts itself."""


@cache
def checklists() -> Mapping[Template, Checklist]:
    """Those of all templates. Raises BadTemplates."""
    return load(Path(__file__).with_name("templates.toml").read_text(encoding="utf-8"))


def checklist(template: Template) -> Checklist:
    """That of one template."""
    return checklists()[template]


@cache
def _items() -> Mapping[str, ItemOfList]:
    return {item.key: item for known in checklists().values() for item in known.items}


def item(key: str) -> ItemOfList | None:
    """The point with this key, of whatever checklist; None if there is none."""
    return _items().get(key)


def load(text: str) -> Mapping[Template, Checklist]:
    """The checklists that a text in TOML describes. Raises BadTemplates, which names the place."""
    import tomllib  # only who plans an event pays for it

    try:
        found = tomllib.loads(text)
        items = {key: _item(key, table) for key, table in found.pop("items").items()}
        lists = {
            Template(name): _checklist(Template(name), table, items)
            for name, table in found.pop("templates").items()
        }
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        if isinstance(error, BadTemplates):
            raise
        raise BadTemplates(f"{type(error).__name__}: {error}") from error
    _require(not found, f"unknown tables: {sorted(found)}")
    _require(set(lists) == set(Template), "a template is missing")
    used = {item.key for known in lists.values() for item in known.items}
    _require(used == set(items), f"in no template: {sorted(set(items) - used)}")
    ring = circle({key: (*item.after, *item.gates) for key, item in items.items()})
    _require(not ring, f"a circle: {' -> '.join(ring)}")
    return lists


def _item(key: str, table: dict[str, Any]) -> ItemOfList:
    rest = dict(table)
    made = ItemOfList(
        key=key,
        text=rest.pop("text"),
        days=rest.pop("days"),
        latest=rest.pop("latest", None),
        authority=rest.pop("authority", ""),
        answers=tuple((Question(name), wanted) for name, wanted in rest.pop("if", {}).items()),
        after=tuple(rest.pop("after", ())),
        gates=tuple(rest.pop("not_before", ())),
        owner=Usually(rest.pop("owner", Usually.CITIZEN)),
        note=rest.pop("note", ""),
    )
    _require(not rest, f"{key}: unknown {sorted(rest)}")
    _require(0 < len(key) <= KEY_LENGTH, f"{key}: the key is too long")
    _require(0 < len(made.text) <= TASK_LENGTH, f"{key}: text")
    _require(len(made.authority) <= AUTHORITY_LENGTH, f"{key}: authority")
    _require(isinstance(made.days, int) and abs(made.days) <= MOST_DAYS, f"{key}: days")
    _require(made.latest is None or made.days <= made.latest, f"{key}: latest is before days")
    _require(all(isinstance(wanted, bool) for _name, wanted in made.answers), f"{key}: if")
    return made


def _checklist(
    template: Template, table: dict[str, Any], items: Mapping[str, ItemOfList]
) -> Checklist:
    rest = dict(table)
    keys = rest.pop("items")
    known = Checklist(
        template=template,
        title=rest.pop("title"),
        words=tuple(rest.pop("words")),
        needs=tuple(PledgeRole(role) for role in rest.pop("needs")),
        items=tuple(sorted((items[key] for key in keys), key=lambda item: item.days)),
    )
    _require(not rest, f"{template}: unknown {sorted(rest)}")
    _require(len(set(keys)) == len(keys), f"{template}: an item twice")
    for item in known.items:
        for key in (*item.after, *item.gates):
            _require(key in items, f"{item.key}: there is no item {key}")
            _require(items[key].days <= item.days, f"{item.key} is due before {key}")
    return known


def _require(holds: bool, otherwise: str) -> None:
    if not holds:
        raise BadTemplates(otherwise)
