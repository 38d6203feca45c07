"""The demo: a school with a past, on a database of its own under ``var``. No part of a production process."""

from backend.demo.run import run_demo

__all__ = ["run_demo"]
