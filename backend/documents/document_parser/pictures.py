"""The pictures of a lesson file: which are kept, told by their first bytes. None is ever decoded here."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from backend.documents.document_parser.assemble import Block
from backend.documents.document_parser.outline import IMAGES_BYTES_MAX, DocumentRefused, Image, Location, MediaType
from backend.documents.document_parser.package import Package, Relationship
from backend.documents.document_parser.rich_text import Rich

COUNT_MAX = 60
BYTES_MAX = 5 * 1024 * 1024
PIXELS_MAX = 50_000_000
SIDE_MAX = 20_000
SIDE_MIN = 48
"""Pixels. Smaller ones are bullets, lines and icons."""

_FRAMES = frozenset((*range(0xC0, 0xD0),)) - {0xC4, 0xC8, 0xCC}
"""JPEG markers that begin a frame and tell its size (ITU-T T.81, table B.1)."""
_BARE = frozenset((0x01, *range(0xD0, 0xD8)))
"""JPEG markers without a length."""


class Look(NamedTuple):
    """What the header of a picture says, which may be untrue. ``channels`` is 0 where it doesn't say."""

    media_type: MediaType
    width: int
    height: int
    channels: int = 0


def look_of(data: bytes) -> Look | None:
    """Return kind and size of a PNG, JPEG, GIF or WebP by its header, ``None`` for anything else."""
    if data.startswith(b"\x89PNG\r\n\x1a\n") and data[12:16] == b"IHDR":
        return Look("image/png", int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big"))
    if data.startswith((b"GIF87a", b"GIF89a")):
        return Look("image/gif", int.from_bytes(data[6:8], "little"), int.from_bytes(data[8:10], "little"))
    if data.startswith(b"\xff\xd8\xff"):
        return _jpeg(data)
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return _webp(data)
    return None


def _jpeg(data: bytes) -> Look | None:
    """Walk from segment to segment up to the frame."""
    at = 2
    while at + 9 < len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
        elif marker in _BARE:
            at += 2
        elif marker in _FRAMES:
            height, width = (int.from_bytes(data[at + place : at + place + 2], "big") for place in (5, 7))
            return Look("image/jpeg", width, height, data[at + 9])
        else:
            at += 2 + max(int.from_bytes(data[at + 2 : at + 4], "big"), 2)
    return None


def _webp(data: bytes) -> Look | None:
    """Read the size out of the first chunk (RFC 9649, 2.5 to 2.7)."""
    if data[12:16] == b"VP8X":
        width, height = (int.from_bytes(data[place : place + 3], "little") + 1 for place in (24, 27))
    elif data[12:16] == b"VP8L" and data[20:21] == b"\x2f":
        bits = int.from_bytes(data[21:25], "little")
        width, height = (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    elif data[12:16] == b"VP8 " and data[23:26] == b"\x9d\x01\x2a":
        width, height = (int.from_bytes(data[place : place + 2], "little") & 0x3FFF for place in (26, 28))
    else:
        return None
    return Look("image/webp", width, height)


def of_good_size(width: int, height: int) -> bool:
    """Say whether a picture of so many pixels may be shown."""
    return 0 < max(width, height) <= SIDE_MAX and width * height <= PIXELS_MAX


class Pictures:
    """The pictures of one file, each once, within the limits; counts what is left out."""

    def __init__(self) -> None:
        self._kept: dict[str, Image] = {}
        self._bytes = 0
        self._by_part: dict[str, Image | None] = {}
        self.of_other_kinds = 0
        self.too_large = 0
        self.too_many = 0

    def keep(self, data: bytes) -> Image | None:
        """Return a picture without its place and description, or ``None`` where it is left out."""
        ident = hashlib.sha256(data).hexdigest()
        if ident in self._kept:
            return self._kept[ident]
        look = look_of(data)
        if look is None or not (look.width and look.height):
            self.of_other_kinds += 1
        elif min(look.width, look.height) < SIDE_MIN:
            return None
        elif len(data) > BYTES_MAX or not of_good_size(look.width, look.height):
            self.too_large += 1
        elif len(self._kept) >= COUNT_MAX or self._bytes + len(data) > IMAGES_BYTES_MAX:
            self.too_many += 1
        else:
            self._bytes += len(data)
            self._kept[ident] = Image(ident, look.media_type, look.width, look.height, len(data), data=data)
            return self._kept[ident]
        return None

    def of_part(
        self, package: Package, links: Mapping[str, Relationship], ident: str, alt: str, location: Location
    ) -> list[Block]:
        """Return the picture that a part of a package refers to as a block, nothing where it isn't kept."""
        link = links.get(ident)
        if link is None or link.external or not package.has(link.target):
            return []
        key = link.target.lower()
        if key not in self._by_part:
            self._by_part[key] = self._read(package, link.target)
        found = self._by_part[key]
        return [] if found is None else [picture_block(found, alt, location)]

    def _read(self, package: Package, name: str) -> Image | None:
        if package.size(name) > BYTES_MAX:
            self.too_large += 1
            return None
        try:
            return self.keep(package.content(name))
        except DocumentRefused:  # A damaged picture is no reason to refuse the words.
            self.of_other_kinds += 1
            return None

    def sentences(self) -> tuple[str, ...]:
        """Return what was left out as a sentence for the teacher; none where nothing was."""
        reasons = [
            f"{count} {reason}"
            for count, reason in (
                (self.of_other_kinds, "of a kind that web pages can't show (EMF, for example)"),
                (self.too_large, f"over {BYTES_MAX >> 20} MB or {PIXELS_MAX // 1_000_000} million pixels"),
                (self.too_many, f"beyond {COUNT_MAX} pictures or {IMAGES_BYTES_MAX >> 20} MB a file"),
            )
            if count
        ]
        return (f"Pictures that were not kept: {', '.join(reasons)}.",) if reasons else ()


def picture_block(image: Image, alt: str, location: Location) -> Block:
    """Return a picture as a block in the order of reading."""
    return Block("image", Rich(""), location, image=replace(image, alt=alt, location=location))
