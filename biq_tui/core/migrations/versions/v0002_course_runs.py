"""Course runs with their dates and people, settings, and names in Latin letters."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.add_column(
        "person",
        sa.Column("latin", sa.String(length=80), nullable=False, server_default=sa.text("''")),
    )
    op.create_table(
        "setting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("value", sa.String(length=1000), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("key <> ''", name=op.f("ck_setting_key_given")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_setting")),
        sa.UniqueConstraint("key", name=op.f("uq_setting_key")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "course_run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("folded", sa.String(length=320), nullable=False),
        sa.Column("curriculum", sa.String(length=40), nullable=False),
        sa.Column("facilitators", sa.String(length=200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("title <> ''", name=op.f("ck_course_run_title_given")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_course_run")),
        sa.UniqueConstraint("folded", name=op.f("uq_course_run_folded")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "course_date",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("gathering_id", sa.Integer(), nullable=False),
        sa.Column("block", sa.Integer(), nullable=False),
        sa.Column("break_minutes", sa.Integer(), nullable=False),
        sa.Column("units", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("block >= 1", name=op.f("ck_course_date_block_positive")),
        sa.CheckConstraint("break_minutes >= 0", name=op.f("ck_course_date_breaks_positive")),
        sa.CheckConstraint("units >= 0", name=op.f("ck_course_date_units_positive")),
        sa.ForeignKeyConstraint(
            ["gathering_id"], ["gathering.id"], name=op.f("fk_course_date_gathering_id_gathering")
        ),
        sa.ForeignKeyConstraint(
            ["run_id"], ["course_run.id"], name=op.f("fk_course_date_run_id_course_run")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_course_date")),
        sa.UniqueConstraint("gathering_id", name=op.f("uq_course_date_gathering_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_course_date_run_id"), "course_date", ["run_id"], unique=False)
    op.create_table(
        "enrolment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("joined_on", sa.Date(), nullable=True),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.Column("needs", sa.String(length=200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("number >= 1", name=op.f("ck_enrolment_number_positive")),
        sa.CheckConstraint("left_on >= joined_on", name=op.f("ck_enrolment_left_after_joined")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_enrolment_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["run_id"], ["course_run.id"], name=op.f("fk_enrolment_run_id_course_run")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_enrolment")),
        sa.UniqueConstraint("run_id", "number", name=op.f("uq_enrolment_run_id_number")),
        sa.UniqueConstraint("run_id", "person_id", name=op.f("uq_enrolment_run_id_person_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_enrolment_person_id"), "enrolment", ["person_id"], unique=False)


def downgrade() -> None:
    for table in ("enrolment", "course_date", "course_run", "setting"):
        op.drop_table(table)
    with op.batch_alter_table("person", table_kwargs={"sqlite_autoincrement": True}) as person:
        person.drop_column("latin")
