"""Bad input, tried: whatever arrives, the answer is a clear 4xx as a problem document, never a 500.

Inputs are generated from the OpenAPI description (schemathesis), good ones and bad ones, and sent as every role; and
beside them what no description tells of: characters, numbers, dates and nesting that a layer below can't hold.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import httpx
import pytest
import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis.core import NotSet
from schemathesis.generation import GenerationMode

from backend.accounts.permissions import PLAIN_COOKIE
from backend.core.pagination import encode_place
from tests.school import Client
from tests.security.asking import Ask
from tests.security.conftest import TwoSchools
from tests.security.route_cases import CASES
from tests.security.test_routes import ROLES, ROUTES, operation
from tests.security.world import assignment_body

pytestmark = [pytest.mark.database, pytest.mark.slow]

EXAMPLES = 2
ENDS_SESSIONS = frozenset({"POST /api/sign-out", "POST /api/sign-out-everywhere", "POST /api/me/password"})
"""Sent only by somebody made for it."""

KEYS = sorted(ROUTES)
TAKES_JSON = [key for key in KEYS if "application/json" in operation(key).get("requestBody", {}).get("content", {})]
QUERIES = {
    key: [one["name"] for one in operation(key)["parameters"]]
    for key in KEYS
    if key.startswith("GET") and "{" not in key and "parameters" in operation(key)
}
READS_BYTES = frozenset({"POST /api/csp-reports", "POST /api/attempts/{attempt_id}/events"})
"""Take a body for what it is, whatever its content type: browsers send reports and beacons as they like."""


def check(answer: httpx.Response, what: Any = "") -> None:
    """Fail on a 5xx, and on a refusal that isn't a problem document."""
    shown = (
        f"{answer.request.method} {answer.request.url} {str(what)[:300]!r}: {answer.status_code} {answer.text[:300]}"
    )
    assert answer.status_code < 500, shown
    if answer.status_code >= 400:
        assert answer.headers["content-type"] == "application/problem+json", shown
        problem = answer.json()
        assert {"type", "title", "status", "code", "detail", "errors"} <= set(problem), shown
        assert problem["status"] == answer.status_code and problem["detail"]


# Generated from the description


@pytest.fixture(scope="session")
def description(app: FastAPI) -> Any:
    return schemathesis.openapi.from_dict(app.openapi())


def generated(description: Any, key: str, mode: GenerationMode, count: int) -> list[Any]:
    """Up to ``count`` good or bad cases of one operation, the same at each run."""
    method, path = key.split(" ")
    cases: list[Any] = []

    @settings(
        max_examples=count,
        database=None,
        deadline=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=description[path][method].as_strategy(generation_mode=mode))
    def collect(case: Any) -> None:
        cases.append(case)

    try:
        collect()
    except Unsatisfiable:
        # There is no bad request to an operation that takes nothing.
        assert mode is GenerationMode.NEGATIVE
    return cases


def text_of(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value, default=repr)
    return text.encode("utf-8", "replace").decode()


async def send(client: Client, key: str, case: Any, params: dict[str, Any]) -> httpx.Response:
    method, path = key.split(" ")
    path = path.format_map({name: quote(text_of(value), safe="") for name, value in params.items()})
    query = {name: text_of(value) for name, value in (case.query or {}).items()}
    given: dict[str, Any] = {}
    if case.media_type == "multipart/form-data" and not isinstance(case.body, NotSet):
        content = case.body.get("file", b"") if isinstance(case.body, dict) else b""
        given["files"] = {"file": ("a.csv", content if isinstance(content, bytes) else text_of(content).encode())}
    elif not isinstance(case.body, NotSet):
        given["content"] = json.dumps(case.body, default=repr).encode()
        given["headers"] = {"content-type": case.media_type or "application/json"}
    async with client.stream(method, path, params=query, **given) as answer:
        if answer.headers.get("content-type", "").startswith("text/event-stream"):
            # It stays open for ten minutes; that it was taken is enough.
            return httpx.Response(answer.status_code, request=answer.request)
        await answer.aread()
        return answer


@pytest.mark.parametrize(
    "examples", [EXAMPLES, pytest.param(6 * EXAMPLES, marks=pytest.mark.long)], ids=["few", "many"]
)
@pytest.mark.parametrize("key", KEYS)
async def test_generated_input_is_taken_or_refused(
    two_schools: TwoSchools, description: Any, key: str, examples: int
) -> None:
    home, case = two_schools.home, CASES[key]
    modes = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
    good, bad = (generated(description, key, mode, examples) for mode in modes)
    assert good
    ask = await case.ask(home)
    assert (ask.bodies[0] is not None) == (key in READS_BYTES.union(TAKES_JSON)), "the description tells of its body"
    owner = (ask.person or home.person(case.owner)).client
    others = [home.person(role).client for role in ROLES if role != case.owner]
    others = [two_schools.nobody, *([] if key in ENDS_SESSIONS else others)]
    for one in (*good, *bad):
        # With an id that is there, so that the rest of the input is looked at too.
        check(await send(owner, key, one, {**(one.path_parameters or {}), **ask.params}), one.body)
    # By default nobody and the other roles take turns; that each is refused what isn't theirs test_routes.py tells.
    senders = others if examples > EXAMPLES else [others[KEYS.index(key) % len(others)]]
    for one in (*good[: examples // 2], *bad[: examples // 2]):
        for client in senders:
            check(await send(client, key, one, one.path_parameters or {}), one.body)


# What no description tells of

DEEP = 100_000
WHOLE = (
    b"",
    b"null",
    b"[]",
    b'"text"',
    b"NaN",
    b"{",
    b"\xff\xfe",
    b"\x00",
    b"1" * 5_000,
    b"[" * DEEP + b"]" * DEEP,
    b'{"a":' * 900 + b"1" + b"}" * 900,
    b'{"__proto__": {}, "constructor": 1}',
)
KINDS = ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/xml")
BODIES_APART = 3
"""By default a route is sent every third of these bodies and kinds, the next route those that come after."""
UNSTORABLE = (r'"a\u0000b"', r'"\ud800"')
ODD = (
    "1" + "0" * 30,
    "1e999",
    "null",
    '{"a":' * 300 + "1" + "}" * 300,
    '"' + "x" * 100_000 + '"',
)
STORES_NOTHING = frozenset(
    {"POST /api/question-try", "POST /api/question-check", "POST /api/attempts/{attempt_id}/open"}
)
"""May answer about a character that couldn't be kept, since they don't keep it; the first two say what is wrong."""

LEAVES = 6
ODD_FOR_EACH = 1
HOLE = "@hole@"


def holes(value: Any) -> Iterator[Any]:
    """Copies of a body with one leaf (or one entry whole) taken out."""
    if isinstance(value, dict):
        for name, entry in value.items():
            yield {**value, name: HOLE}
            yield from ({**value, name: inner} for inner in holes(entry) if inner != HOLE)
    elif isinstance(value, list):
        for place, entry in enumerate(value):
            yield [*value[:place], HOLE, *value[place + 1 :]]
            yield from ([*value[:place], inner, *value[place + 1 :]] for inner in holes(entry) if inner != HOLE)


async def post(client: Client, key: str, ask: Ask, body: bytes, **headers: str) -> httpx.Response:
    method, path = key.split(" ")
    headers = {"content-type": "application/json"} | {name.replace("_", "-"): value for name, value in headers.items()}
    return await client.request(method, path.format_map(ask.params), content=body, headers=headers)


@pytest.mark.parametrize("step", [BODIES_APART, pytest.param(1, marks=pytest.mark.long)], ids=["in_turn", "each"])
@pytest.mark.parametrize("key", TAKES_JSON)
async def test_a_body_that_is_no_such_thing_is_refused(two_schools: TwoSchools, key: str, step: int) -> None:
    first = TAKES_JSON.index(key) % step
    ask = await CASES[key].ask(two_schools.home)
    client = (ask.person or two_schools.home.person(CASES[key].owner)).client
    for body in WHOLE[first::step]:
        answer = await post(client, key, ask, body)
        check(answer, body)
        assert answer.status_code in {400, 413, 422}, (body[:40], answer.text[:300])
    if key in READS_BYTES:
        return
    good = json.dumps(ask.bodies[0]).encode()
    for kind in KINDS[first::step]:
        answer = await post(client, key, ask, good, content_type=kind)
        check(answer, kind)
        assert answer.status_code >= 400, kind


def values_for(number: int, odd: int) -> tuple[str, ...]:
    """Characters that can't be kept, and some odd values: other ones at the next leaf, so that each has its turn."""
    turned = (*ODD[number * odd % len(ODD) :], *ODD)
    return (*UNSTORABLE, *turned[:odd])


@pytest.mark.parametrize(
    "odd", [ODD_FOR_EACH, pytest.param(len(ODD), marks=pytest.mark.long)], ids=["in_turn", "each_with_each"]
)
@pytest.mark.parametrize("key", TAKES_JSON)
async def test_values_that_no_layer_can_hold_are_refused(two_schools: TwoSchools, key: str, odd: int) -> None:
    case, taken = CASES[key], []
    ask = await case.ask(two_schools.home)
    for number in range(min(LEAVES, len(list(holes(ask.bodies[0]))))):
        for value in values_for(number, odd):
            body = list(holes(ask.bodies[0]))[number]
            client = (ask.person or two_schools.home.person(case.owner)).client
            answer = await post(client, key, ask, json.dumps(body).replace(f'"{HOLE}"', value).encode())
            check(answer, (body, value[:60]))
            if not answer.is_success:
                continue
            if value in UNSTORABLE and key not in STORES_NOTHING and "rejected" not in answer.text:
                taken.append((body, value, answer.text[:200]))
            if "version" in body or ask.person:
                ask = await case.ask(two_schools.home)
    assert taken == []


async def test_an_answer_that_cannot_be_kept_is_refused_alone(two_schools: TwoSchools) -> None:
    """The busiest route takes the batch and names the event that it refuses; the pupil is told and types it again."""
    sitting = await two_schools.home.sitting()
    good = sitting.event(sitting.items[1], {"text": "byte"})
    bad = [sitting.event(sitting.items[1], {"text": text}) for text in ("a\0b", "\ud800", "x" * 40_000)]
    body = {"epoch": sitting.epoch, "at": 1, "pending": 0, "events": [good, *bad]}
    answer = await sitting.pupil.client.post(
        f"/api/attempts/{sitting.attempt_id}/events", content=json.dumps(body).encode()
    )
    assert answer.status_code == 200, answer.text
    assert answer.json()["acked"] == [[sitting.epoch, good["seq"]]]
    assert [(one["seq"], one["code"]) for one in answer.json()["rejected"]] == [
        (event["seq"], "unreadable") for event in bad
    ]


async def test_times_at_the_edge_of_the_calendar_are_refused(two_schools: TwoSchools) -> None:
    """In another zone they lie outside it: such a row could be stored and never be read again."""
    home = two_schools.home
    path = f"/api/assessments/{home['assessment']}/assignments"
    for opens, closes in (
        ("0001-01-01T00:00:00+14:00", "0001-01-02T00:00:00+14:00"),
        ("9999-12-30T23:59:59-14:00", "9999-12-31T23:59:59-14:00"),
    ):
        body = assignment_body(home["class"], opens_at=opens, closes_at=closes)
        assert (await home.teacher.post(path, body, expect=422))["code"] == "invalid"


JUNK_PLACES = (
    encode_place(),
    encode_place(None),
    encode_place(None, None),
    encode_place("\0", "\0"),
    encode_place(2**63 - 1, -1),
    encode_place({}, []),
    encode_place("9999-12-31T23:59:59-14:00", "x"),
    encode_place("x", "01900000-0000-7000-8000-000000000000"),
    encode_place("\0", "01900000-0000-7000-8000-000000000000"),
    encode_place("0001-01-01T00:00:00+14:00", "01900000-0000-7000-8000-000000000000"),
    encode_place("9999-12-31T23:59:59-14:00", "01900000-0000-7000-8000-000000000000"),
    "AAAA" * 2_000,
    "x",
    "é",
    "\0",
)


@pytest.mark.parametrize(("key", "names"), QUERIES.items())
async def test_junk_in_a_query_is_refused_or_finds_nothing(two_schools: TwoSchools, key: str, names: list[str]) -> None:
    client = two_schools.home.person(CASES[key].owner).client
    path = key.split(" ")[1]
    for name in names:
        for junk in JUNK_PLACES if name == "after" else JUNK_PLACES[-3:]:
            check(await client.get(path, params={name: junk}), (name, junk))


async def test_junk_in_addresses_and_cookies_is_refused(two_schools: TwoSchools) -> None:
    nobody = two_schools.nobody
    junk = ("%00", "%ff%fe", "..%2f..%2fetc%2fpasswd", "%2e%2e/%2e%2e/backend/config.py", "a" * 5_000, "'%22%3C%3E")
    for path in ("/", "/api/", "/api/questions/", "/v/x/", "/v/", "/teacher/"):
        for end in junk:
            answer = await nobody.get(path + end)
            assert answer.status_code in {401, 404, 405}, (path, end[:30], answer.status_code)
            assert "root:" not in answer.text and "Settings" not in answer.text
    for token in ("", "x", "x" * 50_000, "%00", '"', "a=b; c"):
        answer = await nobody.get("/api/me", headers={"cookie": f"{PLAIN_COOKIE}={token}"})
        check(answer, token)
        assert answer.status_code in {400, 401, 431}
    answer = await nobody.get("/api/me", headers=[(b"cookie", f"{PLAIN_COOKIE}=".encode() + b"\xff\xfe")])
    assert answer.status_code == 401
    for method in ("PUT", "TRACE", "PROPFIND"):
        assert (await nobody.request(method, "/api/me")).status_code in {404, 405}
