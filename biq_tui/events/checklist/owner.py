"""Who does a task, as it is typed: a neighbour, an institution, or nobody. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from ...core.date_words import folded
from ...core.language import _
from ...people.directory import Known
from ...people.institution_names import the_one
from ...people.organisations import Institution, Named
from ...people.who import NOBODY, Unclear
from ..look import Look


@dataclass(frozen=True, slots=True)
class Owner:
    """Who does a task: a neighbour, an institution, or neither."""

    person: Known | None = None
    institution: Institution | None = None

    @property
    def named(self) -> tuple[int | None, Named | None]:
        """How a use case names both."""
        person = None if self.person is None else self.person.person_id
        return person, None if self.institution is None else self.institution.named

    @property
    def sorts(self) -> tuple[bool, bool]:
        """Whether it is a neighbour, and whether it is an institution."""
        return self.person is not None, self.institution is not None


def owner_of(part: str, look: Look) -> Owner | None:
    """Who a part means; None for nobody known. Raises Unclear."""
    if folded(part) in NOBODY:
        return Owner()
    institution = the_one(part, look.institutions)
    who = look.who(part)
    if who is None or who.person is None:
        return None if institution is None else Owner(institution=institution)
    if institution is not None:
        raise Unclear(
            _("Who is it?  {names}  Please type more of the name.").format(
                names=f"{look.shown(who.person)}, {institution.name}"
            )
        )
    if who.helpers:
        raise Unclear(_("One person does a task. Several can help on the page Helpers."))
    return Owner(who.person)
