"""What a program with lists and strings prints (generator 29)."""

from __future__ import annotations

import random

from backend.generation.generators.base import Generator
from backend.generation.generators.programs import ERROR_MESSAGE, Misreading, Reading, changed, drawer, indented, lines

_FROM_ONE = "lists.index_from_one"
_LENGTH_LAST = "lists.length_is_last_index"
_INDEX_IS_ITEM = "lists.index_is_shown"
_WHOLE = "lists.whole_list_for_item"
_COUNTS_COMMAS = "lists.length_one_short"
_LETTERS = "lists.length_counts_letters"
_PART_OF_INDEX = "lists.part_of_index_used"
_INDEX_NUMBER = "lists.index_needs_a_number"
_LENGTH_OF_FIRST = "lists.length_of_an_item"
_SLICE_END = "lists.slice_includes_end"
_SLICE_COUNT = "lists.slice_end_is_count"
_INSERTS = "lists.assignment_inserts"
_APPEND_FRONT = "lists.append_at_the_front"
_APPEND_REPLACES = "lists.append_replaces"
_APPEND_LOST = "lists.append_changes_nothing"
_APPEND_RETURNS = "lists.append_returns_list"
_METHOD_CHANGES = "strings.method_changes_string"
_NAME = "variables.name_is_value"
_BACKWARDS = "strings.built_the_other_way"
_LAST_ONLY = "variables.update_overwrites"

_FEEDBACK = {
    _FROM_ONE: "Which number does the very first place have?",
    _LENGTH_LAST: "If the first place is 0, which number does the last place have?",
    _INDEX_IS_ITEM: "Do the brackets ask for the number of the place, or for what stands there?",
    _WHOLE: "The number in the square brackets picks out a part. Which one?",
    _COUNTS_COMMAS: "Count the items themselves, one by one, from 1. Places are numbered from 0, but a length isn't.",
    _LETTERS: "What does a list consist of: letters or items?",
    _PART_OF_INDEX: "All that stands in the square brackets is worked out first. What does it come to?",
    _INDEX_NUMBER: "Python works out what stands in the square brackets. Does it come to a number?",
    _LENGTH_OF_FIRST: "What stands in the brackets of len: the whole list, or an item of it?",
    _SLICE_END: "Does the place after the colon belong to the slice?",
    _SLICE_COUNT: "Does the number after the colon say how many, or where to stop?",
    _INSERTS: "Does the line add an item, or put a new one in the place of another?",
    _APPEND_FRONT: "At which end of the list does append add something?",
    _APPEND_REPLACES: "Does append take anything away from the list?",
    _APPEND_LOST: "Does this line change the list itself?",
    _APPEND_RETURNS: "append changes the list. What does it give back to be stored?",
    _METHOD_CHANGES: "A string can't be changed. Is the new string stored anywhere?",
    _NAME: "Are there quotation marks around the name? What does Python show without them?",
    _BACKWARDS: "Which stands first when the strings are joined: the letter, or what was there before?",
    _LAST_ONLY: "Is the old value part of what is stored each time round?",
}

_LISTS = (
    ("colours", ("red", "blue", "green", "pink", "black")),
    ("animals", ("cat", "horse", "otter", "snake", "owl")),
    ("cities", ("Leeds", "York", "Bath", "Cardiff", "Derby")),
    ("fruits", ("apple", "pear", "plum", "mango", "fig")),
    ("sports", ("rugby", "tennis", "hockey", "judo", "golf")),
    ("players", ("Amira", "Ben", "Dev", "Isla", "Kofi")),
    ("lessons", ("maths", "art", "music", "drama", "French")),
    ("planets", ("Mars", "Venus", "Saturn", "Earth", "Neptune")),
    ("pets", ("dog", "rabbit", "hamster", "fish", "mouse")),
    ("drinks", ("tea", "milk", "juice", "water", "cocoa")),
)
_WORDS = (
    ("word", ("python", "planet", "castle", "bridge", "garden", "mother", "winter", "friend")),
    ("password", ("dragon", "silver", "rocket", "monkey", "hazelnut", "blanket")),
    ("city", ("London", "Bristol", "Norwich", "Glasgow", "Durham")),
    ("name", ("Charlie", "Daisy", "Hamid", "Oliver", "Zainab")),
    ("animal", ("rabbit", "giraffe", "dolphin", "hamster", "penguin")),
    ("fruit", ("orange", "banana", "cherry", "apricot", "grapes")),
)


def _list(items: list[str]) -> str:
    return "[" + ", ".join(f'"{item}"' for item in items) + "]"


def _draw_list(rng: random.Random, count: int) -> tuple[str, list[str]]:
    name, words = rng.choice(_LISTS)
    return name, rng.sample(words, count)


def _item(rng: random.Random) -> Reading:
    """One item of a list by its place."""
    name, items = _draw_list(rng, rng.randint(3, 4))
    at = rng.randint(1, len(items) - 2)
    source = lines(f"{name} = {_list(items)}", f"print({name}[{at}])")
    return Reading(
        source,
        (
            Misreading(_FROM_ONE, changed(source, (f"[{at}])", f"[{at - 1}])"))),
            Misreading(_INDEX_IS_ITEM, output=str(at)),
            Misreading(_WHOLE, changed(source, (f"[{at}])", ")"))),
            Misreading(_LENGTH_LAST, changed(source, (f"[{at}])", f"[{at + 1}])"))),
            Misreading(_NAME, changed(source, (f"print({name}[{at}])", f'print("{name}")'))),
        ),
        (
            "Write the number of its place above each item of the list.",
            "Python begins to number the places at 0.",
            f"What stands at place {at}?",
        ),
        f"The places are numbered from 0, so place {at} is item number {at + 1} when people count.",
        1,
    )


def _letter(rng: random.Random) -> Reading:
    """One letter of a string by its place."""
    name, words = rng.choice(_WORDS)
    word = rng.choice(words)
    at = rng.randint(1, len(word) - 2)
    source = lines(f'{name} = "{word}"', f"print({name}[{at}])")
    return Reading(
        source,
        (
            Misreading(_FROM_ONE, changed(source, (f"[{at}])", f"[{at - 1}])"))),
            Misreading(_WHOLE, changed(source, (f"[{at}])", ")"))),
            Misreading(_INDEX_IS_ITEM, output=str(at)),
            Misreading(_NAME, changed(source, (f"print({name}[{at}])", f'print("{name}"[{at}])'))),
        ),
        (
            "Write the number of its place above each letter.",
            "Python begins to number the places at 0.",
            f"Which letter stands at place {at}?",
        ),
        f"The places are numbered from 0, so place {at} is letter number {at + 1} when people count.",
        1,
    )


def _length(rng: random.Random) -> Reading:
    """How many items a list has."""
    name, items = _draw_list(rng, rng.randint(3, 4))
    source = lines(f"{name} = {_list(items)}", f"print(len({name}))")
    return Reading(
        source,
        (
            Misreading(_COUNTS_COMMAS, changed(source, (f"len({name})", f"len({name}) - 1"))),
            Misreading(_LETTERS, changed(source, (f"len({name})", f'len("".join({name}))'))),
            Misreading(_LENGTH_OF_FIRST, changed(source, (f"len({name})", f"len({name}[0])"))),
            Misreading(_WHOLE, changed(source, (f"len({name})", name))),
        ),
        (
            "`len` tells how long something is.",
            "What is it that stands in the brackets of `len`?",
            "For a list, it counts the items and not their letters.",
        ),
        "`len` counts the items of the list.",
        1,
    )


def _slice(rng: random.Random) -> Reading:
    """A part of a string."""
    name, words = rng.choice(_WORDS)
    word = rng.choice(words)
    start = rng.randint(1, 2)
    end = rng.randint(start + 2, len(word) - 1)
    part = f"[{start}:{end}]"
    source = lines(f'{name} = "{word}"', f"print({name}{part})")
    return Reading(
        source,
        (
            Misreading(_SLICE_END, changed(source, (part, f"[{start}:{end + 1}]"))),
            Misreading(_FROM_ONE, changed(source, (part, f"[{start - 1}:{end}]"))),
            Misreading(_FROM_ONE, changed(source, (part, f"[{start - 1}:{end - 1}]"))),
            Misreading(_SLICE_COUNT, changed(source, (part, f"[{start}:{start + end}]"))),
        ),
        (
            "Write the number of its place above each letter, beginning with 0.",
            "The slice begins at the place before the colon.",
            "It stops before the place after the colon.",
        ),
        f"The slice begins at place {start} and stops before place {end}: {end - start} letters.",
        2,
    )


def _append(rng: random.Random) -> Reading:
    """An item is added, and the list is shown."""
    name, (*items, new) = _draw_list(rng, 3)
    add = f'{name}.append("{new}")'
    source = lines(f"{name} = {_list(items)}", add, f"print({name})")
    return Reading(
        source,
        (
            Misreading(_APPEND_FRONT, changed(source, (add, f'{name}.insert(0, "{new}")'))),
            Misreading(_APPEND_LOST, changed(source, (f"{add}\n", ""))),
            Misreading(_APPEND_REPLACES, changed(source, (add, f'{name}[-1] = "{new}"'))),
        ),
        (
            "What does the list hold after the first line?",
            "`append` adds one item. At which end?",
            "Does an item have to go, to make room for it?",
        ),
        f'`append` adds "{new}" at the end of the list and leaves the other items where they are.',
        2,
    )


def _new_item(rng: random.Random) -> Reading:
    """An item is put in the place of another."""
    name, (*items, new) = _draw_list(rng, 4)
    at = rng.randint(0, 1) + 1
    change = f'{name}[{at}] = "{new}"'
    source = lines(f"{name} = {_list(items)}", change, f"print({name})")
    return Reading(
        source,
        (
            Misreading(_FROM_ONE, changed(source, (f"{name}[{at}]", f"{name}[{at - 1}]"))),
            Misreading(_INSERTS, changed(source, (change, f'{name}.insert({at}, "{new}")'))),
            Misreading(_WHOLE, changed(source, (change, f'{name} = ["{new}"]'))),
            Misreading(_APPEND_LOST, changed(source, (f"{change}\n", ""))),
        ),
        (
            "Write the number of its place above each item of the list.",
            f"Which item stands at place {at}?",
            "The second line puts a new item into that place.",
        ),
        f'Place {at} holds "{items[at]}". The second line puts "{new}" in its place.',
        2,
    )


def _last(rng: random.Random) -> Reading:
    """The last item but some, by the length of the list."""
    name, items = _draw_list(rng, rng.randint(4, 5))
    back = rng.randint(1, 2)
    at = f"{name}[len({name}) - {back}]"
    source = lines(f"{name} = {_list(items)}", f"print({at})")
    return Reading(
        source,
        (
            Misreading(_FROM_ONE, changed(source, (f"- {back}]", f"- {back + 1}]"))),
            Misreading(_INDEX_IS_ITEM, changed(source, (at, f"len({name}) - {back}"))),
            Misreading(_PART_OF_INDEX, changed(source, (at, f"{name}[{back}]"))),
            Misreading(_INDEX_NUMBER, output=ERROR_MESSAGE),
        ),
        (
            f"How many items has the list? That is what `len({name})` is.",
            "Work out the number in the square brackets.",
            "Count the places from 0 until you have come to that number.",
        ),
        f"The list has {len(items)} items, so the place is {len(items)} - {back}. Places are counted from 0.",
        3,
    )


def _stored_append(rng: random.Random) -> Reading:
    """What append gives back is stored under the list's name."""
    name, (*items, new) = _draw_list(rng, rng.randint(3, 4))
    source = lines(f"{name} = {_list(items)}", f'{name} = {name}.append("{new}")', f"print({name})")
    store = f"{name} = {name}.append"
    return Reading(
        source,
        (
            Misreading(_APPEND_RETURNS, changed(source, (store, f"{name}.append"))),
            Misreading(_APPEND_LOST, changed(source, (f'{store}("{new}")\n', ""))),
            Misreading(_APPEND_REPLACES, changed(source, (f'{store}("{new}")', f'{name} = ["{new}"]'))),
            Misreading(_APPEND_RETURNS, output=ERROR_MESSAGE),
        ),
        (
            "`append` changes the list itself.",
            f"What is stored under `{name}` in the second line: the list, or what `append` gives back?",
            "`append` gives nothing back. Which word does Python use for nothing?",
        ),
        f"`append` changes the list but gives nothing back, and that is what `{name}` holds after the second line.",
        3,
    )


def _unchanged_word(rng: random.Random) -> Reading:
    """A method of a string, whose result isn't stored in the same variable."""
    name, words = rng.choice(_WORDS)
    word = rng.choice(words)
    # A letter of the part that is shown, so that a string that had changed would show it.
    old = rng.choice(word[1:4])
    new = rng.choice([letter for letter in "aeioutns" if letter not in word.lower()])
    call = f'{name}.replace("{old}", "{new}")'
    source = lines(f'{name} = "{word}"', call, f"print({name}[1:4])")
    changed_word = changed(source, (call, f"{name} = {call}"))
    return Reading(
        source,
        (
            Misreading(_METHOD_CHANGES, changed_word),
            Misreading(_SLICE_END, changed(source, ("[1:4]", "[1:5]"))),
            Misreading(_FROM_ONE, changed(source, ("[1:4]", "[0:3]"))),
            Misreading(_METHOD_CHANGES, changed(changed_word, ("[1:4]", "[1:5]"))),
            Misreading(_METHOD_CHANGES, changed(changed_word, ("[1:4]", "[0:3]"))),
        ),
        (
            "Is the result of `replace` stored anywhere?",
            f"Which line gives `{name}` a value?",
            "The slice begins at place 1 and stops before place 4.",
        ),
        f'`replace` makes a new string, which isn\'t stored. `{name}` still holds "{word}", and the slice takes the '
        "letters at places 1 to 3.",
        3,
    )


def _built(rng: random.Random) -> Reading:
    """A new string is put together letter by letter."""
    word = rng.choice([word for _, words in _WORDS for word in words if len(word) < 8])[: rng.randint(3, 4)].lower()
    part = rng.choice(("letter", "sign", "char"))
    result = rng.choice(("text", "result", "secret", "code"))
    front = rng.random() < 0.6
    update = f"{result} = {part} + {result}" if front else f'{result} = {result} + {part} + "-"'
    other = f"{result} = {result} + {part}" if front else f'{result} = {part} + "-" + {result}'
    first = rng.choice(("", "*", "#", "!"))
    source = lines(f'{result} = "{first}"', f'for {part} in "{word}":', indented(update), f"print({result})")
    return Reading(
        source,
        (
            Misreading(_BACKWARDS, changed(source, (update, other))),
            Misreading(_LAST_ONLY, changed(source, (update, f"{result} = {part}"))),
            Misreading(_FROM_ONE, changed(source, (f'"{word}"', f'"{word}"[1:]'))),
            Misreading(_NAME, changed(source, (f"print({result})", f'print("{word}")'))),
        ),
        (
            f"Write down `{result}` after each time round.",
            f"`{part}` is each letter in turn, beginning with the first.",
            "Which of the two is written first when they are joined?",
        ),
        f"Each letter in turn is put {'before' if front else 'after'} what `{result}` holds already.",
        3,
    )


LISTS_AND_STRINGS = Generator(
    key="predict_lists",
    number=29,
    title="Predict the output: lists and strings",
    topic="lists",
    version=1,
    draw=drawer(
        {
            1: (_item, _letter, _length),
            2: (_slice, _append, _new_item),
            3: (_last, _stored_append, _unchanged_word, _built),
        },
        _FEEDBACK,
    ),
    misconceptions=tuple(_FEEDBACK),
    objectives=(
        "python-programming-with-sequences-of-data.warm-up.2",
        "python-programming-with-sequences-of-data.playlist.1",
        "python-programming-with-sequences-of-data.in-a-while-crocodile.3",
    ),
    runs_programs=True,
)
