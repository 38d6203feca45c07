"""Sittings in a browser."""

from __future__ import annotations

from playwright.async_api import expect

# Several browsers on a busy machine: what takes seconds there is no fault.
expect.set_options(timeout=20_000)
