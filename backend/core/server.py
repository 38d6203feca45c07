"""The server, which tells open streams first when it is to stop: it would wait for each of them otherwise."""

from __future__ import annotations

from types import FrameType

import uvicorn

from backend.core.live import Live


class Server(uvicorn.Server):
    """uvicorn's, with an application whose live streams end as soon as it is told to stop."""

    def __init__(self, config: uvicorn.Config, live: Live) -> None:
        super().__init__(config)
        self._live = live

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Take the signal to stop."""
        self._live.end_streams()
        super().handle_exit(sig, frame)

    def end(self) -> None:
        """Stop, streams first, without a signal."""
        self._live.end_streams()
        self.should_exit = True
