"""Mistakes that Python finds before it runs a program: quotes, brackets, signs, words."""

from __future__ import annotations

import keyword
import re
from collections.abc import Mapping

from .case import Case, Look, Rule, asked, whole

SYNTAX = (SyntaxError,)
PLAIN = r"^(f-string: )?invalid syntax"
KEYWORD = "|".join(keyword.kwlist)
BLOCKS = "if|elif|else|for|while|def|class|try|except|finally|with"


def in_code(pattern: str) -> Look:
    """Fits where the line's code holds the pattern; its groups are for the wording."""
    sought = re.compile(pattern)

    def look(case: Case, _: re.Match[str]) -> Mapping[str, str] | None:
        found = sought.search(case.code)
        return None if found is None else {name: value or "" for name, value in found.groupdict().items()}

    return look


def in_text(pattern: str) -> Look:
    """The same for the line as it was written, texts and all."""
    sought = re.compile(pattern)

    def look(case: Case, _: re.Match[str]) -> Mapping[str, str] | None:
        found = sought.search(case.text)
        return None if found is None else found.groupdict()

    return look


def missing_colon(case: Case, _: re.Match[str]) -> Mapping[str, str] | None:
    """The word whose line lacks its colon."""
    found = re.match(rf"\s*({BLOCKS})\b", case.code)
    return {"word": found[1]} if found else None


def colon_before_more(case: Case, found: re.Match[str]) -> Mapping[str, str] | None:
    """A block's first line without any colon, with what belongs below it behind it."""
    return None if ":" in case.code else missing_colon(case, found)


def brackets_uneven(case: Case, _: re.Match[str]) -> Mapping[str, str] | None:
    """More round brackets open on the line than close."""
    return {} if case.code.count("(") > case.code.count(")") else None


def near(case: Case, _: re.Match[str]) -> Mapping[str, str] | None:
    """The word or sign at which Python stopped to understand."""
    offset = whole(asked(case.error, "offset"))
    if not offset:
        return None
    found = re.match(r"\s*(\w{1,30}|[^\w\s]{1,2})", case.text[offset - 1 :])
    return {"word": found[1]} if found else None


TEXT_RULES = (
    Rule(
        "curly_quote",
        SYNTAX,
        r"invalid character '(?P<sign>[“”‘’„‚«»`´])'",
        "the curly quote {sign} comes from a word processor, and Python doesn't know it. Delete it and type \" or ' "
        "instead.",
    ),
    Rule(
        "odd_sign",
        SYNTAX,
        r"invalid character '(?P<sign>.)'",
        "Python doesn't know the sign “{sign}”. Use the keyboard's own: * for times, / for divide, - for minus, "
        "<= and >= to compare.",
    ),
    Rule(
        "hidden_sign",
        SYNTAX,
        "invalid non-printable character",
        "there is a sign on this line that can't be seen, perhaps copied from a web page. Delete the line's spaces and "
        "type them again.",
    ),
    Rule(
        "apostrophe",
        SYNTAX,
        "unterminated string literal",
        "the ' in “{word}” ends the text too early. Put double quotes (\") round a text that has an apostrophe in it.",
        in_text(r"'[^'\"]*?(?P<word>\w{1,20}'\w{1,10})"),
    ),
    Rule(
        "quote_missing",
        SYNTAX,
        r"^(f-string: )?unterminated (f-)?string literal",
        "a quote on this line has no partner. A text needs the same quote at its start and at its end, on one line.",
    ),
    Rule(
        "triple_quote_missing",
        SYNTAX,
        "unterminated triple-quoted",
        'a text begins here with three quotes and never ends. Put three quotes (""") where it should end.',
    ),
)

BRACKET_RULES = (
    Rule(
        "f_string_brace",
        SYNTAX,
        r"f-string: (expecting '}'|single '}'|unmatched|expecting '=', or)",
        'the curly brackets in this f-string are not in pairs. Each value stands between {{ and }}, as in f"Hi '
        '{{name}}".',
    ),
    Rule(
        "f_string_empty",
        SYNTAX,
        r"f-string: (empty expression|valid expression required)",
        'there is nothing to show between {{ and }} in this f-string. Put a variable there, as in f"Hi {{name}}".',
    ),
    Rule(
        "bracket_open",
        SYNTAX,
        r"'(?P<sign>[(\[{])' was never closed",
        "the bracket “{sign}” on this line is never closed. Count the brackets: each one that opens needs one that "
        "closes.",
    ),
    Rule(
        "bracket_extra",
        SYNTAX,
        r"^unmatched '(?P<sign>[)\]}])'",
        "“{sign}” closes a bracket that was never opened. Take it out, or put in the one that opens.",
    ),
    Rule(
        "bracket_mixed",
        SYNTAX,
        r"closing parenthesis '(?P<closing>.)' does not match opening parenthesis '(?P<opening>.)'",
        "a bracket opens with “{opening}” but closes with “{closing}”. Look for one that is missing or of another "
        "kind.",
    ),
    Rule(
        "print_without_brackets",
        SYNTAX,
        r"Missing parentheses in call to '(?P<word>print|exec)'",
        "{word} needs brackets round what it shows: {word}(…).",
    ),
)

SIGN_RULES = (
    Rule(
        "else_if",
        SYNTAX,
        r"expected ':'|invalid syntax",
        "Python writes “else if” as one word: elif.",
        in_code(r"^\s*else\s*if\b"),
    ),
    Rule(
        "else_with_condition",
        SYNTAX,
        r"expected ':'",
        "“else” takes no condition: it is for whatever is left. Write else: alone, or elif with the condition.",
        in_code(r"^\s*else\s+[\w(]"),
    ),
    Rule(
        "single_equals",
        SYNTAX,
        r"Maybe you meant '==' or ':='|cannot assign to .* here",
        "one = gives a variable its value. To ask whether two things are equal, write ==.",
        in_code(r"^\s*(if|elif|while)\b"),
    ),
    Rule(
        "arrow_compare",
        SYNTAX,
        PLAIN,
        "“{sign}” is not a comparison in Python. The = comes last: >= (at least), <= (at most), != (not equal).",
        in_code(r"(?P<sign>=>|=<|=!|<>|===|!==)"),
    ),
    Rule(
        "plus_plus",
        SYNTAX,
        PLAIN,
        "Python has no “{sign}”. To change a variable by one, write {name} {half}= 1.",
        lambda case, _: (
            {"sign": found[2], "name": found[1], "half": found[2][0]}
            if (found := re.search(r"(\w{1,30})\s*(\+\+|--)(?![\w(])", case.code))
            else None
        ),
    ),
    Rule(
        "other_language",
        SYNTAX,
        PLAIN,
        "“{sign}” is from another language. Python uses the words and, or, not.",
        in_code(r"(?P<sign>&&|\|\||!(?!=))"),
    ),
    Rule(
        "curly_block",
        SYNTAX,
        PLAIN + "|was never closed|expected ':'",
        "Python has no curly brackets round a block. End the line with a colon (:) and indent the lines below it.",
        in_code(rf"^\s*({BLOCKS})\b.*{{\s*$"),
    ),
    Rule(
        "half_condition",
        SYNTAX,
        PLAIN,
        "each side of “{word}” needs a whole comparison, with the name again: x == 1 {word} x == 2.",
        in_code(r"\b(?P<word>and|or)\s*(==|!=|<|>)"),
    ),
)

WORD_RULES = (
    Rule(
        "keyword_as_name",
        SYNTAX,
        PLAIN + "|Expected one or more names",
        "“{word}” is a word of Python's own, so it can't be a name. Choose another, such as my_{word}.",
        in_code(rf"(^\s*|\bdef\s+|\bfor\s+)(?P<word>{KEYWORD})\s*(=(?!=)|\(\s*\)\s*:|\bin\b)"),
    ),
    Rule(
        "constant_as_name",
        SYNTAX,
        r"cannot assign to (?P<word>True|False|None|__debug__)",
        "“{word}” is a value of Python's own, so it can't be a variable's name. Choose another name.",
    ),
    Rule(
        "name_begins_with_digit",
        SYNTAX,
        r"invalid decimal literal|invalid \w+ literal|invalid imaginary literal",
        "“{word}” begins with a digit. A name begins with a letter; to multiply, put * between the number and the "
        "name.",
        in_code(r"(?<!\w)(?P<word>\d\w{0,20})"),
    ),
    Rule(
        "leading_zero",
        SYNTAX,
        "leading zeros in decimal",
        "a number can't begin with 0, except 0 itself and decimals. Take the 0 away, or put quotes round it if it is "
        "text.",
    ),
    Rule(
        "assign_left",
        SYNTAX,
        r"cannot assign to|illegal expression for augmented",
        "the name of a variable goes on the left of =, its new value on the right: total = a + b.",
    ),
    Rule(
        "return_outside",
        SYNTAX,
        r"'(?P<word>return|yield|await)' outside",
        "“{word}” belongs inside a function. Indent it below its def, or use print to show a value.",
    ),
    Rule(
        "break_outside",
        SYNTAX,
        r"'(?P<word>break|continue)' (outside|not properly)",
        "“{word}” only works inside a loop. Indent it so that it is inside the for or while that it should act on.",
    ),
    Rule(
        "global_late",
        SYNTAX,
        r"name '(?P<name>\w+)' is (used prior to|assigned to before) global",
        "“global {name}” has to come before “{name}” is used. Make it the first line of the function.",
    ),
    Rule(
        "argument_order",
        SYNTAX,
        "positional argument follows keyword argument",
        'values with a name (such as end="") come last in the brackets. Put the plain ones first.',
    ),
    Rule(
        "try_alone",
        SYNTAX,
        "expected 'except' or 'finally' block",
        "the “try” above needs an “except” at the same distance from the edge, before this line.",
    ),
    Rule(
        "backslash",
        SYNTAX,
        "after line continuation character",
        "there is a backslash (\\) on this line, outside a text. To divide, use /; for a new line in a text, \\n "
        "inside quotes.",
    ),
)

SHAPE_RULES = (
    Rule(
        "else_without_colon",
        SYNTAX,
        r"expected ':'|invalid syntax",
        "a colon (:) is missing after the word {word}.",
        in_code(r"^\s*(?P<word>else|try|finally)\s*$"),
    ),
    Rule(
        "missing_colon",
        SYNTAX,
        r"expected ':'",
        "a colon (:) is missing in the “{word}” line. Put it at the end of the line.",
        missing_colon,
    ),
    Rule(
        "def_without_brackets",
        SYNTAX,
        r"expected '\('|invalid syntax",
        "a function's name is followed by brackets, even empty ones: def {name}():",
        in_code(r"^\s*def\s+(?P<name>\w{1,30})\s*:"),
    ),
    Rule(
        "for_without_in",
        SYNTAX,
        PLAIN,
        "a for loop needs the word in: for {name} in range(10):",
        in_code(r"^\s*for\s+(?P<name>[a-zA-Z_]\w{0,20})\s+(?!in\b)[\w(]"),
    ),
    Rule(
        "else_alone",
        SYNTAX,
        PLAIN,
        "this “{word}” has no “{partner}” to belong to. It stands right after that block, at the same distance from "
        "the edge, with nothing in between.",
        lambda case, _: (
            {"word": found[1], "partner": {"else": "if", "elif": "if"}.get(found[1], "try")}
            if (found := re.match(r"\s*(else|elif|except|finally)\b", case.code))
            else None
        ),
    ),
    Rule(
        "colon_before_more",
        SYNTAX,
        PLAIN,
        "the “{word}” line has no colon (:). Put one after its condition, and what it should do on the next line.",
        colon_before_more,
    ),
    Rule(
        "brackets_uneven",
        SYNTAX,
        PLAIN,
        "on this line more brackets open than close. Count them: each ( needs its ).",
        brackets_uneven,
    ),
    Rule(
        "words_without_quotes",
        SYNTAX,
        r"Perhaps you forgot a comma|^(f-string: )?invalid syntax",
        '“{words}” looks like text without quotes. Put them round it: "{words}".',
        in_code(
            r"[(=,]\s*(?P<words>(?!(?:not|lambda|await|yield|f)\b)[A-Za-z']{1,15} [A-Za-z' ]{1,15})[.!?]?\s*(\)|,|$)"
        ),
    ),
    Rule(
        "comma_missing",
        SYNTAX,
        r"Perhaps you forgot a comma|':' expected after dictionary key",
        "something is missing between two values on this line: a comma, a + or another sign. Look where one value ends "
        "and the next begins.",
    ),
    Rule(
        "value_missing",
        SYNTAX,
        PLAIN,
        "the line stops after “{sign}”, where a value should follow.",
        in_code(r"(?P<sign>[-+*/%=<>]|\b(and|or|not|in))\s*$"),
    ),
    Rule(
        "syntax_near",
        SYNTAX,
        "",
        "Python can't read this line from “{word}” on. Look there for something missing: a sign, a comma, a bracket, "
        "a quote.",
        near,
    ),
    Rule(
        "syntax",
        SYNTAX,
        "",
        "Python can't read this program. Look at its brackets, quotes and colons.",
    ),
)

RULES = (*TEXT_RULES, *BRACKET_RULES, *SIGN_RULES, *WORD_RULES, *SHAPE_RULES)
