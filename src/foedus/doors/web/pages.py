"""The web application: its views as pages, cards and embeds, and the built files of the package."""

import re
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final, TypeAlias

import anyio.to_thread
import msgspec
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from foedus.doors.rest.asking import Desk
from foedus.doors.rest.faults import RefusalError
from foedus.doors.rest.forms import PNG, SVG
from foedus.doors.rest.kept import FOR_EVER, REVALIDATED, Kept, Whole, unpacks
from foedus.doors.web.accessibility import statement
from foedus.doors.web.asked import Asked, asked
from foedus.doors.web.crawlers import robots, sitemap
from foedus.doors.web.embed import FRAMED, STYLE, embedded
from foedus.doors.web.shell import Shell
from foedus.doors.web.subjects import NOWHERE
from foedus.doors.web.telling import Told, card_address, drawn, told
from foedus.exchange.pictures.card import CARD_HEIGHT, SLIDE_HEIGHT

BUILT: Final = Path(__file__).parent / "built"
RESERVED: Final = frozenset({"api", "assets", "auth", "mcp", "taxii2", ".well-known"})
"""First parts of paths that are no view, whether or not something answers there."""
VIEW: Final = re.compile(
    r"/|/(casus|network|matrix|frameworks|kept|trend|ask|about|map|compare)/?"
    r"|/(sign-in|come|desk|account)/?|/(act|entry)/[^/]+/?"
    r"|/(framework|state|ask)/[^/]+/?|/framework/[^/]+/health/?"
    r"|/provision/.+|/pair/[^/]+/[^/]+/?",
    re.IGNORECASE,
)
"""The addresses of the application's views; at any other it shows that there is nothing."""
CARD: Final = re.compile(r"/(card|slide)(/.+)\.(svg|png)")
HIGH: Final = {"card": CARD_HEIGHT, "slide": SLIDE_HEIGHT}
EMBED: Final = re.compile(r"/embed(/.*)?")
Answering: TypeAlias = "partial[Coroutine[Any, Any, Response]]"
HTML: Final = "text/html; charset=utf-8"
MEDIA: Final = {
    ".css": "text/css; charset=utf-8",
    ".html": HTML,
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": SVG,
}
"""What the build writes; what a system knows of its own accord differs between systems."""
DRAWS: Final = find_spec("vl_convert") is not None
"""Whether cards can be had as PNG, which is what links are shown with."""


class Pages:
    """Answers every path that is no other's: with a built file, or with the page of a view.

    At an address that is no view, or a view of nothing, that page says so to a person, and its
    status to a program. Pages and cards are made by the workers of the desk, and kept with its
    answers.
    """

    def __init__(self, desk: Desk, built: Path = BUILT) -> None:
        self.desk = desk
        self.files = {
            f"/{file.relative_to(built).as_posix()}": _whole(file)
            for file in sorted(built.rglob("*"))
            if file.is_file()
        }
        page = (built / "index.html").read_text("utf-8")
        self.shell = Shell(page, tuple(self.files))
        styles = tuple(p for p in self.files if re.match(r"/assets/index-.*\.css", p))
        self.files["/accessibility"] = Whole(partial(statement, styles), HTML)
        self.files["/embed.css"] = Whole(STYLE.encode, MEDIA[".css"])
        del self.files["/index.html"]  # it is nothing without a view

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a file or a view. Raises RefusalError."""
        if scope["type"] != "http":
            raise RuntimeError(f"there is no {scope['type']} here")
        path, method = scope["path"], scope["method"]
        made = self._made(path)
        if made is None or (
            method != "GET" and made.func == self._view and not VIEW.fullmatch(path)
        ):
            raise RefusalError(404, f"there is nothing at {path}")
        if method != "GET":
            raise HTTPException(405, headers={"allow": "GET"})
        answer = await made(Request(scope, receive))
        await answer(scope, receive, send)

    def _made(self, path: str) -> "Answering | None":
        """What answers at a path; None of what is no view and never will be."""
        if file := self.files.get(path):
            return partial(file.answer)
        if path == "/robots.txt":
            return partial(self._listed, robots, "text/plain; charset=utf-8")
        if path == "/sitemap.xml":
            listing = partial(sitemap, catalogue=self.desk.world.catalogue)
            return partial(self._listed, listing, "application/xml")
        if found := CARD.fullmatch(path):
            view = "/" if found[2] == "/home" else found[2]
            return partial(self._card, view, found[3], HIGH[found[1]])
        if found := EMBED.fullmatch(path):
            return partial(self._embed, found[1] or "/")
        first = path.lstrip("/").partition("/")[0].lower()
        return None if first in RESERVED else partial(self._view, path)

    async def _listed(
        self, content: Callable[[str], bytes], media: str, request: Request
    ) -> Response:
        made = await anyio.to_thread.run_sync(content, _site(request))
        return _kept(made, media, request).answer(request)

    async def _view(self, path: str, request: Request) -> Response:
        view, site = _asked(path, request), _site(request)
        picture = f"{site}{card_address(view, 'png')}" if DRAWS else ""

        def page(found: Told) -> bytes:
            return self.shell.page(found, f"{site}{view.address()}", picture if found.drawn else "")

        try:
            return await self._page(request, "page", view, page)
        except RefusalError as refusal:
            if refusal.status != 503:
                raise
            busy = Told("foedus", "", "", drawn=False)  # the page in the browser asks by itself
            return Response(page(busy), media_type=HTML, headers={"cache-control": "no-store"})

    async def _embed(self, path: str, request: Request) -> Response:
        view = _asked(path, request)
        address = f"{_site(request)}{view.address()}"
        make = partial(embedded, asked=view, address=address)
        return await self._page(request, "embed", view, make, FRAMED)

    async def _page(
        self,
        request: Request,
        kind: str,
        view: Asked,
        page: Callable[[Told], bytes],
        headers: Mapping[str, str] = REVALIDATED,
    ) -> Response:
        """A page made of what a view tells; kept where there is such a view."""
        key = self._key(kind, request, view)
        kept = self.desk.answers.get(key)
        if kept is None:
            found = await self.desk.run(request, told, view, heavy=False)
            content = page(found)
            if found.status != 200:
                own = {**REVALIDATED, **headers}
                return Response(content, found.status, own, media_type=HTML)
            kept = _kept(content, HTML, request, {**REVALIDATED, **headers})
            self._keep(key, kept)
        return kept.answer(request)

    async def _card(self, path: str, ending: str, high: int, request: Request) -> Response:
        if ending == "png" and not DRAWS:
            raise RefusalError(404, "pictures are had as .svg here; the extra `report` draws .png")
        view = _asked(path, request)
        key = self._key(f"{high} {ending}", request, view)
        kept = self.desk.answers.get(key)
        if kept is None:
            content = await self.desk.run(request, drawn, view, ending, high, heavy=True)
            if not content:
                raise RefusalError(404, f"there is no picture at {request.url.path}")
            kept = _kept(content, PNG if ending == "png" else SVG, request)
            self._keep(key, kept)
        return kept.answer(request)

    def _key(self, kind: str, request: Request, view: Asked) -> tuple[str, ...]:
        """All that a page can have been made of."""
        world = replace(self.desk.world, store=None)
        asked = msgspec.json.encode(view).decode()
        return kind, world.key, _site(request), asked, str(unpacks(request))

    def _keep(self, key: tuple[str, ...], kept: Kept) -> None:
        if len(kept.content) < self.desk.answers.maxsize // 8:
            self.desk.answers[key] = kept


def _asked(path: str, request: Request) -> Asked:
    """What an address asks for today."""
    query: bytes = request.scope.get("query_string", b"")
    return asked(path if VIEW.fullmatch(path) else NOWHERE, query, datetime.now(UTC).date())


def _site(request: Request) -> str:
    """The address of this server, as the client knows it."""
    return f"{request.url.scheme}://{request.headers.get('host', '')}"


def _kept(
    content: bytes, media: str, request: Request, headers: Mapping[str, str] = REVALIDATED
) -> Kept:
    tag = f'W/"{sha256(content).hexdigest()[:32]}"'
    pack = unpacks(request) and media != PNG
    return replace(Kept.of(content, tag, media, pack=pack), headers=headers)


def _whole(file: Path) -> Whole:
    """A file; those of `assets` have names that change with their content."""
    kept = FOR_EVER if file.parent.name == "assets" else REVALIDATED
    return Whole(file.read_bytes, MEDIA.get(file.suffix, "application/octet-stream"), kept)
