"""A library that is not installed: one sentence says which extra brings it."""

import subprocess
import sys

import pytest

from foedus.asking.extras import advice


@pytest.mark.parametrize(
    ("library", "extra"),
    [
        ("polars", "analytics"),
        ("openpyxl", "exchange"),
        ("highspy", "optimise"),
        ("vl_convert", "report"),
        ("fastapi", "server"),
    ],
)
def test_the_extra_that_brings_a_library_is_named(library: str, extra: str) -> None:
    missing = ModuleNotFoundError(f"No module named {library!r}", name=f"{library}.part")
    assert advice(missing) == f"{library} is not installed; pip install 'foedus[{extra}]'"


@pytest.mark.parametrize("library", ["uvicorn", "numpy", "anyio"])
def test_what_several_extras_or_a_library_ask_for_comes_with_all(library: str) -> None:
    assert "foedus[all]" in str(advice(ModuleNotFoundError("", name=library)))


def test_a_missing_module_of_foedus_is_no_matter_of_extras() -> None:
    assert advice(ModuleNotFoundError("", name="foedus.gone")) is None


@pytest.mark.parametrize(
    ("without", "words", "told"),
    [
        ("polars", "panel state-year --from 1990 --to 2000", "panel: polars is not installed"),
        ("uvicorn", "serve", "uvicorn is not installed"),
        ("anyio", "mcp", "anyio is not installed"),
        ("openpyxl", "template generate --out {folder}/call.xlsx", "openpyxl is not installed"),
        ("xlsxwriter", "frameworks --on 2000-01-01 --xlsx {folder}/f.xlsx", "xlsxwriter is not"),
        ("duckdb", "data sql 'select 1'", "duckdb is not installed"),
    ],
)
def test_a_command_that_lacks_a_library_says_so_in_a_sentence(
    without: str, words: str, told: str, tmp_path: object
) -> None:
    code = (
        f"import shlex, sys; sys.modules[{without!r}] = None; "
        f"sys.argv = ['foedus', *shlex.split({words.format(folder=tmp_path)!r})]; "
        "from foedus.doors.cli import main; main()"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert run.returncode != 0
    assert told in run.stderr
    assert "pip install 'foedus[" in run.stderr
    assert "Traceback" not in run.stderr
