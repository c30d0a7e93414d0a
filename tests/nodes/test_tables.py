"""The migrations make the tables that the code reads and writes, in each kind of database."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import delete, update
from sqlalchemy.schema import DropTable

import foedus.nodes
from foedus.asking.world import World
from foedus.nodes.demo import demo
from foedus.nodes.errors import NodeError
from foedus.nodes.keeping.copies import restore, tables_of
from foedus.nodes.keeping.upgrade import upgrade
from foedus.nodes.keeping.verify import verify
from foedus.nodes.node import Node
from foedus.nodes.people.passkeys import Passkeys
from foedus.nodes.people.people import People
from foedus.nodes.people.signing_in import SigningIn
from foedus.nodes.places import Place
from foedus.nodes.tables import FORM, entries, links, metadata
from tests.conftest import cheap_passphrases
from tests.device import Device
from tests.nodes.conftest import Clock, person

FIRST = ("audit", "checkpoints", "entries", "head", "links", "settings", "subtrees", "watched")
"""The tables of the first form."""
SECOND = (*FIRST, "attempts", "details", "people", "posts", "proposals", "secrets")
"""And of the second, which has people."""


def test_the_migrations_make_the_tables_that_the_code_has(node: Node) -> None:
    with node.database.reading() as connection:
        context = MigrationContext.configure(connection)
        found = compare_metadata(context, metadata)
    # SQLite keeps the text of a partial index, and not its parts
    assert [line for line in found if "entries_by_request" not in repr(line)] == []


def test_the_newest_migration_is_the_form_that_the_code_reads() -> None:
    migrations = Path(foedus.nodes.__file__).parent / "migrations"
    assert ScriptDirectory(str(migrations)).get_current_head() == FORM


@pytest.fixture
def older(tmp_path: Path, clock: Clock, world: World, place: str) -> str:
    """A node as the first foedus with nodes made it, with what was recorded there."""
    with Node.open(place, clock=clock, base=lambda: world) as made:
        for state in ("EST", "LVA", "POL"):
            made.act("table", {"body": "nato/nac", "title": state}, person(state))
        made.beat()
        with made.database.writing() as connection:
            for table in reversed(tables_of(connection)):
                if table.name not in FIRST:
                    connection.execute(DropTable(table))
            connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0001'")
    return place


def test_an_older_node_is_upgraded_behind_a_backup_that_verifies(
    older: str, clock: Clock, world: World, tmp_path: Path
) -> None:
    with pytest.raises(NodeError, match="is older; run `foedus node upgrade`"):
        Node.open(older)
    found = upgrade(older, tmp_path / "before")
    assert (found.entries, found.faults) == (3, ())
    with Node.open(older, clock=clock, base=lambda: world) as node:
        assert [entry.id for entry in node.record().of()] == ["M-1", "M-2", "M-3"]
        assert verify(node).faults == ()
        assert People(node).first_invitation()
        restore(tmp_path / "before", tmp_path / "restored", node.keys)
    with Node.open(tmp_path / "restored", clock=clock, base=lambda: world) as again:
        assert again.act("table", {"body": "nato/nac", "title": "x"}, person("EST"))[0].id == "M-4"
        assert People(again).first_invitation()
    with pytest.raises(NodeError, match="has the newest form already"):
        upgrade(older, tmp_path / "again")


def test_a_node_with_people_is_upgraded_and_they_sign_in_as_before(
    clock: Clock, world: World, tmp_path: Path
) -> None:
    phrase, place = "grey-harbour-has-seven-herons", str(tmp_path / "second")
    with cheap_passphrases():
        demo(place, phrase, clock=clock, base=lambda: world)
        with Node.open(place, clock=clock, base=lambda: world) as made:
            size = made.record().size
            session = SigningIn(made).session("est", phrase)
            with made.database.writing() as connection:
                for table in reversed(tables_of(connection)):
                    if table.name not in SECOND:
                        connection.execute(DropTable(table))
                connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0002'")
        assert upgrade(place, tmp_path / "before").entries == size
        with Node.open(place, clock=clock, base=lambda: world) as node:
            assert verify(node).faults == ()
            found = SigningIn(node).who(session, "session")
            assert found is not None
            person = SigningIn(node).who(SigningIn(node).session("est", phrase), "session")
            assert person is not None
            assert person[0] == found[0]
            device, mine = Device("https://baltic.example"), Passkeys(node)
            options = mine.offered(found[0], device.origin)
            mine.keep(found[0], device.origin, device.make(options), "Laptop")
            answer = device.sign(mine.requested(device.origin)["challenge"])
            assert mine.proved(device.origin, answer) == found[0].id


def test_an_older_node_that_does_not_verify_stays_as_it_is(older: str, tmp_path: Path) -> None:
    database = Place(older).database()
    with database.writing() as connection:
        connection.execute(delete(links))
        connection.execute(update(entries).where(entries.c.number == 1).values(by="FIN"))
    with pytest.raises(NodeError, match="does not verify, so nothing was changed: Entry 1"):
        upgrade(older, tmp_path / "before")
    assert database.form == "0001"
    database.close()
