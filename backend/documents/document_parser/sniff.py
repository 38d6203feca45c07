"""What a file really is, by its first bytes and its main part, whatever its name says."""

from __future__ import annotations

from typing import Literal

from backend.documents.document_parser.first_bytes import OLE2, ZIP
from backend.documents.document_parser.outline import DocumentRefused
from backend.documents.document_parser.package import Package, corrupt

_DOCX_MAIN = "wordprocessingml"
_PPTX_MAIN = "presentationml"
_USE = "Upload a Word document (.docx), a PowerPoint presentation (.pptx) or a PDF."

_BY_FIRST_BYTES: tuple[tuple[bytes, str], ...] = (
    (b"{\\rtf", "a Rich Text (RTF) document. Open it in Word and save it as .docx"),
    (b"\x89PNG", "a picture. Put it into a Word document with its text"),
    (b"\xff\xd8\xff", "a picture. Put it into a Word document with its text"),
    (b"GIF8", "a picture. Put it into a Word document with its text"),
    (b"MZ", "a program"),
    (b"\x7fELF", "a program"),
    (b"Rar!", "a RAR archive. Unpack it and upload the documents in it"),
    (b"7z\xbc\xaf", "a 7-Zip archive. Unpack it and upload the documents in it"),
    (b"\x1f\x8b", "an archive. Unpack it and upload the documents in it"),
)
_BY_FIRST_WORDS: tuple[tuple[bytes, str], ...] = (
    (b"<!doctype html", "a web page. Open it in Word and save it as .docx"),
    (b"<html", "a web page. Open it in Word and save it as .docx"),
    (b"mime-version:", "a web page. Open it in Word and save it as .docx"),
    (b"<?xml", "an XML file. Open it in Word and save it as .docx"),
)


def sniff(data: bytes, file_name: str) -> tuple[Literal["docx", "pptx"], Package, str]:
    """Return the kind of any other file, its opened package and the name of its main part. Raises DocumentRefused."""
    _refuse_other_kinds(data, file_name)
    package = Package(data)
    main = package.related("", "officeDocument") or _usual_main_part(package)
    if main is None:
        raise _not_a_lesson(package)
    declared = package.content_type(main)
    if _DOCX_MAIN in declared or main.lower() == "word/document.xml":
        return "docx", package, main
    if _PPTX_MAIN in declared or main.lower() == "ppt/presentation.xml":
        return "pptx", package, main
    raise _not_a_lesson(package)


def _usual_main_part(package: Package) -> str | None:
    return next((name for name in ("word/document.xml", "ppt/presentation.xml") if package.has(name)), None)


def _refuse_other_kinds(data: bytes, file_name: str) -> None:
    """Raise the refusal that fits a file which is not a zip package at all."""
    leaf = file_name.replace("\\", "/").rpartition("/")[2]
    if not data.strip(b"\x00 \t\r\n"):
        raise DocumentRefused("empty_file", f"The file is empty. {_USE}")
    if data.startswith(ZIP):
        return
    if leaf.startswith("~$") or _is_owner_file(data):
        raise DocumentRefused(
            "lock_file",
            "This is Office's marker for an open file, not the document. Upload the file of the same name without ~$.",
        )
    if data.startswith(OLE2):
        raise _compound_file(data)
    first_words = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    what = next((name for start, name in _BY_FIRST_BYTES if data.startswith(start)), None)
    what = what or next((name for start, name in _BY_FIRST_WORDS if first_words.startswith(start)), None)
    if what is None and b"\x00" not in data[:4096]:
        what = "plain text. Paste it into a Word document"
    if what is None:
        raise DocumentRefused("wrong_type", f"This isn't a document that we can read. {_USE}")
    raise DocumentRefused("wrong_type", f"This is {what}. {_USE}")


def _is_owner_file(data: bytes) -> bool:
    """Tell Office's owner file: 162 bytes (Word) or 165 (PowerPoint), the length of the user's name first."""
    return len(data) in {162, 165} and 0 < data[0] <= 54 and b"\x00" in data


def _compound_file(data: bytes) -> DocumentRefused:
    """Tell a .docx locked by a password from an old .doc: both are OLE2 compound files [MS-CFB] with named streams."""
    if any(name.encode("utf-16-le") in data for name in ("EncryptedPackage", "EncryptionInfo")):
        return DocumentRefused(
            "password_protected", "The file is protected by a password. Take the password off and upload it again."
        )
    for stream, program, suffix in (("WordDocument", "Word", ".docx"), ("PowerPoint Document", "PowerPoint", ".pptx")):
        if stream.encode("utf-16-le") in data:
            return DocumentRefused(
                "old_format",
                f"This is an old {program} file (from before 2007). Open it in {program} and save it as {suffix}.",
            )
    return DocumentRefused(
        "old_format",
        "This is protected by a password or an Office file from before 2007. Open it, take off any password, "
        "save it as .docx or .pptx and upload that.",
    )


def _not_a_lesson(package: Package) -> DocumentRefused:
    names = package.names
    if not names:
        return corrupt()
    if any(name.startswith("xl/") for name in names):
        return DocumentRefused("wrong_type", f"This is an Excel workbook. {_USE}")
    if "mimetype" in names:
        return DocumentRefused(
            "wrong_type", "This is an OpenDocument file (.odt, .odp). Save it as .docx or .pptx and upload that."
        )
    if any(name.startswith(("word/", "ppt/")) for name in names):
        return corrupt()
    return DocumentRefused("wrong_type", f"This is a zip archive. Unpack it and upload the documents in it. {_USE}")
