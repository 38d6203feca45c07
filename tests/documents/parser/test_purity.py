"""The parser stays a pure package: importing it brings in no web, database, process or network code of ours."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
FORBIDDEN = {
    "sqlalchemy",
    "psycopg",
    "fastapi",
    "starlette",
    "pydantic",
    "asyncio",
    "subprocess",
    "socket",
    "openai",
    "httpx",
}


def modules_after(statement: str) -> set[str]:
    """The modules loaded in a fresh process after a statement."""
    program = f"import json, sys\n{statement}\nprint(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(json.loads(done.stdout))


def test_a_fresh_process_that_parses_loads_nothing_else() -> None:
    loaded = modules_after("import backend.documents.document_parser.parse, backend.documents.document_parser.child")
    assert {name for name in loaded if name.partition(".")[0] in FORBIDDEN} == set()
    assert not {name for name in loaded if name.startswith("backend.core")}
