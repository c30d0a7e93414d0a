"""Tables whose headings are not foedus's own: by a map, with every fault at its cell."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

import pytest
from openpyxl import Workbook
from pydantic import Field

from foedus.asking.declare import Document
from foedus.documents.columns.chooser import Choices
from foedus.documents.columns.map import ColumnMap, map_of, read_map, to_yaml
from foedus.documents.columns.propose import own_headings, propose, understood
from foedus.documents.numbers import Count, Day, Moment, Money, Share
from foedus.documents.problems import DefinitionError
from foedus.documents.reading import read_document_bytes


class Pledge(Document):
    nation: str = Field(description="Who pledges")
    quantity: Count = Field(description="How many")
    cost: Money | None = None
    share: Share | None = None
    starts: Day | None = None
    at: Moment | None = None
    kind: Literal["live", "simulation"] = "live"
    hosts: list[str] = []


class Call(Document):
    title: str = Field(description="Name of the call")
    pledges: list[Pledge] = Field(description="The pledges")


def csv_of(*lines: str) -> bytes:
    return "\n".join(lines).encode()


def book_of(sheet: str, *rows: Sequence[Any], merge: str = "") -> bytes:
    import io

    book = Workbook()
    page = book.active
    assert page is not None
    page.title = sheet
    for row in rows:
        page.append(list(row))
    if merge:
        page.merge_cells(merge)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def by(*columns: dict[str, Any], **more: Any) -> ColumnMap:
    table = {"columns": list(columns), **more.pop("table", {})}
    return ColumnMap.model_validate({"tables": [table], **more})


NATION = {"heading": "Land", "field": "nation"}
NUMBER = {"heading": "Zahl", "field": "quantity"}


def read(content: bytes, columns: ColumnMap, name: str = "x.csv") -> list[Pledge]:
    return read_document_bytes(name, content, list[Pledge], columns=columns)


def refused(content: bytes, columns: ColumnMap, name: str = "x.csv") -> list[str]:
    with pytest.raises(DefinitionError) as raised:
        read(content, columns, name)
    return [str(problem).removeprefix(f"{name}:") for problem in raised.value.problems]


COMMA = {"decimals": "comma"}
POINT = {"decimals": "point"}


@pytest.mark.parametrize(
    ("text", "style", "cost"),
    [
        ("1.234,5", COMMA, "1234.5"),
        ("1,234.5", POINT, "1234.5"),
        ("1.234", COMMA, "1234"),
        ("1.234", POINT, "1.234"),
        ("1.234.567", COMMA, "1234567"),
        ("1'234'567,80", COMMA, "1234567.80"),
        ("1 234,5", COMMA, "1234.5"),
        ("1\u202f234,5", COMMA, "1234.5"),
        ("12", COMMA, "12"),
        ("0,5", COMMA, "0.5"),
        ("1 234", {}, "1234"),
        ("1.5", {}, "1.5"),
        ("12", {}, "12"),
    ],
)
def test_a_number_is_read_in_the_style_of_its_column(
    text: str, style: dict[str, str], cost: str
) -> None:
    found = read(
        csv_of("Land;Zahl;Kosten", f"DEU;1;{text}"),
        by(NATION, NUMBER, {"heading": "Kosten", "field": "cost", **style}, separator=";"),
    )
    assert found[0].cost == Decimal(cost)


@pytest.mark.parametrize(
    ("text", "style", "told"),
    [
        ("1.234", {}, "'1.234' may be 1.234 or 1,234; say `decimals: point` or `decimals: comma`"),
        ("1,234", {}, "'1,234' may be 1,234 or 1.234; say `decimals: point`"),
        ("1.234,5", {}, "'1.234,5' is read as a number only with `decimals: comma` in the map"),
        ("2,5", {}, "'2,5' is read as a number only with `decimals: comma`"),
        ("1.5", COMMA, "'1.5' is not a number with a comma before decimals"),
        ("12,34,567", POINT, "'12,34,567' is not a number with a point before decimals"),
        ("1.23.456", COMMA, "is not a number with a comma"),
        ("1.234'567", COMMA, "is not a number with a comma"),
        ("0.123", COMMA, "is not a number with a comma"),
        ("(1.234)", COMMA, "is not a number with a comma"),
        ("1.234 €", COMMA, "is not a number with a comma"),
        ("-", COMMA, "is not a number with a comma"),
    ],
)
def test_a_number_that_could_be_read_two_ways_is_never_guessed(
    text: str, style: dict[str, str], told: str
) -> None:
    faults = refused(
        csv_of("Land;Zahl;Kosten", f"DEU;1;{text}"),
        by(NATION, NUMBER, {"heading": "Kosten", "field": "cost", **style}, separator=";"),
    )
    assert len(faults) == 1
    assert faults[0].startswith(f"C2: cost: {told}" if told.startswith("'") else "C2: cost: ")
    assert told in faults[0]


@pytest.mark.parametrize(
    ("text", "style", "day"),
    [
        ("24.08.1949", "day-first", date(1949, 8, 24)),
        ("3/4/1949", "day-first", date(1949, 4, 3)),
        ("3/4/1949", "month-first", date(1949, 3, 4)),
        ("24. 8. 1949", "day-first", date(1949, 8, 24)),
        ("1949-08-24", "day-first", date(1949, 8, 24)),
        ("1949/08/24", "month-first", date(1949, 8, 24)),
        ("04.04.1949", None, date(1949, 4, 4)),
        ("1949-08-24", None, date(1949, 8, 24)),
    ],
)
def test_a_day_is_read_in_the_style_of_its_column(text: str, style: Any, day: date) -> None:
    start = {"heading": "Beginn", "field": "starts", "dates": style}
    found = read(csv_of("Land,Zahl,Beginn", f"DEU,1,{text}"), by(NATION, NUMBER, start))
    assert found[0].starts == day


@pytest.mark.parametrize(
    ("text", "style", "told"),
    [
        (
            "03.04.1949",
            None,
            "'03.04.1949' may be 3 April 1949 or 4 March 1949; say `dates: day",
        ),
        ("24.08.1949", None, "is read as a date only with `dates: day-first` in the map"),
        ("08/24/1949", None, "is read as a date only with `dates: month-first` in the map"),
        ("08/24/1949", "day-first", "is not a date with its day first and a year of four digits"),
        ("24.08.49", "day-first", "is not a date with its day first and a year of four digits"),
        ("31.02.1949", "day-first", "is not a date with its day first"),
        ("24.08.49", None, "is not a date, such as 1949-08-24"),
        ("August", None, "is not a date, such as 1949-08-24"),
    ],
)
def test_a_day_that_could_be_read_two_ways_is_never_guessed(
    text: str, style: Any, told: str
) -> None:
    start = {"heading": "Beginn", "field": "starts", "dates": style}
    [fault] = refused(csv_of("Land,Zahl,Beginn", f"DEU,1,{text}"), by(NATION, NUMBER, start))
    assert fault.removeprefix("C2: ").removeprefix("[0].").startswith("starts: ")
    assert fault.startswith("C2: ")
    assert told in fault


def test_units_clocks_words_and_shares() -> None:
    content = book_of(
        "Beiträge",
        ["Stand: November"],
        [],
        ["Land", "Zahl\n(Stück)", "Kosten", "Anteil", "Wann", "Art", "Gast"],
        ["DEU", 2, 1.5, "12,5 %", datetime(2026, 7, 1, 12), "Übung", "POL; CZE"],
        ["POL", "1", "2", 0.25, "01.07.2026 9:30", "am PC", None],
        ["Summe", 3, 3.5],
        merge="A1:D1",
    )
    columns = by(
        NATION,
        {"heading": "zahl (stück)", "field": "quantity"},
        {"heading": "Kosten", "field": "cost", "factor": "million"},
        {"heading": "Anteil", "field": "share", "decimals": "comma"},
        {"heading": "Wann", "field": "at", "dates": "day-first", "zone": "Europe/Berlin"},
        {
            "heading": "Art",
            "field": "kind",
            "values": {"Übung": "live", "Am  PC": "simulation"},
        },
        {"heading": "Gast", "field": "hosts", "between": ";"},
        table={"sheet": "Beiträge", "first_row": 3, "until": "Summe"},
    )
    first, second = read(content, columns, "x.xlsx")
    assert (first.nation, first.quantity, first.cost) == ("DEU", 2, Decimal(1_500_000))
    assert (first.share, second.share) == (Decimal("12.5"), Decimal("0.25"))
    assert (first.kind, second.kind) == ("live", "simulation")
    assert (first.hosts, second.hosts) == (["POL", "CZE"], [])
    assert first.at == datetime(2026, 7, 1, 10, tzinfo=UTC)
    assert second.at == datetime(2026, 7, 1, 7, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("content", "columns", "told"),
    [
        (
            csv_of("Land,Anzahl", "DEU,1"),
            by(NATION, NUMBER, table={"left_out": ["Anzahl"]}),
            "A1: the heading 'Zahl' is not in row 1; there are Land, Anzahl",
        ),
        (
            csv_of("Land,Zahl,Mehr", "DEU,1,2"),
            by(NATION, NUMBER),
            "C1: the heading 'Mehr' is not in the map: give it a field, or put it under `left_out`",
        ),
        (
            csv_of("Land,Zahl", "DEU,1,2"),
            by(NATION, NUMBER),
            "C2: this column has no heading in row 1: name it by `column: C`, or put C under",
        ),
        (
            csv_of("Land,Zahl,Zahl", "DEU,1,2"),
            by(NATION, NUMBER),
            "B1: the heading 'Zahl' is listed twice in row 1; name the column by its letter",
        ),
        (
            csv_of("", "Land,Zahl"),
            by(NATION, NUMBER),
            "A1: the heading 'Land' is not in row 1; say in the map which row it is (`first_row`)",
        ),
        (csv_of("Land,Zahl", "DEU,viel"), by(NATION, NUMBER), "B2: [0].quantity: 'viel' is not a"),
        (csv_of("Land,Zahl", "DEU,-1"), by(NATION, NUMBER), "B2: [0].quantity: must be at least 0"),
        (csv_of("Land,Zahl", 'DEU,"1'), by(NATION, NUMBER), "2: unexpected end of data"),
        (b"Land,Zahl\nDEU,\xe4", by(NATION, NUMBER), "2: is not utf-8 text; say `encoding`"),
        (b"Land,Zahl\nDEU,\0", by(NATION, NUMBER), "2: a zero byte; this is not a CSV file"),
    ],
)
def test_what_does_not_fit_is_told_at_its_cell(
    content: bytes, columns: ColumnMap, told: str
) -> None:
    assert told in "\n".join(refused(content, columns))


def test_a_column_may_be_named_by_its_letter_and_a_field_by_the_map() -> None:
    columns = by(
        {"column": "B", "field": "nation"}, {"column": "C", "field": "quantity"},
        table={"left_out": ["A"], "set": {"cost": 7}},
    )  # fmt: skip
    found = read(csv_of("Zahl,Zahl,Zahl", "0,DEU,4"), columns)
    assert found == [Pledge(nation="DEU", quantity=4, cost=Decimal(7))]
    wrong = by(NATION, NUMBER, table={"set": {"cost": -7}})
    [fault] = refused(csv_of("Land,Zahl", "DEU,4"), wrong)
    assert fault == "map: [0].cost: must be at least 0, got -7"


def test_values_that_stand_in_no_list_are_read_beside_their_labels() -> None:
    content = book_of("Alles", ["Titel", None, "Nordwind"], [], ["Land", "Zahl"], ["DEU", 1])
    columns = ColumnMap.model_validate(
        {
            "tables": [
                {"fills": "general", "sheet": "Alles",
                 "columns": [{"heading": "Titel", "field": "title"}]},
                {"fills": "pledges", "sheet": "alles", "first_row": 3, "columns": [NATION, NUMBER]},
            ]
        }
    )  # fmt: skip
    found = read_document_bytes("x.xlsx", content, Call, columns=columns)
    assert found == Call(title="Nordwind", pledges=[Pledge(nation="DEU", quantity=1)])
    content = book_of("Alles", ["Titel", None, "Nordwind"], [], ["Land", "Zahl"], ["DEU", "x"])
    with pytest.raises(DefinitionError) as raised:
        read_document_bytes("x.xlsx", content, Call, columns=columns)
    assert "x.xlsx:Alles!B4: pledges[0].quantity: 'x' is not a whole number" in str(raised.value)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("tables: []", "m:1: tables: must not be empty"),
        ("tables: [{columns: [{heading: A, field: nation, decimals: open}]}]",
         "m:1: tables[0].columns[0].decimals: is left open: choose point or comma"),
        ("tables: [{columns: [{heading: A, field: nation, zone: open}]}]",
         "zone: is left open: say by which clock"),
        ("tables: [{columns: [{heading: A, field: open}]}]", "field: is left open: name the field"),
        ("tables: [{set: {nation: open}}]", "set.nation: is left open: give the nation"),
        ("tables: [{columns: [{heading: A, field: kind, values: {x: open}}]}]",
         "values.x: is left open: say what foedus is to read for 'x'"),
        ("tables: [{columns: [{heading: A, field: naton}]}]",
         "'naton' is not a field of pledge; did you mean nation?"),
        ("tables: [{columns: [{heading: A, field: nation}, {heading: B, field: nation}]}]",
         "columns[1].field: 'nation' is filled twice"),
        ("tables: [{columns: [{heading: A, field: nation, factor: 1000}]}]",
         "nation is not a number, and has no factor"),
        ("tables: [{columns: [{heading: A, field: cost, factor: 0}]}]", "must be more than 0"),
        ("tables: [{columns: [{heading: A, field: cost, factor: dozen}]}]", "is not a number"),
        ("tables: [{columns: [{heading: A, field: cost, between: ;}]}]", "cost is not a list"),
        ("tables: [{columns: [{field: cost}]}]", "a column has either a `heading` or"),
        ("tables: [{fills: pledge, spalten: []}]", "unknown key 'spalten'"),
        ("tables: [{fills: pledges}]", "'pledges' is not a part of the document; there are pledge"),
        ("decimals: dot\ntables: [{}]", "decimals: 'dot' is not one of"),
    ],
)  # fmt: skip
def test_faults_of_a_map_are_told_by_its_line(text: str, told: str) -> None:
    with pytest.raises(DefinitionError) as raised:
        map_of(text, "m", list[Pledge])
    assert told in str(raised.value)


THEIRS = csv_of(
    "Übersicht der Beiträge;;;;;",
    "Land;Anzahl;Kosten (Tsd. EUR);Beginn;Ort;Vermerk",
    "Deutschland;2;1.234,5;24.08.2026;;a",
    "Polen;1;900;03.04.2026;;",
    "Italien;1;2.500;05.06.2026;;",
    "Spanien;1;1;05.07.2026;;",
    "Summe;5;4.635,5;;;",
)


def test_a_proposal_tells_what_the_values_settle() -> None:
    made = propose("x.csv", THEIRS, list[Pledge], question="q", document="d")
    [table] = made.columns.tables
    assert (table.first_row, table.until) == (2, "Summe")
    assert {c.heading: c.field for c in table.columns} == {
        "Land": "nation",
        "Anzahl": "quantity",
        "Kosten (Tsd. EUR)": "cost",
        "Beginn": "starts",
        "Ort": "at",
    }
    cost, start = table.columns[2], table.columns[3]
    assert cost.factor == 1000
    assert [cost.decimals, start.dates] == ["comma", "day-first"]
    assert table.left_out == ["Vermerk"]
    assert made.open == ()
    assert made.notes == ("Left out: Vermerk.", "Read to the line before 'Summe'.")
    [(title, names, rows)] = understood("x.csv", THEIRS, list[Pledge], made.columns)
    assert (title, names) == ("Pledge", ["nation", "quantity", "cost", "starts"])
    assert rows[0] == ["Deutschland", "2", "1234500", "2026-08-24"]
    assert len(rows) == 3
    again = map_of(to_yaml(made.columns, made.remarks), "m", list[Pledge])
    assert again == made.columns
    found = read(THEIRS, again)
    assert [p.cost for p in found] == [1_234_500, 900_000, 2_500_000, 1_000]


@pytest.mark.parametrize(
    ("cost", "start", "open_"),
    [
        ("1.234", "2026-08-24", ["'Kosten': C2: '1.234' may be 1.234 or 1,234"]),
        ("1,234", "2026-08-24", ["'Kosten': C2: '1,234' may be 1,234 or 1.234"]),
        ("1", "03.04.2026", ["'Beginn': D2: '03.04.2026' may be 3 April 2026 or 4 March 2026"]),
        ("1.234", "03/04/2026", ["'Kosten': C2: ", "'Beginn': D2: "]),
        ("2,5", "24.08.2026", []),
        ("1.234.567", "08/24/2026", []),
    ],
)
def test_a_proposal_leaves_open_what_could_be_read_two_ways(
    cost: str, start: str, open_: list[str]
) -> None:
    content = csv_of("Land;Anzahl;Kosten;Beginn", f"DEU;1;{cost};{start}")
    made = propose("x.csv", content, list[Pledge])
    assert [told[: len(begins)] for told, begins in zip(made.open, open_, strict=True)] == open_
    if open_:
        with pytest.raises(DefinitionError, match="is left open"):
            map_of(to_yaml(made.columns), "m", list[Pledge])
        with pytest.raises(DefinitionError, match="is left open"):
            read(content, made.columns)
    chosen = propose("x.csv", content, list[Pledge], choices=Choices("comma", "day-first"))
    assert chosen.open == ()


def test_two_dates_that_no_one_style_reads_stay_open() -> None:
    content = csv_of("Land;Anzahl;Beginn", "DEU;1;24.08.2026", "POL;1;08/24/2026")
    made = propose("x.csv", content, list[Pledge])
    assert made.columns.tables[0].columns[2].dates == "open"
    assert made.open == (
        "'Beginn': C2: '24.08.2026' is read as a date only with `dates: day-first` in the map",
    )


def test_a_proposal_leaves_open_clocks_words_and_what_must_be_given() -> None:
    content = book_of(
        "Tabelle1",
        ["Land", "Zeitpunkt", "Art"],
        ["DEU", datetime(2026, 7, 1, 12), "Übung"],
    )
    made = propose("x.xlsx", content, Call)
    told = "\n".join(made.open)
    assert "'Zeitpunkt': Tabelle1!B2: 2026-07-01 12:00:00 does not say by which clock" in told
    assert "'Art': 'Übung' is none of live, simulation; say under `values` which it is" in told
    assert "quantity of pledges must be given and no heading is like it (How many)" in told
    assert "title of general must be given" in told
    assert made.choose == {"zone"}


def test_headings_that_two_columns_have_are_left_to_a_person() -> None:
    content = csv_of("Land;Anzahl;Kosten 2025;Kosten 2026", "DEU;1;2;3")
    made = propose("x.csv", content, list[Pledge])
    assert [c.field for c in made.columns.tables[0].columns] == ["nation", "quantity"]
    assert made.columns.tables[0].left_out == ["Kosten 2025", "Kosten 2026"]
    assert [told.partition(";")[0] for told in made.open] == [
        f"'Kosten {year}' in the file is one of several that may be cost" for year in (2025, 2026)
    ]


def test_own_headings_need_no_map() -> None:
    ours = csv_of("Nation,Quantity,Starts", "DEU,1,2026-08-24")
    assert own_headings("x.csv", ours, list[Pledge])
    assert not own_headings("x.csv", THEIRS, list[Pledge])
    assert own_headings("x.xlsx", book_of("Pledge", ["Nation", "Quantity"]), list[Pledge])
    assert own_headings("x.xlsx", book_of("Pledge", ["Nation", "Quantty"]), list[Pledge])
    assert not own_headings("x.xlsx", book_of("Sheet1", ["Nation", "Quantity"]), list[Pledge])
    assert not own_headings("x.xlsx", book_of("Pledge", ["Title"], ["Nation"]), list[Pledge])
    found = read_document_bytes("x.csv", ours, list[Pledge])
    assert found == [Pledge(nation="DEU", quantity=1, starts=date(2026, 8, 24))]
    with pytest.raises(DefinitionError, match="'1,5' is not a whole number"):
        read_document_bytes("x.csv", csv_of("Nation;Quantity", "DEU;1,5"), list[Pledge])


def test_a_map_is_for_a_table(tmp_path: Path) -> None:
    with pytest.raises(DefinitionError, match=r"a map of columns is for a file whose name ends in"):
        read(b"[]", by(NATION), "x.yaml")
    path = tmp_path / "map.yaml"
    path.write_text("tables:\n- columns:\n  - {heading: Land, field: nation}\n", encoding="utf-8")
    assert read_map(path, list[Pledge]) == by(NATION)
