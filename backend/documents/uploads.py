"""Uploaded originals on disk: one file a document, named by its id, there only until it has been read."""

from __future__ import annotations

import hashlib
import os
import time
import unicodedata
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from backend.config import Settings
from backend.core.errors import TooLarge

NAME_MAX_CHARS = 200
ORPHAN_AFTER_S = 24 * 3600
"""A file is read within minutes; one that is still here after a day was left by a machine that lost its power."""

_CHUNK_BYTES = 1024 * 1024


@dataclass(frozen=True, slots=True)
class StoredUpload:
    """A file as it was written: its length and hash."""

    size_bytes: int
    sha256: str


def folder(settings: Settings) -> Path:
    """Return the folder of originals; nothing serves files from it."""
    return settings.data_dir / "uploads"


def path_of(settings: Settings, document_id: uuid.UUID) -> Path:
    """Return where a document's original lies. The uploaded name never becomes part of a path."""
    return folder(settings) / str(document_id)


def write_upload(settings: Settings, document_id: uuid.UUID, stream: BinaryIO) -> StoredUpload:
    """Copy an upload to its place; blocks, so not for the event loop. Raises TooLarge, and then keeps nothing."""
    folder(settings).mkdir(parents=True, exist_ok=True, mode=0o700)
    path = path_of(settings, document_id)
    limit = settings.max_upload_size_mb * 1024 * 1024
    digest, size = hashlib.sha256(), 0
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as target:
            while chunk := stream.read(_CHUNK_BYTES):
                size += len(chunk)
                if size > limit:
                    raise TooLarge(
                        f"The file is larger than the {settings.max_upload_size_mb} MB allowed. "
                        "Make its pictures smaller or split it, and upload it again."
                    )
                digest.update(chunk)
                target.write(chunk)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return StoredUpload(size, digest.hexdigest())


def remove_upload(settings: Settings, document_id: uuid.UUID) -> None:
    """Remove a document's original, if it is still there."""
    path_of(settings, document_id).unlink(missing_ok=True)


def remove_orphans(settings: Settings) -> int:
    """Remove originals older than a day, left behind by a crash. Returns how many."""
    place, removed = folder(settings), 0
    if not place.is_dir():
        return 0
    for path in place.iterdir():
        try:
            if path.stat().st_mtime < time.time() - ORPHAN_AFTER_S:
                path.unlink()
                removed += 1
        except FileNotFoundError:  # Another process is tidying up as well.
            continue
    return removed


def shown_name(raw: str | None) -> str:
    """Return an uploaded file's name as text to show: without folders or control characters, of bounded length."""
    leaf = (raw or "").replace("\\", "/").rpartition("/")[2]
    kept = "".join(char for char in unicodedata.normalize("NFC", leaf) if unicodedata.category(char)[0] != "C")
    name = " ".join(kept.split())
    stem, dot, suffix = name.rpartition(".")
    if len(name) > NAME_MAX_CHARS and dot and len(suffix) <= 10:
        return stem[: NAME_MAX_CHARS - len(suffix) - 2] + "…" + dot + suffix
    return name[:NAME_MAX_CHARS]
