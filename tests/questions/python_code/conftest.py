"""Property tests here never fail because the machine is busy: no deadlines, no complaint about slow drawing."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")
