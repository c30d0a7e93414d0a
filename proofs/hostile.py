"""What attackers send: numbers, bodies, workbooks and bytes made to cost more than they weigh."""

import copy
import io
import itertools
import json
import zipfile
from collections.abc import Iterator, Mapping
from typing import Any, Final

JSON: Final = {"content-type": "application/json"}
FREEZING: Final = "1e99999999"
"""Ten bytes that are a whole number of a hundred million digits."""

Path = tuple[str | int, ...]
Schema = Mapping[str, Any]


def numbers(digits: int = 1_000_000) -> tuple[str, ...]:
    """Numbers that no person means: vast, minute, and of endless digits before and after."""
    return (FREEZING, "1e-300000", "-1e99999999", "9" * digits, "0." + "9" * digits)


def numeric_fields(inputs: Schema, given: Mapping[str, Any]) -> Iterator[tuple[Path, Schema]]:
    """Where numbers stand in the inputs of a question, as far as an example reaches or can be
    made to: a list has an item, a mapping a name.
    """
    yield from _numeric(inputs, given, (), inputs.get("$defs", {}), ())


def _numeric(
    schema: Schema, given: Any, at: Path, models: Schema, within: tuple[str, ...]
) -> Iterator[tuple[Path, Schema]]:
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        if name not in within:
            yield from _numeric(models[name], given, at, models, (*within, name))
        return
    options = [schema, *schema.get("anyOf", ())]
    if any(option.get("type") in ("number", "integer") for option in options):
        yield at, schema
        return
    for option in schema.get("anyOf", ()):
        yield from _numeric(option, given, at, models, within)
    for name, part in schema.get("properties", {}).items():
        inner = given.get(name) if isinstance(given, Mapping) else None
        yield from _numeric(part, inner, (*at, name), models, within)
    if isinstance(part := schema.get("items"), Mapping):
        first = given[0] if isinstance(given, list) and given else None
        yield from _numeric(part, first, (*at, 0), models, within)
    if isinstance(part := schema.get("additionalProperties"), Mapping):
        name = next(iter(given)) if isinstance(given, Mapping) and given else "FIN"
        yield from _numeric(part, None, (*at, name), models, within)


def exact(schema: Schema) -> bool:
    """Whether a field takes exact decimals: a number, or the same as a text."""
    kinds = {option.get("type") for option in schema.get("anyOf", ())}
    return {"number", "string"} <= kinds


def put(given: Mapping[str, Any], at: Path, value: Any) -> dict[str, Any]:
    """The same inputs with another value at a place, which is made where it is not yet there."""
    made: Any = copy.deepcopy(dict(given))
    whole = made
    for part, after in itertools.pairwise(at):
        inner: Any = [] if isinstance(after, int) else {}
        if isinstance(made, list):
            if not made:
                made.append(inner)
            made = made[0]
        else:
            if not isinstance(made.get(part), list | dict):
                made[part] = inner
            made = made[part]
    last = at[-1]
    if isinstance(made, list):
        made[:1] = [value]
    else:
        made[last] = value
    return dict(whole)


# -- bodies ----------------------------------------------------------------------------------------


def bad_items(count: int) -> bytes:
    """A call for forces with so many pledges that are none; 450,000 make 3.6 MB."""
    return b'{"on":"2026-01-01","call":{"pledges":[' + b",".join([b'{"a":1}'] * count) + b"]}}"


def unknown_inputs(count: int) -> bytes:
    """A question of a state with so many inputs that there are not."""
    more = ",".join(f'"x{n}":1' for n in range(count))
    return f'{{"on":"2026-01-01","state":"DDR",{more}}}'.encode()


def aliased(count: int) -> bytes:
    """A YAML document of one bad pledge and so many names for it."""
    return b"pledges:\n- &p {a: 1}\n" + b"- *p\n" * count


# -- workbooks -------------------------------------------------------------------------------------

_PARTS: Final = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-ty'
    'pes"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationshi'
    'ps+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-off'
    'icedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" Cont'
    'entType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationsh'
    'ips"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relat'
    'ionships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet '
    'name="Pledges" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/'
    '2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocu'
    'ment/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
}
_OPENS: Final = (
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
)
_CLOSES: Final = b"</sheetData></worksheet>"
_HEADER: Final = b'<row r="1"><c r="A1" t="inlineStr"><is><t>nation</t></is></c></row>'


def _workbook(*parts: tuple[bytes, int]) -> bytes:
    """A workbook of one sheet, whose rows are these bytes, each so many times."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as book:
        for name, text in _PARTS.items():
            book.writestr(name, text)
        with book.open("xl/worksheets/sheet1.xml", "w") as sheet:
            sheet.write(_OPENS + _HEADER)
            for part, times in parts:
                block = max(1, min(times, 1_000_000 // len(part)))
                for _ in range(times // block):
                    sheet.write(part * block)
            sheet.write(_CLOSES)
    return content.getvalue()


def far_cell() -> bytes:
    """A sheet with a cell at its very end: 17 billion cells in two kilobytes."""
    cell = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    return _workbook((cell, 1))


def many_rows(count: int) -> bytes:
    """So many rows of one cell each; eight million are 250 kB."""
    return _workbook((b"<row><c><v>1</v></c></row>", count))


def spaces(count: int) -> bytes:
    """So many bytes of nothing between two tags."""
    return _workbook((b" ", count))


def body(given: Mapping[str, Any]) -> bytes:
    """Inputs as a body, with numbers of any length."""
    return json.dumps(given).encode()


# -- honest work that takes long -------------------------------------------------------------------

_NATIONS: Final = (
    *("USA", "SWE", "NLD", "NOR", "HUN", "ROU", "BGR", "SVN", "EST", "LTU"),
    *("FIN", "POL", "DEU", "FRA", "GBR", "ITA", "ESP", "PRT", "BEL", "CZE"),
)


def long_work() -> dict[str, Any]:
    """A question of `pool` that takes seconds of a whole processor: twenty nations, by month."""
    demands = [
        {
            "nation": nation,
            "period": f"2026-{month:02}",
            "demand": 1 + (row * 389 + month * 571) % 900,
        }
        for row, nation in enumerate(_NATIONS)
        for month in range(1, 13)
    ]
    programme = {
        "asset": "Tanker",
        "currency": "USD",
        "unit_cost": 18_000_000,
        "fixed_cost": 25_000_000,
        "availability": 0.8,
        "capacity": 1000,
        "members": [{"nation": nation} for nation in _NATIONS],
        "demands": demands,
    }
    return {"programme": programme, "on": "2026-01-01"}
