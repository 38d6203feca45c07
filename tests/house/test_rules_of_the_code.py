"""Rules that reviews would otherwise have to repeat, over the syntax of our own code."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from tests.house.sources import ROOT, python_files, text_files

BACKEND = python_files("backend")
ROOMS = sorted(path.parent.name for path in (ROOT / "backend").glob("*/room.py") if path.parent.name != "core")
ROOM_FILES = [path for path in BACKEND if path.relative_to(ROOT).parts[1] in ROOMS]
LINES_MAX = 400
FUNCTION_LINES_MAX = 60  # "about 40": what a formatter adds by breaking calls is nobody's fault


def place(path: Path, node: ast.AST | None = None) -> str:
    return f"{path.relative_to(ROOT)}" + (f":{node.lineno}" if node is not None else "")


def nodes(path: Path, *kinds: type[ast.AST]) -> list[ast.AST]:
    return [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, kinds)]


@cache
def imports(path: Path) -> list[tuple[str, set[str]]]:
    """Each import's place, and the names that it may load."""
    found = []
    for node in nodes(path, ast.ImportFrom, ast.Import):
        source = getattr(node, "module", None) or ""
        names = {alias.name for alias in node.names}
        found.append((place(path, node), names | {f"{source}.{name}" for name in names} | {source}))
    return found


def name_of(node: ast.AST) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def test_there_are_rooms():
    assert {"accounts", "attempts", "marker"} <= set(ROOMS)


def test_sessions_come_through_db_session_only():
    """With FastAPI's default scope the commit would run after the answer has been sent."""
    found = []
    for path in BACKEND:
        for call in nodes(path, ast.Call):
            if name_of(call.func) == "Depends" and call.args and name_of(call.args[0]) == "get_session":
                scoped = any(word.arg == "scope" and word.value.value == "function" for word in call.keywords)
                if not (scoped and path.name == "db.py"):
                    found.append(place(path, call))
    assert found == []


def test_only_what_a_class_does_together_uses_the_hot_door():
    door = {"HotConnection", "hot"}
    users = {
        place(path)
        for path in BACKEND
        if any(name_of(node) in door for node in nodes(path, ast.Attribute, ast.Name))
        or any(alias.name in door for node in nodes(path, ast.ImportFrom) for alias in node.names)
    }
    assert users - {"backend/core/db.py"} == {
        "backend/attempts/package.py",
        "backend/attempts/saving.py",
        "backend/attempts/starting.py",
        "backend/marker/hand_ins.py",
        "backend/marker/practice.py",
    }


def test_no_room_commits():
    """A request is one transaction, and its end is not a room's to choose."""
    found = [
        place(path, call)
        for path in ROOM_FILES
        for call in nodes(path, ast.Call)
        if isinstance(call.func, ast.Attribute) and call.func.attr in {"commit", "rollback"}
    ]
    assert found == []


def test_no_service_writes_where_school_id():
    """The wall between schools is the database's; code that repeats it would hide a hole in it. Joining two tables by
    school is another matter: before anyone is signed in there is no current school yet."""
    compares = re.compile(r"\.school_id\s*==(?!\s*\w+\.school_id\b)")
    found = [place(path) for path in ROOM_FILES if compares.search(path.read_text()) and "models" not in path.name]
    assert found == []


def test_routers_hold_no_queries():
    found = [
        place(path, call)
        for path in ROOM_FILES
        if path.name == "router.py" or path.parent.name == "router"
        for call in nodes(path, ast.Call)
        if name_of(call.func) in {"select", "insert", "update", "delete", "text"} and isinstance(call.func, ast.Name)
    ]
    assert found == []


@pytest.mark.parametrize("room", ROOMS)
def test_queries_and_routers_are_private_to_their_room(room):
    private = {f"backend.{room}.queries", f"backend.{room}.router"}
    found = []
    for path in BACKEND:
        if path.relative_to(ROOT).parts[1] == room:
            continue
        for at, imported in imports(path):
            if any(name == secret or name.startswith(secret + ".") for name in imported for secret in private):
                found.append(at)
    assert found == []


def test_no_naive_time():
    """Clocks are injected and aware: `clock.now()`."""
    naive = {"utcnow", "utcfromtimestamp", "today"}
    found = [
        place(path, call)
        for path in BACKEND
        for call in nodes(path, ast.Call)
        if isinstance(call.func, ast.Attribute)
        and (
            call.func.attr in naive
            or (call.func.attr == "now" and name_of(call.func.value) == "datetime" and not call.args)
        )
    ]
    assert found == []


def test_files_stay_readable():
    files = [*BACKEND, *python_files("scripts", "tests")]
    lengths = {place(path): len(path.read_text().splitlines()) for path in files if "node_modules" not in path.parts}
    assert {name: lines for name, lines in lengths.items() if lines > LINES_MAX} == {}


def test_functions_stay_readable():
    found = []
    for path in BACKEND:
        for function in nodes(path, ast.FunctionDef, ast.AsyncFunctionDef):
            if function.end_lineno - function.lineno + 1 > FUNCTION_LINES_MAX:
                found.append(
                    f"{place(path, function)} {function.name}() is {function.end_lineno - function.lineno + 1} lines"
                )
    assert found == []


def test_names_say_what_is_inside():
    nameless = {"utils.py", "util.py", "helpers.py", "common.py", "misc.py"}
    assert [place(path) for path in python_files("backend", "scripts", "tests") if path.name in nameless] == []


def test_nothing_is_left_for_later():
    later = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|X" + r"XX)\b")
    ours = {".py", ".js", ".mjs", ".css", ".html", ".md", ".toml", ".yml", ".sh"}
    found = [
        place(path)
        for path, text in text_files()
        if path.suffix in ours and "vendor" not in path.parts and later.search(text)
    ]
    assert found == []
