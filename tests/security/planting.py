"""Words planted wherever a question keeps something from pupils: keys, hints, explanations, hidden tests."""

from __future__ import annotations

import json
from typing import Any

from tests.questions.types.examples import SHIPPED, Shipped

PLANTED = "zzkey"


class Planter:
    """Plants a word of its own in each secret text of a content."""

    def __init__(self) -> None:
        self.count = 0

    def word(self) -> str:
        self.count += 1
        return f"{PLANTED}{self.count}"

    def plant(self, kind: str, raw: dict[str, Any]) -> dict[str, Any]:
        content = json.loads(json.dumps(raw))
        content["explanation"] = f"Because {self.word()}."
        content["hints"] = [f"Think of {self.word()}."]
        self._options(content.get("options", []) if kind != "matching" else [], feedback=kind == "multiple_choice")
        self._answers(kind, content)
        for gap in content.get("gaps", {}).values():
            self._answers(gap["type"], gap)
            self._options(gap.get("options", []), feedback=False)
        return content

    def _options(self, options: list[dict[str, Any]], *, feedback: bool) -> None:
        for option in options:
            option["misconception"] = f"{PLANTED}.{self.word()}"
            if feedback:
                option["feedback"] = f"Not {self.word()}."

    def _answers(self, kind: str, place: dict[str, Any]) -> None:
        if kind == "short_text":
            place["accepted"].append({"pattern": self.word(), "fraction": 1, "misconception": None})
        elif kind == "numeric":
            # A number can't be a word: one that no text has by accident.
            self.count += 1
            place["answers"].append({"value": str(770_000_000 + self.count), "fraction": 0.5})
        elif kind == "parsons":
            # What the first test reads is shown, but only where tests are what the answer is marked by.
            tests = place.get("tests", []) if place["grading"] == "execution" else []
            place["tests"] = [*tests, {"stdin": self.word(), "expected": self.word()}]
        elif kind == "python_code":
            place["tests"].append(self._hidden_test(len(place["tests"])))
            place["solution"] = f"{place['solution'].rstrip()}  # {self.word()}\n"
            if place.get("edit_limit_lines"):
                place["edit_limit_lines"] += 1

    def _hidden_test(self, number: int) -> dict[str, Any]:
        words = {name: self.word() for name in ("name", "stdin", "expected")}
        return {"id": f"hidde{number}", "show": "never", **words}


def planted() -> list[tuple[Shipped, dict[str, Any]]]:
    planter = Planter()
    return [(shipped, planter.plant(shipped.type.key, shipped.raw)) for shipped in SHIPPED]
