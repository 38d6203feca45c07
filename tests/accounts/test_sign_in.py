"""Signing in over HTTP: cookies, uniform refusals, locks, idle time-outs, rotation."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from backend.accounts.permissions import PLAIN_COOKIE
from backend.accounts.sign_in import list_locked
from backend.core import clock
from tests.school import PASSWORD, Client, SchoolMaker

pytestmark = pytest.mark.database


async def _sign_in(client: Client, name: str, password: str):
    return await client.post("/api/sign-in/staff", json={"name": name, "password": password})


async def test_a_teacher_signs_in_and_out(maker: SchoolMaker, anonymous: Client) -> None:
    teacher = await maker.person(await maker.school(), "teacher", "Ruth", "Okafor")
    answer = await _sign_in(anonymous, teacher.user.sign_in_name.upper(), PASSWORD)
    assert answer.status_code == 200, answer.text
    assert answer.json()["me"]["display_name"] == "Ms R. Okafor"
    cookie = answer.headers["set-cookie"]
    assert "httponly" in cookie.lower() and "samesite=lax" in cookie.lower()
    assert (await anonymous.get("/api/me")).json()["id"] == str(teacher.id)
    assert (await anonymous.post("/api/sign-out")).status_code == 204
    assert (await anonymous.get("/api/me")).status_code == 401


async def test_wrong_name_and_wrong_password_are_told_alike(maker: SchoolMaker, anonymous: Client) -> None:
    teacher = await maker.person(await maker.school(), "teacher")
    wrong_password = await _sign_in(anonymous, teacher.user.sign_in_name, "not it")
    wrong_name = await _sign_in(anonymous, "nobody@example.org", "not it")
    assert wrong_password.status_code == wrong_name.status_code == 401
    assert wrong_password.json() == wrong_name.json()


async def test_five_failures_lock_this_device_and_no_other(maker: SchoolMaker, anonymous: Client, server: str) -> None:
    teacher = await maker.person(await maker.school(), "teacher")
    for _ in range(6):
        await _sign_in(anonymous, teacher.user.sign_in_name, "not it")
    locked = await _sign_in(anonymous, teacher.user.sign_in_name, PASSWORD)
    assert locked.status_code == 429 and locked.json()["code"] == "sign_in_locked"
    assert int(locked.headers["retry-after"]) <= 300
    async with Client(server) as own_device:
        assert (await _sign_in(own_device, teacher.user.sign_in_name, PASSWORD)).status_code == 200
    with clock.shifted(timedelta(minutes=6)):
        assert (await _sign_in(anonymous, teacher.user.sign_in_name, PASSWORD)).status_code == 200


async def test_tries_sent_at_the_same_moment_count_one_by_one(maker: SchoolMaker, anonymous: Client) -> None:
    teacher = await maker.person(await maker.school(), "teacher")
    await _sign_in(anonymous, "nobody@example.org", "not it")  # From now on the browser has a device name.
    answers = await asyncio.gather(*(_sign_in(anonymous, teacher.user.sign_in_name, f"not {n}") for n in range(12)))
    assert sorted(answer.status_code for answer in answers) == [401] * 5 + [429] * 7


async def test_only_who_is_kept_out_somewhere_is_called_locked(maker: SchoolMaker, server: str) -> None:
    spread, here = [await maker.person(await maker.school(), "teacher") for _ in range(2)]
    for _ in range(5):
        async with Client(server) as stranger:
            await _sign_in(stranger, spread.user.sign_in_name, "not it")
    async with Client(server) as device:
        for _ in range(5):
            await _sign_in(device, here.user.sign_in_name, "not it")
    async with maker.database.session() as session:
        assert await list_locked(session, [spread.id, here.id]) == {here.id}


async def test_the_wait_is_that_of_the_own_device(maker: SchoolMaker, anonymous: Client, server: str) -> None:
    teacher = await maker.person(await maker.school(), "teacher")
    async with Client(server) as stranger:
        await _sign_in(stranger, teacher.user.sign_in_name, "not it")
    with clock.shifted(timedelta(minutes=4)):
        for _ in range(5):
            await _sign_in(anonymous, teacher.user.sign_in_name, "not it")
        locked = await _sign_in(anonymous, teacher.user.sign_in_name, PASSWORD)
        assert locked.status_code == 429 and int(locked.headers["retry-after"]) > 240


async def test_a_known_device_is_exempt_from_the_strangers_limit(
    maker: SchoolMaker, anonymous: Client, server: str
) -> None:
    teacher = await maker.person(await maker.school(), "teacher")
    assert (await _sign_in(anonymous, teacher.user.sign_in_name, PASSWORD)).status_code == 200
    for _ in range(5):
        async with Client(server) as stranger:
            for _ in range(4):
                await _sign_in(stranger, teacher.user.sign_in_name, "not it")
    async with Client(server) as stranger:
        assert (await _sign_in(stranger, teacher.user.sign_in_name, PASSWORD)).status_code == 429
    assert (await _sign_in(anonymous, teacher.user.sign_in_name, PASSWORD)).status_code == 200


async def test_the_token_rotates_at_sign_in(maker: SchoolMaker, anonymous: Client, server: str) -> None:
    teacher = await maker.person(await maker.school(), "teacher")
    await _sign_in(anonymous, teacher.user.sign_in_name, PASSWORD)
    former = anonymous.cookies[PLAIN_COOKIE]
    await _sign_in(anonymous, teacher.user.sign_in_name, PASSWORD)
    assert anonymous.cookies[PLAIN_COOKIE] != former
    async with Client(server) as thief:
        thief.cookies.set(PLAIN_COOKIE, former)
        assert (await thief.get("/api/me")).status_code == 401


async def test_a_pupil_who_does_nothing_is_signed_out_after_20_minutes(maker: SchoolMaker) -> None:
    school = await maker.school()
    pupil = await maker.person(school, "pupil")
    teacher = await maker.person(school, "teacher")
    with clock.shifted(timedelta(minutes=15)):
        await pupil.get("/api/me")
    with clock.shifted(timedelta(minutes=34)):
        await pupil.get("/api/me")
    with clock.shifted(timedelta(minutes=56)):
        await pupil.get("/api/me", expect=401)
        await teacher.get("/api/me")
    with clock.shifted(timedelta(minutes=481)):
        await teacher.get("/api/me", expect=401)


async def test_unsafe_requests_from_elsewhere_are_refused(anonymous: Client, server: str) -> None:
    body = {"name": "a", "password": "b"}
    for headers in ({"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "", "origin": "https://evil.example"}):
        answer = await anonymous.post("/api/sign-in/staff", json=body, headers=headers)
        assert answer.status_code == 403 and answer.json()["code"] == "cross_site"
    bare = await anonymous.post("/api/sign-in/staff", json=body, headers={"sec-fetch-site": ""})
    assert bare.status_code == 403


async def test_changing_ones_password_ends_other_sessions(maker: SchoolMaker) -> None:
    teacher = await maker.person(await maker.school(), "teacher")
    elsewhere = await maker.sign_in(teacher.user, teacher.school_id)
    await teacher.post("/api/me/password", {"current": "wrong", "new": "a new long password"}, expect=409)
    await teacher.post("/api/me/password", {"current": PASSWORD, "new": "short"}, expect=409)
    await teacher.post("/api/me/password", {"current": PASSWORD, "new": "a new long password"}, expect=204)
    await teacher.get("/api/me")
    await elsewhere.get("/api/me", expect=401)


async def test_preferences_are_merged_and_bounded(maker: SchoolMaker) -> None:
    pupil = await maker.person(await maker.school(), "pupil")
    await pupil.put("/api/me/preferences", {"theme": "dark"})
    me = await pupil.put("/api/me/preferences", {"text_size": 150})
    assert me["preferences"] == {"theme": "dark", "text_size": 150}
    await pupil.put("/api/me/preferences", {"text_size": 900}, expect=422)
    await pupil.put("/api/me/preferences", {"font": "Comic Sans"}, expect=422)
    await pupil.put("/api/me/preferences", {"read_speed": 3}, expect=422)
    await pupil.put("/api/me/preferences", {"colour": "red"}, expect=422)


async def test_every_answer_carries_the_security_headers(anonymous: Client) -> None:
    for path in ("/health/live", "/api/me", "/nothing/here"):
        headers = (await anonymous.get(path)).headers
        assert "require-trusted-types-for 'script'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
    assert (await anonymous.get("/api/me")).headers["cache-control"] == "no-store"


async def test_ready_is_only_for_this_machine(anonymous: Client) -> None:
    ready = await anonymous.get("/health/ready")
    assert ready.status_code == 200, ready.text
    assert (await anonymous.get("/health/ready", headers={"x-forwarded-for": "10.0.0.9"})).status_code == 404
    assert (await anonymous.get("/metrics")).status_code == 200
