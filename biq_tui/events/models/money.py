"""What an event costs, and who pays."""

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, UniqueConstraint
from sqlmodel import Field

from ...core.tables import Record, one_of
from .states import MOST_CENTS, WHAT_LENGTH, Grant, Payer


class BudgetLine(Record, table=True):
    """One line of an event's money, in cents."""

    __tablename__ = "budget_line"
    __table_args__ = (
        UniqueConstraint("event_id", "number"),
        ForeignKeyConstraint(
            ["partner_id", "event_id"], ["event_partner.id", "event_partner.event_id"]
        ),
        CheckConstraint("number >= 1", name="number_positive"),
        CheckConstraint("what <> ''", name="what_given"),
        *(
            CheckConstraint(
                f"{column} >= 0 AND {column} <= {MOST_CENTS}", name=f"{column}_possible"
            )
            for column in ("planned", "actual", "first_offer", "second_offer")
        ),
        CheckConstraint("payer = 'partner' OR partner_id IS NULL", name="partner_pays"),
        CheckConstraint("payer = 'grant' OR grant_state = ''", name="grant_pays"),
        one_of("payer", Payer),
        one_of("grant_state", Grant),
    )

    event_id: int = Field(foreign_key="event.id")
    number: int
    """In the run of its event."""
    what: str = Field(max_length=WHAT_LENGTH)
    planned: int
    actual: int | None = None
    payer: str = Field(default=Payer.NOBODY, max_length=10)
    partner_id: int | None = Field(default=None, index=True)
    grant_state: str = Field(default=Grant.NONE, max_length=10)
    first_offer: int | None = None
    second_offer: int | None = None
    is_ordered: bool = False
    has_receipt: bool = False
    """The receipt is there, and the line is closed."""
    version: int = 1
