"""Number formats of a workbook: what the author saw of a number that a cell holds."""

import re
from typing import Final

from openpyxl.styles.numbers import builtin_format_code, is_date_format, is_timedelta_format

LONGEST: Final = 255
"""As many letters as Excel lets a format have."""
_EAST_ASIAN: Final = (*range(27, 37), *range(50, 59))
"""Numbers of formats of days and times that only Excel in Chinese, Japanese and Korean has."""
_SAID: Final = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
"""What stands in a format and is shown as it is, or not at all."""
_PADDED: Final = re.compile(r"0{2,60}")


def code_of(number: int, own: str | None) -> str:
    """The format of a number, which is the workbook's own or one of Excel's."""
    if own:
        return own[:LONGEST]
    return builtin_format_code(number) or ("yyyy-mm-dd" if number in _EAST_ASIAN else "General")


def is_moment(code: str) -> bool:
    """Whether it shows a number as a day, a time or both."""
    return bool(is_date_format(code))


def is_span(code: str) -> bool:
    """Whether it shows a number as a length of time."""
    return bool(is_timedelta_format(code))


def hundreds(code: str, number: float) -> int:
    """How often it shows a number multiplied by a hundred: once for each sign of per cent."""
    first, *others = _SAID.sub("", code).split(";")
    if number < 0 and others:
        return others[0].count("%")
    if number == 0 and len(others) > 1:
        return others[1].count("%")
    return first.count("%")


def padded(code: str, number: int) -> str:
    """The digits of a whole number, with the zeros before it that it is shown with."""
    return str(number).zfill(len(code)) if number >= 0 and _PADDED.fullmatch(code) else str(number)
