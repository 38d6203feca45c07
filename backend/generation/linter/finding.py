"""What a rule says of a question, and how rules name the places of one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from string import ascii_uppercase
from typing import Literal

from backend.questions.types.base import PlainContent


@dataclass(frozen=True, slots=True)
class Finding:
    """One weakness. ``rule`` is stable.

    ``place`` is ``stem``, ``options``, ``option:<index from 0>`` or a path into the content, such as
    ``items.2.text``, ``accepted.0.pattern`` or ``gaps.k3m9x2.options.1.text``. ``message`` says what was found,
    ``why`` what harm it does, ``fix`` what to do; all three are for the teacher.
    """

    rule: str
    level: Literal["warning", "error"]
    place: str
    message: str
    why: str
    fix: str


Rule = Callable[[PlainContent, str], list[Finding]]
"""``rule(plain, type_key)``: ``plain`` is the question flattened by its type."""


@dataclass(frozen=True, slots=True)
class ChoiceList:
    """Options that a pupil chooses from: those of the question, or those of one gap.

    ``before`` and ``after`` are the words that stand around the choice, ``asks`` is all of the question as its author
    wrote it.
    ``several`` says that any number may be ticked, ``ordered`` that pupils see the options in this order.
    """

    asks: str
    before: str
    after: str
    options: tuple[str, ...]
    keys: tuple[int, ...]
    ordered: bool = False
    several: bool = False
    path: str = ""

    @property
    def all(self) -> str:
        """The place of the list as a whole."""
        return self.path or "options"

    def place(self, index: int) -> str:
        """Return the place of one option."""
        return f"{self.path}.{index}.text" if self.path else f"option:{index}"

    @property
    def others(self) -> tuple[str, ...]:
        """The wrong options."""
        return tuple(option for index, option in enumerate(self.options) if index not in self.keys)


def choice_lists(plain: PlainContent, type_key: str) -> list[ChoiceList]:
    """Return every list of options of a question that a pupil chooses from; none for other types."""
    lists = []
    if type_key in {"multiple_choice", "multiple_response"}:
        asks, several = plain.source or plain.stem, type_key == "multiple_response"
        lists.append(
            ChoiceList(asks, plain.stem, "", plain.options, plain.keys, ordered=plain.ordered, several=several)
        )
    for path, gap in plain.gaps.items():
        asks = f"{plain.stem}\n{gap.before} ____ {gap.after}"
        lists.append(ChoiceList(asks, gap.before, gap.after, gap.options, gap.keys, path=path))
    return lists


def option_name(index: int) -> str:
    """Return an option's name as pupils and editors see it: ``option A``."""
    return f"option {ascii_uppercase[index]}"
