"""An assistant proposes acts for the person whom it serves, and records none."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import anyio
import pytest
from mcp.client.client import Client

from foedus.acting.declare import every
from foedus.asking.world import World
from foedus.doors.mcp.server import create_server
from foedus.doors.mcp.visit import Visit
from foedus.model.people import Appointment
from foedus.nodes.access import Access
from foedus.nodes.errors import RefusedError
from foedus.nodes.node import Node
from foedus.nodes.people.people import Named, People, PersonError
from foedus.nodes.people.proposals import Proposals
from foedus.nodes.people.signing_in import SigningIn
from tests.conftest import cheap_passphrases


@pytest.fixture(scope="module")
def visit(tmp_path_factory: pytest.TempPathFactory, world: World) -> Iterator[Visit]:
    place = tmp_path_factory.mktemp("nodes") / "nato"
    created = Node.create(place, "nato", base=lambda: world)
    with cheap_passphrases(), created as node:
        people = People(node)
        invitation = people.invite(
            people.enrol(people.first_invitation(), Named("chief"), "seven herons over Kihnu"),
            "EST",
            [Appointment("administrator")],
        )
        admin = people.enrol(invitation, Named("kadri"), "seven herons over Kihnu")
        invitation = people.invite(admin, "EST", [Appointment("desk-officer")])
        officer = people.enrol(invitation, Named("jaan"), "seven herons over Kihnu")
        yield Visit(node, str(place), SigningIn(node).token(officer, scopes=("read", "propose")))


def asked(world: World, visit: Visit, use: Any) -> Any:
    async def run() -> Any:
        async with Client(create_server(world, visit=visit)) as client:
            return await use(client)

    with ThreadPoolExecutor(1) as apart:  # a browser's loop may run in this thread
        return apart.submit(anyio.run, run).result()


TABLE = {"body": "nato/nac", "title": "Readiness", "silence_until": "2999-12-01T12:00Z"}


def test_every_act_is_a_tool_that_says_it_records_nothing(world: World, visit: Visit) -> None:
    tools = {t.name: t for t in asked(world, visit, lambda c: c.list_tools()).tools}
    for name in every():
        tool = tools[f"act-{name}"]
        assert not tool.annotations.read_only_hint
        assert "This records nothing" in tool.description


def test_what_is_proposed_waits_until_its_person_records_it(world: World, visit: Visit) -> None:
    result = asked(world, visit, lambda c: c.call_tool("act-table", TABLE))
    assert not result.is_error, result.content
    assert "EST tables in the North Atlantic Council: Readiness" in result.content[0].text
    assert "Not recorded yet" in result.content[0].text
    assert visit.node.record().size == 0
    found = visit.access()
    mine = Proposals(Access(visit.node, found.person))
    [waiting] = mine.waiting()
    assert [entry.id for entry in mine.record(waiting.number)] == ["M-1"]
    with pytest.raises(PersonError, match="no proposal"):
        mine.record(waiting.number)
    answer = asked(
        world,
        visit,
        lambda c: c.call_tool("decide", {"body": "record:M-1", "on": "2998-01-01"}),
    )
    assert "Open: nobody has broken silence" in answer.content[0].text


def test_the_token_of_an_assistant_records_nothing_itself(visit: Visit) -> None:
    with pytest.raises(RefusedError, match="this token is not for table"):
        visit.access().act("table", TABLE)


def test_what_would_be_refused_is_refused_at_once(world: World, visit: Visit) -> None:
    given = {"body": "nato/nac", "title": "x", "silence_until": "2020-01-01T12:00Z"}
    result = asked(world, visit, lambda c: c.call_tool("act-table", given))
    assert result.is_error
    assert result.content[0].text.startswith("silence would have ended already")
    nothing = asked(world, visit, lambda c: c.call_tool("act-dance", {}))
    assert nothing.content[0].text.startswith("no act is called 'dance'")


def test_a_number_that_was_used_before_is_another_proposal(visit: Visit) -> None:
    mine = Proposals(Access(visit.node, visit.access().person))
    made = []
    for title in ("One", "Two", "Two"):
        proposed = mine.propose("table", {"body": "nato/nac", "title": title})
        made += [entry.id for entry in mine.record(proposed.number)]
    assert len(set(made)) == 3
