"""The two doors to the database, the ear for its notices, and the checks made before the application trusts them."""

from __future__ import annotations

import uuid
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Annotated, Any

import orjson
from fastapi import Depends, Request
from psycopg.conninfo import make_conninfo
from psycopg.types.json import set_json_dumps, set_json_loads
from sqlalchemy import URL, text
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker, create_async_engine

from backend.config import Settings
from backend.core.events import EventBus
from backend.core.hot_connections import HotConnections
from backend.core.live import Live
from backend.core.tenant import enter_school

_LIMITS = {"statement_timeout": "5000", "idle_in_transaction_session_timeout": "10000", "timezone": "UTC"}


def _dumps(value: Any) -> bytes:
    return orjson.dumps(value)


class UnsafeDatabaseRole(RuntimeError):
    """The application's database role could read past the wall between schools."""


class Database:
    """An engine for everything, and a few connections for the one path that is hot."""

    def __init__(self, settings: Settings, events: EventBus) -> None:
        self.settings = settings
        self.info: dict[str, Any] = {"events": events, "settings": settings}
        self.engine: AsyncEngine = create_async_engine(
            settings.app_url,
            pool_size=settings.database_pool_size,
            max_overflow=settings.database_pool_overflow,
            pool_timeout=5,
            pool_pre_ping=True,
            connect_args={
                "options": " ".join(f"-c {name}={value}" for name, value in _LIMITS.items()),
                "application_name": "ks3",
                "connect_timeout": 5,
            },
            json_serializer=lambda value: orjson.dumps(value).decode(),
            json_deserializer=orjson.loads,
        )
        self._sessions = async_sessionmaker(self.engine, expire_on_commit=False)
        set_json_dumps(_dumps)
        set_json_loads(orjson.loads)
        self.hot = HotConnections(settings.app_url, size=settings.hot_pool_size, settings=_LIMITS)
        self.live = Live(settings.app_url, settings=_LIMITS)

    @asynccontextmanager
    async def session(self, school_id: uuid.UUID | None = None) -> AsyncIterator[AsyncSession]:
        """Open a transaction, in ``school_id`` if given; commit at the end, roll back on an error."""
        async with self._sessions() as session, session.begin():
            session.info.update(self.info)
            if school_id is not None:
                await enter_school(session, school_id)
            yield session

    async def warm_up(self) -> None:
        """Open the connections that the pool keeps: one costs 10 to 20 ms, which nobody who saves should wait for."""
        async with AsyncExitStack() as held:
            for _ in range(self.settings.database_pool_size):
                await held.enter_async_context(self.engine.connect())

    async def close(self) -> None:
        """Close both doors."""
        self.hot.close()
        await self.engine.dispose()

    async def refuse_unsafe_role(self) -> None:
        """Raise UnsafeDatabaseRole when the role is a superuser, bypasses row security, or owns a table, or may soon.

        A superuser reads every school whatever the policies say, and so does a table's owner.
        """
        async with self.engine.connect() as connection:
            role = (
                await connection.execute(
                    text(
                        "SELECT rolname, rolsuper, rolbypassrls, rolcreaterole FROM pg_roles "
                        "WHERE rolname = current_user"
                    )
                )
            ).one()
            owned = await connection.scalar(
                text(
                    "SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
                    "WHERE n.nspname = 'public' AND pg_has_role(current_user, c.relowner, 'MEMBER')"
                )
            )
            powers = await connection.scalar(
                text(
                    "SELECT count(*) FROM pg_roles WHERE (rolsuper OR rolbypassrls) "
                    "AND pg_has_role(current_user, oid, 'MEMBER')"
                )
            )
            room = await connection.scalar(text("SELECT current_setting('max_connections')::int"))
        fault = None
        if role.rolsuper:
            fault = "is a superuser"
        elif role.rolbypassrls:
            fault = "bypasses row-level security"
        elif powers or role.rolcreaterole:
            fault = "may become a role that does either"
        elif owned:
            fault = "owns tables (or belongs to the role that does)"
        if fault:
            raise UnsafeDatabaseRole(
                f"DATABASE_URL connects as {role.rolname!r}, which {fault}: it could read every school. "
                "Use the plain application role there and the owner only in MIGRATION_DATABASE_URL."
            )
        if self.settings.pool_total > (room or 0) - 5:
            raise UnsafeDatabaseRole(
                f"The pools may open {self.settings.pool_total} connections but PostgreSQL allows {room}. "
                "Lower DATABASE_POOL_SIZE or raise max_connections."
            )


def conninfo(url: URL) -> str:
    """Return a SQLAlchemy address as libpq connection words."""
    query = {key: value for key, value in url.query.items() if isinstance(value, str)}
    words: dict[str, Any] = {
        "user": url.username,
        "password": url.password,
        "dbname": url.database,
        "host": url.host or query.pop("host", None),
        "port": url.port or query.pop("port", None),
        **query,
    }
    return make_conninfo("", **{key: value for key, value in words.items() if value is not None})


async def get_session(request: Request) -> AsyncIterator[AsyncSession]:
    """Open the request's one transaction; it commits before the answer is sent."""
    database: Database = request.app.state.database
    async with database.session() as session:
        yield session


DbSession = Annotated[AsyncSession, Depends(get_session, scope="function")]
"""With FastAPI's default scope the commit would run after the answer, and "saved" could be a lie."""
