"""What programs may import is put in memory by a process of its own; what it can't read, it names."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.sources import ROOT

_FILL = (
    "import sys\n"
    "sys.path[:0] = sys.argv[1:]\n"
    "from sealed import library\n"
    "try:\n    library.fill()\n    sys.path.clear()\n    import colorsys\n    print(colorsys.MARK)\n"
    "except OSError as exc:\n    print('refused:', exc)\n"
)


def filled(folder: Path) -> str:
    """What comes of filling the library in a fresh interpreter, where this folder's modules come first."""
    command = [sys.executable, "-S", "-B", "-c", _FILL, str(folder), str(ROOT / "backend" / "sandbox")]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("MARK = (\n", "SyntaxError"),
        ("raise RuntimeError('gré')\n", "RuntimeError"),
        ("raise SystemExit(0)\n", "SystemExit"),
        ("import no_such_module\n", "No module named"),
    ],
)
def test_a_module_that_cannot_be_read_is_named_with_its_error(tmp_path: Path, source: str, told: str) -> None:
    (tmp_path / "colorsys.py").write_text(source, encoding="utf-8")
    said = filled(tmp_path)
    assert said.startswith("refused: ")
    assert "colorsys" in said
    assert told in said
    assert len(said) < 700


def test_what_can_be_read_is_imported_without_a_disk(tmp_path: Path) -> None:
    (tmp_path / "colorsys.py").write_text("MARK = 'kept'\n")
    assert filled(tmp_path) == "kept\n"
