"""The rooms of the appliance, floor to roof. A wing adds its line here and nowhere else in the trunk."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import MetaData

from backend.accounts import models as _accounts
from backend.accounts.room import ROOM as ACCOUNTS
from backend.analytics.room import ROOM as ANALYTICS
from backend.assessments import models as _assessments
from backend.assessments.room import ROOM as ASSESSMENTS
from backend.attempts import models as _attempts
from backend.attempts.room import ROOM as ATTEMPTS
from backend.classes import models as _classes
from backend.classes.room import ROOM as CLASSES
from backend.core import audit as _audit
from backend.core.model import Base
from backend.core.room import Room
from backend.curriculum import models as _curriculum
from backend.curriculum.room import ROOM as CURRICULUM
from backend.documents import models as _documents
from backend.documents.room import ROOM as DOCUMENTS
from backend.generation import models as _generation
from backend.generation.room import ROOM as GENERATION
from backend.marker import models as _marker
from backend.marker.room import ROOM as MARKER
from backend.notifications import models as _notifications
from backend.notifications.room import ROOM as NOTIFICATIONS
from backend.questions import models as _questions
from backend.questions.room import ROOM as QUESTIONS
from backend.sandbox.room import ROOM as SANDBOX

ROOMS: tuple[Room, ...] = (
    ACCOUNTS,
    CLASSES,
    CURRICULUM,
    NOTIFICATIONS,
    SANDBOX,
    QUESTIONS,
    ASSESSMENTS,
    ATTEMPTS,
    MARKER,
    DOCUMENTS,
    GENERATION,
    ANALYTICS,
)

TABLE_MODULES = (
    _audit,
    _accounts,
    _classes,
    _curriculum,
    _notifications,
    _questions,
    _assessments,
    _attempts,
    _marker,
    _documents,
    _generation,
)
"""Modules whose import declares the tables; named so that no table is registered by accident of import order."""


def metadata() -> MetaData:
    """Return every table of the trunk and its wings."""
    return Base.metadata


def default_permissions(rooms: tuple[Room, ...] = ROOMS) -> Mapping[str, frozenset[str]]:
    """Return what a new school lets each role do: the union of what the rooms say."""
    granted: dict[str, frozenset[str]] = {}
    for room in rooms:
        for role, permissions in room.permissions.items():
            granted[role] = granted.get(role, frozenset()) | permissions
    return granted
