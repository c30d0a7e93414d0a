"""What the doors of a node take in and give: bodies, answers, and how acts are described."""

from collections.abc import Mapping
from typing import Any, Final

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from foedus.acting.declare import Act
from foedus.doors.rest.answers import NotJsonError, read
from foedus.doors.rest.faults import MEDIA, SCHEMA, RefusalError
from foedus.doors.rest.forms import JSON
from foedus.doors.rest.kept import PRIVATE
from foedus.errors import QuestionError

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


SMALL: Final = 16_384
"""Bytes of what is no act."""


async def body_of(request: Request, kind: str, largest: int) -> bytes:
    """The body of a request, of one content type. Raises RefusalError."""
    given = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if given != kind:
        raise RefusalError(415, f"the body must be {kind}, got {given or 'no content type'}")
    body = await request.body()
    if len(body) > largest:
        raise RefusalError(413, f"the body has more than {largest:,} bytes")
    return body


async def given_in(request: Request, largest: int) -> Mapping[str, Any]:
    """What stands in a body of JSON. Raises RefusalError."""
    body = await body_of(request, JSON, largest)
    try:
        return read(body)
    except NotJsonError as error:
        raise RefusalError(400, str(error)) from None
    except QuestionError:
        told = "the body must be an object with the inputs of the act"
        raise RefusalError(422, told) from None


async def shaped(request: Request, shape: Any) -> Any:
    """What stands in a body of JSON, of one shape. Raises RefusalError; nothing is repeated."""
    body = await body_of(request, JSON, SMALL)
    try:
        return msgspec.json.decode(body, type=shape)
    except msgspec.ValidationError as error:
        raise RefusalError(422, str(error)) from None
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise RefusalError(400, "the body is not JSON") from None


def client_of(request: Request) -> str:
    """From where somebody comes, by which failures are counted."""
    return request.client.host if request.client else ""


def answered(plain: Any, status: int = 200) -> Response:
    """An answer that nobody keeps."""
    return Response(msgspec.json.encode(plain), status, PRIVATE, media_type=JSON)


def operation(
    act: Act[Any], schema: Mapping[str, Any], *, doing: bool, several: bool = False
) -> dict[str, Any]:
    """The OpenAPI operation of an act, or of showing what it would record."""
    problem = {"content": {MEDIA: {"schema": SCHEMA}}}
    refusals = {str(status): {"description": told, **problem} for status, told in REFUSALS.items()}
    done = "What was recorded" if doing else "What would be recorded"
    answer = {"description": done, "content": {JSON: {"schema": {"type": "object"}}}}
    summary = f"{act.summary.rstrip('.')}, once for each line" if several else act.summary
    named = f"act-{act.name}{'-lines' if several else ''}{'' if doing else '-preview'}"
    return {
        "summary": summary if doing else f"{summary.rstrip('.')}: what would be recorded",
        "description": act.described,
        "tags": ["acts"],
        "operationId": named,
        "requestBody": {"required": True, "content": {JSON: {"schema": schema}}},
        "responses": {"201" if doing else "200": answer, **refusals},
    }
