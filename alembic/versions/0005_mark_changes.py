"""Putting marks right

Revision: 0005, after 0004
"""

from __future__ import annotations

import sqlalchemy as sa

from alembic import context, op

revision = "0005"
down_revision = "0004"

CURRENT_SCHOOL = sa.text("nullif(current_setting('app.school_id', true), '')::uuid")
WALL = "school_id = (select nullif(current_setting('app.school_id', true), '')::uuid)"
PARENTS = {
    "assignment_id": "assignments",
    "assessment_item_id": "assessment_items",
    "question_version_id": "question_versions",
    "made_by": "users",
    "undone_by": "users",
}
OUTCOMES = "'unanswered', 'wrong', 'partial', 'right', 'needs_marking'"


def upgrade() -> None:
    op.create_table(
        "mark_changes",
        sa.Column("batch_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("assignment_id", sa.Uuid(), nullable=False),
        sa.Column("assessment_item_id", sa.Uuid(), nullable=False),
        sa.Column("question_version_id", sa.Uuid(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("up_only", sa.Boolean(), nullable=False),
        sa.Column("over_people", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("undone_by", sa.Uuid(), nullable=True),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("school_id", sa.Uuid(), server_default=CURRENT_SCHOOL, nullable=False),
        sa.CheckConstraint("kind in ('override', 'remark', 'void', 'full')", name=op.f("ck_mark_changes_kind")),
        sa.CheckConstraint("state in ('running', 'applied', 'undone')", name=op.f("ck_mark_changes_state")),
        sa.CheckConstraint(
            "(kind = 'remark') = (question_version_id is not null)", name=op.f("ck_mark_changes_version")
        ),
        *(
            sa.ForeignKeyConstraint(
                ["school_id", column],
                [f"{table}.school_id", f"{table}.id"],
                name=op.f(f"fk_mark_changes_school_id_{column}"),
            )
            for column, table in PARENTS.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mark_changes")),
        sa.UniqueConstraint("school_id", "id", name=op.f("uq_mark_changes_school_id_id")),
    )
    op.create_index(
        op.f("ix_mark_changes_school_id_assignment_id_assessment_item_id"),
        "mark_changes",
        ["school_id", "assignment_id", "assessment_item_id"],
    )
    op.create_index(op.f("ix_mark_changes_school_id_batch_id"), "mark_changes", ["school_id", "batch_id"])
    op.execute("ALTER TABLE mark_changes ENABLE ROW LEVEL SECURITY")
    op.execute(f"CREATE POLICY wall ON mark_changes USING ({WALL}) WITH CHECK ({WALL})")
    role = context.config.attributes["app_role"].replace('"', '""')
    op.execute(f'GRANT SELECT, INSERT, UPDATE ON mark_changes TO "{role}"')
    for column in ("change_id", "undoes"):
        op.add_column("marks", sa.Column(column, sa.Uuid(), nullable=True))
        name = f"fk_marks_school_id_{column}"
        # Not valid: the rows that are there have nothing in it, so none needs looking at while the table is closed.
        op.execute(
            f"ALTER TABLE marks ADD CONSTRAINT {name} FOREIGN KEY (school_id, {column}) "
            "REFERENCES mark_changes (school_id, id) NOT VALID"
        )
    _set_outcomes(f"{OUTCOMES}, 'void'")
    op.create_index(
        "ix_marks_change", "marks", ["school_id", "change_id"], postgresql_where=sa.text("change_id is not null")
    )


def downgrade() -> None:
    op.drop_index("ix_marks_change", table_name="marks")
    _set_outcomes(OUTCOMES)
    op.drop_column("marks", "undoes")
    op.drop_column("marks", "change_id")
    op.drop_table("mark_changes")


def _set_outcomes(outcomes: str) -> None:
    """Widen the check, which every row that is there fulfils. Nobody writes between: it is one transaction."""
    op.execute("-- squawk-ignore ban-drop-constraint\nALTER TABLE marks DROP CONSTRAINT ck_marks_outcome")
    op.execute(f"ALTER TABLE marks ADD CONSTRAINT ck_marks_outcome CHECK (outcome in ({outcomes})) NOT VALID")
