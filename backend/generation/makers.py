"""The makers of questions, of both kinds, behind one face. No clock, no database; programs are run by who asks.

Makers compute in a thread, so that pupils' saves go on meanwhile.
"""

from __future__ import annotations

import asyncio
import random
import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from backend.documents.document_parser.outline import DocumentOutline
from backend.generation.draft import Draft
from backend.generation.from_text import registry as text_makers
from backend.generation.from_text.base import Maker
from backend.generation.generators import registry as generators
from backend.generation.generators.base import Generator, Plan
from backend.questions.types.registry import get_type
from backend.sandbox.protocol import RunRequest, RunResult

TEXT_PREFIX = "text."
GENERATOR_PREFIX = "generator."
COUNT_MAX = 60
"""Drafts of one maker in one run; more than anybody reviews in a sitting."""

_USUAL_COUNT = 5
_TRIES_PER_VARIANT = 5
Run = Callable[[Sequence[RunRequest]], Awaitable[Sequence[RunResult]]]
"""Runs programs, one result a request in their order; raises where they can't be run."""

_SINGLE_LETTER = re.compile(r"(?<!`)\b[A-Z]\b(?!`)")


@dataclass(frozen=True, slots=True)
class Offer:
    """A maker as the page offers it; ``key`` is what its drafts carry as their maker.

    ``objectives`` are the keys of what its questions ask about, where that doesn't depend on a file. ``runs_programs``
    says that it makes nothing on a machine where Python is switched off.
    """

    key: str
    title: str
    needs_document: bool
    topic: str = ""
    levels: tuple[int, ...] = ()
    objectives: tuple[str, ...] = ()
    runs_programs: bool = False


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked of one maker. ``count`` None is the usual number; ``level`` None takes the levels in turn."""

    key: str
    count: int | None = None
    level: int | None = None


OFFERS: tuple[Offer, ...] = (
    *(Offer(TEXT_PREFIX + maker.key, maker.title, needs_document=True) for maker in text_makers.MAKERS),
    *(
        Offer(
            GENERATOR_PREFIX + generator.key,
            generator.title,
            False,
            generator.topic,
            generator.levels,
            generator.objectives,
            generator.runs_programs,
        )
        for generator in generators.ALL
    ),
)

_BY_KEY = {offer.key: offer for offer in OFFERS}


def find_offer(key: str) -> Offer | None:
    """Return the maker called ``key``, if there is one."""
    return _BY_KEY.get(key)


def title_of(key: str) -> str:
    """Return a maker's title; a maker that is no longer offered keeps its key."""
    offer = find_offer(key)
    return offer.title if offer else key


async def make_drafts(order: Order, outline: DocumentOutline | None, seed: int, run: Run) -> list[Draft]:
    """Return the drafts of one order; the same seed gives the same drafts. Raises LookupError for an unknown maker."""
    maker = _text_maker(order.key)
    if maker:
        return await asyncio.to_thread(_from_text, maker, order, outline, seed)
    return await _variants(_generator(order.key), order, seed, run)


async def make_others(
    order: Order, outline: DocumentOutline | None, seed: int, run: Run, *, passage_id: str | None = None
) -> list[Draft]:
    """Return what a maker could propose instead of a draft: all of the same passage, or as many variants as ordered.

    Raises LookupError for an unknown maker.
    """
    maker = _text_maker(order.key)
    if maker is None:
        return await _variants(_generator(order.key), order, seed, run)
    made = await asyncio.to_thread(maker.make, _needed(order, outline), seed)
    return [draft for draft in made if draft.evidence and draft.evidence.passage_id == passage_id]


async def make_variant(generator: Generator, seed: int, level: int, run: Run) -> Draft:
    """Return the draft of (seed, level), running the programs that it needs."""
    item = await asyncio.to_thread(generator.plan, seed, level)
    while isinstance(item, Plan):
        item = await asyncio.to_thread(item.finish, await run(item.runs))
    return item


def _text_maker(key: str) -> Maker | None:
    return text_makers.find_maker(key.removeprefix(TEXT_PREFIX)) if key.startswith(TEXT_PREFIX) else None


def _generator(key: str) -> Generator:
    generator = generators.find_generator(key.removeprefix(GENERATOR_PREFIX))
    if generator is None or not key.startswith(GENERATOR_PREFIX):
        raise LookupError(key)
    return generator


def _needed(order: Order, outline: DocumentOutline | None) -> DocumentOutline:
    if outline is None:
        raise LookupError(f"{order.key} needs a lesson file")
    return outline


def _from_text(maker: Maker, order: Order, outline: DocumentOutline | None, seed: int) -> list[Draft]:
    """Return a maker's drafts; when there are too many, some from all over the file instead of its beginning."""
    drafts = maker.make(_needed(order, outline), seed)
    wanted = min(order.count or COUNT_MAX, COUNT_MAX, len(drafts))
    return [drafts[place * len(drafts) // wanted] for place in range(wanted)]


async def _variants(generator: Generator, order: Order, seed: int, run: Run) -> list[Draft]:
    """Return different variants; fewer than asked for when the generator has no more at that level."""
    rng = random.Random(f"{generator.key}:{seed}")  # noqa: S311 - reproducible, not secret
    levels = generator.levels if order.level is None else (order.level,)
    wanted = min(order.count or _USUAL_COUNT, COUNT_MAX)
    found: dict[str, Draft] = {}
    for turn in range(wanted * _TRIES_PER_VARIANT):
        draft = await make_variant(generator, rng.randrange(2**31), levels[turn % len(levels)], run)
        found.setdefault(_what_is_asked(draft), draft)
        if len(found) == wanted:
            break
    return list(found.values())


def _what_is_asked(draft: Draft) -> str:
    """Return a variant's stem without the names of its inputs: ``P AND Q`` asks the same as ``X AND Y``.

    A letter in code marks is meant itself: the code of `A` isn't that of `B`. Types other than multiple choice keep
    what is asked elsewhere too, such as a program that is to be mended.
    """
    if draft.type == "multiple_choice":
        return _SINGLE_LETTER.sub("_", str(draft.content["stem"]))
    kind = get_type(draft.type)
    return kind.plain_text(kind.parse_content(draft.content))
