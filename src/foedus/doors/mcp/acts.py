"""Acts for an assistant: it proposes them, and the person whom it serves records them elsewhere."""

import json
from collections.abc import Mapping
from typing import Any, Final

import anyio.to_thread
import mcp_types as types

from foedus.acting.declare import Act, every
from foedus.asking.ask import faults
from foedus.doors.mcp.visit import Visit
from foedus.errors import FoedusError, QuestionError
from foedus.nodes.people.proposals import Proposals

ACTS: Final = "act-"
"""Begins the name of a tool that proposes an act, beside those that ask."""


def tools() -> list[types.Tool]:
    """The tool that proposes each act."""
    return [_tool(act) for act in every().values()]


def _tool(act: Act[Any]) -> types.Tool:
    described = (
        f"{act.described}\n\nThis records nothing: it shows what would be recorded, and the person "
        "whom you serve records it with `foedus pending`, or drops it. Tell them so.\n\n"
        f"Example: {json.dumps(act.example)}"
    )
    return types.Tool(
        name=f"{ACTS}{act.name}",
        title=f"{act.summary.rstrip('.')}: proposed",
        description=described,
        input_schema=act.inputs.model_json_schema(),
        annotations=types.ToolAnnotations(
            read_only_hint=False, destructive_hint=False, open_world_hint=False
        ),
    )


async def propose(visit: Visit, name: str, given: Mapping[str, Any]) -> types.CallToolResult:
    """Let an act wait for the person, and show what would be recorded."""

    def work() -> Any:
        return Proposals(visit.access()).propose(name.removeprefix(ACTS), given)

    try:
        made = await anyio.to_thread.run_sync(work)
    except QuestionError as error:
        where = {"errors": faults(error)}
        text = types.TextContent(text=str(error))
        return types.CallToolResult(content=[text], structured_content=where, is_error=True)
    except FoedusError as error:
        return types.CallToolResult(content=[types.TextContent(text=str(error))], is_error=True)
    shown = "\n".join(made.told)
    told = (
        f"{shown}\n\nNot recorded yet: this is proposal {made.number}. The person whom you serve "
        f"records it with `foedus pending --record {made.number}`, until "
        f"{made.until:%Y-%m-%d %H:%M}Z."
    )
    data = {"proposal": made.number, "told": list(made.told), "until": made.until.isoformat()}
    return types.CallToolResult(content=[types.TextContent(text=told)], structured_content=data)
