"""How content and responses are read, alike for every type: blanks, ids, text, and problems in plain words."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from backend.questions.types.base import FormatError, Json
from backend.questions.types.text import fold_text

RESPONSE_MAX_CHARS = 2_000

_Model = TypeVar("_Model", bound=BaseModel)

_PLAIN_WORDS = {
    "missing": "is missing",
    "extra_forbidden": "isn't a field of this kind of question",
    "too_short": "needs more entries",
    "string_too_short": "is empty",
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with a question's content. ``place`` is a path like ``options.2.text``, or empty."""

    place: str
    message: str


class ContentError(FormatError):
    """Content that can't be a question of its type; ``problems`` says everything that has to be mended."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        lines = (f"{problem.place}: {problem.message}" if problem.place else problem.message for problem in problems)
        super().__init__("bad_content", "; ".join(lines))
        self.problems = problems


def _place(error: ErrorDetails, raw: Json) -> str:
    """Return the path of an error through what was written, without the kind that a union took it for."""
    steps: list[str] = []
    here = raw
    for step in error["loc"]:
        is_index = isinstance(here, list | tuple) and isinstance(step, int) and step < len(here)
        if is_index or (isinstance(here, dict) and step in here):
            here = here[step]
        elif error["type"] != "missing" or step != error["loc"][-1]:
            continue
        steps.append(str(step))
    return ".".join(steps)


def _message(error: ErrorDetails) -> str:
    if error["type"] == "string_pattern_mismatch":
        is_slug = error["loc"][-1] == "misconception"
        return "name a misconception as topic.name" if is_slug else "an id is six letters or digits"
    return _PLAIN_WORDS.get(error["type"], error["msg"].removeprefix("Value error, "))


def _problems(errors: list[ErrorDetails], raw: Json) -> tuple[Problem, ...]:
    """Return what has to be mended; a list isn't called too short where it only lost an entry that can't be read."""
    places = [_place(error, raw) for error in errors]
    return tuple(
        Problem(place, _message(error))
        for place, error in zip(places, errors, strict=True)
        if error["type"] != "too_short" or not any(other.startswith(f"{place}.") for other in places)
    )


def read_content(model: type[_Model], raw: Json) -> _Model:
    """Return ``raw`` as ``model``. Raises ContentError with every problem found."""
    try:
        return model.model_validate(raw)
    except ValidationError as exc:
        raise ContentError(_problems(exc.errors(include_url=False), raw)) from exc
    except UnicodeEncodeError as exc:
        # Half of a surrogate pair: pydantic refuses most by itself, but not where it strips the text first.
        raise ContentError((Problem("", "there is a character in it that can't be read; type it again"),)) from exc


def require_unique_ids(ids: Iterable[str]) -> None:
    """Raise ValueError when an id names two elements of one question."""
    seen: set[str] = set()
    for element_id in ids:
        if element_id in seen:
            raise ValueError(f"the id {element_id} is used twice; give each element its own")
        seen.add(element_id)


def _bad_response() -> FormatError:
    return FormatError("bad_response", "We couldn't read this answer. Please reload the page and answer again.")


def _unknown_id() -> FormatError:
    message = "This answer names something that isn't in the question. Please reload the page and answer again."
    return FormatError("unknown_id", message)


def response_fields(response: Json, *names: str) -> dict[str, Json]:
    """Return the named fields of a response, None for those left out. Raises FormatError for any other shape."""
    if response is None or response in ({}, [], ""):
        return dict.fromkeys(names)
    if not isinstance(response, dict) or not set(response) <= set(names):
        raise _bad_response()
    return {name: response.get(name) for name in names}


def read_id(value: Json, known: Collection[str]) -> str | None:
    """Return ``value`` as one of the ``known`` ids, None for a blank. Raises FormatError for anything else."""
    if value is None or value == "":
        return None
    if not isinstance(value, str) or value not in known:
        raise _unknown_id()
    return value


def read_ids(value: Json, known: Collection[str]) -> list[str]:
    """Return a list of known ids in the order given, each once. Raises FormatError."""
    if value is None:
        return []
    if not isinstance(value, list):
        raise _bad_response()
    ids = (read_id(entry, known) for entry in value)
    return list(dict.fromkeys(element_id for element_id in ids if element_id is not None))


def read_id_map(value: Json, known: Collection[str]) -> dict[str, Json]:
    """Return an object whose keys are known ids; its values are still to be read. Raises FormatError."""
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise _bad_response()
    if not set(value) <= set(known):
        raise _unknown_id()
    return value


def read_text(value: Json) -> str | None:
    """Return what was typed, None when it is blank. Raises FormatError for text that can't be kept or read."""
    if value is None:
        return None
    if not isinstance(value, str):
        raise FormatError("bad_response", "We couldn't read this answer. Please type it again.")
    if len(value) > RESPONSE_MAX_CHARS:
        raise FormatError(
            "too_long", f"This answer is too long. Please keep it under {RESPONSE_MAX_CHARS:,} characters."
        )
    # Half of a surrogate pair is legal in JSON but not in UTF-8, so neither RE2 nor the database could take it.
    if any("\ud800" <= character <= "\udfff" for character in value):
        raise FormatError("unreadable_text", "This answer holds a character we can't read. Please type it again.")
    return value if fold_text(value) else None
