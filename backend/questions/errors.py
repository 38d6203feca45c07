"""What can go wrong with questions of the bank."""

from __future__ import annotations

from collections.abc import Iterable

from backend.core.errors import AppError
from backend.questions.types.base import FormatError
from backend.questions.types.reading import ContentError, Problem


class UnreadableQuestion(AppError):
    """The content can't be a question of its type; ``errors`` say what to mend, each at its place."""

    code, title = "unreadable_question", "This question isn't finished"

    def __init__(self, problems: Iterable[Problem]) -> None:
        errors = [{"place": problem.place, "message": problem.message} for problem in problems]
        more = f" and {len(errors) - 3} more" if len(errors) > 3 else ""
        found = "; ".join(f"{e['place']}: {e['message']}" if e["place"] else e["message"] for e in errors[:3])
        super().__init__(f"Some parts of the question need another look: {found}{more}.", errors=errors)


class AlreadyReady(AppError):
    """A question that was in the bank can't become a private draft again."""

    code, title = "already_ready", "The question is in the bank"


class QuestionInUse(AppError):
    """An assessment holds the question."""

    code, title = "question_in_use", "The question is in use"


def unreadable(error: FormatError) -> UnreadableQuestion:
    """Return a type's refusal of content as an answer to the author."""
    if isinstance(error, ContentError):
        return UnreadableQuestion(error.problems)
    place = "type" if error.code == "unknown_type" else ""
    return UnreadableQuestion([Problem(place, error.message)])
