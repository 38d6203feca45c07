"""Every route says who may use it. Routes with an actor say it by their ``permit`` dependency, the others by this."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

Endpoint = TypeVar("Endpoint", bound=Callable[..., object])

PUBLIC = "public"
LOOPBACK = "loopback"


def declares(permission: str) -> Callable[[Endpoint], Endpoint]:
    """Mark an endpoint with what it needs. The route test refuses an endpoint that declares nothing."""

    def mark(endpoint: Endpoint) -> Endpoint:
        setattr(endpoint, "permission", permission)  # noqa: B010 - a function has no such attribute to assign
        return endpoint

    return mark
