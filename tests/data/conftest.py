"""Where the authors' files lie on a machine that has them, and stores with and without them.

FOEDUS_DATASETS names their folder. Where it is not set, it is `../shared/data` beside the
repository, if there is one. What lies where in it, `SPINE` and `FILES` of `test_datasets` say.
"""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

import foedus
from foedus.asking.world import World
from foedus.authoring.load import load_definitions
from foedus.data.store.registry import find
from foedus.data.store.store import Store

VARIABLE = "FOEDUS_DATASETS"
BESIDE = Path(__file__).parents[2] / "../shared/data"
NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
STATES = load_definitions()[0].states
SPINE = {
    "cow-states": "cow_states",
    "gw-states": "peacesciencer/gw_states.csv",
    "atop": "atop5.1",
    "nmc": "cow_nmc",
    "cow-contiguity": "cow_contiguity",
}


def authors_files(*names: str) -> tuple[Path, ...]:
    """Files of the authors; where they are absent the test is skipped with the reason."""
    folder = Path(os.environ.get(VARIABLE) or BESIDE)
    if not folder.is_dir():
        pytest.skip(f"the authors' files of the datasets are not here ({VARIABLE})")
    for name in names:
        if not (folder / name).exists():
            pytest.skip(f"the authors' file {name} is not in {folder} ({VARIABLE})")
    return tuple(folder / name for name in names)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


@pytest.fixture(scope="session")
def spine(tmp_path_factory: pytest.TempPathFactory) -> World:
    """A world with the spine in its store."""
    files = {name: authors_files(path) for name, path in SPINE.items()}
    folder = tmp_path_factory.mktemp("spine")
    for name, paths in files.items():
        Store(folder).add(find(name), paths, NOW, "", STATES)
    return foedus.load(store=folder)


@pytest.fixture
def spine_folder(spine: World) -> Path:
    assert spine.store is not None
    return spine.store.folder


@pytest.fixture(scope="session")
def assembly(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A store with the roll calls of the General Assembly and the published ideal points."""
    votes = authors_files("unga/un_votes.parquet", "unga/un_roll_calls.csv")
    published = authors_files("unga/IdealpointestimatesAll_Apr2020.csv")
    states = authors_files("cow_states")
    store = Store(tmp_path_factory.mktemp("assembly"))
    for name, paths in (
        ("unga-votes", votes),
        ("unga-ideal-points", published),
        ("cow-states", states),
    ):
        store.add(find(name), paths, NOW, "", STATES)
    return store
