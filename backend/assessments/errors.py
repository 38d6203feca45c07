"""What can go wrong with assessments and with setting them."""

from __future__ import annotations

from backend.core.errors import AppError


class EmptyAssessment(AppError):
    """An assessment without questions can't be set."""

    code, title = "empty_assessment", "No questions yet"


class QuestionNotReady(AppError):
    """A draft or retired question can't be put into an assessment."""

    code, title = "question_not_ready", "A question isn't ready"


class BadWindow(AppError):
    """The times of an assignment don't fit together."""

    code, title = "bad_window", "The times don't fit"


class AlreadyUnderWay(AppError):
    """Something about an assignment can't change any more."""

    code, title = "already_under_way", "Pupils have started"


class FeedbackOff(AppError):
    """Feedback after each question is switched off on this machine."""

    code, title = "feedback_off", "Not switched on"
