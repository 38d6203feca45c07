"""The pure parts: how mail reads, what an address is, and the seal on the password."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from typing import get_args
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.notifications.errors import ProblemCode
from backend.notifications.messages import Facts, compose, is_mail_address
from backend.notifications.sealing import SealBroken, seal, unseal
from backend.notifications.wording import PROBLEMS, explain

SCHOOL, OTHER = uuid.uuid4(), uuid.uuid4()
AT = datetime(2026, 7, 3, 8, 5, tzinfo=UTC).astimezone(ZoneInfo("Europe/London"))


def facts(kind: str, school: str = "Hill Road School") -> Facts:
    return Facts(uuid.UUID(int=7), kind, school, "ks3@hillroad.example.org", "r.okafor@hillroad.example.org", AT)


@pytest.mark.parametrize("kind", ["test", "password_changed", "locked_out"])
def test_a_mail_says_when_in_the_schools_time_and_what_to_do(kind: str) -> None:
    message = compose(facts(kind))
    text = message.get_content()
    assert "on Friday 3 July 2026 at 09:05" in text
    assert "Hill Road School" in text and "don't answer" in text
    assert message["Date"] == "Fri, 03 Jul 2026 09:05:00 +0100"
    assert message["Message-ID"] == "<00000000-0000-0000-0000-000000000007@hillroad.example.org>"
    assert max(map(len, message.as_string().splitlines())) < 998, "RFC 5322, 2.1.1"


@pytest.mark.parametrize("school", ["Ysgol Gŵyr", 'St "Mary’s", Year 7', "A; B <c@d.example>", "x" * 120])
def test_a_schools_name_stays_a_name(school: str) -> None:
    message = compose(facts("test", school))
    assert [address.addr_spec for address in message["From"].addresses] == ["ks3@hillroad.example.org"]
    assert message["From"].addresses[0].display_name == school


@pytest.mark.parametrize("address", ["a@b.example", "r.okafor+ks3@mail.hill-road.sch.uk", "o'neil@x.example"])
def test_addresses_that_mail_goes_to(address: str) -> None:
    assert is_mail_address(address)


@pytest.mark.parametrize(
    "name",
    [
        "r.okafor",
        "a@b",
        "a b@c.example",
        "a@b.example\n",
        "a@b.example\r\nBcc: x@y.z",
        "<a@b.example>",
        "a@b..example",
        ".a@b.example",
        "a.@b.example",
        "a@-b.example",
    ],
)
def test_names_that_are_no_addresses(name: str) -> None:
    assert not is_mail_address(name)


@given(st.text(max_size=300), st.text(min_size=1, max_size=60))
def test_a_sealed_password_opens_with_its_secret_in_its_school_alone(password: str, secret: str) -> None:
    sealed = seal(password, secret=secret, school_id=SCHOOL)
    assert unseal(sealed, secret=secret, school_id=SCHOOL) == password
    assert sealed != seal(password, secret=secret, school_id=SCHOOL), "each has a nonce of its own"
    for another, school in ((secret + "x", SCHOOL), (secret, OTHER)):
        with pytest.raises(SealBroken):
            unseal(sealed, secret=another, school_id=school)
    with pytest.raises(SealBroken):
        unseal(sealed[:-1] + bytes([sealed[-1] ^ 1]), secret=secret, school_id=SCHOOL)


def test_every_problem_has_its_words() -> None:
    assert set(PROBLEMS) == set(get_args(ProblemCode))
    for code in PROBLEMS:
        place, words = explain(code, host="h.example", port=25, sender="s@h.example", reply="550 No")
        assert place and "{" not in words and words.endswith("It said: “550 No”.")
