"""RFC 8785: the samples of its text and of its authors' test data, and what holds of any value."""

import json
import struct
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.record.ledger.canonical import DEEPEST, LARGEST, SORTED, canonical, read
from foedus.record.ledger.errors import LedgerError

TEXTS = st.text(st.characters(codec="utf-8"))
NUMBERS = st.integers(-LARGEST, LARGEST) | st.floats(allow_nan=False, allow_infinity=False)
VALUES = st.recursive(
    st.none() | st.booleans() | NUMBERS | TEXTS,
    lambda inner: st.lists(inner) | st.dictionaries(TEXTS, inner),
    max_leaves=20,
)

SAMPLES = {
    # RFC 8785, 3.2.2
    r'{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],'
    r'"string":"\u20ac$\u000F\u000aA\u0027\u0042\u0022\u005c\\\"\/",'
    '"literals":[null,true,false]}': (
        '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],'
        r'"string":"€$\u000f\nA' + "'" + r'B\"\\\\\"/"}'
    ),
    # RFC 8785, 3.2.3
    r'{"\u20ac":"Euro Sign","\r":"Carriage Return","\ufb33":"Hebrew Letter Dalet With Dagesh",'
    r'"1":"One","\ud83d\ude00":"Emoji: Grinning Face","\u0080":"Control\u007f",'
    r'"\u00f6":"Latin Small Letter O With Diaeresis"}': (
        r'{"\r":"Carriage Return","1":"One",'
        '"\x80":"Control\x7f","ö":"Latin Small Letter O With Diaeresis","€":"Euro Sign",'
        '"😀":"Emoji: Grinning Face","\ufb33":"Hebrew Letter Dalet With Dagesh"}'
    ),
    # the test data of the RFC's authors: arrays, french, structures, unicode
    '[56,{"d":true,"10":null,"1":[ ]}]': '[56,{"1":[],"10":null,"d":true}]',
    '{"peach":1,"péché":2,"pêche":3,"sin":4}': '{"peach":1,"péché":2,"pêche":3,"sin":4}',
    r'{"1":{"f":{"f":"hi","F":5},"\n":56.0},"10":{},"":"empty","a":{},'
    '"111":[{"e":"yes","E":"no"}],"A":{}}': (
        r'{"":"empty","1":{"\n":56,"f":{"F":5,"f":"hi"}},"10":{},'
        '"111":[{"E":"no","e":"yes"}],"A":{},"a":{}}'
    ),
    r'{"Unnormalized Unicode":"A\u030a"}': '{"Unnormalized Unicode":"A\u030a"}',
}

NUMBERS_OF_THE_RFC = """
0000000000000000 0
8000000000000000 0
0000000000000001 5e-324
8000000000000001 -5e-324
7fefffffffffffff 1.7976931348623157e+308
ffefffffffffffff -1.7976931348623157e+308
4340000000000000 9007199254740992
c340000000000000 -9007199254740992
4430000000000000 295147905179352830000
44b52d02c7e14af5 9.999999999999997e+22
44b52d02c7e14af6 1e+23
44b52d02c7e14af7 1.0000000000000001e+23
444b1ae4d6e2ef4e 999999999999999700000
444b1ae4d6e2ef4f 999999999999999900000
444b1ae4d6e2ef50 1e+21
3eb0c6f7a0b5ed8c 9.999999999999997e-7
3eb0c6f7a0b5ed8d 0.000001
41b3de4355555553 333333333.3333332
41b3de4355555554 333333333.33333325
41b3de4355555555 333333333.3333333
41b3de4355555556 333333333.3333334
41b3de4355555557 333333333.33333343
becbf647612f3696 -0.0000033333333333333333
43143ff3c1cb0959 1424953923781206.2
"""  # RFC 8785, appendix B


@pytest.mark.parametrize(("given_", "expected"), SAMPLES.items())
def test_the_samples_of_the_rfc_come_out_as_printed_there(given_: str, expected: str) -> None:
    assert canonical(json.loads(given_)).decode() == expected
    assert canonical(read(expected.encode())).decode() == expected


@pytest.mark.parametrize("line", NUMBERS_OF_THE_RFC.strip().splitlines())
def test_a_float_is_printed_as_ecmascript_prints_it(line: str) -> None:
    bits, expected = line.split()
    (number,) = struct.unpack(">d", bytes.fromhex(bits))
    assert canonical(number).decode() == expected
    assert read(expected.encode()) == number


@given(VALUES)
def test_what_is_read_back_is_what_was_written(value: Any) -> None:
    written = canonical(value)
    assert read(written) == value
    assert canonical(read(written)) == written


@given(VALUES)
def test_any_json_of_a_value_but_the_canonical_is_refused(value: Any) -> None:
    other = json.dumps(value).encode()
    if other != canonical(value):
        with pytest.raises(LedgerError, match="not in its canonical form"):
            read(other)


def test_what_is_read_fast_is_escaped_alike() -> None:
    texts = [chr(c) for c in range(0x10000) if not 0xD800 <= c < 0xE000]
    assert SORTED.encode(texts) == canonical(texts)


@pytest.mark.parametrize(
    ("value", "at", "why"),
    [
        ({"a": [2**53]}, ("a", 0), "beyond"),
        ({"a": float("nan")}, ("a",), "nan"),
        ({"a": {1: 2}}, ("a",), "name in an object is text"),
        (["x\ud800"], (0,), "half a character"),
        ({"\ud800": 1}, (), "half a character"),
        ([{"of": b"bytes"}], (0, "of"), "a bytes has no form"),
    ],
)
def test_what_has_no_canonical_form_is_refused_with_its_place(
    value: Any, at: tuple[str | int, ...], why: str
) -> None:
    with pytest.raises(LedgerError, match=why) as refused:
        canonical(value)
    assert refused.value.at == at


def test_a_value_as_deep_as_allowed_is_written_and_one_deeper_is_not() -> None:
    value: Any = 1
    for _ in range(DEEPEST):
        value = [value]
    assert read(canonical(value)) == value
    with pytest.raises(LedgerError, match="within each other"):
        canonical([value])


@pytest.mark.parametrize(
    "content",
    [
        *(b"", b"{", b"[1,2]x", b"[1, 2]", b'{"b":1,"a":2}', b'{"a":1,"a":1}', b"-0", b"1.0"),
        *(b"NaN", b"1E3", b'"\\u0041"', b'"\\ud800"', b'"\xff"', b"9007199254740993"),
        *(b"[" * 100_000, b"1" * 5000, '{"\ufb33":1,"😀":2}'.encode()),
    ],
)
def test_other_bytes_are_refused(content: bytes) -> None:
    with pytest.raises(LedgerError):
        read(content)
