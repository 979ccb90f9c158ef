"""The use cases of a person's name, and of who may see it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlmodel import col, select

from ..core.errors import Refused
from ..core.language import _
from ..core.text import clean
from ..core.write import Write
from . import sentences
from .known_by import checked
from .models import Person
from .public import is_known


def name(write: Write, person_id: int, name: str) -> None:
    """Correct the name, in every list at once. Raises Refused without one.

    Another name than before is one that she has not checked yet.
    """
    name = clean(name)
    if not name:
        raise Refused(_("Please write a name."))
    _uncheck(write, person_id, Person.name != name)
    _change(write, person_id, name=name)
    write.tell(sentences.NAMED, person=person_id)


def spell(write: Write, person_id: int, latin: str) -> None:
    """Say how the name is written in Latin letters; an empty text takes that away.

    Where a paper's font lacks her letters, this spelling stands there: she has to check it, too.
    """
    latin = clean(latin)
    _uncheck(write, person_id, Person.latin != latin)
    _change(write, person_id, latin=latin)
    write.tell(sentences.SPELT if latin else sentences.NOT_SPELT, person=person_id)


def tell_apart(write: Write, person_id: int, known_by: str) -> None:
    """Say what tells her from others of her name; an empty text takes that away.

    Raises Refused for anything that looks like a date.
    """
    known_by = checked(known_by)
    _change(write, person_id, known_by=known_by)
    if known_by:
        write.tell(sentences.KNOWN_BY, person=person_id, known_by=known_by)
    else:
        write.tell(sentences.NOT_KNOWN_BY, person=person_id)


def lock(write: Write, person_id: int, locked: bool) -> None:
    """Give her a privacy lock (Sperrvermerk), or take it away: others never see a locked name."""
    _change(write, person_id, locked=locked)
    write.tell(sentences.LOCKED if locked else sentences.UNLOCKED, person=person_id)


def check_name(write: Write, people: Sequence[int]) -> None:
    """These people (ids) have looked at their names on a slip and said: it is right. One step."""
    people = all_there(write, people)
    write.change(Person, col(Person.id).in_(people), name_checked=True)
    if len(people) == 1:
        write.tell(sentences.NAME_CHECKED, person=people[0])
    else:
        write.tell(sentences.NAMES_CHECKED, n=len(people))


def all_there(write: Write, people: Sequence[int]) -> tuple[int, ...]:
    """The same people (ids), each once. Raises Refused if one is not there any more."""
    people = tuple(dict.fromkeys(people))
    somebody = select(Person.id).where(col(Person.id).in_(people), is_known())
    if not people or len(write.session.exec(somebody).all()) != len(people):
        raise gone()
    return people


def gone() -> Refused:
    """Somebody took her back meanwhile, or found out who she is."""
    return Refused(_("This person is not there any more."))


def _uncheck(write: Write, person_id: int, is_other: bool) -> None:
    """What she has checked was another name, where the condition `is_other` holds."""
    write.change(Person, Person.id == person_id, is_other, name_checked=False)


def _change(write: Write, person_id: int, **values: Any) -> None:
    if not write.change(Person, Person.id == person_id, is_known(), **values):
        raise gone()
