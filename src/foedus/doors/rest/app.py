"""The server as an application: every question an endpoint, and what every server must have."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import msgspec
from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from prometheus_client import CONTENT_TYPE_LATEST
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

import foedus
from foedus.asking.declare import every
from foedus.asking.world import World
from foedus.doors.gone import GoneError
from foedus.doors.rest import atlas, days, describing, documents, methods, served, trust
from foedus.doors.rest.asking import Desk, workers_for
from foedus.doors.rest.faults import RefusalError
from foedus.doors.rest.guard import Guard, Sharing, guarded
from foedus.doors.rest.kept import Whole
from foedus.doors.rest.metrics import Metrics
from foedus.doors.rest.settings import Settings
from foedus.doors.web.pages import Pages
from foedus.doors.worker import Workers

if TYPE_CHECKING:
    from foedus.doors.rest.node.gate import Gate

API = "/api/v1"
GONE = 499
"""What is counted where the client left; nobody sees it, and HTTP has no status for it."""
EXPOSED = ("Allow", "Content-Disposition", "ETag", "Retry-After")
"""Headers of an answer that pages of other sites may read, beside those that any page may."""
ABOUT = """Every question of foedus, asked of its catalogue for a day.

Answers are pure functions of the catalogue, the public datasets stored, the inputs and the day. The
ETag of an answer names all that it was read from, so an answer once fetched holds until that
changes. Every refusal is problem+json, in one sentence. Planning aid, not legal advice: only the
text of an instrument is authoritative.
"""


def create_app(
    world: World,
    settings: Settings = Settings(),  # noqa: B008 - frozen
    workers: Workers | None = None,
    gate: "Gate | None" = None,
) -> Guard:
    """The application that answers about a world, by workers of its own if none are given.

    With a gate it has the doors of a node, too.
    """
    metrics = Metrics(with_node=gate is not None)
    asked = api(workers or workers_for(world, settings), settings, metrics, gate)
    sharing = Sharing(("GET", "HEAD", "POST"), ("If-None-Match",), EXPOSED)
    return guarded(methods.Heads(asked), settings, sharing, metrics.count)


def api(
    workers: Workers, settings: Settings, metrics: Metrics, gate: "Gate | None" = None
) -> FastAPI:
    """Every endpoint, as yet without what holds for every request."""
    early: list[Whole] = []

    @asynccontextmanager
    async def begun(_: FastAPI) -> AsyncIterator[None]:
        loop = asyncio.get_running_loop()
        made = [loop.run_in_executor(None, whole.make_ready) for whole in early]
        yield
        await asyncio.gather(*made)

    app = FastAPI(
        title="foedus",
        version=foedus.__version__,
        description=ABOUT,
        openapi_url=None,  # it is given as other things are that do not change
        docs_url=None,  # its page loads scripts from another host
        redoc_url=None,
        redirect_slashes=False,
        lifespan=begun,
    )
    desk = Desk(workers, settings, gate)
    _refusals(app)
    if gate is not None:
        from foedus.doors.rest.node import (
            acts,
            notices,
            party,
            passkeys,
            people,
            proofs,
            seconds,
            together,
        )
        from foedus.doors.rest.node import desk as own

        # first, since routes are tried one after the other
        acts.add_routes(app, API, gate, metrics)
        together.add_routes(app, API, gate, metrics)
        for doors in (people, own, party, passkeys, proofs, seconds, notices):
            doors.add_routes(app, API, gate)
    _operations(app, workers.world, settings, metrics, gate)
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
    early.extend(atlas.add_routes(app, API, desk))
    served.add_route(app, API, gate)
    _document(app)
    app.router.default = Pages(desk)
    return app


def _refusals(app: FastAPI) -> None:
    async def fault(_: Request, error: Exception) -> Response:
        assert isinstance(error, RefusalError)
        return error.response()

    async def http(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        if error.status_code == 405:
            return methods.not_possible(app, request, error)
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


def _operations(
    app: FastAPI, world: World, settings: Settings, metrics: Metrics, gate: "Gate | None"
) -> None:
    """What those who run a server need of it."""

    def allowed(request: Request) -> None:
        if not settings.open_metrics and not trust.local(request.scope):
            told = "this is shown to clients on the same machine; `--open-metrics` shows it to all"
            raise RefusalError(403, told)

    @app.get("/healthz", include_in_schema=False)
    async def health() -> dict[str, str]:
        return {"status": "up"}

    @app.get("/readyz", include_in_schema=False)
    async def ready(request: Request) -> dict[str, str]:
        allowed(request)
        told = {"status": "ready", "catalogue": world.catalogue.key}
        if gate is not None:
            found = await gate.health()
            if found.why:
                raise RefusalError(503, found.why, headers={"retry-after": "5"})
            told |= {"record": str(found.entries), "database": "up"}
        return told

    @app.get("/metrics", include_in_schema=False)
    async def measured(request: Request) -> Response:
        allowed(request)
        if gate is not None:
            metrics.node(await gate.health())
        return Response(metrics.told(), media_type=CONTENT_TYPE_LATEST)


def _document(app: FastAPI) -> None:
    """Complete the OpenAPI document with the schemas of inputs and answers."""
    derived = app.openapi

    def openapi() -> dict[str, Any]:
        document = derived()
        schemas = document.setdefault("components", {}).setdefault("schemas", {})
        for name in ("HTTPValidationError", "ValidationError"):
            schemas.pop(name, None)
        schemas.update(describing.schemas(atlas.Atlas, atlas.Found, days.Days))
        return document

    app.openapi = openapi  # type: ignore[method-assign]
    whole = Whole(lambda: msgspec.json.encode(app.openapi()))
    app.add_api_route(f"{API}/openapi.json", whole.answer, methods=["GET"], include_in_schema=False)
