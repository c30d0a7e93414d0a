"""What holds for every request: limits, headers, counting, and one clear answer to any fault."""

import asyncio
import logging
import time
from typing import Any

import msgspec
from fastapi import FastAPI
from prometheus_client import CollectorRegistry, Counter, Histogram
from starlette.requests import ClientDisconnect
from starlette.types import Message, Receive, Scope, Send

from foedus.doors.rest.faults import MEDIA, RefusalError, problem
from foedus.doors.rest.settings import Settings

LOG = logging.getLogger("foedus.doors.rest")
HEADERS: dict[str, str] = {
    "content-security-policy": (
        "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; "
        "object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'"
    ),
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "cross-origin-opener-policy": "same-origin",
}
ENCODED = [(name.encode(), value.encode()) for name, value in HEADERS.items()]


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


class Guard:
    """The outermost layer of the server."""

    def __init__(self, app: FastAPI, settings: Settings, metrics: Metrics) -> None:
        self.app, self.settings, self.metrics = app, settings, metrics

    def openapi(self) -> dict[str, Any]:
        """The OpenAPI document of what is guarded."""
        return self.app.openapi()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request within its limits."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        reply = _Reply(send)
        began = time.perf_counter()
        try:
            limited = _Limited(scope, receive, self.settings.body)
            async with asyncio.timeout(self.settings.longest):
                await self.app(scope, limited, reply)
        except RefusalError as refusal:
            await reply.refuse(refusal.status, refusal.detail)
        except TimeoutError:
            seconds = f"{self.settings.longest:g}"
            await reply.refuse(503, f"this took longer than the {seconds} seconds that it may")
        except ClientDisconnect:
            LOG.debug("a client left before it was answered")
        except Exception:
            LOG.exception("a request failed", extra={"path": scope["path"]})
            await reply.refuse(500, "the server failed at this; the fault is in its log")
        finally:
            self._count(scope, reply.status, time.perf_counter() - began)

    def _count(self, scope: Scope, status: int, seconds: float) -> None:
        route = getattr(scope.get("route"), "path", "other")
        self.metrics.requests.labels(scope["method"][:8], route, str(status)).inc()
        self.metrics.seconds.labels(route).observe(seconds)
        if LOG.isEnabledFor(logging.INFO):
            line = {"method": scope["method"], "path": scope["path"], "status": status}
            LOG.info(msgspec.json.encode({**line, "ms": round(seconds * 1000, 2)}).decode())


class _Reply:
    """The answer as it goes out: with the headers of all answers, and refused at most once."""

    def __init__(self, send: Send) -> None:
        self.send, self.status = send, 0

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            message = {**message, "headers": [*message.get("headers", ()), *ENCODED]}
        await self.send(message)

    async def refuse(self, status: int, detail: str) -> None:
        if self.status:
            return  # the answer had begun: the connection can only be ended
        body = problem(status, detail)
        length = str(len(body)).encode()
        headers = [(b"content-type", MEDIA.encode()), (b"content-length", length)]
        await self({"type": "http.response.start", "status": status, "headers": headers})
        await self.send({"type": "http.response.body", "body": body})


class _Limited:
    """What comes in, up to the largest body allowed; the framework's own limit answers in text."""

    def __init__(self, scope: Scope, receive: Receive, most: int) -> None:
        self.receive, self.most, self.seen = receive, most, 0
        for name, value in scope["headers"]:
            if name == b"content-length" and value.isdigit():
                self._count(int(value))
        self.seen = 0

    async def __call__(self) -> Message:
        message = await self.receive()
        self._count(len(message.get("body", b"")))
        return message

    def _count(self, more: int) -> None:
        self.seen += more
        if self.seen > self.most:
            raise RefusalError(413, f"the body has more than {self.most:,} bytes")
