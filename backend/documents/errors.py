"""What can go wrong with lesson files before they are read. What the parser refuses is told on the document itself."""

from __future__ import annotations

from backend.core.errors import AppError, TooMany


class WrongFileType(AppError):
    """The file's name has an ending that isn't allowed."""

    code, title = "wrong_type", "This kind of file can't be used"


class StillReading(TooMany):
    """The teacher has many files waiting to be read."""

    code, title = "still_reading", "Your other files first"
