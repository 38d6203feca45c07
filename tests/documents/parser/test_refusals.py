"""Files that are not read: each is refused with its code, and the message says what to do."""

from __future__ import annotations

import struct
import warnings
import zipfile
from io import BytesIO

import pytest

from backend.documents.document_parser.outline import DocumentRefused
from backend.documents.document_parser.parse import parse
from tests.documents.parser.files import NAMESPACES, cell, docx, para, read, table, texts, zipped
from tests.documents.parser.pdf_files import line, pdf

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
LESSON = docx(para("A byte is eight bits.") * 20)
DOCUMENT = f"<w:document {NAMESPACES}><w:body>{{}}</w:body></w:document>"


def refusal(data: bytes, name: str = "lesson.docx") -> DocumentRefused:
    """The refusal of a file; a file that is read fails the test."""
    with pytest.raises(DocumentRefused) as caught:
        parse(data, name)
    return caught.value


def with_main_part(xml: str | bytes) -> bytes:
    return zipped({"word/document.xml": xml})


@pytest.mark.parametrize(
    ("data", "code", "word"),
    [
        (b"", "empty_file", "empty"),
        (b"\x00" * 2000, "empty_file", "empty"),
        (b"{\\rtf1\\ansi A byte}", "wrong_type", "RTF"),
        (b"%PDF-1.7\n...", "corrupt", "damaged"),
        (b"\x89PNG\r\n\x1a\n....", "wrong_type", "picture"),
        (b"\xef\xbb\xbf<!DOCTYPE html><html></html>", "wrong_type", "web page"),
        (b"<?xml version='1.0'?><a/>", "wrong_type", "XML"),
        (b"Dear class,\nplease read this.", "wrong_type", "plain text"),
        (b"\x7fELF\x02\x01", "wrong_type", "program"),
        (b"\x01\x02\x03\x00\x05" * 50, "wrong_type", "isn't a document"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "password_protected", "password"),
        (OLE + "WordDocument".encode("utf-16-le"), "old_format", ".docx"),
        (OLE + "PowerPoint Document".encode("utf-16-le"), "old_format", ".pptx"),
        (OLE, "old_format", "before 2007"),
        (b"PK\x03\x04 and no more", "corrupt", "damaged"),
        (LESSON[: len(LESSON) // 2], "corrupt", "damaged"),
        (zipped({"xl/workbook.xml": "<a/>"}), "wrong_type", "Excel"),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), "wrong_type", "OpenDocument"),
        (zipped({"notes.txt": "hello"}), "wrong_type", "zip archive"),
        (zipped({"word/styles.xml": "<a/>"}), "corrupt", "damaged"),
        (with_main_part("<w:document"), "corrupt", "damaged"),
        (with_main_part("<html/>"), "corrupt", "damaged"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_refused_by_content(data: bytes, code: str, word: str) -> None:
    refused = refusal(data)
    assert refused.code == code
    assert word in refused.message


def test_the_name_does_not_matter() -> None:
    assert parse(LESSON, "lesson.pdf").kind == "docx"
    assert parse(pdf(line("A byte is eight bits.")), "lesson.docx").kind == "pdf"


@pytest.mark.parametrize("name", ["~$lesson.docx", "folder/~$lesson.docx"])
def test_lock_files_by_name(name: str) -> None:
    assert refusal(b"\x07Teacher" + bytes(100), name).code == "lock_file"


def test_lock_files_by_content() -> None:
    owner = "Teacher"
    data = bytes([len(owner)]) + owner.encode().ljust(54) + struct.pack("<H", len(owner)) + bytes(105)
    assert len(data) == 162
    assert refusal(data, "renamed.docx").code == "lock_file"


@pytest.mark.parametrize(
    "parts",
    [
        {f"word/media/{n}.xml": b"" for n in range(5001)},
        {"word/media/zeros.bin": bytes(40 * 1024 * 1024)},
    ],
    ids=["count", "ratio"],
)
def test_zip_bombs(parts: dict[str, bytes]) -> None:
    assert refusal(docx(para("bait"), more=parts)).code == "zip_bomb"


def test_a_bomb_by_total_is_refused_by_its_own_claim_before_anything_is_unpacked() -> None:
    data = bytearray(zipped({"word/document.xml": DOCUMENT.format(""), "word/media/a.bin": b"tiny"}))
    at = data.rfind(b"PK\x01\x02")
    struct.pack_into("<I", data, at + 24, 0xF0000000)
    assert refusal(bytes(data)).code == "zip_bomb"


def test_more_than_a_part_may_hold_is_too_complex() -> None:
    rows = table(*[[cell("a")] * 8] * 30)
    assert len(texts(read(docx(rows)))) == 1
    many_tags = DOCUMENT.format("<w:p/>" * 1_500_001)
    assert refusal(zipped_without_ratio(many_tags)).code == "too_complex"
    many_paragraphs = DOCUMENT.format("<w:p><w:r><w:t>a</w:t></w:r></w:p>" * 20_001)
    assert refusal(with_main_part(many_paragraphs)).code == "too_complex"


def zipped_without_ratio(xml: str) -> bytes:
    """Stored, not packed, so that only the number of tags can be the reason."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("word/document.xml", xml)
    return out.getvalue()


def test_deep_nesting_is_refused_and_does_not_crash() -> None:
    deep = "<w:ins>" * 5000 + para("x") + "</w:ins>" * 5000
    assert refusal(with_main_part(DOCUMENT.format(deep))).code in {"corrupt", "too_complex"}
    within_the_parsers_limit = "<w:ins>" * 240 + para("x") + "</w:ins>" * 240
    assert texts(read(with_main_part(DOCUMENT.format(within_the_parsers_limit)))) == ["x"]


@pytest.mark.parametrize(
    "prologue",
    [
        '<!DOCTYPE d [<!ENTITY secret SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE d SYSTEM "http://localhost:9/x.dtd">',
        '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>',
        "<!DOCTYPE d>",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_definitions_and_entities(prologue: str, encoding: str) -> None:
    xml = f'<?xml version="1.0" encoding="{encoding}"?>{prologue}' + DOCUMENT.format(para("x"))
    assert refusal(with_main_part(xml.encode(encoding))).code == "unsafe_xml"


def test_members_that_point_outside_are_ignored_and_named() -> None:
    outline = read(
        docx(para("A lesson."), more={"../../evil.txt": "x", "word/media/..%2fevil.png": "y", "/abs.xml": "z"})
    )
    assert texts(outline) == ["A lesson."]
    assert outline.warnings == ("The file contains parts that point outside it. They were ignored.",)


def test_two_parts_of_one_name_are_refused() -> None:
    out = BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w") as package:
        warnings.simplefilter("ignore")
        package.writestr("word/document.xml", DOCUMENT.format(para("one")))
        package.writestr("Word/Document.xml", DOCUMENT.format(para("two")))
    refused = refusal(out.getvalue())
    assert (refused.code, "two parts" in refused.message) == ("corrupt", True)


def test_an_encrypted_member_is_password_protected() -> None:
    data = bytearray(with_main_part(DOCUMENT.format("")))
    struct.pack_into("<H", data, data.rfind(b"PK\x01\x02") + 8, 1)
    assert refusal(bytes(data)).code == "password_protected"


def test_damaged_content_is_corrupt() -> None:
    data = bytearray(zipped_without_ratio(DOCUMENT.format(para("A byte is eight bits."))))
    at = data.find(b"eight")
    data[at : at + 5] = b"seven"
    assert refusal(bytes(data)).code == "corrupt"


def test_links_of_a_part_cannot_leave_the_package() -> None:
    away = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="s" Type="x/styles" Target="../../../../etc/passwd"/>'
        '<Relationship Id="n" Type="x/numbering" Target="http://localhost:9/n.xml" TargetMode="External"/>'
        "</Relationships>"
    )
    outline = read(zipped({"word/document.xml": DOCUMENT.format(para("Safe.")), "word/_rels/document.xml.rels": away}))
    assert texts(outline) == ["Safe."]
