"""Generators over HTTP: looking at variants, and a question of which each pupil gets their own."""

from __future__ import annotations

import csv
import io
import re
import uuid
from datetime import timedelta
from typing import Any

import pytest

from backend.core import clock
from backend.generation.rules import VARIANTS
from tests.school import Person, SchoolMaker
from tests.sitting import make_classroom

pytestmark = pytest.mark.database


def _words(tree: list[dict[str, Any]]) -> str:
    return "".join(node.get("text", "") + _words(node.get("children", [])) for node in tree)


def _denary(stem: str) -> str:
    """What "What is the 5-bit binary number 10110 in denary?" asks for, by Python's own conversion."""
    found = re.search(r"\b[01]{4,8}\b", stem)
    assert found, stem
    return str(int(found[0], 2))


async def test_generators_say_what_they_ask_about(maker: SchoolMaker) -> None:
    teacher = await maker.person(await maker.school(curriculum=True), "teacher")
    offered = {each["key"]: each for each in (await teacher.get("/api/generators"))["items"]}
    assert {1, 2, 3} == set(offered["binary_range"]["levels"])
    assert all(each["objectives"] for each in offered.values())
    # The lines of a Parsons problem carry no misconceptions.
    assert [key for key, each in offered.items() if not each["misconceptions"]] == ["parsons_programs"]


async def test_the_same_seed_shows_the_same_variants(maker: SchoolMaker) -> None:
    teacher = await maker.person(await maker.school(curriculum=True), "teacher")
    path = "/api/generators/binary_to_denary/variants"
    first = (await teacher.get(f"{path}?level=2&seed=7"))["items"]
    assert first == (await teacher.get(f"{path}?level=2&seed=7"))["items"]
    assert first != (await teacher.get(f"{path}?level=2&seed=8"))["items"]
    assert len({each["stem_text"] for each in first}) == len(first) == 20
    for each in first:
        chosen = next(o for o in each["item"]["options"] if o["id"] == each["key"]["choice"])
        assert _words(chosen["text"]) == _denary(each["stem_text"])
        assert len(each["hints"]) == 3 and each["explanation"] and len(each["misconceptions"]) == 3
    await teacher.get(f"{path}?level=9", expect=404)
    await teacher.get("/api/generators/binary_nonsense/variants?level=1", expect=404)


async def test_each_pupil_gets_their_own_variant_and_is_marked_by_it(maker: SchoolMaker) -> None:
    room = await make_classroom(maker, pupils=6, school=await maker.school(curriculum=True))
    teacher = room.teacher
    made = await teacher.post("/api/generators/binary_to_denary/question", {"level": 3})
    assert made["variants"] == VARIANTS
    question = await teacher.get(f"/api/questions/{made['question_id']}")
    assert question["variants"] == VARIANTS and len(question["versions"]) == 1 and question["number"] == 1
    previews = [await teacher.get(f"/api/questions/{question['id']}/preview?seed={n}") for n in range(VARIANTS)]
    assert len({preview["version_id"] for preview in previews}) == VARIANTS == previews[0]["variants"]
    room.assignment_id = await _set(teacher, room.class_id, made["question_id"])
    asked: list[str] = []
    for number, pupil in enumerate(room.pupils):
        sitting = await room.start(pupil)
        (item,) = sitting.items
        asked.append(_words(item["view"]["stem"]))
        options = item["view"]["options"]
        right = next(option["id"] for option in options if _words(option["text"]) == _denary(asked[-1]))
        wrong = next(option["id"] for option in options if option["id"] != right)
        await sitting.send(sitting.event(item, {"choice": right if number < 4 else wrong}))
        await sitting.submit()
    assert len(set(asked)) == 6, "each has their own"
    found = await teacher.get(f"/api/assignments/{room.assignment_id}/results")
    by_id = {row["id"]: row for row in found["pupils"]}
    assert [by_id[str(pupil.id)]["score"] for pupil in room.pupils] == [1, 1, 1, 1, 0, 0]
    assert found["items"][0]["variants"] == VARIANTS
    item_id = found["items"][0]["id"]
    spread = await teacher.get(f"/api/assignments/{room.assignment_id}/items/{item_id}/distribution")
    assert (spread["buckets"][0]["label"], spread["buckets"][0]["count"]) == ("The right answer", 4)
    assert sum(bucket["count"] for bucket in spread["buckets"]) == 6
    assert all(bucket["misconception"]["title"] == bucket["label"] for bucket in spread["buckets"][1:])
    for pupil, words in zip(room.pupils, asked, strict=True):
        detail = await teacher.get(f"/api/assignments/{room.assignment_id}/pupils/{pupil.id}/items/{item_id}")
        assert detail["item"]["stem_text"] == words, "the teacher sees what this pupil was asked"
    answer = await teacher.client.get(f"/api/assignments/{room.assignment_id}/results.csv")
    rows = list(csv.reader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    assert sorted(row[2] for row in rows[1:]) == ["0", "0", "1", "1", "1", "1"]


async def test_what_a_rule_made_keeps_its_words_but_not_its_tags(maker: SchoolMaker) -> None:
    teacher = await maker.person(await maker.school(curriculum=True), "teacher")
    made = await teacher.post("/api/generators/binary_range/question", {"level": 1})
    path = f"/api/questions/{made['question_id']}"
    question = await teacher.get(path)
    assert question["objectives"], "it knows what it asks about"
    change = {"version": question["version"], "content": question["content"], "objective_ids": [], "tags": ["starter"]}
    changed = await teacher.put(path, change)
    assert changed["tags"] == ["starter"] and changed["variants"] == question["variants"]
    other = {**question["content"], "stem": "Something else?"}
    refused = await teacher.put(path, {**change, "version": changed["version"], "content": other}, expect=409)
    assert refused["code"] == "made_by_rule"


async def _set(teacher: Person, class_id: uuid.UUID, question_id: str) -> uuid.UUID:
    items = [{"question_id": question_id, "marks": 1}]
    assessment = await teacher.post("/api/assessments", {"title": "Binary", "items": items})
    assert assessment["items"][0]["variants"] == VARIANTS
    times = {"opens_at": clock.now() - timedelta(minutes=1), "closes_at": clock.now() + timedelta(hours=1)}
    body = {"class_id": str(class_id), **{name: time.isoformat() for name, time in times.items()}}
    return uuid.UUID((await teacher.post(f"/api/assessments/{assessment['id']}/assignments", body))["id"])
