"""A server that is stopped while it reads a file reads it after its next start."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from backend.main import create_app
from tests import postgres_server
from tests.conftest import _build, serving, settings_for
from tests.documents.lessons import LONG, word_lesson
from tests.documents.reading import begun, read, upload
from tests.school import SchoolMaker

pytestmark = pytest.mark.database


@pytest.fixture
def own_database() -> Iterator[str]:
    """A database without the other tests' worker, which would take the job over."""
    name = postgres_server.create_database(postgres_server.template(_build))
    yield name
    postgres_server.drop_database(name)


async def test_reading_goes_on_after_a_restart(own_database: str, tmp_path: Path) -> None:
    settings = settings_for(own_database, tmp_path)
    app = create_app(settings)
    async with serving(app) as address:
        before = SchoolMaker(app, address)
        school = await before.school()
        teacher = await before.person(school, "teacher")
        taken = await upload(teacher, word_lesson(paragraphs=LONG))
        await begun(teacher, taken["id"])
        await before.close()
    app = create_app(settings)
    async with serving(app) as address:
        after = SchoolMaker(app, address)
        teacher = await after.sign_in(teacher.user, school.id)
        assert (await read(teacher, taken["id"]))["status"] == "parsed"
        await after.close()
