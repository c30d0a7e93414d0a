"""The canonical form of a plain value: the one text that RFC 8785 (JCS) has for it.

Object members are sorted by the UTF-16 code units of their names, nothing is escaped that need not
be, there is no space, and the text is UTF-8. A float is printed as ECMAScript prints it (RFC 8785,
3.2.2.3), so `1.0` comes back as the equal number `1`. A whole number beyond 2**53 - 1, which other
readers would round, is refused: what must be exact, such as an amount of money, is carried as text.
"""

import json
import math
from collections.abc import Callable, Mapping, Sequence
from json.encoder import encode_basestring
from typing import Final, TypeAlias

import msgspec

from foedus.record.ledger.errors import LedgerError

Value: TypeAlias = "Mapping[str, Value] | Sequence[Value] | str | int | float | bool | None"
"""A plain value; a sequence is a list or a tuple, and comes back as a list."""

LARGEST: Final = 2**53 - 1
DEEPEST: Final = 64
"""Lists and objects within each other: more than any document has, and far from the stack's end."""
SHAPE: Final = bytes(
    0xFF if byte >= 0xEE else ord("0") if byte in b"0123456789" else ord(" ") for byte in range(256)
)
"""What of a byte may ask for care: a character that may sort otherwise in UTF-16, or a digit."""
LONG: Final = b"0" * 16
"""As many digits as a number has that may be too large to be whole."""


def canonical(value: Value) -> bytes:
    """The canonical bytes of a value. Raises LedgerError, with the place of what has none."""
    try:
        content = SORTED.encode(value)
        # of a float, or what JSON does not have, another value is read back, or none
        if _plain(content) and QUICK.decode(content) == value:
            return content
    except (TypeError, ValueError, RecursionError):
        pass  # it is said below where and why
    parts: list[str] = []
    _write(value, parts.append, (), DEEPEST)
    return "".join(parts).encode()


def read(content: bytes) -> Value:
    """The value of canonical bytes. Raises LedgerError for any other bytes, JSON or not."""
    if _plain(content):
        try:
            value: Value = QUICK.decode(content)
            if SORTED.encode(value) == content:
                return value
        except ValueError:
            pass
    try:
        value = json.loads(content.decode(), parse_int=_whole)
    except (ValueError, RecursionError):  # UnicodeDecodeError and JSONDecodeError are ValueErrors
        raise LedgerError("the content is not JSON") from None
    if canonical(value) != content:
        raise LedgerError("the content is JSON, but not in its canonical form (RFC 8785)")
    return value


def _plain(content: bytes) -> bool:
    """Whether what msgspec writes as these bytes is canonical; it is many times as fast."""
    shape = content.translate(SHAPE)
    return (
        b"\xff" not in shape
        and LONG not in shape
        and content.count(b"{") + content.count(b"[") <= DEEPEST
    )


def _other(text: str) -> Value:
    raise ValueError(text)


QUICK: Final = msgspec.json.Decoder(float_hook=_other)
SORTED: Final = msgspec.json.Encoder(order="sorted")


def _whole(text: str) -> int | float:
    """A number without point and exponent: beyond the whole numbers, it was printed of a float."""
    number = float(text)
    return int(text) if abs(number) <= LARGEST else number


def _write(
    value: Value, put: Callable[[str], object], at: tuple[str | int, ...], left: int
) -> None:
    if isinstance(value, str):
        put(_text(value, at))
    elif value is None:
        put("null")
    elif value is True:
        put("true")
    elif value is False:
        put("false")
    elif isinstance(value, int):
        if not -LARGEST <= value <= LARGEST:
            raise LedgerError(
                "a whole number beyond 2**53 - 1 is not read alike everywhere; write it as text", at
            )
        put(int.__repr__(value))
    elif isinstance(value, float):
        put(_number(value, at))
    elif not left:
        raise LedgerError(f"more than {DEEPEST} lists and objects stand within each other", at)
    elif isinstance(value, dict):
        between = "{"
        for name in _sorted(value, at):
            put(between + _text(name, at) + ":")
            _write(value[name], put, (*at, name), left - 1)
            between = ","
        put("}" if value else "{}")
    elif isinstance(value, list | tuple):
        between = "["
        for number, part in enumerate(value):
            put(between)
            _write(part, put, (*at, number), left - 1)
            between = ","
        put("]" if value else "[]")
    else:
        raise LedgerError(f"a {type(value).__name__} has no form in JSON; write it as text", at)


def _sorted(value: Mapping[str, Value], at: tuple[str | int, ...]) -> list[str]:
    for name in value:
        if not isinstance(name, str):
            raise LedgerError(f"a name in an object is text, and {name!r} is not", at)
    names = sorted(value)
    if not "".join(names).isascii():  # only then do code points sort otherwise than UTF-16
        names.sort(key=lambda name: name.encode("utf-16-be", "surrogatepass"))
    return names


def _text(text: str, at: tuple[str | int, ...]) -> str:
    if not text.isascii():
        try:
            text.encode()
        except UnicodeEncodeError:
            raise LedgerError("a text holds half a character (a lone surrogate)", at) from None
    return encode_basestring(text)


def _number(number: float, at: tuple[str | int, ...]) -> str:
    """A float as ECMAScript prints it: the shortest digits, which are Python's, otherwise set."""
    if not math.isfinite(number):
        raise LedgerError(f"the number {number} has no form in JSON", at)
    if number == 0:
        return "0"
    sign = "-" if number < 0 else ""
    mantissa, _, exponent = float.__repr__(abs(number)).partition("e")
    whole, _, fraction = mantissa.partition(".")
    if fraction == "0":
        fraction = ""
    digits = (whole + fraction).lstrip("0")
    point = len(whole) + int(exponent or 0) - (len(whole + fraction) - len(digits))
    digits = digits.rstrip("0")
    if len(digits) <= point <= 21:
        return sign + digits + "0" * (point - len(digits))
    if 0 < point <= 21:
        return f"{sign}{digits[:point]}.{digits[point:]}"
    if -6 < point <= 0:
        return f"{sign}0.{'0' * -point}{digits}"
    rest = f".{digits[1:]}" if len(digits) > 1 else ""
    return f"{sign}{digits[0]}{rest}e{point - 1:+d}"
