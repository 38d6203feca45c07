"""Journeys through the whole product, in Debian's Chromium against the worker's real server."""

from __future__ import annotations

from collections.abc import AsyncIterator, Generator
from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from tests.journey.watch import Watch
from tests.web.conftest import browser  # noqa: F401 - the fixture

# Several browsers on a busy machine: what takes seconds there is no fault.
expect.set_options(timeout=20_000)

FAILED = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Remember for the fixture whether the test failed."""
    report = yield
    if report.when == "call":
        item.stash[FAILED] = report.failed
    return report


@pytest.fixture
async def watch(
    browser: Browser,  # noqa: F811
    server: str,
    request: pytest.FixtureRequest,
    tmp_path: Path,
) -> AsyncIterator[Watch]:
    """Watched browsers: at the end nothing may have been complained about, on a page or to the server."""
    watching = Watch(browser, server)
    before = await watching.csp_reports()
    yield watching
    failed = request.node.stash.get(FAILED, False)
    if failed:
        await watching.photograph(tmp_path)
        print(f"Pictures of the pages: {tmp_path}", *watching.complaints, sep="\n")
    await watching.close()
    if not failed:
        assert watching.complaints == []
        assert await watching.csp_reports() == before + watching.forgiven
