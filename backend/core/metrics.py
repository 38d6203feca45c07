"""Counters and timings for ``/metrics``; labels are route templates and codes, never ids."""

from __future__ import annotations

from functools import lru_cache

from prometheus_client import Counter, Histogram

REQUESTS = Counter("ks3_requests_total", "Requests by route template and status", ["route", "status"])
REQUEST_SECONDS = Histogram(
    "ks3_request_seconds",
    "Seconds from request to answer",
    ["route"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10),
)
CSP_REPORTS = Counter("ks3_csp_reports_total", "Reports of a broken content security policy")


@lru_cache(maxsize=2048)
def _parts(route: str, status: int) -> tuple[Counter, Histogram]:
    """Return the two for a route and status; looking labels up each time would cost more than counting."""
    return REQUESTS.labels(route, status), REQUEST_SECONDS.labels(route)


def observe(route: str, status: int, seconds: float) -> None:
    """Count an answered request. ``route`` is a template, so that there are few."""
    counter, histogram = _parts(route, status)
    counter.inc()
    histogram.observe(seconds)
