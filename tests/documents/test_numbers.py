"""Numbers, days and truth values: what is taken, and what is refused before it is reckoned with."""

import time
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from pydantic import TypeAdapter, ValidationError

from foedus.documents.faults import words
from foedus.documents.numbers import (
    MOST,
    SIZED,
    Count,
    Day,
    Figure,
    Flag,
    Latitude,
    Moment,
    Number,
)
from foedus.documents.problems import DefinitionError
from foedus.documents.reading import read_document_bytes
from foedus.documents.source import read_text
from foedus.questions.conduct.comply.declared import Declarations
from foedus.questions.costs.apportion.inputs import Mix

MILLION = 1_000_000


def refusal(kind: Any, given: Any) -> str:
    with pytest.raises(ValidationError) as refused:
        TypeAdapter(kind).validate_python(given)
    return " and ".join(words(fault) for fault in refused.value.errors(include_url=False))


@pytest.mark.parametrize(
    ("kind", "given", "taken"),
    [
        (Figure, "1000", Decimal(1000)),
        (Figure, " 0.10 ", Decimal("0.10")),
        (Figure, "1.5e3", Decimal(1500)),
        (Figure, 12, Decimal(12)),
        (Figure, 33.3, Decimal("33.3")),
        (Figure, "1000000000000000000", Decimal(MOST)),
        (Figure, "0e99999999", Decimal(0)),
        (Number, -0.25, Decimal("-0.25")),
        (Count, 850, 850),
        (Count, "850", 850),
        (Count, 850.0, 850),
        (Latitude, 50.84, 50.84),
        (Latitude, "50.84", 50.84),
        (Day, "1949-08-24", date(1949, 8, 24)),
        (Day, date(1949, 8, 24), date(1949, 8, 24)),
        (Day, datetime(1949, 8, 24), date(1949, 8, 24)),
        (Flag, True, True),
    ],
)
def test_a_number_may_stand_as_such_or_as_the_text_of_its_digits(
    kind: Any, given: Any, taken: Any
) -> None:
    found = TypeAdapter(kind).validate_python(given)
    assert (found, type(found)) == (taken, type(taken))


def test_a_float_with_more_decimals_than_a_number_has_is_taken_to_the_last_of_them() -> None:
    noise = 0.1 + 0.2 - 0.3
    found = TypeAdapter(Figure).validate_python(noise)
    assert found == Decimal("0.00000000000000005551")


@pytest.mark.parametrize(
    ("kind", "given", "told"),
    [
        (Figure, "1e99999999", f"'1e99999999' {SIZED}"),
        (Figure, "1e-300000", f"'1e-300000' {SIZED}"),
        (Figure, "1e" + "9" * 50, SIZED),
        (Figure, "1000000000000000001", SIZED),
        (Figure, "0.000000000000000000001", SIZED),
        pytest.param(Figure, "9" * MILLION, SIZED, id="long-text"),
        pytest.param(Figure, 10**9_999, f"a number of 33,216 bits {SIZED}", id="long-int"),
        (Figure, Decimal("1e99999999"), SIZED),
        (Figure, Decimal("1e-99999999"), SIZED),
        (Figure, "NaN", "'NaN' is not a number"),
        (Figure, "Infinity", "'Infinity' is not a number"),
        (Figure, float("inf"), "inf is not a number"),
        (Figure, Decimal("NaN"), "is not a number"),
        (Figure, "1_000", "'1_000' is not a number"),
        (Figure, "٣", "'٣' is not a number"),
        (Figure, True, "True is not a number"),
        (Figure, [1], "[1] is not a number"),
        (Figure, -1, "must be at least 0, got -1"),
        (Count, True, "True is not a whole number"),
        (Count, 1.5, "1.5 is not a whole number"),
        (Count, 1e300, SIZED),
        (Count, float("nan"), "nan is not a whole number"),
        pytest.param(Count, "9" * MILLION, SIZED, id="long-count"),
        pytest.param(Count, -(10**9_999), SIZED, id="long-negative"),
        (Count, 10**10, "must be at most 1000000000, got 10000000000"),
        (Latitude, "1e99999999", SIZED),
        (Latitude, 10**400, SIZED),
        (Latitude, 91, "must be at most 90, got"),
        (Latitude, True, "True is not a number"),
        (Flag, 0, "0 is neither true nor false"),
        (Flag, 1.0, "1.0 is neither true nor false"),
        (Flag, "true", "'true' is neither true nor false"),
        (Day, 0, "0 is not a date, such as 1949-08-24"),
        (Day, "0", "'0' is not a date, such as 1949-08-24"),
        (Day, 1e9, "is not a date, such as 1949-08-24"),
        (Day, "1949-02-30", "'1949-02-30' is not a date, such as 1949-08-24"),
        (Day, datetime(1949, 8, 24, 12), "is not a date, such as 1949-08-24"),
        (Day, "9999-12-31", "'9999-12-31' lies outside the years 1000 to 2999"),
        (Day, date.min, "0001-01-01 lies outside the years 1000 to 2999"),
        (Moment, 0, "0 is not a date and time, such as 2026-03-03T12:00:00Z"),
        (Moment, "1772539200", "is not a date and time, such as 2026-03-03T12:00:00Z"),
        (Moment, "9999-12-31T23:00:00Z", "lies outside the years 1000 to 2999"),
    ],
)
def test_anything_else_is_refused_in_one_short_sentence(kind: Any, given: Any, told: str) -> None:
    sentence = refusal(kind, given)
    assert told in sentence
    assert len(sentence) < 200


EXPONENTS = st.integers(-(10**12), 10**12)
TEXTS = st.one_of(
    st.from_regex(r"\A[+-]?[0-9]{1,80}(\.[0-9]{0,80})?\Z"),
    st.builds("{}e{}".format, st.integers(), EXPONENTS),
    st.builds("{}e{}".format, st.floats(), EXPONENTS),
    st.text(max_size=80),
)
ANYTHING = st.one_of(
    TEXTS,
    st.integers(),
    st.floats(),
    st.decimals(),
    st.builds(lambda n, e: Decimal((0, (n,), e)), st.integers(0, 9), st.integers(-(10**8), 10**8)),
    st.builds(lambda bits: 1 << bits, st.integers(0, 100_000)),
    st.booleans(),
    st.none(),
)


def outcome(kind: Any, given: Any) -> tuple[Any, list[str]]:
    """The number taken, nought where none is, and why it is not."""
    try:
        return TypeAdapter(kind).validate_python(given), []
    except ValidationError as error:
        return 0, [words(fault) for fault in error.errors(include_url=False)]


@given(ANYTHING)
def test_whatever_is_taken_can_be_reckoned_with_exactly(given: Any) -> None:
    for kind in (Number, Count, Latitude):
        start = time.perf_counter()
        found, told = outcome(kind, given)
        assert all(len(sentence) < 200 for sentence in told)
        exact = Fraction(found)
        assert abs(exact) <= MOST
        assert exact.denominator <= 2**1100
        assert time.perf_counter() - start < 1


@pytest.mark.parametrize(
    "text",
    [
        "9" * MILLION,
        "0x" + "f" * MILLION,
        "0b" + "1" * MILLION,
        "1" + ":1" * 200_000,
        "1.0e+" + "9" * MILLION,
    ],
    ids=["digits", "hexadecimal", "binary", "sixties", "exponent"],
)
def test_a_file_does_not_make_a_number_of_a_text_that_none_is_as_long_as(text: str) -> None:
    start = time.perf_counter()
    assert read_text(f"- {text}", "long.yaml").data == [text]
    assert time.perf_counter() - start < 5


MIX = {
    "mix.yaml": "shares: [{state: FRA, share: 1e99999999}]",
    "mix.json": '{"shares": [{"state": "FRA", "share": "1e99999999"}]}',
}


@pytest.mark.parametrize("name", MIX)
def test_a_document_is_refused_at_the_line_of_such_a_number(name: str) -> None:
    with pytest.raises(DefinitionError) as refused:
        read_document_bytes(name, MIX[name].encode(), Mix)
    assert str(refused.value) == f"{name}:1: shares[0].share: '1e99999999' {SIZED}"


def workbook(**cells: Any) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Inspections"
    for row in ([*cells], [*cells.values()]):
        sheet.append(row)
    made = BytesIO()
    book.save(made)
    return made.getvalue()


@pytest.mark.parametrize(
    ("cell", "taken"),
    [
        (True, True),
        ("yes", True),
        ("TRUE", True),
        (1, True),
        (False, False),
        ("no", False),
        (0, False),
    ],
)
def test_a_cell_says_true_or_false_in_the_ways_that_people_have(cell: Any, taken: bool) -> None:
    content = workbook(state="DEU", by="FRA", held="1995-01-01", accepted=cell)
    found = read_document_bytes("declared.xlsx", content, Declarations)
    assert [line.accepted for line in found.inspections] == [taken]


def test_a_workbook_is_refused_at_the_cell_of_such_a_number() -> None:
    content = workbook(state="DEU", by="FRA", held="1995-01-01", accepted="perhaps")
    with pytest.raises(DefinitionError, match=r"Inspections!D2.*'perhaps' is neither true nor fal"):
        read_document_bytes("declared.xlsx", content, Declarations)
