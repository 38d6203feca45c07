"""Pictures made for one test each, by the standards and without the parser's help."""

from __future__ import annotations

import os
import struct
import zlib


def png(width: int, height: int, *, rows: int | None = None, seed: bytes = b"") -> bytes:
    """A grey PNG (ISO 15948). `rows` fewer than `height` make a header that claims more than there is."""
    lines = b"".join(b"\0" + bytes(((x + y) * 3) % 256 for x in range(width)) for y in range(rows or 0))
    lines = lines or (b"\0" + b"\x90" * width) * (height if rows is None else 0)
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)),
        *(((b"tEXt", b"Comment\0" + seed.hex().encode()),) if seed else ()),
        (b"IDAT", zlib.compress(lines)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)) for kind, body in chunks
    )


def noise(width: int = 64, height: int = 64) -> bytes:
    """A PNG that no other is like."""
    return png(width, height, seed=os.urandom(16))


def jpeg_head(width: int, height: int, channels: int = 3) -> bytes:
    """The segments of a JPEG up to its frame (ITU-T T.81), with a thumbnail's frame hidden in a comment before it."""
    segments = (
        (0xE0, b"JFIF\0\1\1\0\0\1\0\1\0\0"),
        (0xFE, b"\xff\xc0\x00\x0b\x08\x00\x01\x00\x01\x01"),
        (0xC4, bytes(17)),
        (0xC2, struct.pack(">BHHB", 8, height, width, channels) + bytes(3 * channels)),
    )
    body = b"".join(bytes((0xFF, marker)) + struct.pack(">H", len(data) + 2) + data for marker, data in segments)
    return b"\xff\xd8\xff\xff" + body[1:] + b"\xff\xda\x00\x02\xff\xd9"


def gif(width: int, height: int) -> bytes:
    """A GIF's header and its end."""
    return b"GIF89a" + struct.pack("<HHBBB", width, height, 0, 0, 0) + b";"


def webp(kind: bytes, width: int, height: int) -> bytes:
    """The start of a WebP (RFC 9649) whose first chunk is `VP8X`, `VP8L` or `VP8 `."""
    if kind == b"VP8X":
        body = bytes(4) + (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    elif kind == b"VP8L":
        body = b"\x2f" + ((width - 1) | (height - 1) << 14).to_bytes(4, "little")
    else:
        body = bytes(3) + b"\x9d\x01\x2a" + struct.pack("<HH", width, height)
    return b"RIFF" + struct.pack("<I", len(body) + 12) + b"WEBP" + kind + struct.pack("<I", len(body)) + body


EMF = b"\x01\x00\x00\x00\x6c\x00\x00\x00" + bytes(32) + b" EMF" + bytes(64)
