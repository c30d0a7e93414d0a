"""What holds for every request: who may ask, limits, headers, and one clear answer to any fault."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from starlette.middleware.cors import CORSMiddleware
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from foedus.doors.rest import addresses, log, trust
from foedus.doors.rest.faults import MEDIA, RefusalError, problem
from foedus.doors.rest.settings import Settings

HEADERS: Final[dict[str, str]] = {
    "content-security-policy": (
        "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; "
        "frame-ancestors 'none'; form-action 'self'"
    ),
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}
ENCODED: Final = [(name.encode(), value.encode()) for name, value in HEADERS.items()]
PIECE: Final = 65_536
"""Bytes that are sent at once: the next go out when the client has taken most of these."""

Count = Callable[[Scope, int, float], None]


@dataclass(frozen=True)
class Sharing:
    """What the pages of a site that was named may do: methods, headers they send and read."""

    methods: tuple[str, ...]
    takes: tuple[str, ...]
    shows: tuple[str, ...] = ()


def guarded(
    app: ASGIApp, settings: Settings, sharing: Sharing, count: Count = lambda *_: None
) -> "Guard":
    """An application that a browser on this machine may stand before."""
    app = LimitLayer(app, settings)
    if settings.origins:
        app = CORSMiddleware(
            app,
            allow_origins=settings.origins,
            allow_methods=sharing.methods,
            allow_headers=sharing.takes,
            expose_headers=sharing.shows,
        )
    return Guard(app, settings, count)


class Guard:
    """The outermost layer: it refuses strangers, gives every answer its headers, and counts."""

    def __init__(self, app: ASGIApp, settings: Settings, count: Count) -> None:
        self.app, self.settings, self.count = app, settings, count

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        name = log.begun()
        reply = _Reply(send, [*ENCODED, (b"x-request-id", name.encode())])
        began = time.perf_counter()
        try:
            trust.check(scope, self.settings)
            await self.app(scope, receive, reply)
        except RefusalError as refusal:
            await reply.refuse(refusal)
        finally:
            seconds = time.perf_counter() - began
            self.count(scope, reply.status, seconds)
            log.request(scope, reply.status, seconds)


class LimitLayer:
    """The layer that ends what takes too long or is too large, and answers for what fails."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app, self.settings, self.bodies = app, settings, _Bodies(settings.bodies)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request within its limits."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        reply = _Reply(send)
        body = _Body(receive, self.settings, self.bodies)
        try:
            addresses.check(scope)
            body.announced(scope)
            async with asyncio.timeout(self.settings.longest):
                await self.app(scope, body, reply)
        except RefusalError as refusal:
            await reply.refuse(refusal)
        except TimeoutError:
            told = f"this took longer than the limit of {self.settings.longest:g} s"
            await reply.refuse(RefusalError(503, told))
        except ClientDisconnect:
            pass  # a client left before it was answered
        except asyncio.CancelledError:  # nobody else ends a request from outside
            told = "the server is being stopped and could not finish this; ask again later"
            await reply.refuse(RefusalError(503, told))
        except Exception as error:
            log.fault(error)
            told = "the server failed at this; the fault is in its log"
            await reply.refuse(RefusalError(500, told))
        finally:
            body.forget()


class _Reply:
    """The answer as it goes out: in pieces, with headers, and refused at most once.

    An answer may have a header of its own in the place of ours.
    """

    def __init__(self, send: Send, headers: list[tuple[bytes, bytes]] | None = None) -> None:
        self.send, self.headers, self.status = send, headers or [], 0

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            own = [*message.get("headers", ())]
            named = {name for name, _ in own}
            ours = (header for header in self.headers if header[0] not in named)
            message = {**message, "headers": [*own, *ours]}
        elif len(message.get("body", b"")) > PIECE:
            body = memoryview(message["body"])
            for start in range(0, len(body) - PIECE, PIECE):
                piece = bytes(body[start : start + PIECE])
                await self.send({**message, "body": piece, "more_body": True})
            rest = (len(body) - 1) // PIECE * PIECE
            message = {**message, "body": bytes(body[rest:])}
        await self.send(message)

    async def refuse(self, refusal: RefusalError) -> None:
        if self.status:
            return  # the answer had begun: the connection can only be ended
        body = problem(refusal.status, refusal.detail, refusal.errors)
        headers = [(b"content-type", MEDIA.encode()), (b"content-length", b"%d" % len(body))]
        headers += [(name.encode(), value.encode()) for name, value in refusal.headers.items()]
        await self({"type": "http.response.start", "status": refusal.status, "headers": headers})
        await self({"type": "http.response.body", "body": body})


class _Bodies:
    """What the bodies of all requests under way fill."""

    def __init__(self, most: int) -> None:
        self.most, self.held = most, 0

    def hold(self, size: int) -> None:
        self.held += size


class _Body:
    """A body as it comes in: of at most so many bytes, and not too slowly."""

    def __init__(self, receive: Receive, settings: Settings, all_bodies: _Bodies) -> None:
        self.receive, self.settings, self.all = receive, settings, all_bodies
        self.seen, self.whole = 0, False
        self.until = time.monotonic() + settings.body_seconds

    def announced(self, scope: Scope) -> None:
        """Refuse at once what says that it is too large."""
        for name, value in scope["headers"]:
            if name == b"content-length" and value.isdigit() and int(value) > self.settings.body:
                raise self._too_large()

    async def __call__(self) -> Message:
        if self.whole:
            return await self.receive()
        patience = min(self.settings.stall, self.until - time.monotonic())
        try:
            async with asyncio.timeout(patience):
                message = await self.receive()
        except TimeoutError:
            told = "the body of the request arrived too slowly"
            raise RefusalError(408, told, headers={"connection": "close"}) from None
        size = len(message.get("body", b""))
        self.seen += size
        self.all.hold(size)
        self.whole = not message.get("more_body", False)
        if self.seen > self.settings.body:
            raise self._too_large()
        if self.all.held > self.all.most:
            told = "the server is reading as many large requests as it may; ask again soon"
            raise RefusalError(503, told, headers={"retry-after": "5"})
        return message

    def forget(self) -> None:
        """The request is over."""
        self.all.hold(-self.seen)

    def _too_large(self) -> RefusalError:
        return RefusalError(413, f"the body has more than {self.settings.body:,} bytes")
