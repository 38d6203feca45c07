"""The signs that files begin with. Loads nothing, for the process that must not open a file itself."""

from __future__ import annotations

OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = (b"PK\x03\x04", b"PK\x05\x06")
PDF_WITHIN = 1024
"""Where the sign of a PDF may stand; some programs put a few bytes before it (ISO 32000-1, annex H.3.4.1)."""

_PDF = b"%PDF-"


def is_pdf(data: bytes) -> bool:
    """Say whether a file is a PDF; its first ``PDF_WITHIN`` bytes are enough."""
    return not data.startswith((*ZIP, OLE2)) and _PDF in data[:PDF_WITHIN]
