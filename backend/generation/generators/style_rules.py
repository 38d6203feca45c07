"""Questions about CSS: which colour a line gets, and which rule reaches the lines that are meant (generator 47)."""

from __future__ import annotations

import random

from backend.generation.generators.base import Problem
from backend.generation.generators.showing import PUPILS, Slip, act_out

STYLE_FEEDBACK = {
    "web.id_class_confused": "One sign in CSS is for a class, another for an id. Which one does the line have?",
    "web.element_rule_wins": "A rule for `p` isn't the only one that fits. Is there a more exact one for this line?",
    "web.heading_rule_spreads": "Is this line a heading? A rule for headings changes nothing else.",
    "web.rule_reaches_other_lines": "Does this line have a class or an id at all?",
    "web.selector_without_sign": "A word without a sign in front is the name of a tag. Is there such a tag?",
    "web.sign_before_tag_name": "Does the name of a tag need a sign in front of it in CSS?",
    "web.tag_in_selector": "CSS names tags in another way than HTML. Are the angle brackets needed?",
    "web.selects_too_much": "Which lines does this rule reach? Are there more than you want?",
    "web.colour_spelt_in_british": "CSS was made with American spelling. Check each word of the rule.",
}

_PAGES = (
    ("Zoo news", ("Our panda is home", "Feeding time is at noon", "Tickets cost five pounds", "Dogs stay outside")),
    ("Bike club", ("We meet on Friday", "Bring a helmet", "The first ride is free", "Lights are for sale")),
    ("Library", ("We open at eight", "Ten new comics are here", "Please eat outside", "Return books by May")),
    ("Film night", ("Doors open at six", "Popcorn is free", "Seats are on the floor", "Bring a cushion")),
    ("Pond diary", ("The frogs are back", "We saw a newt", "Stay on the path", "The water is deep")),
    ("Cake stall", ("We bake on Monday", "Scones cost one pound", "Bring your own bag", "Nuts are marked")),
    ("Sports day", ("Races start at ten", "Parents are welcome", "Wear a cap", "Water is free")),
    ("Music room", ("The choir needs you", "Drums are in the hall", "Keys are at the desk", "Tidy up at three")),
)
_CLASSES = ("event", "info", "note", "extra", "hint")
_IDS = ("top", "start", "special", "star", "latest")
_COLOURS = ("red", "green", "blue", "purple", "orange", "brown", "grey", "pink")


def _block(language: str, lines: list[str]) -> str:
    return f"```{language}\n" + "\n".join(lines) + "\n```"


def _rule(selector: str, colour: str) -> str:
    return f"{selector} {{ color: {colour}; }}"


def colour_of_a_line(rng: random.Random) -> Problem:
    """Ask for the colour of a line that has a class, an id or neither."""
    title, texts = rng.choice(_PAGES)
    plain, of_class, of_id = rng.sample(texts, 3)
    name, label = rng.choice(_CLASSES), rng.choice(_IDS)
    heading, all_lines, by_class, by_id = rng.sample(_COLOURS, 4)
    lines = [f"<p>{plain}</p>", f'<p class="{name}">{of_class}</p>', f'<p id="{label}">{of_id}</p>']
    rules = [_rule("h1", heading), _rule("p", all_lines), _rule(f".{name}", by_class), _rule(f"#{label}", by_id)]
    rng.shuffle(lines)
    rng.shuffle(rules)
    asked, key, selector, slips = rng.choice((
        (plain, all_lines, "p", [(by_class, "web.rule_reaches_other_lines"), (by_id, "web.rule_reaches_other_lines")]),
        (of_class, by_class, f".{name}", [(by_id, "web.id_class_confused"), (all_lines, "web.element_rule_wins")]),
        (of_id, by_id, f"#{label}", [(by_class, "web.id_class_confused"), (all_lines, "web.element_rule_wins")]),
    ))  # fmt: skip
    wrong: list[Slip] = [*slips, (heading, "web.heading_rule_spreads")]
    return Problem(
        stem=f"This is a part of {rng.choice(PUPILS)}'s web page, and its CSS:\n\n"
        f"{_block('html', [f'<h1>{title}</h1>', *lines])}\n\n{_block('css', rules)}\n\n"
        f"In which colour does the browser show “{asked}”?",
        key=key.capitalize(),
        wrong=act_out(STYLE_FEEDBACK, [(str(colour).capitalize(), slug) for colour, slug in wrong]),
        hints=(
            f"Find the line with “{asked}” in the HTML. Does it have a class, an id or neither?",
            "In CSS, a dot stands in front of a class and a # in front of an id.",
            "A rule for a class or an id is more exact than a rule for a tag, so it wins.",
        ),
        worked_solution=f"The most exact rule for this line begins with `{selector}`. So the colour is: "
        f"{key.capitalize()}.",
        difficulty=4,
    )


def rule_for_lines(rng: random.Random) -> Problem:
    """Ask for the rule that reaches the lines of a class, the line with an id, or all paragraphs."""
    title, texts = rng.choice(_PAGES)
    one, two, three, four = rng.sample(texts, 4)
    name, label, colour = rng.choice(_CLASSES), rng.choice(_IDS), rng.choice(_COLOURS)
    lines = [f"<p>{one}</p>", f'<p class="{name}">{two}</p>', f'<p class="{name}">{three}</p>',
             f'<p id="{label}">{four}</p>']  # fmt: skip
    rng.shuffle(lines)
    sign, word, goal, why = rng.choice((
        (".", name, f"the lines with the class “{name}”, and only those,", "A dot stands for a class"),
        ("#", label, f"the line with the id “{label}”, and only that one,", "The sign # stands for an id"),
        ("", "p", "all the paragraphs", "The name of a tag stands alone"),
    ))  # fmt: skip
    selector = f"{sign}{word}"
    if sign:
        slips = [
            (_rule({".": "#", "#": "."}[sign] + word, colour), "web.id_class_confused"),
            (_rule(word, colour), "web.selector_without_sign"),
            (_rule("p", colour), "web.selects_too_much"),
        ]
    else:
        slips = [(_rule(".p", colour), "web.sign_before_tag_name"), (_rule("#p", colour), "web.sign_before_tag_name")]
    slips += [
        (_rule(selector, colour).replace("color", "colour"), "web.colour_spelt_in_british"),
        (_rule(f"<{word}>", colour), "web.tag_in_selector"),
    ]
    key = f"`{_rule(selector, colour)}`"
    return Problem(
        stem=f"{rng.choice(PUPILS)}'s web page has these lines:\n\n{_block('html', [f'<h1>{title}</h1>', *lines])}\n\n"
        f"Which CSS rule makes {goal} {colour}?",
        key=key,
        wrong=act_out(STYLE_FEEDBACK, [(f"`{rule}`", slug) for rule, slug in slips]),
        hints=(
            "The part in front of the curly brackets says which lines the rule is for.",
            "There are three kinds: the name of a tag, a dot with a class, and a # with an id.",
            "Now check the spelling inside the curly brackets, letter by letter.",
        ),
        worked_solution=f"{why}, and inside the brackets CSS spells the word color: {key}.",
        difficulty=5,
    )
