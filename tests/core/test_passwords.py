"""First passwords: easy to read out and to type, and too many to guess."""

from __future__ import annotations

import re

from backend.core import passwords


def test_a_first_password_is_one_of_over_a_million() -> None:
    made = {passwords.make_pupil_password() for _ in range(2_000)}
    shapes = [re.fullmatch(r"([a-z]{4,8})-([a-z]{4,8})-([1-9][0-9])", each) for each in made]
    assert all(shapes)
    words = {word for shape in shapes if shape for word in shape.groups()[:2]}
    # 4,000 draws miss one of some 110 equally likely words about once in 10^14 times.
    assert len(words) ** 2 * 90 > 1_000_000
    assert len(made) > 1_980


def test_a_first_password_for_staff_is_longer() -> None:
    assert re.fullmatch(r"([a-z]{4,8}-){4}[1-9][0-9]", passwords.make_staff_password())
