"""Badges, people who are protected or found to be one, and roles of those who come along."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_ROLES = ("participant", "guest", "companion", "assistant", "interpreter")
_DOORS = ("phone", "typed", "badge", "paper")


def upgrade() -> None:
    op.create_table(
        "badge",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=6), nullable=False),
        sa.Column("valid", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("length(code) = 6", name=op.f("ck_badge_code_length")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_badge_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_badge")),
        sa.UniqueConstraint("code", name=op.f("uq_badge_code")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "uq_badge_valid_person",
        "badge",
        ["person_id"],
        unique=True,
        sqlite_where=sa.text("valid"),
        postgresql_where=sa.text("valid"),
    )
    with op.batch_alter_table("person", table_kwargs={"sqlite_autoincrement": True}) as person:
        person.add_column(
            sa.Column("known_by", sa.String(40), nullable=False, server_default=sa.text("''"))
        )
        person.add_column(
            sa.Column("locked", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        person.add_column(sa.Column("same_as", sa.Integer(), nullable=True))
        person.create_foreign_key(op.f("fk_person_same_as_person"), "person", ["same_as"], ["id"])
        person.create_check_constraint(op.f("ck_person_not_the_same"), "same_as <> id")
    _allow("expected", "role", _ROLES)
    _allow("arrival", "door", _DOORS)


def downgrade() -> None:
    _allow("arrival", "door", _DOORS[:2])
    _allow("expected", "role", _ROLES[:2])
    with op.batch_alter_table("person", table_kwargs={"sqlite_autoincrement": True}) as person:
        person.drop_constraint(op.f("ck_person_not_the_same"), type_="check")
        person.drop_constraint(op.f("fk_person_same_as_person"), type_="foreignkey")
        for column in ("same_as", "locked", "known_by"):
            person.drop_column(column)
    op.drop_table("badge")


def _allow(table: str, column: str, choices: tuple[str, ...]) -> None:
    listed = ", ".join(f"'{choice}'" for choice in choices)
    name = op.f(f"ck_{table}_{column}_known")
    with op.batch_alter_table(table, table_kwargs={"sqlite_autoincrement": True}) as changed:
        changed.drop_constraint(name, type_="check")
        changed.create_check_constraint(name, f"{column} IN ({listed})")
