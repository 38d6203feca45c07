"""What a school sets for itself: how its assessments begin, its limits, its mail relay and the mail on its way

Revision: 0004, after 0003
"""

from __future__ import annotations

import sqlalchemy as sa

from alembic import context, op

revision = "0004"
down_revision = "0003"

CURRENT_SCHOOL = sa.text("nullif(current_setting('app.school_id', true), '')::uuid")
WALL = "school_id = (select nullif(current_setting('app.school_id', true), '')::uuid)"


def upgrade() -> None:
    _school_settings()
    _mail_relays()
    _mails()
    role = context.config.attributes["app_role"].replace('"', '""')
    for table, more in (("school_settings", ""), ("mail_relays", ""), ("mails", ", DELETE")):
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY wall ON {table} USING ({WALL}) WITH CHECK ({WALL})")
        op.execute(f'GRANT SELECT, INSERT, UPDATE{more} ON {table} TO "{role}"')
    op.execute("INSERT INTO school_settings (school_id) SELECT id FROM schools")


def _school_settings() -> None:
    op.create_table(
        "school_settings",
        sa.Column("school_id", sa.Uuid(), server_default=CURRENT_SCHOOL, nullable=False),
        sa.Column("feedback", sa.String(), server_default="hand_in", nullable=False),
        sa.Column("attempts_allowed", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("time_limit_s", sa.Integer(), nullable=True),
        sa.Column("generation_runs_per_hour", sa.Integer(), nullable=True),
        sa.Column("attempt_starts_per_hour", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint("feedback in ('each', 'hand_in', 'release')", name=op.f("ck_school_settings_feedback")),
        sa.ForeignKeyConstraint(["school_id"], ["schools.id"], name=op.f("fk_school_settings_school_id")),
        sa.PrimaryKeyConstraint("school_id", name=op.f("pk_school_settings")),
    )


def _mail_relays() -> None:
    op.create_table(
        "mail_relays",
        sa.Column("school_id", sa.Uuid(), server_default=CURRENT_SCHOOL, nullable=False),
        sa.Column("enabled", sa.Boolean(), nullable=False),
        sa.Column("host", sa.String(), nullable=False),
        sa.Column("port", sa.Integer(), nullable=False),
        sa.Column("security", sa.String(), nullable=False),
        sa.Column("sender", sa.String(), nullable=False),
        sa.Column("username", sa.String(), nullable=False),
        sa.Column("password_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint("security in ('starttls', 'tls', 'none')", name=op.f("ck_mail_relays_security")),
        sa.ForeignKeyConstraint(["school_id"], ["schools.id"], name=op.f("fk_mail_relays_school_id")),
        sa.PrimaryKeyConstraint("school_id", name=op.f("pk_mail_relays")),
    )


def _mails() -> None:
    op.create_table(
        "mails",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("tries", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("next_try_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("problem", sa.String(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("school_id", sa.Uuid(), server_default=CURRENT_SCHOOL, nullable=False),
        sa.CheckConstraint("kind in ('test', 'password_changed', 'locked_out')", name=op.f("ck_mails_kind")),
        sa.ForeignKeyConstraint(
            ["school_id", "user_id"],
            ["users.school_id", "users.id"],
            name=op.f("fk_mails_school_id_user_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mails")),
        sa.UniqueConstraint("school_id", "id", name=op.f("uq_mails_school_id_id")),
    )
    op.create_index(op.f("ix_mails_school_id_next_try_at"), "mails", ["school_id", "next_try_at"])
    op.create_index(op.f("ix_mails_school_id_user_id_created_at"), "mails", ["school_id", "user_id", "created_at"])


def downgrade() -> None:
    op.drop_table("mails")
    op.drop_table("mail_relays")
    op.drop_table("school_settings")
