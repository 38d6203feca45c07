"""What can go wrong when a program is to be run."""

from __future__ import annotations

from backend.core.errors import AppError


class RunnerOff(AppError):
    """Nothing is run on this machine, or not now."""

    status, code, title = 503, "runner_off", "Python isn't available"
