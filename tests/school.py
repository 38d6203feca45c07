"""Schools, people and clients for tests, made through the rooms' services and the real HTTP interface."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import Any

import httpx
from fastapi import FastAPI

from backend.accounts.models import School, User
from backend.accounts.permissions import PLAIN_COOKIE, Actor
from backend.accounts.service import NewPerson, create_school, create_user
from backend.accounts.sign_in import open_session
from backend.core.db import Database
from backend.curriculum.service import seed_school
from backend.rooms import default_permissions

PASSWORD = "correct-horse-42"


class Client(httpx.AsyncClient):
    """A browser: same-origin by default, cookies kept."""

    def __init__(self, server: str) -> None:
        # Plain http on this machine; loading the system's certificates all the same would take 40 ms a client.
        super().__init__(base_url=server, headers={"sec-fetch-site": "same-origin"}, timeout=30, verify=False)


@dataclass
class Person:
    """A person of a test school, with a browser signed in as them."""

    user: User
    school_id: uuid.UUID
    client: Client

    @property
    def id(self) -> uuid.UUID:
        return self.user.id

    async def get(self, path: str, expect: int = 200, **kwargs: Any) -> Any:
        return await self._call("GET", path, expect, **kwargs)

    async def post(self, path: str, json: Any = None, expect: int | None = None, **kwargs: Any) -> Any:
        return await self._call("POST", path, expect, json=json, **kwargs)

    async def put(self, path: str, json: Any = None, expect: int = 200, **kwargs: Any) -> Any:
        return await self._call("PUT", path, expect, json=json, **kwargs)

    async def patch(self, path: str, json: Any = None, expect: int = 200, **kwargs: Any) -> Any:
        return await self._call("PATCH", path, expect, json=json, **kwargs)

    async def delete(self, path: str, expect: int = 204, **kwargs: Any) -> Any:
        return await self._call("DELETE", path, expect, **kwargs)

    async def _call(self, method: str, path: str, expect: int | None, **kwargs: Any) -> Any:
        if kwargs.get("json") is None:
            kwargs.pop("json", None)
        response = await self.client.request(method, path, **kwargs)
        wanted = {expect} if expect else {200, 201, 202, 204}
        assert response.status_code in wanted, f"{method} {path}: {response.status_code} {response.text[:500]}"
        return response.json() if response.content and "json" in response.headers["content-type"] else response


@dataclass
class SchoolMaker:
    """Makes test schools and signs people in without going through a password each time."""

    app: FastAPI
    server: str
    _clients: list[Client] = field(default_factory=list)

    @property
    def database(self) -> Database:
        return self.app.state.database

    async def school(self, name: str = "Test School", *, curriculum: bool = False) -> School:
        """Make a school; with ``curriculum`` it gets the units, objectives and misconceptions that ship."""
        async with self.database.session() as session:
            school = await create_school(
                session, name=f"{name} {uuid.uuid4().hex[:6]}", time_zone="Europe/London", granted=default_permissions()
            )
            if curriculum:
                await seed_school(session)
            return school

    async def person(self, school: School, role: str, given: str = "Ada", family: str | None = None) -> Person:
        family = family or f"L{uuid.uuid4().hex[:8]}"
        # Sign-in names are unique on the machine, and every test of a worker has the same database.
        login = f"{given}.{family}.{uuid.uuid4().hex[:6]}@example.org".lower() if role != "pupil" else ""
        async with self.database.session(school.id) as session:
            user = await create_user(
                session,
                NewPerson(
                    role=role,
                    given_name=given,
                    family_name=family,
                    title="" if role == "pupil" else "Ms",
                    login_name=login,
                ),
                password_hash=await self.app.state.hasher.hash(PASSWORD),
            )
        return await self.sign_in(user, school.id)

    async def sign_in(self, user: User, school_id: uuid.UUID) -> Person:
        async with self.database.session(school_id) as session:
            signed = await open_session(
                session, self.app.state.settings, user.id, school_id, device=None, old_token=None
            )
        client = Client(self.server)
        client.cookies.set(PLAIN_COOKIE, signed.token)
        self._clients.append(client)
        return Person(user, school_id, client)

    async def actor(self, person: Person) -> Actor:
        permissions = default_permissions()[person.user.role]
        return Actor(person.id, person.school_id, person.user.role, permissions, "Europe/London", b"")

    async def close(self) -> None:
        for client in self._clients:
            await client.aclose()
