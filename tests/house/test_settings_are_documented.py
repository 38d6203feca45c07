""".env.example names every setting, with its default or a plain placeholder, and no other."""

import re

from backend.config import Settings
from tests.house.sources import ROOT

LINES = re.findall(r"^#? ?([A-Z][A-Z0-9_]+)=(.*)$", (ROOT / ".env.example").read_text(), re.MULTILINE)
DOCUMENTED = dict(LINES)
COMPOSE_FILES = ["compose.yml", "compose.prod.yml"]


def compose_variables() -> set[str]:
    """The settings that only the compose files read, such as the addresses of the site."""
    texts = [(ROOT / name).read_text() for name in COMPOSE_FILES]
    return {name for text in texts for name in re.findall(r"(?<!\$)\$\{([A-Z_]+)", text)}


def test_every_setting_is_documented_and_every_documented_setting_exists():
    settings = {name.upper() for name in Settings.model_fields}
    assert DOCUMENTED.keys() == settings | compose_variables()


def test_each_stands_there_once():
    assert len(LINES) == len(DOCUMENTED)


def test_each_has_a_comment_above_it_or_above_its_neighbours():
    lines = (ROOT / ".env.example").read_text().splitlines()
    for number, line in enumerate(lines):
        if re.match(r"[A-Z_0-9]+=", line):
            above = [text for text in lines[:number][::-1] if not re.match(r"[A-Z_0-9]+=", text)]
            assert above[0].startswith("#"), f"{line} stands below a blank line without a word about it"


def test_the_example_reads_as_settings():
    values = {name.lower(): value for name, value in DOCUMENTED.items() if name.lower() in Settings.model_fields}
    values |= {"environment": "test"}
    defaults = Settings(_env_file=None, environment="test")
    example = Settings(_env_file=None, **values)
    secret = {"database_url", "migration_database_url"}
    for name in Settings.model_fields.keys() - secret:
        assert getattr(example, name) == getattr(defaults, name), f"{name}: the example shows another default"


def test_no_example_is_a_usable_secret():
    assert all(not DOCUMENTED[name] for name in DOCUMENTED if name.endswith(("_PASSWORD", "_SECRET", "_KEY")))
