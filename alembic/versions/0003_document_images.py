"""The pictures of lesson files

Revision: 0003, after 0002
"""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from alembic import context, op

revision = "0003"
down_revision = "0002"

CURRENT_SCHOOL = sa.text("nullif(current_setting('app.school_id', true), '')::uuid")
WALL = "school_id = (select nullif(current_setting('app.school_id', true), '')::uuid)"


def upgrade() -> None:
    op.create_table(
        "document_images",
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("alt", sa.String(), nullable=False),
        sa.Column("place", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("school_id", sa.Uuid(), server_default=CURRENT_SCHOOL, nullable=False),
        sa.CheckConstraint(
            "media_type in ('image/png', 'image/jpeg', 'image/gif', 'image/webp')",
            name=op.f("ck_document_images_media_type"),
        ),
        sa.ForeignKeyConstraint(
            ["school_id", "document_id"],
            ["documents.school_id", "documents.id"],
            name=op.f("fk_document_images_school_id_document_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document_images")),
        sa.UniqueConstraint(
            "school_id", "document_id", "sha256", name=op.f("uq_document_images_school_id_document_id_sha256")
        ),
        sa.UniqueConstraint("school_id", "id", name=op.f("uq_document_images_school_id_id")),
    )
    op.execute("ALTER TABLE document_images ENABLE ROW LEVEL SECURITY")
    op.execute(f"CREATE POLICY wall ON document_images USING ({WALL}) WITH CHECK ({WALL})")
    role = context.config.attributes["app_role"].replace('"', '""')
    op.execute(f'GRANT SELECT, INSERT, UPDATE, DELETE ON document_images TO "{role}"')


def downgrade() -> None:
    op.drop_table("document_images")
