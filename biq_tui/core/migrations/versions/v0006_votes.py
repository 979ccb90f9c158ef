"""Votes: polls, their options, counted hands, and the urn."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    _public()
    _urn()


def downgrade() -> None:
    for table in ("ballot", "voter_roll", "ticket", "hand_count", "poll_option", "poll"):
        op.drop_table(table)


def _public() -> None:
    _table(
        "poll",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("earlier_id", sa.Integer(), nullable=True),
        sa.Column("question", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("channel", sa.String(length=10), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("electorate", sa.Integer(), nullable=False),
        sa.Column("abstained", sa.Integer(), nullable=False),
        sa.Column("most", sa.Integer(), nullable=False),
        sa.Column("per_option", sa.Integer(), nullable=False),
        sa.Column("budget", sa.Integer(), nullable=True),
        sa.Column("with_tickets", sa.Boolean(), nullable=False),
        sa.Column("tie_rule", sa.String(length=10), nullable=False),
        sa.Column("seed", sa.String(length=32), nullable=False),
        sa.Column("objection", sa.String(length=200), nullable=False),
        sa.Column("closed_at", UTCDateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("question <> ''", name=op.f("ck_poll_question_given")),
        sa.CheckConstraint("number >= 1 AND round >= 1", name=op.f("ck_poll_numbers_positive")),
        sa.CheckConstraint(
            "electorate >= 0 AND abstained >= 0", name=op.f("ck_poll_people_positive")
        ),
        sa.CheckConstraint("abstained <= electorate", name=op.f("ck_poll_abstained_in_the_room")),
        sa.CheckConstraint("most > 0 AND per_option > 0", name=op.f("ck_poll_limits_positive")),
        sa.CheckConstraint(
            "(state = 'closed') = (closed_at IS NOT NULL)", name=op.f("ck_poll_closed_at_a_time")
        ),
        _one_of(
            "poll",
            "kind",
            "single",
            "approval",
            "dots",
            "score",
            "consensing",
            "ranking",
            "budget",
        ),
        _one_of("poll", "channel", "hands", "paper", "phones", "mixed"),
        _one_of("poll", "state", "ready", "open", "closed"),
        _one_of("poll", "tie_rule", "talk", "run_off", "lot"),
        sa.UniqueConstraint("meeting_id", "number", name=op.f("uq_poll_meeting_id_number")),
        refers={"meeting_id": "meeting", "earlier_id": "poll"},
    )
    op.create_index(op.f("ix_poll_earlier_id"), "poll", ["earlier_id"])
    op.create_index(
        op.f("ix_poll_one_open"),
        "poll",
        ["meeting_id"],
        unique=True,
        sqlite_where=sa.text("state = 'open'"),
        postgresql_where=sa.text("state = 'open'"),
    )
    _table(
        "poll_option",
        sa.Column("poll_id", sa.Integer(), nullable=False),
        sa.Column("letter", sa.String(length=1), nullable=False),
        sa.Column("wording", sa.String(length=200), nullable=False),
        sa.Column("idea_id", sa.Integer(), nullable=True),
        sa.Column("is_status_quo", sa.Boolean(), nullable=False),
        sa.Column("cost", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("wording <> ''", name=op.f("ck_poll_option_wording_given")),
        sa.CheckConstraint(
            "letter >= 'a' AND letter <= 'z'", name=op.f("ck_poll_option_letter_of_the_alphabet")
        ),
        sa.CheckConstraint("cost >= 0", name=op.f("ck_poll_option_cost_positive")),
        sa.UniqueConstraint("poll_id", "letter", name=op.f("uq_poll_option_poll_id_letter")),
        refers={"poll_id": "poll", "idea_id": "idea"},
    )
    op.create_index(op.f("ix_poll_option_idea_id"), "poll_option", ["idea_id"])
    _table(
        "hand_count",
        sa.Column("option_id", sa.Integer(), nullable=False),
        sa.Column("grade", sa.Integer(), nullable=False),
        sa.Column("hands", sa.Integer(), nullable=False),
        sa.Column("is_final", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("hands >= 0", name=op.f("ck_hand_count_hands_positive")),
        sa.CheckConstraint("grade >= 1", name=op.f("ck_hand_count_grade_positive")),
        sa.UniqueConstraint("option_id", "grade", name=op.f("uq_hand_count_option_id_grade")),
        refers={"option_id": "poll_option"},
    )


def _urn() -> None:
    op.create_table(
        "ticket",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("is_void", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_ticket_meeting_id_meeting")
        ),
        sa.PrimaryKeyConstraint("meeting_id", "number", name=op.f("pk_ticket")),
        sa.UniqueConstraint("meeting_id", "digest", name=op.f("uq_ticket_meeting_id_digest")),
    )
    # Without a number of their own: it would tell in which order rows came.
    op.create_table(
        "voter_roll",
        sa.Column("poll_id", sa.Integer(), nullable=False),
        sa.Column("mark", sa.String(length=64), nullable=False),
        sa.Column("form", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["poll_id"], ["poll.id"], name=op.f("fk_voter_roll_poll_id_poll")),
        sa.PrimaryKeyConstraint("poll_id", "mark", name=op.f("pk_voter_roll")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "ballot",
        sa.Column("poll_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("marks", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["poll_id"], ["poll.id"], name=op.f("fk_ballot_poll_id_poll")),
        sa.PrimaryKeyConstraint("poll_id", "key", name=op.f("pk_ballot")),
        sqlite_with_rowid=False,
    )


def _one_of(table: str, column: str, *choices: str) -> sa.CheckConstraint:
    listed = ", ".join(f"'{choice}'" for choice in choices)
    return sa.CheckConstraint(f"{column} IN ({listed})", name=op.f(f"ck_{table}_{column}_known"))


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
