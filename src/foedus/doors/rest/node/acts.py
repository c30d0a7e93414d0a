"""From an act's declaration to its endpoints: what it takes, what it would record, and doing it."""

from typing import Any, Final

import msgspec
from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import Response

from foedus.acting.declare import Act, ActInputs, every
from foedus.doors.rest.faults import RefusalError
from foedus.doors.rest.forms import JSON
from foedus.doors.rest.metrics import Metrics
from foedus.doors.rest.node.bodies import answered, body_of, given_in, operation
from foedus.doors.rest.node.gate import Gate
from foedus.doors.rest.node.seconds import done, made
from foedus.model.entries import Draft, Signature
from foedus.nodes.orders import digest
from foedus.nodes.prepared import Prepared
from foedus.nodes.prepared import submit as submitted
from foedus.record.plain import draft_to_plain, to_plain

LARGEST: Final = 262_144
"""Bytes of an act: its text, and a list or two."""


def add_routes(app: FastAPI, api: str, gate: Gate, metrics: Metrics) -> None:
    """Add the endpoints of every act, and of entries."""
    for act in every().values():
        for path, doing in (("", True), ("/preview", False)):
            described = _operation(act, doing=doing)
            app.add_api_route(
                f"{api}/acts/{act.name}{path}",
                _doing(gate, act, metrics) if doing else _preview(gate, act),
                methods=["POST"],
                response_class=Response,
                operation_id=described["operationId"],
                openapi_extra=described,
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
        return answered(plain)

    async def submit(request: Request) -> Response:
        who = await gate.access(request)
        body = await body_of(request, JSON, LARGEST)
        prepared = await gate.work(Prepared.read, body)
        name = prepared.act if prepared.act in every() else "other"
        with metrics.acting(name) as became:
            found = await gate.work(done, lambda: submitted(who, prepared), became)
        return made(found)

    app.add_api_route(
        f"{api}/prepared",
        submit,
        methods=["POST"],
        response_class=Response,
        summary="Record an act that was prepared and signed elsewhere, once",
        tags=["acts"],
        operation_id="prepared",
    )
    app.add_api_route(f"{api}/acts", acts, methods=["GET"], response_class=Response)
    app.add_api_route(f"{api}/entries/{{entry}}", entry, methods=["GET"], response_class=Response)


def _doing(gate: Gate, act: Act[Any], metrics: Metrics) -> Any:
    async def do(request: Request) -> Response:
        who = await gate.access(request)
        given = dict(await given_in(request, LARGEST))
        shown, signature = str(given.pop("shown", "")), _signature(given.pop("signature", None))
        name = request.headers.get("idempotency-key", "")
        with metrics.acting(act.name) as became:
            found = await gate.work(
                done,
                lambda: who.act(act.name, given, request=name, shown=shown, signature=signature),
                became,
            )
        return made(found)

    return do


def _preview(gate: Gate, act: Act[Any]) -> Any:
    async def preview(request: Request) -> Response:
        who = await gate.access(request)
        given = dict(await given_in(request, LARGEST))
        drafts: tuple[Draft, ...] = await gate.work(lambda: who.drafts(act.name, given))
        shown = {"drafts": [draft_to_plain(draft) for draft in drafts], "shown": digest(drafts)}
        return answered(shown)

    return preview


def _signature(given: Any) -> Signature | None:
    try:
        return msgspec.convert(given, Signature | None)
    except msgspec.ValidationError:
        told = "a signature is an object of two texts: `key` and `made`"
        raise RefusalError(422, told) from None


def _described(act: Act[Any]) -> dict[str, Any]:
    return {
        "name": act.name,
        "summary": act.summary,
        "description": act.described,
        "who": act.who,
        "inputs": act.inputs.model_json_schema(),
        "example": dict(act.example),
        "shared": list(ActInputs.model_fields),
    }


def _operation(act: Act[Any], *, doing: bool) -> dict[str, Any]:
    schema = act.inputs.model_json_schema()
    schema.setdefault("properties", {})["shown"] = {
        "type": "string",
        "description": "What the preview gave as `shown`: another outcome is then not recorded",
    }
    schema["properties"]["signature"] = {
        "type": "object",
        "description": "The nation's signature of the first that is recorded: `key` and `made`",
        "properties": {"key": {"type": "string"}, "made": {"type": "string"}},
        "required": ["key", "made"],
    }
    described = operation(act, schema, doing=doing)
    if doing:
        told = "It waits for a second person of the nation, which wants two for this"
        answer = {"description": told, "content": {JSON: {"schema": {"type": "object"}}}}
        described["responses"]["202"] = answer
    return described
