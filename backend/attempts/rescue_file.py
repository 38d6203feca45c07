"""The file in which a page that can't send hands answers to a person: what it must look like, and who signed it.

Its signed part is text within the file, so that the two sides need not agree on how JSON is written. docs/rescue.md
describes it.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import uuid
from typing import Annotated, Any, Literal

import orjson
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from backend.attempts.ending import Final
from backend.attempts.saving import MAX_INT, MAX_MS, EventIn
from backend.config import Settings
from backend.core.errors import Invalid

KIND = "ks3-answers"

Number = Annotated[int, Field(ge=0, le=MAX_INT)]
Moment = Annotated[int, Field(ge=0, le=MAX_MS)]


class RescuedAnswers(BaseModel):
    """What a page held. ``final``: the answers that were handed in on it, at ``handed_in``; None while it still sat.

    ``events``: (epoch, seq, item, value, at), all that the server hadn't acknowledged.
    """

    model_config = ConfigDict(extra="forbid")

    v: Literal[1]
    attempt: uuid.UUID
    pupil: uuid.UUID
    epoch: Number
    device: Annotated[str, Field(max_length=64)]
    made_at: Moment
    handed_in: Moment | None
    final: Annotated[list[tuple[uuid.UUID, Number, Number]], Field(max_length=500)] | None
    events: list[tuple[Number, Annotated[int, Field(ge=1, le=MAX_INT)], uuid.UUID, Any, Moment]]

    def changes(self) -> list[EventIn]:
        """Return the events as a page would send them."""
        return [EventIn(epoch=e, seq=s, item=item, value=value, at=at) for e, s, item, value, at in self.events]

    def handed_in_answers(self) -> list[Final] | None:
        """Return what was handed in on the page; None while it still sat."""
        return None if self.handed_in is None else list(self.final or [])


_ANSWERS = TypeAdapter(RescuedAnswers)


def rescue_key(settings: Settings, attempt_id: uuid.UUID) -> str:
    """Return the key with which the pages of an attempt sign; it follows from the machine's secret."""
    secret = settings.session_secret.get_secret_value().encode()
    return hmac.new(secret, b"rescue " + attempt_id.bytes, hashlib.sha256).hexdigest()


def sign(key: str, answers: str) -> str:
    """Return the signature of a file's text: HMAC-SHA256, in hexadecimal."""
    return hmac.new(key.encode(), answers.encode(), hashlib.sha256).hexdigest()


def is_signed(key: str, answers: str, signature: str) -> bool:
    """Tell whether a file was signed with the key, in a time that tells nothing about it."""
    return hmac.compare_digest(sign(key, answers).encode(), signature.encode())


def read_answers(kind: str, answers: str) -> RescuedAnswers:
    """Read the text of a file. Raises Invalid: ``no_rescue_file``, ``newer_rescue_file`` or ``damaged_rescue_file``."""
    if kind != KIND:
        raise Invalid("That isn’t a file of answers. It ends in .ks3.json.", code="no_rescue_file")
    try:
        try:
            raw = orjson.loads(answers)
        except orjson.JSONDecodeError:
            # The strict reader refuses everything for half an emoji; the lenient one lets us refuse one answer.
            raw = json.loads(answers)
        if isinstance(raw, dict) and isinstance(raw.get("v"), int) and raw["v"] > 1:
            raise Invalid(
                "A newer version of KS3 Assessment made this file. Ask IT to update the school’s server.",
                code="newer_rescue_file",
            )
        return _ANSWERS.validate_python(raw)
    except (ValidationError, ValueError, RecursionError) as exc:
        raise Invalid(
            "This file is damaged. Save it once more on the pupil’s Chromebook, or scan its screen.",
            code="damaged_rescue_file",
        ) from exc
