"""The server as an application: every question an endpoint, and what every server must have."""

from typing import Any

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from fastapi.middleware.cors import CORSMiddleware
from fastapi.middleware.gzip import GZipMiddleware
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

import foedus
from foedus.asking.declare import every
from foedus.asking.world import World
from foedus.doors.gone import GoneError
from foedus.doors.rest import atlas, describing, documents
from foedus.doors.rest.asking import Desk, workers_for
from foedus.doors.rest.faults import RefusalError
from foedus.doors.rest.guard import Guard, Metrics
from foedus.doors.rest.settings import Settings
from foedus.doors.web.pages import add_web
from foedus.doors.worker import Workers

API = "/api/v1"
GONE = 499
"""What is counted where the client left; nobody sees it, and HTTP has no status for it."""
ABOUT = """Every question of foedus, asked of its catalogue for a day.

Answers are pure functions of the catalogue, the inputs and the day. Their ETag is the catalogue's
hash, so an answer once fetched holds until the catalogue changes. Every refusal is problem+json, in
one sentence. Planning aid, not legal advice: only the text of an instrument is authoritative.
"""


def create_app(
    world: World,
    settings: Settings = Settings(),  # noqa: B008 - frozen
    workers: Workers | None = None,
) -> Guard:
    """The application that answers about a world, by workers of its own if none are given."""
    app = FastAPI(
        title="foedus",
        version=foedus.__version__,
        description=ABOUT,
        openapi_url=f"{API}/openapi.json",
        docs_url=None,  # its page loads scripts from another host
        redoc_url=None,
    )
    desk = Desk(workers or workers_for(world, settings), settings)
    metrics = Metrics()
    _refusals(app)
    _operations(app, world, metrics)
    for question in every().values():
        described = describing.operations(question)
        for method, operation in described.items():
            app.add_api_route(
                f"{API}/{question.name}",
                desk.endpoint(question),
                methods=[method.upper()],
                response_class=Response,
                operation_id=operation["operationId"],
                openapi_extra=operation,
            )
        documents.add_routes(app, API, desk, question)
    atlas.add_routes(app, API, desk)
    add_web(app)
    _document(app)
    app.add_middleware(GZipMiddleware, minimum_size=1400, compresslevel=5)
    if settings.origins:
        app.add_middleware(
            CORSMiddleware, allow_origins=list(settings.origins), allow_methods=["GET", "POST"]
        )
    return Guard(app, settings, metrics)


def _refusals(app: FastAPI) -> None:
    async def fault(_: Request, error: Exception) -> Response:
        assert isinstance(error, RefusalError)
        return error.response()

    async def http(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        if error.status_code == 404:
            return RefusalError(404, f"there is nothing at {request.url.path}").response()
        if error.status_code == 405:
            response = RefusalError(405, f"{request.method} is not possible here").response()
            response.headers.update(error.headers or {})
            return response
        return RefusalError(error.status_code, str(error.detail)).response()

    async def invalid(_: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        told = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
        return RefusalError(422, told).response()

    async def gone(_: Request, __: Exception) -> Response:
        return Response(status_code=GONE)

    async def broken(_: Request, __: Exception) -> Response:
        return RefusalError(500, "the server failed at this; the fault is in its log").response()

    app.add_exception_handler(Exception, broken)
    app.add_exception_handler(GoneError, gone)
    app.add_exception_handler(RefusalError, fault)
    app.add_exception_handler(HTTPException, http)
    app.add_exception_handler(RequestValidationError, invalid)


def _operations(app: FastAPI, world: World, metrics: Metrics) -> None:
    """What those who run a server need of it."""

    @app.get("/healthz", include_in_schema=False)
    async def health() -> dict[str, str]:
        return {"status": "up"}

    @app.get("/readyz", include_in_schema=False)
    async def ready() -> dict[str, str]:
        return {"status": "ready", "catalogue": world.catalogue.key}

    @app.get("/metrics", include_in_schema=False)
    async def measured() -> Response:
        return Response(generate_latest(metrics.registry), media_type=CONTENT_TYPE_LATEST)


def _document(app: FastAPI) -> None:
    """Complete the OpenAPI document with the schemas of inputs and answers."""
    derived = app.openapi

    def openapi() -> dict[str, Any]:
        document = derived()
        schemas = document.setdefault("components", {}).setdefault("schemas", {})
        for name in ("HTTPValidationError", "ValidationError"):
            schemas.pop(name, None)
        schemas.update(describing.schemas())
        return document

    app.openapi = openapi  # type: ignore[method-assign]
