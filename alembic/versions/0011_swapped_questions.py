"""Questions swapped for others while they are sat; hand-ins from before an attempt was opened again; breaks in a pause

Revision: 0011, after 0010
"""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa

from alembic import context, op

revision = "0011"
down_revision = "0010"

SQL = Path(__file__).parents[1] / "sql"
CURRENT_SCHOOL = sa.text("nullif(current_setting('app.school_id', true), '')::uuid")
WALL = "school_id = (select nullif(current_setting('app.school_id', true), '')::uuid)"


def upgrade() -> None:
    op.create_table(
        "assignment_swaps",
        sa.Column("assignment_id", sa.Uuid(), nullable=False),
        sa.Column("assessment_item_id", sa.Uuid(), nullable=False),
        sa.Column("question_version_id", sa.Uuid(), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("undone_by", sa.Uuid(), nullable=True),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("school_id", sa.Uuid(), server_default=CURRENT_SCHOOL, nullable=False),
        *(
            sa.ForeignKeyConstraint(
                ["school_id", column],
                [f"{parent}.school_id", f"{parent}.id"],
                name=op.f(f"fk_assignment_swaps_school_id_{column}"),
            )
            for column, parent in (
                ("assignment_id", "assignments"),
                ("assessment_item_id", "assessment_items"),
                ("question_version_id", "question_versions"),
                ("made_by", "users"),
                ("undone_by", "users"),
            )
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignment_swaps")),
        sa.UniqueConstraint("school_id", "id", name=op.f("uq_assignment_swaps_school_id_id")),
    )
    for column in ("assignment_id", "question_version_id"):
        op.create_index(op.f(f"ix_assignment_swaps_school_id_{column}"), "assignment_swaps", ["school_id", column])
    op.execute("ALTER TABLE assignment_swaps ENABLE ROW LEVEL SECURITY")
    op.execute(f"CREATE POLICY wall ON assignment_swaps USING ({WALL}) WITH CHECK ({WALL})")
    role = context.config.attributes["app_role"].replace('"', '""')
    op.execute(f'GRANT SELECT, INSERT, UPDATE ON assignment_swaps TO "{role}"')
    op.add_column("attempts", sa.Column("on_break", sa.Boolean(), server_default=sa.text("false"), nullable=False))
    op.add_column("attempts", sa.Column("reopened_epoch", sa.Integer(), server_default=sa.text("0"), nullable=False))
    op.execute("UPDATE attempts SET on_break = true WHERE paused_by = 'pupil'")
    for name in ("start_prepared_0011.sql", "save_answers_0011.sql"):
        op.execute((SQL / name).read_text(encoding="utf-8"))


def downgrade() -> None:
    for name in ("start_prepared.sql", "save_answers_0010.sql"):
        former = (SQL / name).read_text(encoding="utf-8")
        op.execute(former.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION"))
    for column in ("on_break", "reopened_epoch"):
        op.drop_column("attempts", column)
    op.drop_table("assignment_swaps")
