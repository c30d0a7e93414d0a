"""The store: old data or new, never half of either, whenever `add` is stopped."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from foedus.data.store.registry import find
from foedus.data.store.store import MissingDataError, Store
from tests.data.conftest import NOW, STATES, authors_files

KILL = """
import os, signal, sys, time
from datetime import UTC, datetime
from pathlib import Path
import polars  # imported, not used: each child starts threads of its own
from foedus.data.store.registry import find
from foedus.data.store.store import Store

store, files, adapter = Store(Path(sys.argv[1])), [Path(sys.argv[2])], find("cow-states")

def add(times):
    child = os.fork()
    if not child:
        for turn in range(times):
            store.add(adapter, files, datetime.now(UTC), "", {})
        os._exit(0)
    return child

begun = time.monotonic()
os.waitpid(add(1), 0)
lasts = time.monotonic() - begun
seen, faults = set(), []
for turn in range(50):
    child = add(1000)
    time.sleep(lasts * (0.2 + turn / 25))
    os.kill(child, signal.SIGKILL)
    assert os.waitpid(child, 0)[1] == signal.SIGKILL
    faults += store.verify("cow-states")
    seen.add(store.manifest("cow-states").added)
print(len(seen), faults)
"""


@pytest.fixture
def states(store: Store) -> Store:
    store.add(find("cow-states"), authors_files("cow_states"), NOW, "", STATES)
    return store


def test_what_is_stored_is_typed_and_known(states: Store) -> None:
    manifest = states.manifest("cow-states")
    assert manifest is not None
    assert [(file.name, file.known) for file in manifest.files] == [
        ("states2016.csv", True),
        ("majors2016.csv", True),
    ]
    table = states.scan("cow-states", "states").collect()
    assert table.height == 243
    assert dict(table.schema)["start"] == pl.Date
    usa = table.row(by_predicate=pl.col("ccode") == 2, named=True)
    assert usa["end"] == date(2017, 1, 1)
    assert usa["still"]


def test_a_dataset_that_is_absent_says_which_command_brings_it(store: Store) -> None:
    with pytest.raises(MissingDataError, match="`foedus data add atop` brings it"):
        store.scan("atop", "members")


def test_verify_names_a_table_that_was_changed_or_lost(states: Store) -> None:
    assert states.verify("cow-states") == ()
    path = states.path("cow-states", "majors")
    content = path.read_bytes()
    path.write_bytes(content[:-1] + b"?")
    assert states.verify("cow-states") == ("cow-states: the table majors is not as it was stored",)
    path.unlink()
    assert states.verify("cow-states") == ("cow-states: the table majors is gone",)
    with pytest.raises(MissingDataError, match="brings it anew"):
        states.scan("cow-states", "majors")


def test_a_broken_manifest_is_told(states: Store) -> None:
    (states.folder / "cow-states.json").write_text("{", encoding="utf-8")
    with pytest.raises(MissingDataError, match="cannot be read"):
        states.manifest("cow-states")


def test_a_store_that_cannot_be_read_is_not_taken_for_an_empty_one(
    states: Store, tmp_path: Path
) -> None:
    elsewhere = Store(tmp_path / "file")
    elsewhere.folder.write_text("no folder")
    for ask in (elsewhere.names, lambda: elsewhere.has("cow-states")):
        with pytest.raises(MissingDataError, match=r"the store cannot be read: .*Not a directory"):
            ask()
    path = states.path("cow-states", "majors")
    path.unlink()
    path.mkdir()
    with pytest.raises(MissingDataError, match=r"the store cannot be read: .*Is a directory"):
        states.scan("cow-states", "majors")
    [told] = states.verify("cow-states")
    assert told == "cow-states: the table majors cannot be read: Is a directory"


@pytest.mark.skipif(
    os.name != "posix", reason="a limit on the size of files is one of POSIX systems"
)
def test_a_disk_that_takes_no_more_leaves_the_store_as_it_was(states: Store) -> None:
    import resource

    before = states.manifest("cow-states")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
    try:
        with pytest.raises(OSError, match=r"could not be written|too large"):
            states.add(find("cow-states"), authors_files("cow_states"), NOW, "", STATES)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert states.manifest("cow-states") == before
    assert states.verify("cow-states") == ()
    assert len(list((states.folder / "cow-states").iterdir())) == 1


def test_adding_again_leaves_one_version_and_no_rest(states: Store) -> None:
    states.add(find("cow-states"), authors_files("cow_states"), NOW.replace(year=2027), "", STATES)
    manifest = states.manifest("cow-states")
    assert manifest is not None
    assert [path.name for path in (states.folder / "cow-states").iterdir()] == [manifest.folder]


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL is a signal of POSIX systems")
def test_killed_fifty_times_the_store_is_whole(states: Store) -> None:
    """A process that adds without a pause is killed at fifty points of its work."""
    (files,) = authors_files("cow_states")
    run = subprocess.run(
        [sys.executable, "-c", KILL, str(states.folder), str(files)],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    versions, faults = run.stdout.split(maxsplit=1)
    assert faults.strip() == "[]"
    assert int(versions) > 5, "the kills must fall into adds, not before them"
    assert states.scan("cow-states", "states").collect().height == 243
