"""Lesson files over HTTP: what is read, what is refused, and that the original never stays."""

from __future__ import annotations

import asyncio
import hashlib
import os
import time
import uuid
from pathlib import Path

import pytest
from sqlalchemy import func, select

from backend.config import Settings
from backend.core.jobs import JobContext
from backend.documents import uploads
from backend.documents.jobs import parse_document
from backend.documents.models import Document, DocumentPassage
from tests.documents.lessons import LONG, slide_lesson, word_lesson
from tests.documents.parser.pdf_files import line, pdf
from tests.documents.reading import WAIT_S, begun, read, upload, upload_and_read
from tests.school import Person, SchoolMaker

pytestmark = pytest.mark.database


@pytest.fixture
async def teacher(maker: SchoolMaker) -> Person:
    return await maker.person(await maker.school(), "teacher", "Ruth")


@pytest.fixture
def originals(settings: Settings) -> Path:
    return uploads.folder(settings)


def _kept(originals: Path) -> set[Path]:
    return set(originals.glob("*"))


async def _gone(originals: Path, document_id: str) -> None:
    """The job deletes the original just after it has told the end."""
    for _ in range(WAIT_S * 20):
        if not (originals / document_id).exists():
            return
        await asyncio.sleep(0.05)
    raise AssertionError("The original is still there")


async def test_a_word_file_is_read_and_its_original_deleted(teacher: Person, originals: Path) -> None:
    data = word_lesson()
    taken = await upload(teacher, data, "Year 7 Networks.docx")
    assert (taken["name"], taken["kind"], taken["size_bytes"]) == ("Year 7 Networks.docx", "docx", len(data))
    assert taken["status"] in {"uploaded", "parsing"} and taken["refusal"] is None
    document = await read(teacher, taken["id"])
    assert document["status"] == "parsed", document
    assert document["progress"]["done"] == document["progress"]["total"]
    by_heading = {section["heading"]: section for section in document["sections"]}
    assert list(by_heading) == ["Networks", "Steps for loading a web page", "Homework"]
    assert by_heading["Homework"]["passages"] == [], "a heading with nothing beneath it is kept"
    assert "A router is a device" in by_heading["Networks"]["passages"][0]["text"]
    steps, table = by_heading["Steps for loading a web page"]["passages"]
    assert steps["kind"] == "list" and steps["ordered"] and len(steps["items"]) == 4
    assert table["rows"] == [["Device", "Job"], ["Hub", "Repeats every signal"]]
    passages = [passage for section in document["sections"] for passage in section["passages"]]
    words = sum(len(passage["text"].split()) for passage in passages)
    assert document["counts"] == {"slides": 0, "pages": 0, "sections": 3, "passages": len(passages), "words": words}
    assert document["drafts"] == {"new": 0, "accepted": 0, "rejected": 0}
    await _gone(originals, taken["id"])
    assert (await teacher.get("/api/documents"))["items"][0]["id"] == taken["id"]


async def test_slides_keep_their_place_and_their_notes(teacher: Person) -> None:
    document = await upload_and_read(teacher, slide_lesson(), "binary.pptx")
    assert (document["status"], document["kind"], document["counts"]["slides"]) == ("parsed", "pptx", 2)
    passages = [passage for section in document["sections"] for passage in section["passages"]]
    assert {passage["location"]["slide"] for passage in passages} == {1, 2}
    assert [p["text"] for p in passages if p["kind"] == "note"] == ["Ask about Binary.", "Ask about Denary."]


async def test_a_pdf_keeps_its_pages(teacher: Person) -> None:
    pages = (line("A bit is a binary digit.", y=700), line("Eight bits make one byte.", y=700))
    document = await upload_and_read(teacher, pdf(*pages), "binary.pdf")
    assert (document["status"], document["kind"], document["counts"]["pages"]) == ("parsed", "pdf", 2)
    passages = [passage for section in document["sections"] for passage in section["passages"]]
    assert [(p["location"]["page"], p["text"]) for p in passages] == [
        (1, "A bit is a binary digit."),
        (2, "Eight bits make one byte."),
    ]


async def test_only_the_hash_and_the_text_are_stored(maker: SchoolMaker, teacher: Person) -> None:
    data = word_lesson()
    document = await upload_and_read(teacher, data)
    async with maker.database.session(teacher.school_id) as session:
        row = await session.get_one(Document, uuid.UUID(document["id"]))
        assert row.sha256 == hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"%PDF-1.7\n1 0 obj\n", "lesson.pdf", "corrupt"),
        (pdf("", scan=True), "lesson.docx", "scan"),
        (b"\x89PNG\r\n\x1a\n" + bytes(40), "lesson.docx", "wrong_type"),
        (b"", "lesson.docx", "empty_file"),
        (word_lesson()[:3000], "lesson.docx", None),
    ],
)
async def test_what_cannot_be_read_is_refused_with_a_reason(
    teacher: Person, originals: Path, data: bytes, name: str, code: str | None
) -> None:
    document = await upload_and_read(teacher, data, name)
    assert document["status"] == "refused" and document["sections"] == []
    assert code is None or document["refusal"]["code"] == code
    assert len(document["refusal"]["message"]) > 20
    await _gone(originals, document["id"])


async def test_the_content_decides_what_a_file_is(teacher: Person) -> None:
    document = await upload_and_read(teacher, slide_lesson(), "really-slides.docx")
    assert (document["status"], document["kind"]) == ("parsed", "pptx")


@pytest.mark.parametrize("name", ["lesson.exe", "lesson", "lesson.docx.html", ".docx", "docx"])
async def test_other_endings_are_refused_at_the_door(teacher: Person, originals: Path, name: str) -> None:
    before = _kept(originals)
    refused = await upload(teacher, word_lesson(), name, expect=409)
    assert refused["code"] == "wrong_type" and ".docx, .pptx or .pdf" in refused["detail"]
    assert _kept(originals) == before
    assert (await teacher.get("/api/documents"))["items"] == []


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd.docx", "passwd.docx"),
        ("C:\\Users\\ruth\\Lesson 1.DOCX", "Lesson 1.DOCX"),
        ("<b>bold</b>\u202e.docx", "b>.docx"),
        ("x" * 300 + ".docx", "x" * 194 + "….docx"),
    ],
)
async def test_a_name_is_only_text(teacher: Person, name: str, shown: str) -> None:
    assert (await upload(teacher, word_lesson(), name))["name"] == shown


async def test_a_request_without_a_file_and_one_that_is_too_large(teacher: Person, settings: Settings) -> None:
    await teacher.post("/api/documents", files={"other": ("a.docx", b"x")}, expect=422)
    await teacher.post("/api/documents", {"file": "text"}, expect=422)
    await teacher.post("/api/documents", data={"file": "text"}, expect=422)
    before = _kept(uploads.folder(settings))
    data = bytes(settings.max_upload_size_mb * 1024 * 1024 + 1)
    assert (await upload(teacher, data, expect=413))["code"] == "too_large"
    assert _kept(uploads.folder(settings)) <= before


async def test_a_file_can_be_cancelled_while_it_is_read(teacher: Person, originals: Path) -> None:
    taken = await upload(teacher, word_lesson(paragraphs=LONG))
    await begun(teacher, taken["id"])
    cancelled = await teacher.post(f"/api/documents/{taken['id']}/cancel")
    assert cancelled["status"] == "cancelled"
    await _gone(originals, taken["id"])
    document = await teacher.get(f"/api/documents/{taken['id']}")
    assert document["status"] == "cancelled" and document["sections"] == []
    again = await teacher.post(f"/api/documents/{taken['id']}/cancel")
    assert again["status"] == "cancelled"


async def test_a_file_can_be_deleted_at_any_time(maker: SchoolMaker, teacher: Person, originals: Path) -> None:
    unread = await upload(teacher, word_lesson(paragraphs=LONG))
    await teacher.delete(f"/api/documents/{unread['id']}")
    await _gone(originals, unread["id"])
    done = await upload_and_read(teacher, word_lesson())
    assert (await teacher.post(f"/api/documents/{done['id']}/cancel"))["status"] == "parsed"
    await teacher.delete(f"/api/documents/{done['id']}")
    for document in (unread, done):
        await teacher.get(f"/api/documents/{document['id']}", expect=404)
        await teacher.delete(f"/api/documents/{document['id']}", expect=404)
    async with maker.database.session(teacher.school_id) as session:
        assert await session.scalar(select(func.count()).select_from(DocumentPassage)) == 0


async def test_nobody_else_sees_a_file(maker: SchoolMaker) -> None:
    school = await maker.school()
    teacher = await maker.person(school, "teacher")
    colleague = await maker.person(school, "teacher")
    stranger = await maker.person(await maker.school("Elsewhere"), "teacher")
    document = await upload_and_read(teacher, word_lesson())
    for other in (colleague, stranger):
        await other.get(f"/api/documents/{document['id']}", expect=404)
        await other.post(f"/api/documents/{document['id']}/cancel", expect=404)
        await other.delete(f"/api/documents/{document['id']}", expect=404)
        assert (await other.get("/api/documents"))["items"] == []
    await teacher.get(f"/api/documents/{uuid.uuid4()}", expect=404)


@pytest.mark.parametrize("role", ["pupil", "admin"])
async def test_only_teachers_upload(maker: SchoolMaker, role: str) -> None:
    other = await maker.person(await maker.school(), role)
    await upload(other, word_lesson(), expect=403)
    await other.get("/api/documents", expect=403)
    await other.get(f"/api/documents/{uuid.uuid4()}", expect=403)


async def test_a_teacher_is_told_what_may_be_uploaded(maker: SchoolMaker, teacher: Person, settings: Settings) -> None:
    told = await teacher.get("/api/documents/accepted")
    assert told == {"endings": list(settings.allowed_extensions), "max_mb": settings.max_upload_size_mb}
    for ending in told["endings"]:
        await upload(teacher, word_lesson(), f"lesson{ending}")
    await (await maker.person(await maker.school(), "pupil")).get("/api/documents/accepted", expect=403)


async def test_anonymous_uploads_are_refused(anonymous, originals: Path) -> None:
    answer = await anonymous.post("/api/documents", files={"file": ("a.docx", word_lesson())})
    assert answer.status_code == 401


async def test_twenty_unread_files_are_enough(maker: SchoolMaker, teacher: Person) -> None:
    async with maker.database.session(teacher.school_id) as session:
        session.add_all(
            Document(owner_id=teacher.id, name="a.docx", size_bytes=1, sha256="", status="uploaded") for _ in range(20)
        )
    refused = await upload(teacher, word_lesson(), expect=429)
    assert refused["code"] == "still_reading"


async def test_reading_twice_leaves_one_copy(maker: SchoolMaker, teacher: Person, settings: Settings) -> None:
    """A worker that died after storing, or while reading, is followed by a second run of the same job."""
    document_id = uuid.uuid4()
    async with maker.database.session(teacher.school_id) as session:
        session.add(
            Document(id=document_id, owner_id=teacher.id, name="a.docx", size_bytes=1, sha256="", status="parsing")
        )
    folder = uploads.folder(settings)
    folder.mkdir(parents=True, exist_ok=True)
    context = JobContext(maker.database, teacher.school_id)
    for _ in range(2):
        (folder / str(document_id)).write_bytes(word_lesson())
        await parse_document(context, document_id)
        document = await teacher.get(f"/api/documents/{document_id}")
        assert document["status"] == "parsed" and len(document["sections"]) == 3
        assert not (folder / str(document_id)).exists()


async def test_a_lost_original_and_a_forgotten_one(maker: SchoolMaker, teacher: Person, settings: Settings) -> None:
    document_id = uuid.uuid4()
    async with maker.database.session(teacher.school_id) as session:
        session.add(Document(id=document_id, owner_id=teacher.id, name="a.docx", size_bytes=1, sha256=""))
    folder = uploads.folder(settings)
    folder.mkdir(parents=True, exist_ok=True)
    orphan, fresh = folder / str(uuid.uuid4()), folder / str(uuid.uuid4())
    for path in (orphan, fresh):
        path.write_bytes(b"x")
    long_ago = time.time() - uploads.ORPHAN_AFTER_S - 60
    os.utime(orphan, (long_ago, long_ago))
    await parse_document(JobContext(maker.database, teacher.school_id), document_id)
    document = await teacher.get(f"/api/documents/{document_id}")
    assert (document["status"], document["refusal"]["code"]) == ("failed", "upload_lost")
    assert not orphan.exists() and fresh.exists()
    fresh.unlink()
