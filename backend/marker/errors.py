"""What can go wrong with marks and results."""

from __future__ import annotations

from backend.core.errors import AppError


class NotHandedIn(AppError):
    """There is no result before the hand-in."""

    code, title = "not_handed_in", "Not handed in yet"


class ChecksOff(AppError):
    """The assignment shows feedback later."""

    code, title = "checks_off", "Feedback comes later"


class ChangeRunning(AppError):
    """The job that changes the marks isn't done."""

    code, title = "change_running", "Still at work"
