"""What remains of an event; shifts in calendars; consents with wording and date; who was erased."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    _after()
    _shifts_in_calendars()
    _privacy()


def downgrade() -> None:
    for table in ("erasure", "shift_entry", "feedback", "visit_count"):
        op.drop_table(table)
    with op.batch_alter_table("consent", table_kwargs={"sqlite_autoincrement": True}) as consent:
        for column in ("wording", "given_on", "revoked_on"):
            consent.drop_column(column)
    with op.batch_alter_table("person", table_kwargs={"sqlite_autoincrement": True}) as person:
        person.drop_constraint(op.f("ck_person_blocked_with_why"), type_="check")
        person.drop_column("blocked_until")
        person.drop_column("blocked_because")
    with op.batch_alter_table("shift", table_kwargs={"sqlite_autoincrement": True}) as shift:
        shift.drop_constraint(op.f("ck_shift_helped_positive"), type_="check")
        shift.drop_column("helped")
    with op.batch_alter_table("event", table_kwargs={"sqlite_autoincrement": True}) as event:
        event.drop_constraint(op.f("ck_event_visitors_positive"), type_="check")
        event.drop_column("visitors")
        event.drop_column("tidied_on")


def _after() -> None:
    with op.batch_alter_table("event", table_kwargs={"sqlite_autoincrement": True}) as event:
        event.add_column(sa.Column("visitors", sa.Integer(), nullable=True))
        event.add_column(sa.Column("tidied_on", sa.Date(), nullable=True))
        event.create_check_constraint(op.f("ck_event_visitors_positive"), "visitors >= 0")
    with op.batch_alter_table("shift", table_kwargs={"sqlite_autoincrement": True}) as shift:
        shift.add_column(sa.Column("helped", sa.Integer(), nullable=True))
        shift.create_check_constraint(op.f("ck_shift_helped_positive"), "helped >= 0")
    _table(
        "visit_count",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("number <> 0", name=op.f("ck_visit_count_number_given")),
        refers={"event_id": "event"},
    )
    op.create_index(op.f("ix_visit_count_event_id"), "visit_count", ["event_id"])
    _table(
        "feedback",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("question", sa.String(length=10), nullable=False),
        sa.Column("text", sa.String(length=280), nullable=False),
        sa.Column("gathering_id", sa.Integer(), nullable=True),
        sa.Column("idea_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("number >= 1", name=op.f("ck_feedback_number_positive")),
        sa.CheckConstraint(
            "question IN ('good', 'bad', 'next')", name=op.f("ck_feedback_question_known")
        ),
        sa.CheckConstraint("text <> ''", name=op.f("ck_feedback_text_given")),
        sa.UniqueConstraint("event_id", "number", name=op.f("uq_feedback_event_id_number")),
        refers={"event_id": "event", "gathering_id": "gathering", "idea_id": "idea"},
    )
    op.create_index(op.f("ix_feedback_gathering_id"), "feedback", ["gathering_id"])
    op.create_index(op.f("ix_feedback_idea_id"), "feedback", ["idea_id"])


def _shifts_in_calendars() -> None:
    _table(
        "shift_entry",
        sa.Column("shift_id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=255), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("starts_at", UTCDateTime(), nullable=False),
        sa.Column("ends_at", UTCDateTime(), nullable=False),
        sa.Column("is_cancelled", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("sequence >= 0", name=op.f("ck_shift_entry_sequence_positive")),
        sa.CheckConstraint("uid <> ''", name=op.f("ck_shift_entry_uid_given")),
        sa.UniqueConstraint("shift_id", name=op.f("uq_shift_entry_shift_id")),
        sa.UniqueConstraint("uid", name=op.f("uq_shift_entry_uid")),
        refers={"shift_id": "shift"},
    )


def _privacy() -> None:
    blank = sa.text("''")
    with op.batch_alter_table("person", table_kwargs={"sqlite_autoincrement": True}) as person:
        person.add_column(sa.Column("blocked_until", sa.Date(), nullable=True))
        person.add_column(
            sa.Column(
                "blocked_because", sa.String(length=200), nullable=False, server_default=blank
            )
        )
        person.create_check_constraint(
            op.f("ck_person_blocked_with_why"), "(blocked_until IS NULL) = (blocked_because = '')"
        )
    with op.batch_alter_table("consent", table_kwargs={"sqlite_autoincrement": True}) as consent:
        consent.add_column(
            sa.Column("wording", sa.String(length=400), nullable=False, server_default=blank)
        )
        consent.add_column(sa.Column("given_on", sa.Date(), nullable=True))
        consent.add_column(sa.Column("revoked_on", sa.Date(), nullable=True))
    _table(
        "erasure",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("erased_on", sa.Date(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.UniqueConstraint("person_id", name=op.f("uq_erasure_person_id")),
        refers={},
    )


def _table(name: str, *parts: sa.schema.SchemaItem, refers: dict[str, str]) -> None:
    """A table with an id, and foreign keys from `refers`: column to table."""
    op.create_table(
        name,
        sa.Column("id", sa.Integer(), nullable=False),
        *parts,
        *(
            sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{name}_{column}_{to}"))
            for column, to in refers.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        sqlite_autoincrement=True,
    )
