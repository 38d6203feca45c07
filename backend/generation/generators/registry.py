"""Every generator that the product offers. A new one is added here, by hand, so that the list can be read."""

from __future__ import annotations

from backend.generation.generators.base import Generator
from backend.generation.generators.binary_conversion import BINARY_TO_DENARY, DENARY_TO_BINARY
from backend.generation.generators.binary_range import BINARY_RANGE
from backend.generation.generators.logic_gates import GATE_TRUTH_TABLE

ALL: tuple[Generator, ...] = (
    BINARY_TO_DENARY,
    DENARY_TO_BINARY,
    BINARY_RANGE,
    GATE_TRUTH_TABLE,
)
"""In the order of the catalogue of generators."""


def find_generator(key: str) -> Generator | None:
    """Return the generator called ``key`` (without the ``generator.`` of a draft's maker), if there is one."""
    return next((generator for generator in ALL if generator.key == key), None)
