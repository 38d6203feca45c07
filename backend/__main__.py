"""``python -m backend``: see ``backend/cli.py``."""

from __future__ import annotations

import sys

from backend.cli import main

sys.exit(main())
