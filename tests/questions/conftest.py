"""Programs that tests of questions run share one runner, which ends with them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.questions.types import evidence


@pytest.fixture(scope="session", autouse=True)
def runner_ends() -> Iterator[None]:
    """End the runner once all tests are done."""
    yield
    evidence.stop()
