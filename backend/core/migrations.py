"""Alembic from code: bring a database to the newest revision, and tell whether it is there."""

from __future__ import annotations

from pathlib import Path

from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import URL, text
from sqlalchemy.ext.asyncio import AsyncEngine

from alembic import command

ROOT = Path(__file__).resolve().parents[2]


def config(owner_url: URL, app_role: str) -> Config:
    """Return Alembic's configuration for a database; ``app_role`` is who gets the grants."""
    alembic = Config()
    alembic.set_main_option("script_location", str(ROOT / "alembic"))
    alembic.attributes["owner_url"] = owner_url
    alembic.attributes["app_role"] = app_role
    return alembic


def migrate(owner_url: URL, app_role: str) -> None:
    """Apply every migration that is missing, as the owner."""
    command.upgrade(config(owner_url, app_role), "head")


def newest_revision() -> str:
    """Return the newest revision in the code."""
    script = ScriptDirectory(str(ROOT / "alembic"))
    head = script.get_current_head()
    if head is None:
        raise RuntimeError("alembic/versions holds no migration")
    return head


async def is_current(engine: AsyncEngine) -> bool:
    """Tell whether the database is at the newest revision."""
    async with engine.connect() as connection:
        if await connection.scalar(text("SELECT to_regclass('public.alembic_version')")) is None:
            return False
        return bool(await connection.scalar(text("SELECT version_num FROM alembic_version")) == newest_revision())
