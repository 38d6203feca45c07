"""Nearest neighbours, a split into training and test data, and a confusion matrix (generator 48)."""

from __future__ import annotations

import random

from backend.generation.generators.base import Generator, Problem
from backend.generation.generators.showing import PUPILS, Slip, act_out, table

_FEEDBACK = {
    "ai.far_is_near": "Is a small or a large distance a sign of things that are alike?",
    "ai.first_example_wins": "Does the order of the table say anything about how alike they are?",
    "ai.one_feature_only": "There are two features. Have you used both?",
    "ai.tests_on_training_data": "Should a model be tested on examples that it has seen?",
    "ai.split_swapped": "Which part is for learning, and which is for testing?",
    "ai.percentage_as_count": "A percentage isn't a number of examples. What must you do with it?",
    "ai.split_in_half": "Are both parts of the same size here?",
    "ai.counts_wrong_ones": "Are these the right answers of the model, or its mistakes?",
    "ai.one_class_only": "Right answers can be of both kinds. Have you added both?",
    "ai.rows_and_columns_swapped": "Which way does the table show the truth, and which way the model's answer?",
    "ai.all_are_right": "That is the number of all the examples. How many of them did the model get right?",
}

_KINDS = (
    ("pebble", ("Flint", "Quartz", "Slate", "Chalk"), "Length (cm)", "Width (cm)"),
    ("fruit", ("Apple", "Pear", "Plum", "Lemon"), "Length (cm)", "Width (cm)"),
    ("leaf", ("Oak", "Birch", "Maple", "Holly"), "Length (cm)", "Width (cm)"),
    ("shell", ("Cockle", "Whelk", "Mussel", "Limpet"), "Length (cm)", "Width (cm)"),
)
_CLASSES = (
    ("photos", "Cat", "Dog"),
    ("emails", "Spam", "Wanted"),
    ("sounds", "Speech", "Music"),
    ("leaves", "Oak", "Birch"),
    ("drawings", "Circle", "Square"),
    ("messages", "Happy", "Sad"),
)

Point = tuple[int, int]


def _steps(one: Point, other: Point) -> int:
    return abs(one[0] - other[0]) + abs(one[1] - other[1])


def _nearest(rng: random.Random) -> Problem:
    kind, names, across, up = rng.choice(_KINDS)
    labels = rng.sample(names, 4)
    points = [(rng.randint(1, 20), rng.randint(1, 20)) for _ in labels]
    new = (rng.randint(1, 20), rng.randint(1, 20))
    by_name = dict(zip(labels, points, strict=True))
    distances = {name: _steps(point, new) for name, point in by_name.items()}
    order = sorted(labels, key=lambda name: distances[name])
    key = order[0]
    clear = distances[order[1]] > distances[key]
    slips: list[Slip] = [
        (min(labels, key=lambda name: abs(by_name[name][0] - new[0])), "ai.one_feature_only"),
        (min(labels, key=lambda name: abs(by_name[name][1] - new[1])), "ai.one_feature_only"),
        (order[-1], "ai.far_is_near"),
        (labels[0], "ai.first_example_wins"),
    ]
    rows = [(name, *point) for name, point in by_name.items()]
    working = ", ".join(f"{name} {distances[name]}" for name in labels)
    return Problem(
        stem=f"{rng.choice(PUPILS)}'s model names a {kind} after the most similar example. Here are the examples:\n\n"
        f"{table((kind.capitalize(), across, up), rows)}\n\nA new {kind} has {new[0]} and {new[1]} in these columns. "
        "The distance is the difference in the first number plus the difference in the second. "
        "Which name does the model give?",
        key=key,
        wrong=act_out(_FEEDBACK, slips) if clear else (),
        hints=(
            "Work out the distance from the new one to each example.",
            "For each column, take the smaller number away from the larger one. Then add the two results.",
            "The most similar example is the one with the smallest distance.",
        ),
        worked_solution=f"The distances are: {working}. The smallest one belongs to {key}.",
        difficulty=2,
    )


def _split(rng: random.Random) -> Problem:
    percent, total = rng.choice((60, 70, 75, 80, 90)), 20 * rng.randint(6, 60)
    thing = rng.choice(_CLASSES)[0]
    training = total * percent // 100
    key = total - training
    slips: list[Slip] = [
        (training, "ai.split_swapped"),
        (total, "ai.tests_on_training_data"),
        (100 - percent, "ai.percentage_as_count"),
        (total // 2, "ai.split_in_half"),
        (total - percent, "ai.percentage_as_count"),
        (percent, "ai.percentage_as_count"),
    ]
    slips += [(total // part, "ai.percentage_as_count") for part in (percent, 100 - percent) if total % part == 0]
    return Problem(
        stem=f"{rng.choice(PUPILS)} has {total} {thing} to make a model with. {percent}% of them are for training, "
        "and the others are kept for testing. How many are kept for testing?",
        key=key,
        wrong=act_out(_FEEDBACK, slips),
        hints=(
            "A model is tested on examples that it hasn't seen in training.",
            f"If {percent}% are used for training, how many per cent are left?",
            f"Work out that percentage of {total}. Start with 10%, which is {total // 10}.",
        ),
        worked_solution=f"100% − {percent}% = {100 - percent}% are kept. {100 - percent}% of {total} is {key}.",
        difficulty=3,
    )


def _matrix(rng: random.Random) -> Problem:
    thing, one, other = rng.choice(_CLASSES)
    hit_one, hit_other = rng.sample(range(12, 60), 2)
    miss_one, miss_other = rng.sample(range(1, 30), 2)
    total = hit_one + hit_other + miss_one + miss_other
    key = hit_one + hit_other
    slips: list[Slip] = [
        (hit_one, "ai.one_class_only"),
        (hit_one + miss_one, "ai.rows_and_columns_swapped"),
        (total, "ai.all_are_right"),
        (miss_one + miss_other, "ai.counts_wrong_ones"),
        (hit_one + miss_other, "ai.rows_and_columns_swapped"),
        (hit_other, "ai.one_class_only"),
    ]
    shown = table(
        ("The truth", f"Model says {one}", f"Model says {other}"),
        [(one, hit_one, miss_one), (other, miss_other, hit_other)],
    )
    return Problem(
        stem=f"{rng.choice(PUPILS)} tests a model on {thing} that it has not seen before:\n\n{shown}\n\n"
        f"How many of the {thing} does the model name correctly?",
        key=key,
        wrong=act_out(_FEEDBACK, slips),
        hints=(
            "Each row is the truth. Each column is what the model says.",
            f"In which cell do the truth and the model both say {one}?",
            "Find the two cells where the truth and the model agree, and add them.",
        ),
        worked_solution=f"The model is right for {hit_one} ({one}) and {hit_other} ({other}): "
        f"{hit_one} + {hit_other} = {key}.",
        difficulty=4,
    )


def _draw(rng: random.Random, level: int) -> Problem:
    return {1: _nearest, 2: _split, 3: _matrix}[level](rng)


MACHINE_LEARNING = Generator(
    key="machine_learning",
    number=48,
    title="Machine learning: examples, tests and mistakes",
    topic="ai",
    version=1,
    objectives=("computing-systems.thinking-machines.1", "computing-systems.thinking-machines.5"),
    draw=_draw,
    misconceptions=tuple(_FEEDBACK),
)
