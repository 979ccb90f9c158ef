"""Meetings: ideas, also from phones, their groups, tasks, decisions, wishes."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    _table(
        "meeting",
        sa.Column("gathering_id", sa.Integer(), nullable=False),
        sa.Column("topic", sa.String(length=100), nullable=False),
        sa.Column("heads", sa.Integer(), nullable=True),
        sa.Column("with_names", sa.Boolean(), nullable=False),
        sa.Column("phones", sa.String(length=10), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("heads >= 0", name=op.f("ck_meeting_heads_positive")),
        sa.CheckConstraint(
            "phones IN ('off', 'held', 'free')", name=op.f("ck_meeting_phones_known")
        ),
        sa.UniqueConstraint("gathering_id", name=op.f("uq_meeting_gathering_id")),
        refers={"gathering_id": "gathering"},
    )
    _table(
        "agenda_item",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=100), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("began_at", UTCDateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("number >= 1", name=op.f("ck_agenda_item_number_positive")),
        sa.CheckConstraint("minutes > 0", name=op.f("ck_agenda_item_minutes_positive")),
        sa.CheckConstraint("title <> ''", name=op.f("ck_agenda_item_title_given")),
        sa.UniqueConstraint("meeting_id", "number", name=op.f("uq_agenda_item_meeting_id_number")),
        refers={"meeting_id": "meeting"},
    )
    _ideas()
    _phones()
    _results()
    _wishes()


def downgrade() -> None:
    for table in (
        "wish_idea",
        "wish",
        "open_question",
        "decision",
        "task_helper",
        "task",
        "idea_by_phone",
        "idea_at_meeting",
        "cluster",
        "idea",
        "agenda_item",
        "meeting",
    ):
        op.drop_table(table)


def _ideas() -> None:
    _table(
        "idea",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(length=2000), nullable=False),
        sa.Column("short", sa.String(length=120), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("same_as", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("number >= 1", name=op.f("ck_idea_number_positive")),
        sa.CheckConstraint("text <> ''", name=op.f("ck_idea_text_given")),
        sa.CheckConstraint("same_as <> id", name=op.f("ck_idea_not_the_same")),
        sa.CheckConstraint(
            "state IN ('open', 'parked', 'chosen')", name=op.f("ck_idea_state_known")
        ),
        sa.UniqueConstraint("number", name=op.f("uq_idea_number")),
        refers={"same_as": "idea"},
    )
    op.create_index(op.f("ix_idea_same_as"), "idea", ["same_as"])
    _table(
        "cluster",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("letter", sa.String(length=1), nullable=False),
        sa.Column("title", sa.String(length=60), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("title <> ''", name=op.f("ck_cluster_title_given")),
        sa.CheckConstraint(
            "letter >= 'a' AND letter <= 'z'", name=op.f("ck_cluster_letter_of_the_alphabet")
        ),
        sa.UniqueConstraint("meeting_id", "letter", name=op.f("uq_cluster_meeting_id_letter")),
        sa.UniqueConstraint("id", "meeting_id", name=op.f("uq_cluster_id_meeting_id")),
        refers={"meeting_id": "meeting"},
    )
    _table(
        "idea_at_meeting",
        sa.Column("idea_id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("said", sa.Integer(), nullable=False),
        sa.Column("cluster_id", sa.Integer(), nullable=True),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("said >= 1", name=op.f("ck_idea_at_meeting_said_positive")),
        sa.UniqueConstraint(
            "idea_id", "meeting_id", name=op.f("uq_idea_at_meeting_idea_id_meeting_id")
        ),
        sa.ForeignKeyConstraint(
            ["cluster_id", "meeting_id"],
            ["cluster.id", "cluster.meeting_id"],
            name=op.f("fk_idea_at_meeting_cluster_id_cluster"),
        ),
        refers={"idea_id": "idea", "meeting_id": "meeting"},
    )
    op.create_index(op.f("ix_idea_at_meeting_meeting_id"), "idea_at_meeting", ["meeting_id"])


def _phones() -> None:
    _table(
        "idea_by_phone",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("text", sa.String(length=2000), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("language", sa.String(length=10), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("fate", sa.String(length=10), nullable=False),
        sa.Column("idea_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("text <> ''", name=op.f("ck_idea_by_phone_text_given")),
        sa.CheckConstraint(
            "(fate = 'taken') = (idea_id IS NOT NULL)",
            name=op.f("ck_idea_by_phone_taken_is_an_idea"),
        ),
        sa.CheckConstraint(
            "fate IN ('waiting', 'taken', 'aside')", name=op.f("ck_idea_by_phone_fate_known")
        ),
        sa.UniqueConstraint(
            "meeting_id", "key", "digest", name=op.f("uq_idea_by_phone_meeting_id_key_digest")
        ),
        refers={"meeting_id": "meeting", "idea_id": "idea"},
    )
    op.create_index(op.f("ix_idea_by_phone_idea_id"), "idea_by_phone", ["idea_id"])


def _results() -> None:
    _table(
        "task",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(length=400), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("number >= 1", name=op.f("ck_task_number_positive")),
        sa.CheckConstraint("what <> ''", name=op.f("ck_task_what_given")),
        sa.CheckConstraint(
            "(state = 'open') = (closed_on IS NULL)", name=op.f("ck_task_closed_on_a_day")
        ),
        sa.CheckConstraint(
            "state IN ('open', 'done', 'dropped')", name=op.f("ck_task_state_known")
        ),
        sa.UniqueConstraint("number", name=op.f("uq_task_number")),
        refers={"meeting_id": "meeting", "person_id": "person"},
    )
    op.create_index(op.f("ix_task_meeting_id"), "task", ["meeting_id"])
    op.create_index(op.f("ix_task_person_id"), "task", ["person_id"])
    _table(
        "task_helper",
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.UniqueConstraint("task_id", "person_id", name=op.f("uq_task_helper_task_id_person_id")),
        refers={"task_id": "task", "person_id": "person"},
    )
    op.create_index(op.f("ix_task_helper_person_id"), "task_helper", ["person_id"])
    _table(
        "decision",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("wording", sa.String(length=2000), nullable=False),
        sa.Column("how", sa.String(length=120), nullable=False),
        sa.Column("dissent", sa.String(length=2000), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("wording <> ''", name=op.f("ck_decision_wording_given")),
        refers={"meeting_id": "meeting"},
    )
    op.create_index(op.f("ix_decision_meeting_id"), "decision", ["meeting_id"])
    _table(
        "open_question",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("wording", sa.String(length=2000), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("wording <> ''", name=op.f("ck_open_question_wording_given")),
        refers={"meeting_id": "meeting"},
    )
    op.create_index(op.f("ix_open_question_meeting_id"), "open_question", ["meeting_id"])


def _wishes() -> None:
    _table(
        "wish",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("wording", sa.String(length=2000), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("wording <> ''", name=op.f("ck_wish_wording_given")),
        refers={"meeting_id": "meeting"},
    )
    op.create_index(op.f("ix_wish_meeting_id"), "wish", ["meeting_id"])
    _table(
        "wish_idea",
        sa.Column("wish_id", sa.Integer(), nullable=False),
        sa.Column("idea_id", sa.Integer(), nullable=False),
        sa.UniqueConstraint("wish_id", "idea_id", name=op.f("uq_wish_idea_wish_id_idea_id")),
        refers={"wish_id": "wish", "idea_id": "idea"},
    )
    op.create_index(op.f("ix_wish_idea_idea_id"), "wish_idea", ["idea_id"])


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
