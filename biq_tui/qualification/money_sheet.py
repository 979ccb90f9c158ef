"""Money and slips of a course run as the screens see them: frozen rows, as of one journal entry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from sqlalchemy import select as select_columns  # sqlmodel's knows types for 4 columns at most
from sqlmodel import Session, col, select

from ..core import journal
from ..core.settings import Setting
from ..people.consents import answers
from ..people.models import Allowed, Consent, Person
from ..people.name_index import NameIndex
from ..people.public import is_somebody
from .dues import Dues, Number, dues, next_receipt
from .models import CourseDate, Enrolment, Payment

_READ = frozenset(
    f"{table.__tablename__}" for table in (Person, Consent, Enrolment, Payment, Setting)
)
"""The tables that `money` looks at."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """Money that came in."""

    payment_id: int
    number: Number
    cents: int
    paid_on: date
    void: bool


@dataclass(frozen=True, slots=True)
class Payer:
    """Somebody who takes part, with her number, her money and her answers on paper."""

    number: int
    person_id: int
    enrolment_id: int
    name: str
    dues: Dues
    latin: str = ""
    known_by: str = ""
    receipts: tuple[Receipt, ...] = ()
    """The oldest first."""
    consents: Mapping[Allowed, bool] = field(default_factory=dict)
    """What she answered; what she was not asked is missing, and counts as no."""
    name_checked: bool = False

    @property
    def counting(self) -> tuple[Receipt, ...]:
        """Her receipts without the void ones."""
        return tuple(receipt for receipt in self.receipts if not receipt.void)


@dataclass(frozen=True, slots=True)
class Money:
    """Money and slips of a course run."""

    run_id: int
    people: tuple[Payer, ...]
    """By number."""
    next: Number
    """The next receipt's."""
    as_of: int
    by_number: Mapping[int, Payer] = field(compare=False, repr=False)
    names: NameIndex = field(compare=False, repr=False)
    """Of the numbers."""

    @property
    def paid(self) -> int:
        """What came in, in cents."""
        return sum(payer.dues.paid for payer in self.people)

    @property
    def open(self) -> int:
        """What is still open, in cents."""
        return sum(payer.dues.open for payer in self.people)


def money(session: Session, run_id: int) -> Money:
    """Read money and slips of a course run."""
    rows = session.execute(
        select_columns(
            col(Enrolment.id),
            col(Enrolment.number),
            col(Enrolment.person_id),
            col(Person.name),
            col(Person.latin),
            col(Person.known_by),
            col(Person.name_checked),
        )
        .join(Person, col(Person.id) == col(Enrolment.person_id))
        .where(col(Enrolment.run_id) == run_id, is_somebody())
        .order_by(col(Enrolment.number))
    ).all()
    owed = dues(session, [row.id for row in rows])
    given = answers(session, [row.person_id for row in rows])
    receipts = _receipts(session, run_id)
    people = tuple(
        Payer(
            number=row.number,
            person_id=row.person_id,
            enrolment_id=row.id,
            name=row.name,
            dues=owed[row.id],
            latin=row.latin,
            known_by=row.known_by,
            receipts=tuple(receipts.get(row.id, ())),
            consents=given.get(row.person_id, {}),
            name_checked=row.name_checked,
        )
        for row in rows
    )
    names = {p.number: (p.name, p.latin) if p.latin else (p.name,) for p in people}
    return Money(
        run_id=run_id,
        people=people,
        next=next_receipt(session),
        as_of=journal.last_number(session),
        by_number={payer.number: payer for payer in people},
        names=NameIndex(names),
    )


def money_now(session: Session, before: Money) -> Money:
    """`money` anew, if anything that it shows has changed since: phones change nothing here."""
    touched = journal.tables_touched_since(session, before.as_of)
    if touched & _READ:
        return money(session, before.run_id)
    return replace(before, as_of=journal.last_number(session))


def run_at(session: Session, gathering_id: int) -> int | None:
    """The course run of which this gathering is a date; None if it is no course's."""
    return session.exec(
        select(CourseDate.run_id).where(CourseDate.gathering_id == gathering_id)
    ).first()


def _receipts(session: Session, run_id: int) -> dict[int, list[Receipt]]:
    """By enrolment."""
    found: dict[int, list[Receipt]] = {}
    for payment in session.exec(
        select(Payment)
        .join(Enrolment, col(Enrolment.id) == col(Payment.enrolment_id))
        .where(Enrolment.run_id == run_id)
        .order_by(col(Payment.year), col(Payment.number))
    ):
        found.setdefault(payment.enrolment_id, []).append(
            Receipt(
                payment_id=payment.id or 0,
                number=Number(payment.year, payment.number),
                cents=payment.cents,
                paid_on=payment.paid_on,
                void=payment.void,
            )
        )
    return found
