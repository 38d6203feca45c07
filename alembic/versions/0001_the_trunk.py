"""The trunk

Revision: 0001, after None
"""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa
from alembic.util import CommandError
from sqlalchemy.dialects import postgresql

from alembic import context, op

revision = "0001"
down_revision = None

CURRENT_SCHOOL = sa.text("nullif(current_setting('app.school_id', true), '')::uuid")

OPEN_TABLES = ("login_failures", "login_names", "schools", "sessions")
"""Sign-in happens before the school is known: these stand outside the wall."""

TENANT_TABLES = (
    "answer_events",
    "answers",
    "assessment_items",
    "assessments",
    "assignments",
    "attempt_items",
    "attempts",
    "audit_events",
    "class_pupils",
    "class_teachers",
    "classes",
    "documents",
    "draft_questions",
    "generation_runs",
    "marks",
    "misconceptions",
    "objectives",
    "passages",
    "permissions",
    "preferences",
    "question_objectives",
    "question_tags",
    "question_versions",
    "questions",
    "topics",
    "units",
    "users",
)

APPEND_ONLY = ("answer_events", "audit_events", "marks", "question_versions")

DELETABLE = (
    "class_pupils",
    "class_teachers",
    "assessment_items",
    "documents",
    "draft_questions",
    "generation_runs",
    "login_failures",
    "login_names",
    "passages",
    "permissions",
    "preferences",
    "question_objectives",
    "question_tags",
    "sessions",
)
"""Rows that a user's action may remove; what pupils' work points to is never deleted here."""

WALL = "school_id = (select nullif(current_setting('app.school_id', true), '')::uuid)"


def _app_role() -> str:
    role = context.config.attributes["app_role"]
    return '"' + role.replace('"', '""') + '"'


def _raise_the_wall() -> None:
    """Row-level security on every tenant table. ENABLE, not FORCE: the owner's migrations must see all rows."""
    for table in TENANT_TABLES:
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY wall ON {table} USING ({WALL}) WITH CHECK ({WALL})")


def _grant() -> None:
    """Give the application what it needs and no more."""
    app = _app_role()
    for table in (*OPEN_TABLES, *TENANT_TABLES):
        rights = "SELECT, INSERT" if table in APPEND_ONLY else "SELECT, INSERT, UPDATE"
        op.execute(f"GRANT {rights}{', DELETE' if table in DELETABLE else ''} ON {table} TO {app}")
    op.execute(f"GRANT SELECT ON alembic_version TO {app}")


def _run(name: str) -> None:
    """Run a file of SQL as it stands: no percent sign or colon in it means a parameter."""
    sql = (Path(__file__).parents[1] / "sql" / name).read_text(encoding="utf-8")
    if context.is_offline_mode():
        op.execute(sql)
    else:
        op.get_bind().connection.driver_connection.execute(sql)


def _add_the_queue() -> None:
    """The tables and functions of procrastinate 3.10, as it ships them."""
    _run("procrastinate-3.10.0.sql")
    app = _app_role()
    for table in ("workers", "jobs", "periodic_defers", "events"):
        op.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON procrastinate_{table} TO {app}")
    op.execute(f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {app}")


def upgrade() -> None:
    op.create_table(
        "audit_events",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=True),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("subject_type", sa.String(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=True),
        sa.Column("fields", postgresql.ARRAY(sa.TEXT()), server_default="{}", nullable=False),
        sa.Column("request_id", sa.String(), nullable=True),
        sa.Column("school_id", sa.Uuid(), server_default=CURRENT_SCHOOL, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_events")),
    )
    op.create_index(
        op.f("ix_audit_events_school_id_subject_type_subject_id"),
        "audit_events",
        ["school_id", "subject_type", "subject_id"],
        unique=False,
    )
    op.create_table(
        "classes",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_folded", sa.String(), nullable=False),
        sa.Column("year_group", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("code_folded", sa.String(), nullable=False),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("school_id", sa.Uuid(), server_default=CURRENT_SCHOOL, nullable=False),
        sa.CheckConstraint("year_group between 7 and 9", name=op.f("ck_classes_year_group")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_classes")),
        sa.UniqueConstraint("school_id", "id", name=op.f("uq_classes_school_id_id")),
        sa.UniqueConstraint("school_id", "name_folded", name=op.f("uq_classes_school_id_name_folded")),
    )
    op.create_index(op.f("ix_classes_school_id_code_folded"), "classes", ["school_id", "code_folded"], unique=False)
    op.create_table(
        "login_failures",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account", sa.LargeBinary(), nullable=False),
        sa.Column("device", sa.LargeBinary(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_login_failures")),
    )
    op.create_index(op.f("ix_login_failures_account_at"), "login_failures", ["account", "at"], unique=False)
    op.create_table(
        "misconceptions",
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("topic", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("explanation", sa.String(), nullable=False),
        sa.Column("pupil_feedback", sa.String(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("school_id", sa.Uuid(), server_default=CURRENT_SCHOOL, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_misconceptions")),
        sa.UniqueConstraint("school_id", "id", name=op.f("uq_misconceptions_school_id_id")),
        sa.UniqueConstraint("school_id", "slug", name=op.f("uq_misconceptions_school_id_slug")),
    )
    op.create_table(
        "schools",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("time_zone", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_schools")),
    )
    op.create_table(
        "units",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("year_group", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("statements", postgresql.ARRAY(sa.TEXT()), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("school_id", sa.Uuid(), server_default=CURRENT_SCHOOL, nullable=False),
        sa.CheckConstraint("year_group between 7 and 9", name=op.f("ck_units_year_group")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_units")),
        sa.UniqueConstraint("school_id", "id", name=op.f("uq_units_school_id_id")),
        sa.UniqueConstraint("school_id", "key", name=op.f("uq_units_school_id_key")),
    )
    op.create_table(
        "users",
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("title", sa.String(), server_default="", nullable=False),
        sa.Column("given_name", sa.String(), nullable=False),
        sa.Column("family_name", sa.String(), nullable=False),
        sa.Column("sort_folded", sa.String(), nullable=False),
        sa.Column("sign_in_name", sa.String(), nullable=False),
        sa.Column("sign_in_folded", sa.String(), nullable=True),
        sa.Column("password_hash", sa.String(), nullable=False),
        sa.Column("disabled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_sign_in_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("school_id", sa.Uuid(), server_default=CURRENT_SCHOOL, nullable=False),
        sa.CheckConstraint("role in ('admin', 'teacher', 'pupil')", name=op.f("ck_users_role")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_users")),
        sa.UniqueConstraint("school_id", "id", name=op.f("uq_users_school_id_id")),
        sa.UniqueConstraint("school_id", "sign_in_folded", name=op.f("uq_users_school_id_sign_in_folded")),
    )
    op.create_index(
        op.f("ix_users_school_id_role_sort_folded_id"),
        "users",
        ["school_id", "role", "sort_folded", "id"],
        unique=False,
    )
    op.create_table(
        "assessments",
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("description", sa.String(), server_default="", nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("school_id", sa.Uuid(), server_default=CURRENT_SCHOOL, nullable=False),
        sa.ForeignKeyConstraint(
            ["school_id", "author_id"], ["users.school_id", "users.id"], name=op.f("fk_assessments_school_id_author_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessments")),
        sa.UniqueConstraint("school_id", "id", name=op.f("uq_assessments_school_id_id")),
    )
    op.create_index(
        op.f("ix_assessments_school_id_updated_at_id"), "assessments", ["school_id", "updated_at", "id"], unique=False
    )
    op.create_table(
        "class_pupils",
        sa.Column("class_id", sa.Uuid(), nullable=False),
        sa.Column("pupil_id", sa.Uuid(), nullable=False),
        sa.Column("joined_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("school_id", sa.Uuid(), server_default=CURRENT_SCHOOL, nullable=False),
        sa.ForeignKeyConstraint(
            ["school_id", "class_id"],
            ["classes.school_id", "classes.id"],
            name=op.f("fk_class_pupils_school_id_class_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["school_id", "pupil_id"],
            ["users.school_id", "users.id"],
            name=op.f("fk_class_pupils_school_id_pupil_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("class_id", "pupil_id", name=op.f("pk_class_pupils")),
    )
    op.create_index(op.f("ix_class_pupils_school_id_pupil_id"), "class_pupils", ["school_id", "pupil_id"], unique=False)
    op.create_table(
        "class_teachers",
        sa.Column("class_id", sa.Uuid(), nullable=False),
        sa.Column("teacher_id", sa.Uuid(), nullable=False),
        sa.Column("school_id", sa.Uuid(), server_default=CURRENT_SCHOOL, nullable=False),
        sa.ForeignKeyConstraint(
            ["school_id", "class_id"],
            ["classes.school_id", "classes.id"],
            name=op.f("fk_class_teachers_school_id_class_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["school_id", "teacher_id"],
            ["users.school_id", "users.id"],
            name=op.f("fk_class_teachers_school_id_teacher_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("class_id", "teacher_id", name=op.f("pk_class_teachers")),
    )
    op.create_index(
        op.f("ix_class_teachers_school_id_teacher_id"), "class_teachers", ["school_id", "teacher_id"], unique=False
    )
    op.create_table(
        "documents",
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=True),
        sa.Column("size_bytes", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("status", sa.String(), server_default="uploaded", nullable=False),
        sa.Column("progress_done", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("progress_total", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("refusal_code", sa.String(), nullable=True),
        sa.Column("refusal_message", sa.String(), nullable=True),
        sa.Column("title", sa.String(), server_default="", nullable=False),
        sa.Column(
            "counts", postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'{}'::jsonb"), nullable=False
        ),
        sa.Column("warnings", postgresql.ARRAY(sa.TEXT()), server_default="{}", nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("school_id", sa.Uuid(), server_default=CURRENT_SCHOOL, nullable=False),
        sa.CheckConstraint(
            "status in ('uploaded', 'parsing', 'parsed', 'refused', 'failed', 'cancelled')",
            name=op.f("ck_documents_status"),
        ),
        sa.ForeignKeyConstraint(
            ["school_id", "owner_id"], ["users.school_id", "users.id"], name=op.f("fk_documents_school_id_owner_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_documents")),
        sa.UniqueConstraint("school_id", "id", name=op.f("uq_documents_school_id_id")),
    )
    op.create_index(
        op.f("ix_documents_school_id_owner_id_id"), "documents", ["school_id", "owner_id", "id"], unique=False
    )
    op.create_table(
        "login_names",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("lookup", sa.String(), nullable=False),
        sa.Column("school_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint("kind in ('staff', 'class')", name=op.f("ck_login_names_kind")),
        sa.ForeignKeyConstraint(["school_id"], ["schools.id"], name=op.f("fk_login_names_school_id")),
        sa.PrimaryKeyConstraint("kind", "lookup", name=op.f("pk_login_names")),
    )
    op.create_index(op.f("ix_login_names_school_id_user_id"), "login_names", ["school_id", "user_id"], unique=False)
    op.create_table(
        "permissions",
        sa.Column("school_id", sa.Uuid(), server_default=CURRENT_SCHOOL, nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("permission", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["school_id"], ["schools.id"], name=op.f("fk_permissions_school_id")),
        sa.PrimaryKeyConstraint("school_id", "role", "permission", name=op.f("pk_permissions")),
    )
    op.create_table(
        "preferences",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("chosen", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("school_id", sa.Uuid(), server_default=CURRENT_SCHOOL, nullable=False),
        sa.ForeignKeyConstraint(
            ["school_id", "user_id"],
            ["users.school_id", "users.id"],
            name=op.f("fk_preferences_school_id_user_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_preferences")),
    )
    op.create_table(
        "questions",
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("latest_version_id", sa.Uuid(), nullable=False),
        sa.Column("latest_number", sa.Integer(), nullable=False),
        sa.Column("stem_text", sa.String(), nullable=False),
        sa.Column("text_folded", sa.String(), nullable=False),
        sa.Column("difficulty", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("school_id", sa.Uuid(), server_default=CURRENT_SCHOOL, nullable=False),
        sa.CheckConstraint("status in ('draft', 'ready', 'retired')", name=op.f("ck_questions_status")),
        sa.ForeignKeyConstraint(
            ["school_id", "author_id"], ["users.school_id", "users.id"], name=op.f("fk_questions_school_id_author_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_questions")),
        sa.UniqueConstraint("school_id", "id", name=op.f("uq_questions_school_id_id")),
    )
    op.create_index(
        op.f("ix_questions_school_id_status_updated_at_id"),
        "questions",
        ["school_id", "status", "updated_at", "id"],
        unique=False,
    )
    op.create_table(
        "sessions",
        sa.Column("token_sha256", sa.LargeBinary(), nullable=False),
        sa.Column("school_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("device", sa.LargeBinary(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("idle_expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["school_id"], ["schools.id"], name=op.f("fk_sessions_school_id")),
        sa.PrimaryKeyConstraint("token_sha256", name=op.f("pk_sessions")),
    )
    op.create_index(op.f("ix_sessions_expires_at"), "sessions", ["expires_at"], unique=False)
    op.create_index(op.f("ix_sessions_school_id_user_id"), "sessions", ["school_id", "user_id"], unique=False)
    op.create_table(
        "topics",
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("school_id", sa.Uuid(), server_default=CURRENT_SCHOOL, nullable=False),
        sa.ForeignKeyConstraint(
            ["school_id", "unit_id"], ["units.school_id", "units.id"], name=op.f("fk_topics_school_id_unit_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_topics")),
        sa.UniqueConstraint("school_id", "id", name=op.f("uq_topics_school_id_id")),
        sa.UniqueConstraint("school_id", "key", name=op.f("uq_topics_school_id_key")),
    )
    op.create_index(
        op.f("ix_topics_school_id_unit_id_position"), "topics", ["school_id", "unit_id", "position"], unique=False
    )
    op.create_table(
        "assignments",
        sa.Column("assessment_id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("class_id", sa.Uuid(), nullable=False),
        sa.Column("opens_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("time_limit_s", sa.Integer(), nullable=True),
        sa.Column("attempts_allowed", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("feedback", sa.String(), nullable=False),
        sa.Column("shuffle_questions", sa.Boolean(), nullable=False),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("school_id", sa.Uuid(), server_default=CURRENT_SCHOOL, nullable=False),
        sa.CheckConstraint("feedback in ('each', 'hand_in', 'release')", name=op.f("ck_assignments_feedback")),
        sa.CheckConstraint("attempts_allowed between 1 and 10", name=op.f("ck_assignments_attempts_allowed")),
        sa.CheckConstraint("closes_at > opens_at", name=op.f("ck_assignments_window")),
        sa.CheckConstraint(
            "time_limit_s is null or time_limit_s between 60 and 86400", name=op.f("ck_assignments_time_limit_s")
        ),
        sa.ForeignKeyConstraint(
            ["school_id", "assessment_id"],
            ["assessments.school_id", "assessments.id"],
            name=op.f("fk_assignments_school_id_assessment_id"),
        ),
        sa.ForeignKeyConstraint(
            ["school_id", "class_id"],
            ["classes.school_id", "classes.id"],
            name=op.f("fk_assignments_school_id_class_id"),
        ),
        sa.ForeignKeyConstraint(
            ["school_id", "created_by"],
            ["users.school_id", "users.id"],
            name=op.f("fk_assignments_school_id_created_by"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignments")),
        sa.UniqueConstraint("school_id", "id", name=op.f("uq_assignments_school_id_id")),
    )
    op.create_index(
        op.f("ix_assignments_school_id_assessment_id"), "assignments", ["school_id", "assessment_id"], unique=False
    )
    op.create_index(
        op.f("ix_assignments_school_id_class_id_opens_at"),
        "assignments",
        ["school_id", "class_id", "opens_at"],
        unique=False,
    )
    op.create_table(
        "generation_runs",
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=True),
        sa.Column("document_name", sa.String(), server_default="", nullable=False),
        sa.Column("makers", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("objective_ids", postgresql.ARRAY(sa.UUID()), server_default="{}", nullable=False),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(), server_default="queued", nullable=False),
        sa.Column("progress_done", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("progress_total", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("made", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("dropped", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("message", sa.String(), server_default="", nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("school_id", sa.Uuid(), server_default=CURRENT_SCHOOL, nullable=False),
        sa.CheckConstraint(
            "status in ('queued', 'running', 'done', 'failed', 'cancelled')", name=op.f("ck_generation_runs_status")
        ),
        sa.ForeignKeyConstraint(
            ["school_id", "document_id"],
            ["documents.school_id", "documents.id"],
            name=op.f("fk_generation_runs_school_id_document_id"),
            ondelete="SET NULL (document_id)",
        ),
        sa.ForeignKeyConstraint(
            ["school_id", "owner_id"],
            ["users.school_id", "users.id"],
            name=op.f("fk_generation_runs_school_id_owner_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_generation_runs")),
        sa.UniqueConstraint("school_id", "id", name=op.f("uq_generation_runs_school_id_id")),
    )
    op.create_index(
        op.f("ix_generation_runs_school_id_owner_id_id"),
        "generation_runs",
        ["school_id", "owner_id", "id"],
        unique=False,
    )
    op.create_table(
        "objectives",
        sa.Column("topic_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("strands", postgresql.ARRAY(sa.TEXT()), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("school_id", sa.Uuid(), server_default=CURRENT_SCHOOL, nullable=False),
        sa.ForeignKeyConstraint(
            ["school_id", "topic_id"], ["topics.school_id", "topics.id"], name=op.f("fk_objectives_school_id_topic_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_objectives")),
        sa.UniqueConstraint("school_id", "id", name=op.f("uq_objectives_school_id_id")),
        sa.UniqueConstraint("school_id", "key", name=op.f("uq_objectives_school_id_key")),
    )
    op.create_index(
        op.f("ix_objectives_school_id_topic_id_position"),
        "objectives",
        ["school_id", "topic_id", "position"],
        unique=False,
    )
    op.create_table(
        "passages",
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("section", sa.Integer(), nullable=False),
        sa.Column("heading", sa.String(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("body", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("school_id", sa.Uuid(), server_default=CURRENT_SCHOOL, nullable=False),
        sa.ForeignKeyConstraint(
            ["school_id", "document_id"],
            ["documents.school_id", "documents.id"],
            name=op.f("fk_passages_school_id_document_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passages")),
        sa.UniqueConstraint(
            "school_id", "document_id", "position", name=op.f("uq_passages_school_id_document_id_position")
        ),
        sa.UniqueConstraint("school_id", "id", name=op.f("uq_passages_school_id_id")),
    )
    op.create_table(
        "question_tags",
        sa.Column("question_id", sa.Uuid(), nullable=False),
        sa.Column("tag_folded", sa.String(), nullable=False),
        sa.Column("tag", sa.String(), nullable=False),
        sa.Column("school_id", sa.Uuid(), server_default=CURRENT_SCHOOL, nullable=False),
        sa.ForeignKeyConstraint(
            ["school_id", "question_id"],
            ["questions.school_id", "questions.id"],
            name=op.f("fk_question_tags_school_id_question_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("question_id", "tag_folded", name=op.f("pk_question_tags")),
    )
    op.create_index(
        op.f("ix_question_tags_school_id_tag_folded"), "question_tags", ["school_id", "tag_folded"], unique=False
    )
    op.create_table(
        "question_versions",
        sa.Column("question_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("content", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("school_id", sa.Uuid(), server_default=CURRENT_SCHOOL, nullable=False),
        sa.ForeignKeyConstraint(
            ["school_id", "created_by"],
            ["users.school_id", "users.id"],
            name=op.f("fk_question_versions_school_id_created_by"),
        ),
        sa.ForeignKeyConstraint(
            ["school_id", "question_id"],
            ["questions.school_id", "questions.id"],
            name=op.f("fk_question_versions_school_id_question_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question_versions")),
        sa.UniqueConstraint("school_id", "id", name=op.f("uq_question_versions_school_id_id")),
        sa.UniqueConstraint(
            "school_id", "question_id", "number", name=op.f("uq_question_versions_school_id_question_id_number")
        ),
    )
    op.create_table(
        "assessment_items",
        sa.Column("assessment_id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("question_version_id", sa.Uuid(), nullable=False),
        sa.Column("marks", sa.Numeric(precision=6, scale=2), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("school_id", sa.Uuid(), server_default=CURRENT_SCHOOL, nullable=False),
        sa.CheckConstraint("marks > 0 and marks <= 100", name=op.f("ck_assessment_items_marks")),
        sa.ForeignKeyConstraint(
            ["school_id", "assessment_id"],
            ["assessments.school_id", "assessments.id"],
            name=op.f("fk_assessment_items_school_id_assessment_id"),
        ),
        sa.ForeignKeyConstraint(
            ["school_id", "question_version_id"],
            ["question_versions.school_id", "question_versions.id"],
            name=op.f("fk_assessment_items_school_id_question_version_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment_items")),
        sa.UniqueConstraint(
            "school_id",
            "assessment_id",
            "revision",
            "position",
            name=op.f("uq_assessment_items_school_id_assessment_id_revision_position"),
        ),
        sa.UniqueConstraint("school_id", "id", name=op.f("uq_assessment_items_school_id_id")),
    )
    op.create_index(
        op.f("ix_assessment_items_school_id_question_version_id"),
        "assessment_items",
        ["school_id", "question_version_id"],
        unique=False,
    )
    op.create_table(
        "attempts",
        sa.Column("assignment_id", sa.Uuid(), nullable=False),
        sa.Column("pupil_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), server_default="open", nullable=False),
        sa.Column("epoch", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("seed", sa.BigInteger(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("submitted_by", sa.String(), nullable=True),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("here", sa.Uuid(), nullable=True),
        sa.Column("pending", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("school_id", sa.Uuid(), server_default=CURRENT_SCHOOL, nullable=False),
        sa.CheckConstraint("state in ('open', 'submitted', 'marked')", name=op.f("ck_attempts_state")),
        sa.CheckConstraint(
            "submitted_by in ('pupil', 'timer', 'teacher', 'sweep')", name=op.f("ck_attempts_submitted_by")
        ),
        sa.ForeignKeyConstraint(
            ["school_id", "assignment_id"],
            ["assignments.school_id", "assignments.id"],
            name=op.f("fk_attempts_school_id_assignment_id"),
        ),
        sa.ForeignKeyConstraint(
            ["school_id", "pupil_id"], ["users.school_id", "users.id"], name=op.f("fk_attempts_school_id_pupil_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attempts")),
        sa.UniqueConstraint(
            "school_id",
            "assignment_id",
            "pupil_id",
            "number",
            name=op.f("uq_attempts_school_id_assignment_id_pupil_id_number"),
        ),
        sa.UniqueConstraint("school_id", "id", name=op.f("uq_attempts_school_id_id")),
    )
    op.create_index(
        "ix_attempts_open", "attempts", ["ends_at"], unique=False, postgresql_where=sa.text("state = 'open'")
    )
    op.create_index(
        op.f("ix_attempts_school_id_pupil_id_started_at"),
        "attempts",
        ["school_id", "pupil_id", "started_at"],
        unique=False,
    )
    op.create_table(
        "draft_questions",
        sa.Column("run_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("content", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("stem_text", sa.String(), nullable=False),
        sa.Column("maker", sa.String(), nullable=False),
        sa.Column("maker_version", sa.Integer(), nullable=False),
        sa.Column("seed", sa.Integer(), nullable=True),
        sa.Column("level", sa.Integer(), nullable=True),
        sa.Column("evidence", postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=True),
        sa.Column(
            "checks", postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'[]'::jsonb"), nullable=False
        ),
        sa.Column("duplicate_of", postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=True),
        sa.Column("objective_ids", postgresql.ARRAY(sa.UUID()), server_default="{}", nullable=False),
        sa.Column("status", sa.String(), server_default="new", nullable=False),
        sa.Column("reviewed_by", sa.Uuid(), nullable=True),
        sa.Column("reviewed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reject_reason", sa.String(), server_default="", nullable=False),
        sa.Column("question_id", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("school_id", sa.Uuid(), server_default=CURRENT_SCHOOL, nullable=False),
        sa.CheckConstraint(
            "status in ('new', 'accepted', 'edited', 'rejected')", name=op.f("ck_draft_questions_status")
        ),
        sa.ForeignKeyConstraint(
            ["school_id", "question_id"],
            ["questions.school_id", "questions.id"],
            name=op.f("fk_draft_questions_school_id_question_id"),
        ),
        sa.ForeignKeyConstraint(
            ["school_id", "run_id"],
            ["generation_runs.school_id", "generation_runs.id"],
            name=op.f("fk_draft_questions_school_id_run_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft_questions")),
        sa.UniqueConstraint("school_id", "id", name=op.f("uq_draft_questions_school_id_id")),
    )
    op.create_index(
        op.f("ix_draft_questions_school_id_run_id_position"),
        "draft_questions",
        ["school_id", "run_id", "position"],
        unique=False,
    )
    op.create_table(
        "question_objectives",
        sa.Column("question_id", sa.Uuid(), nullable=False),
        sa.Column("objective_id", sa.Uuid(), nullable=False),
        sa.Column("school_id", sa.Uuid(), server_default=CURRENT_SCHOOL, nullable=False),
        sa.ForeignKeyConstraint(
            ["school_id", "objective_id"],
            ["objectives.school_id", "objectives.id"],
            name=op.f("fk_question_objectives_school_id_objective_id"),
        ),
        sa.ForeignKeyConstraint(
            ["school_id", "question_id"],
            ["questions.school_id", "questions.id"],
            name=op.f("fk_question_objectives_school_id_question_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("question_id", "objective_id", name=op.f("pk_question_objectives")),
    )
    op.create_index(
        op.f("ix_question_objectives_school_id_objective_id"),
        "question_objectives",
        ["school_id", "objective_id"],
        unique=False,
    )
    op.create_table(
        "answer_events",
        sa.Column("attempt_id", sa.Uuid(), nullable=False),
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Uuid(), nullable=False),
        sa.Column("value", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("late", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("school_id", sa.Uuid(), server_default=CURRENT_SCHOOL, nullable=False),
        sa.CheckConstraint("epoch >= 0 and seq > 0", name=op.f("ck_answer_events_place")),
        sa.ForeignKeyConstraint(
            ["school_id", "attempt_id"],
            ["attempts.school_id", "attempts.id"],
            name=op.f("fk_answer_events_school_id_attempt_id"),
        ),
        sa.PrimaryKeyConstraint("attempt_id", "epoch", "seq", name=op.f("pk_answer_events")),
    )
    op.create_index(
        op.f("ix_answer_events_school_id_attempt_id_item_id"),
        "answer_events",
        ["school_id", "attempt_id", "item_id"],
        unique=False,
    )
    op.create_table(
        "attempt_items",
        sa.Column("attempt_id", sa.Uuid(), nullable=False),
        sa.Column("assessment_item_id", sa.Uuid(), nullable=False),
        sa.Column("question_version_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.Column("marks_max", sa.Numeric(precision=6, scale=2), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("school_id", sa.Uuid(), server_default=CURRENT_SCHOOL, nullable=False),
        sa.ForeignKeyConstraint(
            ["school_id", "assessment_item_id"],
            ["assessment_items.school_id", "assessment_items.id"],
            name=op.f("fk_attempt_items_school_id_assessment_item_id"),
        ),
        sa.ForeignKeyConstraint(
            ["school_id", "attempt_id"],
            ["attempts.school_id", "attempts.id"],
            name=op.f("fk_attempt_items_school_id_attempt_id"),
        ),
        sa.ForeignKeyConstraint(
            ["school_id", "question_version_id"],
            ["question_versions.school_id", "question_versions.id"],
            name=op.f("fk_attempt_items_school_id_question_version_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attempt_items")),
        sa.UniqueConstraint("school_id", "attempt_id", "id", name=op.f("uq_attempt_items_school_id_attempt_id_id")),
        sa.UniqueConstraint(
            "school_id", "attempt_id", "position", name=op.f("uq_attempt_items_school_id_attempt_id_position")
        ),
        sa.UniqueConstraint("school_id", "id", name=op.f("uq_attempt_items_school_id_id")),
    )
    op.create_index(
        op.f("ix_attempt_items_school_id_assessment_item_id"),
        "attempt_items",
        ["school_id", "assessment_item_id"],
        unique=False,
    )
    op.create_table(
        "answers",
        sa.Column("attempt_id", sa.Uuid(), nullable=False),
        sa.Column("item_id", sa.Uuid(), nullable=False),
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("value", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("fixed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("school_id", sa.Uuid(), server_default=CURRENT_SCHOOL, nullable=False),
        sa.ForeignKeyConstraint(
            ["school_id", "attempt_id", "item_id"],
            ["attempt_items.school_id", "attempt_items.attempt_id", "attempt_items.id"],
            name=op.f("fk_answers_school_id_attempt_id_item_id"),
        ),
        sa.PrimaryKeyConstraint("attempt_id", "item_id", name=op.f("pk_answers")),
        postgresql_with={"fillfactor": "80"},
    )
    op.create_table(
        "marks",
        sa.Column("attempt_id", sa.Uuid(), nullable=False),
        sa.Column("attempt_item_id", sa.Uuid(), nullable=False),
        sa.Column("fraction", sa.Float(), nullable=False),
        sa.Column("score", sa.Numeric(precision=12, scale=6), nullable=False),
        sa.Column("marks_max", sa.Numeric(precision=6, scale=2), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("feedback", sa.String(), nullable=False),
        sa.Column("misconceptions", postgresql.ARRAY(sa.TEXT()), nullable=False),
        sa.Column("response", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("detail", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("marker", sa.String(), nullable=False),
        sa.Column("marker_version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("school_id", sa.Uuid(), server_default=CURRENT_SCHOOL, nullable=False),
        sa.CheckConstraint(
            "outcome in ('unanswered', 'wrong', 'partial', 'right', 'needs_marking')", name=op.f("ck_marks_outcome")
        ),
        sa.CheckConstraint("fraction >= 0 and fraction <= 1", name=op.f("ck_marks_fraction")),
        sa.ForeignKeyConstraint(
            ["school_id", "attempt_id"],
            ["attempts.school_id", "attempts.id"],
            name=op.f("fk_marks_school_id_attempt_id"),
        ),
        sa.ForeignKeyConstraint(
            ["school_id", "attempt_item_id"],
            ["attempt_items.school_id", "attempt_items.id"],
            name=op.f("fk_marks_school_id_attempt_item_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_marks")),
        sa.UniqueConstraint("school_id", "id", name=op.f("uq_marks_school_id_id")),
    )
    op.create_index(
        op.f("ix_marks_school_id_attempt_id_attempt_item_id_id"),
        "marks",
        ["school_id", "attempt_id", "attempt_item_id", "id"],
        unique=False,
    )
    _raise_the_wall()
    _grant()
    _add_the_queue()
    _run("save_answers.sql")


def downgrade() -> None:
    raise CommandError("There is nothing before the first migration to go back to: drop the database instead.")
