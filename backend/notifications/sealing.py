"""The relay's password at rest: AES-256-GCM under a key that comes from SESSION_SECRET (HKDF, RFC 5869).

Sealed for one school: the bytes open in no other, nor after the secret has changed.
"""

from __future__ import annotations

import os
import uuid

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_NONCE_BYTES = 12
_PURPOSE = b"ks3: password of the mail relay"


class SealBroken(Exception):
    """The bytes don't open: the secret has changed, or they were sealed for another school."""


def _key(secret: str) -> AESGCM:
    return AESGCM(HKDF(algorithm=SHA256(), length=32, salt=None, info=_PURPOSE).derive(secret.encode()))


def seal(text: str, *, secret: str, school_id: uuid.UUID) -> bytes:
    """Return ``text`` encrypted: 12 random bytes, then the ciphertext with its tag."""
    nonce = os.urandom(_NONCE_BYTES)
    return nonce + _key(secret).encrypt(nonce, text.encode(), school_id.bytes)


def unseal(sealed: bytes, *, secret: str, school_id: uuid.UUID) -> str:
    """Return what was sealed. Raises SealBroken."""
    try:
        return _key(secret).decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], school_id.bytes).decode()
    except InvalidTag as exc:
        raise SealBroken from exc
