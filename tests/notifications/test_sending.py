"""Which mails go out by themselves, to whom, and what happens when the relay is away."""

from __future__ import annotations

import asyncio
import uuid
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from backend.accounts.models import School
from backend.core import clock
from backend.core.jobs import JobContext
from backend.notifications.models import Mail
from backend.notifications.sending import CLAIM, DELAYS, KEPT, send_mail, send_what_is_due
from tests.notifications.conftest import settings_of
from tests.notifications.relay_server import Relay, relaying
from tests.school import PASSWORD, Client, Person, SchoolMaker

pytestmark = pytest.mark.database

NEW = "three unrelated words"


async def mails(maker: SchoolMaker, school: School) -> list[Mail]:
    async with maker.database.session(school.id) as session:
        return list((await session.scalars(select(Mail).order_by(Mail.id))).all())


async def settled(maker: SchoolMaker, school: School, count: int = 1) -> list[Mail]:
    """Wait until the job has been at each mail once."""
    for _ in range(400):
        found = await mails(maker, school)
        if len(found) == count and all(mail.tries and (mail.sent_at or mail.problem) for mail in found):
            return found
        await asyncio.sleep(0.05)
    raise AssertionError([(mail.kind, mail.tries, mail.problem) for mail in await mails(maker, school)])


async def set_relay(admin: Person, relay: Relay, **changes: Any) -> None:
    before = await admin.get("/api/mail-relay")
    await admin.put("/api/mail-relay", settings_of(relay, version=before["version"], **changes))


async def fail_to_sign_in(server: str, person: Person, times: int) -> None:
    body = {"name": person.user.sign_in_name, "password": "certainly not this"}
    async with Client(server) as client:
        for _ in range(times):
            await client.post("/api/sign-in/staff", json=body)


async def test_who_has_another_password_is_told(maker: SchoolMaker, school: School, admin: Person) -> None:
    teacher = await maker.person(school, "teacher", "Ruth")
    async with relaying() as relay:
        await set_relay(admin, relay)
        await teacher.post("/api/me/password", {"current": PASSWORD, "new": NEW})
        await settled(maker, school)
        await admin.post(f"/api/people/{teacher.id}/reset-password")
        await settled(maker, school, 2)
    assert [envelope.rcpt_tos for envelope in relay.envelopes] == [[teacher.user.sign_in_name]] * 2
    assert relay.taken[0]["Subject"] == "Your password was changed"
    for mail in relay.taken:
        assert NEW not in mail.get_content() and PASSWORD not in mail.get_content()
        assert teacher.user.family_name not in mail.get_content()


async def test_a_lock_is_told_once_a_day(maker: SchoolMaker, school: School, admin: Person) -> None:
    teacher = await maker.person(school, "teacher")
    async with relaying() as relay:
        await set_relay(admin, relay)
        await fail_to_sign_in(maker.server, teacher, 4)
        assert await mails(maker, school) == []
        await fail_to_sign_in(maker.server, teacher, 6)
        await settled(maker, school)
        await admin.post(f"/api/people/{teacher.id}/unlock")
        await fail_to_sign_in(maker.server, teacher, 6)
        assert len(await mails(maker, school)) == 1
    assert [mail["Subject"] for mail in relay.taken] == ["Too many wrong passwords for your account"]


async def test_nobody_else_gets_mail(maker: SchoolMaker, school: School, admin: Person) -> None:
    """Pupils never do; staff without a mail address can't; and nothing is written while mail is off."""
    made = await admin.post("/api/classes", {"name": "8B", "year_group": 8, "teacher_ids": []})
    added = await admin.post(f"/api/classes/{made['id']}/pupils", {"given_name": "Amy", "family_name": "Ash"})
    plain = await admin.post(
        "/api/people",
        {"role": "teacher", "given_name": "Tom", "family_name": "Reed", "login_name": f"t.reed{uuid.uuid4().hex[:6]}"},
    )
    teacher = await maker.person(school, "teacher")
    async with relaying() as relay:
        await set_relay(admin, relay, enabled=False)
        await admin.post(f"/api/people/{teacher.id}/reset-password")
        await set_relay(admin, relay)
        await admin.post(f"/api/people/{added['pupil']['id']}/reset-password")
        await admin.post(f"/api/people/{plain['person']['id']}/reset-password")
        assert await mails(maker, school) == []
        await admin.post(f"/api/people/{teacher.id}/reset-password")
        await settled(maker, school)
    assert len(relay.taken) == 1


async def test_a_relay_that_is_away_gets_it_later(maker: SchoolMaker, school: School, admin: Person) -> None:
    teacher = await maker.person(school, "teacher")
    context = JobContext(maker.database, school.id)
    async with relaying() as relay:
        relay.refuses["RCPT"] = "451 Come back later"
        await set_relay(admin, relay)
        await admin.post(f"/api/people/{teacher.id}/reset-password")
        (mail,) = await settled(maker, school)
        assert (mail.problem, mail.sent_at) == ("recipient_refused", None)
        assert (await admin.get("/api/mail-relay"))["waiting"] == 1
        await send_what_is_due(context)
        assert (await mails(maker, school))[0].tries == 1, "it is not due yet"
        relay.refuses.clear()
        with clock.shifted(DELAYS[0] + timedelta(seconds=5)):
            await send_what_is_due(context)
            await send_what_is_due(context)
        (mail,) = await mails(maker, school)
        assert (mail.tries, mail.problem, mail.next_try_at, mail.sent_at is None) == (2, None, None, False)
        await send_mail(context, mail.id)
    assert len(relay.taken) == 1
    assert relay.taken[0]["Message-ID"].startswith(f"<{mail.id}@")
    with clock.shifted(KEPT + timedelta(days=1)):
        await send_what_is_due(context)
    assert await mails(maker, school) == []


async def test_it_is_given_up_in_the_end(maker: SchoolMaker, school: School, admin: Person) -> None:
    teacher = await maker.person(school, "teacher")
    async with relaying() as relay:
        relay.refuses["MAIL"] = "421 Busy"
        await set_relay(admin, relay)
        await admin.post(f"/api/people/{teacher.id}/reset-password")
        await settled(maker, school)
        shift = timedelta(0)
        for delay in DELAYS:
            shift += delay + timedelta(seconds=30)
            with clock.shifted(shift):
                await send_what_is_due(JobContext(maker.database, school.id))
    (mail,) = await mails(maker, school)
    assert (mail.tries, mail.next_try_at, mail.sent_at) == (len(DELAYS) + 1, None, None)


async def test_a_no_for_good_is_taken_as_one(maker: SchoolMaker, school: School, admin: Person) -> None:
    teacher = await maker.person(school, "teacher")
    async with relaying() as relay:
        relay.refuses["RCPT"] = "550 Nobody of that name"
        await set_relay(admin, relay)
        await admin.post(f"/api/people/{teacher.id}/reset-password")
        (mail,) = await settled(maker, school)
    assert (mail.tries, mail.next_try_at, mail.problem) == (1, None, "recipient_refused")


async def test_two_processes_send_it_once(maker: SchoolMaker, school: School, admin: Person) -> None:
    context = JobContext(maker.database, school.id)
    async with relaying() as relay:
        await set_relay(admin, relay)
        async with maker.database.session(school.id) as session:
            mail = Mail(user_id=admin.id, kind="password_changed", next_try_at=clock.now())
            session.add(mail)
        await asyncio.gather(*(send_mail(context, mail.id) for _ in range(4)))
        assert len(relay.taken) == 1
        # One whose process died while it was being sent is taken up when its claim has run out.
        async with maker.database.session(school.id) as session:
            dead = Mail(user_id=admin.id, kind="password_changed", tries=1, next_try_at=clock.now() + CLAIM)
            session.add(dead)
        await send_what_is_due(context)
        assert len(relay.taken) == 1
        with clock.shifted(CLAIM + timedelta(seconds=1)):
            await send_what_is_due(context)
        assert len(relay.taken) == 2
