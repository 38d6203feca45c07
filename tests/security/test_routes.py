"""Every route x every role x somebody else's object, generated from the route table.

The same valid request is sent by whom the route refuses, then with ids that its sender may not see, and last by its
owner, for whom it must succeed: a refusal proves nothing about a request that would fail anyway.
"""

from __future__ import annotations

import copy
import uuid
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from backend.accounts.permissions import SIGNED_IN
from backend.core.access import LOOPBACK, PUBLIC
from backend.rooms import default_permissions
from tests.route_table import RouteFact, description, route_table
from tests.school import Client
from tests.security.asking import Ask
from tests.security.conftest import TwoSchools
from tests.security.route_cases import CASES, Case
from tests.security.world import Place, state_of

pytestmark = [pytest.mark.database, pytest.mark.slow]

ROUTES = {f"{fact.method} {fact.path}": fact for fact in route_table()}
ROLES = ("admin", "teacher", "pupil")
GUARDED = [key for key, fact in ROUTES.items() if fact.permission not in {PUBLIC, LOOPBACK}]
WITH_IDS = [key for key in GUARDED if "_id}" in key]

DESCRIPTION = description()

Path = tuple[str | int, ...]
"""The place of a value in a body: names, numbers of a tuple's entries, and "*" for every entry of a list."""


def operation(key: str) -> dict[str, Any]:
    """The description of one route."""
    method, path = key.split(" ")
    return DESCRIPTION["paths"][path][method.lower()]


def roles_with(fact: RouteFact) -> set[str]:
    granted = default_permissions()
    return {role for role in ROLES if fact.permission == SIGNED_IN or fact.permission in granted[role]}


async def send(client: Client, key: str, ask: Ask, body: Any, **changes: str) -> httpx.Response:
    method, path = key.split(" ")
    given: dict[str, Any] = {"json": body} if body is not None else {}
    if ask.files:
        given["files"] = ask.files
    return await client.request(method, path.format_map({**ask.params, **changes}), params=ask.query, **given)


async def state(schools: TwoSchools) -> list[dict[str, Any]]:
    return [await state_of(place) for place in (schools.home, schools.away)]


async def succeeds(place: Place, key: str, case: Case, ask: Ask) -> None:
    client = (ask.person or place.person(case.owner)).client
    for body in ask.bodies:
        answer = await send(client, key, ask, body)
        assert answer.is_success, f"{key}: {answer.status_code} {answer.text[:400]}"
        if case.settle is not None:
            await case.settle(place, answer.json())


def test_every_route_has_its_case_and_its_permission() -> None:
    assert set(CASES) == set(ROUTES)
    assert [key for key, fact in ROUTES.items() if not fact.permission] == []
    known = {PUBLIC, LOOPBACK, SIGNED_IN}.union(*default_permissions().values())
    assert {fact.permission for fact in ROUTES.values()} <= known
    assert {key for key, fact in ROUTES.items() if fact.permission == PUBLIC} == {
        "POST /api/sign-in/staff",
        "POST /api/sign-in/pupil",
        "GET /health/live",
        "POST /api/csp-reports",
    }


@pytest.mark.parametrize("key", ROUTES)
async def test_only_those_with_the_permission_get_in(two_schools: TwoSchools, key: str) -> None:
    case, fact, home = CASES[key], ROUTES[key], two_schools.home
    ask = await case.ask(home)
    before = await state(two_schools)
    if key in GUARDED:
        answer = await send(two_schools.nobody, key, ask, ask.bodies[0])
        assert (answer.status_code, answer.json()["code"]) == (401, "not_signed_in")
        for role in set(ROLES) - roles_with(fact):
            answer = await send(home.person(role).client, key, ask, ask.bodies[0])
            assert (answer.status_code, answer.json()["code"]) == (403, "forbidden"), role
    assert await state(two_schools) == before
    await succeeds(home, key, case, ask)


@pytest.mark.parametrize("key", WITH_IDS)
async def test_what_one_may_not_see_is_not_there(two_schools: TwoSchools, key: str) -> None:
    """Another school's thing, a thing of the same school that isn't one's own, and no thing at all: 404 each."""
    case, home, away = CASES[key], two_schools.home, two_schools.away
    mine, theirs = await case.ask(home), await case.ask(away)
    assert set(mine.params) == set(theirs.params), "the case names every id in the path"
    before = await state(two_schools)
    hidden = {name: value for name, value in case.hidden(home).items() if name in mine.params}
    unknown = {name: str(uuid.uuid4()) for name in mine.params}
    sets = [one for one in (theirs.params, hidden, unknown) if one]
    wrong = [{name: value} for one in sets for name, value in one.items()] + [one for one in sets if len(one) > 1]
    owner = (mine.person or home.person(case.owner)).client
    for changes in wrong:
        answer = await send(owner, key, mine, mine.bodies[0], **changes)
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found"), changes
    for role in roles_with(ROUTES[key]) - {case.owner}:
        answer = await send(home.person(role).client, key, mine, mine.bodies[0], **theirs.params)
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found"), role
    assert await state(two_schools) == before
    await succeeds(home, key, case, mine)


# Ids in bodies and queries, found in the OpenAPI description


def uuid_places(schema: dict[str, Any], local: dict[str, Any]) -> Iterator[Path]:
    """The places of a schema that take an id."""
    if "$ref" in schema:
        *_, name = schema["$ref"].split("/")
        target = local.get(name) or DESCRIPTION["components"]["schemas"][name]
        yield from uuid_places(target, local)
    if schema.get("format") == "uuid":
        yield ()
    for inner in (*schema.get("anyOf", ()), *schema.get("oneOf", ()), *schema.get("allOf", ())):
        yield from uuid_places(inner, local)
    for name, inner in schema.get("properties", {}).items():
        yield from ((name, *rest) for rest in uuid_places(inner, local))
    for number, inner in enumerate(schema.get("prefixItems", ())):
        yield from ((number, *rest) for rest in uuid_places(inner, local))
    if isinstance(schema.get("items"), dict):
        yield from (("*", *rest) for rest in uuid_places(schema["items"], local))


def body_places(key: str) -> set[Path]:
    content = operation(key).get("requestBody", {}).get("content", {})
    schema = content.get("application/json", {}).get("schema", {})
    return set(uuid_places(schema, schema.get("$defs", {})))


def query_ids(key: str) -> set[str]:
    return {
        one["name"]
        for one in operation(key).get("parameters", [])
        if one["in"] == "query" and any(True for _ in uuid_places(one["schema"], {}))
    }


IDS_IN_BODY = {key: places for key in GUARDED if not key.startswith("GET") and (places := body_places(key))}
IDS_IN_QUERY = {key: names for key in GUARDED if key.startswith("GET") and (names := query_ids(key))}


def test_ids_are_looked_for_in_what_the_application_takes(app: FastAPI) -> None:
    assert app.openapi()["paths"] == DESCRIPTION["paths"]
    assert ("items", "*", "question_id") in IDS_IN_BODY["POST /api/assessments"]
    assert ("final", "*", 0) in IDS_IN_BODY["POST /api/attempts/{attempt_id}/submit"]
    assert IDS_IN_QUERY["GET /api/drafts"] == {"run_id", "document_id"}


def swapped(mine: Any, theirs: Any, place: Path) -> Any:
    """Return ``mine`` with the value at a place taken from ``theirs``; raises LookupError where it has none."""
    if not place:
        return theirs
    step, *rest = place
    if step == "*":
        return [swapped(mine[0], theirs[0], tuple(rest))]
    changed = copy.copy(mine) if isinstance(mine, dict) else list(mine)
    changed[step] = swapped(mine[step], theirs[step], tuple(rest))
    return changed


def foreign_bodies(key: str, mine: Ask, theirs: Ask) -> list[Any]:
    bodies = []
    for place in sorted(IDS_IN_BODY[key], key=str):
        made = 0
        for own, other in zip(mine.bodies, theirs.bodies, strict=True):
            try:
                bodies.append(swapped(own, other, place))
                made += 1
            except LookupError:
                continue
        assert made, f"{key}: no body of its case has an id at {place}"
    return bodies


@pytest.mark.parametrize("key", IDS_IN_BODY)
async def test_foreign_ids_in_a_body_are_refused(two_schools: TwoSchools, key: str) -> None:
    case, home, away = CASES[key], two_schools.home, two_schools.away
    mine, theirs = await case.ask(home), await case.ask(away)
    before = await state(two_schools)
    owner = (mine.person or home.person(case.owner)).client
    for body in foreign_bodies(key, mine, theirs):
        answer = await send(owner, key, mine, body)
        if case.harmless is None:
            assert 400 <= answer.status_code < 500, f"{body}: {answer.status_code} {answer.text[:300]}"
        else:
            assert answer.status_code == 200 and case.harmless(answer.json()), answer.text
    after = await state(two_schools)
    for old, new in zip(before, after, strict=True):
        assert {name: new[name] for name in new if name not in case.touches} == {
            name: old[name] for name in old if name not in case.touches
        }
    assert after[1] == before[1]
    await succeeds(home, key, case, mine)


@pytest.mark.parametrize(("key", "names"), IDS_IN_QUERY.items())
async def test_foreign_ids_in_a_query_find_nothing(two_schools: TwoSchools, key: str, names: set[str]) -> None:
    case, home, away = CASES[key], two_schools.home, two_schools.away
    mine, theirs = await case.ask(home), await case.ask(away)
    assert set(mine.query) == names
    for name in names:
        for value in (theirs.query[name], str(uuid.uuid4())):
            answer = await send(home.person(case.owner).client, key, Ask(mine.params, query={name: value}), None)
            assert answer.status_code == 404 or answer.json()["items"] == []
        answer = await send(home.person(case.owner).client, key, Ask(mine.params, query={name: mine.query[name]}), None)
        found = answer.json()
        assert answer.status_code == 200 and found.get("items", found), f"{key}?{name}= finds nothing of its own either"


async def test_an_answer_to_a_foreign_question_is_not_kept(two_schools: TwoSchools) -> None:
    """The busiest route answers 200 and says which event it can't store; another school's item is one of those."""
    sitting, foreign = await two_schools.home.sitting(), await two_schools.away.sitting()
    before = await state(two_schools)
    event = sitting.event({"id": foreign.items[0]["id"]}, {"choice": "aaaaaa"})
    answer = await sitting.send(event)
    assert answer["acked"] == [] and [one["code"] for one in answer["rejected"]] == ["unknown_item"]
    after = await state(two_schools)
    for table in ("answers", "answer_events"):
        assert after[0][table] == before[0][table] and after[1][table] == before[1][table]


async def test_a_person_switched_off_is_out_at_once_at_both_doors(two_schools: TwoSchools) -> None:
    home = two_schools.home
    pupil = await home.another("pupil", in_class=True)
    attempt = (await pupil.post(f"/api/assignments/{home['assignment']}/start"))["attempt_id"]
    beat = {"epoch": 0, "at": 1, "events": []}
    await pupil.post(f"/api/attempts/{attempt}/events", beat, expect=200)
    shown = await home.admin.get(f"/api/people/{pupil.id}")
    await home.admin.patch(f"/api/people/{pupil.id}", {"version": shown["version"], "disabled": True})
    await pupil.get("/api/me", expect=401)
    await pupil.post(f"/api/attempts/{attempt}/events", beat, expect=401)


async def test_the_machines_own_pages_are_for_loopback_alone(two_schools: TwoSchools) -> None:
    local = [fact.path for fact in ROUTES.values() if fact.permission == LOOPBACK]
    assert local
    for path in local:
        for header in ("x-forwarded-for", "forwarded", "x-real-ip"):
            answer = await two_schools.nobody.get(path, headers={header: "10.0.0.9"})
            assert answer.status_code == 404
