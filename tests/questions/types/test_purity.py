"""The question types stand without the application: checked in a fresh process, not promised."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import backend

FORBIDDEN = ("sqlalchemy", "psycopg", "fastapi", "starlette", "httpx", "openai", "asyncio", "backend.core")


@pytest.mark.parametrize("module", ["backend.questions.types.registry", "backend.questions.mark_lines"])
def test_imports_nothing_of_the_application(module: str):
    program = f"import sys, {module}; print([name for name in {FORBIDDEN!r} if name in sys.modules])"
    run = subprocess.run(
        [sys.executable, "-c", program],
        cwd=Path(backend.__file__).parents[1],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (run.stdout.strip(), run.stderr, run.returncode) == ("[]", "", 0)
