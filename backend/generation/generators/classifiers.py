"""Answers of simple models: by the nearest example, the three nearest, a decision tree (part of generator 48)."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from backend.generation.generators.base import Problem
from backend.generation.generators.showing import PUPILS, Slip, act_out, table

CLASSIFIER_FEEDBACK = {
    "ai.far_is_near": "Is a small or a large distance a sign of things that are alike?",
    "ai.first_example_wins": "Does the order of the table say anything about how alike they are?",
    "ai.one_feature_only": "There are two features. Have you used both?",
    "ai.nearest_one_only": "You used one example. How many does this model look at?",
    "ai.most_common_class": "Count only the examples that are near. Which of them matter here?",
    "ai.tree_branch_swapped": "Check the answer to each question on the way. Did you take the right column?",
    "ai.tree_rows_in_order": "After question 1, does the tree go on with the next row, or somewhere else?",
    "ai.tree_yes_no_swapped": "Which column is for yes, and which one is for no?",
    "ai.tree_boundary": "Is a number more than itself? Look at the question again.",
}

_KINDS = (
    ("pebble", ("Flint", "Quartz", "Slate", "Chalk"), "Length (mm)", "Weight (g)"),
    ("fruit", ("Apple", "Pear", "Plum", "Lemon"), "Sweetness", "Crunch"),
    ("leaf", ("Oak", "Birch", "Maple", "Holly"), "Length (cm)", "Points"),
    ("shell", ("Cockle", "Whelk", "Mussel", "Limpet"), "Length (mm)", "Ridges"),
    ("song", ("Rock", "Jazz", "Folk", "Techno"), "Loudness", "Speed"),
)

Point = tuple[int, int]


def steps(one: Point, other: Point) -> int:
    """Return the distance of two points on a grid, across plus up or down."""
    return abs(one[0] - other[0]) + abs(one[1] - other[1])


def nearest_example(rng: random.Random) -> Problem:
    """Ask for the name of the example that is most similar."""
    kind, names, across, up = rng.choice(_KINDS)
    labels = rng.sample(names, 4)
    points = [(rng.randint(1, 20), rng.randint(1, 20)) for _ in labels]
    new = (rng.randint(1, 20), rng.randint(1, 20))
    by_name = dict(zip(labels, points, strict=True))
    distances = {name: steps(point, new) for name, point in by_name.items()}
    order = sorted(labels, key=lambda name: distances[name])
    key = order[0]
    clear = distances[order[1]] > distances[key]
    slips: list[Slip] = [
        (min(labels, key=lambda name: abs(by_name[name][0] - new[0])), "ai.one_feature_only"),
        (min(labels, key=lambda name: abs(by_name[name][1] - new[1])), "ai.one_feature_only"),
        (order[-1], "ai.far_is_near"),
        (labels[0], "ai.first_example_wins"),
    ]
    rows = [*((name, *point) for name, point in by_name.items()), ("?", *new)]
    working = ", ".join(f"{name} {distances[name]}" for name in labels)
    return Problem(
        stem=f"{rng.choice(PUPILS)}'s model gives a new {kind} the name of the most similar example. These are the "
        f"examples. The new {kind} is in the last row.\n\n{table((kind.capitalize(), across, up), rows)}\n\n"
        "The distance of two rows is the difference in the second column plus the difference in the third. "
        "Which name does the model give?",
        key=key,
        wrong=act_out(CLASSIFIER_FEEDBACK, slips) if clear else (),
        hints=(
            "Work out the distance from the new one to each example.",
            "For each column, take the smaller number away from the larger one. Then add the two results.",
            "The most similar example is the one with the smallest distance.",
        ),
        worked_solution=f"The distances are: {working}. The smallest one belongs to {key}.",
        difficulty=2,
    )


_SIDE = 7
_EXAMPLES = 9
_MAPS = (
    ("a map of a game", ("Forest", "Desert", "Lake", "Rock")),
    ("a plan of a garden", ("Tomato", "Bean", "Carrot", "Onion")),
    ("a map of a zoo", ("Lion", "Zebra", "Monkey", "Parrot")),
    ("a plan of a market", ("Bread", "Cheese", "Fish", "Tea")),
    ("a map of a town", ("Park", "School", "Office", "Home")),
)


def _grid(marks: Mapping[Point, str]) -> str:
    numbers = range(1, _SIDE + 1)
    return table(
        ("", *numbers), [("ABCDEFG"[row - 1], *(marks.get((row, at), " ") for at in numbers)) for row in numbers]
    )


def three_nearest(rng: random.Random) -> Problem:
    """Ask for the kind that most of the three nearest examples on a grid have."""
    place, names = rng.choice(_MAPS)
    single, majority, common, far = rng.sample(names, 4)
    new = (rng.randint(2, 6), rng.randint(2, 6))
    cells = [(row, at) for row in range(1, _SIDE + 1) for at in range(1, _SIDE + 1) if (row, at) != new]
    chosen = sorted(rng.sample(cells, _EXAMPLES), key=lambda cell: steps(cell, new))
    between = [common] * 4 + [rng.choice((single, majority))]
    rng.shuffle(between)
    labels = dict(zip(chosen, [single, majority, majority, *between, far], strict=True))
    away = [steps(cell, new) for cell in chosen]
    clear = away[0] < away[1] and away[2] < away[3] and away[-2] < away[-1]
    slips: list[Slip] = [
        (labels[chosen[0]], "ai.nearest_one_only"),
        (Counter(labels.values()).most_common(1)[0][0], "ai.most_common_class"),
        (labels[chosen[-1]], "ai.far_is_near"),
    ]
    near = ", ".join(f"{labels[cell]} ({distance})" for cell, distance in zip(chosen[:3], away, strict=False))
    return Problem(
        stem=f"This is {place}. Each letter is the first letter of an example: "
        f"{', '.join(sorted(names)[:-1])} or {max(names)}.\n\n"
        f"{_grid({**{cell: name[0] for cell, name in labels.items()}, new: '?'})}\n\n"
        f"{rng.choice(PUPILS)}'s model finds out what belongs in the cell with the question mark. It takes the 3 "
        "nearest examples and chooses what most of them are. To find the distance, count the cells across, "
        "and up or down. "
        "What does the model choose?",
        key=majority,
        wrong=act_out(CLASSIFIER_FEEDBACK, slips) if clear else (),
        hints=(
            "Begin with the cells next to the question mark, and go outwards.",
            "You can't go diagonally: a cell at a corner is two steps away.",
            "Stop when you have found three examples. Which kind comes twice?",
        ),
        worked_solution=f"The three nearest examples, with their distances, are: {near}. Most of them are: {majority}.",
        difficulty=4,
    )


@dataclass(frozen=True, slots=True)
class _Feature:
    name: str
    unit: str
    values: range

    def shown(self, value: int) -> str:
        return f"{value} {self.unit}".strip()


_CHOICES = (
    ("what to do at the weekend", "Today", ("Swimming", "Cycling", "Chess", "Painting"),
     (_Feature("temperature", "°C", range(4, 30)), _Feature("wind speed", "km/h", range(5, 60)),
      _Feature("number of friends", "", range(0, 10)))),
    ("which film to suggest", "This time", ("Comedy", "Thriller", "Cartoon", "Western"),
     (_Feature("age", "years", range(8, 60)), _Feature("free time", "minutes", range(60, 180)),
      _Feature("number of viewers", "", range(1, 10)))),
    ("what kind of message it is", "In a new message", ("Advert", "News", "Homework", "Chat"),
     (_Feature("number of links", "", range(0, 12)), _Feature("length", "words", range(5, 300)),
      _Feature("number of pictures", "", range(0, 9)))),
    ("what to have for lunch", "Today", ("Pizza", "Salad", "Soup", "Curry"),
     (_Feature("temperature", "°C", range(4, 30)), _Feature("time left", "minutes", range(10, 60)),
      _Feature("number of guests", "", range(1, 10)))),
    ("how to get to school", "Today", ("Walking", "Bus", "Bike", "Train"),
     (_Feature("temperature", "°C", range(-5, 25)), _Feature("time left", "minutes", range(10, 60)),
      _Feature("weight of the bag", "kg", range(1, 12)))),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Tree:
    """Three questions “is this more than its limit?”. Question 1 leads to 2 (yes) or 3 (no), and they to an answer."""

    limits: tuple[int, int, int]
    answers: tuple[str, str, str, str]

    def walk(self, values: tuple[int, int, int], *, swapped: tuple[bool, bool] = (False, False), edge: int = 0) -> str:
        """Return the answer; ``swapped`` says for which of the two steps yes is taken for no, ``edge`` 1 counts a
        number as more than itself."""
        first = (values[0] + edge > self.limits[0]) != swapped[0]
        at = 1 if first else 2
        second = (values[at] + edge > self.limits[at]) != swapped[1]
        return self.answers[(0 if first else 2) + (0 if second else 1)]

    def shown(self, features: Sequence[_Feature]) -> str:
        """Return the tree as a table with a row for each question."""
        targets = (("Go to 2", "Go to 3"), self.answers[:2], self.answers[2:])
        rows = [
            (number, f"Is the {feature.name} more than {feature.shown(limit)}?", *target)
            for number, (feature, limit, target) in enumerate(zip(features, self.limits, targets, strict=True), 1)
        ]
        return table(("Number", "Question", "Yes", "No"), rows)


def decision_tree(rng: random.Random) -> Problem:
    """Ask where a walk down a decision tree ends."""
    what, when, names, features = rng.choice(_CHOICES)
    order = rng.sample(features, 3)
    limits = [rng.choice(feature.values[1:-1]) for feature in order]
    values = [rng.choice(feature.values) for feature in order]
    if rng.random() < 0.4:
        at = rng.randrange(3)
        values[at] = limits[at]
    one, two, three, four = rng.sample(names, 4)
    tree = _Tree((limits[0], limits[1], limits[2]), (one, two, three, four))
    case = (values[0], values[1], values[2])
    key = tree.walk(case)
    first_yes = case[0] > limits[0]
    slips: list[Slip] = [
        (tree.walk(case, edge=1), "ai.tree_boundary"),
        (tree.walk(case, swapped=(True, False)), "ai.tree_branch_swapped" if first_yes else "ai.tree_rows_in_order"),
        (tree.walk(case, swapped=(False, True)), "ai.tree_branch_swapped"),
        (tree.walk(case, swapped=(True, True)), "ai.tree_yes_no_swapped"),
    ]
    facts = [f"the {feature.name} is {feature.shown(value)}" for feature, value in zip(order, values, strict=True)]
    second = 2 if first_yes else 3
    replies = [("yes" if case[at] > limits[at] else "no") for at in (0, second - 1)]
    return Problem(
        stem=f"A decision tree decides {what}. It begins with question 1.\n\n"
        f"{tree.shown(order)}\n\n"
        f"{when}, {facts[0]}, {facts[1]} and {facts[2]}. Which answer does the tree give?",
        key=key,
        wrong=act_out(CLASSIFIER_FEEDBACK, slips),
        hints=(
            "Answer question 1 first. Look up the number that it asks about.",
            "Go to the question that stands in the column of your answer. Leave the other one out.",
            "Answer that question. The column of your answer holds the answer of the tree.",
        ),
        worked_solution=f"Question 1: {replies[0]}, so go to question {second}. Question {second}: {replies[1]}. "
        f"Its answer is: {key}.",
        difficulty=2,
    )
