"""Simple models, a split into training and test data, a confusion matrix and accuracy (generator 48)."""

from __future__ import annotations

import random
from fractions import Fraction

from backend.generation.generators.base import Generator, Problem
from backend.generation.generators.classifiers import (
    CLASSIFIER_FEEDBACK,
    decision_tree,
    nearest_example,
    three_nearest,
)
from backend.generation.generators.showing import PUPILS, Slip, act_out, table
from backend.generation.generators.slips import WholeSlip, whole_answers

_FEEDBACK = {
    "ai.tests_on_training_data": "Should a model be tested on examples that it has seen?",
    "ai.split_swapped": "Which part is for learning, and which is for testing?",
    "ai.percentage_as_count": "A percentage isn't a number of examples. What must you do with it?",
    "ai.split_in_half": "Are both parts of the same size here?",
    "ai.counts_wrong_ones": "Are these the right answers of the model, or its mistakes?",
    "ai.one_class_only": "Right answers can be of both kinds. Have you added both?",
    "ai.rows_and_columns_swapped": "Which way does the table show the truth, and which way the model's answer?",
    "ai.all_are_right": "That is the number of all the examples. How many of them did the model get right?",
    "ai.accuracy_alone": "That is about all of them together. The question is about one kind only.",
    "ai.count_is_percentage": "That is a number of examples. How many are there out of a hundred?",
    "ai.part_of_all": "You compared with all the examples. With which ones should you compare?",
}

_CLASSES = (
    ("photos", "Cat", "Dog"),
    ("emails", "Spam", "Wanted"),
    ("sounds", "Speech", "Music"),
    ("leaves", "Oak", "Birch"),
    ("drawings", "Circle", "Square"),
    ("messages", "Happy", "Sad"),
)

_RARE = (
    ("eggs", "Cracked", "Whole"),
    ("emails", "Spam", "Wanted"),
    ("apples", "Rotten", "Fresh"),
    ("payments", "Fraud", "Honest"),
    ("photos", "Owl", "Empty"),
    ("parts", "Broken", "Good"),
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


def _matrix_of(one: str, other: str, cells: tuple[int, int, int, int]) -> str:
    """Return a confusion matrix as a table; ``cells`` go row by row, and each row is the truth."""
    head = ("The truth", f"Model says {one}", f"Model says {other}")
    return table(head, [(one, *cells[:2]), (other, *cells[2:])])


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
    shown = _matrix_of(one, other, (hit_one, miss_one, miss_other, hit_other))
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


def _accuracy(rng: random.Random) -> Problem:
    thing, one, other = rng.choice(_CLASSES)
    total = rng.choice((20, 40, 50))
    right = total * rng.randint(11, 18) // 20
    hit_one = rng.randint(right // 4, right * 3 // 4)
    miss_one = rng.randint(1, total - right - 1)
    hit_other, miss_other = right - hit_one, total - right - miss_one
    key = 100 * right // total
    slips: list[WholeSlip] = [
        (right, "ai.count_is_percentage"),
        (100 - key, "ai.counts_wrong_ones"),
        (Fraction(100 * hit_one, total), "ai.one_class_only"),
        (Fraction(100 * hit_one, hit_one + miss_one), "ai.one_class_only"),
        (Fraction(100 * (hit_one + miss_one), total), "ai.rows_and_columns_swapped"),
        (Fraction(100 * hit_other, hit_other + miss_other), "ai.one_class_only"),
        (Fraction(100 * (hit_other + miss_one), total), "ai.rows_and_columns_swapped"),
        (100, "ai.all_are_right"),
    ]
    return Problem(
        stem=f"{rng.choice(PUPILS)} tests a model on {total} {thing} that it has not seen before:\n\n"
        f"{_matrix_of(one, other, (hit_one, miss_one, miss_other, hit_other))}\n\n"
        f"The accuracy is the percentage of the {thing} that the model names correctly. "
        "What is the accuracy, in per cent?",
        key=key,
        wrong=whole_answers(slips, _FEEDBACK),
        hints=(
            "Each row is the truth. Each column is what the model says.",
            "Find the two cells where the truth and the model agree, and add them.",
            f"Compare the result with all {total} {thing}. How many would it be out of 100?",
        ),
        worked_solution=f"The model is right for {hit_one} + {hit_other} = {right} of {total}. "
        f"Out of 100 that is {key}, so the accuracy is {key}%.",
        difficulty=4,
    )


def _share_found(rng: random.Random) -> Problem:
    """Ask how much of a rare kind a model finds whose accuracy is high."""
    thing, rare, common = rng.choice(_RARE)
    total = rng.choice((100, 200, 400))
    all_rare = rng.choice((5, 8, 10, 20, 25))
    found = rng.randint(1, all_rare - 1)
    false_alarms = rng.randint(1, 12)
    right = total - all_rare - false_alarms + found
    key = Fraction(100 * found, all_rare)
    accuracy = Fraction(100 * right, total)
    slips: list[WholeSlip] = [
        (accuracy, "ai.accuracy_alone"),
        (100 - key, "ai.counts_wrong_ones"),
        (found, "ai.count_is_percentage"),
        (Fraction(100 * found, total), "ai.part_of_all"),
        (Fraction(100 * found, found + false_alarms), "ai.rows_and_columns_swapped"),
        (Fraction(100 * all_rare, total), "ai.part_of_all"),
        (all_rare, "ai.count_is_percentage"),
        (100, "ai.all_are_right"),
    ]
    whole = key.denominator == accuracy.denominator == 1
    return Problem(
        stem=f"{rng.choice(PUPILS)} tests a model on {total} {thing} that it has not seen before:\n\n"
        f"{_matrix_of(rare, common, (found, all_rare - found, false_alarms, total - all_rare - false_alarms))}\n\n"
        f"The model names {int(accuracy)}% of the {thing} correctly. "
        f"But what percentage of the {thing} in the row “{rare}” does it find?",
        key=int(key),
        wrong=whole_answers(slips, _FEEDBACK) if whole else (),
        hints=(
            f"You only need the row “{rare}”.",
            "Add up that row. How many of them does the model name correctly?",
            "Write that part as a fraction of the row. How many would it be out of 100?",
        ),
        worked_solution=f"There are {found} + {all_rare - found} = {all_rare} in that row, and the model finds {found} "
        f"of them. Out of 100 that is {int(key)}. The high accuracy comes from the other row, which is much longer.",
        difficulty=5,
    )


_TASKS = {
    1: (nearest_example, decision_tree),
    2: (_split, three_nearest),
    3: (_matrix, _accuracy, _share_found),
}


def _draw(rng: random.Random, level: int) -> Problem:
    return rng.choice(_TASKS[level])(rng)


MACHINE_LEARNING = Generator(
    key="machine_learning",
    number=48,
    title="Machine learning: examples, tests and mistakes",
    topic="ai",
    version=2,
    objectives=("computing-systems.thinking-machines.1", "computing-systems.thinking-machines.5"),
    draw=_draw,
    misconceptions=(*CLASSIFIER_FEEDBACK, *_FEEDBACK),
)
