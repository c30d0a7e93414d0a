"""A node with people in it is brought to the newest form, and they are who they were."""

from pathlib import Path

import pytest
from sqlalchemy.schema import DropTable

from foedus.asking.world import World
from foedus.identity.openid import Provider
from foedus.model.people import Appointment
from foedus.nodes.keeping.copies import tables_of
from foedus.nodes.keeping.upgrade import upgrade
from foedus.nodes.keeping.verify import verify
from foedus.nodes.node import Node
from foedus.nodes.people import seconds
from foedus.nodes.people.identities import Identities
from foedus.nodes.people.letters import Letters
from foedus.nodes.people.people import Named, People
from foedus.nodes.people.providers import Providers
from foedus.nodes.people.signing_in import SigningIn
from tests.nodes.conftest import Clock
from tests.nodes.test_tables import SECOND

PHRASE = "seven herons over Kihnu"
FORMS = {"0002": SECOND, "0004": (*SECOND, "passkeys", "uses")}
"""The older forms that had people, and their tables."""


@pytest.fixture(params=FORMS)
def older(request: pytest.FixtureRequest, clock: Clock, world: World, place: str) -> str:
    with Node.open(place, clock=clock, base=lambda: world) as node:
        people = People(node)
        chief = people.enrol(people.first_invitation(), Named("chief"), PHRASE)
        first = people.invite(chief, "EST", [Appointment("administrator")])
        people.enrol(first, Named("kadri"), PHRASE)
        with node.database.writing() as connection:
            for table in reversed(tables_of(connection)):
                if table.name not in FORMS[request.param]:
                    connection.execute(DropTable(table))
            form = f"UPDATE alembic_version SET version_num = '{request.param}'"
            connection.exec_driver_sql(form)
    return place


def test_people_of_an_older_node_are_who_they_were(
    older: str, clock: Clock, world: World, tmp_path: Path
) -> None:
    upgrade(older, tmp_path / "before")
    with Node.open(older, clock=clock, base=lambda: world) as node:
        assert verify(node).faults == ()
        found = SigningIn(node).who(SigningIn(node).session("kadri", PHRASE), "session")
        assert found is not None
        kadri = found[0]
        assert kadri.posts(clock().date()) == {"administrator"}
        Providers(node).put(Provider("all", "https://id.example", "foedus"))
        Identities(node).link(kadri, kadri.id, "all", "kadri")
        Letters(node).keep(kadri, "kadri@mfa.example")
        assert Letters(node).look() == 0
        assert Letters(node).address(kadri.id) == "kadri@mfa.example"
        assert seconds.waiting(node, "EST") == ()
