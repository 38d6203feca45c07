"""What is asked of a PDF's bytes before PDFium sees them: that it is whole, and that it doesn't unpack to far more."""

from __future__ import annotations

import re
import zlib

from backend.documents.document_parser.outline import DocumentRefused
from backend.documents.document_parser.package import RATIO_COUNTS_FROM_BYTES, RATIO_MAX, TOTAL_BYTES_MAX
from backend.documents.document_parser.pdf.pdfium import broken_pdf

STREAM_BYTES_MAX = 48 * 1024 * 1024
"""One packed stream that isn't a picture; the largest of a 300-page book has about 1 MB."""

_STREAM = re.compile(rb"\bstream\r?\n")
_DICTIONARY_BYTES = 2_048
_IMAGE = re.compile(rb"/Subtype\s*/Image\b")
_TAIL_BYTES = 4_096
_CHUNK = 256 * 1024
_DEPTH_MAX = 4


def refuse_the_untrustworthy(data: bytes) -> None:
    """Raise DocumentRefused (corrupt, zip_bomb) for a file that was cut short or that swells when it is unpacked."""
    if b"%%EOF" not in data[-_TAIL_BYTES:]:
        raise broken_pdf()
    total = 0
    for match in _STREAM.finditer(data):
        if _IMAGE.search(_dictionary(data, match.start())):
            continue  # Pictures are never unpacked: a white page may well be a thousand times larger than its file.
        size = _unpacked_bytes(data, match.end())
        total += size
        swollen = total > RATIO_COUNTS_FROM_BYTES and total > RATIO_MAX * len(data)
        if size > STREAM_BYTES_MAX or total > TOTAL_BYTES_MAX or swollen:
            raise DocumentRefused(
                "zip_bomb",
                "The file unpacks to far more than its size, so it was not opened. "
                "Make the PDF again from the program that it was written in, and upload the new copy.",
            )


def _dictionary(data: bytes, stream: int) -> bytes:
    """Return what stands between the beginning of the object and its stream."""
    before = data[max(stream - _DICTIONARY_BYTES, 0) : stream]
    return before[before.rfind(b" obj") + 1 :]


def _unpacked_bytes(data: bytes, start: int, depth: int = _DEPTH_MAX) -> int:
    """Return the size of a zlib stream unpacked, up to just over the limit; 0 for anything else.

    A stream within a stream counts as well. Only a chunk at a time is held in memory.
    """
    if not depth or len(data) < start + 2 or data[start] & 0x0F != 8 or (data[start] << 8 | data[start + 1]) % 31:
        return 0
    unpacker, size, head, at = zlib.decompressobj(), 0, bytearray(), start
    fed = b""
    try:
        while not unpacker.eof and size <= STREAM_BYTES_MAX:
            if not fed:
                fed = data[at : at + _CHUNK]
                at += len(fed)
                if not fed:
                    break
            piece = unpacker.decompress(fed, _CHUNK)
            fed = unpacker.unconsumed_tail
            size += len(piece)
            if len(head) < STREAM_BYTES_MAX // 8:
                head += piece
    except zlib.error:
        pass  # A damaged or foreign stream: PDFium will make of it what it can.
    return max(size, _unpacked_bytes(bytes(head), 0, depth - 1))
