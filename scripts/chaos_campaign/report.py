"""The outcome of a campaign as tables."""

from __future__ import annotations

from statistics import median

from rich.console import Console
from rich.table import Table

from scripts.chaos_campaign.campaign import Outcome
from scripts.chaos_campaign.tally import RECOVERY_S

_SHOWN_MAX = 12


def show(outcome: Outcome) -> None:
    """Print the faults by kind, the sums, and what was found."""
    console = Console(width=100)
    console.print(_faults(outcome), _sums(outcome))
    for finding in outcome.findings[:_SHOWN_MAX]:
        console.print(f"{finding.trouble}: attempt {finding.attempt_id}: {finding.what}", highlight=False)
    if len(outcome.findings) > _SHOWN_MAX:
        console.print(f"... and {len(outcome.findings) - _SHOWN_MAX} findings more")
    for complaint in outcome.tally.complaints:
        console.print(complaint)


def _faults(outcome: Outcome) -> Table:
    tally = outcome.tally
    table = Table(title=f"Faults, seed {outcome.seed}")
    for heading in ("What", "Times", "Met nothing", "Recovery", "At most", "Allowed"):
        table.add_column(heading, justify="left" if heading == "What" else "right")
    for kind in sorted({*tally.faults, *tally.missed}):
        waits = tally.recoveries.get(kind)
        typical, most = (f"{median(waits):.1f} s", f"{max(waits):.1f} s") if waits else ("", "")
        allowed = f"{RECOVERY_S[kind]:.0f} s" if kind in RECOVERY_S else ""
        table.add_row(_words(kind), str(tally.faults[kind]), str(tally.missed[kind] or ""), typical, most, allowed)
    kinds = sum(count > 0 for count in tally.faults.values())
    table.add_row(f"All, of {kinds} kinds", str(sum(tally.faults.values())))
    return table


def _words(kind: str) -> str:
    named = {
        "app_killed": "kill -9 of the application",
        "postgres_killed": "kill -9 of PostgreSQL, all of it",
        "both_killed": "kill -9 of both",
        "app_restarted": "application stopped (SIGTERM) and started",
    }
    return named.get(kind, kind)


def _sums(outcome: Outcome) -> Table:
    table = Table(title=f"{outcome.attempts} attempts in {outcome.seconds:.0f} s")
    table.add_column("What")
    table.add_column("Count", justify="right")
    for name, value in (
        ("Answers acknowledged", outcome.history.acked),
        ("Values shown as saved", outcome.history.shown),
        ("Lost", outcome.count("lost")),
        ("Stored twice, or never written", outcome.count("duplicated", "invented")),
        ("Current answer not the newest", outcome.count("not newest")),
        ("Closed without a mark", outcome.count("unmarked")),
        ("Left open", outcome.count("left open")),
    ):
        table.add_row(name, f"{value:,}")
    return table
