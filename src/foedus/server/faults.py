"""What goes wrong in a request, as problem+json (RFC 9457)."""

from http import HTTPStatus
from typing import Any

import msgspec
from starlette.responses import Response

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
    },
}


class RefusalError(Exception):
    """A request that is refused, with its status and a sentence."""

    def __init__(self, status: int, detail: str) -> None:
        self.status, self.detail = status, detail
        super().__init__(detail)

    def response(self) -> Response:
        """The answer to it."""
        return Response(problem(self.status, self.detail), self.status, media_type=MEDIA)


def problem(status: int, detail: str) -> bytes:
    """The body of a refusal."""
    return msgspec.json.encode(
        {
            "type": "about:blank",
            "title": HTTPStatus(status).phrase,
            "status": status,
            "detail": detail,
        }
    )
