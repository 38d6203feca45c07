"""What the parts of a computer do, how fast a CPU ticks, and a small program in memory (generator 42)."""

from __future__ import annotations

import random

from backend.generation.generators.base import Generator, Problem
from backend.generation.generators.showing import PUPILS, Slip, act_out, table

_FEEDBACK = {
    "hardware.ram_is_permanent": "What happens to the contents of RAM when the power goes off?",
    "hardware.ram_rom_confused": "Must this memory be written to in normal use, or only read?",
    "hardware.memory_is_storage": "Is this about what is in use right now, or about what is kept for later?",
    "hardware.cache_is_storage": "One part is small, very fast and close to the processor. Is that needed here?",
    "hardware.cpu_stores_files": "The processor works on data. Does it keep files?",
    "hardware.fde_order": "The cycle has three steps, and each needs the one before it. Which one was done last?",
    "hardware.fde_outside_cycle": "Look at the three steps of the cycle. Is that one of them?",
    "hardware.giga_is_million": "How many does giga stand for? Compare it with mega.",
    "hardware.giga_is_thousand": "How many does giga stand for? Compare it with kilo.",
    "hardware.clock_time_ignored": "That is for one second. How many seconds are there?",
    "hardware.clock_divided_by_time": "More time means more ticks. Which operation do you need?",
    "hardware.gigahertz_is_bits": "Clock speed counts ticks. Has it anything to do with 8 bits in a byte?",
    "hardware.address_is_content": "The number after the instruction is an address. What is stored there?",
    "hardware.load_adds": "LOAD puts a new value in the place of the old one. What happens to the old one?",
    "hardware.instruction_skipped": "Follow the program line by line. Have you used every instruction?",
    "hardware.stops_late": "Where does the program stop? What comes after that is not carried out.",
    "hardware.subtracts_backwards": "Which number is taken away from which?",
}

_DEVICES = ("a laptop", "a phone", "a tablet", "a games console", "a desktop PC")
_WORK = ("an essay", "a poster", "a song", "a drawing", "a game level", "a story", "a quiz", "a video")
_RAM, _ROM, _STORAGE, _CACHE, _CPU = "RAM", "ROM", "SSD", "Cache", "CPU"

_WHERE = (
    ("{name} is working on {work} on {device} and has not saved it yet. Which part holds it?", _RAM),
    ("{name} saves {work} on {device} and switches it off. Which part holds it until tomorrow?", _STORAGE),
    ("{name} switches on {device} to work on {work}. Which part holds the start-up instructions, "
     "which are never changed in normal use?", _ROM),
    ("{name} edits {work} on {device}. Which part keeps the data that is needed most often, right next to the "
     "processor, so that it is very quick to get?", _CACHE),
    ("{name} is making {work} on {device}. Which part carries out the instructions of the program?", _CPU),
)  # fmt: skip
_WHERE_SLIPS: dict[str, list[Slip]] = {
    _RAM: [(_STORAGE, "hardware.memory_is_storage"), (_ROM, "hardware.ram_rom_confused"),
           (_CPU, "hardware.cpu_stores_files")],
    _STORAGE: [(_RAM, "hardware.ram_is_permanent"), (_CACHE, "hardware.cache_is_storage"),
               (_CPU, "hardware.cpu_stores_files"), (_ROM, "hardware.ram_rom_confused")],
    _ROM: [(_RAM, "hardware.ram_rom_confused"), (_CACHE, "hardware.cache_is_storage"),
           (_CPU, "hardware.cpu_stores_files")],
    _CACHE: [(_RAM, "hardware.memory_is_storage"), (_STORAGE, "hardware.cache_is_storage"),
             (_ROM, "hardware.ram_rom_confused")],
    _CPU: [(_RAM, "hardware.memory_is_storage"), (_STORAGE, "hardware.memory_is_storage"),
           (_CACHE, "hardware.cache_is_storage"), (_ROM, "hardware.ram_rom_confused")],
}  # fmt: skip
_PART_WORK = {
    _RAM: "RAM holds the programs and data in use. It loses them when the power goes off.",
    _STORAGE: "An SSD is storage: it keeps files when the power is off.",
    _ROM: "ROM can be read but is not changed in normal use, so it holds the start-up instructions.",
    _CACHE: "Cache is a small, very fast memory next to the processor, for what is needed most often.",
    _CPU: "The CPU fetches, decodes and executes the instructions.",
}

_CYCLE = (
    "get the next instruction from memory",
    "work out what the instruction means",
    "carry the instruction out",
)
_CYCLE_NAMES = ("fetch", "decode", "execute")


def _part(rng: random.Random) -> Problem:
    story, key = rng.choice(_WHERE)
    return Problem(
        stem=story.format(name=rng.choice(PUPILS), work=rng.choice(_WORK), device=rng.choice(_DEVICES)),
        key=key,
        wrong=act_out(_FEEDBACK, _WHERE_SLIPS[key]),
        hints=(
            "Is it about work in progress, about keeping, or about carrying out?",
            "Must it still be there when the power has been off?",
            "Does it have to be written again and again, or only read?",
        ),
        worked_solution=_PART_WORK[key],
        difficulty=1,
    )


def _cycle_step(rng: random.Random) -> Problem:
    done = rng.randrange(3)
    following = (done + 1) % 3
    name, device = rng.choice(PUPILS), rng.choice(_DEVICES)
    doing = {0: "fetched", 1: "decoded", 2: "executed"}[done]
    slips: list[Slip] = [
        (_capital(_CYCLE[(done + 2) % 3]), "hardware.fde_order"),
        (_capital(_CYCLE[done]), "hardware.fde_order"),
        ("Save the instruction in a file on the SSD", "hardware.fde_outside_cycle"),
        ("Wait until the user presses the next key", "hardware.fde_outside_cycle"),
        ("Send the instruction to the screen and wait", "hardware.fde_outside_cycle"),
    ]
    return Problem(
        stem=f"{name} is running a program on {device}. The CPU has just {doing} an instruction. "
        "What does the CPU do next?",
        key=_capital(_CYCLE[following]),
        wrong=act_out(_FEEDBACK, slips),
        hints=(
            "A CPU goes through the same three steps again and again.",
            "The steps are called fetch, decode and execute.",
            "To decode is to find out the meaning. To execute is to do it. After the last step the first comes again.",
        ),
        worked_solution=f"The steps are fetch, decode, execute, and then fetch again. After {_CYCLE_NAMES[done]} "
        f"comes {_CYCLE_NAMES[following]}: {_capital(_CYCLE[following])}.",
        difficulty=2,
    )


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


def _ticks(rng: random.Random) -> Problem:
    tenths, seconds = rng.randint(8, 50), rng.choice((2, 3, 4, 5, 10, 20, 30, 60))
    speed = f"{tenths / 10:g}"
    total = f"{tenths * seconds / 10:g}"
    slips: list[Slip] = [
        (f"{total} million", "hardware.giga_is_million"),
        (f"{speed} billion", "hardware.clock_time_ignored"),
        (f"{total} thousand", "hardware.giga_is_thousand"),
        (f"{float(total) * 8:g} billion", "hardware.gigahertz_is_bits"),
    ]
    if (tenths * 10) % seconds == 0:
        slips.insert(2, (f"{tenths / 10 / seconds:g} billion", "hardware.clock_divided_by_time"))
    device = rng.choice(_DEVICES).removeprefix("a ")
    return Problem(
        stem=f"The CPU of {rng.choice(PUPILS)}'s {device} has a clock speed of {speed} GHz. "
        f"How many clock ticks is that in {seconds} seconds?",
        key=f"{total} billion",
        wrong=act_out(_FEEDBACK, slips),
        hints=(
            "1 Hz is one tick per second.",
            "Giga stands for a billion (1,000,000,000).",
            "Find the ticks in one second first. Then think about how many seconds there are.",
        ),
        worked_solution=f"{speed} GHz is {speed} billion ticks per second. In {seconds} seconds: {speed} billion × "
        f"{seconds} = {total} billion ticks.",
        difficulty=2,
    )


def _program_slips(
    addresses: tuple[int, int, int], held: dict[int, int], sign: int, *, again: bool
) -> tuple[int, list[Slip]]:
    """Return what the program comes to, and what it comes to for pupils who read it wrongly.

    It loads the first address and adds (or takes away, ``sign``) the second. The third is loaded before that
    (``again``) or added after it.
    """
    one, two, three = addresses
    middle = 0 if again else held[three]
    key = held[one] + sign * held[two] + middle
    slips: list[Slip] = [
        (one + sign * two + (0 if again else three), "hardware.address_is_content"),
        (held[one] + middle, "hardware.instruction_skipped"),
        (key + (held[three] if again else held[one]), "hardware.stops_late"),
        (held[one] + sign * held[two], "hardware.instruction_skipped"),
    ]
    if again:
        slips.insert(1, (key + held[three], "hardware.load_adds"))
    if sign < 0:
        slips.insert(1, (held[two] - held[one] + middle, "hardware.subtracts_backwards"))
    return key, [slip for slip in slips if int(slip[0]) >= 0]


def _memory_program(rng: random.Random) -> Problem:
    first = rng.randint(6, 30)
    addresses = rng.sample(range(first, first + 6), 3)
    values = rng.sample([value for value in range(3, 60) if value not in addresses], 3)
    one, two, three = addresses
    held = dict(zip(addresses, values, strict=True))
    verb, sign = rng.choice((("ADD", 1), ("SUB", -1)))
    if sign < 0 and held[one] < held[two]:
        held[one], held[two] = held[two], held[one]  # The accumulator never goes below 0.
    again = rng.random() < 0.4
    lines = [f"LOAD {one}", f"{verb} {two}", "STOP", f"ADD {three}"]
    if again:
        lines.insert(0, f"LOAD {three}")
    else:
        lines[2:3] = [f"ADD {three}", "STOP"]
        lines[-1] = f"ADD {one}"
    key, slips = _program_slips((one, two, three), held, sign, again=again)
    program = "\n".join(lines)
    stored = table(("Address", "Contents"), sorted(held.items()))
    steps = _trace(lines, held)
    return Problem(
        stem=f"{rng.choice(PUPILS)} writes a program for a simple CPU. LOAD copies the contents of an address "
        "into the accumulator. ADD and SUB add or take away the contents of an address.\n\n"
        f"```\n{program}\n```\n\n{stored}\n\nWhich number is in the accumulator when the program stops?",
        key=key,
        wrong=act_out(_FEEDBACK, slips),
        hints=(
            "The number in an instruction tells where to look. It isn't the number to work with.",
            "The accumulator holds one number at a time.",
            "Write down the number in the accumulator after each line, until STOP.",
        ),
        worked_solution=f"The accumulator after each line:\n\n{steps}\n\nSo the answer is {key}.",
        difficulty=4,
    )


def _trace(lines: list[str], held: dict[int, int]) -> str:
    """Return the accumulator after each line up to STOP, as a table."""
    accumulator = 0
    rows: list[tuple[str, int]] = []
    for line in lines[: lines.index("STOP")]:
        verb, address = line.split()
        value = held[int(address)]
        accumulator = {"LOAD": value, "ADD": accumulator + value, "SUB": accumulator - value}[verb]
        rows.append((line, accumulator))
    return table(("Instruction", "Accumulator"), rows)


def _draw(rng: random.Random, level: int) -> Problem:
    if level == 1:
        return _part(rng) if rng.random() < 0.6 else _cycle_step(rng)
    return _ticks(rng) if level == 2 else _memory_program(rng)


CPU_AND_MEMORY = Generator(
    key="cpu_and_memory",
    number=42,
    title="CPU, memory and storage",
    topic="hardware",
    version=2,
    objectives=("computing-systems.under-the-hood.1", "computing-systems.under-the-hood.2"),
    draw=_draw,
    misconceptions=tuple(_FEEDBACK),
)
