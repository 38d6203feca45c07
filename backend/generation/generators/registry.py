"""Every generator that the product offers. A new one is added here, by hand, so that the list can be read."""

from __future__ import annotations

from backend.generation.generators.base import Generator
from backend.generation.generators.binary_addition import BINARY_ADDITION
from backend.generation.generators.binary_conversion import BINARY_TO_DENARY, DENARY_TO_BINARY
from backend.generation.generators.binary_range import BINARY_RANGE
from backend.generation.generators.binary_shift import BINARY_SHIFT
from backend.generation.generators.bitmap_grid import BITMAP_GRID
from backend.generation.generators.boolean_expressions import BOOLEAN_EXPRESSIONS
from backend.generation.generators.casting import CASTING
from backend.generation.generators.character_codes import CHARACTER_CODES
from backend.generation.generators.choosing_tests import CHOOSING_TESTS
from backend.generation.generators.ciphers import CIPHERS_AND_CHECKS
from backend.generation.generators.code_gaps import CODE_GAPS
from backend.generation.generators.conditions import CONDITIONS
from backend.generation.generators.cpu_memory import CPU_AND_MEMORY
from backend.generation.generators.data_units import DATA_UNITS, DATA_UNITS_1024
from backend.generation.generators.database_queries import DATABASE_QUERIES
from backend.generation.generators.error_messages import ERROR_MESSAGES
from backend.generation.generators.fix_the_bug import FIX_THE_BUG
from backend.generation.generators.flowcharts import FLOWCHARTS
from backend.generation.generators.functions import FUNCTIONS
from backend.generation.generators.hexadecimal import HEXADECIMAL
from backend.generation.generators.image_size import COLOUR_DEPTH, IMAGE_SIZE
from backend.generation.generators.internet_services import INTERNET_SERVICES
from backend.generation.generators.ip_addresses import IP_ADDRESSES
from backend.generation.generators.lists import LISTS_AND_STRINGS
from backend.generation.generators.logic_gates import GATE_TRUTH_TABLE
from backend.generation.generators.loops import LOOPS
from backend.generation.generators.machine_learning import MACHINE_LEARNING
from backend.generation.generators.packet_routing import PACKET_ROUTING
from backend.generation.generators.parsons_programs import PARSONS_PROGRAMS
from backend.generation.generators.passwords_phishing import PASSWORDS_AND_PHISHING
from backend.generation.generators.run_length import RUN_LENGTH
from backend.generation.generators.scratch_scripts import SCRATCH_SCRIPTS
from backend.generation.generators.searching import BINARY_SEARCH, LINEAR_SEARCH
from backend.generation.generators.selections import SELECTIONS
from backend.generation.generators.sequences import SEQUENCES
from backend.generation.generators.sort_counts import SORT_COUNTS
from backend.generation.generators.sorting import BUBBLE_SORT, SORTING_STEPS
from backend.generation.generators.sound_size import SOUND_SIZE
from backend.generation.generators.spreadsheets import SPREADSHEET_FORMULAS
from backend.generation.generators.text_size import TEXT_SIZE
from backend.generation.generators.topologies import NETWORK_TOPOLOGIES
from backend.generation.generators.tracing import TRACING
from backend.generation.generators.transfer_time import TRANSFER_TIME
from backend.generation.generators.web_pages import WEB_PAGES

ALL: tuple[Generator, ...] = (
    BINARY_TO_DENARY,
    DENARY_TO_BINARY,
    BINARY_ADDITION,
    BINARY_SHIFT,
    HEXADECIMAL,
    BINARY_RANGE,
    DATA_UNITS,
    DATA_UNITS_1024,
    TEXT_SIZE,
    IMAGE_SIZE,
    COLOUR_DEPTH,
    SOUND_SIZE,
    TRANSFER_TIME,
    CHARACTER_CODES,
    RUN_LENGTH,
    BITMAP_GRID,
    GATE_TRUTH_TABLE,
    BOOLEAN_EXPRESSIONS,
    CONDITIONS,
    LINEAR_SEARCH,
    BINARY_SEARCH,
    BUBBLE_SORT,
    SORTING_STEPS,
    SORT_COUNTS,
    TRACING,
    FLOWCHARTS,
    SEQUENCES,
    SELECTIONS,
    LOOPS,
    LISTS_AND_STRINGS,
    CASTING,
    FUNCTIONS,
    SCRATCH_SCRIPTS,
    PARSONS_PROGRAMS,
    FIX_THE_BUG,
    ERROR_MESSAGES,
    CHOOSING_TESTS,
    CODE_GAPS,
    IP_ADDRESSES,
    PACKET_ROUTING,
    INTERNET_SERVICES,
    NETWORK_TOPOLOGIES,
    CPU_AND_MEMORY,
    SPREADSHEET_FORMULAS,
    DATABASE_QUERIES,
    CIPHERS_AND_CHECKS,
    PASSWORDS_AND_PHISHING,
    WEB_PAGES,
    MACHINE_LEARNING,
)
"""In the order of the catalogue of generators."""


def find_generator(key: str) -> Generator | None:
    """Return the generator called ``key`` (without the ``generator.`` of a draft's maker), if there is one."""
    return next((generator for generator in ALL if generator.key == key), None)
