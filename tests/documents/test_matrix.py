"""Every kind of field against every form in which an author may write a value, in both readers.

The kind of fault: a value that its author sees as one thing is silently taken for another. A cell
of 25 % was a quarter of a per cent, a number was a day of 1970, and `010` was eight.
"""

import json
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any, Final, Literal

import pytest
from openpyxl import Workbook
from pydantic import Field

from foedus.asking.declare import Document
from foedus.documents.numbers import (
    Count,
    Day,
    Figure,
    Flag,
    Latitude,
    Moment,
    Number,
    Part,
    Share,
    Year,
)
from foedus.documents.problems import DefinitionError
from foedus.documents.reading import read_document_bytes


class Line(Document):
    text: str | None = None
    texts: list[str] = Field([])
    choice: Literal["12", "true", "light"] | None = None
    count: Count | None = None
    counts: list[Count] = Field([])
    year: Year | None = None
    figure: Figure | None = None
    number: Number | None = None
    degrees: Latitude | None = None
    per_cent: Share | None = None
    part: Part | None = None
    day: Day | None = None
    moment: Moment | None = None
    flag: Flag | None = None
    caps: dict[str, Count] = Field({})


class Lines(Document):
    lines: list[Line]


REFUSED: Final = "refused"
NUMBERS: Final = ("count", "counts", "year", "figure", "number", "degrees", "per_cent", "part")
KINDS: Final = tuple(Line.model_fields)
MORNING: Final = datetime(2026, 3, 2, 8, tzinfo=UTC)


def everywhere(but: dict[str, Any]) -> dict[str, Any]:
    """What each kind of field makes of it: it is refused, but in these."""
    return {kind: but.get(kind, REFUSED) for kind in KINDS}


def of(value: Any, *kinds: str) -> dict[str, Any]:
    return dict.fromkeys(kinds, value)


FIGURES: Final = ("figure", "number", "degrees", "per_cent")
WHOLES: Final = ("count", *FIGURES)

TWELVE: Final = everywhere(
    of(12, *WHOLES) | {"counts": [12], "text": "12", "texts": ["12"], "choice": "12"}
)

CELLS: Final[dict[str, tuple[Any, str, dict[str, Any]]]] = {
    "a whole number": (
        12,
        "General",
        TWELVE,
    ),
    "a number with decimals": (
        0.25,
        "0.00",
        everywhere(of(Decimal("0.25"), *FIGURES, "part") | {"text": "0.25", "texts": ["0.25"]}),
    ),
    "a percentage": (
        0.25,
        "0%",
        everywhere({"per_cent": 25, "part": Decimal("0.25")}),
    ),
    "a percentage with decimals": (
        0.07,
        "0.0%",
        everywhere({"per_cent": 7, "part": Decimal("0.07")}),
    ),
    "a percentage among sections": (
        0.5,
        '[Blue]0.0 %;[Red]-0.0 %;"nil"',
        everywhere({"per_cent": 50, "part": Decimal("0.5")}),
    ),
    "all of it, in per cent": (1, "0%", everywhere({"per_cent": 100, "part": 1})),
    "a number with the sign of per cent only said": (
        12,
        '0" % of GNI"',
        TWELVE,
    ),
    "a number with zeros before it": (
        12,
        "00000",
        everywhere(of(12, *WHOLES) | {"counts": [12], "text": "00012", "texts": ["00012"]}),
    ),
    "money": (
        1000,
        '#,##0.00 "EUR"',
        everywhere(
            of(1000, "count", "figure", "number", "year")
            | {"counts": [1000], "text": "1000", "texts": ["1000"]}
        ),
    ),
    "the serial of a day": (
        46083,
        "General",
        everywhere(
            of(46083, "count", "figure", "number")
            | {"counts": [46083], "text": "46083", "texts": ["46083"]}
        ),
    ),
    "the serial of a moment": (
        46083.25,
        "General",
        everywhere(
            of(Decimal("46083.25"), "figure", "number")
            | {"text": "46083.25", "texts": ["46083.25"]}
        ),
    ),
    "a year": (
        2026,
        "0",
        everywhere(
            of(2026, "count", "figure", "number", "year")
            | {"counts": [2026], "text": "2026", "texts": ["2026"]}
        ),
    ),
    "nought": (
        0,
        "General",
        everywhere(
            of(0, *WHOLES, "part") | {"counts": [0], "text": "0", "texts": ["0"], "flag": False}
        ),
    ),
    "a day": (
        date(2026, 3, 2),
        "yyyy-mm-dd",
        everywhere({"day": date(2026, 3, 2), "moment": datetime(2026, 3, 2, tzinfo=UTC)}),
    ),
    "a day as an American has it": (
        date(2026, 3, 2),
        "m/d/yy",
        everywhere({"day": date(2026, 3, 2), "moment": datetime(2026, 3, 2, tzinfo=UTC)}),
    ),
    "a moment": (datetime(2026, 3, 2, 8), "dd.mm.yyyy hh:mm", everywhere({"moment": MORNING})),
    "a time of day": (time(8, 30), "hh:mm", everywhere({})),
    "a length of time": (timedelta(hours=30), "[h]:mm", everywhere({})),
    "true": (True, "General", everywhere({"flag": True})),
    "the text of a number": (
        "12",
        "@",
        everywhere(
            of(12, *WHOLES) | {"counts": [12], "text": "12", "texts": ["12"], "choice": "12"}
        ),
    ),
    "the text of a number with a zero before it": (
        "012",
        "@",
        everywhere({"text": "012", "texts": ["012"]}),
    ),
    "the text of a percentage": (
        "25%",
        "@",
        everywhere({"text": "25%", "texts": ["25%"]}),
    ),
    "the text of a day": (
        "2026-03-02",
        "@",
        everywhere({"text": "2026-03-02", "texts": ["2026-03-02"], "day": date(2026, 3, 2)}),
    ),
    "the text of a moment": (
        "2026-03-02T08:00:00Z",
        "General",
        everywhere(
            {
                "text": "2026-03-02T08:00:00Z",
                "texts": ["2026-03-02T08:00:00Z"],
                "moment": MORNING,
            }
        ),
    ),
    "a text": (
        "light",
        "General",
        everywhere(of("light", "text", "choice") | {"texts": ["light"]}),
    ),
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("form", CELLS)
def test_a_cell_is_what_its_author_sees_or_refused_by_its_place(form: str, kind: str) -> None:
    value, code, taken = CELLS[form]
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Lines"
    sheet.append([kind.capitalize().replace("_", " "), "Text" if kind != "text" else "Choice"])
    sheet.append([value])
    sheet["A2"].number_format = code
    content = BytesIO()
    book.save(content)
    agrees("book.xlsx", content.getvalue(), kind, taken[kind], "book.xlsx:Lines!A2: ")


UNREAD: Final = {"text", "texts"}
"""What stands as it is written, where it is no number, no truth value and no day."""


def as_text(written: str) -> dict[str, Any]:
    return everywhere({"text": written, "texts": [written]})


WORDS: Final[dict[str, dict[str, Any]]] = {
    "12": everywhere(of(12, *WHOLES) | {"counts": [12]}),
    "0.25": everywhere(of(Decimal("0.25"), *FIGURES, "part")),
    "1e1": everywhere(of(10, *WHOLES) | {"counts": [10]}),
    "'12'": everywhere(
        of(12, *WHOLES) | {"counts": [12], "text": "12", "texts": ["12"], "choice": "12"}
    ),
    **{
        word: as_text(word)
        for word in ("010", "0x1f", "0o17", "0b11", "1_000", "1:30", "1:30:15.5", "00012", ".inf")
    },
    "25%": as_text("25%"),
    "!!int '010'": as_text("010"),
    "!!float '1_0.5'": as_text("1_0.5"),
    "!!bool 'yes'": as_text("yes"),
    "yes": as_text("yes"),
    "NO": as_text("NO"),
    "on": as_text("on"),
    "=": as_text("="),
    "true": everywhere({"flag": True}),
    "True": everywhere({"flag": True}),
    "2026": everywhere(of(2026, "count", "figure", "number", "year") | {"counts": [2026]}),
    "20260302": everywhere(of(20260302, "count", "figure", "number") | {"counts": [20260302]}),
    "1772438400": everywhere(of(1772438400, "figure", "number")),
    "2026-03-02": everywhere({"day": date(2026, 3, 2)}),
    "'2026-03-02'": everywhere(
        {"text": "2026-03-02", "texts": ["2026-03-02"], "day": date(2026, 3, 2)}
    ),
    "2026-03-02T08:00:00Z": everywhere({"moment": MORNING}),
    "2026-03-02 08:00:00": everywhere({}),
    "2026-02-30": as_text("2026-02-30"),
    "light": everywhere(of("light", "text", "choice") | {"texts": ["light"]}),
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("word", WORDS)
def test_a_word_of_yaml_is_what_its_author_sees_or_refused_by_its_line(
    word: str, kind: str
) -> None:
    written = f"[{word}]" if kind in ("texts", "counts") else word
    content = f"lines:\n  -\n    {kind}: {written}\n".encode()
    agrees("doc.yaml", content, kind, WORDS[word][kind], "doc.yaml:3: ")


VALUES: Final[list[tuple[Any, dict[str, Any]]]] = [
    (12, WORDS["12"]),
    (0.25, WORDS["0.25"]),
    (True, WORDS["true"]),
    (20260302, WORDS["20260302"]),
    (1772438400, WORDS["1772438400"]),
    (46083.25, everywhere(of(Decimal("46083.25"), "figure", "number"))),
    ("12", WORDS["'12'"]),
    ("010", as_text("010")),
    ("0x1f", as_text("0x1f")),
    ("1_000", as_text("1_000")),
    ("1:30", as_text("1:30")),
    ("true", everywhere({"text": "true", "texts": ["true"], "choice": "true"})),
    ("yes", as_text("yes")),
    ("25%", as_text("25%")),
    ("2026-03-02", WORDS["'2026-03-02'"]),
]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("value", range(len(VALUES)), ids=lambda n: json.dumps(VALUES[n][0]))
def test_a_value_of_json_is_what_its_author_sees_or_refused_by_its_line(
    value: int, kind: str
) -> None:
    given, taken = VALUES[value]
    line = {kind: [given] if kind in ("texts", "counts") else given}
    content = b'{"lines": [\n' + json.dumps(line).encode() + b"\n]}"
    agrees("doc.json", content, kind, taken[kind], "doc.json:2: ")


def agrees(name: str, content: bytes, kind: str, taken: Any, where: str) -> None:
    """It reads as this, or is refused at its place in a sentence that says what would be right."""
    if taken != REFUSED:
        [line] = read_document_bytes(name, content, Lines).lines
        assert getattr(line, kind) == taken
        assert type(getattr(line, kind)) is not bool or kind == "flag"
        return
    with pytest.raises(DefinitionError) as refused:
        read_document_bytes(name, content, Lines)
    [problem] = refused.value.problems
    assert str(problem).startswith(where)
    assert len(str(problem)) < 250


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("12345678901234567.89", Decimal("12345678901234567.89")),
        ("9007199254740993.5", Decimal("9007199254740993.5")),
        ("0.1", Decimal("0.1")),
    ],
)
@pytest.mark.parametrize("name", ["doc.yaml", "doc.json"])
def test_a_number_keeps_every_digit_that_its_author_wrote(
    name: str, written: str, right: Decimal
) -> None:
    """A float has some seventeen digits, and a sum in cents may have more."""
    content = f'{{"lines": [{{"figure": {written}}}]}}'.encode()
    [line] = read_document_bytes(name, content, Lines).lines
    assert line.figure == right


def test_keys_are_what_their_author_sees() -> None:
    content = b"lines:\n- caps: {010: 1, on: 2, true: 3, 1.10: 4, 2026-03-02: 5}\n"
    [line] = read_document_bytes("doc.yaml", content, Lines).lines
    assert list(line.caps) == ["010", "on", "true", "1.10", "2026-03-02"]


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        (r"\ud83d\ude80", "\U0001f680"),
        (r"\uD83D\uDE80!", "\U0001f680!"),
        (r"\\ud83d", r"\ud83d"),
        (r"\u00e9\/", "é/"),
    ],
)
def test_letters_of_json_are_those_that_its_author_wrote(written: str, seen: str) -> None:
    content = f'{{"lines": [{{"text": "{written}"}}]}}'.encode()
    [line] = read_document_bytes("doc.json", content, Lines).lines
    assert line.text == seen
