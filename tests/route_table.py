"""Every route of the application, with the permission that it declares and what it takes, read from the code itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute

from backend.core import health
from backend.rooms import ROOMS


@dataclass(frozen=True, order=True)
class RouteFact:
    """One method on one path. permission is None where the endpoint declares nothing, which no route may do."""

    path: str
    method: str
    permission: str | None


def route_table() -> list[RouteFact]:
    """The routes of all rooms and of the machine's own, sorted by path."""
    return sorted(
        RouteFact(route.path, method, declared_permission(route)) for route in all_routes() for method in route.methods
    )


def description() -> dict[str, Any]:
    """The OpenAPI description of these routes, before any application has started."""
    return get_openapi(title="", version="", routes=all_routes())


def all_routes() -> list[APIRoute]:
    """The routes of all rooms and of the machine's own."""
    routers = [*(router for room in ROOMS for router in room.all_routers), health.router]
    return [route for router in routers for route in api_routes(router)]


def api_routes(router: APIRouter) -> Iterator[APIRoute]:
    """The routes of a router. Routers inside routers would hide theirs, so there may be none."""
    for route in router.routes:
        assert isinstance(route, APIRoute), f"{route!r} is not a plain route"
        yield route


def declared_permission(route: APIRoute) -> str | None:
    """What the endpoint, or the dependency that gives it its actor, declares."""
    callables = [route.endpoint, *(dependency.call for dependency in route.dependant.dependencies)]
    declared = [permission for call in callables if (permission := getattr(call, "permission", None))]
    assert len(declared) <= 1, f"{route.path} declares {declared}"
    return declared[0] if declared else None
