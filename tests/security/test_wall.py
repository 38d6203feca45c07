"""The wall between schools: read from the catalogue, and tried row by row as the application's own role."""

from __future__ import annotations

import asyncio
import re
import uuid
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import orjson
import pytest
from fastapi import FastAPI
from sqlalchemy import Table, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession

from backend.core.tenant import enter_school
from backend.rooms import metadata
from tests.postgres_server import APP
from tests.school import SchoolMaker
from tests.security.conftest import TwoSchools, make_two_schools
from tests.security.world import OPEN_TABLES, TENANT_TABLES, Place

pytestmark = pytest.mark.database

APPEND_ONLY = frozenset({"answer_events", "answer_tries", "audit_events", "marks", "question_versions", "run_evidence"})
MACHINERY = ("alembic_version", "procrastinate_")
"""What else the database may hold: the migrations' own table and those of the queue, whose rows carry ids only."""

DOCUMENT = Path(__file__).parents[2] / "docs" / "security.md"

DENIED, NO_SCHOOL = "42501", "23502"


@pytest.fixture(scope="module")
async def two_schools(app: FastAPI, server: str) -> AsyncIterator[TwoSchools]:
    """Two of this file's own: it wants a row in every table, and other files change theirs."""
    async with make_two_schools(app, server) as made:
        yield made


@pytest.fixture
async def session(maker: SchoolMaker) -> AsyncIterator[AsyncSession]:
    """A transaction as the application's role, in no school yet."""
    async with maker.database.session() as session:
        yield session


async def _column(session: AsyncSession, query: str, **values: Any) -> set[Any]:
    return set((await session.scalars(text(query), values)).all())


# What the catalogue says


async def test_the_database_holds_the_tables_that_the_code_declares(session: AsyncSession) -> None:
    found = await _column(
        session,
        "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'f')",
    )
    assert {name for name in found if not name.startswith(MACHINERY)} == set(metadata().tables)


async def test_no_view_or_function_goes_round_the_wall(session: AsyncSession) -> None:
    """A view reads as its owner, and so does a SECURITY DEFINER function."""
    views = "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('v', 'm')"
    definers = "SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prosecdef"
    assert await _column(session, views) == await _column(session, definers) == set()


@pytest.mark.parametrize("table", TENANT_TABLES)
async def test_a_table_stands_behind_the_wall(session: AsyncSession, table: str) -> None:
    school_id = metadata().tables[table].columns["school_id"]
    assert not school_id.nullable and school_id.server_default is not None
    row = (
        await session.execute(
            text(
                "SELECT c.relrowsecurity, a.attnotnull FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid "
                "WHERE c.oid = to_regclass(:table) AND a.attname = 'school_id'"
            ),
            {"table": table},
        )
    ).one()
    assert row.relrowsecurity and row.attnotnull
    policies = (
        await session.execute(
            text("SELECT permissive, roles, cmd, qual, with_check FROM pg_policies WHERE tablename = :table"),
            {"table": table},
        )
    ).all()
    # A second permissive policy would be a second door: they are joined by OR.
    assert len(policies) == 1
    policy = policies[0]
    assert (policy.cmd, policy.roles) == ("ALL", ["public"])
    assert policy.qual == policy.with_check
    assert "school_id = " in policy.qual and "app.school_id" in policy.qual and " OR " not in policy.qual


async def test_foreign_keys_between_tenant_tables_carry_the_school(session: AsyncSession) -> None:
    """PostgreSQL checks foreign keys past row-level security: a plain one would let a row point into another school."""
    rows = await session.execute(
        text(
            "SELECT conname, conrelid::regclass::text AS child, confrelid::regclass::text AS parent, "
            "(SELECT array_agg(attname::text ORDER BY place) FROM unnest(conkey) WITH ORDINALITY AS k(n, place) "
            " JOIN pg_attribute ON attrelid = conrelid AND attnum = n) AS here, "
            "(SELECT array_agg(attname::text ORDER BY place) FROM unnest(confkey) WITH ORDINALITY AS k(n, place) "
            " JOIN pg_attribute ON attrelid = confrelid AND attnum = n) AS there "
            "FROM pg_constraint WHERE contype = 'f' AND connamespace = 'public'::regnamespace"
        )
    )
    checked = 0
    for row in rows:
        if row.child in TENANT_TABLES and row.parent in TENANT_TABLES:
            assert ("school_id", "school_id") in zip(row.here, row.there, strict=True), row.conname
            checked += 1
        else:
            assert row.parent == "schools" or row.child.startswith(MACHINERY), row.conname
    assert checked == sum(
        key.referred_table.name in TENANT_TABLES
        for table in TENANT_TABLES
        for key in metadata().tables[table].foreign_key_constraints
    )


@pytest.mark.parametrize("table", sorted(metadata().tables))
async def test_the_application_may_do_no_more_than_it_must(session: AsyncSession, table: str) -> None:
    held = await _column(
        session,
        "SELECT p FROM unnest(array['UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER']) AS p "
        "WHERE has_table_privilege(:role, :table, p)",
        role=APP,
        table=table,
    )
    columns = await session.scalar(
        text("SELECT has_any_column_privilege(:role, :table, 'UPDATE')"), {"role": APP, "table": table}
    )
    assert held <= {"UPDATE", "DELETE"}
    assert columns == ("UPDATE" in held)
    if table in APPEND_ONLY:
        assert held == set()


# Row by row


async def _a_row(session: AsyncSession, place: Place, table: str) -> dict[str, Any]:
    await enter_school(session, place.school.id)
    row = await session.scalar(text(f"SELECT to_jsonb(t) FROM {table} t LIMIT 1"))
    assert row is not None, f"make_place leaves {table} empty, so nothing is proven about it"
    return dict(row)


async def _attempt(session: AsyncSession, statement: str, **values: Any) -> tuple[str | None, int]:
    """Run a statement and take it back; returns (SQLSTATE of its failure, rows touched)."""
    savepoint = await session.begin_nested()
    try:
        result: Any = await session.execute(text(statement), values)
    except DBAPIError as error:
        return getattr(error.orig, "sqlstate", None), 0
    finally:
        await savepoint.rollback()
    return None, result.rowcount


def _insert(table: Table) -> str:
    columns = ", ".join(column.name for column in table.columns if column.identity is None)
    source = f"SELECT {columns} FROM jsonb_populate_record(NULL::{table.name}, CAST(:row AS jsonb))"
    return f"INSERT INTO {table.name} ({columns}) {source}"


def _json(row: dict[str, Any], **changes: Any) -> str:
    return orjson.dumps({**row, **changes}, default=str).decode()


def _is(table: Table) -> str:
    return " AND ".join(f"t.{column.name} = r.{column.name}" for column in table.primary_key)


@pytest.mark.parametrize("table", TENANT_TABLES)
async def test_another_schools_rows_are_not_there(two_schools: TwoSchools, session: AsyncSession, table: str) -> None:
    seen = {}
    for place in (two_schools.home, two_schools.away):
        await enter_school(session, place.school.id)
        seen[place.school.id] = await _column(session, f"SELECT DISTINCT school_id FROM {table}")
    assert seen == {school_id: {school_id} for school_id in seen}


@pytest.mark.parametrize("table", TENANT_TABLES)
async def test_a_forgotten_school_sees_nothing_and_adds_nothing(
    two_schools: TwoSchools, session: AsyncSession, table: str
) -> None:
    row = await _a_row(session, two_schools.home, table)
    await session.execute(text("SELECT set_config('app.school_id', '', true)"))
    assert await session.scalar(text(f"SELECT count(*) FROM {table}")) == 0
    statement = _insert(metadata().tables[table])
    assert (await _attempt(session, statement, row=_json(row)))[0] == DENIED
    assert (await _attempt(session, statement, row=_json(row, school_id=None)))[0] in {DENIED, NO_SCHOOL}


@pytest.mark.parametrize("table", TENANT_TABLES)
async def test_no_row_is_added_to_another_school(two_schools: TwoSchools, session: AsyncSession, table: str) -> None:
    row = await _a_row(session, two_schools.home, table)
    statement = _insert(metadata().tables[table])
    assert (await _attempt(session, statement, row=_json(row, school_id=two_schools.away.school.id)))[0] == DENIED
    # Into one's own school the same statement fails, if at all, only because the row is there already.
    assert (await _attempt(session, statement, row=_json(row)))[0] in {None, "23505"}


@pytest.mark.parametrize("table", TENANT_TABLES)
async def test_no_row_of_another_school_is_changed_or_moved(
    two_schools: TwoSchools, session: AsyncSession, table: str
) -> None:
    home, away = two_schools.home, two_schools.away
    row = await _a_row(session, home, table)
    its = f"jsonb_populate_record(NULL::{table}, CAST(:row AS jsonb)) r WHERE {_is(metadata().tables[table])}"
    change = f"UPDATE {table} t SET school_id = t.school_id FROM {its}"
    remove = f"DELETE FROM {table} t USING {its}"
    own = [await _attempt(session, statement, row=_json(row)) for statement in (change, remove)]
    moved = await _attempt(session, f"UPDATE {table} t SET school_id = '{away.school.id}' FROM {its}", row=_json(row))
    await enter_school(session, away.school.id)
    theirs = [await _attempt(session, statement, row=_json(row)) for statement in (change, remove)]
    if table in APPEND_ONLY:
        assert own == theirs == [(DENIED, 0)] * 2
        assert moved == (DENIED, 0)
        return
    assert own[0] == (None, 1) and own[1][0] in {None, DENIED, "23503"}
    assert moved == (DENIED, 0)
    assert theirs[0] == (None, 0) and theirs[1] in {(None, 0), (DENIED, 0)}


@pytest.mark.parametrize("table", sorted(metadata().tables))
async def test_no_table_can_be_emptied(session: AsyncSession, table: str) -> None:
    assert (await _attempt(session, f"TRUNCATE {table} CASCADE"))[0] == DENIED


async def test_a_row_cannot_point_into_another_school(two_schools: TwoSchools, session: AsyncSession) -> None:
    """The composite keys, tried: a tag of one's own on another school's question."""
    await enter_school(session, two_schools.home.school.id)
    statement = "INSERT INTO question_objectives (question_id, objective_id) VALUES (:question, :objective)"
    question, objective = two_schools.home.question_ids[0], two_schools.away.objective_ids[0]
    assert (await _attempt(session, statement, question=question, objective=objective))[0] == "23503"
    objective = two_schools.home.objective_ids[1]
    assert (await _attempt(session, statement, question=question, objective=objective))[0] is None


# The doors


async def test_both_doors_forget_the_school_with_the_transaction(two_schools: TwoSchools) -> None:
    home, database = two_schools.home, two_schools.home.maker.database
    sitting = await home.sitting()
    await sitting.send(sitting.event(sitting.items[0], {"choice": "aaaaaa"}))
    asked = [database.hot.fetch_one("SELECT current_setting('app.school_id', true)") for _ in range(database.hot.size)]
    assert set(await asyncio.gather(*asked)) <= {(None,), ("",)}
    async with database.session() as session:
        assert await session.scalar(text("SELECT current_setting('app.school_id', true)")) in {None, ""}
        assert await session.scalar(text("SELECT count(*) FROM users")) == 0


def test_the_tables_outside_the_wall_are_the_documented_ones() -> None:
    """What they hold besides ids: digests, names to sign in with, and the school's own name."""
    assert set(metadata().tables) - set(TENANT_TABLES) == OPEN_TABLES
    row = re.search(r"^Outside it stand: (.*)$", DOCUMENT.read_text(encoding="utf-8"), re.MULTILINE)
    assert row is not None and set(re.findall(r"`(\w+)`", row[1])) == OPEN_TABLES
    columns = {name: set(metadata().tables[name].columns.keys()) for name in OPEN_TABLES}
    assert columns == {
        "schools": {"id", "name", "time_zone", "created_at"},
        "sessions": {
            "token_sha256",
            "school_id",
            "user_id",
            "device",
            "created_at",
            "expires_at",
            "idle_expires_at",
        },
        "login_failures": {"id", "account", "device", "at"},
        "login_names": {"kind", "lookup", "school_id", "user_id"},
    }


async def test_an_unknown_school_is_an_empty_one(session: AsyncSession) -> None:
    await enter_school(session, uuid.uuid4())
    for table in TENANT_TABLES:
        assert await session.scalar(text(f"SELECT count(*) FROM {table}")) == 0
