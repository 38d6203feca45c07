"""Long passwords that are easy all the same, and long ones that aren't."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.accounts.errors import WeakPassword
from backend.accounts.password_rules import is_easy
from backend.accounts.service import check_new_password
from backend.core.passwords import MAX_BYTES, make_staff_password
from tests.school import PASSWORD, Person, SchoolMaker

OWN = ("Ruth", "Okafor-Byrne", "r.okafor@hillroad.example", "Hill Road School")


@pytest.mark.parametrize(
    "password",
    [
        "Password1234!",
        "Password7391",
        "P@ssw0rd2026!!",
        "Welcome2026!!",
        "MySchoolLogin1",
        "SeptemberTerm26",
        "123456789012",
        "098765432109",
        "qwertyuiop12",
        "1q2w3e4r5t6y",
        "abcdefghijkl",
        "zzzzzzzzzzzz",
        "abcabcabcabc",
        "letmeinletmein",
        "iloveyou2024!!",
        "liverpool liverpool",
        "!!!!????....",
        "RuthOkafor2026",
        "hillroad-byrne",
        "okafor okafor 99",
    ],
)
def test_easy(password: str) -> None:
    assert is_easy(password, OWN)
    with pytest.raises(WeakPassword):
        check_new_password(password, OWN)


@pytest.mark.parametrize(
    "password",
    [
        "three unrelated words",
        "a new long password",
        "correct-horse-42",
        "otter velvet teapot",
        "x7Kq-92mz-Lw4t",
        "839201748362",
        "Ruth plays the bassoon",
        "чайник и велосипед",
        PASSWORD,
    ],
)
def test_good_enough(password: str) -> None:
    assert not is_easy(password, OWN)
    check_new_password(password, OWN)


def test_names_count_only_for_their_owner() -> None:
    assert is_easy("okafor-byrne-1", OWN) and not is_easy("okafor-byrne-1")


def test_what_we_make_ourselves_passes() -> None:
    for _ in range(300):
        check_new_password(make_staff_password(), OWN)


def test_lengths() -> None:
    word = "otter velvet teapot"
    for wrong in ("otter-velve", "é" * 37, (word * 4)[: MAX_BYTES + 1]):
        with pytest.raises(WeakPassword):
            check_new_password(wrong)
    check_new_password("otter velvet")
    check_new_password((word * 4)[:MAX_BYTES])


@given(st.text(max_size=80), st.lists(st.text(max_size=20), max_size=4))
def test_any_text_is_judged(password: str, own: list[str]) -> None:
    assert is_easy(password, own) in {True, False}


@pytest.mark.database
async def test_staff_cannot_take_an_easy_one_or_their_own_name(maker: SchoolMaker) -> None:
    teacher: Person = await maker.person(await maker.school("Hill Road"), "teacher", "Ruth", "Okaforovich")
    for easy in ("Password1234!", "ruth.okaforovich", "HillRoad2026!!", PASSWORD):
        answer = await teacher.post("/api/me/password", {"current": PASSWORD, "new": easy}, expect=409)
        assert answer["code"] == "weak_password" and easy not in answer["detail"]
    await teacher.post("/api/me/password", {"current": PASSWORD, "new": "otter velvet teapot"}, expect=204)
