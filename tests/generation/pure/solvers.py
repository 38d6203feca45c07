"""Every second solution of the generators' questions, in one place. Each file adds its own here."""

from __future__ import annotations

from collections.abc import Callable

from tests.generation.pure import (
    second_solver,
    second_solver_algorithms,
    second_solver_arithmetic,
    second_solver_conditions,
    second_solver_data,
    second_solver_networks,
    second_solver_pictures,
)

SOLVERS: dict[str, Callable[[str], str]] = {
    **second_solver.SOLVERS,
    **second_solver_arithmetic.SOLVERS,
    **second_solver_data.SOLVERS,
    **second_solver_pictures.SOLVERS,
    **second_solver_algorithms.SOLVERS,
}
"""By generator: the stem's words to the answer, written as the right option is."""

JUDGES: dict[str, Callable[[str, str], bool]] = {
    **second_solver_networks.JUDGES,
    **second_solver_conditions.JUDGES,
}
"""By generator: is this option a right answer to this stem? Exactly one of the four must be."""
