"""`foedus data sql`: in every form, and an error names what there is."""

import json
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner, Result

from foedus.data.store.registry import find
from foedus.data.store.store import Store
from foedus.doors.cli.app import _group
from tests.data.conftest import NOW, STATES
from tests.data.store.made_up import made_up_states

Sql = Callable[..., Result]
ODD = (
    "select 1 as a, 2 as a, 99999999999999999999999999::hugeint as huge, 'nan'::double as nan, "
    "null as none, true as yes, 'é⇄' as text, date '1816-01-01' as day, [1, 2] as list, "
    "{'x': 1.5} as struct, map([1], ['one']) as map, 'ab'::blob as bytes, interval 3 day as span, "
    "12.50::decimal(9, 2) as exact, uuid '00000000-0000-0000-0000-000000000001' as id"
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("sql")
    (made / "files").mkdir()
    Store(made / "store").add(
        find("cow-states"), list(made_up_states(made / "files")), NOW, "", STATES
    )
    return made / "store"


@pytest.fixture
def sql(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Sql:
    monkeypatch.setenv("FOEDUS_DATA", str(folder))
    return lambda *words: CliRunner().invoke(_group, ("data", "sql", *words), prog_name="foedus")


def test_the_result_is_a_table_where_nothing_else_is_asked(sql: Sql) -> None:
    shown = sql("select 'POL' as state, 290 as code union all select 'USA', 2 order by code")
    assert [line.split() for line in shown.output.splitlines()] == [
        ["state", "code"],
        ["USA", "2"],
        ["POL", "290"],
    ]
    assert sql("select 1 as x where false").output.strip() == "There is no row."


def test_a_long_table_says_how_much_is_left_and_plain_has_all(sql: Sql) -> None:
    query = "select range as x from range(1060)"
    assert sql(query).output.endswith("... and 1,010 more rows; --format csv prints them all\n")
    assert len(sql(query, "--plain").output.splitlines()) == 1061


def test_a_wide_table_is_shown_row_by_row(sql: Sql) -> None:
    columns = ", ".join(f"{n} as column_{n}" for n in range(60))
    lines = sql(f"select {columns}").output.splitlines()
    assert max(map(len, lines)) <= 120
    assert "  column_59: 59" in [line.rstrip() for line in lines]


def test_every_form_holds_whatever_a_database_may_give(sql: Sql) -> None:
    [row] = json.loads(sql(ODD, "--format", "json").output)
    assert (row["a"], row["a_1"], row["huge"]) == (1, 2, "9" * 26)
    assert (row["nan"], row["none"], row["yes"], row["text"]) == (None, None, True, "é⇄")
    assert (row["day"], row["list"], row["exact"]) == ("1816-01-01", [1, 2], "12.50")
    assert row["map"] == {"1": "one"}
    written = sql(ODD, "--format", "csv").output.encode()
    frame = pl.read_csv(BytesIO(written), infer_schema_length=0)  # all as text
    assert frame.columns[:2] == ["a", "a_1"]
    assert (frame["text"].item(), frame["huge"].item()) == ("é⇄", "9" * 26)
    assert "é⇄" in sql(ODD).output
    assert "é⇄" in sql(ODD, "--plain", "--width", "40").output


def test_parquet_keeps_the_types(sql: Sql) -> None:
    query = "select 1 as a, 2 as a, date '2020-01-01' as day, null::integer as none -- why"
    written = sql(query, "--format", "parquet").stdout_bytes
    frame = pl.read_parquet(BytesIO(written))
    assert frame.columns == ["a", "a_1", "day", "none"]
    assert frame.schema["day"] == pl.Date
    assert frame.schema["none"] == pl.Int32


@pytest.mark.parametrize("form", ["csv", "json"])
def test_the_short_spellings_are_the_same(form: str, sql: Sql) -> None:
    query = 'select * from "cow-states/states" limit 3'
    assert sql(query, f"--{form}").output == sql(query, "--format", form).output


TABLES = '"cow-states/states", "cow-states/majors"'


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ('select * from "cow-states/state"', ('did you mean "cow-states/states', TABLES)),
        ("select * from states", ('did you mean "cow-states/states"', TABLES)),
        ('select * from "cow_states/majors"', ('did you mean "cow-states/majors"', TABLES)),
        ('select * from "nowhere/at-all"', (f"the tables are {TABLES}",)),
        ('select cccode from "cow-states/states"', ("did you mean ccode?", "has the columns ")),
        ('select s.nothing from "cow-states/states" s', ('"cow-states/states" has the columns',)),
        ('select 1 from "cow-states/majors" group by x', ('"cow-states/majors" has the columns',)),
        ("selec 1", ('syntax error at or near "selec"', "LINE 1: selec 1\n        ^")),
        ("select 1; select 2", ("give one statement, not 2",)),
        ("", ("the query is empty",)),
        (" -- nothing", ("the query is empty",)),
        (" ; ", ("the query is empty",)),
        ("select 'x'::integer", ("Could not convert string 'x'",)),
        ("select nofunction(1)", ("nofunction does not exist",)),
        ("copy (select 1) to '/tmp/foedus-out.csv'", ("Cannot access file",)),
    ],
)
@pytest.mark.parametrize("form", ["table", "parquet"])
def test_an_error_names_what_there_is(
    query: str, says: tuple[str, ...], form: str, sql: Sql
) -> None:
    refused = sql(query, "--format", form)
    assert refused.exit_code == 2
    assert refused.output.startswith("Error: ")
    if form == "table" or not query.startswith("copy"):
        for part in says:
            assert part in refused.output


def test_a_damaged_table_is_a_sentence(sql: Sql, folder: Path) -> None:
    [table] = list(folder.rglob("states.parquet"))
    held = table.read_bytes()
    try:
        table.write_bytes(held + b"junk")
        refused = sql('select * from "cow-states/states"')
        assert refused.exit_code == 2
        assert refused.output.startswith("Error: ")
    finally:
        table.write_bytes(held)
