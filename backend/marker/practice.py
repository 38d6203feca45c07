"""Trying a program out while sitting: Run, and the examples. It costs nothing and marks nothing."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import AsyncIterator, Callable, Sequence
from typing import Any

import orjson
import structlog
from pydantic import ValidationError

from backend.accounts.permissions import Actor, digest
from backend.attempts.errors import AttemptClosed
from backend.attempts.sitting import refuse_other_roles
from backend.attempts.times import GRACE
from backend.core import clock
from backend.core.db import Database
from backend.core.errors import Invalid, NotFound, NotSignedIn
from backend.core.per_loop import PerLoop
from backend.marker.errors import NoProgram, RunWaiting
from backend.marker.schemas import PracticeIn, TryRunIn
from backend.questions.content import kept, parsed, read_content
from backend.questions.errors import unreadable
from backend.questions.service import versions_by_ids
from backend.questions.types.base import Content, FormatError, QuestionType
from backend.questions.types.program_output import with_plain_newlines
from backend.questions.types.programs import read_code
from backend.sandbox.errors import RunnerOff
from backend.sandbox.protocol import RunRequest, RunResult
from backend.sandbox.records import shown
from backend.sandbox.runner import Runner

log = structlog.get_logger()

_AT_ONCE = 2
"""Of one pupil: one run under way and one that waits."""

_LOOKS_AT_ONCE = 2
"""Of all pupils: a year that presses Run together leaves the other connections of the hot door to those who save."""

FIND = "SELECT * FROM find_run($1, $2, $3)"
"""A function of the database (alembic/sql/find_run.sql), by the hot door: a class presses Run together."""

_looks = PerLoop(lambda: asyncio.Semaphore(_LOOKS_AT_ONCE))

Told = Callable[[Sequence[RunResult]], dict[str, Any]]


def read_practice(content_type: str, body: bytes) -> PracticeIn:
    """Read a request's body. Raises Invalid."""
    try:
        if not content_type.startswith("application/json"):
            raise ValueError(content_type)
        return PracticeIn.model_validate(orjson.loads(body))
    except (ValidationError, ValueError) as exc:
        raise Invalid("This program is too long, or isn't in a form that can be run.") from exc


async def practise(
    database: Database, token: str | None, attempt_id: uuid.UUID, item_id: uuid.UUID, body: PracticeIn
) -> AsyncIterator[bytes]:
    """Return the lines of the answer (``run_lines``). Raises what stands in the way before the first of them."""
    async with _looks.get():
        row = await database.hot.fetch_one(FIND, digest(token or ""), attempt_id, item_id)
    if row is None:
        raise NotSignedIn("You're not signed in any more. Your program is safe on this device; sign in to run it.")
    user_id, school_id, state, ends_at, version_id = row
    if state is None:
        await refuse_other_roles(database, token)
        raise NotFound("There is no such attempt of yours. Go back to your assessments and open it from there.")
    if state != "open" or clock.now() > ends_at + GRACE:
        raise AttemptClosed("This has been handed in already, or its time is up.")
    if version_id is None:
        raise NotFound("That question isn't part of this assessment.")
    kind, content = kept(version_id) or await _read(database, school_id, version_id)
    requests, told = _plan(kind, content, body)
    return run_lines(database.info["runner"], user_id, requests, told)


async def _read(database: Database, school_id: uuid.UUID, version_id: uuid.UUID) -> tuple[QuestionType, Content]:
    async with database.session(school_id) as session:
        return parsed((await versions_by_ids(session, [version_id]))[version_id])


def try_run(runner: Runner, actor: Actor, body: TryRunIn) -> AsyncIterator[bytes]:
    """Return the lines of the answer for an author. Raises UnreadableQuestion for content that can't be read."""
    if body.type is None:
        return run_lines(runner, actor.user_id, (_by_itself(body),), _told)
    requests, told = _plan(*read_content(body.type, body.content), body)
    return run_lines(runner, actor.user_id, requests, told)


def _by_itself(body: PracticeIn) -> RunRequest:
    """Return the run of a program that belongs to no question. Raises NoProgram, UnreadableQuestion.

    What ``input()`` asks isn't part of what it prints, as in every question that has its output for a key.
    """
    try:
        source = read_code({"code": body.source})
    except FormatError as error:
        raise unreadable(error) from error
    if source is None:
        raise NoProgram("There is no program yet. Write it first.")
    return RunRequest(source, stdin=with_plain_newlines(body.stdin), prompts=False)


def _told(results: Sequence[RunResult]) -> dict[str, Any]:
    return {"result": shown(results[0])}


def _plan(kind: QuestionType, content: Content, body: PracticeIn) -> tuple[tuple[RunRequest, ...], Told]:
    """Return the runs, and how they are told. Raises NoProgram, UnreadableQuestion for what can't be run."""
    try:
        requests = kind.plan_practice(content, {"code": body.source}, None if body.examples else body.stdin)
    except FormatError as error:
        raise unreadable(error) from error
    if not requests:
        raise NoProgram("There is nothing to run in this question.")
    if body.examples:
        return requests, lambda results: {"examples": kind.tell_practice(content, results)}
    return requests, _told


def run_lines(runner: Runner, user_id: uuid.UUID, requests: Sequence[RunRequest], told: Told) -> AsyncIterator[bytes]:
    """Return JSON lines: ``{"ahead": n}`` while others come first, then what came of the runs, or ``{"problem"}``.

    Closed by whoever reads, the runs are stopped. Raises RunnerOff, RunWaiting.
    """
    if not runner.enabled:
        raise RunnerOff("Python is switched off here. Write your program; your teacher will look at it.")
    if runner.of(user_id) >= _AT_ONCE:
        raise RunWaiting("Your last runs aren't done yet. Wait for them, or stop them.")
    return _lines(runner, user_id, requests, told)


async def _lines(
    runner: Runner, user_id: uuid.UUID, requests: Sequence[RunRequest], told: Told
) -> AsyncIterator[bytes]:
    places: asyncio.Queue[int | None] = asyncio.Queue()

    async def run() -> list[RunResult]:
        try:
            return [await runner.run(request, user_id, places.put_nowait) for request in requests]
        finally:
            places.put_nowait(None)

    running = asyncio.create_task(run())
    try:
        while (ahead := await places.get()) is not None:
            if ahead:
                yield orjson.dumps({"ahead": ahead}) + b"\n"
        results = await running
    finally:
        running.cancel()
    if any(result.flagged for result in results):
        log.warning("program_tried_what_is_forbidden", user_id=str(user_id))
    off = next((result for result in results if result.status == "unavailable"), None)
    yield orjson.dumps({"problem": off.reason} if off else told(results)) + b"\n"
