"""Figures as a table."""

from __future__ import annotations

from dataclasses import dataclass

from rich.console import Console
from rich.table import Table


@dataclass(frozen=True)
class Figure:
    """One measured figure, what it should be, and the baseline's in the same run."""

    name: str
    value: float
    unit: str
    wanted: str
    baseline: float | None = None
    holds: bool | None = None


def at_most(name: str, value: float, unit: str, most: float, baseline: float | None = None) -> Figure:
    """Return a figure that holds while it isn't above ``most``."""
    return Figure(name, value, unit, f"≤ {most:g}", baseline=baseline, holds=value <= most)


def show(title: str, figures: list[Figure]) -> bool:
    """Print the figures; returns whether all hold."""
    table = Table(title=title)
    for heading in ("What", "Measured", "Baseline", "Wanted", ""):
        table.add_column(heading, justify="right" if heading in {"Measured", "Baseline"} else "left")
    for figure in figures:
        baseline = "" if figure.baseline is None else f"{figure.baseline:.3g} {figure.unit}"
        verdict = {None: "", True: "holds", False: "MISSED"}[figure.holds]
        table.add_row(figure.name, f"{figure.value:.4g} {figure.unit}", baseline, figure.wanted, verdict)
    Console(width=120).print(table)
    return all(figure.holds is not False for figure in figures)
