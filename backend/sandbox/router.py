"""The runner as the health page shows it."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Request

from backend.accounts.permissions import Actor, permit
from backend.sandbox.runner import Runner
from backend.sandbox.schemas import RunnerOut

router = APIRouter(prefix="/api", tags=["sandbox"])


@router.get("/python-runner")
async def python_runner(request: Request, actor: Annotated[Actor, permit("settings.manage", apart=True)]) -> RunnerOut:
    """Return how safely pupils' programs are run here, and what the self-test found."""
    runner: Runner = request.app.state.runner
    return RunnerOut.model_validate(asdict(runner.state))
