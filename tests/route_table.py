"""Every route of the application with the permission it declares, read from the code itself."""

from collections.abc import Iterator
from dataclasses import dataclass

from fastapi import APIRouter
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
    routers = [*(router for room in ROOMS for router in (*room.routers, *room.hot_routers)), health.router]
    return sorted(
        RouteFact(route.path, method, declared_permission(route))
        for router in routers
        for route in api_routes(router)
        for method in route.methods
    )


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
