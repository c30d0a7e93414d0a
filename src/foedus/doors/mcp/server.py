"""A server of the Model Context Protocol over a world."""

import json
from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, TypeAlias

import anyio.to_thread
import mcp_types as types
import msgspec
from mcp.server.context import ServerRequestContext
from mcp.server.lowlevel import Server
from mcp.shared.exceptions import MCPError
from starlette.requests import Request

import foedus
from foedus.asking.ask import faults, is_heavy
from foedus.asking.declare import Question, every, find
from foedus.asking.whatif.schema import with_supposed
from foedus.asking.world import World
from foedus.doors.gone import GoneError, unless_gone
from foedus.doors.mcp.answers import Told, cited, told, told_to
from foedus.doors.worker import BusyError, LimitError, Workers
from foedus.errors import QuestionError

if TYPE_CHECKING:
    from foedus.doors.mcp.visit import Visit

SCHEME = "foedus"
TEXT = "text/markdown"
INSTRUCTIONS = (
    "Questions about international defence cooperation frameworks (alliances, unions, peacekeeping,"
    " arms control), each answered for a day from cited definitions. Quote the citations that an "
    "answer carries. `undetermined` means that facts are missing or the reading is contested: say "
    "so. States are ISO 3166-1 alpha-3 codes or names. This is not legal advice."
)
DAY = {"type": "string", "format": "date", "description": "The day asked about, as 1949-08-24"}
PAGE = 100
Context: TypeAlias = ServerRequestContext[Any, Any]


def create_server(
    world: World, workers: Workers | None = None, visit: "Visit | None" = None
) -> Server:
    """The server that answers an assistant about a world, by workers of its own if none are given.

    Workers that another door has too keep to one set of limits for both. With a `visit`
    the assistant serves a person at a node: it is told what they may see, and may propose acts.
    """
    workers = workers or Workers(world)
    return Server(
        "foedus",
        version=foedus.__version__,
        instructions=INSTRUCTIONS,
        on_list_tools=partial(_tools, visit is not None),
        on_call_tool=partial(_call, workers, visit),
        on_list_resources=partial(_resources, world),
        on_list_resource_templates=_templates,
        on_read_resource=partial(_read, workers),
    )


async def _tools(
    acting: bool, _: Any, __: types.PaginatedRequestParams | None
) -> types.ListToolsResult:
    found = [tool(question) for question in every().values()]
    if acting:
        from foedus.doors.mcp import acts

        found += acts.tools()
    return types.ListToolsResult(tools=found)


def tool(question: Question[Any, Any]) -> types.Tool:
    """The tool that asks a question."""
    schema = with_supposed(question.inputs.model_json_schema())
    schema["properties"] = {"on": DAY, **schema.get("properties", {})}
    schema["required"] = ["on", *schema.get("required", [])]
    described = question.described
    if question.example:
        described += f"\n\nExample: {json.dumps(question.example)}"
    return types.Tool(
        name=question.name,
        title=question.summary,
        description=described,
        input_schema=schema,
        annotations=types.ToolAnnotations(read_only_hint=True, open_world_hint=False),
    )


async def _call(
    workers: Workers,
    visit: "Visit | None",
    context: Context,
    params: types.CallToolRequestParams,
) -> types.CallToolResult:
    name, given = params.name, params.arguments or {}
    if visit is not None:
        from foedus.doors.mcp import acts

        if name.startswith(acts.ACTS):
            return await acts.propose(visit, name, given)
    try:
        asked: tuple[Any, ...] = (told,)
        if visit is not None:
            asked = told_to, await anyio.to_thread.run_sync(visit.visitor)
        found: Told = await _run(
            workers, context, *asked, name, _written(given), heavy=is_heavy(find(name), given)
        )
    except QuestionError as error:
        refusal = types.TextContent(text=str(error))
        where = {"errors": faults(error)}
        return types.CallToolResult(content=[refusal], structured_content=where, is_error=True)
    except (LimitError, BusyError, GoneError) as error:
        return types.CallToolResult(content=[types.TextContent(text=str(error))], is_error=True)
    return types.CallToolResult(
        content=[types.TextContent(text=found.text)], structured_content=found.data
    )


def _written(given: Mapping[str, Any]) -> bytes:
    """What was given, as it is sent to another process. Raises QuestionError."""
    try:
        return msgspec.json.encode(given)
    except RecursionError:
        raise QuestionError("what is given is nested too deeply") from None


async def _run(
    workers: Workers,
    context: Context,
    function: Callable[..., Any],
    *given: Any,
    heavy: bool = False,
) -> Any:
    """Work something out apart from the server, while whoever asked over HTTP waits."""
    request = context.request
    if not isinstance(request, Request):
        return await workers.run(function, *given, heavy=heavy)
    client = request.client.host if request.client else ""
    return await unless_gone(request, workers.run(function, *given, heavy=heavy, client=client))


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
    workers: Workers, context: Context, params: types.ReadResourceRequestParams
) -> types.ReadResourceResult:
    """A framework with all its provisions, or one provision, in every version there was."""
    wanted = params.uri.removeprefix(f"{SCHEME}://")
    try:
        text = await _run(workers, context, cited, wanted)
    except (LimitError, BusyError, GoneError) as error:
        raise MCPError(types.INTERNAL_ERROR, str(error)) from None
    except QuestionError as error:
        raise MCPError(types.INVALID_PARAMS, str(error)) from None
    content = types.TextResourceContents(uri=params.uri, mime_type=TEXT, text=text)
    return types.ReadResourceResult(contents=[content])
