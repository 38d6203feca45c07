"""The pictures on the pages of a PDF: JPEGs as they lie in the file, small ones without loss written anew as PNG."""

from __future__ import annotations

import ctypes
import hashlib
import zlib
from typing import Any

from backend.documents.document_parser.outline import Image
from backend.documents.document_parser.pictures import BYTES_MAX, SIDE_MIN, Pictures, look_of

PIXELS_MAX = 4_000_000
"""Of a picture that is written anew."""
PIXELS_TOTAL_MAX = 16_000_000
RAW_BYTES_TOTAL_MAX = 256 * 1024 * 1024
"""Read to tell a picture that comes on each page from others."""
_FILTERS_MAX = 4
_AS_THEY_ARE = ("DCTDecode",)
_ANEW = frozenset(((), ("FlateDecode",), ("ASCII85Decode", "FlateDecode"), ("ASCIIHexDecode", "FlateDecode")))
"""How pictures may be packed. Unpacked once: a stream within a stream may swell without end."""
_BGRA = 4
"""FPDFBitmap_BGRA."""
_CMYK = 4
_SIGNATURE = b"\x89PNG\r\n\x1a\n"


class PdfPictures:
    """Takes pictures out of one file."""

    def __init__(self, api: Any, file: Any, kept: Pictures) -> None:
        self._api = api
        self._file = file
        self._kept = kept
        self._seen: dict[bytes, Image | None] = {}
        self._pixels = PIXELS_TOTAL_MAX
        self._raw_bytes = RAW_BYTES_TOTAL_MAX
        self._unread: set[tuple[int, int, int]] = set()

    def count_unread(self) -> None:
        """Count the pictures that were too many bytes to look at, those of one size as one. Once, at the end."""
        large = sum(size > BYTES_MAX for size, _, _ in self._unread)
        self._kept.too_large += large
        self._kept.too_many += len(self._unread) - large

    def take(self, page: Any, item: Any) -> Image | None:
        """Return the picture of an image object, or ``None`` where it is left out. Its matrix is another afterwards."""
        width, height = ctypes.c_uint(), ctypes.c_uint()
        if (
            not self._api.FPDFImageObj_GetImagePixelSize(item, width, height)
            or min(width.value, height.value) < SIDE_MIN
        ):
            return None
        size = self._api.FPDFImageObj_GetImageDataRaw(item, None, 0)
        if size > min(BYTES_MAX, self._raw_bytes):
            self._unread.add((size, width.value, height.value))
            return None
        self._raw_bytes -= size
        raw = ctypes.create_string_buffer(size)
        self._api.FPDFImageObj_GetImageDataRaw(item, raw, size)
        key = hashlib.sha256(raw.raw + b"%d %d" % (width.value, height.value)).digest()
        if key not in self._seen:
            self._seen[key] = self._new(page, item, raw.raw, width.value, height.value)
        return self._seen[key]

    def _new(self, page: Any, item: Any, raw: bytes, width: int, height: int) -> Image | None:
        filters = self._filters(item)
        look = look_of(raw) if filters == _AS_THEY_ARE else None
        if look is not None and look.channels < _CMYK:  # Browsers show a printer's colours in their own ways.
            return self._kept.keep(raw)
        if filters not in _ANEW:
            self._kept.of_other_kinds += 1
        elif width * height > PIXELS_MAX:
            self._kept.too_large += 1
        elif width * height > self._pixels:
            self._kept.too_many += 1
        else:
            self._pixels -= width * height
            return self._drawn(page, item, width, height)
        return None

    def _filters(self, item: Any) -> tuple[str, ...]:
        count = min(self._api.FPDFImageObj_GetImageFilterCount(item), _FILTERS_MAX)
        name = ctypes.create_string_buffer(64)
        found = []
        for index in range(count):
            self._api.FPDFImageObj_GetImageFilter(item, index, name, len(name))
            found.append(name.value.decode("ascii", "replace"))
        return tuple(found)

    def _drawn(self, page: Any, item: Any, width: int, height: int) -> Image | None:
        """Draw a picture in its own size, with its mask, and keep that."""
        api = self._api
        api.FPDFPageObj_SetMatrix(item, api.FS_MATRIX(width, 0, 0, height, 0, 0))
        bitmap = api.FPDFImageObj_GetRenderedBitmap(self._file, page, item)
        if not bitmap:
            self._kept.of_other_kinds += 1
            return None
        try:
            stride = api.FPDFBitmap_GetStride(bitmap)
            sides = (api.FPDFBitmap_GetWidth(bitmap), api.FPDFBitmap_GetHeight(bitmap))
            if api.FPDFBitmap_GetFormat(bitmap) != _BGRA or sides != (width, height):
                self._kept.of_other_kinds += 1
                return None
            pixels = ctypes.string_at(api.FPDFBitmap_GetBuffer(bitmap), stride * height)
        finally:
            api.FPDFBitmap_Destroy(bitmap)
        return self._kept.keep(png_of(pixels, width, height, stride))


def png_of(pixels: bytes, width: int, height: int, stride: int) -> bytes:
    """Return rows of blue, green, red, alpha as a PNG (ISO 15948); alpha only where something is transparent."""
    whole = stride == width * 4
    bgra = pixels if whole else b"".join(pixels[row * stride : row * stride + width * 4] for row in range(height))
    opaque = bgra[3::4].count(255) == width * height
    order = (2, 1, 0) if opaque else (2, 1, 0, 3)
    mixed = bytearray(width * height * len(order))
    for place, channel in enumerate(order):
        mixed[place :: len(order)] = bgra[channel::4]
    row_bytes = width * len(order)
    rows = b"".join(b"\0" + mixed[row * row_bytes : (row + 1) * row_bytes] for row in range(height))
    header = width.to_bytes(4, "big") + height.to_bytes(4, "big") + bytes((8, 2 if opaque else 6, 0, 0, 0))
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return _SIGNATURE + b"".join(
        len(body).to_bytes(4, "big") + kind + body + zlib.crc32(kind + body).to_bytes(4, "big") for kind, body in chunks
    )
