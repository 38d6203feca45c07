"""Questions about pupils' own programs, made once these pass their tests, and what was answered

Revision: 0008, after 0007
"""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from alembic import context, op

revision = "0008"
down_revision = "0007"

CURRENT_SCHOOL = sa.text("nullif(current_setting('app.school_id', true), '')::uuid")
WALL = "school_id = (select nullif(current_setting('app.school_id', true), '')::uuid)"


def upgrade() -> None:
    op.create_table(
        "own_code_questions",
        sa.Column("attempt_item_id", sa.Uuid(), nullable=False),
        sa.Column("attempt_id", sa.Uuid(), nullable=False),
        sa.Column("question_version_id", sa.Uuid(), nullable=False),
        sa.Column("response_sha256", sa.String(), nullable=False),
        sa.Column("question", postgresql.JSONB(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("choice", sa.String(), nullable=True),
        sa.Column("is_right", sa.Boolean(), nullable=True),
        sa.Column("misconception", sa.String(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("school_id", sa.Uuid(), server_default=CURRENT_SCHOOL, nullable=False),
        *(
            sa.ForeignKeyConstraint(
                ["school_id", column],
                [f"{parent}.school_id", f"{parent}.id"],
                name=op.f(f"fk_own_code_questions_school_id_{column}"),
            )
            for column, parent in (
                ("attempt_item_id", "attempt_items"),
                ("attempt_id", "attempts"),
                ("question_version_id", "question_versions"),
            )
        ),
        sa.CheckConstraint(
            "(answered_at is null) = (choice is null) and (choice is null) = (is_right is null)",
            name=op.f("ck_own_code_questions_answer"),
        ),
        sa.PrimaryKeyConstraint("attempt_item_id", name=op.f("pk_own_code_questions")),
    )
    op.create_index(
        op.f("ix_own_code_questions_school_id"), "own_code_questions", ["school_id", "attempt_id"], unique=False
    )
    op.execute("ALTER TABLE own_code_questions ENABLE ROW LEVEL SECURITY")
    op.execute(f"CREATE POLICY wall ON own_code_questions USING ({WALL}) WITH CHECK ({WALL})")
    role = context.config.attributes["app_role"].replace('"', '""')
    op.execute(f'GRANT SELECT, INSERT, UPDATE ON own_code_questions TO "{role}"')


def downgrade() -> None:
    op.drop_table("own_code_questions")
