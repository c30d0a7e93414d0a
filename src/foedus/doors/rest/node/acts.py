"""From an act's declaration to its endpoints: what it takes, what it would record, and doing it."""

from collections.abc import Mapping
from typing import Any, Final

import msgspec
from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import Response

from foedus.acting.declare import Act, every
from foedus.doors.rest.answers import NotJsonError, read
from foedus.doors.rest.faults import MEDIA, SCHEMA, RefusalError
from foedus.doors.rest.forms import JSON
from foedus.doors.rest.kept import PRIVATE
from foedus.doors.rest.node.gate import Gate
from foedus.errors import QuestionError
from foedus.model.entries import Draft, Entry
from foedus.nodes.orders import digest
from foedus.record.plain import draft_to_plain, to_plain

LARGEST: Final = 262_144
"""Bytes of an act: its text, and a list or two."""
REFUSALS: Final = {
    400: "The body is not JSON",
    401: "Nobody said who they are, or it is not so",
    403: "It is not for this person",
    404: "There is no such entry, or it is not for this person",
    413: "The body is too large",
    415: "The body is of another content type",
    422: "The act is refused",
    503: "The database cannot be reached",
}


def add_routes(app: FastAPI, api: str, gate: Gate) -> None:
    """Add the endpoints of every act, and of entries."""
    for act in every().values():
        for path, doing in (("", True), ("/preview", False)):
            operation = _operation(act, doing=doing)
            app.add_api_route(
                f"{api}/acts/{act.name}{path}",
                _doing(gate, act) if doing else _preview(gate, act),
                methods=["POST"],
                response_class=Response,
                operation_id=operation["operationId"],
                openapi_extra=operation,
            )
    listed = msgspec.json.encode([_described(act) for act in every().values()])

    async def acts() -> Response:
        return Response(listed, media_type=JSON)

    async def entry(request: Request) -> Response:
        who = await gate.access(request)
        wanted = request.path_params["entry"]

        def found() -> Any:
            return to_plain(who.world().record.find(wanted))

        try:
            plain = await gate.work(found)
        except RefusalError as error:
            if error.status != 422:
                raise
            raise RefusalError(404, "there is no such entry") from None
        return _answer(plain)

    app.add_api_route(f"{api}/acts", acts, methods=["GET"], response_class=Response)
    app.add_api_route(f"{api}/entries/{{entry}}", entry, methods=["GET"], response_class=Response)


def _doing(gate: Gate, act: Act[Any]) -> Any:
    async def do(request: Request) -> Response:
        who = await gate.access(request)
        given = dict(await _given(request))
        shown = str(given.pop("shown", ""))
        name = request.headers.get("idempotency-key", "")
        entries: tuple[Entry, ...] = await gate.work(
            lambda: who.act(act.name, given, request=name, shown=shown)
        )
        return _answer({"entries": [to_plain(entry) for entry in entries]}, 201)

    return do


def _preview(gate: Gate, act: Act[Any]) -> Any:
    async def preview(request: Request) -> Response:
        who = await gate.access(request)
        given = dict(await _given(request))
        drafts: tuple[Draft, ...] = await gate.work(lambda: who.drafts(act.name, given))
        shown = {"drafts": [draft_to_plain(draft) for draft in drafts], "shown": digest(drafts)}
        return _answer(shown)

    return preview


async def _given(request: Request) -> Mapping[str, Any]:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != JSON:
        raise RefusalError(415, f"the body must be {JSON}, got {kind or 'no content type'}")
    body = await request.body()
    if len(body) > LARGEST:
        raise RefusalError(413, f"an act has at most {LARGEST:,} bytes")
    try:
        return read(body)
    except NotJsonError as error:
        raise RefusalError(400, str(error)) from None
    except QuestionError:
        told = "the body must be an object with the inputs of the act"
        raise RefusalError(422, told) from None


def _answer(plain: Any, status: int = 200) -> Response:
    return Response(msgspec.json.encode(plain), status, PRIVATE, media_type=JSON)


def _described(act: Act[Any]) -> dict[str, Any]:
    return {
        "name": act.name,
        "summary": act.summary,
        "description": act.described,
        "who": act.who,
        "inputs": act.inputs.model_json_schema(),
        "example": dict(act.example),
    }


def _operation(act: Act[Any], *, doing: bool) -> dict[str, Any]:
    schema = act.inputs.model_json_schema()
    schema.setdefault("properties", {})["shown"] = {
        "type": "string",
        "description": "What the preview gave as `shown`: another outcome is then not recorded",
    }
    problem = {"content": {MEDIA: {"schema": SCHEMA}}}
    refusals = {str(status): {"description": told, **problem} for status, told in REFUSALS.items()}
    done = "What was recorded" if doing else "What would be recorded"
    answer = {"description": done, "content": {JSON: {"schema": {"type": "object"}}}}
    return {
        "summary": act.summary if doing else f"{act.summary.rstrip('.')}: what would be recorded",
        "description": act.described,
        "tags": ["acts"],
        "operationId": f"act-{act.name}{'' if doing else '-preview'}",
        "requestBody": {"required": True, "content": {JSON: {"schema": schema}}},
        "responses": {"201" if doing else "200": answer, **refusals},
    }
