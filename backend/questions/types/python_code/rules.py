"""Whether a program uses what it must and leaves alone what it may not, by what an ``inspect`` run found in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from backend.questions.types.python_code.schema import CodeRule

_PLACES = {"import": "imports", "name": "names", "call": "calls"}


def broken_rules(rules: tuple[CodeRule, ...], inspected: Mapping[str, Any]) -> list[CodeRule]:
    """Return the rules that a program breaks, in their order. ``inspected`` is the value of its ``inspect`` run."""
    return [rule for rule in rules if _is_used(rule, inspected) != (rule.kind == "must")]


def _is_used(rule: CodeRule, inspected: Mapping[str, Any]) -> bool:
    kind, name = rule.named
    if kind == "construct":
        return bool(inspected.get("recursive") if name == "recursion" else _lines(inspected, "constructs", name))
    if kind == "import":
        # "import os.path" and "from os.path import join" import os as well.
        return any(module == name or module.startswith(f"{name}.") for module in inspected.get("imports", {}))
    return bool(_lines(inspected, _PLACES[kind], name))


def _lines(inspected: Mapping[str, Any], place: str, name: str) -> Any:
    return inspected.get(place, {}).get(name)


def told(rule: CodeRule) -> str:
    """Return what a pupil reads who broke ``rule``."""
    return rule.message or f"There is a rule for this program that yours doesn't keep yet: {rule.sentence}"
