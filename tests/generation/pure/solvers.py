"""Every second solution of the generators' questions, in one place. Each file adds its own here."""

from __future__ import annotations

from collections.abc import Callable

from tests.generation.pure import (
    second_solver,
    second_solver_ai,
    second_solver_algorithms,
    second_solver_arithmetic,
    second_solver_ciphers,
    second_solver_conditions,
    second_solver_data,
    second_solver_databases,
    second_solver_errors,
    second_solver_flow,
    second_solver_hardware,
    second_solver_internet,
    second_solver_networks,
    second_solver_pictures,
    second_solver_programs,
    second_solver_scratch,
    second_solver_security,
    second_solver_spreadsheets,
    second_solver_testing,
    second_solver_topologies,
    second_solver_traces,
    second_solver_types,
    second_solver_web,
)

SOLVERS: dict[str, Callable[[str], str]] = {
    **second_solver.SOLVERS,
    **second_solver_arithmetic.SOLVERS,
    **second_solver_data.SOLVERS,
    **second_solver_pictures.SOLVERS,
    **second_solver_algorithms.SOLVERS,
    **second_solver_scratch.SOLVERS,
    **second_solver_flow.SOLVERS,
}
"""By generator: the stem's words to the answer, written as the right option is."""

JUDGES: dict[str, Callable[[str, str], bool]] = {
    **second_solver_ai.JUDGES,
    **second_solver_web.JUDGES,
    **second_solver_security.JUDGES,
    **second_solver_ciphers.JUDGES,
    **second_solver_databases.JUDGES,
    **second_solver_spreadsheets.JUDGES,
    **second_solver_hardware.JUDGES,
    **second_solver_topologies.JUDGES,
    **second_solver_internet.JUDGES,
    **second_solver_networks.JUDGES,
    **second_solver_conditions.JUDGES,
    **second_solver_testing.JUDGES,
    **second_solver_traces.JUDGES,
    **second_solver_types.JUDGES,
    **second_solver_errors.JUDGES,
    **second_solver_programs.JUDGES,
}
"""By generator: is this option a right answer to this stem? Exactly one of the four must be."""
