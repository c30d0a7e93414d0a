"""Who comes to the node of a server: by a session, in a cookie, or by a token, in a header."""

from collections.abc import Callable
from typing import Any, Final, TypeVar

import anyio
import anyio.to_thread
from starlette.requests import Request
from starlette.responses import Response

from foedus.doors.rest import log
from foedus.doors.rest.faults import RefusalError, refused
from foedus.doors.rest.node.bodies import answered
from foedus.doors.visiting import Visitor
from foedus.errors import FoedusError, QuestionError
from foedus.identity.secrets import LASTS, Held
from foedus.model.people import Person
from foedus.nodes.access import Access
from foedus.nodes.errors import AwayError, RefusedError
from foedus.nodes.health import Health, Pulse, health
from foedus.nodes.node import Node
from foedus.nodes.people.people import NotAllowedError
from foedus.nodes.people.signing_in import SignInError, SigningIn, WaitError

COOKIE: Final = "__Host-foedus"
AT_ONCE: Final = 24
"""Threads that wait for the database at a time; others wait for one of them."""
HASHING: Final = 2
"""Passphrases looked at a time: each takes 64 MiB, and nobody's sign-in is to slow an act."""
PATIENCE: Final = 5.0
"""Seconds within which the database must answer for a node to be well."""
T = TypeVar("T")


class Gate:
    """Lets people in, and does for them what waits for a database, off the loop."""

    def __init__(
        self, node: Node, place: str, pulse: Pulse | None = None, *, behind_tls: bool = False
    ) -> None:
        self.node, self.place, self.pulse = node, place, pulse
        self.behind_tls = behind_tls
        self._threads = anyio.CapacityLimiter(AT_ONCE)
        self._hashing = anyio.CapacityLimiter(HASHING)
        self._looking = anyio.CapacityLimiter(HASHING)

    async def work(self, function: Callable[..., T], *given: Any, hashes: bool = False) -> T:
        """What a function gives that waits for the database, or `hashes`. Raises RefusalError."""
        limiter = self._hashing if hashes else self._threads
        try:
            return await anyio.to_thread.run_sync(function, *given, limiter=limiter)
        except WaitError as error:
            headers = {"retry-after": str(error.seconds)}
            raise RefusalError(429, str(error), headers=headers) from None
        except SignInError as error:
            raise RefusalError(401, str(error)) from None
        except (RefusedError, NotAllowedError) as error:
            raise RefusalError(403, str(error)) from None
        except AwayError as error:
            raise RefusalError(503, str(error), headers={"retry-after": "5"}) from None
        except QuestionError as error:
            raise refused(error) from None
        except FoedusError as error:
            raise RefusalError(422, str(error)) from None

    async def health(self) -> Health:
        """How the node is; whoever asks waits for no act, and not long for the database."""
        look, lag = self._looking, self.pulse.lag if self.pulse else 0.0
        try:
            with anyio.fail_after(PATIENCE):
                return await anyio.to_thread.run_sync(
                    health, self.node, self.pulse, limiter=look, abandon_on_cancel=True
                )
        except TimeoutError:
            why = f"the database did not answer within {PATIENCE:g} s"
            return Health(up=False, queue=self.node.waiting, beat_lag=lag, why=why)

    async def access(self, request: Request) -> Access:
        """Who asks. Raises RefusalError where nobody says who they are, or it is not so."""
        found = await self._known(request)
        if found is None:
            raise RefusalError(401, "sign in, or send a token as `Authorization: Bearer ...`")
        person, held = found
        return Access(self.node, person, held if held.purpose == "token" else None)

    async def whole(self, request: Request) -> Access:
        """Who asks, and may do whatever that person may. Raises RefusalError."""
        who = await self.access(request)
        if who.by is not None and who.by.scopes:
            raise RefusalError(403, "this token is for its scopes alone; sign in for that")
        return who

    async def present(self, request: Request) -> Access:
        """Who asks by a session: no program does so for them. Raises RefusalError."""
        who = await self.access(request)
        if who.by is not None:
            raise RefusalError(403, "no token is for that; sign in for it")
        return who

    async def seen(self, request: Request) -> Access | None:
        """Who asks, if anybody is signed in; a session that is over is nobody's."""
        try:
            return await self.access(request)
        except RefusalError as error:
            if error.status != 401:
                raise
            return None

    async def let_in(self, request: Request, session: str) -> Response:
        """The answer that begins a session, in place of the one before."""
        await self.work(SigningIn(self.node).end, request.cookies.get(COOKIE, ""))
        answer = answered({"signed_in": True}, 201)
        answer.set_cookie(
            COOKIE,
            session,
            max_age=int(LASTS["session"].total_seconds()),
            path="/",
            secure=True,
            httponly=True,
            samesite="strict",
        )
        return answer

    async def visitor(self, request: Request) -> Visitor | None:
        """Who asks a question; None where nobody says who they are. Raises RefusalError."""
        found = await self._known(request)
        if found is None:
            return None
        person, held = found
        limits = held if held.purpose == "token" else None
        return Visitor(self.place, person, limits, self.node.clock())

    async def _known(self, request: Request) -> tuple[Person, Held] | None:
        scheme, _, secret = request.headers.get("authorization", "").partition(" ")
        if scheme:
            if scheme.lower() != "bearer":
                raise RefusalError(401, "a token is sent as `Authorization: Bearer ...`")
            return await self._who(secret.strip(), "token")
        cookie = request.cookies.get(COOKIE, "")
        return await self._who(cookie, "session") if cookie else None

    async def _who(self, secret: str, purpose: Any) -> tuple[Person, Held]:
        found = await self.work(SigningIn(self.node).who, secret, purpose)
        if found is None:
            raise RefusalError(401, f"that {purpose} is not one of this node, or it is over")
        log.known(found[0].id)
        return found
