"""Generators as teachers use them: look at twenty of a kind, and put the rule into the bank as one question.

Making takes a while where programs are run, so no transaction is held across it.
"""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from backend.accounts.permissions import Actor
from backend.core.db import Database
from backend.core.errors import NotFound
from backend.curriculum.service import misconceptions_by_slug, objectives_by_keys
from backend.generation import schemas
from backend.generation.draft import Draft
from backend.generation.generators.base import Generator
from backend.generation.generators.registry import ALL, find_generator
from backend.generation.makers import GENERATOR_PREFIX, Order, make_drafts
from backend.generation.program_runs import run_for
from backend.generation.showing import named_misconceptions, tagged
from backend.questions.content import read_content, stem_line
from backend.questions.schemas import ObjectiveOut
from backend.questions.service import NewQuestion, create_question
from backend.questions.types import rich_text

VARIANTS = 36
"""Variants of a question in the bank: more than a class has pupils."""

_SEED_LIMIT = 2**31


async def list_generators(session: AsyncSession, *, programs: bool) -> schemas.GeneratorList:
    """Return every generator; without ``programs`` none that has to run some."""
    offered = [generator for generator in ALL if programs or not generator.runs_programs]
    objectives = await objectives_by_keys(session, {key for generator in offered for key in generator.objectives})
    titles = await misconceptions_by_slug(session, {slug for generator in offered for slug in generator.misconceptions})
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
            for generator in offered
        ]
    )


async def show_variants(
    database: Database, actor: Actor, key: str, wanted: schemas.VariantQuery
) -> schemas.VariantList:
    """Return variants of one generator. Raises NotFound, RunnerOff."""
    drafts = await _make(database, actor, _access(key, wanted.level), wanted.level, wanted.count, wanted.seed)
    slugs = {slug for draft in drafts for _, _, slug in tagged(draft.content)}
    async with database.session(actor.school_id) as session:
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
    database: Database, actor: Actor, key: str, *, level: int, objective_ids: Sequence[uuid.UUID] | None
) -> schemas.RuleQuestionOut:
    """Put a generator into the bank as one ready question, of which each pupil gets a variant.

    Raises NotFound, RunnerOff.
    """
    generator = _access(key, level)
    first, *others = await _make(database, actor, generator, level, VARIANTS, secrets.randbelow(_SEED_LIMIT))
    async with database.session(actor.school_id) as session:
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


async def _make(
    database: Database, actor: Actor, generator: Generator, level: int, count: int, seed: int
) -> list[Draft]:
    order = Order(GENERATOR_PREFIX + generator.key, count, level)
    return await make_drafts(order, None, seed, run_for(database.info["runner"], actor.user_id))
