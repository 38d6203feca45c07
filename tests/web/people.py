"""People of a test school, for the tests of the pages about them."""

from __future__ import annotations

from typing import Any

from tests.school import Person


async def class_with_pupils(admin: Person, teacher: Person, *names: str) -> dict[str, Any]:
    """Make class 8D."""
    row: dict[str, Any] = await admin.post(
        "/api/classes", {"name": "8D", "year_group": 8, "teacher_ids": [str(teacher.id)]}
    )
    for name in names:
        given, family = name.split(" ")
        await admin.post(f"/api/classes/{row['id']}/pupils", {"given_name": given, "family_name": family})
    return row
