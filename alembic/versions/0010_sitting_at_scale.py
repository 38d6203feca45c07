"""Sitting at scale: access arrangements, overrides, pauses and added time, prepared attempts, notes, what pages report

Revision: 0010, after 0009
"""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from alembic import context, op

revision = "0010"
down_revision = "0009"

SQL = Path(__file__).parents[1] / "sql"
CURRENT_SCHOOL = sa.text("nullif(current_setting('app.school_id', true), '')::uuid")
WALL = "school_id = (select nullif(current_setting('app.school_id', true), '')::uuid)"

NO_OTHERS = "-- squawk-ignore renaming-table, renaming-object, ban-drop-not-null, ban-drop-function"
"""The database has one client, which is stopped for the upgrade and comes with it."""

RENAMED = (
    "ck_assignment_windows_window",
    "fk_assignment_windows_school_id_assignment_id",
    "fk_assignment_windows_school_id_pupil_id",
    "fk_assignment_windows_school_id_created_by",
    "pk_assignment_windows",
    "uq_assignment_windows_school_id_assignment_id_pupil_id",
    "uq_assignment_windows_school_id_id",
)

ATTEMPT_COLUMNS = (
    sa.Column("limit_s", sa.Integer(), nullable=True),
    sa.Column("ends_by", sa.DateTime(timezone=True), nullable=True),
    sa.Column("added_s", sa.Integer(), server_default=sa.text("0"), nullable=False),
    sa.Column("paused_s", sa.Integer(), server_default=sa.text("0"), nullable=False),
    sa.Column("paused_at", sa.DateTime(timezone=True), nullable=True),
    sa.Column("paused_by", sa.String(), nullable=True),
    sa.Column("fewer_options", sa.Boolean(), server_default=sa.text("false"), nullable=False),
    sa.Column("package_number", sa.Integer(), server_default=sa.text("1"), nullable=False),
    sa.Column("active_at", sa.DateTime(timezone=True), nullable=True),
    sa.Column("left_page", sa.Integer(), server_default=sa.text("0"), nullable=False),
    sa.Column("safe_copy", sa.Boolean(), server_default=sa.text("true"), nullable=False),
)


def upgrade() -> None:
    _widen_windows()
    _add_arrangements()
    _add_to_attempts()
    _add_desks()
    _add_prepared()
    op.execute(f"{NO_OTHERS}\nDROP FUNCTION save_answers(bytea, uuid, timestamptz, uuid, int, jsonb)")
    for name in ("save_answers_0010.sql", "start_prepared.sql", "find_package.sql"):
        op.execute((SQL / name).read_text(encoding="utf-8"))


def downgrade() -> None:
    op.execute("DROP FUNCTION find_package(bytea, uuid, text)")
    op.execute("DROP FUNCTION start_prepared(bytea, uuid, timestamptz, interval, int, text)")
    op.execute("DROP FUNCTION save_answers(bytea, uuid, timestamptz, int, uuid, int, int, boolean, jsonb)")
    op.execute((SQL / "save_answers.sql").read_text(encoding="utf-8"))
    for table in ("prepared_attempts", "attempt_desks", "access_arrangements"):
        op.drop_table(table)
    op.drop_index("uq_attempt_items_place", "attempt_items")
    op.create_unique_constraint(
        "uq_attempt_items_school_id_attempt_id_position", "attempt_items", ["school_id", "attempt_id", "position"]
    )
    op.drop_column("attempt_items", "dropped_at")
    for column in ATTEMPT_COLUMNS:
        op.drop_column("attempts", column.name)
    for column in ("extra_time_percent", "attempts_allowed"):
        op.drop_column("assignment_overrides", column)
    op.execute("DELETE FROM assignment_overrides WHERE opens_at IS NULL")
    for column in ("opens_at", "closes_at"):
        op.alter_column("assignment_overrides", column, nullable=False)
    op.execute("ALTER TABLE assignment_overrides DROP CONSTRAINT ck_assignment_overrides_something")
    _rename("assignment_overrides", "assignment_windows")


def _rename(old: str, new: str) -> None:
    op.execute(f"{NO_OTHERS}\nALTER TABLE {old} RENAME TO {new}")
    for name in RENAMED:
        now, then = name.replace("assignment_windows", old), name.replace("assignment_windows", new)
        op.execute(f"{NO_OTHERS}\nALTER TABLE {new} RENAME CONSTRAINT {now} TO {then}")
    op.execute(f"{NO_OTHERS}\nALTER INDEX ix_{old}_school_id_pupil_id RENAME TO ix_{new}_school_id_pupil_id")


def _widen_windows() -> None:
    """What one pupil has instead of their class: another time, and now other minutes or attempts as well."""
    _rename("assignment_windows", "assignment_overrides")
    for column in ("opens_at", "closes_at"):
        op.execute(f"{NO_OTHERS}\nALTER TABLE assignment_overrides ALTER COLUMN {column} DROP NOT NULL")
    op.add_column("assignment_overrides", sa.Column("extra_time_percent", sa.Integer(), nullable=True))
    op.add_column("assignment_overrides", sa.Column("attempts_allowed", sa.Integer(), nullable=True))
    # Not valid: every row that is there has both times.
    op.execute(
        "ALTER TABLE assignment_overrides ADD CONSTRAINT ck_assignment_overrides_something CHECK ("
        "(opens_at is null) = (closes_at is null) "
        "and num_nonnulls(opens_at, extra_time_percent, attempts_allowed) > 0 "
        "and extra_time_percent between 0 and 200 and attempts_allowed between 1 and 20) NOT VALID"
    )


def _add_arrangements() -> None:
    op.create_table(
        "access_arrangements",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("extra_time_percent", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("past_closing", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column("rest_breaks", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("reader", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("fewer_options", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("display", postgresql.JSONB(), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("school_id", sa.Uuid(), server_default=CURRENT_SCHOOL, nullable=False),
        sa.CheckConstraint("extra_time_percent between 0 and 200", name=op.f("ck_access_arrangements_extra_time")),
        _parent("access_arrangements", "user_id", "users", on_delete="CASCADE"),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_access_arrangements")),
    )
    _wall("access_arrangements", "SELECT, INSERT, UPDATE, DELETE")


def _add_to_attempts() -> None:
    for column in ATTEMPT_COLUMNS:
        op.add_column("attempts", column)
    op.execute(
        "UPDATE attempts t SET limit_s = a.time_limit_s, ends_by = coalesce(o.closes_at, a.closes_at) "
        "FROM assignments a LEFT JOIN assignment_overrides o ON o.assignment_id = a.id "
        "WHERE a.id = t.assignment_id AND (o.pupil_id IS NULL OR o.pupil_id = t.pupil_id)"
    )
    # A pupil of a class in which only others have another time was joined with none of these.
    op.execute(
        "UPDATE attempts t SET limit_s = a.time_limit_s, ends_by = a.closes_at "
        "FROM assignments a WHERE a.id = t.assignment_id AND t.ends_by IS NULL"
    )
    # Nobody sits during an upgrade, and a school's attempts are some thousands of rows.
    op.execute("-- squawk-ignore adding-not-nullable-field\nALTER TABLE attempts ALTER COLUMN ends_by SET NOT NULL")
    op.execute(
        "ALTER TABLE attempts ADD CONSTRAINT ck_attempts_pause CHECK ("
        "(paused_at is null) = (paused_by is null) and paused_by in ('pupil', 'teacher')) NOT VALID"
    )
    op.add_column("attempt_items", sa.Column("dropped_at", sa.DateTime(timezone=True), nullable=True))
    op.execute(
        "-- squawk-ignore ban-drop-constraint\n"
        "ALTER TABLE attempt_items DROP CONSTRAINT uq_attempt_items_school_id_attempt_id_position"
    )
    op.execute(
        "-- squawk-ignore require-concurrent-index-creation\n"
        "CREATE UNIQUE INDEX uq_attempt_items_place ON attempt_items (school_id, attempt_id, position) "
        "WHERE dropped_at IS NULL"
    )


def _add_desks() -> None:
    op.create_table(
        "attempt_desks",
        sa.Column("attempt_id", sa.Uuid(), nullable=False),
        sa.Column("flags", postgresql.ARRAY(sa.Uuid()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("struck", postgresql.JSONB(), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("notes", sa.String(), server_default="", nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("school_id", sa.Uuid(), server_default=CURRENT_SCHOOL, nullable=False),
        _parent("attempt_desks", "attempt_id", "attempts"),
        sa.PrimaryKeyConstraint("attempt_id", name=op.f("pk_attempt_desks")),
    )
    _wall("attempt_desks", "SELECT, INSERT, UPDATE")


def _add_prepared() -> None:
    op.create_table(
        "prepared_attempts",
        sa.Column("assignment_id", sa.Uuid(), nullable=False),
        sa.Column("pupil_id", sa.Uuid(), nullable=False),
        sa.Column("seed", sa.BigInteger(), nullable=False),
        sa.Column("limit_s", sa.Integer(), nullable=True),
        sa.Column("opens_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_by", sa.DateTime(timezone=True), nullable=False),
        sa.Column("fewer_options", sa.Boolean(), nullable=False),
        sa.Column("rest_breaks", sa.Boolean(), nullable=False),
        sa.Column("items", postgresql.JSONB(), nullable=False),
        sa.Column("release", sa.String(), nullable=False),
        sa.Column("package", sa.LargeBinary(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("school_id", sa.Uuid(), server_default=CURRENT_SCHOOL, nullable=False),
        _parent("prepared_attempts", "assignment_id", "assignments"),
        _parent("prepared_attempts", "pupil_id", "users"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_prepared_attempts")),
        sa.UniqueConstraint(
            "school_id", "assignment_id", "pupil_id", name=op.f("uq_prepared_attempts_school_id_assignment_id_pupil_id")
        ),
        sa.UniqueConstraint("school_id", "id", name=op.f("uq_prepared_attempts_school_id_id")),
    )
    op.create_index(op.f("ix_prepared_attempts_school_id_pupil_id"), "prepared_attempts", ["school_id", "pupil_id"])
    _wall("prepared_attempts", "SELECT, INSERT, UPDATE, DELETE")


def _parent(table: str, column: str, parent: str, on_delete: str | None = None) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["school_id", column],
        [f"{parent}.school_id", f"{parent}.id"],
        name=op.f(f"fk_{table}_school_id_{column}"),
        ondelete=on_delete,
    )


def _wall(table: str, rights: str) -> None:
    """Let the application at a table, and at rows of one school at a time."""
    op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    op.execute(f"CREATE POLICY wall ON {table} USING ({WALL}) WITH CHECK ({WALL})")
    role = context.config.attributes["app_role"].replace('"', '""')
    op.execute(f'GRANT {rights} ON {table} TO "{role}"')
