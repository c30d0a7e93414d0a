"""How the doors of a node that are no acts get their addresses and their place in the document."""

from collections.abc import Awaitable, Callable, Iterable
from typing import TypeAlias

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import Response

Route: TypeAlias = tuple[str, str, Callable[[Request], Awaitable[Response]], str]
"""A method, a path below that of the API, what answers, and what that is for."""


def add(app: FastAPI, api: str, tag: str, routes: Iterable[Route]) -> None:
    """Add routes under one heading; each is named by its method and its path."""
    for method, path, endpoint, summary in routes:
        name = path.replace("/", "-").replace(":int", "").replace("{", "").replace("}", "")
        app.add_api_route(
            f"{api}/{path}",
            endpoint,
            methods=[method],
            response_class=Response,
            summary=summary,
            tags=[tag],
            operation_id=f"{method.lower()}-{name}",
        )
