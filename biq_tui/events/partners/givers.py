"""Who gives: the institution or the neighbour with whose name a text begins. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from ...core.date_words import folded
from ...people.directory import Known
from ...people.institution_names import meant, which
from ...people.names import begins
from ...people.organisations import Institution
from ...people.who import Unclear
from ..look import Look
from ..plan import PartnerRow
from .gifts import Giver
from .roles import (
    CALLED_WORDS,
    CO_ORGANISER_WORDS,
    CONTACT_WORDS,
    DEPUTY_WORDS,
    LOGO_WORDS,
    OFFERS_WORDS,
    STATE_WORDS,
    THINGS,
)

_MOST_WORDS = 6
"""So many words of a name are looked at."""
_NO_NAMES = frozenset(
    {folded(word) for word in (*THINGS, *STATE_WORDS)}
    | CO_ORGANISER_WORDS
    | CONTACT_WORDS
    | DEPUTY_WORDS
    | LOGO_WORDS
    | OFFERS_WORDS
    | CALLED_WORDS
)
"""Words that are no second word of a name: what they say comes behind it."""


@dataclass(frozen=True, slots=True)
class Somebody:
    """Who gives."""

    institution: Institution | None = None
    person: Known | None = None

    @property
    def giver(self) -> Giver:
        """As a step names it."""
        return Giver(
            None if self.institution is None else self.institution.named,
            None if self.person is None else self.person.person_id,
        )

    def shown(self, look: Look) -> str:
        """The name, as it may be seen now."""
        if self.institution is not None:
            return self.institution.name
        return "" if self.person is None else look.shown(self.person)

    @property
    def name(self) -> str:
        """The name, as the journal says it."""
        if self.institution is not None:
            return self.institution.name
        return "" if self.person is None else self.person.name

    def at(self, look: Look) -> PartnerRow | None:
        """The institution as a partner of this event."""
        if self.institution is None or self.institution.organisation_id is None:
            return None
        known = self.institution.organisation_id
        return next((row for row in look.plan.partners if row.organisation_id == known), None)


def split_giver(
    text: str, look: Look, only_institutions: bool = False
) -> tuple[Somebody | None, str]:
    """Who a text begins with, by the longest name that fits, and the rest of it.

    Raises Unclear if more than one is meant.
    """
    words = text.split()
    for count in range(min(len(words), _MOST_WORDS), 0, -1):
        if any(folded(word).strip(",") in _NO_NAMES for word in words[1:count]):
            continue
        head = " ".join(words[:count]).rstrip(",:")
        found = _somebody(head, look, only_institutions)
        if found is not None:
            return found, " ".join(words[count:]).lstrip(",: ")
    return None, text


def _somebody(head: str, look: Look, only_institutions: bool) -> Somebody | None:
    hits = meant(head, look.institutions)
    if folded(head) in _NO_NAMES and not any(
        folded(head) in folded(hit.name).split() for hit in hits
    ):
        return None
    named = any(begins(head, hit.name) for hit in hits)
    person = None
    if not only_institutions and look.people is not None:
        try:
            person = look.person(head)
        except Unclear:
            if not named:
                raise
            raise which([*(hit.name for hit in hits), head]) from None
    if person is not None and not named:
        return Somebody(person=person)
    if len(hits) + (person is not None) > 1:
        people = [] if person is None else [look.shown(person)]
        raise which([*(hit.name for hit in hits), *people])
    if hits:
        return Somebody(hits[0])
    if not only_institutions and look.people is None:
        look.person(head)  # says that they are still being read
    return None
