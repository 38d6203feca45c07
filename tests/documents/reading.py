"""Uploading and waiting, for tests of the documents room and of the rooms above it."""

from __future__ import annotations

import asyncio
from typing import Any

from tests.school import Person

WAIT_S = 60
_UNREAD = {"uploaded", "parsing"}


async def upload(person: Person, data: bytes, name: str = "lesson.docx", expect: int = 202) -> Any:
    """Upload a file as the page does."""
    return await person.post("/api/documents", files={"file": (name, data)}, expect=expect)


async def begun(person: Person, document_id: str) -> None:
    """Wait until the job has taken a document up."""
    for _ in range(WAIT_S * 20):
        if (await person.get(f"/api/documents/{document_id}"))["status"] != "uploaded":
            return
        await asyncio.sleep(0.05)
    raise AssertionError("The job never began")


async def read(person: Person, document_id: str) -> Any:
    """Wait until a document has been read, or not, and return it."""
    for _ in range(WAIT_S * 20):
        document = await person.get(f"/api/documents/{document_id}")
        if document["status"] not in _UNREAD:
            return document
        await asyncio.sleep(0.05)
    raise AssertionError(f"The file wasn't read within {WAIT_S} s: {document['status']}")


async def upload_and_read(person: Person, data: bytes, name: str = "lesson.docx") -> Any:
    """Upload a file and wait for its end."""
    return await read(person, (await upload(person, data, name))["id"])
