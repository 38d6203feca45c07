"""What can go wrong with marks and results."""

from __future__ import annotations

from backend.core.errors import AppError


class NotHandedIn(AppError):
    """There is no result before the hand-in."""

    code, title = "not_handed_in", "Not handed in yet"


class ChecksOff(AppError):
    """The assignment shows feedback later."""

    code, title = "checks_off", "Feedback comes later"


class CantBeChecked(AppError):
    """The answer can't be read, or a person has to read it: it costs no try."""

    code, title = "cant_be_checked", "Not checked"


class NotRunYet(CantBeChecked):
    """The answer is a program that has to be run before it can be checked."""


class ChangeRunning(AppError):
    """The job that changes the marks isn't done."""

    code, title = "change_running", "Still at work"


class MarksChanged(AppError):
    """A question can't be swapped while a change of its marks for everybody holds."""

    code, title = "marks_changed", "Its marks were changed"


class AnswerChanged(AppError):
    """The answer that was read isn't the one that counts any more."""

    code, title = "answer_changed", "Another answer"


class RunWaiting(AppError):
    """One run is under way and one waits; a third would only take others' turns."""

    code, title = "run_waiting", "Still running"


class OwnCodeAnswered(AppError):
    """The question about the pupil's own program has been answered, and otherwise."""

    code, title = "own_code_answered", "Answered already"


class NoProgram(AppError):
    """The question isn't about a program that can be run."""

    code, title = "no_program", "Nothing to run"
