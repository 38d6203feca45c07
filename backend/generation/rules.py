"""Generators as teachers use them: look at twenty of a kind, and put the rule into the bank as one question."""

from __future__ import annotations

import asyncio
import secrets
import uuid
from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from backend.accounts.permissions import Actor
from backend.core.errors import NotFound
from backend.curriculum.service import misconceptions_by_slug, objectives_by_keys
from backend.generation import schemas
from backend.generation.draft import Draft
from backend.generation.generators.base import Generator
from backend.generation.generators.registry import ALL, find_generator
from backend.generation.makers import GENERATOR_PREFIX, Order, make_drafts
from backend.generation.showing import named_misconceptions, tagged
from backend.questions.content import read_content, stem_line
from backend.questions.schemas import ObjectiveOut
from backend.questions.service import NewQuestion, create_question
from backend.questions.types import rich_text

VARIANTS = 36
"""Variants of a question in the bank: more than a class has pupils."""

_SEED_LIMIT = 2**31


async def list_generators(session: AsyncSession) -> schemas.GeneratorList:
    """Return every generator."""
    objectives = await objectives_by_keys(session, {key for generator in ALL for key in generator.objectives})
    titles = await misconceptions_by_slug(session, {slug for generator in ALL for slug in generator.misconceptions})
    return schemas.GeneratorList(
        items=[
            schemas.GeneratorOut(
                key=generator.key,
                title=generator.title,
                topic=generator.topic,
                levels=list(generator.levels),
                objectives=[
                    ObjectiveOut(id=objectives[key].id, text=objectives[key].text)
                    for key in generator.objectives
                    if key in objectives
                ],
                misconceptions=[titles[slug].title for slug in generator.misconceptions if slug in titles],
            )
            for generator in ALL
        ]
    )


async def show_variants(session: AsyncSession, key: str, wanted: schemas.VariantQuery) -> schemas.VariantList:
    """Return variants of one generator. Raises NotFound."""
    drafts = await _make(_access(key, wanted.level), wanted.level, wanted.count, wanted.seed)
    slugs = {slug for draft in drafts for _, _, slug in tagged(draft.content)}
    titles = await misconceptions_by_slug(session, slugs)
    shown = []
    for draft in drafts:
        kind, content = read_content(draft.type, draft.content)
        shown.append(
            schemas.VariantOut(
                type=draft.type,
                type_label=kind.label,
                stem_text=stem_line(content),
                item=kind.pupil_view(content, seed=wanted.seed),
                key=kind.key_view(content),
                explanation=rich_text.parse(content.explanation),
                hints=[rich_text.parse(hint) for hint in content.hints],
                misconceptions=named_misconceptions(draft.content, titles),
            )
        )
    return schemas.VariantList(items=shown)


async def add_rule_question(
    session: AsyncSession, actor: Actor, key: str, *, level: int, objective_ids: Sequence[uuid.UUID] | None
) -> schemas.RuleQuestionOut:
    """Put a generator into the bank as one ready question, of which each pupil gets a variant. Raises NotFound."""
    generator = _access(key, level)
    first, *others = await _make(generator, level, VARIANTS, secrets.randbelow(_SEED_LIMIT))
    if objective_ids is None:
        known = await objectives_by_keys(session, generator.objectives)
        objective_ids = [known[each].id for each in generator.objectives if each in known]
    new = NewQuestion(
        first.type,
        first.content,
        objective_ids,
        maker={"key": first.maker, "version": first.maker_version, "level": level},
        variants=[draft.content for draft in others],
    )
    question = await create_question(session, actor, new)
    return schemas.RuleQuestionOut(question_id=question.id, variants=question.variants)


def _access(key: str, level: int) -> Generator:
    generator = find_generator(key)
    if generator is None or level not in generator.levels:
        raise NotFound("There is no such generator, or it hasn't that level. Go back to the list and choose again.")
    return generator


async def _make(generator: Generator, level: int, count: int, seed: int) -> list[Draft]:
    # A tenth of a second of computing, in a thread: pupils' saves go on meanwhile.
    return await asyncio.to_thread(make_drafts, Order(GENERATOR_PREFIX + generator.key, count, level), None, seed)
