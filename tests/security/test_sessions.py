"""Sessions: where the token travels, which cookie fits which connection, and what plain http may not do."""

from __future__ import annotations

import hashlib
from http.cookies import SimpleCookie
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import text

from backend.accounts.permissions import PLAIN_COOKIE, SECURE_COOKIE
from tests.school import PASSWORD, Client, Person
from tests.security.conftest import TwoSchools

pytestmark = pytest.mark.database

HTTPS = {"x-forwarded-proto": "https"}
"""As the proxy on this machine says it; from any other address it isn't believed."""


async def sign_in(client: Client, person: Person, **headers: str) -> httpx.Response:
    body = {"name": person.user.sign_in_name, "password": PASSWORD}
    return await client.post("/api/sign-in/staff", json=body, headers=headers)


def cookies(answer: httpx.Response) -> dict[str, Any]:
    jar = SimpleCookie()
    for header in answer.headers.get_list("set-cookie"):
        jar.load(header)
    return dict(jar)


@pytest.fixture
async def teacher(two_schools: TwoSchools) -> Person:
    return await two_schools.home.another("teacher")


async def test_over_https_the_cookie_is_for_this_host_and_https_alone(server: str, teacher: Person) -> None:
    async with Client(server) as browser:
        answer = await sign_in(browser, teacher, **HTTPS)
        assert answer.status_code == 200, answer.text
    session = cookies(answer)[SECURE_COOKIE]
    # RFC 6265bis: __Host- needs Secure, Path=/ and no Domain, or browsers drop the cookie.
    assert session["secure"] and session["httponly"] and session["path"] == "/" and not session["domain"]
    assert session["samesite"].lower() == "lax" and int(session["max-age"]) == 480 * 60
    assert PLAIN_COOKIE not in cookies(answer)
    device = cookies(answer)["ks3_device"]
    assert device["secure"] and device["httponly"]
    assert len(session.value) >= 43, "256 random bits"


async def test_on_this_machine_a_plain_cookie_will_do(server: str, teacher: Person) -> None:
    async with Client(server) as browser:
        answer = await sign_in(browser, teacher)
    session = cookies(answer)[PLAIN_COOKIE]
    assert session["httponly"] and not session["secure"] and session["samesite"].lower() == "lax"
    assert SECURE_COOKIE not in cookies(answer)


async def test_a_password_over_plain_http_is_refused_unread(server: str, teacher: Person) -> None:
    async with Client(server) as browser:
        answer = await sign_in(browser, teacher, host="ks3.school.example")
        assert answer.status_code == 403 and answer.json()["code"] == "https_needed"
        assert not {SECURE_COOKIE, PLAIN_COOKIE} & set(cookies(answer))
        pupil = {"class_code": "X", "name": "x", "password": "x"}
        answer = await browser.post("/api/sign-in/pupil", json=pupil, headers={"host": "ks3.school.example"})
        assert answer.json()["code"] == "https_needed"
        answer = await sign_in(browser, teacher, host="ks3.school.example", **HTTPS)
        assert answer.status_code == 200


async def test_each_connection_reads_its_own_cookie_alone(server: str, teacher: Person) -> None:
    """A plain cookie can be set from plain http by anybody on the network; over https it counts for nothing."""
    token = teacher.client.cookies[PLAIN_COOKIE]
    async with Client(server) as browser:
        for name, headers, expected in (
            (PLAIN_COOKIE, {}, 200),
            (SECURE_COOKIE, HTTPS, 200),
            (PLAIN_COOKIE, HTTPS, 401),
            (SECURE_COOKIE, {}, 401),
        ):
            sent = {**headers, "cookie": f"{name}={token}"}
            assert (await browser.get("/api/me", headers=sent)).status_code == expected, (name, headers)


async def test_a_token_anywhere_else_is_nothing(server: str, teacher: Person) -> None:
    token = teacher.client.cookies[PLAIN_COOKIE]
    async with Client(server) as browser:
        for query in (PLAIN_COOKIE, SECURE_COOKIE, "session", "token"):
            assert (await browser.get("/api/me", params={query: token})).status_code == 401
        for header in ("authorization", "x-session", "x-auth-token"):
            assert (await browser.get("/api/me", headers={header: f"Bearer {token}"})).status_code == 401


def test_no_route_takes_a_session_in_its_address(app: FastAPI) -> None:
    names = {
        parameter["name"].lower()
        for path in app.openapi()["paths"].values()
        for operation in path.values()
        for parameter in operation.get("parameters", [])
    }
    assert names and not [name for name in names if "session" in name or "token" in name or "password" in name]


async def test_the_token_is_in_no_answer_and_in_no_row(two_schools: TwoSchools, server: str, teacher: Person) -> None:
    async with Client(server) as browser:
        answer = await sign_in(browser, teacher)
        token = cookies(answer)[PLAIN_COOKIE].value
        me = await browser.get("/api/me")
    assert token not in answer.text + me.text and "location" not in answer.headers
    async with two_schools.home.maker.database.session() as session:
        rows = await session.scalars(text("SELECT to_jsonb(s)::text FROM sessions s"))
        kept = "\n".join(rows)
    assert token not in kept and hashlib.sha256(token.encode()).hexdigest() in kept


async def test_signing_in_again_ends_the_browsers_former_session(server: str, teacher: Person) -> None:
    """And a token that somebody planted beforehand never becomes a session."""
    async with Client(server) as browser:
        browser.cookies.set(PLAIN_COOKIE, "planted-by-somebody-else")
        first = cookies(await sign_in(browser, teacher))[PLAIN_COOKIE].value
        assert first != "planted-by-somebody-else"
        browser.cookies.clear()
        browser.cookies.set(PLAIN_COOKIE, first)
        second = cookies(await sign_in(browser, teacher))[PLAIN_COOKIE].value
        for token, expected in (("planted-by-somebody-else", 401), (first, 401), (second, 200)):
            sent = {"cookie": f"{PLAIN_COOKIE}={token}"}
            browser.cookies.clear()
            assert (await browser.get("/api/me", headers=sent)).status_code == expected


@pytest.mark.parametrize(
    ("headers", "allowed"),
    [
        ({"sec-fetch-site": "same-origin"}, True),
        ({"sec-fetch-site": "none"}, True),
        ({"sec-fetch-site": "same-site"}, False),
        ({"sec-fetch-site": "cross-site"}, False),
        ({"sec-fetch-site": "cross-site", "origin": "http://SERVER"}, False),
        ({"origin": "http://SERVER"}, True),
        ({"origin": "http://SERVER.evil.example"}, False),
        ({"origin": "null"}, False),
        ({}, False),
    ],
    ids=str,
)
async def test_another_sites_page_can_do_nothing(
    server: str, teacher: Person, headers: dict[str, str], allowed: bool
) -> None:
    host = server.removeprefix("http://")
    token = teacher.client.cookies[PLAIN_COOKIE]
    sent = {name: value.replace("SERVER", host) for name, value in headers.items()}
    async with httpx.AsyncClient(base_url=server, verify=False) as browser:
        for path, body in (
            ("/api/me/preferences", {"theme": "dark"}),
            ("/api/sign-in/staff", {"name": teacher.user.sign_in_name, "password": PASSWORD}),
        ):
            method = "PUT" if path.startswith("/api/me") else "POST"
            cookie = {"cookie": f"{PLAIN_COOKIE}={token}"} if method == "PUT" else {}
            answer = await browser.request(method, path, json=body, headers={**sent, **cookie})
            assert answer.status_code == (200 if allowed else 403), answer.text
            if not allowed:
                assert answer.json()["code"] == "cross_site"
