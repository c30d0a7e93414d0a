"""The web application: built files of the package, served from here and from nowhere else."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Final

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.staticfiles import StaticFiles

from foedus.doors.rest.faults import RefusalError

BUILT: Final = Path(__file__).parent / "built"
FOR_EVER: Final = "public, max-age=31536000, immutable"


class _Named(StaticFiles):
    """Files whose names change with their content, so that they may be kept for ever."""

    def file_response(self, *given, **named) -> Response:  # type: ignore[no-untyped-def]
        response = super().file_response(*given, **named)
        response.headers["cache-control"] = FOR_EVER
        return response


def add_web(app: FastAPI) -> None:
    """Serve the web application, if it was built: any path that is no other's is a view of it."""
    if not (BUILT / "index.html").exists():
        return
    app.mount("/assets", _Named(directory=BUILT / "assets"), name="assets")

    for file in sorted(BUILT.glob("*.*")):
        app.add_api_route(f"/{file.name}", _given(file), methods=["GET"], include_in_schema=False)

    async def view(request: Request) -> Response:
        if request.url.path.startswith("/api/"):
            raise RefusalError(404, f"there is nothing at {request.url.path}")
        return await index(request)

    index = _given(BUILT / "index.html")
    for path in ("/", "/{view}", "/{view}/{of:path}"):
        app.add_api_route(path, view, methods=["GET"], include_in_schema=False)


def _given(file: Path) -> Callable[[Request], Awaitable[Response]]:
    """The endpoint that gives a file whose name stays as its content changes."""

    async def give(_: Request) -> Response:
        return FileResponse(file, headers={"cache-control": "no-cache"})

    return give
