"""What can go wrong with making and reviewing drafts."""

from __future__ import annotations

from backend.core.errors import AppError, TooMany


class CannotMake(AppError):
    """What was asked of a maker doesn't fit it: an unknown maker or level, or no lesson file."""

    code, title = "cannot_make", "No questions can be made like this"


class TooManyRuns(TooMany):
    """The teacher has made questions as often as this machine allows in an hour."""

    code, title = "too_many", "Please wait a little"


class NoOther(AppError):
    """The maker of a draft has nothing else to propose in its place."""

    code, title = "no_other", "There is no other"


class AlreadyReviewed(AppError):
    """The draft was accepted, edited or rejected before."""

    code, title = "already_reviewed", "This draft has been reviewed"
