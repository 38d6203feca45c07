"""The baseline: the least that could save an answer. Starlette, one psycopg upsert, autocommit, no sign-in, no wall.

Run by the benchmark in a process of its own: ``python -m scripts.benchmarks.baseline --port N``.
"""

from __future__ import annotations

import argparse
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import orjson
import uvicorn
from psycopg.types.json import Jsonb, set_json_dumps
from psycopg_pool import AsyncConnectionPool
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from backend.config import Settings
from backend.core.db import conninfo

_UPSERT = """
INSERT INTO bare_answers AS current (attempt_id, item_id, epoch, seq, value) VALUES (%s, %s, %s, %s, %s)
ON CONFLICT (attempt_id, item_id) DO UPDATE
SET epoch = excluded.epoch, seq = excluded.seq, value = excluded.value, saved_at = now()
WHERE (current.epoch, current.seq) < (excluded.epoch, excluded.seq)
"""

set_json_dumps(orjson.dumps)
pool = AsyncConnectionPool(
    conninfo(Settings().app_url), min_size=10, max_size=10, open=False, kwargs={"autocommit": True}
)


async def save(request: Request) -> Response:
    """Upsert one answer."""
    body = orjson.loads(await request.body())
    event = body["events"][0]
    values = (request.path_params["attempt_id"], event["item"], body["epoch"], event["seq"], Jsonb(event["value"]))
    async with pool.connection() as connection:
        await connection.execute(_UPSERT, values)
    return Response(orjson.dumps({"acked": [[body["epoch"], event["seq"]]]}), media_type="application/json")


async def live(_: Request) -> Response:
    """Say that the process answers."""
    return PlainTextResponse("ok")


@asynccontextmanager
async def lifespan(_: Starlette) -> AsyncIterator[None]:
    """Hold the pool open."""
    await pool.open()
    yield
    await pool.close()


app = Starlette(
    routes=[Route("/api/attempts/{attempt_id}/events", save, methods=["POST"]), Route("/health/live", live)],
    lifespan=lifespan,
)

if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, required=True)
    uvicorn.run(app, port=parser.parse_args().port, log_level="error", access_log=False)
