"""Alembic's entry. Connects as the owner; migrations grant to the application's role."""

from __future__ import annotations

from sqlalchemy import create_engine, pool

from alembic import context
from backend.config import Settings
from backend.rooms import metadata


def include_name(name: str | None, kind: str, _parents: object) -> bool:
    """Leave procrastinate's tables alone: their SQL is its own."""
    return not (kind == "table" and (name or "").startswith("procrastinate"))


def run() -> None:
    """Run the migrations online, or print their SQL with ``--sql``."""
    attributes = context.config.attributes
    if context.is_offline_mode():
        attributes.setdefault("app_role", "ks3_app")
        context.configure(dialect_name="postgresql", target_metadata=metadata(), literal_binds=True)
        with context.begin_transaction():
            context.run_migrations()
        return
    if "owner_url" not in attributes:
        settings = Settings()
        attributes["owner_url"] = settings.owner_url
        attributes["app_role"] = settings.app_url.username
    engine = create_engine(attributes["owner_url"], poolclass=pool.NullPool)
    with engine.connect() as connection:
        context.configure(connection=connection, target_metadata=metadata(), include_name=include_name)
        with context.begin_transaction():
            context.execute("SET lock_timeout = '5s'")
            context.run_migrations()


run()
