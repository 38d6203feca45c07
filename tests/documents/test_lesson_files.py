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
from backend.documents.models import Document, DocumentImage, DocumentPassage
from tests.documents.lessons import LONG, slide_lesson, word_lesson
from tests.documents.parser.pdf_files import line, pdf, picture, placed
from tests.documents.parser.picture_files import jpeg_head, noise, png
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


async def test_the_hash_of_the_original_is_stored(maker: SchoolMaker, teacher: Person) -> None:
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


async def test_pictures_are_kept_in_their_place(teacher: Person) -> None:
    drawn = [noise(), png(640, 360)]
    document = await upload_and_read(teacher, word_lesson(pictures=drawn, alts=["A router with four cables"]))
    before = document["sections"][0]["passages"][-2]["id"]
    told = [(i["alt"], i["media_type"], i["width"], i["height"], i["section"]) for i in document["images"]]
    assert told == [("A router with four cables", "image/png", 64, 64, 0), ("", "image/png", 640, 360, 0)]
    assert document["images"][0]["after"] == before, "the definitions come first, its description next"
    for image, data in zip(document["images"], drawn, strict=True):
        address = f"/api/documents/{document['id']}/images/{image['id']}"
        answer = await teacher.client.get(address)
        assert answer.status_code == 200 and answer.content == data
        assert answer.headers["content-type"] == "image/png"
        assert answer.headers["content-disposition"] == "inline"
        assert answer.headers["cache-control"] == "private, no-cache"
        assert answer.headers["x-content-type-options"] == "nosniff"
        again = await teacher.client.get(address, headers={"If-None-Match": answer.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")
        other = await teacher.client.get(address, headers={"If-None-Match": '"another"'})
        assert other.content == data


async def test_pages_keep_their_pictures(teacher: Person) -> None:
    shown = picture(jpeg_head(640, 480), 640, 480, filters="/DCTDecode")
    data = pdf(line("A bit is a binary digit."), line("Eight bits make one byte.") + placed(0), pictures=(shown,))
    document = await upload_and_read(teacher, data, "binary.pdf")
    (image,) = document["images"]
    assert (image["location"]["page"], image["after"]) == (2, "p2")
    answer = await teacher.client.get(f"/api/documents/{document['id']}/images/{image['id']}")
    assert (answer.content, answer.headers["content-type"]) == (jpeg_head(640, 480), "image/jpeg")


async def test_nobody_else_sees_a_picture_and_it_goes_with_its_file(maker: SchoolMaker) -> None:
    school = await maker.school()
    teacher, colleague = [await maker.person(school, "teacher") for _ in range(2)]
    stranger = await maker.person(await maker.school("Elsewhere"), "teacher")
    lesson = word_lesson(pictures=[noise()])
    people = (teacher, colleague, stranger)
    documents = [await upload_and_read(person, lesson) for person in people]
    image_id = documents[0]["images"][0]["id"]
    addresses = [f"/api/documents/{document['id']}/images/{image_id}" for document in documents]
    for person in people:
        answers = [(await person.client.get(address)).status_code for address in addresses]
        assert answers == [200 if owner is person else 404 for owner in people]
    mine = f"/api/documents/{documents[0]['id']}"
    for unknown in ("0" * 64, image_id[:-1], image_id.upper(), "%00", "a%27b"):
        await teacher.get(f"{mine}/images/{unknown}", expect=404)
    await teacher.delete(mine)
    await teacher.get(f"{mine}/images/{image_id}", expect=404)
    assert (await colleague.client.get(addresses[1])).status_code == 200
    async with maker.database.session(school.id) as session:
        left = await session.scalars(select(DocumentImage.document_id))
        assert [str(one) for one in left] == [documents[1]["id"]]


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
    lesson = word_lesson(pictures=[noise()])
    for _ in range(2):
        (folder / str(document_id)).write_bytes(lesson)
        await parse_document(context, document_id)
        document = await teacher.get(f"/api/documents/{document_id}")
        assert document["status"] == "parsed" and len(document["sections"]) == 3 and len(document["images"]) == 1
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
