"""The web application: built files of the package, served from here and from nowhere else."""

import re
from pathlib import Path
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import Receive, Scope, Send

from foedus.doors.rest.faults import RefusalError
from foedus.doors.rest.kept import FOR_EVER, REVALIDATED, Whole

BUILT: Final = Path(__file__).parent / "built"
RESERVED: Final = frozenset({"api", "assets", "auth", "mcp", "taxii2", ".well-known"})
"""First parts of paths that are no view, whether or not something answers there."""
VIEW: Final = re.compile(
    r"/|/(casus|network|matrix|frameworks|trend|ask|about|map|compare)/?"
    r"|/(sign-in|come|desk|account)/?|/(act|entry)/[^/]+/?"
    r"|/(framework|state|ask)/[^/]+/?|/framework/[^/]+/health/?"
    r"|/provision/.+|/pair/[^/]+/[^/]+/?",
    re.IGNORECASE,
)
"""The addresses of the application's views; at any other it shows that there is nothing."""
MEDIA: Final = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
}
"""What the build writes; what a system knows of its own accord differs between systems."""


class Pages:
    """Answers every path that is no other's: with a built file, or with the page of all views.

    At an address that is no view that page says so to a person, and its status to a program.
    """

    def __init__(self, built: Path = BUILT) -> None:
        self.files = {
            f"/{file.relative_to(built).as_posix()}": _whole(file)
            for file in sorted(built.rglob("*"))
            if file.is_file()
        }
        self.page = self.files["/index.html"]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a file or a view. Raises RefusalError."""
        if scope["type"] != "http":
            raise RuntimeError(f"there is no {scope['type']} here")
        path = scope["path"]
        first = path.lstrip("/").partition("/")[0].lower()
        found = self.files.get(path) or (self.page if VIEW.fullmatch(path) else None)
        if found is None and (first in RESERVED or scope["method"] != "GET"):
            raise RefusalError(404, f"there is nothing at {path}")
        if scope["method"] != "GET":
            raise HTTPException(405, headers={"allow": "GET"})
        request = Request(scope, receive)
        answer = await (found.answer(request) if found else self.page.missing())
        await answer(scope, receive, send)


def _whole(file: Path) -> Whole:
    """A file; those of `assets` have names that change with their content."""
    kept = FOR_EVER if file.parent.name == "assets" else REVALIDATED
    return Whole(file.read_bytes, MEDIA.get(file.suffix, "application/octet-stream"), kept)
