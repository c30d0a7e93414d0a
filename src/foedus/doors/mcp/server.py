"""A server of the Model Context Protocol over a world."""

import json
from datetime import date
from functools import partial
from typing import Any

import anyio
import anyio.to_thread
import mcp_types as types
import msgspec
from mcp.server.lowlevel import Server
from mcp.shared.exceptions import MCPError

import foedus
from foedus.asking.declare import Question, every, find
from foedus.asking.world import World
from foedus.documents.numbers import FIRST
from foedus.doors.worker import Apart, LimitError, takes_long
from foedus.errors import QuestionError
from foedus.exchange.markdown import to_markdown

SCHEME = "foedus"
TEXT = "text/markdown"
INSTRUCTIONS = (
    "Questions about international defence cooperation frameworks (alliances, unions, peacekeeping,"
    " arms control), each answered for a day from cited definitions. Quote the citations that an "
    "answer carries. `undetermined` means that facts are missing or the reading is contested: say "
    "so. States are ISO 3166-1 alpha-3 codes or names. This is no legal advice."
)
DAY = {"type": "string", "format": "date", "description": "The day asked about, as 1949-08-24"}
PAGE = 100
SECONDS = 120.0
MEMORY = 4_000_000_000


def create_server(world: World) -> Server:
    """The server that answers an assistant about a world."""
    return Server(
        "foedus",
        version=foedus.__version__,
        instructions=INSTRUCTIONS,
        on_list_tools=_tools,
        on_call_tool=partial(_call, Apart(world, SECONDS, MEMORY)),
        on_list_resources=partial(_resources, world),
        on_list_resource_templates=_templates,
        on_read_resource=partial(_read, world),
    )


async def _tools(_: Any, __: types.PaginatedRequestParams | None) -> types.ListToolsResult:
    return types.ListToolsResult(tools=[tool(question) for question in every().values()])


def tool(question: Question[Any, Any]) -> types.Tool:
    """The tool that asks a question."""
    schema = question.inputs.model_json_schema()
    schema["properties"] = {"on": DAY, **schema.get("properties", {})}
    schema["required"] = ["on", *schema.get("required", [])]
    told = question.described
    if question.example:
        told += f"\n\nExample: {json.dumps(question.example)}"
    return types.Tool(
        name=question.name,
        title=question.summary,
        description=told,
        input_schema=schema,
        annotations=types.ToolAnnotations(read_only_hint=True, open_world_hint=False),
    )


async def _call(apart: Apart, _: Any, params: types.CallToolRequestParams) -> types.CallToolResult:
    try:
        return await _asked(apart, params.name, dict(params.arguments or {}))
    except LimitError:
        told = f"{params.name} took more than the {SECONDS:g} seconds, or the memory, that it may"
        return types.CallToolResult(content=[types.TextContent(text=told)], is_error=True)
    except QuestionError as error:
        refusal = types.TextContent(text=str(error))
        return types.CallToolResult(content=[refusal], is_error=True)


async def _asked(apart: Apart, name: str, given: dict[str, Any]) -> types.CallToolResult:
    question = find(name)
    on = given.pop("on", None)
    try:
        day = date.fromisoformat(on)
    except (TypeError, ValueError):
        raise QuestionError(f"on: {on!r} is no date such as 1949-08-24") from None
    if not takes_long(question, given):
        return await anyio.to_thread.run_sync(lambda: _answer(apart.world, name, given, day))
    question.read(given, {})  # what makes no sense needs no process
    found: types.CallToolResult = await apart.run(_answer, name, given, day)
    return found


def _answer(world: World, name: str, given: dict[str, Any], on: date) -> types.CallToolResult:
    answer = find(name).ask(world, given, on)
    return types.CallToolResult(
        content=[types.TextContent(text=to_markdown(answer, explain=False))],
        structured_content=json.loads(msgspec.json.encode(answer)),
    )


# -- resources: the definitions themselves ---------------------------------------------------------


async def _resources(
    world: World, _: Any, params: types.PaginatedRequestParams | None
) -> types.ListResourcesResult:
    frameworks = sorted(world.catalogue.frameworks.values(), key=lambda f: f.id)
    after = (params.cursor if params else None) or ""
    page = [f for f in frameworks if f.id > after][:PAGE]
    more = bool(page) and page[-1].id != frameworks[-1].id
    return types.ListResourcesResult(
        resources=[
            types.Resource(
                uri=f"{SCHEME}://{f.id}",
                name=f.id,
                title=f.name,
                description=f.summary,
                mime_type=TEXT,
            )
            for f in page
        ],
        next_cursor=page[-1].id if more else None,
    )


async def _templates(
    _: Any, __: types.PaginatedRequestParams | None
) -> types.ListResourceTemplatesResult:
    template = types.ResourceTemplate(
        uri_template=f"{SCHEME}://{{framework}}/{{+article}}",
        name="article",
        title="A provision of a framework",
        description="What it says, in every version, and where to look it up: foedus://nato/art-5",
        mime_type=TEXT,
    )
    return types.ListResourceTemplatesResult(resource_templates=[template])


async def _read(
    world: World, _: Any, params: types.ReadResourceRequestParams
) -> types.ReadResourceResult:
    """A framework with all its provisions, or one provision, in every version there was."""
    wanted = params.uri.removeprefix(f"{SCHEME}://")
    try:
        answer = find("cite").ask(world, {"framework": wanted}, FIRST)
    except QuestionError as error:
        raise MCPError(types.INVALID_PARAMS, str(error)) from None
    text = types.TextResourceContents(uri=params.uri, mime_type=TEXT, text=to_markdown(answer))
    return types.ReadResourceResult(contents=[text])
