"""What an event's papers are made from, as of one moment, and whose names may stand on them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlmodel import Session, col, select

from ...core.settings import values_of
from ...papers.house import FUNDER, GRANT_REF, LANGUAGES, PROVIDER
from ...papers.typeset import Part
from ...people.models import Person
from ...people.names import one_spelling
from ...people.organisations import Institution, institutions
from ...people.public import is_public
from ..models import PledgeState, Venue
from ..plan import HelperRow, PartnerRow, Plan, PledgeRow, ShiftRow, TaskRow
from ..reading import plan

Named = dict[str, str]
"""A name as templates read it: {"name": ..., "latin": ...}."""


@dataclass(frozen=True, slots=True)
class Sources:
    """An event, and what its papers say beside it."""

    plan: Plan
    public: Mapping[int, Named]
    """By id: who of it may stand where others look. Whoever is not here stands on no paper."""
    locked: frozenset[str]
    """Names, in one spelling, of people with a privacy lock: so nobody is called on a paper."""
    institutions: Mapping[int, Institution]
    address: str
    """Of the venue; "" if nobody has noted it."""
    provider: str
    funder: str = ""
    grant: str = ""
    """The reference of the grant."""
    languages: tuple[str, ...] = ()
    """Of the house's posters, by code."""

    def person(self, person_id: int | None, written: str = "") -> Named | None:
        """The name of somebody known, or as it was written; None if it stands on no paper."""
        if person_id is not None:
            return self.public.get(person_id)
        if not written or one_spelling(written) in self.locked:
            return None
        return {"name": written, "latin": ""}

    @property
    def place(self) -> str:
        """Where it is, with the address."""
        return ", ".join(filter(None, (self.plan.event.venue, self.address)))

    @property
    def lead(self) -> Named | None:
        """Who answers for the event."""
        return self.person(self.plan.event.person_id)

    def helpers(self, shift: ShiftRow) -> list[Named | None]:
        """Who has a place in a shift; None for somebody who stands on no paper.

        So it is for everybody after the names of an event are deleted.
        """
        named = [self._helper(row) for row in shift.helpers if not row.is_waiting]
        return named + [None] * (shift.taken - len(named))

    def giver(self, row: PledgeRow | TaskRow) -> Named | None:
        """Who gives or does something: an institution, or somebody; None for nobody to be named."""
        return _institution(row.partner) or self.person(row.person_id)

    def institution(self, partner: PartnerRow) -> Institution | None:
        """What is known of a partner beside this event."""
        return self.institutions.get(partner.organisation_id)

    def carries(self, partner: PartnerRow) -> bool:
        """Whether a partner has said that it gives something or carries the event."""
        return bool(partner.is_co_organiser) or any(
            pledge.state is PledgeState.PLEDGED for pledge in self.given_by(partner)
        )

    def given_by(self, partner: PartnerRow) -> tuple[PledgeRow, ...]:
        """What is asked of a partner or pledged by it, without what it has declined."""
        return tuple(
            pledge
            for pledge in self.plan.pledges
            if pledge.partner_id == partner.partner_id and pledge.state is not PledgeState.DECLINED
        )

    def _helper(self, row: HelperRow) -> Named | None:
        return self.person(row.person_id, row.name)


def sources(session: Session, event_id: int) -> Sources:
    """Read them. Raises Refused if there is no such event."""
    seen = plan(session, event_id, "")
    known = {each.organisation_id: each for each in institutions(session)}
    its = select(Venue.address).where(Venue.folded == one_spelling(seen.event.venue))
    house = values_of(session, (PROVIDER, FUNDER, GRANT_REF, LANGUAGES))
    locked = session.exec(select(Person.name).where(col(Person.locked))).all()
    return Sources(
        plan=seen,
        public=_public(session, _people(seen)),
        locked=frozenset(map(one_spelling, locked)),
        institutions={key: each for key, each in known.items() if key is not None},
        address=session.exec(its).first() or "",
        provider=house[PROVIDER.key],
        funder=house[FUNDER.key],
        grant=house[GRANT_REF.key],
        languages=tuple(house[LANGUAGES.key].replace(",", " ").split()),
    )


def part(template: str, data: dict[str, Any], *, own_sheet: bool = False) -> Part:
    """A paper by the name of one of our templates."""
    return Part(Path(__file__).with_name(f"{template}.typ"), data, own_sheet)


def _people(seen: Plan) -> set[int]:
    rows: Iterable[int | None] = (
        seen.event.person_id,
        *(pledge.person_id for pledge in seen.pledges),
        *(task.person_id for task in seen.tasks),
        *(helper.person_id for shift in seen.shifts for helper in shift.helpers),
    )
    return {person_id for person_id in rows if person_id is not None}


def _public(session: Session, people: set[int]) -> dict[int, Named]:
    rows = session.exec(
        select(Person.id, Person.name, Person.latin).where(
            col(Person.id).in_(sorted(people)), is_public()
        )
    )
    return {id or 0: {"name": name, "latin": latin} for id, name, latin in rows}


def _institution(name: str) -> Named | None:
    return {"name": name, "latin": ""} if name else None
