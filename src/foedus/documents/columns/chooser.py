"""How the values of a column are written; open where they could be read in two ways."""

from collections.abc import Callable
from datetime import date, datetime
from types import NoneType
from typing import Any, Final, NamedTuple

from foedus.documents.columns.map import NUMBERS
from foedus.documents.columns.match import plain_words, scale_of
from foedus.documents.columns.styles import (
    DATES,
    DECIMALS,
    OPEN,
    Dates,
    Decimals,
    day,
    has_zone,
    number,
    read_day,
    read_number,
)
from foedus.documents.shapes import SheetPlan, choices_of, is_texts, kinds_of, truth
from foedus.documents.workbook import MOMENTS

TRUTHS: Final = ["true", "false"]


class Choices(NamedTuple):
    """What a person has chosen for columns that could be read in two ways."""

    decimals: Decimals | None = None
    dates: Dates | None = None
    zone: str = ""


class Chooser:
    """Chooses styles where the values leave one, and gathers what is open."""

    def __init__(self, choices: Choices) -> None:
        self.choices = choices
        self.open: list[str] = []
        self.choose: set[str] = set()

    def column(self, into: SheetPlan, name: str, heading: str, cells: list[Any]) -> dict[str, Any]:
        """The field of a column, its unit and its styles."""
        field = into.fields[name]
        kinds = kinds_of(field.annotation) - {NoneType}
        column: dict[str, Any] = {"field": field.alias or name}
        texts = [
            (part.strip(), cell.place)
            for cell in cells
            if isinstance(cell.value, str)
            for part in (cell.value.split(";") if is_texts(field.annotation) else [cell.value])
        ]
        if is_texts(field.annotation) and any(";" in str(cell.value) for cell in cells):
            column["between"] = ";"
        if kinds & NUMBERS:
            if factor := scale_of(heading):
                column["factor"] = factor
            stripped = [(text.rstrip("% \u00a0\u202f"), place) for text, place in texts]
            self._style(column, "decimals", stripped, read_number, number, DECIMALS, heading)
        elif kinds & MOMENTS:
            self._zone(column, heading, cells)
            days = [(text.partition(" ")[0].rstrip(","), place) for text, place in texts]
            self._style(column, "dates", days, read_day, day, DATES, heading)
        elif date in kinds:
            self._style(column, "dates", texts, read_day, day, DATES, heading)
        elif known := choices_of(field.annotation) or (
            ["true", "false"] if kinds == {bool} else []
        ):
            self._values(column, known, texts, heading)
        return column

    def _style(
        self,
        column: dict[str, Any],
        kind: str,
        texts: list[tuple[str, str]],
        read: Callable[[str, None], Any],
        reading: Callable[[str, Any], Any],
        styles: tuple[str, ...],
        heading: str,
    ) -> None:
        """The style of a column, where its texts have one; open where they have two."""
        unclear = [(text, place) for text, place in texts if not _reads(read, text)]
        if not unclear:
            return
        fitting = [s for s in styles if all(reading(text, s) is not None for text, _ in texts)]
        chosen = getattr(self.choices, kind)
        if len(fitting) == 1 or chosen:
            column[kind] = chosen or fitting[0]
            return
        column[kind] = OPEN
        self.choose.add(kind)
        text, place = unclear[0]
        try:
            read(text, None)
        except ValueError as error:
            self.open.append(f"{heading!r}: {place}: {error}")

    def _zone(self, column: dict[str, Any], heading: str, cells: list[Any]) -> None:
        """By which clock times are: a cell does not say, and a text may."""
        bare = [
            cell
            for cell in cells
            if isinstance(cell.value, datetime)
            or (isinstance(cell.value, str) and not has_zone(cell.value))
        ]
        if bare and self.choices.zone:
            column["zone"] = self.choices.zone
        elif bare:
            column["zone"] = OPEN
            self.choose.add("zone")
            self.open.append(
                f"{heading!r}: {bare[0].place}: {bare[0].value} does not say by which clock; say "
                "`zone: UTC` or `zone: Europe/Brussels` in the map"
            )

    def _values(
        self, column: dict[str, Any], known: list[str], texts: list[tuple[str, str]], heading: str
    ) -> None:
        """What the words of a closed set are in foedus."""
        words = dict.fromkeys(text for text, _ in texts if text and text not in known)
        if known == TRUTHS:
            words = {text: None for text in words if isinstance(truth(text), str)}
        plain = {" ".join(plain_words(choice)): choice for choice in known}
        meant = {text: plain.get(" ".join(plain_words(text)), OPEN) for text in words}
        if meant:
            column["values"] = meant
        for text, choice in meant.items():
            if choice == OPEN:
                self.open.append(
                    f"{heading!r}: {text!r} is none of {', '.join(known)}; say under `values` "
                    "which it is"
                )


def _reads(read: Callable[[str, None], Any], text: str) -> bool:
    """Whether a text has one reading in every style."""
    try:
        read(text, None)
    except ValueError:
        return False
    return True
