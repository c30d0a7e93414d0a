"""What is given to a client: packed where it can unpack it, and not at all where it has it."""

import gzip
import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Final

import anyio.to_thread
from cachetools import LRUCache
from starlette.requests import Request
from starlette.responses import Response

from foedus.doors.rest.faults import RefusalError
from foedus.doors.rest.forms import JSON

LEVEL: Final = 5
"""How hard answers are packed: beyond it, they take longer to pack than they save."""
HARDEST: Final = 9
"""How hard what never changes is packed: it is done once."""
WORTH: Final = 1400
"""Bytes that fit into one packet of the network: packing them saves nothing."""
REVALIDATED: Final = {"cache-control": "no-cache"}
"""A client may keep it, and asks whether it still holds before each use."""
PRIVATE: Final = {"cache-control": "private, no-store"}
"""What is for one reader is kept by nobody."""
FOR_EVER: Final = {"cache-control": "public, max-age=31536000, immutable"}
"""The name of what is kept changes with its content."""
_TAG: Final = re.compile(r'((?:W/)*)("[^"]*")')
"""A tag; a proxy before us may have called weak what was so already."""
_TAGS: Final = re.compile(rf"[\s,]*{_TAG.pattern}(\s*,[\s,]*{_TAG.pattern})*[\s,]*")


@dataclass(frozen=True)
class Kept:
    """Bytes as they go out, with the tag that tells whether a client has them."""

    content: bytes
    tag: str
    media: str = JSON
    packed: bool = False
    headers: Mapping[str, str] = field(default_factory=lambda: REVALIDATED)

    @classmethod
    def of(
        cls, content: bytes, tag: str, media: str = JSON, *, pack: bool, level: int = LEVEL
    ) -> "Kept":
        """What clients are given that can unpack, or that cannot."""
        if not pack or len(content) < WORTH:
            return cls(content, tag, media)
        return cls(gzip.compress(content, level, mtime=0), tag, media, packed=True)

    def answer(self, request: Request) -> Response:
        """The whole of it, or nothing where the client names its tag."""
        headers = {**self.headers, "vary": "Accept-Encoding"}
        if self.tag:
            headers["etag"] = self.tag
            if unwanted(request, self.tag):
                raise RefusalError(412, "this is not what If-Match names", headers=headers)
            if has(request, self.tag):
                return Response(status_code=304, headers=headers)
        if self.packed:
            headers["content-encoding"] = "gzip"
        return Response(self.content, media_type=self.media, headers=headers)


class Whole:
    """What is always the same for all: made and packed when it is first asked for."""

    def __init__(
        self,
        content: Callable[[], bytes],
        media: str = JSON,
        headers: Mapping[str, str] = REVALIDATED,
    ) -> None:
        self._content, self._media, self._headers = content, media, headers

    @cached_property
    def _plain_and_packed(self) -> tuple[Kept, Kept]:
        content = self._content()
        tag = f'W/"{hashlib.sha256(content).hexdigest()[:32]}"'
        plain, packed = (
            Kept.of(content, tag, self._media, pack=pack, level=HARDEST) for pack in (False, True)
        )
        return replace(plain, headers=self._headers), replace(packed, headers=self._headers)

    def make_ready(self) -> None:
        """Make it before it is asked for."""
        _ = self._plain_and_packed

    async def answer(self, request: Request) -> Response:
        """All of it, packed where the client can unpack it; nothing where it has it already."""
        plain, packed = await anyio.to_thread.run_sync(lambda: self._plain_and_packed)
        return (packed if unpacks(request) else plain).answer(request)


def unpacks(request: Request) -> bool:
    """Whether the client can unpack an answer."""
    for part in request.headers.get("accept-encoding", "").lower().split(","):
        name, _, weight = part.partition(";")
        if name.strip() in ("gzip", "*"):
            return not re.fullmatch(r"\s*q\s*=\s*0(\.0*)?\s*", weight)
    return False


def has(request: Request, tag: str) -> bool:
    """Whether the client says that it has what the tag names (RFC 9110, 13.1.2).

    A header that is neither `*` nor a list of tags says nothing.
    """
    every, tags = _named(request, "if-none-match")
    return every or any(opaque == tag.removeprefix("W/") for _, opaque in tags)


def unwanted(request: Request, tag: str) -> bool:
    """Whether the client wants only what the tag does not name for sure (RFC 9110, 13.1.1)."""
    every, tags = _named(request, "if-match")
    return bool(tags) and not every and tag not in {opaque for weak, opaque in tags if not weak}


def _named(request: Request, header: str) -> tuple[bool, list[tuple[str, str]]]:
    """Whether a header names all, and else the tags that it names: whether weak, and the rest."""
    given = ",".join(request.headers.getlist(header)).strip()
    if not _TAGS.fullmatch(given):
        return given == "*", []
    return False, [(found[1], found[2]) for found in _TAG.finditer(given)]


OVERHEAD: Final = 500
"""About what an answer takes beside its bytes."""


def answers(most: int) -> "LRUCache[tuple[str, ...], Kept]":
    """Answers by what was asked of what, the least recently used thrown out first."""
    return LRUCache(most, getsizeof=lambda kept: len(kept.content) + OVERHEAD)
