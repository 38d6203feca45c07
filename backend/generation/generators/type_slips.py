"""What pupils believe about types, casting and division, and the variables that programs about them are made of."""

from __future__ import annotations

INPUT = "types.input_is_a_number"
QUOTED = "types.digits_in_quotes_are_numbers"
SPACE = "types.plus_puts_a_space"
NEEDS_NUMBERS = "types.plus_needs_numbers"
NO_TIMES = "types.text_cant_be_repeated"
LEAVES_TEXT = "types.int_leaves_text"
STR_LEAVES = "types.str_leaves_a_number"
WHOLE = "types.slash_gives_whole"
ROUNDED = "types.slash_rounds"
SLASH_REMAINDER = "types.slash_gives_remainder"
FLOOR_ROUNDS = "types.floor_rounds"
FLOOR_IS_SLASH = "types.floor_is_slash"
FLOOR_REMAINDER = "types.floor_gives_remainder"
PERCENT = "types.percent_is_percentage"
QUOTIENT = "types.remainder_is_quotient"
REMAINDER_DECIMALS = "types.remainder_is_decimals"
INT_ROUNDS = "types.int_rounds"
INT_KEEPS = "types.int_keeps_decimals"
INT_REFUSES = "types.int_refuses_decimals"
FLOAT_KEEPS = "types.float_changes_nothing"
ANYTHING = "types.plus_joins_anything"
NAME = "variables.name_is_value"
STORED = "variables.expression_stored"
ORDER = "types.division_before_brackets"
IS_FLOAT = "types.number_is_float"
IS_BOOL = "types.value_is_boolean"
IS_TEXT = "types.everything_is_text"

FEEDBACK = {
    INPUT: "Which type does `input()` give you, whatever is typed in?",
    QUOTED: "What do the quotation marks say about the type?",
    SPACE: "Does `+` put anything between two texts?",
    NEEDS_NUMBERS: "`+` works with two numbers, and with two texts as well. What does it do with texts?",
    NO_TIMES: "A text can be multiplied by a whole number. What could that mean?",
    LEAVES_TEXT: "What does `int` do with a text of digits?",
    STR_LEAVES: "Which type does `str` give you?",
    WHOLE: "What does `/` give you even if the division leaves no remainder?",
    ROUNDED: "Does `/` round its result?",
    SLASH_REMAINDER: "Which sign gives the remainder, and which one divides?",
    FLOOR_ROUNDS: "`//` counts how many times the second number fits in. Does it fit in that often?",
    FLOOR_IS_SLASH: "One stroke or two: what is the difference?",
    FLOOR_REMAINDER: "Which sign gives the remainder?",
    PERCENT: "Between two numbers, `%` has nothing to do with percentages.",
    QUOTIENT: "Is it how often the number fits in, or what is left over?",
    REMAINDER_DECIMALS: "What is left over is a whole number here, as when you share out sweets.",
    INT_ROUNDS: "`int` doesn't look at how large the part after the point is.",
    INT_KEEPS: "Can a whole number have a part after the point?",
    INT_REFUSES: "`int` takes decimal numbers too. What does it do with the part after the point?",
    FLOAT_KEEPS: "How does Python show that a number is a `float`?",
    ANYTHING: "Are both sides of the `+` of the same type?",
    NAME: "Is the variable's name in quotation marks? What is shown for it?",
    STORED: "Does Python show the sum, or work it out?",
    ORDER: "What do the brackets say about what comes first?",
    IS_FLOAT: "Has this value a part after a decimal point?",
    IS_BOOL: "A Boolean is `True` or `False`. Is this value one of the two?",
    IS_TEXT: "Is there a text in quotation marks, an `input()` or a `str`?",
}

# Two variables that are counted, and what is asked for each.
PAIRS = (
    ("red", "blue", "Red counters? ", "Blue counters? "),
    ("apples", "pears", "How many apples? ", "How many pears? "),
    ("home", "away", "Goals at home? ", "Goals away? "),
    ("adults", "children", "Adult tickets? ", "Child tickets? "),
    ("monday", "tuesday", "Hours on Monday? ", "Hours on Tuesday? "),
    ("cats", "dogs", "How many cats? ", "How many dogs? "),
    ("first", "second", "First number: ", "Second number: "),
    ("wins", "draws", "Wins? ", "Draws? "),
    ("pens", "rulers", "How many pens? ", "How many rulers? "),
    ("boys", "girls", "Number of boys: ", "Number of girls: "),
    ("gold", "silver", "Gold medals: ", "Silver medals: "),
    ("x", "y", "x = ", "y = "),
)

# Two numbers whose mean makes sense.
MEANS = (
    ("maths", "english", "Maths mark? ", "English mark? "),
    ("monday", "tuesday", "Hours on Monday? ", "Hours on Tuesday? "),
    ("morning", "evening", "Degrees in the morning? ", "Degrees in the evening? "),
    ("first", "second", "First score: ", "Second score: "),
    ("north", "south", "Rain in the north? ", "Rain in the south? "),
    ("low", "high", "Lowest price? ", "Highest price? "),
)

# One variable, what is asked for it, and what is said before its value.
SINGLES = (
    ("age", "How old are you? ", "Your age then: "),
    ("score", "Your score? ", "With a bonus: "),
    ("tickets", "How many tickets? ", "Tickets: "),
    ("goals", "Goals so far? ", "Goals now: "),
    ("lives", "Lives left? ", "Lives now: "),
    ("coins", "How many coins? ", "Coins: "),
    ("laps", "Laps so far? ", "Laps: "),
    ("books", "Books read? ", "Books: "),
    ("steps", "Steps so far? ", "Steps: "),
    ("pages", "Pages read? ", "Pages: "),
)

# What is shared out, and among whom.
SHARES = (
    ("sweets", "friends"),
    ("pencils", "tables"),
    ("pupils", "teams"),
    ("minutes", "rounds"),
    ("cards", "players"),
    ("pounds", "days"),
    ("cakes", "boxes"),
    ("books", "shelves"),
    ("stickers", "pages"),
    ("chairs", "rows"),
)

DECIMALS = ("price", "height", "distance", "weight", "temperature", "time", "length", "speed", "average")
