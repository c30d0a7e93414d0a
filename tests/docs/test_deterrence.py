"""The guide on deterrence, from the authors' files to its table and figure, as written."""

import contextlib
import io
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from foedus.data.store.registry import find
from foedus.data.store.store import Store
from tests.data.conftest import STATES, authors_files
from tests.docs.test_guide import blocks, pattern, squeezed

PAGE = "docs/guide/deterrence.md"
NOW = datetime(2026, 1, 1, tzinfo=UTC)
FILES = {
    "cow-states": ("cow_states/states2016.csv", "cow_states/majors2016.csv"),
    "atop": ("atop5.1",),
    "nmc": ("cow_nmc/NMC-60-abridged.csv",),
    "cow-contiguity": ("cow_contiguity/contdird.csv",),
    "cow-mid": ("cow_mid/MIDA_4.3.csv", "cow_mid/MIDB_4.3.csv"),
    "gml-mid": ("peacesciencer/gml_dirdisp.csv",),
    "democracy": ("isard/cw_democracy.csv",),
}


@pytest.fixture
def stored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The datasets of the page, in a store of their own."""
    store = Store(tmp_path / "store")
    for name, files in FILES.items():
        store.add(find(name), authors_files(*files), NOW, "", STATES)
    monkeypatch.setenv("FOEDUS_DATA", str(store.folder))
    monkeypatch.chdir(tmp_path)


@pytest.mark.usefixtures("stored")
def test_the_page_works_as_written(tmp_path: Path) -> None:
    pytest.importorskip("statsmodels", reason="needs the extra report")
    names: dict[str, Any] = {}
    printed = ""
    compared = 0
    for block in blocks(PAGE):
        if block.language == "python":
            with contextlib.redirect_stdout(io.StringIO()) as told:
                exec(compile(block.text, f"{PAGE}:{block.line}", "exec"), names)
            printed = "".join(f"{line}\n" for line in squeezed(told.getvalue().splitlines()))
        elif block.language == "text":
            shown = block.text.splitlines()
            assert re.fullmatch(pattern(shown), printed), f"{PAGE}:{block.line}:\n{printed}"
            compared += 1
    assert compared == 3
    drawn = (tmp_path / "deterrence.svg").read_text(encoding="utf-8")
    for model in (*names["models"], "pacts by chance"):
        assert model in drawn
