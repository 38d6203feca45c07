"""What can go wrong with classes and class lists."""

from __future__ import annotations

from backend.core.errors import AppError


class ClassNameTaken(AppError):
    """The school has a class of this name."""

    code, title = "class_name_taken", "There is such a class already"


class UnreadableRoster(AppError):
    """The file isn't a class list that we can read."""

    code, title = "unreadable_roster", "We can't read this class list"


class ChangedMeanwhile(AppError):
    """Somebody else added the same people at the same moment."""

    code, title = "changed_meanwhile", "Somebody else was faster"
