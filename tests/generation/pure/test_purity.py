"""Pure code stays pure: importing it in a fresh process loads neither the database nor the web framework."""

from __future__ import annotations

import subprocess
import sys

import pytest

MODULES = [
    "backend.generation.generators.registry",
    "backend.generation.from_text.registry",
    "backend.generation.linter",
    "backend.generation.duplicates",
    "backend.generation.draft",
]
FORBIDDEN = ("sqlalchemy", "psycopg", "fastapi", "starlette", "openai", "httpx", "backend.core")


@pytest.mark.parametrize("module", MODULES)
def test_importing_a_pure_module_loads_no_machinery(module):
    program = f"import sys, {module}; print([name for name in {FORBIDDEN!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
