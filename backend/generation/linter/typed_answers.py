"""Rules about answers that are typed: given away, never reached, or letting anything through."""

from __future__ import annotations

import re
from collections.abc import Sequence

from backend.generation.linter.finding import Finding
from backend.generation.linter.prose import CODE_WORD, stem_prose
from backend.generation.wording import STOP_WORDS, without_markup
from backend.questions.types.base import PlainContent
from backend.questions.types.number_answers import NumericAnswer, agrees
from backend.questions.types.text import fold_case, wildcard_literals
from backend.questions.types.text_answers import AcceptedText, find_text_match, slips

_PROBES = ("zqj vexw", "7", "Something else entirely", "?")
"""Answers that are right to no question: what matches all of them matches anything."""

_LETTERS_MIN = 3
"""A pattern open at both ends needs this many letters of its own."""

_ALTERNATIVES = re.compile(
    r"\bor\b|\b(?:of|from) these\b|\bthese (?:words|terms|names)\b|"
    r"\bfollowing\b|\beither\b|\bwhich of\b|\bchoose\b|\bpick\b|\blist\b|\btable\b|\bfor example\b|"
    r"\bsuch as\b|:[^.?]*,",
    re.IGNORECASE,
)

# Short words of Computing that one slip of spelling turns into each other.
_NEIGHBOURS = [
    "RAM",
    "ROM",
    "LAN",
    "WAN",
    "PAN",
    "MAN",
    "CPU",
    "GPU",
    "URL",
    "USB",
    "HTML",
    "XML",
    "CSS",
    "CSV",
    "HTTP",
    "HTTPS",
    "FTP",
    "SFTP",
    "IP",
    "ISP",
    "AND",
    "NAND",
    "OR",
    "XOR",
    "NOR",
    "NOT",
    "KB",
    "MB",
    "GB",
    "TB",
    "KiB",
    "MiB",
    "bit",
    "byte",
    "SSD",
    "HDD",
    "DNS",
    "POP",
    "IMAP",
    "SMTP",
    "while",
    "white",
    "for",
    "if",
    "elif",
    "else",
    "min",
    "max",
    "int",
]


def check_answer_in_stem(plain: PlainContent, type_key: str) -> list[Finding]:
    """Find an answer to be typed that stands in the question already; one of several offered there is left alone."""
    found = []
    for path, answers in plain.typed.items():
        in_gap = path.startswith("gaps.")
        words = plain.extra.get("passage", "") if in_gap else stem_prose(plain)
        if not in_gap and (_ALTERNATIVES.search(words) or CODE_WORD in words.split()):
            continue
        for index, answer in enumerate(answers):
            if answer.fraction >= 1 and _stands_in(answer, without_markup(words)):
                # An expression is typed, but it has no list of answers.
                place = path if path == "expression" else f"{path}.{index}.pattern"
                where = "passage" if in_gap else "question"
                found.append(_given_away(place, where, answer.pattern))
                break
    return found


def _stands_in(answer: AcceptedText, words: str) -> bool:
    text = answer.pattern.replace("*", "").strip() if answer.kind == "wildcard" else answer.pattern.strip()
    # A regular expression is no text; short and common words stand in many questions by chance.
    if answer.kind == "regex" or not re.fullmatch(r"[A-Za-z][A-Za-z' -]*[A-Za-z]", text) or len(text) < _LETTERS_MIN:
        return False
    if not text.isupper():
        if text.lower() in STOP_WORDS:
            return False
        text, words = fold_case(text), fold_case(words)
    return re.search(rf"(?<![\w-]){re.escape(text)}s?(?![\w-])", words) is not None


def _given_away(place: str, where: str, answer: str) -> Finding:
    return Finding(
        "answer_in_stem",
        "warning",
        place,
        f"The answer “{answer}” stands in the {where}.",
        "Pupils can copy it without knowing it.",
        "Use other words there, or ask for something else.",
    )


def check_accepts_anything(plain: PlainContent, type_key: str) -> list[Finding]:
    """Find an answer that earns marks for whatever is typed, or for nearly everything."""
    places = [
        f"{path}.{index}.pattern"
        for path, answers in plain.typed.items()
        for index, answer in enumerate(answers)
        if answer.fraction > 0 and _takes_anything(answer)
    ]
    places += [
        f"{path}.{index}.tolerance.amount"
        for path, rules in plain.numbers.items()
        for index, answer in enumerate(rules.answers)
        if answer.fraction > 0 and _takes_any_number(answer)
    ]
    return [
        Finding(
            "accepts_anything",
            "error",
            place,
            "Nearly everything that pupils can type is counted as right here.",
            "Wrong answers earn marks, and you don't learn who needs help.",
            "Write more of the answer, or make the tolerance smaller.",
        )
        for place in places
    ]


def _takes_anything(answer: AcceptedText) -> bool:
    if all(slips(answer, probe) == 0 for probe in _PROBES):
        return True
    if answer.kind != "wildcard":
        return False
    first, *_, last = literals = wildcard_literals(answer.pattern)
    open_ends = len(literals) > 2 and not first.strip() and not last.strip()
    return open_ends and len("".join(literals).replace(" ", "")) < _LETTERS_MIN


def _takes_any_number(answer: NumericAnswer) -> bool:
    amount, value = answer.tolerance.exact_amount, abs(answer.exact_value)
    match answer.tolerance.kind:
        case "absolute":
            return amount >= value > 0
        case "relative":
            return amount >= 1
        case "geometric":
            return amount >= 9
        case _:
            return False


def check_answer_unreachable(plain: PlainContent, type_key: str) -> list[Finding]:
    """Find an answer that never counts, since one listed before it catches what it stands for."""
    found = []
    for path, answers in plain.typed.items():
        for index, answer in enumerate(answers):
            if (first := _caught_by(answers, index)) is not None:
                found.append(_unreachable(f"{path}.{index}.pattern", answer.pattern, answers[first].pattern))
    for path, rules in plain.numbers.items():
        for index, number in enumerate(rules.answers):
            first = next((n for n, one in enumerate(rules.answers[:index]) if _covers(one, number)), None)
            if first is not None:
                found.append(_unreachable(f"{path}.{index}.value", number.value, rules.answers[first].value))
    return found


def _caught_by(answers: Sequence[AcceptedText], index: int) -> int | None:
    """Return which earlier answer catches all that answer ``index`` stands for, where that makes a difference."""
    answer, samples = answers[index], _samples(answers[index])
    for place, earlier in enumerate(answers[:index]):
        twin = fold_case(earlier.pattern) == fold_case(answer.pattern) and not answer.case_sensitive
        if not samples or not (twin or _earns_other(earlier, answer)):
            continue
        matches = [find_text_match(answers, sample) for sample in samples]
        if all(match is not None and match.accepted is earlier for match in matches):
            return place
    return None


def _earns_other(one: AcceptedText | NumericAnswer, other: AcceptedText | NumericAnswer) -> bool:
    return (one.fraction, one.misconception) != (other.fraction, other.misconception)


def _samples(answer: AcceptedText) -> list[str]:
    """Return texts that an answer stands for, none where they can't be told."""
    if answer.kind == "regex":
        return [answer.sample] if answer.sample else []
    if answer.kind != "wildcard":
        return [answer.pattern]
    literals = wildcard_literals(answer.pattern)
    texts = [filling.join(literals).strip() for filling in ("", " zqj ")]
    return [text for text in texts if text]


def _covers(earlier: NumericAnswer, later: NumericAnswer) -> bool:
    same = earlier.exact_value == later.exact_value
    return (same or _earns_other(earlier, later)) and agrees(later.exact_value, earlier.exact_value, earlier.tolerance)


def _unreachable(place: str, answer: str, first: str) -> Finding:
    return Finding(
        "answer_unreachable",
        "warning",
        place,
        f"“{answer}” is never reached: “{first}” stands before it and catches it.",
        "The first answer that fits decides, so pupils get the marks and the feedback of that one.",
        "Move it above the other, or take it out.",
    )


def check_close_to_another_term(plain: PlainContent, type_key: str) -> list[Finding]:
    """Find an answer whose forgiven slips of spelling make it another term of Computing: ROM for RAM."""
    found = []
    for path, answers in plain.typed.items():
        for index, answer in enumerate(answers):
            other = next((term for term in _NEIGHBOURS if _passes_for(answers, answer, term)), None)
            if other is None or answer.fraction == 0:
                continue
            message = f"“{other}” is counted as a slip of spelling for “{answer.pattern}”."
            why = "It is another term, so a wrong answer earns the marks."
            fix = "Ask for exactly these words, or list the other term as a known wrong answer."
            place = f"{path}.{index}.pattern"
            found.append(Finding("close_to_another_term", "warning", place, message, why, fix))
    return found


def _passes_for(answers: Sequence[AcceptedText], answer: AcceptedText, term: str) -> bool:
    if answer.kind != "close" or not slips(answer, term):
        return False
    match = find_text_match(answers, term)
    return match is not None and match.accepted is answer
