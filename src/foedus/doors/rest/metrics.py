"""Counting requests and acts, and how a node is, for those who run a server."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from starlette.types import Scope

from foedus.doors.rest import log
from foedus.doors.rest.faults import RefusalError

if TYPE_CHECKING:
    from foedus.nodes.health import Health

OUTCOMES: Final = {401: "not-allowed", 403: "not-allowed", 503: "away"}
"""What became of an act, by the status of its refusal; of others that it was refused."""


class Metrics:
    """How many requests there were, of which kind, and how long they took."""

    def __init__(self, *, with_node: bool = False) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "foedus_requests", "Requests", ("method", "route", "status"), registry=self.registry
        )
        self.seconds = Histogram(
            "foedus_request_seconds", "Time to answer", ("route",), registry=self.registry
        )
        if not with_node:
            return
        self.acts = Counter(
            "foedus_acts", "Acts asked for", ("act", "outcome"), registry=self.registry
        )
        self.up = self._gauge("foedus_node_up", "Whether its database answers")
        self.entries = self._gauge("foedus_node_entries", "Entries on record")
        self.queue = self._gauge("foedus_node_queue", "Acts that wait to be recorded")
        self.beat = self._gauge(
            "foedus_node_beat_lag_seconds", "Since it did what is due by the clock"
        )
        self.checkpoint = self._gauge(
            "foedus_node_checkpoint_age_seconds", "Since it signed a checkpoint"
        )

    def _gauge(self, name: str, means: str) -> Gauge:
        return Gauge(name, means, registry=self.registry)

    def count(self, scope: Scope, status: int, seconds: float) -> None:
        """Count a request; what a client makes up does not become a series of its own."""
        route = log.route_of(scope)
        self.requests.labels(log.method_of(scope), route, str(status)).inc()
        self.seconds.labels(route).observe(seconds)

    @contextmanager
    def acting(self, name: str) -> Iterator[Callable[[str], None]]:
        """Count and log an act, with what became of it: `recorded`, unless something else is said.

        What this gives is called with it.
        """
        began, said = time.perf_counter(), list[str]()
        outcome = "failed"
        try:
            yield said.append
            outcome = said[-1] if said else "recorded"
        except RefusalError as refusal:
            outcome = OUTCOMES.get(refusal.status, "refused")
            raise
        finally:
            self.acts.labels(name, outcome).inc()
            log.act(name, outcome, time.perf_counter() - began)

    def node(self, health: "Health") -> None:
        """Say how the node is."""
        self.up.set(health.up)
        self.entries.set(health.entries)
        self.queue.set(health.queue)
        self.beat.set(health.beat_lag)
        self.checkpoint.set(health.checkpoint_age)

    def told(self) -> bytes:
        """All counts, as Prometheus reads them."""
        return generate_latest(self.registry)
