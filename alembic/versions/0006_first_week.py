"""A teacher's first week: tries, which attempt counts, a time for an absent pupil, draws, marking by hand

Revision: 0006, after 0005
"""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from alembic import context, op

revision = "0006"
down_revision = "0005"

CURRENT_SCHOOL = sa.text("nullif(current_setting('app.school_id', true), '')::uuid")
WALL = "school_id = (select nullif(current_setting('app.school_id', true), '')::uuid)"
TRIES_RULE = (
    "cardinality(try_penalties) between 1 and 10 and try_penalties[1] = 0 "
    "and 0 <= all (try_penalties) and 100 >= all (try_penalties)"
)
RULES = (
    ("assignments", "attempts_count", "attempts_count in ('best', 'last', 'first', 'mean')"),
    ("assignments", "try_penalties", TRIES_RULE),
    ("assessment_items", "pool", "(pool is null) = (draw is null) and draw > 0"),
)
KINDS = "'override', 'remark', 'void', 'full'"


def upgrade() -> None:
    op.add_column("assignments", sa.Column("attempts_count", sa.String(), server_default="best", nullable=False))
    penalties = postgresql.ARRAY(sa.Integer())
    op.add_column("assignments", sa.Column("try_penalties", penalties, server_default=sa.text("'{0}'"), nullable=False))
    for column in ("pool", "draw"):
        op.add_column("assessment_items", sa.Column(column, sa.Integer(), nullable=True))
    for table, name, rule in RULES:
        # Not valid: every row that is there has the columns' defaults, which fulfil it.
        op.execute(f"ALTER TABLE {table} ADD CONSTRAINT ck_{table}_{name} CHECK ({rule}) NOT VALID")
    _set_kinds(f"{KINDS}, 'marking'")
    _add_windows()
    _add_tries()
    _add_comments()


def downgrade() -> None:
    for table in ("marking_comments", "answer_tries", "assignment_windows"):
        op.drop_table(table)
    _set_kinds(KINDS)
    for table, column in (
        ("assessment_items", "pool"),
        ("assessment_items", "draw"),
        ("assignments", "try_penalties"),
        ("assignments", "attempts_count"),
    ):
        op.drop_column(table, column)


def _set_kinds(kinds: str) -> None:
    """Change the check, which every row that is there fulfils. Nobody writes between: it is one transaction."""
    op.execute("-- squawk-ignore ban-drop-constraint\nALTER TABLE mark_changes DROP CONSTRAINT ck_mark_changes_kind")
    op.execute(f"ALTER TABLE mark_changes ADD CONSTRAINT ck_mark_changes_kind CHECK (kind in ({kinds})) NOT VALID")


def _add_windows() -> None:
    op.create_table(
        "assignment_windows",
        sa.Column("assignment_id", sa.Uuid(), nullable=False),
        sa.Column("pupil_id", sa.Uuid(), nullable=False),
        sa.Column("opens_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        *_tenant_columns(),
        sa.CheckConstraint("closes_at > opens_at", name=op.f("ck_assignment_windows_window")),
        *_parents("assignment_windows", {"assignment_id": "assignments", "pupil_id": "users", "created_by": "users"}),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignment_windows")),
        sa.UniqueConstraint(
            "school_id",
            "assignment_id",
            "pupil_id",
            name=op.f("uq_assignment_windows_school_id_assignment_id_pupil_id"),
        ),
        sa.UniqueConstraint("school_id", "id", name=op.f("uq_assignment_windows_school_id_id")),
    )
    op.create_index(op.f("ix_assignment_windows_school_id_pupil_id"), "assignment_windows", ["school_id", "pupil_id"])
    _wall("assignment_windows", "SELECT, INSERT, UPDATE, DELETE")


def _add_tries() -> None:
    op.create_table(
        "answer_tries",
        sa.Column("attempt_id", sa.Uuid(), nullable=False),
        sa.Column("item_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("value", postgresql.JSONB(), nullable=False),
        sa.Column("fraction", sa.Float(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("penalty", sa.Integer(), nullable=False),
        sa.Column("checked_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("school_id", sa.Uuid(), server_default=CURRENT_SCHOOL, nullable=False),
        sa.CheckConstraint("number > 0", name=op.f("ck_answer_tries_number")),
        sa.CheckConstraint("fraction >= 0 and fraction <= 1", name=op.f("ck_answer_tries_fraction")),
        sa.CheckConstraint("penalty between 0 and 100", name=op.f("ck_answer_tries_penalty")),
        sa.ForeignKeyConstraint(
            ["school_id", "attempt_id", "item_id"],
            ["attempt_items.school_id", "attempt_items.attempt_id", "attempt_items.id"],
            name=op.f("fk_answer_tries_school_id_attempt_id_item_id"),
        ),
        sa.PrimaryKeyConstraint("attempt_id", "item_id", "number", name=op.f("pk_answer_tries")),
    )
    _wall("answer_tries", "SELECT, INSERT")


def _add_comments() -> None:
    op.create_table(
        "marking_comments",
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        *_tenant_columns(),
        *_parents("marking_comments", {"author_id": "users"}),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_marking_comments")),
        sa.UniqueConstraint(
            "school_id", "author_id", "text", name=op.f("uq_marking_comments_school_id_author_id_text")
        ),
        sa.UniqueConstraint("school_id", "id", name=op.f("uq_marking_comments_school_id_id")),
    )
    _wall("marking_comments", "SELECT, INSERT, UPDATE, DELETE")


def _tenant_columns() -> Sequence[sa.Column[object]]:
    return (
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("school_id", sa.Uuid(), server_default=CURRENT_SCHOOL, nullable=False),
    )


def _parents(table: str, parents: dict[str, str]) -> Sequence[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint(
            ["school_id", column],
            [f"{parent}.school_id", f"{parent}.id"],
            name=op.f(f"fk_{table}_school_id_{column}"),
        )
        for column, parent in parents.items()
    ]


def _wall(table: str, rights: str) -> None:
    """Let the application at a table, and at rows of one school at a time."""
    op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    op.execute(f"CREATE POLICY wall ON {table} USING ({WALL}) WITH CHECK ({WALL})")
    role = context.config.attributes["app_role"].replace('"', '""')
    op.execute(f'GRANT {rights} ON {table} TO "{role}"')
