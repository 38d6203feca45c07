"""Shapes of the documents routes."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Literal

from pydantic import BaseModel

DocumentStatus = Literal["uploaded", "parsing", "parsed", "refused", "failed", "cancelled"]


class Accepted(BaseModel):
    """What may be uploaded: endings with their dot, in lower case, and the size of one file."""

    endings: list[str]
    max_mb: int


class Progress(BaseModel):
    """How far a job has come, in steps of its own."""

    done: int
    total: int


class Refusal(BaseModel):
    """Why a file couldn't be used, and what to do."""

    code: str
    message: str


class Counts(BaseModel):
    """What was found in a file; zeros until it has been read."""

    slides: int = 0
    pages: int = 0
    sections: int = 0
    passages: int = 0
    words: int = 0


class DraftCountsOut(BaseModel):
    """The review of the drafts that were made from a file."""

    new: int = 0
    accepted: int = 0
    rejected: int = 0


class DocumentOut(BaseModel):
    """A lesson file."""

    id: uuid.UUID
    name: str
    kind: str
    size_bytes: int
    status: DocumentStatus
    progress: Progress
    refusal: Refusal | None
    title: str
    counts: Counts
    warnings: list[str]
    drafts: DraftCountsOut
    created_at: datetime


class DocumentPage(BaseModel):
    """A page of lesson files."""

    items: list[DocumentOut]
    next: str | None


class RunOut(BaseModel):
    """A stretch of a passage that is bold or code."""

    start: int
    end: int
    bold: bool
    code: bool


class ListItemOut(BaseModel):
    """One item of a list."""

    text: str
    level: int
    label: str


class LocationOut(BaseModel):
    """Where a passage stands; 1-based."""

    slide: int | None
    page: int | None
    paragraph: int | None


class PassageOut(BaseModel):
    """One block of text of a file."""

    id: str
    kind: str
    text: str
    runs: list[RunOut]
    items: list[ListItemOut]
    ordered: bool
    rows: list[list[str]]
    location: LocationOut


class SectionOut(BaseModel):
    """A heading and what stands beneath it."""

    heading: str
    level: int
    passages: list[PassageOut]


class ImageOut(BaseModel):
    """A picture of a file; its bytes are at ``/api/documents/{document_id}/images/{id}``.

    It stands beneath the section of index ``section``, after the passage ``after`` (empty: before the first).
    """

    id: str
    media_type: str
    width: int
    height: int
    alt: str
    section: int
    after: str
    location: LocationOut


class DocumentWhole(DocumentOut):
    """A lesson file with its text, and its pictures in reading order."""

    sections: list[SectionOut]
    images: list[ImageOut]
