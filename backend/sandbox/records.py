"""Results as they are kept in the database and as pages get them. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, fields, replace
from typing import Any

from backend.sandbox.protocol import NO_VALUE, NoValue, Opaque, ProgramError, RunResult
from backend.sandbox.sealed.values import from_tagged, to_tagged

_SHOWN_MAX_CHARS = 2000


def to_record(result: RunResult) -> dict[str, Any]:
    """Return a result as plain JSON that ``from_record`` reads back exactly; without ``value`` where there is none."""
    record = {field.name: getattr(result, field.name) for field in fields(result) if field.name != "value"}
    record["error"] = result.error and asdict(result.error)
    record["drawing"] = list(result.drawing)
    if not isinstance(result.value, NoValue):
        record["value"] = _tagged(result.value)
    return record


def _tagged(value: Any) -> Any:
    """Return a value with its types, those that aren't plain data by name as they came."""
    if isinstance(value, Opaque):
        return {"o": value.type_name}
    if type(value) in (list, tuple, set, frozenset):
        return {to_tagged(type(value)()).popitem()[0]: [_tagged(each) for each in value]}
    if type(value) is dict:
        return {"d": [[_tagged(key), _tagged(each)] for key, each in value.items()]}
    return to_tagged(value)


def from_record(record: Mapping[str, Any]) -> RunResult:
    """Return the result that ``to_record`` wrote."""
    known = {field.name: record[field.name] for field in fields(RunResult) if field.name in record}
    error = record.get("error")
    value = from_tagged(record["value"], Opaque) if "value" in record else NO_VALUE
    return replace(
        RunResult("ok"),
        **known
        | {
            "error": ProgramError(**error) if error else None,
            "value": value,
            "drawing": tuple(record.get("drawing", ())),
        },
    )


def shown(result: RunResult) -> dict[str, Any]:
    """Return a result for a page: a value as Python shows it, None for none; limits and flags are not its business."""
    value = None if isinstance(result.value, NoValue) else _repr(result.value)
    record = to_record(result)
    for inner in ("flagged", "value"):
        record.pop(inner, None)
    return record | {"value": value}


def _repr(value: Any) -> str:
    try:
        text = f"<{value.type_name}>" if isinstance(value, Opaque) else repr(value)
    except ValueError:
        # Python writes no whole number of more than 4,300 digits.
        return f"<a very long {type(value).__name__}>"
    return text if len(text) <= _SHOWN_MAX_CHARS else text[: _SHOWN_MAX_CHARS - 1] + "…"
