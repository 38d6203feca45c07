"""Runs of pupils' programs, made once and kept: marking looks them up, and stays the same whenever it is done again."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import orjson
from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from backend.attempts.models import AttemptItem
from backend.marker.models import RunEvidence
from backend.questions.content import parsed, question_type
from backend.questions.models import QuestionVersion
from backend.questions.types.base import Evidence, FormatError
from backend.sandbox.protocol import RunRequest, RunResult
from backend.sandbox.records import from_record, to_record
from backend.sandbox.runner import Runner


class Found(NamedTuple):
    """What is known of a response's runs: what they came to, None while they aren't made; why no more will be."""

    evidence: Evidence | None
    gave_up: str = ""


Look = Callable[[Any], Found]
"""Finds the runs of a response."""


class Place(NamedTuple):
    """Which answer was run by which version."""

    item_id: uuid.UUID
    version_id: uuid.UUID
    response_sha256: str

    def as_columns(self) -> dict[str, Any]:
        """Return it as the columns of a table that keeps something of an answer."""
        return {
            "attempt_item_id": self.item_id,
            "question_version_id": self.version_id,
            "response_sha256": self.response_sha256,
        }


class Wanted(NamedTuple):
    """Runs that are to be made."""

    place: Place
    requests: tuple[RunRequest, ...]


Answer = tuple[AttemptItem, QuestionVersion, Any]
"""A response to an item, and the version that it is marked by."""


def no_runs(response: Any) -> Found:
    """Find nothing: for what is marked without running."""
    return Found(None)


@dataclass(slots=True)
class Book:
    """Runs that were made. ``gave_up`` says of a place why no more will be: what they leave open is for a person.

    An answer that has come meanwhile is another place: it waits for runs of its own.
    """

    kept: dict[Place, Evidence] = field(default_factory=dict)
    gave_up: dict[Place, str] = field(default_factory=dict)

    def of(self, item: AttemptItem, version: QuestionVersion) -> Look:
        """Return how to look up the runs of one item's answers."""

        def look(response: Any) -> Found:
            place = place_of(item.id, version.id, response)
            return Found(self.kept.get(place), self.gave_up.get(place, ""))

        return look

    def give_up(self, answers: Iterable[Answer], why: str) -> None:
        """Say of these answers that no more runs will be made; where that is said already, it stays."""
        for item, version, response in answers:
            self.gave_up.setdefault(place_of(item.id, version.id, response), why)


def place_of(item_id: uuid.UUID, version_id: uuid.UUID, response: Any) -> Place:
    """Return where the runs of a response are kept; the same JSON is the same response."""
    return Place(item_id, version_id, hashlib.sha256(orjson.dumps(response, option=orjson.OPT_SORT_KEYS)).hexdigest())


def is_run(version: QuestionVersion) -> bool:
    """Say whether a question may be marked by running programs."""
    return question_type(version.type).by_running


async def read_book(
    session: AsyncSession, items: Iterable[AttemptItem], versions: Mapping[uuid.UUID, QuestionVersion]
) -> Book:
    """Return the runs kept for these items; asks nothing where no question is run."""
    if not any(is_run(version) for version in versions.values()):
        return Book()
    rows = await session.scalars(
        select(RunEvidence).where(RunEvidence.attempt_item_id.in_([item.id for item in items]))
    )
    return Book(
        {
            Place(row.attempt_item_id, row.question_version_id, row.response_sha256): [from_record(r) for r in row.runs]
            for row in rows
        }
    )


def missing(book: Book, answers: Iterable[Answer]) -> list[Wanted]:
    """Return the runs that marking these answers needs and the book hasn't, each once."""
    wanted: dict[Place, Wanted] = {}
    for item, version, response in answers:
        place = place_of(item.id, version.id, response)
        if place not in book.kept and place not in wanted and (requests := planned(version, response)):
            wanted[place] = Wanted(place, requests)
    return list(wanted.values())


def planned(version: QuestionVersion, response: Any) -> tuple[RunRequest, ...]:
    """Return the runs that marking a response needs; none for what can't be read."""
    kind, content = parsed(version)
    try:
        return kind.plan_runs(content, response)
    except FormatError:
        return ()


async def make_runs(runner: Runner, book: Book, wanted: Sequence[Wanted], owner: uuid.UUID) -> list[Place]:
    """Make runs and enter them in the book; returns those made. The others could not be: ``gave_up`` says why."""
    made = []
    for each in wanted:
        results = await runner.run_all(each.requests, owner)
        if left := unsettled(results):
            book.gave_up[each.place] = left[0].reason
        else:
            book.kept[each.place] = results
            made.append(each.place)
    return made


def unsettled(results: Sequence[RunResult]) -> list[RunResult]:
    """Return the runs that weren't made, or not to their end by no fault of the program's."""
    return [result for result in results if not result.settled]


async def keep_runs(session: AsyncSession, book: Book, made: Sequence[Place]) -> None:
    """Store runs; those that somebody else has made meanwhile stay as they are."""
    if made:
        await session.execute(
            insert(RunEvidence).on_conflict_do_nothing(),
            [{**place.as_columns(), "runs": [to_record(result) for result in book.kept[place]]} for place in made],
        )
