"""What a browser makes of HTML, and HTML that is written correctly; on level 3, CSS (generator 47).

Only elements that need their closing tag are asked about: HTML allows a paragraph or a list item without one.
"""

from __future__ import annotations

import random

from backend.generation.generators.base import Generator, Problem
from backend.generation.generators.showing import PUPILS, Slip, act_out
from backend.generation.generators.style_rules import STYLE_FEEDBACK, colour_of_a_line, rule_for_lines

_FEEDBACK = {
    "web.effect_goes_on": "Where is the closing tag? The effect ends there.",
    "web.effect_on_the_whole_line": "The tags stand inside the line. Does the effect begin before the opening tag?",
    "web.effect_before_the_tag": "Does a tag change what comes before it, or what comes after it?",
    "web.effect_after_the_closing_tag": "What does the slash in a tag mean?",
    "web.list_kinds_confused": "One kind of list has an order, the other hasn't. What does the first letter tell you?",
    "web.list_has_no_effect": "Each `<li>` is an item of its own. Are they all put on one line?",
    "web.tags_are_shown": "Tags tell the browser what to do. Do readers of the page see them?",
    "web.closing_tag_without_slash": "How does a closing tag differ from an opening tag?",
    "web.slash_at_the_end": "A closing tag does have a slash. Where does it go?",
    "web.backslash_in_tag": "There are two kinds of slashes. Which one do tags use?",
    "web.tags_turned_round": "Which tag comes first: the opening or the closing one?",
    "web.content_inside_the_tag": "What readers see stands between two tags. Is it so here?",
    "web.attribute_content_swapped": "Which part is for the reader, and which is for the browser? Check both places.",
    "web.attribute_wrong": "Is that the right attribute for this tag?",
    "web.attribute_outside_the_tag": "An attribute belongs inside the opening tag. Is it there?",
    "web.attribute_is_shown": "Where does the opening tag end? Do readers see what is inside it?",
    "web.link_text_is_hidden": "What can a reader click on? A link needs some words.",
    "web.tag_guessed": "Is there a tag of that name in HTML?",
    "web.image_has_content": "Does an image have words between two tags? Where does the text for it go?",
}

_MARKED = (
    ("Our", ("spring fair", "book fair", "craft fair"), "is in May"),
    ("The", ("chess club", "drama club", "robot club", "running club"), "meets on Friday"),
    ("Please bring a", ("warm coat", "packed lunch", "water bottle"), "for the trip"),
    ("Tickets cost", ("two pounds", "three pounds", "five pounds"), "at the door"),
    ("The", ("red team", "blue team", "hockey team", "netball team"), "won the cup"),
    ("We sell", ("lemon cakes", "carrot cakes", "fruit salad"), "at break"),
    ("Doors open at", ("noon", "six o'clock", "half past seven"), "on Monday"),
    ("Meet us in the", ("sports hall", "music room", "library"), "after school"),
)
_EFFECTS = {"b": "bold", "strong": "bold", "i": "italics", "em": "italics"}
_ELEMENTS = (
    ("h1", "a main heading", "heading"),
    ("h2", "a smaller heading", "heading"),
    ("title", "the title of the page", "title"),
    ("button", "a button", "button"),
    ("strong", "important words", "words"),
)
_TEXTS = ("Sports day", "School trips", "Lost coats", "Our pond", "Bake sale", "Book swap", "Bike club", "Field notes",
          "Club news", "Photo wall", "Quiz night", "Lunch menu")  # fmt: skip
_LISTS = (
    ("things to pack", ("Tent", "Torch", "Boots")),
    ("steps of a recipe", ("Mix", "Bake", "Cool")),
    ("clubs", ("Chess", "Drama", "Judo")),
    ("fruit on sale", ("Apples", "Pears", "Plums")),
    ("rooms of a museum", ("Space", "Trains", "Coins")),
    ("songs of a concert", ("Sunrise", "Rain", "Home")),
)
_LINKS = (
    ("Timetable", "times.html"), ("Lunch list", "menu.html"), ("Our team", "team.html"), ("Quiz page", "quiz.html"),
    ("Opening hours", "hours.html"), ("Trip photos", "photos.html"), ("Match results", "results.html"),
    ("Pond diary", "pond.html"),
)  # fmt: skip
_IMAGES = (
    ("dog.png", "A brown dog"), ("pond.jpg", "The school pond"), ("cake.jpg", "A lemon cake"),
    ("team.png", "The hockey team"), ("map.png", "A map of the town"), ("owl.jpg", "An owl at night"),
    ("stage.jpg", "Actors on a stage"), ("kite.png", "A red kite"),
)  # fmt: skip


def _code(*lines: str) -> str:
    return "```html\n" + "\n".join(lines) + "\n```"


def _words_with_effect(rng: random.Random) -> Problem:
    """Ask which words the pair of tags acts on."""
    before, choices, after = rng.choice(_MARKED)
    words, tag = rng.choice(choices), rng.choice(list(_EFFECTS))
    effect = _EFFECTS[tag]
    line = f"<p>{before} <{tag}>{words}</{tag}> {after}.</p>"
    slips: list[Slip] = [
        (f"{words} {after}", "web.effect_goes_on"),
        (f"{before} {words} {after}", "web.effect_on_the_whole_line"),
        (after, "web.effect_after_the_closing_tag"),
        (before, "web.effect_before_the_tag"),
    ]
    return Problem(
        stem=f"{rng.choice(PUPILS)} writes this line of a web page:\n\n{_code(line)}\n\n"
        f"Browsers use {effect} for the tag `<{tag}>`. Which words does the browser show in {effect}?",
        key=words,
        wrong=act_out(_FEEDBACK, slips),
        hints=(
            "Tags come in pairs: an opening tag, and a closing tag with a slash.",
            f"Find the opening tag `<{tag}>` and the closing tag `</{tag}>`.",
            "The effect begins at the opening tag and ends at the closing tag.",
        ),
        worked_solution=f"`<{tag}>` begins the effect and `</{tag}>` ends it. Between them stands: {words}.",
        difficulty=1,
    )


def _correct_element(rng: random.Random) -> Problem:
    tag, purpose, noun = rng.choice(_ELEMENTS)
    words = rng.choice(_TEXTS)
    slips: list[Slip] = [
        (f"`<{tag}>{words}<{tag}>`", "web.closing_tag_without_slash"),
        (f"`<{tag}>{words}<{tag}/>`", "web.slash_at_the_end"),
        (f"`</{tag}>{words}<{tag}>`", "web.tags_turned_round"),
        (f"`<{tag}>{words}<\\{tag}>`", "web.backslash_in_tag"),
        (f"`<{tag} {words} /{tag}>`", "web.content_inside_the_tag"),
    ]
    key = f"`<{tag}>{words}</{tag}>`"
    return Problem(
        stem=f"{rng.choice(PUPILS)} is making a web page. The tag `<{tag}>` is for {purpose}. "
        f"Which line is correct HTML for the {noun} “{words}”?",
        key=key,
        wrong=act_out(_FEEDBACK, slips),
        hints=(
            "There has to be an opening tag and a closing tag.",
            "What the page shows stands between the two tags.",
            "A closing tag has a slash (/) in front of its name.",
        ),
        worked_solution=f"The opening tag comes first, then the words, then the closing tag with its slash: {key}.",
        difficulty=1,
    )


def _kind_of_list(rng: random.Random) -> Problem:
    about, items = rng.choice(_LISTS)
    tag = rng.choice(("ul", "ol"))
    bullets, numbers = "As a list with bullet points", "As a list with numbers"
    key, other = (bullets, numbers) if tag == "ul" else (numbers, bullets)
    slips: list[Slip] = [
        (other, "web.list_kinds_confused"),
        ("As one line of text without a list", "web.list_has_no_effect"),
        ("As lines that begin with `<li>`", "web.tags_are_shown"),
    ]
    lines = [f"  <li>{item}</li>" for item in rng.sample(items, len(items))]
    return Problem(
        stem=f"{rng.choice(PUPILS)} makes a page that lists {about}:\n\n{_code(f'<{tag}>', *lines, f'</{tag}>')}\n\n"
        "How does the browser show this?",
        key=key,
        wrong=act_out(_FEEDBACK, slips),
        hints=(
            "Each pair of `<li>` tags holds one item of a list.",
            "The letter l stands for list. What does the letter in front of it stand for?",
            "The letter o stands for ordered, and u stands for unordered: no item comes first.",
        ),
        worked_solution=f"`<{tag}>` is for {'an unordered' if tag == 'ul' else 'an ordered'} list. "
        f"The browser shows it like this: {key}.",
        difficulty=1,
    )


def _correct_link(rng: random.Random) -> Problem:
    words, page = rng.choice(_LINKS)
    slips: list[Slip] = [
        (f'`<a href="{words}">{page}</a>`', "web.attribute_content_swapped"),
        (f'`<a src="{page}">{words}</a>`', "web.attribute_wrong"),
        (f'`<a href="{page}">{words}<a>`', "web.closing_tag_without_slash"),
        (f'`<a>href="{page}" {words}</a>`', "web.attribute_outside_the_tag"),
        (f'`<url href="{page}">{words}</url>`', "web.tag_guessed"),
    ]
    key = f'`<a href="{page}">{words}</a>`'
    return Problem(
        stem=f"{rng.choice(PUPILS)} needs a link that shows the words “{words}” and leads to the page {page}. "
        "Which line is correct HTML for it?",
        key=key,
        wrong=act_out(_FEEDBACK, slips),
        hints=(
            "A link has three parts: an opening tag, words to click on and a closing tag.",
            "The address of the other page is for the browser. It goes into the opening tag, as `href`.",
            "The words to click on are for the reader. They stand between the tags.",
        ),
        worked_solution=f"The address goes into the attribute `href`, and the words between the tags: {key}.",
        difficulty=3,
    )


def _correct_image(rng: random.Random) -> Problem:
    file, words = rng.choice(_IMAGES)
    slips: list[Slip] = [
        (f'`<img src="{words}" alt="{file}">`', "web.attribute_content_swapped"),
        (f'`<img href="{file}" alt="{words}">`', "web.attribute_wrong"),
        (f'`<img src="{file}">{words}</img>`', "web.image_has_content"),
        (f'`<pic src="{file}" alt="{words}">`', "web.tag_guessed"),
        (f'`<img>src="{file}" alt="{words}"`', "web.attribute_outside_the_tag"),
    ]
    key = f'`<img src="{file}" alt="{words}">`'
    return Problem(
        stem=f"{rng.choice(PUPILS)} wants a page to show the image {file}. Screen readers read out its "
        f"text “{words}”. Which line is correct HTML for this?",
        key=key,
        wrong=act_out(_FEEDBACK, slips),
        hints=(
            "The tag for an image stands alone. It has no closing tag.",
            "One attribute says where the image comes from: its source.",
            "The other attribute is the text that is used in place of the image: the alternative.",
        ),
        worked_solution=f"`src` is the source of the image and `alt` the text in its place: {key}.",
        difficulty=3,
    )


def _shown_words(rng: random.Random) -> Problem:
    """Ask what readers see of a link: its content, not its attribute."""
    words, page = rng.choice(_LINKS)
    before, after = rng.choice((("See our", "page"), ("Here is the", "for today"), ("Go to the", "now"),
                                ("Have a look at the", "here"), ("This is the", "for parents")))  # fmt: skip
    content = words.lower().removeprefix("our ")
    link = f'<a href="{page}">{content}</a>'
    slips: list[Slip] = [
        (f"{before} {page} {after}", "web.attribute_content_swapped"),
        (f"{before} {page} {content} {after}", "web.attribute_is_shown"),
        (f"{before} {after}", "web.link_text_is_hidden"),
        (f"`{before} {link} {after}`", "web.tags_are_shown"),
    ]
    key = f"{before} {content} {after}"
    return Problem(
        stem=f"{rng.choice(PUPILS)} writes this line of a web page:\n\n{_code(f'<p>{before} {link} {after}</p>')}\n\n"
        "Which words does a reader of the page see?",
        key=key,
        wrong=act_out(_FEEDBACK, slips),
        hints=(
            "Everything from `<` to `>` is a tag. Readers don't see it.",
            "The attribute `href` is inside a tag.",
            "Cover the tags with your finger. What is left?",
        ),
        worked_solution=f"Without the tags and what is inside them, this is left: {key}.",
        difficulty=2,
    )


def _mended_line(rng: random.Random) -> Problem:
    """Ask for the line that mends a forgotten closing tag."""
    before, choices, after = rng.choice(_MARKED)
    words, tag = rng.choice(choices), rng.choice(list(_EFFECTS))

    def line(text: str) -> str:
        return f"`<p>{text}</p>`"

    slips: list[Slip] = [
        (line(f"{before} <{tag}>{words}<{tag}> {after}"), "web.closing_tag_without_slash"),
        (line(f"{before} <{tag}>{words} {after}</{tag}>"), "web.effect_goes_on"),
        (line(f"{before} </{tag}>{words}<{tag}> {after}"), "web.tags_turned_round"),
        (line(f"{before} <{tag}>{words}<\\{tag}> {after}"), "web.backslash_in_tag"),
        (line(f"<{tag}>{before} {words}</{tag}> {after}"), "web.effect_before_the_tag"),
    ]
    key = line(f"{before} <{tag}>{words}</{tag}> {after}")
    return Problem(
        stem=f"{rng.choice(PUPILS)} wants only the words “{words}” in {_EFFECTS[tag]}, but forgot a tag:\n\n"
        f"{_code(f'<p>{before} <{tag}>{words} {after}</p>')}\n\nWhich line is the right way to mend it?",
        key=key,
        wrong=act_out(_FEEDBACK, slips),
        hints=(
            f"The tag `<{tag}>` begins the effect. What ends it?",
            f"The closing tag goes right behind the last of the words “{words}”.",
            "A closing tag has a slash (/) in front of its name.",
        ),
        worked_solution=f"The closing tag `</{tag}>` has to stand right behind “{words}”: {key}.",
        difficulty=2,
    )


_TASKS = {
    1: (_words_with_effect, _words_with_effect, _correct_element, _correct_element, _kind_of_list),
    2: (_correct_link, _correct_image, _shown_words, _mended_line),
    3: (colour_of_a_line, rule_for_lines),
}


def _draw(rng: random.Random, level: int) -> Problem:
    return rng.choice(_TASKS[level])(rng)


WEB_PAGES = Generator(
    key="web_pages",
    number=47,
    title="Web pages: HTML and CSS",
    topic="web",
    version=1,
    objectives=(
        "developing-for-the-web.website-building-blocks.2",
        "developing-for-the-web.words-are-not-enough.1",
        "developing-for-the-web.tightening-the-web.3",
        "developing-for-the-web.taking-shortcuts.2",
    ),
    draw=_draw,
    misconceptions=(*_FEEDBACK, *STYLE_FEEDBACK),
)
