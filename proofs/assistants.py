"""The Model Context Protocol as bare HTTP, as an attacker would speak it."""

import json
from collections.abc import Mapping
from typing import Any, Final

import httpx

from proofs.crowd import request
from proofs.serving import Served

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


def bare(served: Served, tool: str, given: Mapping[str, Any]) -> bytes:
    """The request that calls a tool as bytes, for a bare connection."""
    headers = tuple(f"{name}: {value}" for name, value in HEADERS.items() if name != "content-type")
    content = json.dumps(calling(tool, given)).encode()
    return request("/mcp", content, host=f"127.0.0.1:{served.port}", headers=headers)
