"""A short cut past FastAPI's layers, for the routes that are asked every few milliseconds.

The endpoint of such a route takes the request and the ids of its path, reads the body by itself, depends on nothing and
returns a Response: called by FastAPI it would answer the same, later (``docs/decisions/0009`` has the figures).
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from fastapi.routing import APIRoute
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute
from starlette.types import ASGIApp, Receive, Scope, Send

from backend.core import errors
from backend.core.one_step import OneStepARound


class HotRoutes:
    """ASGI middleware inside the shield: answers ``routes`` itself and hands everything else on, a step at a time.

    ``short_cuts`` it answers itself, too, but a step at a time.
    """

    def __init__(self, app: ASGIApp, *, routes: Iterable[BaseRoute], short_cuts: Iterable[BaseRoute]) -> None:
        self._app = app
        self._routes = tuple((route, False) for route in routes if isinstance(route, APIRoute))
        self._routes += tuple((route, True) for route in short_cuts if isinstance(route, APIRoute))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "http":
            for route, stepwise in self._routes:
                found = route.path_regex.match(scope["path"])
                if found and scope["method"] in (route.methods or ()):
                    try:
                        ids = {name: uuid.UUID(text) for name, text in found.groupdict().items()}
                    except ValueError:
                        break  # FastAPI says what is wrong with it
                    scope["route"] = route
                    answered = _answer(route, ids, Request(scope, receive, send), send)
                    await (OneStepARound(answered) if stepwise else answered)
                    return
        await OneStepARound(self._app(scope, receive, send))


async def _answer(route: APIRoute, ids: dict[str, uuid.UUID], request: Request, send: Send) -> None:
    response: Response
    try:
        response = await route.endpoint(request, **ids)
    except Exception as exc:
        response = await errors.answer(request, exc)
    await response(request.scope, request.receive, send)
