"""Whom typed words mean: one person, and those who help. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..core.date_words import folded
from ..core.language import _
from .directory import Directory, Known
from .names import fold

NOBODY = frozenset({"niemand", "nobody"})
_AND = re.compile(r"\s*(?:\+|&|,|\bund\b|\band\b)\s*")
_TELLING = 3
"""From so many letters on the beginning of a name means somebody."""


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody responsible, or nobody, and who helps."""

    person: Known | None
    helpers: tuple[Known, ...] = ()


class Unclear(Exception):  # noqa: N818 - asked, no fault
    """More than one person may be meant, or the people are not read yet."""


def who_of(part: str, people: Directory | None, names_hidden: bool = False) -> Who | None:
    """Who a part means; None if it is not all people. Raises Unclear.

    `people`: everybody; None while they are not read yet.
    """
    if folded(part) in NOBODY:
        return Who(None)
    named = [person_of(name, people, names_hidden) for name in _AND.split(part)]
    found = [person for person in named if person is not None]
    if len(found) != len(named) or not found:
        return None
    first, *others = dict.fromkeys(found)
    return Who(first, tuple(others))


def person_of(typed: str, people: Directory | None, names_hidden: bool = False) -> Known | None:
    """The one person who is called so; None for nobody. Raises Unclear for more than one."""
    typed = typed.removeprefix("@").strip()
    if not typed or not any(letter.isalpha() for letter in typed):
        return None
    if people is None:
        raise Unclear(_("One moment …"))
    hits = people.meant(typed)
    if len(typed) < _TELLING:
        hits = tuple(hit for hit in hits if set(fold(typed)) <= set(fold(hit.name)))
    if not hits:
        return None
    if len(hits) > 1:
        names = [shown(hit, people, names_hidden) for hit in hits[:3]]
        more = ", …" if len(hits) > len(names) else ""
        raise Unclear(
            _("Who is it?  {names}  Please type more of the name.").format(
                names=", ".join(names) + more
            )
        )
    return hits[0]


def shown(person: Known, people: Directory | None, names_hidden: bool = False) -> str:
    """The name, with what tells her from others of her name; hidden, only its first word."""
    if names_hidden:
        return person.name.split()[0]
    return person.name if people is None else people.told_apart(person)
