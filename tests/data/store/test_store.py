"""The store: old data or new, never half of either, whenever `add` is stopped."""

import os
import subprocess
import sys
import threading
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from filelock import FileLock

from foedus.data.store import commit, files
from foedus.data.store.commit import StoreError
from foedus.data.store.manifest import Manifest, MissingDataError
from foedus.data.store.registry import find
from foedus.data.store.sql import ask
from foedus.data.store.store import Store
from tests.data.conftest import NOW, STATES, authors_files
from tests.data.store.made_up import ADAPTER, NAME, serial, written

ROOT = Path(__file__).parents[3]
KILL = """
import os, signal, sys, time
from datetime import UTC, datetime
from pathlib import Path
import filelock, polars  # imported, not used here: each child starts threads of its own
from foedus.data.store import commit, known, raw
from foedus.data.store.store import Store
from tests.data.store.made_up import ADAPTER, NAME

store, files = Store(Path(sys.argv[1])), [Path(sys.argv[2])]

def add(times):
    child = os.fork()
    if not child:
        for turn in range(times):
            store.add(ADAPTER, files, datetime.now(UTC), "", {})
        os._exit(0)
    return child

known.known()
begun = time.monotonic()
os.waitpid(add(1), 0)
lasts = time.monotonic() - begun
seen, faults = set(), []
for turn in range(25):
    child = add(1000)
    time.sleep(lasts * (0.2 + turn / 12))
    os.kill(child, signal.SIGKILL)
    assert os.waitpid(child, 0)[1] == signal.SIGKILL
    faults += store.verify(NAME)
    seen.add(store.manifest(NAME).added)
print(len(seen), faults)
"""


@pytest.fixture
def lines(store: Store, tmp_path: Path) -> Store:
    """A store with the made-up dataset, serial number 1."""
    add(store, tmp_path, 1)
    return store


def add(store: Store, folder: Path, number: int) -> Manifest:
    return store.add(ADAPTER, [written(folder, number)], NOW, "", STATES)


def stored(store: Store) -> Manifest:
    found = store.manifest(NAME)
    assert found is not None
    return found


def place(store: Store, table: str) -> Path:
    return stored(store).within(store.folder) / f"{table}.parquet"


def left(store: Store) -> list[str]:
    """What lies in the folder of the dataset."""
    return sorted(path.name for path in (store.folder / NAME).iterdir())


def test_what_is_stored_is_typed_and_known(store: Store) -> None:
    manifest = store.add(find("cow-states"), authors_files("cow_states"), NOW, "", STATES)
    assert [(file.name, file.known) for file in manifest.files] == [
        ("states2016.csv", True),
        ("majors2016.csv", True),
    ]
    table = store.scan("cow-states", "states").collect()
    assert table.height == 243
    assert dict(table.schema)["start"] == pl.Date
    usa = table.row(by_predicate=pl.col("ccode") == 2, named=True)
    assert usa["end"] == date(2017, 1, 1)
    assert usa["still"]


def test_what_is_stored_is_read_again(lines: Store) -> None:
    assert serial(lines) == 1
    assert [table.rows for table in stored(lines).tables] == [300, 1]


def test_a_dataset_that_is_absent_says_which_command_brings_it(store: Store) -> None:
    with pytest.raises(MissingDataError, match="`foedus data add atop` brings it"):
        store.scan("atop", "members")


def test_verify_names_a_table_that_was_changed_or_lost(lines: Store) -> None:
    assert lines.verify(NAME) == ()
    path = place(lines, "sums")
    content = path.read_bytes()
    path.write_bytes(content[:-1] + b"?")
    assert lines.verify(NAME) == ("made-up: the table sums is not as it was stored",)
    path.unlink()
    assert lines.verify(NAME) == ("made-up: the table sums is gone",)
    with pytest.raises(MissingDataError, match=r"the table sums .*fetches it again"):
        lines.scan(NAME, "sums")


def test_a_broken_manifest_is_told(lines: Store) -> None:
    (lines.folder / "made-up.json").write_text("{", encoding="utf-8")
    with pytest.raises(MissingDataError, match="cannot be read"):
        lines.manifest(NAME)


def test_a_store_that_cannot_be_read_is_not_taken_for_an_empty_one(
    lines: Store, tmp_path: Path
) -> None:
    elsewhere = Store(tmp_path / "file")
    elsewhere.folder.write_text("no folder")
    for read in (elsewhere.names, lambda: elsewhere.has(NAME)):
        with pytest.raises(MissingDataError, match=r"the store cannot be read: .*Not a directory"):
            read()
    path = place(lines, "sums")
    path.unlink()
    path.mkdir()
    with pytest.raises(MissingDataError, match=r"the store cannot be read: .*Is a directory"):
        lines.scan(NAME, "sums")
    [told] = lines.verify(NAME)
    assert told == "made-up: the table sums cannot be read: Is a directory"


@pytest.mark.skipif(
    os.name != "posix", reason="a limit on the size of files is one of POSIX systems"
)
def test_a_disk_that_takes_no_more_leaves_the_store_as_it_was(lines: Store, tmp_path: Path) -> None:
    import resource

    before, rest = stored(lines), left(lines)
    file = written(tmp_path, 2)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
    try:
        with pytest.raises(StoreError, match=r"the store cannot be written to: .*(written|large)"):
            lines.add(ADAPTER, [file], NOW, "", STATES)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert stored(lines) == before
    assert left(lines) == rest
    assert serial(lines) == 1


def test_a_store_that_is_no_folder_takes_nothing_and_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(StoreError, match=r"the store cannot be written to: .*file"):
        add(Store(tmp_path / "file"), tmp_path, 1)


def test_adding_again_leaves_one_generation_and_no_rest(lines: Store, tmp_path: Path) -> None:
    """Though it is the same file at the same moment."""
    again = add(lines, tmp_path, 1)
    assert left(lines) == [again.folder]
    (lines.folder / NAME / ".unfinished-of-one-that-was-killed").mkdir()
    assert left(lines) != [again.folder]
    newer = add(lines, tmp_path, 2)
    assert left(lines) == [newer.folder]


def test_what_is_being_read_stays_until_it_is_read(lines: Store, tmp_path: Path) -> None:
    plan = lines.scan(NAME, "lines").filter(pl.col("value") > 0)
    with lines.reading() as reading:
        assert reading.scan(NAME, "sums").collect()["serial"].item() == 1
        add(lines, tmp_path, 2)
        add(lines, tmp_path, 3)
        assert serial(reading) == 1, "a reading stays with the commit that it began with"
        assert [path.is_file() for _, _, path in reading.paths()] == [True, True]
        manifest = reading.manifest(NAME)
        assert manifest
        assert manifest.folder != stored(lines).folder
        assert serial(lines) == 3, "and who begins now has the newest"
        assert len(left(lines)) == 2
    assert plan.collect()["serial"].unique().to_list() == [1]
    del plan
    add(lines, tmp_path, 4)
    assert left(lines) == [stored(lines).folder], "nobody reads the old ones any longer"


def test_a_query_in_sql_reads_one_generation(lines: Store) -> None:
    query = 'select max(serial), sum(lines) from "made-up/sums"'
    assert ask(lines, query).rows == [(1, 300)]


def test_the_key_changes_with_what_a_reader_would_find(lines: Store, tmp_path: Path) -> None:
    keys = [Store(tmp_path / "nothing").key, lines.key]
    assert lines.key == Store(lines.folder).key
    add(lines, tmp_path, 1)
    keys.append(lines.key)
    add(lines, tmp_path, 2)
    keys.append(lines.key)
    place(lines, "sums").unlink()
    keys.append(lines.key)
    (lines.folder / "made-up.json").write_text("{")
    keys.append(lines.key)
    (lines.folder / "made-up.json").unlink()
    assert lines.key == keys[0]
    assert len(set(keys)) == 6


def test_who_finds_another_at_work_waits_for_it_and_says_so(lines: Store, tmp_path: Path) -> None:
    lock = FileLock(lines.folder / "made-up.lock", thread_local=False)
    lock.acquire()
    said: list[str] = []

    def waits(why: str) -> None:
        said.append(why)
        threading.Timer(0.2, lock.release).start()

    lines.add(ADAPTER, [written(tmp_path, 2)], NOW, "", STATES, waits)
    assert said == ["another process is writing made-up; waiting up to 60 seconds for it"]
    assert serial(lines) == 2


def test_waiting_for_another_has_an_end(
    lines: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(commit, "LONGEST", 0.2)
    with (
        FileLock(lines.folder / "made-up.lock"),
        pytest.raises(StoreError, match=r"another process has been writing made-up to .*ended"),
    ):
        add(lines, tmp_path, 2)
    assert serial(lines) == 1


@pytest.mark.skipif(os.name != "posix", reason="a umask is one of POSIX systems")
def test_others_may_read_what_the_umask_lets_them(store: Store, tmp_path: Path) -> None:
    """An administrator fills a store; a service reads it as another user."""
    file = written(tmp_path, 1)
    before = os.umask(0o027)
    try:
        store.add(ADAPTER, [file], NOW, "", STATES)
    finally:
        os.umask(before)
    generation = stored(store).within(store.folder)
    modes = [store.folder, store.folder / NAME, generation, *generation.iterdir()]
    modes.append(store.folder / "made-up.json")
    assert [oct(path.stat().st_mode & 0o777) for path in modes] == [
        *["0o750"] * 3,
        *["0o640"] * 3,
    ]


def test_the_tables_are_on_the_disk_before_the_manifest_names_them(
    lines: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a loss of power may leave depends on this order."""
    done: list[str] = []
    for act in ("kept", "listed"):
        real = getattr(files, act)

        def note(path: Path, act: str = act, real: object = real) -> None:
            done.append(f"{act} {_plain(path, lines)}")
            real(path)  # type: ignore[operator]

        monkeypatch.setattr(files, act, note)
    renamed = Path.replace

    def replace(path: Path, target: Path) -> Path:
        done.append(f"replaced {_plain(target, lines)}")
        return renamed(path, target)

    monkeypatch.setattr(Path, "replace", replace)
    add(lines, tmp_path, 2)
    assert done == [
        "kept made-up/unfinished/lines.parquet",
        "kept made-up/unfinished/sums.parquet",
        "listed made-up/unfinished",
        "listed made-up",
        "kept made-up/unfinished",
        "replaced made-up.json",
        "listed .",
    ]


def _plain(path: Path, store: Store) -> str:
    parts = path.relative_to(store.folder).parts
    return "/".join("unfinished" if "unfinished" in part else part for part in parts) or "."


def test_a_system_that_minds_open_files_is_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows refuses to replace a manifest in the moment in which another reads it."""
    answers = [PermissionError("in use"), PermissionError("in use")]

    def act() -> str:
        if answers:
            raise answers.pop()
        return "done"

    with pytest.raises(PermissionError):
        files.patiently(act)
    monkeypatch.setattr("os.name", "nt")
    assert files.patiently(act) == "done"


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL is a signal of POSIX systems")
def test_killed_again_and_again_the_store_is_whole(lines: Store, tmp_path: Path) -> None:
    """A process that adds without a pause is killed at many points of its work."""
    run = subprocess.run(
        [sys.executable, "-c", KILL, str(lines.folder), str(written(tmp_path, 1))],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
        cwd=ROOT,
    )
    assert run.returncode == 0, run.stderr
    versions, faults = run.stdout.split(maxsplit=1)
    assert faults.strip() == "[]"
    assert int(versions) > 5, "the kills must fall into adds, not before them"
    assert serial(lines) == 1
    add(lines, tmp_path, 2)
    assert left(lines) == [stored(lines).folder]
