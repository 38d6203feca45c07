"""An assessment for paper: its questions as pupils see them, and what the teacher marks them by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from backend.assessments.models import Assessment, AssessmentItem
from backend.assessments.schemas import Paper, PaperIdea, PaperItem
from backend.assessments.service import list_items
from backend.curriculum.models import Misconception
from backend.curriculum.service import misconceptions_by_slug
from backend.questions.content import parsed
from backend.questions.models import QuestionVersion
from backend.questions.service import versions_by_ids
from backend.questions.types import rich_text
from backend.questions.types.base import PlainContent
from backend.questions.types.number_answers import NumberRules, NumericAnswer
from backend.questions.types.text_answers import AcceptedText

_ONE_ORDER = 0
"""The seed of lists that are shuffled: every copy of the paper has them in the same order."""
_WORDS = ("text", "pattern", "value", "expression")
"""Where the parts of a question's content keep the words of an answer."""


async def show_paper(session: AsyncSession, assessment: Assessment) -> Paper:
    """Return the newest revision of an assessment for printing, with its mark scheme."""
    items = await list_items(session, assessment.id, assessment.revision)
    versions = await versions_by_ids(session, [item.question_version_id for item in items])
    slugs = {slug for version in versions.values() for _, slug in _ideas(version.content)}
    known = await misconceptions_by_slug(session, slugs)
    return Paper(
        title=assessment.title,
        items=[_show_item(item, versions[item.question_version_id], known) for item in items],
    )


def _show_item(item: AssessmentItem, version: QuestionVersion, known: Mapping[str, Misconception]) -> PaperItem:
    kind, content = parsed(version)
    guide = kind.marking_guide(content)
    view, key = kind.pupil_view(content, _ONE_ORDER), kind.key_view(content)
    said = list(_listed(kind.plain_content(content), view, key))
    ideas = [(answer, slug) for answer, slug in _ideas(version.content) if slug in known]
    return PaperItem(
        position=item.position,
        marks=float(item.marks),
        pool=item.pool,
        draw=item.draw,
        type=version.type,
        view=view,
        key=key,
        accepted=[words for words, fraction in said if fraction == 1],
        part_marks=[f"{words} ({fraction:.0%})" for words, fraction in said if 0 < fraction < 1],
        guide=[f"{line.text} ({line.marks})" for line in guide.lines],
        explanation=rich_text.parse(content.explanation) if content.explanation else None,
        ideas=[PaperIdea(answer=answer, title=known[slug].title) for answer, slug in ideas],
    )


def _listed(plain: PlainContent, view: Mapping[str, Any], key: Mapping[str, Any]) -> Iterator[tuple[str, float]]:
    """Yield (words, fraction) of what counts beside the key; of a gap with its number, where there are several."""
    texts = {place: [(_said(text), text.fraction) for text in of] for place, of in plain.typed.items()}
    numbers = {place: list(_numbers(rules)) for place, rules in plain.numbers.items()}
    for place, found in (texts | numbers).items():
        gap = view["gaps"][place.split(".")[1]] if place.startswith("gaps.") else None
        own = key["gaps"][place.split(".")[1]] if gap else key
        number = f"{gap['number']}. " if gap and len(view["gaps"]) > 1 else ""
        yield from ((number + words, fraction) for words, fraction in found if words and words not in _leaves(own))


def _said(text: AcceptedText) -> str:
    """Return how an answer that is looked for reads; a regular expression without a sample tells people nothing."""
    if text.kind == "regex":
        return text.sample or ""
    return text.pattern.replace("\\*", "*")


def _numbers(rules: NumberRules) -> Iterator[tuple[str, float]]:
    """Yield (words, fraction) of the numbers that count beside the key, and of the key how near is near enough.

    Only denary ones: the others are kept in denary, which is not how pupils are to write them.
    """
    key = next((answer for answer in rules.answers if answer.fraction == 1), None)
    for answer in rules.answers if rules.base == 10 else ():
        if answer is not key or _near(answer) != answer.value:
            yield _near(answer), answer.fraction


_NEARNESS = {
    "absolute": "{value} ± {amount}",
    "relative": "{value}, within {amount} of it",
    "geometric": "{value}, within a factor of {amount} of it",
    "significant_figures": "{value} to {amount} significant figures",
    "decimal_places": "{value} to {amount} decimal places",
}


def _near(answer: NumericAnswer) -> str:
    """Return a number that is looked for with how near is near enough."""
    tolerance = answer.tolerance
    if tolerance.kind == "absolute" and not tolerance.exact_amount:
        return answer.value
    return _NEARNESS[tolerance.kind].format(value=answer.value, amount=tolerance.amount)


def _leaves(value: Any) -> set[str]:
    """Return the words that a response holds."""
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return {value} if isinstance(value, str) else {leaf for part in parts for leaf in _leaves(part)}


def _ideas(content: Any) -> Iterator[tuple[str, str]]:
    """Yield (words of the answer, slug) of every wrong idea that a part of the content names."""
    if isinstance(content, list):
        for part in content:
            yield from _ideas(part)
    elif isinstance(content, dict):
        slug = content.get("misconception")
        if isinstance(slug, str) and slug:
            words = next((content[name] for name in _WORDS if isinstance(content.get(name), str)), "")
            yield rich_text.plain(words), slug
        for part in content.values():
            yield from _ideas(part)
