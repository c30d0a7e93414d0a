"""The Model Context Protocol as bare HTTP, as an attacker would speak it."""

from collections.abc import Mapping
from typing import Any, Final

import httpx

HEADERS: Final = {
    "content-type": "application/json",
    "accept": "application/json, text/event-stream",
    "mcp-protocol-version": "2025-06-18",
}


def message(method: str, params: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """A request of the protocol."""
    return {"jsonrpc": "2.0", "id": 1, "method": method, "params": dict(params or {})}


def calling(tool: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """The request that calls a tool."""
    return message("tools/call", {"name": tool, "arguments": dict(given)})


def call(client: httpx.Client, tool: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """What a tool answers."""
    answer = client.post("/mcp", json=calling(tool, given), headers=HEADERS)
    answer.raise_for_status()
    found: dict[str, Any] = answer.json()["result"]
    return found
