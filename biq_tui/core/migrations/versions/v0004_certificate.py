"""Units, money, consents, papers and certificates."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    with op.batch_alter_table("person", table_kwargs={"sqlite_autoincrement": True}) as person:
        person.add_column(
            sa.Column("name_checked", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    with op.batch_alter_table("enrolment", table_kwargs={"sqlite_autoincrement": True}) as changed:
        changed.add_column(sa.Column("fee_cents", sa.Integer(), nullable=True))
        changed.add_column(
            sa.Column(
                "decided_because", sa.String(200), nullable=False, server_default=sa.text("''")
            )
        )
        changed.create_check_constraint(op.f("ck_enrolment_fee_positive"), "fee_cents >= 0")
    _consents_and_money()
    _units_and_papers()
    _certificates()
    _keep_the_share()


def downgrade() -> None:
    for table in (
        "certificate_copy",
        "certificate",
        "ceremony",
        "signing_key",
        "course_rule",
        "printed_paper",
        "counted_units",
        "payment",
        "consent",
    ):
        op.drop_table(table)
    with op.batch_alter_table("enrolment", table_kwargs={"sqlite_autoincrement": True}) as changed:
        changed.drop_constraint(op.f("ck_enrolment_fee_positive"), type_="check")
        changed.drop_column("decided_because")
        changed.drop_column("fee_cents")
    with op.batch_alter_table("person", table_kwargs={"sqlite_autoincrement": True}) as person:
        person.drop_column("name_checked")


def _consents_and_money() -> None:
    _table(
        "consent",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("given", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('photo', 'contacts', 'invitations', 'partners')",
            name=op.f("ck_consent_kind_known"),
        ),
        sa.UniqueConstraint("person_id", "kind", name=op.f("uq_consent_person_id_kind")),
        refers={"person_id": "person"},
    )
    _table(
        "payment",
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("cents", sa.Integer(), nullable=False),
        sa.Column("paid_on", sa.Date(), nullable=False),
        sa.Column("void", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("number >= 1", name=op.f("ck_payment_number_positive")),
        sa.CheckConstraint("cents > 0", name=op.f("ck_payment_cents_positive")),
        sa.UniqueConstraint("year", "number", name=op.f("uq_payment_year_number")),
        refers={"enrolment_id": "enrolment"},
    )
    op.create_index(op.f("ix_payment_enrolment_id"), "payment", ["enrolment_id"])


def _units_and_papers() -> None:
    _table(
        "counted_units",
        sa.Column("date_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("units", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("units >= 0", name=op.f("ck_counted_units_units_positive")),
        sa.UniqueConstraint(
            "date_id", "person_id", name=op.f("uq_counted_units_date_id_person_id")
        ),
        refers={"date_id": "course_date", "person_id": "person"},
    )
    op.create_index(op.f("ix_counted_units_person_id"), "counted_units", ["person_id"])
    _table(
        "printed_paper",
        sa.Column("gathering_id", sa.Integer(), nullable=False),
        sa.Column("paper", sa.String(length=20), nullable=False),
        sa.Column("made_at", UTCDateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.UniqueConstraint(
            "gathering_id", "paper", name=op.f("uq_printed_paper_gathering_id_paper")
        ),
        refers={"gathering_id": "gathering"},
    )


def _certificates() -> None:
    _table(
        "course_rule",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("share", sa.Integer(), nullable=False),
        sa.Column("mandatory", sa.String(length=40), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.CheckConstraint("number >= 1", name=op.f("ck_course_rule_number_positive")),
        sa.CheckConstraint("share BETWEEN 0 AND 100", name=op.f("ck_course_rule_share_in_percent")),
        sa.UniqueConstraint("number", name=op.f("uq_course_rule_number")),
    )
    _table(
        "signing_key",
        sa.Column("slot", sa.Integer(), nullable=False),
        sa.Column("secret", sa.String(length=100), nullable=False),
        sa.Column("public", sa.String(length=100), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.CheckConstraint("slot = 1", name=op.f("ck_signing_key_only_one")),
        sa.UniqueConstraint("slot", name=op.f("uq_signing_key_slot")),
    )
    _table(
        "ceremony",
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(length=80), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=True),
        sa.Column("signers", sa.String(length=200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.UniqueConstraint("run_id", name=op.f("uq_ceremony_run_id")),
        refers={"run_id": "course_run"},
    )
    _table(
        "certificate",
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("scope", sa.String(length=20), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("said", sa.JSON(), nullable=False),
        sa.Column("statement", sa.Text(), nullable=False),
        sa.Column("issued_at", UTCDateTime(), nullable=False),
        sa.Column("supersedes", sa.Integer(), nullable=True),
        sa.Column("valid", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("number >= 1", name=op.f("ck_certificate_number_positive")),
        sa.CheckConstraint("supersedes <> id", name=op.f("ck_certificate_not_itself")),
        sa.CheckConstraint(
            "kind IN ('certificate', 'attendance')", name=op.f("ck_certificate_kind_known")
        ),
        sa.UniqueConstraint("year", "number", name=op.f("uq_certificate_year_number")),
        sa.UniqueConstraint("supersedes", name=op.f("uq_certificate_supersedes")),
        refers={"run_id": "course_run", "person_id": "person", "supersedes": "certificate"},
    )
    op.create_index(op.f("ix_certificate_person_id"), "certificate", ["person_id"])
    op.create_index(
        "uq_certificate_valid",
        "certificate",
        ["run_id", "person_id", "scope"],
        unique=True,
        sqlite_where=sa.text("valid"),
        postgresql_where=sa.text("valid"),
    )
    _table(
        "certificate_copy",
        sa.Column("certificate_id", sa.Integer(), nullable=False),
        sa.Column("pdf", sa.Text(), nullable=False),
        sa.UniqueConstraint("certificate_id", name=op.f("uq_certificate_copy_certificate_id")),
        refers={"certificate_id": "certificate"},
    )


def _keep_the_share() -> None:
    """A share that a house has set is the first version of its rule."""
    op.execute(
        "INSERT INTO course_rule (number, share, mandatory, since)"
        " SELECT 1, CAST(value AS INTEGER), '', CURRENT_DATE FROM setting"
        " WHERE key = 'funder.share'"
    )
    op.execute("DELETE FROM setting WHERE key = 'funder.share'")


def _table(name: str, *parts: sa.schema.SchemaItem, refers: dict[str, str] | None = None) -> None:
    """A table with an id, and foreign keys from `refers`: column to table."""
    op.create_table(
        name,
        sa.Column("id", sa.Integer(), nullable=False),
        *parts,
        *(
            sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{name}_{column}_{to}"))
            for column, to in (refers or {}).items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        sqlite_autoincrement=True,
    )
