"""A Word or PowerPoint file as a package of parts (ECMA-376 part 2), opened with distrust."""

from __future__ import annotations

import posixpath
import re
import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO

from lxml import etree

from backend.documents.document_parser.ooxml import Element
from backend.documents.document_parser.outline import DocumentRefused

MEMBERS_MAX = 5_000
TOTAL_BYTES_MAX = 300 * 1024 * 1024
RATIO_MAX = 100
RATIO_COUNTS_FROM_BYTES = 10 * 1024 * 1024
"""Small files pack well by chance; only above this size does the ratio say anything."""
PART_BYTES_MAX = 48 * 1024 * 1024
PART_TAGS_MAX = 1_500_000
"""Opening and closing tags in one part; the tree of such a part needs about 250 MB. A 300-page book has 400,000."""

_RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_CONTENT_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/(\w+)")
_UNSAFE_NAME = re.compile(r"^[/\\]|^[A-Za-z]:|(^|[/\\])\.\.([/\\]|$)|%2e%2e|\.\.%2f|%5c|\x00", re.IGNORECASE)
_BROKEN = "The file is damaged or was not copied completely. Open it in Office, save it again and upload the new copy."
_TOO_COMPLEX = (
    "The file is too large inside to be read safely. Split it into smaller files, or copy what you need into a new one."
)


def corrupt() -> DocumentRefused:
    """Return the refusal of a file that is damaged."""
    return DocumentRefused("corrupt", _BROKEN)


def too_complex() -> DocumentRefused:
    """Return the refusal of a file that needs more memory or time than we give."""
    return DocumentRefused("too_complex", _TOO_COMPLEX)


@dataclass(frozen=True, slots=True)
class Relationship:
    """A link from one part to another; ``target`` is a part name, or an address when ``external``."""

    kind: str
    target: str
    external: bool


class Package:
    """The parts of a file by name. Nothing is ever unpacked to disk, and embedded files are never opened."""

    def __init__(self, data: bytes) -> None:
        """Open and check the package. Raises DocumentRefused (corrupt, zip_bomb, password_protected)."""
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError, EOFError) as exc:
            raise corrupt() from exc
        members = [member for member in self._zip.infolist() if not member.is_dir()]
        _refuse_bombs(members, len(data))
        self.unsafe_names = 0
        self._members: dict[str, zipfile.ZipInfo] = {}
        for member in members:
            self._add(member)
        self._content_types = self._read_content_types()
        self._trees: dict[str, Element] = {}

    def _add(self, member: zipfile.ZipInfo) -> None:
        if _UNSAFE_NAME.search(member.orig_filename):
            self.unsafe_names += 1
            return
        if member.flag_bits & 0x1:
            raise DocumentRefused(
                "password_protected", "The file is protected by a password. Take the password off and upload it again."
            )
        name = member.filename.lower()
        if name in self._members:
            # Two readers may each see another text under one name; Office repairs this by saving the file again.
            raise DocumentRefused(
                "corrupt",
                "The file holds two parts of the same name. Open it in Office, save it again and upload that.",
            )
        self._members[name] = member

    def _read_content_types(self) -> dict[str, str]:
        if not self.has("[Content_Types].xml"):
            return {}
        overrides = self._parse("[Content_Types].xml").iter(f"{_CONTENT_TYPES}Override")
        return {item.get("PartName", "").lstrip("/").lower(): item.get("ContentType", "") for item in overrides}

    @property
    def names(self) -> list[str]:
        """All part names, in lower case."""
        return list(self._members)

    def has(self, name: str) -> bool:
        """Say whether the part exists; names ignore case as the standard asks."""
        return name.lower() in self._members

    def content_type(self, name: str) -> str:
        """Return the content type that the package declares for a part, or an empty string."""
        return self._content_types.get(name.lower(), "")

    def size(self, name: str) -> int:
        """Return how many bytes an existing part unpacks to."""
        return self._members[name.lower()].file_size

    def content(self, name: str) -> bytes:
        """Return a part as it is. Raises DocumentRefused (corrupt, too_complex)."""
        return self._read(name)

    def xml(self, name: str) -> Element:
        """Return a part's root element, read once. Raises DocumentRefused (corrupt, unsafe_xml, too_complex)."""
        key = name.lower()
        if key not in self._trees:
            self._trees[key] = self._parse(name)
        return self._trees[key]

    def find_xml(self, name: str | None) -> Element | None:
        """Return a part's root element, or ``None`` when there is no such part."""
        return self.xml(name) if name is not None and self.has(name) else None

    def relationships(self, part: str) -> dict[str, Relationship]:
        """Return a part's links by id; a part without links gives an empty dict."""
        folder, _, leaf = part.rpartition("/")
        rels = posixpath.join(folder, "_rels", f"{leaf}.rels")
        root = self.find_xml(rels)
        if root is None:
            return {}
        found = {}
        for item in root.iter(_RELATIONSHIPS):
            external = item.get("TargetMode") == "External"
            target = item.get("Target", "")
            found[item.get("Id", "")] = Relationship(
                kind=item.get("Type", "").rpartition("/")[2],
                target=target if external else posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/"),
                external=external,
            )
        return found

    def related(self, part: str, kind: str) -> str | None:
        """Return the first existing part that ``part`` links to with this kind ("styles", "slideLayout")."""
        links = self.relationships(part).values()
        return next((link.target for link in links if link.kind == kind and self.has(link.target)), None)

    def _parse(self, name: str) -> Element:
        data = self._read(name)
        if data.count(b"<") > PART_TAGS_MAX:
            raise too_complex()
        if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
            raise _unsafe_xml()
        if b"purl.oclc.org/ooxml" in data:
            # "Strict" files differ from the usual ones in their namespaces only.
            data = _STRICT.sub(rb"http://schemas.openxmlformats.org/\1/2006/\2", data)
        parser = etree.XMLParser(
            resolve_entities=False,
            load_dtd=False,
            no_network=True,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            root = etree.fromstring(data, parser)
        except etree.XMLSyntaxError as exc:
            if getattr(exc, "code", None) == etree.ErrorTypes.ERR_NO_MEMORY:
                raise MemoryError from exc
            raise corrupt() from exc
        information = root.getroottree().docinfo
        if information is not None and information.internalDTD is not None:
            # A part in UTF-16 hides the words from the search above, but not from the parser.
            raise _unsafe_xml()
        return root

    def _read(self, name: str) -> bytes:
        member = self._members.get(name.lower())
        if member is None:
            raise corrupt()
        if member.file_size > PART_BYTES_MAX:
            raise too_complex()
        try:
            with self._zip.open(member) as stream:
                return stream.read(PART_BYTES_MAX)
        except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError) as exc:
            raise corrupt() from exc


def _refuse_bombs(members: list[zipfile.ZipInfo], packed_bytes: int) -> None:
    total = sum(member.file_size for member in members)
    swollen = total > RATIO_COUNTS_FROM_BYTES and total > RATIO_MAX * max(packed_bytes, 1)
    if len(members) > MEMBERS_MAX or total > TOTAL_BYTES_MAX or swollen:
        raise DocumentRefused(
            "zip_bomb",
            "The file unpacks to far more than its size, so it was not opened. "
            "Copy the lesson into a new document and upload that.",
        )


def _unsafe_xml() -> DocumentRefused:
    return DocumentRefused(
        "unsafe_xml",
        "The file holds definitions that could pull in other files, which Office never writes, so it was not opened. "
        "Copy the lesson into a new document and upload that.",
    )
