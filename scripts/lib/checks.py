"""Runs every check of the project and sums them up: ./scripts/test [--all] [--only WORD ...] [pytest arguments].

The default run is meant to stay below ten minutes on two quiet cores, and takes 15 to 18 today: all tests on one
PostgreSQL, beside them on the other those where servers of another age or make could differ, none marked `long`. Where
one proof is made over and over (looks, hands, bad bodies, generated examples) it goes through every state, route, type
and generator once, and the rest of the matrix is long. --all runs everything on both. Exit code 0 means that nothing
failed; the summary says what was left out.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BIN = ROOT / ".venv" / "bin"
WEB_TESTS = ROOT / "tests" / "web"
ON_BOTH = (
    "tests/core",
    "tests/attempts/test_sitting.py",
    "tests/attempts/test_crash.py",
    "tests/security/test_wall.py",
    "tests/security/test_start.py",
    "tests/demo",
)
"""Saving, locks, jobs, migrations, roles and the wall, and the demo, which runs on whichever server is there."""
COUNT = re.compile(r"(\d+) (passed|failed|errors?|skipped|deselected)")
NODE_COUNT = re.compile(r"^(?:#|ℹ) (pass|fail|skipped|cancelled) (\d+)$", re.MULTILINE)


@dataclass(frozen=True)
class Step:
    """One check. tests: whether its output counts single tests; otherwise the step counts as one."""

    name: str
    command: Sequence[str]
    cwd: Path = ROOT
    environment: dict[str, str] = field(default_factory=dict)
    tests: bool = False


@dataclass(frozen=True)
class Outcome:
    """How a step went."""

    step: Step
    passed: int
    failed: int
    skipped: int
    deselected: int
    took_s: float
    output: str


def run(step: Step, *, live: bool = False) -> Outcome:
    """Runs one step. live: shows its output as it comes, for the long ones."""
    began = time.monotonic()
    environment = {**os.environ, **step.environment, "PATH": f"{BIN}:{os.environ['PATH']}"}
    lines: list[str] = []
    with subprocess.Popen(
        step.command, cwd=step.cwd, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            lines.append(line)
            if live:
                sys.stdout.write(line)
                sys.stdout.flush()
    output = "".join(lines)
    counts = count(output) if step.tests else {}
    passed, failed = counts.get("passed", 0), counts.get("failed", 0) + counts.get("error", 0)
    if not step.tests:
        passed = 1
    if process.returncode != 0:
        failed = max(failed, 1)
        passed = passed if step.tests else 0
    return Outcome(
        step=step,
        passed=passed,
        failed=failed,
        skipped=counts.get("skipped", 0),
        deselected=counts.get("deselected", 0),
        took_s=time.monotonic() - began,
        output=output,
    )


def count(output: str) -> dict[str, int]:
    """The counts that pytest (in its last line) or node's runner (in its last lines) reports."""
    node = {kind: int(number) for kind, number in NODE_COUNT.findall(output)}
    if node:
        return {
            "passed": node.get("pass", 0),
            "failed": node.get("fail", 0) + node.get("cancelled", 0),
            "skipped": node.get("skipped", 0),
        }
    last = output.strip().rsplit("\n", 1)[-1]
    return {kind.rstrip("s") if kind.startswith("error") else kind: int(number) for number, kind in COUNT.findall(last)}


def static_steps() -> list[Step]:
    """The checks that need no database; they run one after the other, beside the tests."""
    steps = [
        Step("types (mypy)", ["mypy"]),
        Step("style (ruff check)", ["ruff", "check"]),
        Step("format (ruff format)", ["ruff", "format", "--check"]),
        Step("rooms (import-linter)", ["lint-imports", "--no-cache"]),
        Step("page types (tsc)", [str(WEB_TESTS / "node_modules/.bin/tsc"), "-p", str(WEB_TESTS)]),
    ]
    scripts = sorted(str(path.relative_to(ROOT)) for path in WEB_TESTS.rglob("*.test.mjs") if not in_modules(path))
    if scripts:
        steps.append(Step("page logic (node)", ["node", "--test", "--test-reporter=spec", *scripts], tests=True))
    if shutil.which("shellcheck"):
        shell = [
            "scripts/demo",
            "scripts/test",
            "scripts/bench",
            "scripts/chaos",
            "scripts/load",
            "scripts/lock",
            ".ci/run",
            "docker/entrypoint.sh",
            "docker/postgres-roles.sh",
        ]
        steps.append(Step("shell (shellcheck)", ["shellcheck", "-x", *shell]))
    return steps


def in_modules(path: Path) -> bool:
    """Whether a file came with an installed package."""
    return "node_modules" in path.parts


def pytest_steps(*, everything: bool, extra: Sequence[str]) -> list[Step]:
    """pytest on the first PostgreSQL, and again on the second: more workers than cores, as they often wait (for a
    browser, a server, a clock)."""
    servers = postgres_servers()
    workers = ["5"] if len(servers) < 2 else ["3", "2"] if everything else ["4", "1"]
    steps = []
    for number, server in enumerate(servers):
        chosen = [] if everything else ["-m", "not long and database and not browser" if number else "not long"]
        if number and not everything and not extra:
            chosen += ON_BOTH
        # A file stays with one worker, and with it what its tests share: a school, a browser, a description of all
        # routes. Files begin in the order of their tests, the slowest first.
        command = [
            "pytest",
            "-n",
            workers[number],
            "--dist",
            "loadfile",
            "--no-loadscope-reorder",
            "-rs",
            "--durations=10",
            "--durations-min=5",
            *chosen,
            *extra,
        ]
        steps.append(Step(f"tests on {server} PostgreSQL", command, environment={"KS3_TEST_PG": server}, tests=True))
    return steps


def run_all(static: Sequence[Step], tests: Sequence[Step]) -> list[Outcome]:
    """Runs the tests all at once and beside them the static checks in a row; the first tests are seen at work."""
    with ThreadPoolExecutor(max_workers=len(tests) + 1) as pool:
        started = [pool.submit(run, step, live=number == 0) for number, step in enumerate(tests)]
        row = pool.submit(lambda: [run(step) for step in static])
        outcomes = [each.result() for each in started]
    for outcome in outcomes[1:]:
        print(f"\n=== {outcome.step.name} ===\n{outcome.output}", flush=True)
    return [*row.result(), *outcomes]


def postgres_servers() -> list[str]:
    """The servers that are here, Debian's first."""
    sys.path.insert(0, str(ROOT))
    from backend.core.postgres_place import debian_bin_dirs, embedded_bin_dirs  # noqa: PLC0415 - needs the path above

    return [name for name, found in (("debian", debian_bin_dirs()), ("embedded", embedded_bin_dirs())) if found]


def report(outcomes: Sequence[Outcome], left_out: Sequence[str]) -> None:
    """Failed output, the summary, what was left out, and one last line in pytest's manner."""
    for outcome in outcomes:
        if outcome.failed and not outcome.step.name.startswith("tests on"):
            print(f"\n=== {outcome.step.name} failed ===\n{outcome.output.strip()}")
    print("\n=== summary ===")
    for outcome in outcomes:
        counts = f"{outcome.passed} passed, {outcome.failed} failed, {outcome.skipped} skipped"
        word = "FAILED" if outcome.failed else "ok"
        print(f"{word:6}  {outcome.step.name:28} {outcome.took_s:6.1f} s" + f"  {counts}" * outcome.step.tests)
    for reason in left_out:
        print(f"left out: {reason}")
    passed, failed = sum(each.passed for each in outcomes), sum(each.failed for each in outcomes)
    skipped = sum(each.skipped for each in outcomes)
    print(f"{passed} passed, {failed} failed, {skipped} skipped")


def omissions(outcomes: Sequence[Outcome], *, everything: bool) -> list[str]:
    """What this run did not try, in words."""
    left_out = []
    servers = postgres_servers()
    if len(servers) < 2:
        left_out.append(f"the second PostgreSQL: only {servers[0] if servers else 'none'} is installed here")
    elif not everything:
        left_out.append(f"on {servers[1]} PostgreSQL all but {', '.join(ON_BOTH)}")
    if not everything:
        left_out.append("tests marked `long` (./scripts/test --all runs the whole matrix)")
    for outcome in outcomes:
        for line in outcome.output.splitlines() if outcome.step.tests else ():
            if line.startswith("SKIPPED"):
                left_out.append(line.removeprefix("SKIPPED "))
    return list(dict.fromkeys(left_out))


def main() -> int:
    """Runs it all; 1 when anything failed."""
    parser = argparse.ArgumentParser(prog="scripts/test", description=__doc__)
    parser.add_argument("--all", action="store_true", help="the whole matrix: both servers in full, long tests too")
    parser.add_argument("--only", action="append", default=[], metavar="WORD", help="only steps whose name has WORD")
    arguments, extra = parser.parse_known_args()
    static = static_steps()
    tests = pytest_steps(everything=arguments.all, extra=extra)
    if arguments.only:
        static = [step for step in static if any(word in step.name for word in arguments.only)]
        tests = [step for step in tests if any(word in step.name for word in arguments.only)]
    if tests:
        beside = "".join(f", {step.name}" for step in tests[1:])
        print(f"=== {tests[0].name}; beside them the static checks{beside}, shown at the end ===", flush=True)
    outcomes = run_all(static, tests)
    left_out = omissions(outcomes, everything=arguments.all)
    if arguments.only or extra:
        left_out.insert(0, "everything that the arguments did not ask for")
    report(outcomes, left_out)
    return 1 if any(outcome.failed for outcome in outcomes) or not outcomes else 0


if __name__ == "__main__":
    sys.exit(main())
