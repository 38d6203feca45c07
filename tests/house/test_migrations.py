"""Migrations are safe to run on a school's live database, in squawk's judgement."""

import io
import re
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import make_url

from alembic import command
from backend.core.migrations import config
from tests.house.sources import ROOT

EXCLUDED = {
    "prefer-bigint-over-int": "positions, counts and versions stay small",
    "prefer-identity": "only procrastinate's own tables have serial keys; ours are UUIDs",
    "prefer-text-field": "only procrastinate's and Alembic's own tables have varchar",
    "require-statement-timeout": "an upgrade may take its time; it waits for no lock longer than lock_timeout",
}


SQUAWK = Path(sys.executable).with_name("squawk")


def squawk(file: Path) -> subprocess.CompletedProcess[str]:
    command_line = [
        str(SQUAWK),
        "--reporter",
        "gcc",
        "--pg-version",
        "15.0",
        "--exclude",
        ",".join(EXCLUDED),
        str(file),
    ]
    return subprocess.run(command_line, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def migration_sql() -> str:
    """What `alembic upgrade head --sql` prints, after the lock_timeout that env.py sets."""
    buffer = io.StringIO()
    settings = config(make_url("postgresql+psycopg://owner@/school"), "ks3_app")
    settings.output_buffer = buffer
    command.upgrade(settings, "head", sql=True)
    timeout = re.search(r"SET lock_timeout = '\d+s'", (ROOT / "alembic" / "env.py").read_text())
    assert timeout, "env.py gives up on a lock after a while, so that an upgrade never stops a lesson"
    return f"{timeout[0]};\n{buffer.getvalue()}"


def test_squawk_finds_nothing(migration_sql, tmp_path):
    (tmp_path / "upgrade.sql").write_text(migration_sql)
    done = squawk(tmp_path / "upgrade.sql")
    assert (done.returncode, done.stdout) == (0, "")


def test_squawk_would_find_a_dangerous_one(tmp_path):
    (tmp_path / "upgrade.sql").write_text(
        "SET lock_timeout = '5s'; ALTER TABLE attempts ADD CONSTRAINT c CHECK (epoch > 0); DROP TABLE marks;"
    )
    done = squawk(tmp_path / "upgrade.sql")
    assert done.returncode != 0
    assert "constraint-missing-not-valid" in done.stdout
    assert "ban-drop-table" in done.stdout
