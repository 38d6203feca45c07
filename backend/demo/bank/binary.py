"""Questions on binary and on how data is measured and stored."""

from __future__ import annotations

from backend.demo.bank.form import DemoQuestion, Known, Topic, Wrong, choice_content, order_content, text_content

_BINARY = Topic("representations-from-clay-to-silicon", ("binary", "year 8"))
_UNITS = Topic("representations-from-clay-to-silicon", ("units of data", "year 8"))
_WHY = Topic("computing-systems", ("binary", "year 8"))

QUESTIONS: tuple[DemoQuestion, ...] = (
    _BINARY.question(
        "binary_1011",
        "multiple_choice",
        choice_content(
            "What is the binary number `1011` in denary?",
            "11",
            [
                Wrong(
                    "13",
                    "Look at which end of the number has the column worth 1.",
                    "binary.place_values_reversed",
                ),
                Wrong("3", "You have counted the 1s. What is each of them worth?", "binary.counts_ones"),
                Wrong(
                    "22",
                    "The column on the right is worth 1, not 2.",
                    "binary.place_values_start_at_two",
                ),
                Wrong(
                    "1011",
                    "That reads it as if it were denary already. What are its columns worth?",
                    "binary.read_as_denary",
                ),
            ],
            why="The columns are worth 8, 4, 2 and 1. There is a 1 under 8, 2 and 1: 8 + 2 + 1 = 11.",
            hint="Write 8 4 2 1 above the digits.",
        ),
        ["numbers-in-binary.1"],
    ),
    _BINARY.question(
        "denary_19",
        "short_text",
        text_content(
            "Write the denary number 19 in binary.",
            [
                Known("10011"),
                Known("010011"),
                Known("00010011"),
                Known("0001 0011"),
                Known("1 0011"),
                Known("11001", 0.0, idea="binary.remainders_top_down"),
                Known("11001000", 0.0, idea="binary.remainders_top_down"),
                Known("100110", 0.0, idea="binary.shifted_one_column"),
                Known("00011001", 0.0, idea="binary.digits_converted_separately"),
                Known("0011", 0.0, idea="binary.first_digit_dropped"),
                Known("01100", 0.0, idea="binary.ones_and_zeros_swapped"),
            ],
            why="19 = 16 + 2 + 1, so there is a 1 in the columns of 16, 2 and 1: `10011`.",
            difficulty=3,
        ),
        ["numbers-in-binary.1"],
        ["11001", "100110", "0011", "10101", "1011", "10010", "01100"],
    ),
    _BINARY.question(
        "largest_in_8_bits",
        "multiple_choice",
        choice_content(
            "What is the largest number that 8 bits can hold?",
            "255",
            [
                Wrong(
                    "256",
                    "There are 256 values, but the first of them is 0. What is the last?",
                    "binary.largest_is_the_power",
                ),
                Wrong("128", "That is the left column alone. Add the others.", "binary.leftmost_column_only"),
                Wrong("16", "Each further bit doubles the number of values.", "binary.two_times_bits"),
            ],
            why="`11111111` is 128 + 64 + 32 + 16 + 8 + 4 + 2 + 1 = 255. With 0 that makes 256 different values.",
        ),
        ["numbers-in-binary.2"],
    ),
    _BINARY.question(
        "values_of_4_bits",
        "multiple_choice",
        choice_content(
            "How many different values can 4 bits show?",
            "16",
            [
                Wrong("15", "15 is the largest. Have you counted 0 as well?", "binary.zero_not_counted"),
                Wrong("8", "Each further bit doubles the number of values: 2, 4, 8 …", "binary.two_times_bits"),
                Wrong("4", "Write down all that 2 bits can show. Are there more than 2?", "binary.one_value_per_bit"),
            ],
            why="Each bit doubles the number: 2 × 2 × 2 × 2 = 16, from `0000` to `1111`.",
        ),
        ["binary-digits.2", "numbers-in-binary.2"],
    ),
    _BINARY.question(
        "add_5_and_3",
        "short_text",
        text_content(
            "Add the binary numbers `0101` and `0011`. Give the answer as four bits.",
            [
                Known("1000"),
                Known("8", 0.5),
                Known("0110", 0.0, idea="binary.carry_lost"),
                Known("110", 0.0, idea="binary.carry_lost"),
                Known("0112", 0.0, idea="binary.one_plus_one_is_two"),
                Known("112", 0.0, idea="binary.one_plus_one_is_two"),
            ],
            why="From the right: 1 + 1 is `10`, so write 0 and carry 1. It carries on to the left: `1000`. "
            "Check in denary: 5 + 3 = 8.",
            difficulty=3,
        ),
        ["numbers-in-binary.2"],
        ["0110", "0112", "1010", "0111", "8", "1001"],
    ),
    _BINARY.question(
        "column_values",
        "ordering",
        order_content(
            "Put the column values of a four-bit binary number in order, from **left** to **right**.",
            ["8", "4", "2", "1"],
            why="The column on the right is worth 1, and each column to the left is worth twice as much.",
            difficulty=1,
        ),
        ["numbers-in-binary.2"],
    ),
    _UNITS.question(
        "units_in_order",
        "ordering",
        order_content(
            "Put the units of data in order, smallest first.",
            ["bit", "nibble", "byte", "kilobyte", "megabyte", "gigabyte"],
            why="A nibble is 4 bits and a byte is 8. From there each unit is 1,000 times the one before it.",
            difficulty=1,
        ),
        ["large-quantities.1"],
    ),
    _UNITS.question(
        "bytes_to_bits",
        "multiple_choice",
        choice_content(
            "A text message takes 200 bytes. How many bits is that?",
            "1,600",
            [
                Wrong("25", "A byte is the bigger unit, so there are more bits.", "data.bits_and_bytes_confused"),
                Wrong("200", "A bit and a byte aren't the same. How many bits make a byte?"),
                Wrong("800", "4 bits are a nibble. How many are a byte?"),
            ],
            why="1 byte is 8 bits, so 200 bytes are 200 × 8 = 1,600 bits.",
        ),
        ["large-quantities.1"],
    ),
    _UNITS.question(
        "spaces_count",
        "multiple_choice",
        choice_content(
            "Each character of a text is stored in one byte. How many bytes does `see you at 4` take?",
            "12",
            [
                Wrong(
                    "9",
                    "The spaces are characters too: the computer has to know where they are.",
                    "data.spaces_take_no_room",
                ),
                Wrong("8", "Have you left out the 4? On the keyboard it is a character like the others."),
                Wrong("4", "You have counted the words. Each character takes a byte."),
            ],
            why="There are 8 letters, 1 digit and 3 spaces: 12 characters, so 12 bytes.",
        ),
        ["lights-and-drums.2", "lights-and-drums.3"],
    ),
    _WHY.question(
        "why_binary",
        "multiple_choice",
        choice_content(
            "Why do computers store everything in binary?",
            "A circuit is easy to build with two states",
            [
                Wrong(
                    "Binary numbers are shorter than denary ones",
                    "Compare 19 with `10011`. Which is longer?",
                ),
                Wrong(
                    "People find 0 and 1 easy to read",
                    "Most people read denary far more easily.",
                ),
                Wrong(
                    "Letters have no place in a computer's memory",
                    "Letters are stored as well: each has a code.",
                ),
            ],
            why="A switch or a wire has two states that are easy to tell apart, such as on and off. 1 and 0 stand for "
            "them, and everything else is built from these.",
        ),
        ["it-s-only-logical.4"],
    ),
)
