"""Who is answered: a page of another site must reach a server through no browser.

A browser names in `Host` the site that it believes to talk to. A site that lets its own name point
to this machine (DNS rebinding) therefore betrays itself there, and one that posts a form to the
address of this machine does so in `Origin` or `Sec-Fetch-Site`, which pages cannot set.
"""

import ipaddress
import re
from typing import Final

from starlette.datastructures import Headers
from starlette.types import Scope

from foedus.doors.rest.faults import RefusalError
from foedus.doors.rest.settings import Settings

SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})
"""Methods that change nothing and whose answers a page of another site cannot read."""
UNASKED: Final = frozenset(
    {"", "text/plain", "multipart/form-data", "application/x-www-form-urlencoded"}
)
"""Content types that a browser sends to any site without asking it first."""
_HOST: Final = re.compile(r"(\[[0-9a-f:.]+\]|[^\[\]:@/\\\s,]+)(:[0-9]{1,5})?")


def check(scope: Scope, settings: Settings) -> None:
    """Refuse a request under a foreign name, or from the page of another site that may act."""
    headers = Headers(scope=scope)
    host = _host(headers)
    if host is None or _name(host) not in {*settings.hosts, _connected_to(scope)}:
        told = "no host" if host is None else repr(host[:100])
        raise RefusalError(
            421,
            f"this server does not answer to {told}; `--host-name NAME` adds a name that it has",
        )
    asks_leave = "access-control-request-method" in headers
    if scope["method"] in SAFE and not asks_leave:
        return
    origin, site = headers.get("origin"), headers.get("sec-fetch-site", "none")
    named = origin in settings.origins
    foreign = not from_here(headers) if origin is not None else site in ("cross-site", "same-site")
    if foreign and not named:
        raise RefusalError(
            403,
            f"pages of {(origin or 'another site')[:100]} may not ask here; "
            "`--origin URL` lets those of a site",
        )


def from_here(headers: Headers) -> bool:
    """Whether a browser says that a page of this very server asks."""
    origin = headers.get("origin")
    if origin is None:
        return headers.get("sec-fetch-site") == "same-origin"
    return origin.partition("://")[2].lower() == _host(headers)


def local(scope: Scope) -> bool:
    """Whether the client is on this machine."""
    try:
        return ipaddress.ip_address((scope["client"] or ("127.0.0.1",))[0]).is_loopback
    except ValueError:
        return False


def _host(headers: Headers) -> str | None:
    """The host as the client named it, where it did so once."""
    named = headers.getlist("host")
    return named[0].lower() if len(named) == 1 else None


def _name(host: str) -> str | None:
    """The name without the port; None of what is no host."""
    found = _HOST.fullmatch(host)
    return found[1].removesuffix(".") if found else None


def _connected_to(scope: Scope) -> str | None:
    """The address of this machine that the client connected to; a foreign name is none."""
    server = (scope.get("server") or (None,))[0]
    return f"[{server}]" if server and ":" in server else server
