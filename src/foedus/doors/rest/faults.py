"""What goes wrong in a request, as problem+json (RFC 9457)."""

from collections.abc import Mapping
from http import HTTPStatus
from types import MappingProxyType
from typing import Any

import msgspec
from starlette.responses import Response

from foedus.asking.ask import Faults, faults
from foedus.errors import FoedusError, QuestionError

MEDIA = "application/problem+json"

SCHEMA: dict[str, Any] = {
    "type": "object",
    "title": "Problem",
    "description": "What is wrong with the request, in one sentence.",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string", "description": "Always about:blank: the status tells the kind"},
        "title": {"type": "string", "description": "The status in words"},
        "status": {"type": "integer", "description": "The HTTP status"},
        "detail": {"type": "string", "description": "What is wrong, and what would be right"},
        "errors": {
            "type": "array",
            "description": "Every fault of a document that was sent, or of the inputs",
            "items": {
                "type": "object",
                "required": ["at", "field", "detail"],
                "properties": {
                    "at": {
                        "type": ["string", "integer"],
                        "description": "The line, or the sheet and cell, as Pledges!C7; in "
                        "inputs, the pointer to it, as /call/pledges/3/nation",
                    },
                    "field": {"type": "string", "description": "The field at fault"},
                    "detail": {"type": "string", "description": "What would be right"},
                },
            },
        },
    },
}


class RefusalError(FoedusError):
    """A request that is refused, with its status and a sentence, and every fault of a document."""

    def __init__(
        self,
        status: int,
        detail: str,
        errors: Faults = (),
        *,
        headers: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self.status, self.detail, self.errors, self.headers = status, detail, errors, headers
        super().__init__(detail)

    def response(self) -> Response:
        """The answer to it."""
        body = problem(self.status, self.detail, self.errors)
        return Response(body, self.status, self.headers, media_type=MEDIA)


def refused(error: QuestionError) -> RefusalError:
    """What a question refuses: the sentence, and the place of each fault in what was given."""
    return RefusalError(422, str(error), faults(error))


def problem(status: int, detail: str, errors: Faults = ()) -> bytes:
    """The body of a refusal; half a character that it quotes is written as its number."""
    told: dict[str, Any] = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": _whole(detail),
    }
    if errors:
        told["errors"] = [{name: _whole(part) for name, part in e.items()} for e in errors]
    return msgspec.json.encode(told)


def _whole(part: str | int) -> str | int:
    return part.encode("utf-8", "backslashreplace").decode() if isinstance(part, str) else part
