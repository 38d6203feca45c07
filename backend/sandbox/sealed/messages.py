"""What the application and a zygote say to each other: fixed records, the same on both sides.

The application asks with ASKED: RUN with the five descriptors of a run (job, stdin, stdout, stderr, result) and its
limits in ms, ms, bytes and bytes, or STOP. The zygote answers once with READY or REFUSED and JSON, then with SLOW for a
run that has used more than its share and ENDED: wait status, one of REASONS, CPU and wall time in s, memory in kB.
"""

from __future__ import annotations

import json
import struct

RUN, STOP = 0, 1
ASKED = struct.Struct("=BIIIIQQ")
"""What, number, wall limit, length of the job in bytes, CPU limit, memory, output."""
DESCRIPTORS = struct.Struct("=5i")

READY, REFUSED, SLOW_RUN, ENDED_RUN = range(4)
SLOW = struct.Struct("=BI")
"""What, number."""
ENDED = struct.Struct("=BIiBddQ")
"""What, number, wait status, reason, CPU time, wall time, memory."""

REASONS = ("", "cpu", "wall", "stopped")
"""Why the zygote ended a run; the first where it ended by itself."""


def tell(what: int, about: object) -> bytes:
    """Return READY with the layers that stand, or REFUSED with why, as it is sent."""
    return bytes([what]) + json.dumps(about).encode()
