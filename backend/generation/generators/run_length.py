"""Run-length encoding (generator 14): encode a row, decode it, and say what that saves."""

from __future__ import annotations

import itertools
import math
import random

from backend.generation.generators.base import Generator, Problem, WrongAnswer

Runs = list[tuple[int, str]]

_CONTEXTS = (
    ("A row of pixels in a logo is stored with W for white and B for black.", "WB"),
    ("A row of pixels in a black and white game is stored with W for white and B for black.", "WB"),
    ("A weather station stores one letter for each hour: S for sun, C for cloud and R for rain.", "SCR"),
    ("A knitting pattern stores one letter for each stitch: R for red, G for green and Y for yellow.", "RGY"),
    ("A game map stores one letter for each tile: G for grass, W for water and S for sand.", "GWS"),
    ("A bead bracelet is stored with one letter for each bead: P for pink, B for blue and G for gold.", "PBG"),
    ("A robot's path is stored with one letter for each step: F for forward, L for left and R for right.", "FLR"),
    ("A car park sensor stores one letter for each minute: E for empty and F for full.", "EF"),
    ("A football team's results are stored as W for a win, D for a draw and L for a loss.", "WDL"),
    ("A mosaic stores one letter for each tile: R for red, B for blue and W for white.", "RBW"),
    ("A step counter stores one letter for each minute: R for resting, W for walking and J for jogging.", "RWJ"),
    ("A set of party lights is stored with one letter for each lamp: R for red, G for green and B for blue.", "RGB"),
)

_RULE = "Run-length encoding writes each run as a number and then a letter, so `AAAB` becomes `3A 1B`."
_BYTES_RULE = "Each letter takes 1 byte. With run-length encoding, each run takes 2 bytes: a number and a letter."
_SWAPPED = "data.rle_pair_order_swapped"


def _draw_runs(rng: random.Random, letters: str, count: int, longest: int) -> Runs:
    """Return ``count`` runs, no two neighbours of the same letter, at least one of them longer than 1."""
    runs: Runs = []
    for _ in range(count):
        others = [letter for letter in letters if not runs or letter != runs[-1][1]]
        # Single characters come up more often than by chance: they are where pupils slip.
        length = 1 if rng.random() < 0.2 else rng.randint(2, longest)
        runs.append((length, rng.choice(others)))
    return runs


def _row(runs: Runs) -> str:
    return "".join(letter * length for length, letter in runs)


def _code(runs: Runs) -> str:
    return " ".join(f"{length}{letter}" for length, letter in runs)


def _merged(runs: Runs) -> Runs:
    """Return one run for each letter, in the order in which the letters first come up."""
    letters = dict.fromkeys(letter for _, letter in runs)
    return [(sum(length for length, other in runs if other == letter), letter) for letter in letters]


def _joined(runs: Runs) -> Runs:
    """Join neighbours of the same letter, which are left when a run between them is dropped."""
    grouped = itertools.groupby(runs, key=lambda run: run[1])
    return [(sum(length for length, _ in group), letter) for letter, group in grouped]


def _wrong_codes(runs: Runs) -> tuple[WrongAnswer, ...]:
    long_runs = [run for run in runs if run[0] > 1]
    slips = [
        (" ".join(f"{letter}{length}" for length, letter in runs), _SWAPPED, "Look at the order inside each pair."),
        (
            _code([(length - 1, letter) for length, letter in runs if length > 1]),
            "data.rle_counts_repeats",
            "Count the first character of each run too.",
        ),
        (_code(_merged(runs)), "data.rle_runs_merged", "Can you still tell what comes first, second and third?"),
        (
            " ".join(letter if length == 1 else f"{length}{letter}" for length, letter in runs),
            "data.rle_single_run_without_number",
            "Each run needs a number, even when it is short.",
        ),
        (_code(_joined(long_runs)), "data.rle_single_run_dropped", "Is there a character that stands alone?"),
        (
            " ".join(str(length) for length, _ in runs),
            "data.rle_counts_only",
            "Could somebody rebuild the row from your code?",
        ),
        (
            " ".join(letter for _, letter in runs),
            "data.rle_letters_only",
            "Could somebody rebuild the row from your code?",
        ),
    ]
    return _as_code(slips)


def _as_code(slips: list[tuple[str, str, str]]) -> tuple[WrongAnswer, ...]:
    """Return the slips with their texts set as code; those that come out empty are left out."""
    return tuple(WrongAnswer(f"`{text}`", misconception, feedback) for text, misconception, feedback in slips if text)


def _runs_table(runs: Runs) -> str:
    rows = "\n".join(f"| {letter * length} | {length}{letter} |" for length, letter in runs)
    return f"| Run | Code |\n| --- | --- |\n{rows}"


def _encode(rng: random.Random, level: int) -> Problem:
    context, letters = rng.choice(_CONTEXTS)
    runs = _draw_runs(rng, letters, rng.randint(3, 4) if level == 1 else rng.randint(5, 6), longest=5)
    length, letter = runs[0]
    return Problem(
        stem=f"{context} {_RULE} How is this row encoded?\n\n`{_row(runs)}`",
        key=f"`{_code(runs)}`",
        wrong=_wrong_codes(runs),
        hints=(
            "A run is the same character several times in a row. A single character is a run too.",
            "Draw a line wherever the character changes. Then count the characters between the lines.",
            f"The first run is `{letter * length}`. Write its number and then its letter. Go on with the next run.",
        ),
        worked_solution=f"Split the row into runs and count each one:\n\n{_runs_table(runs)}\n\n"
        f"So the code is `{_code(runs)}`.",
        difficulty=level,
    )


def _wrong_rows(runs: Runs) -> tuple[WrongAnswer, ...]:
    counts = [length for length, _ in runs]
    letters = [letter for _, letter in runs]
    long_runs = [run for run in runs if run[0] > 1]
    slips = [
        (
            _row([(length + 1, letter) for length, letter in runs]),
            "data.rle_counts_repeats",
            "Does the number count the first character too? Look at the example.",
        ),
        (
            _row(list(zip([*counts[1:], 1], letters, strict=True))),
            _SWAPPED,
            "Which number belongs to each letter: the one before it or the one after it?",
        ),
        (_row(_merged(runs)), "data.rle_runs_merged", "Keep the runs in the order in which they are written."),
        (_row(long_runs), "data.rle_single_run_dropped", "Is there a run of one character?"),
        (
            _row([(length - 1 or 1, letter) for length, letter in runs]),
            "data.rle_counts_repeats",
            "Count the characters in each run of your answer, and compare with the code.",
        ),
        ("".join(letters), "data.rle_letters_only", "What do the numbers in the code stand for?"),
    ]
    return _as_code(slips)


def _decode(rng: random.Random) -> Problem:
    context, letters = rng.choice(_CONTEXTS)
    runs = _draw_runs(rng, letters, rng.randint(3, 5), longest=6)
    return Problem(
        stem=f"{context} {_RULE} Which row does this code stand for?\n\n`{_code(runs)}`",
        key=f"`{_row(runs)}`",
        wrong=_wrong_rows(runs),
        hints=(
            "Each pair stands for one run: the number says how long it is, the letter says what is repeated.",
            "Write the runs one after the other, in the order of the pairs.",
            f"Check: the row has {sum(length for length, _ in runs)} characters altogether.",
        ),
        worked_solution=f"Write out each pair:\n\n{_runs_table(runs)}\n\nTogether that is `{_row(runs)}`.",
        difficulty=2,
    )


def _sizes(rng: random.Random) -> tuple[str, Runs, int]:
    """Return a context, a row that gets smaller, and the row's length."""
    while True:
        context, letters = rng.choice(_CONTEXTS)
        runs = _draw_runs(rng, letters, rng.randint(2, 5), longest=9)
        length = sum(count for count, _ in runs)
        if length > 2 * len(runs) and runs != _merged(runs):
            return context, runs, length


def _encoded_size(rng: random.Random) -> Problem:
    context, runs, length = _sizes(rng)
    pairs, singles = len(runs), sum(count == 1 for count, _ in runs)
    size = 2 * pairs
    return Problem(
        stem=f"{context} {_BYTES_RULE} How many bytes does this row take when it is encoded?\n\n`{_row(runs)}`",
        key=size,
        wrong=(
            WrongAnswer(pairs, "data.rle_counts_only", "How many bytes does one run take?"),
            WrongAnswer(length, "data.original_size_kept", "That is the size before the row is encoded."),
            WrongAnswer(
                2 * len(_merged(runs)), "data.rle_runs_merged", "A letter that comes up again later is a new run."
            ),
            WrongAnswer(length - size, "data.size_is_saving", "That is what is saved. How much is left?"),
            WrongAnswer(2 * length, "data.rle_each_character_a_pair", "How many characters does one run stand for?"),
            WrongAnswer(
                2 * (pairs - singles), "data.rle_single_run_dropped", "Is there a character that stands alone?"
            ),
            WrongAnswer(
                size - singles, "data.rle_single_run_without_number", "Each run needs a number, even a short one."
            ),
            WrongAnswer(8 * size, "data.bits_and_bytes_confused", "Is the answer asked for in bits or in bytes?"),
        ),
        hints=(
            "Draw a line wherever the letter changes, and count the runs.",
            "A single letter is a run too. A letter that comes back later starts a new run.",
            "Multiply the number of runs by the bytes that one run takes.",
        ),
        worked_solution=f"The runs are `{_code(runs)}`. That is {pairs} runs of 2 bytes each: "
        f"{pairs} × 2 = {size} bytes.",
        difficulty=3,
    )


def _saving(rng: random.Random) -> Problem:
    context, runs, length = _sizes(rng)
    pairs, singles = len(runs), sum(count == 1 for count, _ in runs)
    size = 2 * pairs
    return Problem(
        stem=f"{context} {_BYTES_RULE} How many bytes are saved by encoding this row?\n\n`{_row(runs)}`",
        key=length - size,
        wrong=(
            WrongAnswer(size, "data.size_is_saving", "That is what is left. How much smaller is it than before?"),
            WrongAnswer(length - pairs, "data.rle_counts_only", "How many bytes does one run take?"),
            WrongAnswer(
                length - 2 * len(_merged(runs)),
                "data.rle_runs_merged",
                "A letter that comes up again later is a new run.",
            ),
            WrongAnswer(pairs, "data.rle_counts_only", "You counted the runs. How many bytes do they take?"),
            WrongAnswer(
                length - 2 * (pairs - singles),
                "data.rle_single_run_dropped",
                "Is there a character that stands alone?",
            ),
            WrongAnswer(
                2 * len(_merged(runs)), "data.size_is_saving", "Compare the size before and after. What is saved?"
            ),
            WrongAnswer(length, "data.original_size_kept", "That is the size of the row before it is encoded."),
        ),
        hints=(
            "First count the letters. Each one takes 1 byte before the row is encoded.",
            "Then count the runs. Each one takes 2 bytes after the row is encoded.",
            "Take the size after from the size before.",
        ),
        worked_solution=f"Before: {length} letters, so {length} bytes. The runs are `{_code(runs)}`, so after: "
        f"{pairs} × 2 = {size} bytes. Saved: {length} − {size} = {length - size} bytes.",
        difficulty=4,
    )


def _ratio_text(before: int, after: int) -> str:
    divisor = math.gcd(before, after)
    return f"{before // divisor} : {after // divisor}"


def _ratio(rng: random.Random) -> Problem:
    context, runs, length = _sizes(rng)
    pairs, singles = len(runs), sum(count == 1 for count, _ in runs)
    size = 2 * pairs
    divisor = math.gcd(length, size)
    last = (
        f"Both numbers can be divided by {divisor}, so it is {_ratio_text(length, size)}."
        if divisor > 1
        else f"No number but 1 divides both, so it stays {_ratio_text(length, size)}."
    )
    merged = len(_merged(runs))
    slips = [
        (_ratio_text(length, pairs), "data.rle_counts_only", "How many bytes does one run take?"),
        (_ratio_text(size, length), "data.ratio_reversed", "Which size does the question name first?"),
        (_ratio_text(length, 2 * merged), "data.rle_runs_merged", "A letter that comes up again is a new run."),
        (_ratio_text(length, max(1, length - size)), "data.size_is_saving", "Compare before with after."),
        (
            _ratio_text(length, 2 * (pairs - singles) or 1),
            "data.rle_single_run_dropped",
            "Is there a character that stands alone?",
        ),
    ]
    return Problem(
        stem=f"{context} {_BYTES_RULE} What is the ratio of the size before to the size after, in its simplest form?"
        f"\n\n`{_row(runs)}`",
        key=_ratio_text(length, size),
        wrong=tuple(WrongAnswer(*slip) for slip in slips),
        hints=(
            "Work out both sizes first: 1 byte for each letter before, 2 bytes for each run after.",
            "Write the size before, then a colon, then the size after.",
            "Is there a number that divides both sizes? Then divide both by it.",
        ),
        worked_solution=f"Before: {length} bytes. The runs are `{_code(runs)}`, so after: {pairs} × 2 = {size} bytes. "
        f"The ratio is {length} : {size}. {last}",
        difficulty=4,
    )


def _draw(rng: random.Random, level: int) -> Problem:
    if level == 1:
        return _encode(rng, level)
    if level == 2:
        return _encode(rng, level) if rng.random() < 0.5 else _decode(rng)
    return rng.choice((_encoded_size, _saving, _ratio))(rng)


RUN_LENGTH = Generator(
    key="run_length",
    number=14,
    title="Run-length encoding",
    topic="data",
    version=1,
    objectives=("representations-going-audiovisual.always-another-way.2",),
    draw=_draw,
    misconceptions=(
        _SWAPPED,
        "data.rle_counts_repeats",
        "data.rle_runs_merged",
        "data.rle_single_run_without_number",
        "data.rle_single_run_dropped",
        "data.rle_counts_only",
        "data.rle_letters_only",
        "data.rle_each_character_a_pair",
        "data.size_is_saving",
        "data.original_size_kept",
        "data.ratio_reversed",
        "data.bits_and_bytes_confused",
    ),
)
