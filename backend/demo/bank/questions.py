"""The demo's bank as a whole."""

from __future__ import annotations

from backend.demo.bank import binary, coding, networks, programs, safety_and_sheets, systems
from backend.demo.bank.form import DemoQuestion

ALL: tuple[DemoQuestion, ...] = (
    *systems.QUESTIONS,
    *binary.QUESTIONS,
    *networks.QUESTIONS,
    *programs.QUESTIONS,
    *coding.QUESTIONS,
    *safety_and_sheets.QUESTIONS,
)

BY_KEY: dict[str, DemoQuestion] = {question.key: question for question in ALL}
