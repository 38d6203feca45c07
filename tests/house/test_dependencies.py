"""What the application is installed with, it uses: a package that nothing imports is one more to keep safe."""

import ast
import re
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

from tests.house.sources import ROOT, python_files

UNSEEN = {
    "python-multipart": "FastAPI reads uploads with it",
    "tzdata": "zoneinfo reads it where the machine keeps no time zones",
}
DEMO_ONLY = {"python-docx", "python-pptx"}


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def imported(paths: list[Path]) -> set[str]:
    """The distributions whose modules these files import."""
    known = packages_distributions()
    names = set()
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Import):
                names |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
                names.add(node.module.partition(".")[0])
    return {normal(distribution) for name in names for distribution in known.get(name, ())}


def asked_for() -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    return {normal(re.match(r"[\w.-]+", line)[0]) for line in project["project"]["dependencies"]}


def test_every_dependency_of_the_application_is_used():
    demo = python_files("backend/demo")
    used = imported([path for path in python_files("backend", "alembic") if path not in demo])
    assert asked_for() - used == UNSEEN.keys()
    assert imported(demo) >= DEMO_ONLY
    assert not used & DEMO_ONLY, "the production image has no such package"
