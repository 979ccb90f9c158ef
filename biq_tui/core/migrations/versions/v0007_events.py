"""Events with their partners; who types at a laptop; pictograms of options."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    _who_types_and_pictograms()
    _people()
    _venues()
    _events()
    _partners()
    _tasks()
    _helpers_and_money()
    _calendars()


def downgrade() -> None:
    for table in (
        "delivery",
        "calendar_entry",
        "budget_line",
        "helper",
        "shift",
        "event_task_need",
        "event_task",
        "pledge",
        "event_partner",
        "accepted_conflict",
        "event_need",
        "event_origin",
        "event",
        "venue_access",
        "venue",
        "contact",
        "organisation",
    ):
        op.drop_table(table)
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


def _people() -> None:
    _table(
        "organisation",
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("folded", sa.String(length=320), nullable=False),
        sa.Column("offers", sa.String(length=400), nullable=False),
        sa.Column("logo_allowed", sa.Boolean(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("name <> ''", name=op.f("ck_organisation_name_given")),
        sa.UniqueConstraint("folded", name=op.f("uq_organisation_folded")),
        refers={},
    )
    _table(
        "contact",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("is_deputy", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("name <> ''", name=op.f("ck_contact_name_given")),
        sa.UniqueConstraint("id", "organisation_id", name=op.f("uq_contact_id_organisation_id")),
        sa.UniqueConstraint(
            "organisation_id", "name", name=op.f("uq_contact_organisation_id_name")
        ),
        refers={"organisation_id": "organisation"},
    )


def _venues() -> None:
    _table(
        "venue",
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("folded", sa.String(length=480), nullable=False),
        sa.Column("is_shared", sa.Boolean(), nullable=False),
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("name <> ''", name=op.f("ck_venue_name_given")),
        sa.UniqueConstraint("folded", name=op.f("uq_venue_folded")),
        refers={},
    )
    _table(
        "venue_access",
        sa.Column("venue_id", sa.Integer(), nullable=False),
        sa.Column("feature", sa.String(length=20), nullable=False),
        sa.Column("answer", sa.String(length=10), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=True),
        sa.Column("checked_by", sa.String(length=80), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "answer IN ('yes', 'no', 'unclear')", name=op.f("ck_venue_access_answer_known")
        ),
        sa.CheckConstraint(
            "feature IN ('step_free', 'door', 'toilet', 'hearing_loop', 'quiet_room', 'light', "
            "'tram_stop')",
            name=op.f("ck_venue_access_feature_known"),
        ),
        sa.UniqueConstraint("venue_id", "feature", name=op.f("uq_venue_access_venue_id_feature")),
        refers={"venue_id": "venue"},
    )


def _events() -> None:
    _table(
        "event",
        sa.Column("gathering_id", sa.Integer(), nullable=True),
        sa.Column("title", sa.String(length=100), nullable=False),
        sa.Column("wished_venue", sa.String(length=120), nullable=False),
        sa.Column("template", sa.String(length=20), nullable=False),
        sa.Column("why", sa.String(length=2000), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("before_cancelled", sa.String(length=10), nullable=False),
        sa.Column("cancelled_because", sa.String(length=200), nullable=False),
        sa.Column("fixed_because", sa.String(length=200), nullable=False),
        sa.Column("setup_minutes", sa.Integer(), nullable=False),
        sa.Column("teardown_minutes", sa.Integer(), nullable=False),
        sa.Column("public_ground", sa.Boolean(), nullable=True),
        sa.Column("advertised", sa.Boolean(), nullable=True),
        sa.Column("alcohol", sa.Boolean(), nullable=True),
        sa.Column("music", sa.Boolean(), nullable=True),
        sa.Column("helpers_by_phone", sa.Boolean(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("series_id", sa.Integer(), nullable=True),
        sa.Column("copied_from", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(state = 'cancelled') = (before_cancelled <> '')",
            name=op.f("ck_event_cancelled_can_come_back"),
        ),
        sa.CheckConstraint(
            "setup_minutes >= 0 AND teardown_minutes >= 0", name=op.f("ck_event_minutes_positive")
        ),
        sa.CheckConstraint(
            "series_id <> id AND copied_from <> id", name=op.f("ck_event_not_from_itself")
        ),
        sa.CheckConstraint(
            "gathering_id IS NOT NULL OR state IN ('wish', 'cancelled')",
            name=op.f("ck_event_planned_has_a_day"),
        ),
        sa.CheckConstraint(
            "state IN ('wish', 'planned', 'fixed', 'done', 'evaluated', 'cancelled')",
            name=op.f("ck_event_state_known"),
        ),
        sa.CheckConstraint(
            "template IN ('own', 'street_party', 'walk', 'expert_talk', 'info_evening', "
            "'exhibition')",
            name=op.f("ck_event_template_known"),
        ),
        sa.CheckConstraint("title <> ''", name=op.f("ck_event_title_given")),
        sa.UniqueConstraint("gathering_id", name=op.f("uq_event_gathering_id")),
        refers={
            "gathering_id": "gathering",
            "person_id": "person",
            "series_id": "event",
            "copied_from": "event",
        },
    )
    op.create_index(op.f("ix_event_copied_from"), "event", ["copied_from"])
    op.create_index(op.f("ix_event_person_id"), "event", ["person_id"])
    op.create_index(op.f("ix_event_series_id"), "event", ["series_id"])
    _table(
        "event_origin",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("wish_id", sa.Integer(), nullable=False),
        sa.Column("receipt", sa.JSON(), nullable=False),
        sa.UniqueConstraint("event_id", "wish_id", name=op.f("uq_event_origin_event_id_wish_id")),
        refers={"event_id": "event", "wish_id": "wish"},
    )
    op.create_index(op.f("ix_event_origin_wish_id"), "event_origin", ["wish_id"])
    _table(
        "event_need",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(length=80), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("people >= 1", name=op.f("ck_event_need_people_positive")),
        sa.CheckConstraint("what <> ''", name=op.f("ck_event_need_what_given")),
        sa.UniqueConstraint("event_id", "what", name=op.f("uq_event_need_event_id_what")),
        refers={"event_id": "event"},
    )
    _table(
        "accepted_conflict",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_accepted_conflict_reason_given")),
        sa.UniqueConstraint("event_id", "key", name=op.f("uq_accepted_conflict_event_id_key")),
        refers={"event_id": "event"},
    )


def _partners() -> None:
    _table(
        "event_partner",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=True),
        sa.Column("deputy_id", sa.Integer(), nullable=True),
        sa.Column("is_co_organiser", sa.Boolean(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "contact_id <> deputy_id", name=op.f("ck_event_partner_deputy_is_another")
        ),
        sa.ForeignKeyConstraint(
            ["contact_id", "organisation_id"],
            ["contact.id", "contact.organisation_id"],
            name=op.f("fk_event_partner_contact_id_contact"),
        ),
        sa.ForeignKeyConstraint(
            ["deputy_id", "organisation_id"],
            ["contact.id", "contact.organisation_id"],
            name=op.f("fk_event_partner_deputy_id_contact"),
        ),
        sa.UniqueConstraint(
            "event_id", "organisation_id", name=op.f("uq_event_partner_event_id_organisation_id")
        ),
        sa.UniqueConstraint("id", "event_id", name=op.f("uq_event_partner_id_event_id")),
        refers={"event_id": "event", "organisation_id": "organisation"},
    )
    op.create_index(op.f("ix_event_partner_contact_id"), "event_partner", ["contact_id"])
    op.create_index(op.f("ix_event_partner_deputy_id"), "event_partner", ["deputy_id"])
    op.create_index(op.f("ix_event_partner_organisation_id"), "event_partner", ["organisation_id"])
    _table(
        "pledge",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("what", sa.String(length=200), nullable=False),
        sa.Column("cents", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("condition", sa.String(length=200), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=True),
        sa.Column("via", sa.String(length=10), nullable=False),
        sa.Column("said_on", sa.Date(), nullable=True),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "cents >= 0 AND cents <= 100000000", name=op.f("ck_pledge_cents_possible")
        ),
        sa.CheckConstraint(
            "(state = 'pledged_if') = (condition <> '')", name=op.f("ck_pledge_condition_said")
        ),
        sa.CheckConstraint(
            "(state = 'needed') = (partner_id IS NULL AND person_id IS NULL)",
            name=op.f("ck_pledge_needed_from_nobody"),
        ),
        sa.CheckConstraint("number >= 1", name=op.f("ck_pledge_number_positive")),
        sa.CheckConstraint(
            "partner_id IS NULL OR person_id IS NULL", name=op.f("ck_pledge_one_gives")
        ),
        sa.CheckConstraint(
            "role IN ('room', 'material', 'lead', 'assistance', 'money', 'publicity', 'own')",
            name=op.f("ck_pledge_role_known"),
        ),
        sa.CheckConstraint(
            "state IN ('needed', 'asked', 'pledged', 'pledged_if', 'declined', 'no_answer')",
            name=op.f("ck_pledge_state_known"),
        ),
        sa.CheckConstraint(
            "via IN ('', 'phone', 'in_person', 'mail', 'letter')", name=op.f("ck_pledge_via_known")
        ),
        sa.ForeignKeyConstraint(
            ["partner_id", "event_id"],
            ["event_partner.id", "event_partner.event_id"],
            name=op.f("fk_pledge_partner_id_event_partner"),
        ),
        sa.UniqueConstraint("event_id", "number", name=op.f("uq_pledge_event_id_number")),
        sa.UniqueConstraint(
            "partner_id", "role", "what", name=op.f("uq_pledge_partner_id_role_what")
        ),
        refers={"event_id": "event", "person_id": "person", "contact_id": "contact"},
    )
    op.create_index(op.f("ix_pledge_contact_id"), "pledge", ["contact_id"])
    op.create_index(op.f("ix_pledge_partner_id"), "pledge", ["partner_id"])
    op.create_index(op.f("ix_pledge_person_id"), "pledge", ["person_id"])


def _tasks() -> None:
    _table(
        "event_task",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("what", sa.String(length=400), nullable=False),
        sa.Column("authority", sa.String(length=80), nullable=False),
        sa.Column("offset_days", sa.Integer(), nullable=True),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("partner_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(state = 'open') = (closed_on IS NULL)", name=op.f("ck_event_task_closed_on_a_day")
        ),
        sa.CheckConstraint("number >= 1", name=op.f("ck_event_task_number_positive")),
        sa.CheckConstraint(
            "partner_id IS NULL OR person_id IS NULL", name=op.f("ck_event_task_one_owner")
        ),
        sa.CheckConstraint(
            "state IN ('open', 'done', 'dropped')", name=op.f("ck_event_task_state_known")
        ),
        sa.CheckConstraint("what <> ''", name=op.f("ck_event_task_what_given")),
        sa.ForeignKeyConstraint(
            ["partner_id", "event_id"],
            ["event_partner.id", "event_partner.event_id"],
            name=op.f("fk_event_task_partner_id_event_partner"),
        ),
        sa.UniqueConstraint("event_id", "number", name=op.f("uq_event_task_event_id_number")),
        sa.UniqueConstraint("id", "event_id", name=op.f("uq_event_task_id_event_id")),
        refers={"event_id": "event", "person_id": "person"},
    )
    op.create_index(op.f("ix_event_task_partner_id"), "event_task", ["partner_id"])
    op.create_index(op.f("ix_event_task_person_id"), "event_task", ["person_id"])
    op.create_index(
        op.f("uq_event_task_event_id_key"),
        "event_task",
        ["event_id", "key"],
        unique=True,
        sqlite_where=sa.text("key <> ''"),
        postgresql_where=sa.text("key <> ''"),
    )
    _table(
        "event_task_need",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("needs_id", sa.Integer(), nullable=False),
        sa.Column("is_gate", sa.Boolean(), nullable=False),
        sa.CheckConstraint("task_id <> needs_id", name=op.f("ck_event_task_need_not_for_itself")),
        sa.ForeignKeyConstraint(
            ["needs_id", "event_id"],
            ["event_task.id", "event_task.event_id"],
            name=op.f("fk_event_task_need_needs_id_event_task"),
        ),
        sa.ForeignKeyConstraint(
            ["task_id", "event_id"],
            ["event_task.id", "event_task.event_id"],
            name=op.f("fk_event_task_need_task_id_event_task"),
        ),
        sa.UniqueConstraint(
            "task_id", "needs_id", name=op.f("uq_event_task_need_task_id_needs_id")
        ),
        refers={"event_id": "event"},
    )
    op.create_index(op.f("ix_event_task_need_event_id"), "event_task_need", ["event_id"])
    op.create_index(op.f("ix_event_task_need_needs_id"), "event_task_need", ["needs_id"])


def _helpers_and_money() -> None:
    _table(
        "shift",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(length=200), nullable=False),
        sa.Column("starts_at", UTCDateTime(), nullable=False),
        sa.Column("ends_at", UTCDateTime(), nullable=False),
        sa.Column("wanted", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_shift_ends_after_start")),
        sa.CheckConstraint("number >= 1", name=op.f("ck_shift_number_positive")),
        sa.CheckConstraint("wanted >= 1", name=op.f("ck_shift_wanted_positive")),
        sa.CheckConstraint("what <> ''", name=op.f("ck_shift_what_given")),
        sa.UniqueConstraint("event_id", "number", name=op.f("uq_shift_event_id_number")),
        refers={"event_id": "event"},
    )
    _table(
        "helper",
        sa.Column("shift_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("folded", sa.String(length=320), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("door", sa.String(length=10), nullable=False),
        sa.Column("is_waiting", sa.Boolean(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "door IN ('typed', 'paper', 'phone')", name=op.f("ck_helper_door_known")
        ),
        sa.CheckConstraint(
            "(person_id IS NULL) = (name <> '')", name=op.f("ck_helper_known_or_named")
        ),
        sa.UniqueConstraint("shift_id", "person_id", name=op.f("uq_helper_shift_id_person_id")),
        refers={"shift_id": "shift", "person_id": "person"},
    )
    op.create_index(op.f("ix_helper_person_id"), "helper", ["person_id"])
    op.create_index(
        op.f("uq_helper_shift_id_key"),
        "helper",
        ["shift_id", "key", "folded"],
        unique=True,
        sqlite_where=sa.text("key <> ''"),
        postgresql_where=sa.text("key <> ''"),
    )
    _table(
        "budget_line",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(length=200), nullable=False),
        sa.Column("planned", sa.Integer(), nullable=False),
        sa.Column("actual", sa.Integer(), nullable=True),
        sa.Column("payer", sa.String(length=10), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=True),
        sa.Column("grant_state", sa.String(length=10), nullable=False),
        sa.Column("first_offer", sa.Integer(), nullable=True),
        sa.Column("second_offer", sa.Integer(), nullable=True),
        sa.Column("is_ordered", sa.Boolean(), nullable=False),
        sa.Column("has_receipt", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "actual >= 0 AND actual <= 100000000", name=op.f("ck_budget_line_actual_possible")
        ),
        sa.CheckConstraint(
            "first_offer >= 0 AND first_offer <= 100000000",
            name=op.f("ck_budget_line_first_offer_possible"),
        ),
        sa.CheckConstraint(
            "payer = 'grant' OR grant_state = ''", name=op.f("ck_budget_line_grant_pays")
        ),
        sa.CheckConstraint(
            "grant_state IN ('', 'applied', 'granted', 'refused')",
            name=op.f("ck_budget_line_grant_state_known"),
        ),
        sa.CheckConstraint("number >= 1", name=op.f("ck_budget_line_number_positive")),
        sa.CheckConstraint(
            "payer = 'partner' OR partner_id IS NULL", name=op.f("ck_budget_line_partner_pays")
        ),
        sa.CheckConstraint(
            "payer IN ('', 'partner', 'grant', 'donation', 'in_kind')",
            name=op.f("ck_budget_line_payer_known"),
        ),
        sa.CheckConstraint(
            "planned >= 0 AND planned <= 100000000", name=op.f("ck_budget_line_planned_possible")
        ),
        sa.CheckConstraint(
            "second_offer >= 0 AND second_offer <= 100000000",
            name=op.f("ck_budget_line_second_offer_possible"),
        ),
        sa.CheckConstraint("what <> ''", name=op.f("ck_budget_line_what_given")),
        sa.ForeignKeyConstraint(
            ["partner_id", "event_id"],
            ["event_partner.id", "event_partner.event_id"],
            name=op.f("fk_budget_line_partner_id_event_partner"),
        ),
        sa.UniqueConstraint("event_id", "number", name=op.f("uq_budget_line_event_id_number")),
        refers={"event_id": "event"},
    )
    op.create_index(op.f("ix_budget_line_partner_id"), "budget_line", ["partner_id"])


def _calendars() -> None:
    _table(
        "calendar_entry",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=255), nullable=False),
        sa.Column("recurrence", sa.String(length=40), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("starts_at", UTCDateTime(), nullable=False),
        sa.Column("ends_at", UTCDateTime(), nullable=False),
        sa.Column("is_cancelled", sa.Boolean(), nullable=False),
        sa.Column("is_ours", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("sequence >= 0", name=op.f("ck_calendar_entry_sequence_positive")),
        sa.CheckConstraint("uid <> ''", name=op.f("ck_calendar_entry_uid_given")),
        sa.UniqueConstraint("event_id", name=op.f("uq_calendar_entry_event_id")),
        sa.UniqueConstraint("uid", "recurrence", name=op.f("uq_calendar_entry_uid_recurrence")),
        refers={"event_id": "event"},
    )
    _table(
        "delivery",
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("delivered_on", sa.Date(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.UniqueConstraint(
            "entry_id", "organisation_id", name=op.f("uq_delivery_entry_id_organisation_id")
        ),
        refers={"entry_id": "calendar_entry", "organisation_id": "organisation"},
    )
    op.create_index(op.f("ix_delivery_organisation_id"), "delivery", ["organisation_id"])


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
