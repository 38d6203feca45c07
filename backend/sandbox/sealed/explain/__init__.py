"""What went wrong in a pupil's program, in plain English, whatever it raised."""

from .reporting import report, rule_name, traceback_text

__all__ = ["report", "rule_name", "traceback_text"]
