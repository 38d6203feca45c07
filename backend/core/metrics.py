"""Counters and timings for ``/metrics``; labels are route templates and codes, never ids."""

from __future__ import annotations

from prometheus_client import Counter, Histogram

REQUESTS = Counter("ks3_requests_total", "Requests by route template and status", ["route", "status"])
REQUEST_SECONDS = Histogram(
    "ks3_request_seconds",
    "Seconds from request to answer",
    ["route"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10),
)
CSP_REPORTS = Counter("ks3_csp_reports_total", "Reports of a broken content security policy")
