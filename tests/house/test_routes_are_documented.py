"""docs/api.md names every route with its permission, and no other."""

import re
from pathlib import Path

import pytest

from tests.route_table import RouteFact, route_table

API = (Path(__file__).resolve().parents[2] / "docs" / "api.md").read_text()
ROW = re.compile(r"^\| (GET|POST|PUT|PATCH|DELETE) (/\S*) \| ([\w.]+) \|", re.MULTILINE)


def documented() -> list[RouteFact]:
    facts = [RouteFact(path.split("?")[0], method, permission) for method, path, permission in ROW.findall(API)]
    return [fact for fact in facts if not fact.path.startswith("/v/")]


def test_every_row_of_the_document_is_read():
    """All but the row for the pages and the one for their files, which no router holds."""
    rows = [line for line in API.splitlines() if re.match(r"\| [A-Z]+ /", line)]
    pages = [line for line in rows if line.startswith(("| GET / and", "| GET /v/"))]
    assert len(pages) == 2
    assert len(rows) - len(pages) == len(documented())


def test_no_route_is_documented_twice():
    places = [(fact.method, fact.path) for fact in documented()]
    assert sorted(places) == sorted(set(places))


@pytest.mark.parametrize("fact", route_table(), ids=lambda fact: f"{fact.method} {fact.path}")
def test_a_route_is_documented_with_its_permission(fact):
    assert fact.permission, "every route declares who may use it"
    assert {known.permission for known in documented() if (known.method, known.path) == (fact.method, fact.path)} == {
        fact.permission
    }


def test_no_document_promises_a_route_that_is_not_there():
    real = {(fact.method, fact.path) for fact in route_table()}
    assert [f"{known.method} {known.path}" for known in documented() if (known.method, known.path) not in real] == []
