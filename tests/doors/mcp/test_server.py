"""The assistants' door, used by the SDK's own client."""

import os
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import anyio
import pytest
from mcp.client.client import Client
from mcp.client.stdio import StdioServerParameters, stdio_client
from mcp.shared.exceptions import MCPError
from mcp_types import ReadResourceResult, TextResourceContents

from foedus.asking.declare import every, find
from foedus.asking.world import World
from foedus.doors.mcp.server import create_server


def asked(world: World, use: Any) -> Any:
    """What a client gets of a server in this process."""

    async def run() -> Any:
        async with Client(create_server(world)) as client:
            return await use(client)

    with ThreadPoolExecutor(1) as apart:  # a browser's loop may run in this thread
        return apart.submit(anyio.run, run).result()


def test_every_question_is_a_tool(world: World) -> None:
    tools = asked(world, lambda client: client.list_tools()).tools
    assert [tool.name for tool in tools] == list(every())
    for tool in tools:
        assert tool.input_schema["required"][0] == "on"
        assert tool.annotations.read_only_hint


def test_an_answer_comes_in_words_with_citations_and_as_data(world: World) -> None:
    given = {"attacked": ["USA"], "attacker": ["al-qaida"], "at": "New York"}
    given |= {"kind": "terrorist-attack", "on": "2001-09-11"}
    result = asked(world, lambda client: client.call_tool("casus", given))
    assert not result.is_error
    assert "nato/art-5" in result.content[0].text
    assert "34 UNTS 243" in result.content[0].text
    triggered = {found["provision"] for found in result.structured_content["triggered"]}
    assert "nato/art-5" in triggered


@pytest.mark.parametrize(
    ("tool", "given", "told"),
    [
        (
            "apportion",
            {"on": "2023-12-31", "key": "nato/equal", "amount": "9", "join": {"FIN": "1e99999999"}},
            "join.FIN: '1e99999999' is not a number up to 10^18",
        ),
        ("casus", {"on": "2001-09-11"}, "attacked is missing"),
        ("casus", {"attacked": ["USA"]}, "on is missing: the day asked about"),
        ("oracle", {}, "no question is called 'oracle'"),
        ("member", {"framework": "nato", "state": "XYZ", "on": "2020-01-01"}, "no state is called"),
    ],
)
def test_a_mistake_is_told_in_a_sentence(
    tool: str, given: dict[str, Any], told: str, world: World
) -> None:
    result = asked(world, lambda client: client.call_tool(tool, given))
    assert result.is_error
    assert told in result.content[0].text


def test_a_mistake_is_told_with_its_place(world: World) -> None:
    given = {"framework": "nato", "state": "XYZ", "role": 7, "on": "2020-01-01"}
    result = asked(world, lambda client: client.call_tool("member", given))
    assert [e["at"] for e in result.structured_content["errors"]] == ["/state", "/role"]


def test_frameworks_and_articles_are_resources(world: World) -> None:
    async def everything(client: Client) -> tuple[list[str], str, str]:
        uris: list[str] = []
        cursor: str | None = None
        while True:
            page = await client.list_resources(cursor=cursor)
            uris += [str(resource.uri) for resource in page.resources]
            cursor = page.next_cursor
            if cursor is None:
                break
        whole = await client.read_resource("foedus://nato")
        part = await client.read_resource("foedus://nato/art-5")
        return uris, text(whole), text(part)

    uris, whole, part = asked(world, everything)
    assert len(uris) == len(set(uris)) == len(world.catalogue.frameworks)
    assert "nato/art-13" in whole
    assert "nato/art-5" in part
    assert "nato/art-13" not in part


def text(read: ReadResourceResult) -> str:
    [content] = read.contents
    assert isinstance(content, TextResourceContents)
    return content.text


def test_a_resource_that_is_not_there(world: World) -> None:
    with pytest.raises((MCPError, ExceptionGroup)) as raised:
        asked(world, lambda client: client.read_resource("foedus://oracle"))
    assert "no framework is called 'oracle'" in str(leaf(raised.value))


def leaf(error: BaseException) -> BaseException:
    return leaf(error.exceptions[0]) if isinstance(error, BaseExceptionGroup) else error


def test_it_serves_over_standard_input(world: World) -> None:
    async def run() -> Any:
        process = StdioServerParameters(
            command=sys.executable, args=["-m", "foedus", "mcp"], env=dict(os.environ)
        )
        async with Client(stdio_client(process)) as client:
            return await client.call_tool(
                "member", {"framework": "nato", "state": "FIN", "on": "2023-04-04"}
            )

    assert anyio.run(run).structured_content["verdict"] is True


def test_an_assistant_gives_files_in_base64(world: World) -> None:
    example = find("evidence").example
    result = asked(world, lambda client: client.call_tool("evidence", example))
    assert not result.is_error
    assert "AUS and JPN, 30 minutes" in result.content[0].text
