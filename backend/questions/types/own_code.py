"""A question about a program that its own pupil has written: what a type makes of a real run, and what is kept."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class OwnOption(BaseModel):
    """One choice, in plain text. ``misconception`` is what choosing it shows; None for the right one."""

    model_config = ConfigDict(frozen=True)

    id: str
    text: str
    misconception: str | None


class OwnQuestion(BaseModel):
    """One multiple-choice question about ``source``, which ran with ``typed`` typed in and ``added`` as its last line.

    ``stem`` is rich text, everything else plain. ``key`` is the right option's id, ``because`` says why it is right,
    ``heads`` and ``rows`` are the part of the run that shows it: a table, empty where none is needed.
    """

    model_config = ConfigDict(frozen=True)

    source: str
    typed: str
    added: str
    stem: str
    options: tuple[OwnOption, ...]
    key: str
    because: str
    heads: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()

    def find(self, option_id: str) -> OwnOption | None:
        """Return an option by its id."""
        return next((option for option in self.options if option.id == option_id), None)
