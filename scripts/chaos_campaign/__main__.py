"""``./scripts/chaos [--seed N] [--full | --control]``: is any answer ever lost?

Exit code 0 when nothing was lost and the server came back in time; with ``--control`` when losses were found, as they
must be.
"""

from __future__ import annotations

import argparse
import signal
import sys
from collections.abc import Sequence
from dataclasses import replace

from backend.core import logging
from scripts.chaos_campaign.campaign import Outcome
from scripts.chaos_campaign.plans import CONTROL, FULL, SHORT, SMALLEST
from scripts.chaos_campaign.play import play
from scripts.chaos_campaign.report import show


def verdict(outcome: Outcome, *, control: bool) -> tuple[int, str]:
    """Return the exit code and what it means."""
    if control:
        if lost := outcome.count("lost"):
            return 0, f"Found as it must: {lost} answers were lost by an application that commits late."
        return 1, "Nothing was lost by an application that commits late: this campaign would find no loss."
    tally, plan = outcome.tally, outcome.plan
    wrong = [f"{len(outcome.findings)} findings"] if outcome.findings else []
    wrong += [f"too slow after {kind}" for kind in tally.slow if plan.timed] + tally.complaints
    if sum(tally.faults.values()) < plan.faults or outcome.history.acked < plan.answers:
        wrong.append("fewer faults or answers than planned")
    return (1, "NOT proved: " + "; ".join(wrong)) if wrong else (0, "Nothing was lost.")


def main(argv: Sequence[str] | None = None) -> int:
    """Run the campaign that the arguments name."""
    parser = argparse.ArgumentParser(prog="./scripts/chaos", description=__doc__)
    parser.add_argument("--seed", type=int, default=20261122)
    size = parser.add_mutually_exclusive_group()
    size.add_argument("--full", action="store_true", help="500 faults and 100,000 answers, half an hour at most")
    size.add_argument("--control", action="store_true", help="an application that acknowledges before it commits")
    size.add_argument("--smallest", action="store_true", help="what the tests run; time isn't judged")
    parser.add_argument("--browsers", type=int, help="real Chromium pages")
    parser.add_argument("--minutes", type=float, help="end the faults after so long, whatever was reached")
    parser.add_argument("--keep", action="store_true", help="leave database and devices in var/chaos")
    arguments = parser.parse_args(argv)
    chosen = {"full": FULL, "control": CONTROL, "smallest": SMALLEST}
    plan = next((plan for name, plan in chosen.items() if getattr(arguments, name)), SHORT)
    if arguments.browsers is not None:
        plan = replace(plan, browsers=arguments.browsers)
    if arguments.minutes is not None:
        plan = replace(plan, work_s=60 * arguments.minutes)
    logging.configure("error")
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        outcome = play(plan, arguments.seed, keep=arguments.keep)
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return 130
    show(outcome)
    code, words = verdict(outcome, control=arguments.control)
    print(words)
    return code


if __name__ == "__main__":
    sys.exit(main())
