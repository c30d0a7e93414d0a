"""What the cells of an answer are to a spreadsheet: numbers, shares, sums of money, days, or text.

An answer shows them as `foedus.model.wording` puts them; a spreadsheet must sum and sort them.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any, Final, TypeAlias

Value: TypeAlias = str | bool | int | float | Decimal | date | datetime

FIRST: Final = date(1900, 3, 1)
"""The first day that every spreadsheet counts alike."""
EXACT: Final = 15
"""Digits of a number that a spreadsheet holds exactly."""
DAY: Final = "yyyy-mm-dd"
MOMENT: Final = "yyyy-mm-dd hh:mm"
_DIGITS: Final = r"(?:0|[1-9]\d*|[1-9]\d{0,2}(?:,\d{3})+)(?:\.\d+)?"
_NUMBER: Final = re.compile(rf"(?P<sign>[+\-−]?)(?P<digits>{_DIGITS})(?P<share>\s?%)?")
_MONEY: Final = re.compile(rf"(?P<sign>-?)(?P<currency>[A-Z]{{3}}) (?P<digits>-?{_DIGITS})")
_DAY: Final = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_MOMENT: Final = re.compile(r"(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}(?::\d{2})?)( ?UTC|Z|\+00:00)?")


@dataclass(frozen=True)
class Cell:
    """A value and how a spreadsheet shows it; `form` is empty where it is as it comes."""

    value: Value
    form: str = ""


def cells_of(title: str, texts: Sequence[str]) -> list[Cell]:
    """The cells of a column, which sort and look alike.

    Numbers are shares where the title says per cent. Where one of its days is before 1900, all
    stay text, which sorts as days do. Where one of its numbers has thousands marked, all have.
    """
    found = [_share(cell(text)) if "%" in title else cell(text) for text in texts]
    days = [bool(_DAY.match(text.strip())) for text in texts]
    if any(day and isinstance(c.value, str) for day, c in zip(days, found, strict=True)):
        return [Cell(t) if day else c for t, day, c in zip(texts, days, found, strict=True)]
    if any("," in c.form for c in found):
        return [_marked(c) for c in found]
    return found


def cell(text: str) -> Cell:
    """What a text says, where it is a number, a share, a sum of money or a day, and no more."""
    plain = text.strip()
    if found := _NUMBER.fullmatch(plain):
        return _number(text, found)
    if found := _MONEY.fullmatch(plain):
        return _money(text, found)
    if _DAY.fullmatch(plain):
        return _day(text, plain)
    if found := _MOMENT.fullmatch(plain):
        return _moment(text, found)
    return Cell(text)


def typed(value: Any) -> Cell | None:
    """What a value is to a spreadsheet; None where there is none."""
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return None
    if isinstance(value, bool | str):
        return Cell(value)
    if isinstance(value, int | float | Decimal):
        return (
            Cell(value) if isinstance(value, float) or _exact(Decimal(value)) else Cell(str(value))
        )
    if isinstance(value, datetime):
        at = value if value.tzinfo is None else value.astimezone(UTC).replace(tzinfo=None)
        fits = at.date() >= FIRST and at.microsecond % 1000 == 0
        shown = MOMENT if at.second == at.microsecond == 0 else f"{MOMENT}:ss"
        return Cell(at, shown) if fits else Cell(value.isoformat())
    if isinstance(value, date):
        return Cell(value, DAY) if value >= FIRST else Cell(value.isoformat())
    return Cell(str(value))


def _exact(value: Decimal) -> bool:
    return value.is_finite() and len(value.normalize().as_tuple().digits) <= EXACT


def _number(text: str, found: re.Match[str]) -> Cell:
    value, form = _digits(found["digits"])
    if value is None:
        return Cell(text)
    if found["share"]:
        return Cell(_signed(value / 100, found["sign"]), f"{form.replace('#,##0', '0')}\\ %")
    if found["sign"] == "+":
        form = f"+{form};-{form};{form}"
    return Cell(_signed(value, found["sign"]), form)


def _money(text: str, found: re.Match[str]) -> Cell:
    digits = found["digits"].removeprefix("-")
    value, form = _digits(digits)
    if value is None or not re.search(r",|\.\d\d$", digits):  # a state and a count: `FRA 2`
        return Cell(text)
    negative = "-" if found["sign"] or digits != found["digits"] else ""
    form = form if form.startswith("#") else f"#,##{form}"
    return Cell(_signed(value, negative), f'"{found["currency"]}"\\ {form}')


def _digits(text: str) -> tuple[Decimal | None, str]:
    """The number and the form that shows it so; None where a spreadsheet would round it."""
    whole, _, places = text.partition(".")
    if len((whole.replace(",", "") + places).lstrip("0")) > EXACT:
        return None, ""
    form = "#,##0" if "," in whole else "0"
    return Decimal(text.replace(",", "")), form + (f".{'0' * len(places)}" if places else "")


def _signed(value: Decimal, sign: str) -> Decimal:
    return -value if sign in ("-", "−") else value


def _day(text: str, plain: str) -> Cell:
    try:
        day = date.fromisoformat(plain)
    except ValueError:
        return Cell(text)
    return Cell(day, DAY) if day >= FIRST else Cell(text)


def _moment(text: str, found: re.Match[str]) -> Cell:
    try:
        at = datetime.combine(date.fromisoformat(found[1]), time.fromisoformat(found[2]))
    except ValueError:
        return Cell(text)
    shown = f"{MOMENT}:ss" if len(found[2]) > 5 else MOMENT
    return Cell(at, shown + ('" UTC"' if found[3] else "")) if at.date() >= FIRST else Cell(text)


def _share(found: Cell) -> Cell:
    """A number as a share in per cent, which it is by the title of its column."""
    if not isinstance(found.value, Decimal) or "%" in found.form or '"' in found.form:
        return found
    form = found.form.replace("#,##0", "0")
    return Cell(found.value / 100, ";".join(f"{part}\\ %" for part in form.split(";")))


def _marked(found: Cell) -> Cell:
    """The cell with its thousands marked."""
    if "," in found.form or "%" in found.form or not isinstance(found.value, Decimal):
        return found
    return Cell(found.value, re.sub(r"(^|[;+-])0", r"\1#,##0", found.form))
