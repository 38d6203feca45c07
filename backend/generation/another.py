"""Asking the maker of a draft for another one in its place. Making is slow, so no transaction is held across it."""

from __future__ import annotations

import asyncio
import secrets
import uuid
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from backend.accounts.permissions import Actor
from backend.core import audit
from backend.core.db import Database
from backend.core.model import uuid7
from backend.documents.document_parser.outline import DocumentOutline
from backend.documents.service import access_document, load_outline
from backend.generation import review_schemas
from backend.generation.draft import Draft
from backend.generation.errors import NoOther
from backend.generation.makers import Order, Run, find_offer, make_others, title_of
from backend.generation.models import DraftQuestion, GenerationRun
from backend.generation.pipeline import BankQuestion, Checked, check_batch
from backend.generation.program_runs import run_for
from backend.generation.review import decide, draft_to_review
from backend.generation.showing import show_drafts
from backend.questions.content import read_content, stem_line
from backend.questions.errors import UnreadableQuestion
from backend.questions.service import list_bank_texts

REASON = "Another one asked for"
"""Why the draft that was replaced is rejected; undo brings it back beside the other."""

_VARIANTS = 12
"""Variants of a generator that are looked at; most are new."""
_SEED_LIMIT = 2**31
_SEEDS = 4
"""How often a reader of texts is asked: with another seed it chooses other wrong answers."""

_Asked = tuple[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class _Work:
    """What is needed to make another, read in one go. ``known`` are the drafts of the maker, of the run or the file."""

    draft: DraftQuestion
    outline: DocumentOutline | None
    known: Sequence[DraftQuestion]
    run_drafts: Sequence[DraftQuestion]
    bank: Sequence[BankQuestion]


async def draw_another(
    database: Database, actor: Actor, draft_id: uuid.UUID, *, version: int
) -> review_schemas.Another:
    """Reject a draft and put another of its maker beside it in the list.

    Of the same passage where it was made from a text, at the same level where a generator made it.
    Raises NoOther, StaleVersion, AlreadyReviewed, NotFound, RunnerOff.
    """
    async with database.session(actor.school_id) as session:
        work = await _read(session, actor, draft_id, version)
    found = await _choose(work, secrets.randbelow(_SEED_LIMIT), run_for(database.info["runner"], actor.user_id))
    if found is None:
        raise NoOther(
            f"“{title_of(work.draft.maker)}” has nothing else to ask "
            f"{'about this passage' if work.draft.evidence else 'here'}. Edit this draft, or reject it."
        )
    async with database.session(actor.school_id) as session:
        old, document_id = await draft_to_review(session, actor, draft_id, version)
        new = _row(old, found)
        session.add(new)
        old.reject_reason = REASON
        await decide(session, actor, old, "rejected")
        await audit.record(session, "redrawn", "draft_question", new.id, actor_id=actor.user_id)
        replaced, draft = await show_drafts(session, [(old, document_id), (new, document_id)])
        return review_schemas.Another(replaced=replaced, draft=draft)


async def _read(session: AsyncSession, actor: Actor, draft_id: uuid.UUID, version: int) -> _Work:
    draft, document_id = await draft_to_review(session, actor, draft_id, version)
    offer = find_offer(draft.maker)
    if offer is None:
        raise NoOther("This kind of question isn't made any more. Edit this draft, or reject it.")
    outline = None
    if offer.needs_document:
        if document_id is None:
            raise NoOther("The lesson file was deleted, so nothing more can be made from it. Edit this draft instead.")
        outline = await load_outline(session, await access_document(session, actor, document_id))
    run_drafts = (await session.scalars(select(DraftQuestion).where(DraftQuestion.run_id == draft.run_id))).all()
    known: Sequence[DraftQuestion] = run_drafts
    if document_id is not None:
        known = (
            await session.scalars(
                select(DraftQuestion)
                .join(GenerationRun, GenerationRun.id == DraftQuestion.run_id)
                .where(GenerationRun.document_id == document_id, DraftQuestion.maker == draft.maker)
            )
        ).all()
    bank = [
        BankQuestion(str(one.question_id), one.type, one.content, one.stem_text)
        for one in await list_bank_texts(session)
    ]
    return _Work(draft, outline, known, run_drafts, bank)


async def _choose(work: _Work, seed: int, run: Run) -> Checked | None:
    """Return the best other draft: one that resembles no question if there is any, else the first that holds."""
    drafts = {str(one.id): one for one in work.run_drafts if one.id != work.draft.id and one.status == "new"}
    others = [BankQuestion(key, one.type, one.content, one.stem_text) for key, one in drafts.items()]
    fallback = None
    bank = [*work.bank, *others]
    async for candidate in _candidates(work, seed, run):
        for checked in (await asyncio.to_thread(check_batch, [candidate], work.outline, bank)).kept:
            if checked.duplicate_of is None:
                return checked
            fallback = fallback or _with_twin(checked, drafts)
    return fallback


def _with_twin(checked: Checked, drafts: dict[str, DraftQuestion]) -> Checked:
    """Return a draft with its twin named as what it is: a draft of the run, or a question of the bank."""
    twin = checked.duplicate_of or {}
    if twin["question_id"] not in drafts:
        return checked
    of_batch = {"kind": "batch", "stem_text": twin["stem_text"], "draft_id": twin["question_id"]}
    return Checked(checked.draft, checked.content, checked.checks, checked.evidence, of_batch)


async def _candidates(work: _Work, seed: int, run: Run) -> AsyncIterator[Draft]:
    """Yield drafts that weren't proposed yet, other questions before the same one with other answers."""
    known = {_asked(one.type, one.content) for one in work.known}
    stems = {stem for stem, _ in known}
    order = Order(work.draft.maker, _VARIANTS, work.draft.level)
    passage_id = work.draft.evidence["passage_id"] if work.draft.evidence else None
    same_stem: list[Draft] = []
    for step in range(_SEEDS if passage_id else 1):
        others = await make_others(order, work.outline, (seed + step) % _SEED_LIMIT, run, passage_id=passage_id)
        for draft in others:
            asked = _asked(draft.type, draft.content)
            if asked in known or not asked[0]:
                continue
            known.add(asked)
            if asked[0] in stems:
                same_stem.append(draft)
            else:
                stems.add(asked[0])
                yield draft
    for draft in same_stem:
        yield draft


def _asked(type_key: str, raw: dict[str, Any]) -> _Asked:
    """Return what a draft asks: its words and its answers, whatever their order. Nothing for what can't be read.

    Where there are no options, it is all its words: many programs are to be mended under one and the same sentence.
    """
    try:
        kind, content = read_content(type_key, raw)
    except UnreadableQuestion:
        return "", frozenset()
    options = frozenset(kind.plain_content(content).options)
    return stem_line(content) if options else kind.plain_text(content), options


def _row(old: DraftQuestion, found: Checked) -> DraftQuestion:
    draft = found.draft
    return DraftQuestion(
        id=uuid7(),
        run_id=old.run_id,
        position=old.position,
        type=draft.type,
        content=draft.content,
        stem_text=stem_line(found.content),
        maker=draft.maker,
        maker_version=draft.maker_version,
        seed=draft.seed,
        level=draft.level,
        evidence=found.evidence,
        checks=list(found.checks),
        duplicate_of=found.duplicate_of,
        objective_ids=old.objective_ids,
        status="new",
        reject_reason="",
        version=1,
    )
