"""A Parsons problem: lines of code are put in order, and indented, until they are a program."""

from __future__ import annotations

from itertools import chain, count

from backend.questions.types.base import Json, PlainContent, shuffled, thinned
from backend.questions.types.parsons.marker import bucket, mark, mark_runs, plan, plan_practice
from backend.questions.types.parsons.schema import Block, Parsons
from backend.questions.types.pure_type import Practice, PureType, Running


def _shuffled_once(content: Parsons, seed: int, turn: int) -> list[Block]:
    """Return the blocks shuffled, those of a pair together."""
    units: dict[str, list[Block]] = {}
    for block in content.blocks:
        # A pair's name may look like an id, which no space can be part of.
        units.setdefault(f"pair {block.pair}" if block.pair else block.id, []).append(block)
    order = shuffled(list(units.values()), seed, f"blocks.{turn}")
    return list(chain.from_iterable(shuffled(unit, seed, f"pair.{turn}.{at}") for at, unit in enumerate(order)))


def _shown(content: Parsons, seed: int) -> list[Block]:
    """Return the blocks shuffled; with three or more of the program, never in the right order by accident."""
    orders = (_shuffled_once(content, seed, turn) for turn in count())
    if len(content.solution) == 2:
        return next(orders)
    looks = [content.look(block) for block in content.solution]
    if len(set(looks)) == 1:
        return next(orders)
    return next(order for order in orders if [content.look(block) for block in order if not block.distractor] != looks)


def _view(content: Parsons, seed: int) -> dict[str, Json]:
    shown = _shown(content, seed)
    # Pairs are numbered as they come: their names might tell something.
    pairs = {name: at for at, name in enumerate(dict.fromkeys(block.pair for block in shown if block.pair), start=1)}
    given = content.indentation == "given"
    return {
        "indentation": content.indentation,
        "stdin": content.stdin,
        "blocks": [
            {"id": block.id, "code": block.code}
            | ({"indent": block.indent} if given else {})
            | ({"pair": pairs[block.pair]} if block.pair else {})
            for block in shown
        ],
    }


def _fewer(content: Parsons, seed: int) -> Parsons:
    # A pair is a choice of two as it is.
    blocks = thinned(content.blocks, lambda block: block.distractor and not block.pair, seed, "fewer")
    return content.model_copy(update={"blocks": blocks})


def _key(content: Parsons) -> dict[str, Json]:
    return {"lines": [{"id": block.id, "indent": block.indent} for block in content.solution]}


def _flatten(content: Parsons) -> PlainContent:
    return PlainContent(
        stem=content.stem,
        options=tuple(block.code for block in content.solution),
        extra={f"blocks.{block.id}": block.code for block in content.blocks if block.distractor},
    )


TYPE = PureType(
    key="parsons",
    label="Parsons problem",
    marker_version=1,
    schema=Parsons,
    view=_view,
    full_answer=_key,
    marker=mark,
    to_bucket=bucket,
    flatten=_flatten,
    fewer=_fewer,
    running=Running(plan, mark_runs, Practice(plan_practice)),
)
