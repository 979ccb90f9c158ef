"""Who is called at the ceremony, in order, each with a paper: a frozen list for its screen."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from sqlmodel import Session, col, func, select

from ..people.models import Person
from ..people.name_index import NameIndex
from ..people.public import BLOCKED, ERASED
from .ceremony import Handover, handover
from .certificate_contents import COURSE, Said, is_renamed, said_of
from .certificate_models import Certificate, CertificateKind
from .certificates import Issued, certificates, number_said, outdated
from .passport import Passport, passports


@dataclass(frozen=True, slots=True)
class Call:
    """Somebody who takes part, with her fixed number: in its order names are called."""

    number: int
    person_id: int
    name: str
    latin: str
    known_by: str
    locked: bool
    """She has a privacy lock: whether her name is called aloud is hers to say."""
    name_checked: bool
    now: Said | None
    """What her paper would say now; None: she has no unit."""
    decided: bool
    """She gets the certificate by decision. Why stands nowhere here."""
    issued: Issued | None
    """Her valid paper about the whole course."""
    parts: tuple[Issued, ...] = ()
    """Her valid papers about blocks and modules."""
    outdated: tuple[Issued, ...] = ()
    """Those of all that would say something else by now."""

    @property
    def papers(self) -> tuple[Issued, ...]:
        """All her valid papers."""
        return (self.issued, *self.parts) if self.issued else self.parts

    @property
    def waits(self) -> bool:
        """She has something to be certified, and no paper yet."""
        is_there = self.name not in (ERASED, BLOCKED)
        return self.issued is None and self.now is not None and is_there

    @property
    def is_renamed(self) -> bool:
        """Her paper bears a name that she has no longer."""
        return any(is_renamed(self.name, self.latin, one.said) for one in self.papers)

    @property
    def is_promoted(self) -> bool:
        """She has a confirmation of attendance, and gets the certificate by decision since."""
        return (
            self.decided
            and self.issued is not None
            and self.issued.said.kind is CertificateKind.ATTENDANCE
        )

    @property
    def has_other_units(self) -> bool:
        """The list of some date was corrected since her paper was issued."""
        if self.issued is None:
            return False
        printed, now = self.issued.said, self.now
        return now is None or (now.units, now.of_units) != (printed.units, printed.of_units)


@dataclass(frozen=True, slots=True)
class Calls:
    """The ceremony of a course run."""

    run_id: int
    title: str
    held: Handover
    people: tuple[Call, ...]
    """In calling order."""
    last_number: int
    """The last running number of the year of the ceremony."""
    names: NameIndex = field(compare=False, repr=False)

    @property
    def waiting(self) -> tuple[Call, ...]:
        """Who will get a paper and has none."""
        return tuple(call for call in self.people if call.waits)

    @property
    def issued(self) -> tuple[Call, ...]:
        """Who has a paper."""
        return tuple(call for call in self.people if call.issued)

    @property
    def unchecked(self) -> tuple[Call, ...]:
        """Who waits for a paper, and has not said yet that the name is right."""
        return tuple(call for call in self.waiting if not call.name_checked)

    def numbered(self, number: int | None) -> Call | None:
        """Who has this number."""
        return next((call for call in self.people if call.number == number), None)

    def next_numbers(self, count: int) -> tuple[str, str]:
        """The first and last number of the next `count` papers."""
        year = self.held.day.year
        return (
            number_said(year, self.last_number + 1),
            number_said(year, self.last_number + count),
        )


def calls(session: Session, run_id: int) -> Calls:
    """Read the ceremony of a run. Raises Refused if the run is gone."""
    seen, held = passports(session, run_id), handover(session, run_id)
    papers: dict[int, list[Issued]] = {}
    issued = certificates(session, run_id)
    other = {old.certificate_id for old, _now in outdated(session, issued, held, seen)}
    for one in issued:
        papers.setdefault(one.person_id, []).append(one)
    marks = _marks(session, [one.person_id for one in seen.people])
    people = tuple(
        _call(one, said_of(seen, one, held), papers.get(one.person_id, []), marks, other)
        for one in seen.people
    )
    return Calls(
        run_id=run_id,
        title=seen.title,
        held=held,
        people=people,
        last_number=_last_number(session, held.day),
        names=NameIndex(
            {p.number: (p.name, p.latin) if p.latin else (p.name,) for p in seen.people}
        ),
    )


def _call(
    one: Passport,
    now: Said | None,
    papers: list[Issued],
    marks: dict[int, tuple[bool, bool]],
    other: set[int],
) -> Call:
    locked, checked = marks[one.person_id]
    return Call(
        number=one.number,
        person_id=one.person_id,
        name=one.name,
        latin=one.latin,
        known_by=one.known_by,
        locked=locked,
        name_checked=checked,
        now=now,
        decided=now is not None and bool(one.decided_because) and not now.by_rule,
        issued=next((paper for paper in papers if paper.said.scope == COURSE), None),
        parts=tuple(paper for paper in papers if paper.said.scope != COURSE),
        outdated=tuple(paper for paper in papers if paper.certificate_id in other),
    )


def _marks(session: Session, people: list[int]) -> dict[int, tuple[bool, bool]]:
    """Of each person, whether her name is locked and whether she has checked it."""
    rows = session.exec(
        select(Person.id, Person.locked, Person.name_checked)
        .where(col(Person.id).in_(people))
        .order_by(col(Person.id))
    )
    return {id or 0: (locked, checked) for id, locked, checked in rows}


def _last_number(session: Session, day: date) -> int:
    query = select(func.max(col(Certificate.number))).where(Certificate.year == day.year)
    return session.exec(query).one() or 0
