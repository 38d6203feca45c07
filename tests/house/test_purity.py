"""Pure packages stay pure: importing one, in a process of its own, brings in neither database nor web server."""

import subprocess
import sys

import pytest

from tests.house.sources import ROOT, python_files

PURE_PACKAGES = (
    "backend/questions/types",
    "backend/documents/document_parser",
    "backend/generation/generators",
    "backend/generation/from_text",
)
PURE_MODULES = (
    "backend.analytics.statistics",
    "backend.generation.linter",
    "backend.generation.draft",
    "backend.generation.duplicates",
)
# asyncio and socket are imported by pydantic itself; import-linter keeps our own code from using them.
IMPURE = ("backend.core", "sqlalchemy", "psycopg", "fastapi", "starlette", "httpx", "openai")


def modules(package: str) -> list[str]:
    return [
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for path in python_files(package)
    ]


@pytest.mark.parametrize(
    "names", [*map(modules, PURE_PACKAGES), list(PURE_MODULES)], ids=[*PURE_PACKAGES, "single modules"]
)
def test_it_imports_nothing_that_talks_to_the_world(names):
    assert names
    program = (
        f"import importlib, sys\n"
        f"for name in {names!r}: importlib.import_module(name)\n"
        f"print(*[name for name in {IMPURE!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == []


def test_the_packages_above_them_are_empty():
    """Importing a package runs its __init__.py, which import-linter does not see."""
    above = {parent for package in PURE_PACKAGES for parent in (ROOT / package / "x").parents if ROOT in parent.parents}
    for folder in above:
        assert (folder / "__init__.py").read_text().strip() == "", folder
