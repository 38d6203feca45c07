"""The outline of a lesson file: what the parsers return and everything downstream reads."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any, Literal

PassageKind = Literal["paragraph", "list", "table", "code", "caption", "note", "alt_text", "footnote"]
MediaType = Literal["image/png", "image/jpeg", "image/gif", "image/webp"]

IMAGES_BYTES_MAX = 30 * 1024 * 1024
"""The pictures of one file together."""


@dataclass(frozen=True, slots=True)
class Location:
    """Where a passage stands; 1-based. ``slide`` for .pptx, ``page`` for .pdf, ``paragraph`` in order for .docx."""

    slide: int | None = None
    page: int | None = None
    paragraph: int | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a passage's text, ``text[start:end]``, that is set in bold or as code."""

    start: int
    end: int
    bold: bool = False
    code: bool = False


@dataclass(frozen=True, slots=True)
class ListItem:
    """One item of a list passage. ``level`` counts from 0.

    ``label`` is the number that the program shows before the item ("2.", "b)"), which is not part of the text;
    it is empty for bullets.
    """

    text: str
    level: int = 0
    label: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """One block of text in reading order.

    ``text`` always holds all words: list items and table rows joined by newlines, table cells by tabs.
    ``items`` (lists) and ``rows`` (tables) hold the same words in structure; runs index into ``text``.
    """

    id: str
    kind: PassageKind
    text: str
    location: Location
    runs: tuple[Run, ...] = ()
    items: tuple[ListItem, ...] = ()
    ordered: bool = False
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A heading (level 1 is the highest, 0 means before any heading) and the passages beneath it."""

    heading: str
    level: int
    passages: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class Image:
    """A picture as it lies in the file. ``id`` is the SHA-256 of its bytes; width and height are pixels by its header.

    It stands beneath the section of index ``section`` (from 0), after the passage ``after``; an empty ``after`` means
    before the section's first passage. ``alt`` is what a person wrote about it.
    """

    id: str
    media_type: MediaType
    width: int
    height: int
    size_bytes: int
    alt: str = ""
    location: Location = field(default_factory=Location)
    section: int = 0
    after: str = ""
    data: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class DocumentOutline:
    """A whole file as read. ``warnings`` are sentences for the teacher ("Hidden text on slide 3 was left out").

    ``images`` are in reading order, each picture once.
    """

    title: str
    kind: Literal["docx", "pptx", "pdf"]
    sections: tuple[Section, ...] = ()
    warnings: tuple[str, ...] = ()
    images: tuple[Image, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return the outline as plain JSON values; the bytes of pictures are left out."""
        found = asdict(self)
        for image in found["images"]:
            del image["data"]
        return found


class DocumentRefused(Exception):
    """The file can't be read. ``code`` is stable; the message says why and what to do."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
