"""The layer around everything: bodies that are too large, errors as problems, request ids."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.school import Client, SchoolMaker

pytestmark = pytest.mark.database


async def test_a_body_over_the_limit_is_413_announced_or_not(maker: SchoolMaker) -> None:
    teacher = await maker.person(await maker.school(), "teacher")
    big = b'{"title": "' + b"x" * (2 * 1024 * 1024) + b'"}'

    async def in_pieces() -> AsyncIterator[bytes]:
        for start in range(0, len(big), 65_536):
            yield big[start : start + 65_536]

    for content in (big, in_pieces()):
        answer = await teacher.client.post(
            "/api/assessments", content=content, headers={"content-type": "application/json"}
        )
        assert answer.status_code == 413 and answer.json()["code"] == "too_large"


async def test_errors_are_problems_with_a_sentence(anonymous: Client) -> None:
    for path, status in (("/api/me", 401), ("/api/nothing", 404)):
        answer = await anonymous.get(path)
        assert answer.status_code == status
        assert answer.headers["content-type"] == "application/problem+json"
        body = answer.json()
        assert body["status"] == status and body["code"] and body["detail"].endswith(".")


async def test_each_answer_has_a_request_id_of_its_own(anonymous: Client) -> None:
    ids = {(await anonymous.get("/health/live")).headers["x-request-id"] for _ in range(3)}
    assert len(ids) == 3


async def test_the_short_cut_for_saving_answers_as_the_rest_does(anonymous: Client) -> None:
    """Problems, headers and refusals are the same on the route that goes past FastAPI's layers."""
    attempt = "00000000-0000-4000-8000-000000000000"
    answers = {
        path: await anonymous.post(path, json={"epoch": 1, "at": 1, "events": []})
        for path in (
            f"/api/attempts/{attempt}/events",
            "/api/attempts/not-an-id/events",
            f"/api/attempts/{attempt}/open",
        )
    }
    assert [answer.status_code for answer in answers.values()] == [401, 422, 401]
    names = [sorted(answer.headers) for answer in answers.values()]
    assert names[0] == names[1] == names[2]
    other_method = await anonymous.get(f"/api/attempts/{attempt}/events")
    assert other_method.status_code == 405 and other_method.json()["code"] == "method_not_allowed"
