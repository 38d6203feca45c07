"""The application refuses to start where the wall between schools wouldn't hold; each case on the real server."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from psycopg import sql
from pydantic import SecretStr, ValidationError

from backend.config import Settings
from backend.core.db import UnsafeDatabaseRole
from backend.main import create_app
from tests import postgres_server
from tests.conftest import settings_for

pytestmark = pytest.mark.database

PASSWORD = "a-password-of-the-tests"


@contextmanager
def role(database_name: str, attributes: str, member_of: str | None) -> Iterator[str]:
    """A role that may connect, for as long as the block lasts."""
    name = f"ks3_try_{secrets.token_hex(4)}"
    database, who = sql.Identifier(database_name), sql.Identifier(name)
    with psycopg.connect(postgres_server.cluster().admin_dsn, autocommit=True) as admin:
        admin.execute(sql.SQL(f"CREATE ROLE {{}} LOGIN {attributes} PASSWORD {{}}").format(who, PASSWORD))
        admin.execute(sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(database, who))
        if member_of:
            admin.execute(sql.SQL("GRANT {} TO {}").format(sql.Identifier(member_of), who))
        try:
            yield name
        finally:
            admin.execute(sql.SQL("REVOKE CONNECT ON DATABASE {} FROM {}").format(database, who))
            admin.execute(sql.SQL("DROP ROLE {}").format(who))


async def start(settings: Settings) -> None:
    """Start an application and stop it again."""
    app = create_app(settings)
    try:
        async with app.router.lifespan_context(app):
            pass
    finally:
        await app.state.database.close()


def as_role(database_name: str, tmp_path: Path, name: str) -> Settings:
    url = postgres_server.cluster().url(user=name, password=PASSWORD, dbname=database_name)
    return settings_for(database_name, tmp_path, database_url=url)


@pytest.mark.parametrize(
    ("attributes", "member_of", "reason"),
    [
        ("SUPERUSER", None, "is a superuser"),
        ("BYPASSRLS", None, "bypasses row-level security"),
        ("CREATEROLE", None, "may become a role"),
        ("NOINHERIT", "postgres", "may become a role"),
        ("NOINHERIT", postgres_server.OWNER, "owns tables"),
    ],
    ids=["superuser", "bypassrls", "createrole", "may become superuser", "may become owner"],
)
async def test_a_role_that_could_read_every_school_is_refused(
    database_name: str, tmp_path: Path, attributes: str, member_of: str | None, reason: str
) -> None:
    with role(database_name, attributes, member_of) as name:
        with pytest.raises(UnsafeDatabaseRole, match=reason) as refusal:
            await start(as_role(database_name, tmp_path, name))
        assert "MIGRATION_DATABASE_URL" in str(refusal.value) and PASSWORD not in str(refusal.value)


async def test_the_owner_of_the_tables_is_refused(database_name: str, tmp_path: Path) -> None:
    url = postgres_server.owner_url(database_name)
    with pytest.raises(UnsafeDatabaseRole, match="owns tables"):
        await start(settings_for(database_name, tmp_path, database_url=url))


async def test_the_plain_role_is_let_in(database_name: str, tmp_path: Path) -> None:
    await start(settings_for(database_name, tmp_path))


async def test_pools_beyond_what_the_server_allows_are_refused(database_name: str, tmp_path: Path) -> None:
    with psycopg.connect(postgres_server.cluster().admin_dsn) as admin:
        row = admin.execute("SELECT current_setting('max_connections')::int").fetchone()
    assert row is not None
    settings = settings_for(database_name, tmp_path, database_pool_overflow=0, hot_pool_size=100, jobs_concurrency=16)
    spare = row[0] - 5 - (settings.pool_total - settings.database_pool_size)
    assert 2 <= spare < 100
    await start(settings.model_copy(update={"database_pool_size": spare}))
    with pytest.raises(UnsafeDatabaseRole, match="max_connections"):
        await start(settings.model_copy(update={"database_pool_size": spare + 1}))


# Secrets


@pytest.mark.parametrize("secret", ["", "change-me", "CHANGEME", "secret", "demo-secret-not-for-production", "x" * 31])
def test_production_refuses_a_secret_that_others_know(secret: str) -> None:
    with pytest.raises(ValidationError, match="SESSION_SECRET"):
        Settings(_env_file=None, environment="production", session_secret=SecretStr(secret))


def test_production_takes_a_random_secret_and_shows_it_nowhere() -> None:
    secret = secrets.token_urlsafe(32)
    settings = Settings(_env_file=None, environment="production", session_secret=SecretStr(secret))
    assert secret not in repr(settings) and secret not in str(settings.model_dump())


def test_the_example_file_alone_does_not_start_production(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever copies .env.example unread gets a refusal, not a machine whose secrets everybody knows."""
    monkeypatch.delenv("SESSION_SECRET", raising=False)
    example = Path(__file__).parents[2] / ".env.example"
    with pytest.raises(ValidationError, match="SESSION_SECRET"):
        Settings(_env_file=example, environment="production")
