"""The migrations make the tables that the code reads and writes, in each kind of database."""

from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

import foedus.nodes.people.tables
from foedus.nodes.node import Node
from foedus.nodes.tables import FORM, metadata


def test_the_migrations_make_the_tables_that_the_code_has(node: Node) -> None:
    with node.database.reading() as connection:
        context = MigrationContext.configure(connection)
        found = compare_metadata(context, metadata)
    # SQLite keeps the text of a partial index, and not its parts
    assert [line for line in found if "entries_by_request" not in repr(line)] == []


def test_the_newest_migration_is_the_form_that_the_code_reads() -> None:
    migrations = Path(foedus.nodes.__file__).parent / "migrations"
    assert ScriptDirectory(str(migrations)).get_current_head() == FORM
