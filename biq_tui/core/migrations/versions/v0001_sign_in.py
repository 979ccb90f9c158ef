"""The live sign-in: people, gatherings, arrivals and presence; the journal."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "gathering",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("venue", sa.String(length=120), nullable=False),
        sa.Column("starts_at", UTCDateTime(), nullable=False),
        sa.Column("ends_at", UTCDateTime(), nullable=False),
        sa.Column("sitting", sa.String(length=10), nullable=False),
        sa.Column("code", sa.String(length=10), nullable=False),
        sa.Column("began_at", UTCDateTime(), nullable=True),
        sa.Column("ended_at", UTCDateTime(), nullable=True),
        sa.Column("head_count", sa.Integer(), nullable=True),
        sa.Column("reopened_because", sa.String(length=200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('block', 'meeting', 'event')", name=op.f("ck_gathering_kind_known")
        ),
        sa.CheckConstraint(
            "sitting IN ('planned', 'open', 'ended')", name=op.f("ck_gathering_sitting_known")
        ),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_gathering_ends_after_start")),
        sa.CheckConstraint("head_count >= 0", name=op.f("ck_gathering_head_count_positive")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gathering")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_gathering_starts_at"), "gathering", ["starts_at"], unique=False)
    op.create_table(
        "journal_entry",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("actor", sa.String(length=20), nullable=False),
        sa.Column("station", sa.String(length=20), nullable=False),
        sa.Column("place", sa.String(length=40), nullable=False),
        sa.Column("message", sa.String(length=60), nullable=False),
        sa.Column("refs", sa.JSON(), nullable=False),
        sa.Column("undoable", sa.Boolean(), nullable=False),
        sa.Column("undo_of", sa.Integer(), nullable=True),
        sa.Column("revision", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["undo_of"],
            ["journal_entry.number"],
            name=op.f("fk_journal_entry_undo_of_journal_entry"),
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_journal_entry")),
        sa.UniqueConstraint("undo_of", name=op.f("uq_journal_entry_undo_of")),
    )
    op.create_index(op.f("ix_journal_entry_place"), "journal_entry", ["place"], unique=False)
    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("name <> ''", name=op.f("ck_person_name_given")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "arrival",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("gathering_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("folded", sa.String(length=320), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("door", sa.String(length=10), nullable=False),
        sa.Column("fate", sa.String(length=10), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(fate = 'matched') = (person_id IS NOT NULL)",
            name=op.f("ck_arrival_matched_has_person"),
        ),
        sa.CheckConstraint("door IN ('phone', 'typed')", name=op.f("ck_arrival_door_known")),
        sa.CheckConstraint(
            "fate IN ('matched', 'waiting', 'aside')", name=op.f("ck_arrival_fate_known")
        ),
        sa.CheckConstraint("name <> ''", name=op.f("ck_arrival_name_given")),
        sa.ForeignKeyConstraint(
            ["gathering_id"], ["gathering.id"], name=op.f("fk_arrival_gathering_id_gathering")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_arrival_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_arrival")),
        sa.UniqueConstraint(
            "gathering_id", "key", "folded", name=op.f("uq_arrival_gathering_id_key_folded")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_arrival_person_id"), "arrival", ["person_id"], unique=False)
    op.create_table(
        "expected",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("gathering_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.CheckConstraint("role IN ('participant', 'guest')", name=op.f("ck_expected_role_known")),
        sa.CheckConstraint("number >= 1", name=op.f("ck_expected_number_positive")),
        sa.ForeignKeyConstraint(
            ["gathering_id"], ["gathering.id"], name=op.f("fk_expected_gathering_id_gathering")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_expected_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_expected")),
        sa.UniqueConstraint("gathering_id", "number", name=op.f("uq_expected_gathering_id_number")),
        sa.UniqueConstraint(
            "gathering_id", "person_id", name=op.f("uq_expected_gathering_id_person_id")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_expected_person_id"), "expected", ["person_id"], unique=False)
    op.create_table(
        "journal_row",
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("table", sa.String(length=40), nullable=False),
        sa.Column("row_id", sa.Integer(), nullable=False),
        sa.Column("before", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("after", sa.JSON(none_as_null=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["entry"], ["journal_entry.number"], name=op.f("fk_journal_row_entry_journal_entry")
        ),
        sa.PrimaryKeyConstraint("entry", "position", name=op.f("pk_journal_row")),
    )
    op.create_table(
        "presence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("gathering_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("arrived_at", UTCDateTime(), nullable=True),
        sa.Column("late_minutes", sa.Integer(), nullable=True),
        sa.Column("left_at", UTCDateTime(), nullable=True),
        sa.Column("reported", sa.Boolean(), nullable=False),
        sa.Column("seen", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "state = 'present' OR (late_minutes IS NULL AND left_at IS NULL)",
            name=op.f("ck_presence_only_the_present_are_late_or_leave"),
        ),
        sa.CheckConstraint(
            "state IN ('present', 'excused', 'absent')", name=op.f("ck_presence_state_known")
        ),
        sa.CheckConstraint("late_minutes >= 0", name=op.f("ck_presence_late_minutes_positive")),
        sa.ForeignKeyConstraint(
            ["gathering_id"], ["gathering.id"], name=op.f("fk_presence_gathering_id_gathering")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_presence_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_presence")),
        sa.UniqueConstraint(
            "gathering_id", "person_id", name=op.f("uq_presence_gathering_id_person_id")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_presence_person_id"), "presence", ["person_id"], unique=False)


def downgrade() -> None:
    for table in ("arrival", "presence", "expected", "person", "gathering"):
        op.drop_table(table)
    op.drop_table("journal_row")
    op.drop_table("journal_entry")
