"""``./scripts/bench save | pages | regrade | people | generators | runner | class-run | documents | all``."""

from __future__ import annotations

import argparse
import asyncio
import sys

from scripts.benchmarks import class_run, documents, generators, pages, people, regrade, runner, save
from scripts.benchmarks.table import show

BENCHMARKS = {
    "save": ("Saving answers", save.run),
    "pages": ("Pages", pages.run),
    "regrade": ("Marking 10,000 answers again", regrade.run),
    "people": ("A class list of a whole school", people.run),
    "generators": ("Questions made by rule", generators.run),
    "runner": ("Pupils' programs", runner.run),
    "class-run": ("A class presses Run", class_run.run),
    "documents": ("Ten bad lesson files at once", documents.run),
}


def main() -> int:
    """Run the chosen benchmarks; 1 when a figure is missed."""
    parser = argparse.ArgumentParser(prog="./scripts/bench")
    parser.add_argument("what", choices=[*BENCHMARKS, "all"])
    chosen = parser.parse_args().what
    held = [show(title, asyncio.run(run())) for name, (title, run) in BENCHMARKS.items() if chosen in {name, "all"}]
    return 0 if all(held) else 1


sys.exit(main())
