"""Counting requests, for those who run a server."""

from typing import Final

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from starlette.types import Scope

METHODS: Final = frozenset({"DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"})


class Metrics:
    """How many requests there were, of which kind, and how long they took."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "foedus_requests", "Requests", ("method", "route", "status"), registry=self.registry
        )
        self.seconds = Histogram(
            "foedus_request_seconds", "Time to answer", ("route",), registry=self.registry
        )

    def count(self, scope: Scope, status: int, seconds: float) -> None:
        """Count a request; what a client makes up does not become a series of its own."""
        method = scope["method"] if scope["method"] in METHODS else "other"
        route = getattr(scope.get("route"), "path", "other")
        self.requests.labels(method, route, str(status)).inc()
        self.seconds.labels(route).observe(seconds)

    def told(self) -> bytes:
        """All counts, as Prometheus reads them."""
        return generate_latest(self.registry)
