"""The use cases of a person's name."""

from __future__ import annotations

from ..core.errors import Refused
from ..core.language import _
from ..core.text import clean
from ..core.write import Write
from . import sentences
from .models import Person


def name(write: Write, person_id: int, name: str) -> None:
    """Correct the name, in every list at once. Raises Refused without one."""
    name = clean(name)
    if not name:
        raise Refused(_("Please write a name."))
    if not write.change(Person, Person.id == person_id, name=name):
        raise Refused(_("This person is not there any more."))
    write.tell(sentences.NAMED, person=person_id)


def spell(write: Write, person_id: int, latin: str) -> None:
    """Say how the name is written in Latin letters; an empty text takes that away."""
    latin = clean(latin)
    if not write.change(Person, Person.id == person_id, latin=latin):
        raise Refused(_("This person is not there any more."))
    write.tell(sentences.SPELT if latin else sentences.NOT_SPELT, person=person_id)
