"""Figures for Prometheus: requests, and the size and state of the library."""

from collections.abc import Iterator

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector
from starlette.types import Scope

from api.library import Library

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
"""Told apart; a client may send any word as a method, and each label value is kept for good."""


class Metrics:
    """The figures of one server."""

    def __init__(self, library: Library) -> None:
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "jiangpu_requests", "HTTP requests answered", ["method", "route", "status"], registry=self._registry
        )
        self._seconds = Histogram("jiangpu_request_seconds", "Time taken to answer", ["route"], registry=self._registry)
        self._registry.register(_LibraryFigures(library))

    def observe(self, scope: Scope, status: int, seconds: float) -> None:
        """Counts one request under its route's pattern, never under the address asked for."""
        route = _pattern(scope)
        method = scope["method"] if scope["method"] in METHODS else "other"
        self._requests.labels(method, route, str(status)).inc()
        self._seconds.labels(route).observe(seconds)

    def text(self) -> bytes:
        """All figures in Prometheus' text format."""
        return generate_latest(self._registry)


def _pattern(scope: Scope) -> str:
    """The address with its variable parts by name, e.g. /api/v1/entities/{id}; "other" where no route took it."""
    if "endpoint" not in scope:
        return "other"
    path = str(scope["path"])
    for name, value in scope["path_params"].items():
        before, found, after = path.rpartition(f"/{value}")
        path = f"{before}/{{{name}}}{after}" if found else path
    return path


class _LibraryFigures(Collector):
    def __init__(self, library: Library) -> None:
        self._library = library

    def describe(self) -> Iterator[GaugeMetricFamily]:
        """Nothing in advance, so that registering does not read the library."""
        return iter(())

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """The counts of the store as they are now."""
        counts = GaugeMetricFamily("jiangpu_items", "Things in the library", labels=["kind"])
        for kind, count in self._library.store.counts().items():
            counts.add_metric([kind], count)
        yield counts
        yield GaugeMetricFamily(
            "jiangpu_generation", "Changes committed to the store", self._library.store.generation()
        )
        yield GaugeMetricFamily("jiangpu_index_generation", "Changes the indexes hold", self._library.indexed())
