"""A question added as one file is behind every door, with no other edit."""

import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import anyio
import pytest
from click.testing import CliRunner
from mcp.client.client import Client
from starlette.testclient import TestClient

import foedus.questions.research
from foedus.asking import declare
from foedus.asking.world import World
from foedus.doors.cli.app import _group
from foedus.doors.mcp.server import create_server
from foedus.doors.rest import describing
from foedus.doors.rest.app import create_app
from foedus.doors.worker import Workers

TOY = '''
"""`toy`: how many frameworks a state may count on its fingers."""

from datetime import date

from pydantic import Field

from foedus.model.answers import Answer, Row, Section
from foedus.asking.declare import Inputs, question
from foedus.asking.world import World


class ToyInput(Inputs):
    """A state and its fingers."""

    state: str = Field(description="State", json_schema_extra={"positional": True})
    fingers: int = Field(10, description="How many fingers it has")


class ToyAnswer(Answer, frozen=True, kw_only=True):
    """A count."""

    fingers: int

    def sections(self):
        return (Section("Count", ("Fingers",), (Row((str(self.fingers),)),)),)


@question(
    "toy", inputs=ToyInput, answer=ToyAnswer, example={"state": "FRA", "on": "2020-01-01"}
)
def toy(world: World, inputs: ToyInput, on: date) -> ToyAnswer:
    """How many fingers a state counts on."""
    return ToyAnswer(
        question="toy",
        on=on,
        catalogue=world.catalogue.key,
        title=world.catalogue.state(inputs.state).id,
        lead=f"It counts to {inputs.fingers}.",
        fingers=inputs.fingers,
    )
'''


def forget() -> None:
    """What is kept of the questions that there are, and of any toy of another test."""
    sys.modules.pop("foedus.questions.research.toy", None)
    declare.forget()
    describing._inputs.cache_clear()


async def here(workers: Workers, function: Callable[..., Any], *given: Any, **_: Any) -> Any:
    """Work in this process, the only one that knows of the toy."""
    return function(workers.world, *given)


@pytest.fixture
def toy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(Workers, "run", here)
    (tmp_path / "toy.py").write_text(TOY)
    monkeypatch.setattr(
        foedus.questions.research, "__path__", [*foedus.questions.research.__path__, str(tmp_path)]
    )
    forget()
    yield
    monkeypatch.undo()
    forget()


@pytest.mark.usefixtures("toy")
def test_from_python(world: World) -> None:
    answer: Any = world.ask("toy", state="France", fingers=8, on=date(2020, 1, 1))
    assert answer.lead == "It counts to 8."


@pytest.mark.usefixtures("toy")
def test_on_the_command_line() -> None:
    result = CliRunner().invoke(_group, ["toy", "FRA", "--fingers", "8", "--on", "2020-01-01"])
    assert result.exit_code == 0, result.output
    assert "It counts to 8." in result.output


@pytest.mark.usefixtures("toy")
def test_over_rest_and_in_its_description(world: World) -> None:
    with TestClient(create_app(world)) as client:
        reply = client.get("/api/v1/toy?state=FRA&fingers=8&on=2020-01-01").json()
        assert reply["answer"]["fingers"] == 8
        document = client.get("/api/v1/openapi.json").json()
        assert document["paths"]["/api/v1/toy"]["post"]["summary"].startswith("How many fingers")
        assert "ToyAnswer" in document["components"]["schemas"]
        assert client.post("/api/v1/toy.xlsx", json={"state": "FRA", "on": "2020-01-01"}).content


@pytest.mark.usefixtures("toy")
def test_for_assistants(world: World) -> None:
    async def ask() -> Any:
        async with Client(create_server(world)) as client:
            tools = {tool.name for tool in (await client.list_tools()).tools}
            given = {"state": "FRA", "fingers": 8, "on": "2020-01-01"}
            return tools, await client.call_tool("toy", given)

    tools, result = anyio.run(ask)
    assert "toy" in tools
    assert result.structured_content["fingers"] == 8


@pytest.mark.usefixtures("toy")
def test_as_a_form_in_the_browser(world: World) -> None:
    with TestClient(create_app(world)) as client:
        forms = {form["name"]: form for form in client.get("/api/v1/questions").json()}
    assert forms["toy"]["example"] == {"state": "FRA", "on": "2020-01-01"}
    assert forms["toy"]["inputs"]["properties"]["fingers"]["default"] == 10
