"""Values between a pupil's program and the application: plain data with its exact types, as JSON. Pure, on both sides.

A list is ``{"l": […]}``, a tuple ``{"t": […]}``, a set ``{"s": […]}``, a frozenset ``{"f": […]}``, a dict
``{"d": [[key, value], …]}``, a whole number beyond 2^53 ``{"i": "0x…"}``, a float ``{"r": "0.1"}``, a complex number
``{"c": "(1+2j)"}``, a text with a NUL or half of a surrogate pair ``{"e": its bytes in hex}`` and anything else
``{"o": "its type"}``. None, bool, other texts and other whole numbers stand for themselves.
"""

from __future__ import annotations

TYPE_CHECKING = False  # library.py says why typing isn't imported
if TYPE_CHECKING:
    from typing import Any


DEPTH_MAX = 40
BIG_KEYS_MAX = 500
"""Large numbers can be chosen so that all of them meet in one place of a hash table, which then takes its time."""
_EXACT = 2**53
_KINDS: dict[type[Any], str] = {list: "l", tuple: "t", set: "s", frozenset: "f"}
_MAKERS = {kind: maker for maker, kind in _KINDS.items()}


class Unreadable(Exception):
    """What came back isn't a value as ``to_tagged`` writes it."""


def is_plain(text: str) -> bool:
    """Say whether a text can be kept anywhere: databases take no NUL, UTF-8 no half of a surrogate pair."""
    return "\0" not in text and not any("\ud800" <= character <= "\udfff" for character in text)


def to_tagged(value: Any, depth: int = 0) -> Any:
    """Return a value as JSON says it; a subclass of int isn't an int. Raises ValueError where it is too deep."""
    if depth > DEPTH_MAX:
        raise ValueError("nested too deeply")
    kind = type(value)
    if value is None or kind is bool:
        return value
    if kind is str:
        return value if is_plain(value) else {"e": value.encode("utf-8", "surrogatepass").hex()}
    if kind is int:
        return value if -_EXACT < value < _EXACT else {"i": hex(value)}
    if kind is float:
        return {"r": repr(value)}
    if kind is complex:
        return {"c": repr(value)}
    if kind in _KINDS:
        return {_KINDS[kind]: [to_tagged(each, depth + 1) for each in value]}
    if kind is dict:
        return {"d": [[to_tagged(key, depth + 1), to_tagged(each, depth + 1)] for key, each in value.items()]}
    return {"o": kind.__name__[:60]}


def _is_big(tagged: Any) -> bool:
    key = tagged[0] if isinstance(tagged, list) and tagged else tagged
    return isinstance(key, dict) and "i" in key


def from_tagged(tagged: Any, opaque: Any, depth: int = 0) -> Any:
    """Return the value; ``opaque(type_name)`` stands for what isn't plain data. Raises Unreadable."""
    if depth > DEPTH_MAX + 1:
        raise Unreadable("nested too deeply")
    if tagged is None or isinstance(tagged, bool | str | int):
        return tagged
    if not isinstance(tagged, dict) or len(tagged) != 1:
        raise Unreadable("not a value")
    ((tag, inside),) = tagged.items()
    try:
        if tag in "sfd" and sum(_is_big(each) for each in inside) > BIG_KEYS_MAX:
            raise Unreadable("too many large numbers in a set or a dictionary")
        if tag in _MAKERS:
            return _MAKERS[tag](from_tagged(each, opaque, depth + 1) for each in inside)
        if tag == "d":
            return {from_tagged(key, opaque, depth + 1): from_tagged(each, opaque, depth + 1) for key, each in inside}
        if tag == "i":
            return int(inside, 16)
        if tag in "rc":
            return float(inside) if tag == "r" else complex(inside)
        if tag == "e":
            return bytes.fromhex(inside).decode("utf-8", "surrogatepass")
        if tag == "o" and isinstance(inside, str):
            return opaque(inside[:60])
    except (AttributeError, TypeError, ValueError) as exc:
        raise Unreadable("not a value") from exc
    raise Unreadable("not a value")
