"""Setting the mail relay and trying it, against a real relay over TCP."""

from __future__ import annotations

import asyncio
import json
import logging
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import select, text

from backend.accounts.models import School
from backend.config import Settings
from backend.core.audit import AuditEvent
from backend.notifications import smtp
from backend.notifications.service import TESTS_PER_HOUR
from tests.notifications.conftest import settings_of
from tests.notifications.relay_server import PASSWORD, USER, Certificates, Relay, relaying
from tests.school import Person, SchoolMaker

pytestmark = pytest.mark.database

TO = {"to": "head@hillroad.example.org"}
LOGIN = {"security": "starttls", "username": USER, "password": PASSWORD}


async def refusal(admin: Person) -> dict[str, Any]:
    """Send a test mail that isn't taken; returns the problem."""
    problem = await admin.post("/api/mail-relay/test", TO, expect=409)
    assert problem["code"] == "mail_not_sent"
    return problem


def place_of(problem: dict[str, Any]) -> str:
    (error,) = problem["errors"]
    assert error["message"] == problem["detail"]
    return error["place"]


async def test_before_anything_is_set(admin: Person) -> None:
    assert await admin.get("/api/mail-relay") == {
        "enabled": False,
        "host": "",
        "port": 587,
        "security": "starttls",
        "sender": "",
        "username": "",
        "has_password": False,
        "waiting": 0,
        "last_sent_at": None,
        "last_problem": None,
        "version": 0,
    }
    assert (await admin.post("/api/mail-relay/test", TO, expect=409))["code"] == "no_mail_relay"


async def test_a_plain_relay_takes_the_test_mail(admin: Person, school: School) -> None:
    async with relaying() as relay:
        await admin.put("/api/mail-relay", settings_of(relay))
        answer = await admin.post("/api/mail-relay/test", TO)
    assert answer["to"] == TO["to"]
    (mail,) = relay.taken
    assert (relay.envelopes[0].mail_from, relay.envelopes[0].rcpt_tos) == ("ks3@hillroad.example.org", [TO["to"]])
    assert mail["From"] == f"{school.name} <ks3@hillroad.example.org>"
    assert (mail["To"], mail["Auto-Submitted"]) == (TO["to"], "auto-generated")
    assert school.name in mail.get_content()
    assert (await admin.get("/api/mail-relay"))["last_sent_at"] == answer["sent_at"]


@pytest.mark.parametrize("security", ["starttls", "tls"])
async def test_an_encrypted_relay_with_a_password(admin: Person, trusted: Certificates, security: str) -> None:
    async with relaying(tls=trusted.server, implicit=security == "tls", login=True) as relay:
        await admin.put("/api/mail-relay", settings_of(relay, **{**LOGIN, "security": security}))
        await admin.post("/api/mail-relay/test", TO)
    assert (len(relay.taken), relay.encrypted, relay.logins) == (1, [True], 1)


async def test_a_wrong_password_is_tried_once_and_said_plainly(admin: Person, trusted: Certificates) -> None:
    async with relaying(tls=trusted.server, login=True) as relay:
        await admin.put("/api/mail-relay", settings_of(relay, **{**LOGIN, "password": "not that one"}))
        problem = await refusal(admin)
    assert problem["detail"] == "The relay refused the user name or the password. Type them again."
    assert (place_of(problem), relay.logins, relay.taken) == ("password", 1, [])
    assert (await admin.get("/api/mail-relay"))["last_problem"] == problem["detail"]


async def test_a_certificate_that_nobody_vouches_for(admin: Person, certificates: Certificates) -> None:
    async with relaying(tls=certificates.server, login=True) as relay:
        await admin.put("/api/mail-relay", settings_of(relay, **LOGIN))
        problem = await refusal(admin)
        assert "certificate" in problem["detail"] and "MAIL_CA_FILE" in problem["detail"]
    assert (place_of(problem), relay.logins) == ("host", 0)


async def test_a_certificate_for_another_name(admin: Person, trusted: Certificates) -> None:
    async with relaying(tls=trusted.server, implicit=True) as relay:
        await admin.put("/api/mail-relay", settings_of(relay, host="localhost", security="tls"))
        assert "“localhost”" in (await refusal(admin))["detail"]
    assert relay.taken == []


async def test_a_password_never_goes_where_starttls_was_stripped(admin: Person) -> None:
    async with relaying(login=False) as relay:
        await admin.put("/api/mail-relay", settings_of(relay, **LOGIN))
        problem = await refusal(admin)
    assert (place_of(problem), relay.logins, relay.taken) == ("security", 0, [])


async def test_tls_where_starttls_is_wanted(admin: Person, trusted: Certificates) -> None:
    async with relaying(tls=trusted.server) as relay:
        await admin.put("/api/mail-relay", settings_of(relay, security="tls"))
        assert place_of(await refusal(admin)) == "security"


async def test_a_relay_that_takes_no_passwords(admin: Person, trusted: Certificates) -> None:
    """It offers AUTH only when asked to; a user name without that is a mistake that has a remedy."""
    async with silent(b"220 hello\r\n", b"250 plain\r\n") as port:
        await admin.put("/api/mail-relay", settings_of(Relay(port), security="none"))
        assert place_of(await refusal(admin)) == "host"


@pytest.mark.parametrize(
    ("command", "place"), [("MAIL", "sender"), ("RCPT", "to"), ("DATA", "host")], ids=["sender", "recipient", "mail"]
)
async def test_what_the_relay_says_is_passed_on(admin: Person, command: str, place: str) -> None:
    async with relaying() as relay:
        relay.refuses[command] = "550 5.7.1 Not by my rules"
        await admin.put("/api/mail-relay", settings_of(relay))
        problem = await refusal(admin)
    assert place_of(problem) == place
    assert problem["detail"].endswith("It said: “550 5.7.1 Not by my rules”.")


async def test_a_relay_that_wants_a_password_first(admin: Person) -> None:
    async with relaying() as relay:
        relay.refuses["MAIL"] = "530 5.7.0 Authentication required"
        await admin.put("/api/mail-relay", settings_of(relay))
        assert place_of(await refusal(admin)) == "username"


@contextmanager
def closed_port() -> Iterator[int]:
    """A port that is held, so that nobody else takes it, and at which nothing listens."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        yield held.getsockname()[1]


async def test_nothing_answers(admin: Person) -> None:
    with closed_port() as port:
        await admin.put("/api/mail-relay", settings_of(Relay(port)))
        problem = await refusal(admin)
    assert place_of(problem) == "port" and f"Nothing answers at 127.0.0.1, port {port}" in problem["detail"]


async def test_no_such_machine(admin: Person) -> None:
    """RFC 6761: nothing is ever called .invalid."""
    await admin.put("/api/mail-relay", settings_of(Relay(25), host="relay.invalid"))
    problem = await refusal(admin)
    assert place_of(problem) == "host" and "“relay.invalid”" in problem["detail"]


class silent:  # noqa: N801 - used as a context
    """A server that says these lines, one after each that it gets, and then nothing."""

    def __init__(self, *lines: bytes) -> None:
        self.lines = lines

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        for line in self.lines:
            writer.write(line)
            await reader.readline()
        await reader.read()
        writer.close()

    async def __aenter__(self) -> int:
        self.server = await asyncio.start_server(self._answer, "127.0.0.1", 0)
        return self.server.sockets[0].getsockname()[1]

    async def __aexit__(self, *_: object) -> None:
        self.server.close()
        await self.server.wait_closed()


async def test_what_answers_is_no_relay(admin: Person) -> None:
    async with silent(b"SSH-2.0-OpenSSH_9.2 secret banner\r\n") as port:
        await admin.put("/api/mail-relay", settings_of(Relay(port)))
        problem = await refusal(admin)
    assert place_of(problem) == "port"
    assert "banner" not in problem["detail"], "a settings page is no way to read what else runs in the building"


async def test_a_relay_that_says_nothing(admin: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(smtp, "STEP_TIMEOUT_S", 0.2)
    async with silent() as port:
        await admin.put("/api/mail-relay", settings_of(Relay(port)))
        assert "didn't answer in time" in (await refusal(admin))["detail"]


# The password


async def test_no_password_without_encryption(admin: Person) -> None:
    body = settings_of(Relay(25), username=USER, password=PASSWORD)
    problem = await admin.put("/api/mail-relay", body, expect=409)
    assert (problem["code"], place_of(problem)) == ("unsafe_relay", "security")


async def test_the_password_is_nowhere_to_be_read(
    maker: SchoolMaker,
    admin: Person,
    trusted: Certificates,
    caplog: pytest.LogCaptureFixture,
    capsys: pytest.CaptureFixture[str],
) -> None:
    caplog.set_level(logging.DEBUG)
    answers = []
    async with relaying(tls=trusted.server, login=True) as relay:
        answers.append(await admin.put("/api/mail-relay", settings_of(relay, **LOGIN)))
        answers.append(await admin.post("/api/mail-relay/test", TO))
        relay.refuses["RCPT"] = "550 no"
        answers.append(await refusal(admin))
        answers.append(await admin.get("/api/mail-relay"))
    assert relay.logins == 2, "it was the password that went to the relay"
    async with maker.database.session(admin.school_id) as session:
        dumped = [
            str(row)
            for table in ("mail_relays", "mails", "audit_events", "school_settings", "procrastinate_jobs")
            for row in await session.scalars(text(f"SELECT to_jsonb(t)::text FROM {table} t"))
        ]
        fields = (await session.scalars(select(AuditEvent.fields).where(AuditEvent.subject_type == "mail_relay"))).all()
    said = capsys.readouterr()
    everything = "\n".join([json.dumps(answers, ensure_ascii=False), *dumped, caplog.text, said.out, said.err])
    hexed = PASSWORD.encode().hex()
    assert PASSWORD not in everything and hexed not in everything
    assert "the relay's Pa55" not in everything
    assert any("password" in one for one in fields), "that it was set is known"


async def test_it_stays_when_it_is_not_typed_again_and_goes_when_it_is_emptied(
    admin: Person, trusted: Certificates
) -> None:
    async with relaying(tls=trusted.server, login=True) as relay:
        first = await admin.put("/api/mail-relay", settings_of(relay, **LOGIN))
        kept = settings_of(relay, security="starttls", username=USER, version=first["version"], sender="x@example.org")
        second = await admin.put("/api/mail-relay", kept)
        assert second["has_password"]
        await admin.post("/api/mail-relay/test", TO)
        third = await admin.put("/api/mail-relay", {**kept, "version": second["version"], "password": ""})
        assert not third["has_password"]


@pytest.mark.parametrize(
    "change",
    [{"host": "elsewhere.example.org"}, {"port": 2525}, {"username": "other"}, {"security": "none", "username": ""}],
)
async def test_it_goes_to_no_other_machine(admin: Person, change: dict[str, Any]) -> None:
    """Who finds a session open must not have the password sent to a machine of their own."""
    body = settings_of(Relay(587), **LOGIN)
    first = await admin.put("/api/mail-relay", body)
    moved = {**body, **change, "version": first["version"]}
    del moved["password"]
    problem = await admin.put("/api/mail-relay", moved, expect=409)
    assert (problem["code"], place_of(problem)) == ("password_again", "password")
    assert (await admin.get("/api/mail-relay"))["host"] == "127.0.0.1"


async def test_a_new_session_secret_asks_for_the_password_again(
    admin: Person, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with relaying() as relay:
        await admin.put("/api/mail-relay", settings_of(relay, **LOGIN))
        monkeypatch.setattr(settings, "session_secret", type(settings.session_secret)("another secret altogether"))
        assert place_of(await refusal(admin)) == "password"


# Shapes, versions, limits


@pytest.mark.parametrize(
    "change",
    [
        {"host": ""},
        {"host": "relay.example.org\r\nRCPT TO:<x@y.z>"},
        {"host": "user@relay"},
        {"port": 0},
        {"port": 65536},
        {"security": "ssl"},
        {"sender": "not an address"},
        {"sender": "a@b.c\r\nBcc: x@y.z"},
        {"sender": "Name <a@b.example>"},
        {"username": "a\r\nb"},
        {"password": "a\x00b"},
        {"unknown": 1},
    ],
)
async def test_what_is_no_relay_is_refused(admin: Person, change: dict[str, Any]) -> None:
    await admin.put("/api/mail-relay", {**settings_of(Relay(25)), **change}, expect=422)


async def test_a_lost_update_is_noticed(admin: Person) -> None:
    body = settings_of(Relay(25))
    assert (await admin.put("/api/mail-relay", {**body, "version": 3}, expect=409))["code"] == "stale_version"
    first = await admin.put("/api/mail-relay", body)
    assert first["version"] > 0
    assert (await admin.put("/api/mail-relay", body, expect=409))["code"] == "stale_version"
    again = await admin.put("/api/mail-relay", {**body, "version": first["version"]})
    assert again["version"] == first["version"], "nothing was changed"
    changed = await admin.put("/api/mail-relay", {**body, "version": first["version"], "enabled": False})
    assert changed["version"] > first["version"]


async def test_two_administrators_at_the_same_moment(admin: Person) -> None:
    body = settings_of(Relay(25))
    answers = await asyncio.gather(*(admin.client.put("/api/mail-relay", json=body) for _ in range(4)))
    assert sorted(answer.status_code for answer in answers) == [200, 409, 409, 409]


async def test_test_mails_are_limited(maker: SchoolMaker, admin: Person, school: School) -> None:
    async with relaying() as relay:
        await admin.put("/api/mail-relay", settings_of(relay))
        answers = await asyncio.gather(
            *(admin.client.post("/api/mail-relay/test", json=TO) for _ in range(TESTS_PER_HOUR + 3))
        )
        assert sorted(answer.status_code for answer in answers) == [200] * TESTS_PER_HOUR + [429] * 3
        limited = next(answer for answer in answers if answer.status_code == 429)
        assert 3500 < int(limited.headers["retry-after"]) <= 3600 and "Try again in 60 min" in limited.json()["detail"]
        colleague = await maker.person(school, "admin")
        await colleague.post("/api/mail-relay/test", TO)
