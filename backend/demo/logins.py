"""The sign-ins of the demo schools, as they are printed at every start."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from backend.demo.machine import Folders
from backend.demo.people import PUPIL_PASSWORD, STAFF_PASSWORD, DemoSchool


@dataclass(frozen=True, slots=True)
class SchoolLogins:
    """A demo school with the code of the class whose pupil is shown."""

    school: DemoSchool
    class_code: str


def describe_logins(logins: Sequence[SchoolLogins], *, port: int, folders: Folders) -> str:
    """Return what to print: addresses, and who can sign in with what."""
    address = f"http://localhost:{port}"
    lines = ["", f"KS3 Assessment is ready: {address}", ""]
    for one in logins:
        lines += [one.school.name, f"  Staff sign in at {address}/staff"]
        lines += [f"    {staff.role:<8} {staff.login_name:<30} {STAFF_PASSWORD}" for staff in one.school.staff]
        lines += [
            f"  Pupils sign in at {address}/",
            f"    class code {one.class_code}, name {one.school.shown_pupil}, password {PUPIL_PASSWORD}",
            "",
        ]
    lines += [
        f"All staff have the same password, and so have all pupils. Lesson files to upload: {folders.lessons}",
        f"Everything stays as you leave it until you delete {folders.state}. Ctrl-C stops the demo.",
    ]
    return "\n".join(lines)
