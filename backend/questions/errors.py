"""What can go wrong with questions of the bank."""

from __future__ import annotations

from collections.abc import Iterable
from string import ascii_uppercase

from backend.core.errors import AppError
from backend.questions.types.base import FormatError
from backend.questions.types.reading import ContentError, Problem

_ELEMENTS = {
    "options": "Option",
    "items": "Item",
    "accepted": "Answer",
    "answers": "Answer",
    "prompts": "Prompt",
    "categories": "Category",
    "hints": "Hint",
}
_FIELDS = {"stem": "The question", "explanation": "The explanation"}


def _in_words(problem: Problem) -> str:
    """Return a problem as a sentence that names its place as the editors label it: options have letters."""
    field, _, rest = problem.place.partition(".")
    number = rest.partition(".")[0]
    if field in _ELEMENTS and number.isdecimal():
        index = int(number)
        is_lettered = field == "options" and index < len(ascii_uppercase)
        name = f"{_ELEMENTS[field]} {ascii_uppercase[index] if is_lettered else index + 1}"
    elif field in _FIELDS:
        name = _FIELDS[field]
    else:
        heading = field.replace("_", " ").capitalize()
        return f"{heading}: {problem.message}" if heading else problem.message
    return f"{name}{' ' if problem.message.startswith(('is ', 'holds ')) else ': '}{problem.message}"


class UnreadableQuestion(AppError):
    """The content can't be a question of its type; ``errors`` say what to mend, each at its place."""

    code, title = "unreadable_question", "This question isn't finished"

    def __init__(self, problems: Iterable[Problem]) -> None:
        errors = [{"place": problem.place, "message": _in_words(problem)} for problem in problems]
        more = f" and {len(errors) - 3} more" if len(errors) > 3 else ""
        found = "; ".join(error["message"] for error in errors[:3])
        super().__init__(f"Some parts of the question need another look: {found}{more}.", errors=errors)


class AlreadyReady(AppError):
    """A question that was in the bank can't become a private draft again."""

    code, title = "already_ready", "The question is in the bank"


class QuestionInUse(AppError):
    """An assessment holds the question."""

    code, title = "question_in_use", "The question is in use"


class MadeByRule(AppError):
    """The content of a question that a rule made isn't written by hand."""

    code, title = "made_by_rule", "This question is made by a rule"


class NotRun(AppError):
    """Programs aren't run on this machine, or not now."""

    status, code, title = 503, "not_run", "Python isn't available"


def unreadable(error: FormatError) -> UnreadableQuestion:
    """Return a type's refusal of content as an answer to the author."""
    if isinstance(error, ContentError):
        return UnreadableQuestion(error.problems)
    place = "type" if error.code == "unknown_type" else ""
    return UnreadableQuestion([Problem(place, error.message)])
