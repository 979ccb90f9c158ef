"""Events with their partners; who types at a laptop; pictograms of options."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    _who_types_and_pictograms()


def downgrade() -> None:
    op.drop_column("poll_option", "pictogram")
    op.drop_column("journal_entry", "by")


def _who_types_and_pictograms() -> None:
    blank = sa.text("''")
    op.add_column(
        "journal_entry", sa.Column("by", sa.String(length=40), nullable=False, server_default=blank)
    )
    op.add_column(
        "poll_option",
        sa.Column("pictogram", sa.String(length=20), nullable=False, server_default=blank),
    )
