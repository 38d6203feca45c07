"""What the runs of pupils' programs came to, kept beside their answers

Revision: 0007, after 0006
"""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from alembic import context, op

revision = "0007"
down_revision = "0006"

CURRENT_SCHOOL = sa.text("nullif(current_setting('app.school_id', true), '')::uuid")
WALL = "school_id = (select nullif(current_setting('app.school_id', true), '')::uuid)"


def upgrade() -> None:
    op.create_table(
        "run_evidence",
        sa.Column("attempt_item_id", sa.Uuid(), nullable=False),
        sa.Column("question_version_id", sa.Uuid(), nullable=False),
        sa.Column("response_sha256", sa.String(), nullable=False),
        sa.Column("runs", postgresql.JSONB(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("school_id", sa.Uuid(), server_default=CURRENT_SCHOOL, nullable=False),
        *(
            sa.ForeignKeyConstraint(
                ["school_id", column],
                [f"{parent}.school_id", f"{parent}.id"],
                name=op.f(f"fk_run_evidence_school_id_{column}"),
            )
            for column, parent in (("attempt_item_id", "attempt_items"), ("question_version_id", "question_versions"))
        ),
        sa.PrimaryKeyConstraint(
            "attempt_item_id", "question_version_id", "response_sha256", name=op.f("pk_run_evidence")
        ),
    )
    op.execute("ALTER TABLE run_evidence ENABLE ROW LEVEL SECURITY")
    op.execute(f"CREATE POLICY wall ON run_evidence USING ({WALL}) WITH CHECK ({WALL})")
    role = context.config.attributes["app_role"].replace('"', '""')
    op.execute(f'GRANT SELECT, INSERT ON run_evidence TO "{role}"')


def downgrade() -> None:
    op.drop_table("run_evidence")
