"""Where the authors' files lie on a machine that has them, and a store for one test."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from foedus.data.store import Store

FILES = Path(__file__).parents[2] / "../shared/data"
NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


def authors_files(*names: str) -> tuple[Path, ...]:
    """Files of the authors; where they are absent the test is skipped with the reason."""
    paths = tuple(FILES / name for name in names)
    absent = [path.name for path in paths if not path.exists()]
    if absent:
        pytest.skip(f"the authors' file {absent[0]} is not on this machine")
    return paths


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")
