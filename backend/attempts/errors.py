"""What can go wrong while sitting."""

from __future__ import annotations

from backend.core.errors import AppError, TooMany


class NotOpenYet(AppError):
    """The assignment's window hasn't begun, or is over."""

    code, title = "not_open", "Not open now"


class NoAttemptsLeft(AppError):
    """Every allowed attempt has been handed in."""

    code, title = "no_attempts_left", "You've handed this in"


class AttemptClosed(AppError):
    """The attempt has been handed in."""

    code, title = "attempt_closed", "Already handed in"


class NothingAnswered(AppError):
    """There is no answer to check."""

    code, title = "nothing_answered", "No answer yet"


class NoRestBreaks(AppError):
    """The pupil's arrangements have no rest breaks."""

    code, title = "no_rest_breaks", "No rest breaks"


class BreakNotYours(AppError):
    """A pupil tried to go on where the teacher has paused."""

    code, title = "paused_by_teacher", "Paused by your teacher"


class TooManyStarts(TooMany):
    """A pupil started too many attempts within an hour."""

    code, title = "too_many_starts", "Too many starts"


class NotSigned(AppError):
    """A file of answers without a signature, and nobody has said that they saw it being made."""

    code, title = "not_signed", "Without a signature"


class WronglySigned(AppError):
    """A file of answers that somebody has changed, or that another installation has made."""

    code, title = "wrongly_signed", "Changed, or from elsewhere"
