"""The filled cells of a workbook, and no others: what is said of its size is not believed.

A workbook of a few kilobytes can say that it has seventeen thousand million cells, and its parts
can unpack to any size. Here its sheets are walked through from the cells that stand in them, within
bounds, and nothing is made of formats, pictures or charts.
"""

import posixpath
import re
from collections.abc import Callable, Mapping
from typing import Any, Final, NamedTuple

from openpyxl.utils import column_index_from_string
from openpyxl.utils.datetime import CALENDAR_MAC_1904, WINDOWS_EPOCH, from_excel, from_ISO8601

from foedus.documents.archive import Archive, ArchiveError
from foedus.documents.formats import LONGEST, code_of, is_moment, is_span
from foedus.documents.markup import Count, MarkupError, walk
from foedus.errors import FoedusError

MEMBERS: Final = 1_000
UNPACKED: Final = 64_000_000
CELLS: Final = 200_000
ELEMENTS: Final = 1_500_000
TEXT: Final = 32_767
"""As many letters as Excel lets a cell hold."""
ROWS, COLUMNS = 1_048_576, 16_384
"""As many as Excel lets a sheet have."""
_PLACE: Final = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


class WorkbookError(FoedusError):
    """A workbook that is not read, and why, in words that go after its name."""


class Cell(NamedTuple):
    """A filled cell; `reckoned` is false for a formula without its result.

    `form` is the format by which a number is shown.
    """

    value: Any
    reckoned: bool = True
    form: str = "General"


Rows = dict[int, dict[int, Cell]]
"""The filled cells by row and column, both counted from 1; rows and cells in the order found."""


class Sheet(NamedTuple):
    """What stands in a sheet, and which cells are merged, such as A2:A3."""

    rows: Rows
    merged: tuple[str, ...]


class Book:
    """A workbook, of which a sheet is read when it is asked for.

    Raises WorkbookError, here and then.
    """

    def __init__(self, content: bytes, cells: int = CELLS) -> None:
        self._count, self._cells = Count(ELEMENTS), cells
        self._most = cells
        try:
            self._archive = Archive(content, MEMBERS, UNPACKED, "workbook")
        except ArchiveError as error:
            raise WorkbookError(str(error)) from None
        root = self._related("")
        main = next((part for kind, part in root.values() if kind == "officeDocument"), "")
        parts = self._related(main)
        self._epoch = WINDOWS_EPOCH
        self._parts: dict[str, str] = {}
        named: list[tuple[str, str]] = []

        def start(name: str, given: Mapping[str, str]) -> None:
            if name == "sheet" and "id" in given:
                named.append((given.get("name", ""), given["id"]))
            elif name == "workbookPr" and given.get("date1904") in ("1", "true"):
                self._epoch = CALENDAR_MAC_1904

        self._walk(main, start)
        for title, identifier in named:
            kind, part = parts.get(identifier, ("", ""))
            if kind == "worksheet" and part in self._archive.members:
                self._parts.setdefault(title, part)
        if not self._parts:
            raise WorkbookError("is not a workbook: it has no sheets")
        by_kind = dict(parts.values())
        self._texts = self._strings(by_kind.get("sharedStrings"))
        self._codes = self._formats(by_kind.get("styles"))

    @property
    def titles(self) -> tuple[str, ...]:
        """The titles of its sheets, in their order."""
        return tuple(self._parts)

    def sheet(self, title: str) -> Sheet:
        """The filled cells of a sheet."""
        reader = _Cells(title, self._cell, self._counted)
        self._walk(self._parts[title], reader.start, reader.end, reader.text)
        return Sheet(reader.rows, tuple(reader.merged))

    def _counted(self) -> None:
        self._cells -= 1
        if self._cells < 0:
            raise WorkbookError(
                f"has more than {self._most:,} filled cells, the most that are read; split it"
            )

    def _walk(self, part: str, *tell: Any) -> None:
        try:
            walk(self._archive.read(part), self._count, *tell)
        except ArchiveError as error:
            raise WorkbookError(str(error)) from None
        except MarkupError as error:
            raise WorkbookError(f"is not read, for its part {part}: {error}") from None

    def _related(self, part: str) -> dict[str, tuple[str, str]]:
        """The kind and the name of each part that a part names, by the id that it gives it."""
        folder, _, file = part.rpartition("/")
        found: dict[str, tuple[str, str]] = {}

        def start(name: str, given: Mapping[str, str]) -> None:
            if name == "Relationship" and given.get("TargetMode") != "External":
                kind = given.get("Type", "").rpartition("/")[2]
                target = posixpath.normpath(posixpath.join("/", folder, given.get("Target", "")))
                found[given.get("Id", "")] = (kind, target.lstrip("/"))

        self._walk(posixpath.join(folder, "_rels", f"{file}.rels"), start)
        return found

    def _strings(self, part: str | None) -> list[str]:
        """The texts that cells refer to by number."""
        found: list[str] = []
        if part not in self._archive.members:
            return found
        text = _Text()

        def start(name: str, _: Mapping[str, str]) -> None:
            if name == "si":
                text.clear()
            text.begins(name)

        def end(name: str) -> None:
            text.ends(name)
            if name == "si":
                found.append(text.whole().replace("x005F_", ""))

        self._walk(part, start, end, text.add)
        return found

    def _formats(self, part: str | None) -> list[str]:
        """The format of each style."""
        own: dict[int, str] = {}
        styles: list[int] = []
        within = False

        def start(name: str, given: Mapping[str, str]) -> None:
            nonlocal within
            if name == "numFmt":
                own[int(given.get("numFmtId", 0))] = given.get("formatCode", "")[:LONGEST]
            elif name == "cellXfs":
                within = True
            elif name == "xf" and within:
                styles.append(int(given.get("numFmtId", 0)))

        def end(name: str) -> None:
            nonlocal within
            within = within and name != "cellXfs"

        if part in self._archive.members:
            self._walk(part, start, end)
        codes = {number: code_of(number, own.get(number)) for number in set(styles)}
        return [codes[number] for number in styles]

    def _cell(self, kind: str, text: str, style: int) -> Cell:
        """What a cell says, and how."""
        if kind != "n":
            return Cell(self._value(kind, text))
        number = float(text) if set(text) & set(".eE") else int(text)
        code = self._codes[style] if 0 <= style < len(self._codes) else "General"
        if not is_moment(code):
            return Cell(number, form=code)
        try:
            return Cell(from_excel(number, self._epoch, timedelta=is_span(code)), form=code)
        except (OverflowError, ValueError):
            return Cell("#VALUE!")

    def _value(self, kind: str, text: str) -> Any:
        match kind:
            case "s":
                return self._texts[int(text)]
            case "b":
                return bool(int(text))
            case "d":
                return from_ISO8601(text)  # type: ignore[no-untyped-call]
            case _:
                return text


class _Text:
    """The letters of a text, without those that only say how it is pronounced."""

    def __init__(self) -> None:
        self.clear()

    def clear(self) -> None:
        self._parts: list[str] = []
        self._length, self._silent, self._open = 0, 0, 0

    def begins(self, name: str) -> None:
        self._silent += name == "rPh"
        self._open += name == "t"

    def ends(self, name: str) -> None:
        self._silent -= name == "rPh"
        self._open -= name == "t"

    def add(self, text: str) -> None:
        if self._open and not self._silent:
            self._length += len(text)
            if self._length > TEXT:
                raise WorkbookError(f"has a text of more than {TEXT:,} letters, Excel's own bound")
            self._parts.append(text)

    def whole(self) -> str:
        return "".join(self._parts)


class _Cells:
    """The cells of a sheet, as they come."""

    def __init__(
        self, title: str, cell: Callable[[str, str, int], Cell], counted: Callable[[], None]
    ) -> None:
        self.rows: Rows = {}
        self.merged: list[str] = []
        self._title, self._made, self._counted = title, cell, counted
        self._row = self._column = 0
        self._cell: Mapping[str, str] | None = None
        self._text, self._inline = _Text(), _Text()
        self._formula = False

    def start(self, name: str, given: Mapping[str, str]) -> None:
        if name == "row":
            self._row = int(float(given["r"])) if "r" in given else self._row + 1
            self._column = 0
        elif name == "c":
            self._cell, self._formula = given, False
            self._text.clear()
            self._inline.clear()
            self._column += 1
            if "r" in given:
                place = _PLACE.fullmatch(given["r"])
                if place is None:
                    raise WorkbookError(f"has no place {given['r'][:20]!r} in {self._title}")
                self._column, self._row = column_index_from_string(place[1]), int(place[2])
        elif name == "mergeCell":
            self._counted()
            self.merged.append(given.get("ref", ""))
        elif self._cell is not None:
            self._formula = self._formula or name == "f"
            self._text.begins("t" if name == "v" else "")
            self._inline.begins(name)

    def end(self, name: str) -> None:
        if name == "c" and self._cell is not None:
            try:
                self._take(self._cell)
            except (ValueError, IndexError, OverflowError) as error:
                if isinstance(error, WorkbookError):
                    raise
                where = self._cell.get("r", f"of row {self._row}")
                raise WorkbookError(
                    f"is not read, for its cell {self._title}!{where} is broken"
                ) from None
            self._cell = None
        elif self._cell is not None:
            self._text.ends("t" if name == "v" else "")
            self._inline.ends(name)

    def text(self, text: str) -> None:
        if self._cell is not None:
            self._text.add(text)
            self._inline.add(text)

    def _take(self, cell: Mapping[str, str]) -> None:
        kind = cell.get("t", "n")
        text = self._inline.whole() if kind == "inlineStr" else self._text.whole()
        if not text and not self._formula:
            return
        self._counted()
        if not (0 < self._row <= ROWS and 0 < self._column <= COLUMNS):
            raise WorkbookError(f"has a cell outside its sheet {self._title}")
        made = self._made(kind, text, int(cell.get("s", 0))) if text else Cell(None, reckoned=False)
        self.rows.setdefault(self._row, {})[self._column] = made
