"""Keyset paging: ``next`` is an opaque place in the order, not a page number; rows neither repeat nor vanish."""

from __future__ import annotations

import base64
import binascii
from typing import Any

import orjson

from backend.core.errors import Invalid

PAGE_SIZE = 50


def encode_place(*values: Any) -> str:
    """Return the values of the last row's sort keys as an opaque token."""
    return base64.urlsafe_b64encode(orjson.dumps(values, default=str)).decode().rstrip("=")


def decode_place(token: str, length: int) -> list[Any]:
    """Return the sort keys inside ``token``. Raises Invalid for anything that we didn't make."""
    try:
        values = orjson.loads(base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)))
    except (binascii.Error, ValueError) as exc:
        raise Invalid("That page of the list no longer exists; start again from the top.") from exc
    if not isinstance(values, list) or len(values) != length:
        raise Invalid("That page of the list no longer exists; start again from the top.")
    return values
