"""Reading the authors' files, and saying in one sentence each what is wrong with them."""

import csv
import hashlib
import io
from collections.abc import Callable, Iterator, Sequence
from fnmatch import fnmatch
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import msgspec

from foedus.data.store.adapter import Adapter, Column, File
from foedus.data.store.keys import repeated
from foedus.documents.archive import Archive, ArchiveError
from foedus.documents.files import UnreadableError, content_of
from foedus.errors import FoedusError
from foedus.model.wording import counted

if TYPE_CHECKING:
    import polars as pl

MOST_FAULTS = 10
LARGEST: Final = 500_000_000
"""In bytes: several times the largest file of any dataset, so that no archive fills the memory."""
MEMBERS: Final = 10_000
CELLS: Final = 30_000_000
"""Several times as many as any dataset has."""
DEEPEST: Final = 3
MANGLED = r"Ã[\u0080-\u00bf]|Â[\u0080-\u00bf]|\ufffd"


class FileError(FoedusError):
    """Files that are not what a dataset's authors publish; `faults` has a sentence for each."""

    def __init__(self, faults: Sequence[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(self.faults))


class Found(msgspec.Struct, frozen=True):
    """A file that was found: which of the dataset's files it is, its bytes' checksum and source."""

    id: str
    name: str
    source: str
    sha256: str
    content: bytes


class Given(NamedTuple):
    """A file that was given, not yet read."""

    name: str
    source: str
    read: Callable[[], bytes]


def gather(adapter: Adapter, paths: Sequence[Path]) -> tuple[Found, ...]:
    """Tell which file is which, in files, folders and zip archives. Raises FileError."""
    pool = [item for path in paths for item in _given(path)]
    found: list[Found] = []
    contents: dict[str, bytes] = {}
    for file in adapter.files:
        matching = [item for item in pool if _named(file, item.name)]
        if not matching and len(adapter.files) == 1 and len(pool) == 1:
            matching = pool  # a user may have renamed the only file
        if not matching and file.optional:
            continue
        if not matching:
            given = ", ".join(sorted(item.name for item in pool)[:8]) or "nothing"
            raise FileError(
                [
                    f"{adapter.name} needs the file {file.patterns[0]}, and it is not among what "
                    f"was given ({given})"
                ]
            )
        item = matching[0]
        if item.source not in contents:
            contents[item.source] = item.read()
        content = contents[item.source]
        checksum = hashlib.sha256(content).hexdigest()
        found.append(Found(file.id, item.name, item.source, checksum, content))
    return tuple(found)


def _named(file: File, name: str) -> bool:
    return any(fnmatch(name.lower(), pattern.lower()) for pattern in file.patterns)


def _given(path: Path) -> Iterator[Given]:
    """A file, all in a folder, or all in an archive."""
    if path.is_dir():
        for inner in sorted(p for p in path.rglob("*") if p.is_file()):
            yield from _given(inner)
    else:
        yield from _unpacked(Given(path.name, str(path), partial(_taken, path)), DEEPEST)


def _taken(path: Path) -> bytes:
    try:
        return content_of(path, LARGEST)
    except UnreadableError as error:
        raise FileError([f"{path} {error}"]) from None


def _unpacked(item: Given, depth: int) -> Iterator[Given]:
    """The file itself, or what an archive holds, archives within it included."""
    if not item.name.lower().endswith(".zip"):
        yield item
        return
    if not depth:
        raise FileError([f"{item.source} is an archive within {DEEPEST} others; unpack it first"])
    try:
        archive = Archive(item.read(), MEMBERS, LARGEST, "zip archive")
    except ArchiveError as error:
        raise FileError([f"{item.source} {error}"]) from None
    for member in archive.members.values():
        if not member.is_dir() and not member.filename.startswith("__MACOSX"):
            name = member.filename.rpartition("/")[2]
            source = f"{item.source}/{member.filename}"
            read = partial(_member, archive, item.source, member.filename)
            yield from _unpacked(Given(name, source, read), depth - 1)


def _member(archive: Archive, source: str, name: str) -> bytes:
    try:
        return archive.read(name)
    except ArchiveError as error:
        raise FileError([f"{source} {error}"]) from None


def is_workbook(name: str) -> bool:
    """Whether a file of that name is an Excel workbook."""
    return name.lower().endswith((".xlsx", ".xlsm", ".xls"))


def read(file: File, found: Found) -> "pl.DataFrame":
    """The checked contents of a file, with the types that are declared. Raises FileError."""
    import polars as pl

    from foedus.data.store.workbook import workbook_rows

    if found.name.lower().endswith(".parquet"):
        try:
            plan = pl.scan_parquet(io.BytesIO(found.content))
            rows, width = plan.select(pl.len()).collect().item(), len(plan.collect_schema())
            if rows * width > CELLS:
                raise FileError(
                    [
                        f"{found.name} has {counted(rows, 'row')}, and at most "
                        f"{CELLS // width:,} are read"
                    ]
                )
            text = plan.collect().cast(pl.String)
        except pl.exceptions.PolarsError:
            raise FileError(
                [f"{found.name} is not a complete Parquet file; get it again"]
            ) from None
        header, lines = text.columns, list(range(1, text.height + 1))
    else:
        header, rows, lines = (
            workbook_rows(file, found) if is_workbook(found.name) else _rows(file, found)
        )
        text = pl.DataFrame(
            list(zip(*rows, strict=True)) or [[] for _ in header],
            schema=[(str(place), pl.String) for place in range(len(header))],
            orient="col",
        )
    names = {other: column.name for column in file.columns for other in column.also}
    ordered = names.keys().isdisjoint(header)  # another version may have another order
    header = [names.get(name, name) for name in header]
    text.columns = [
        name if header.count(name) == 1 else f"{place}" for place, name in enumerate(header)
    ]
    faults = list(_header_faults(file, found.name, header, ordered=ordered))
    if not faults and text.height < file.rows:
        faults.append(
            f"{found.name} has {counted(text.height, 'row')}, and the whole file has at least "
            f"{file.rows}: "
            "it is cut short"
        )
    columns: dict[str, pl.Series] = {}
    if not faults:
        for column in file.columns:
            if column.name in header:
                series, more = _typed(column, text[column.name], found.name, lines)
                columns[column.name] = series
                faults += more
            else:
                dtype = {"int": pl.Int64, "float": pl.Float64, "date": pl.Date}.get(column.kind)
                columns[column.name] = pl.Series([None] * text.height, dtype=dtype or pl.String)
    frame = pl.DataFrame(columns)
    faults = faults or list(repeated(frame, file.key, found.name, lines))
    if faults:
        raise FileError(faults[:MOST_FAULTS])
    return frame


def _rows(file: File, found: Found) -> tuple[list[str], list[list[str]], list[int]]:
    """The header, the rows, and the line that each row ends on. Raises FileError."""
    content = found.content.removeprefix(b"\xef\xbb\xbf")
    if content.count(b"\n") + content.count(file.delimiter.encode()) > CELLS:
        raise FileError(
            [
                f"{found.name} has more than {CELLS:,} values, more than any dataset: it is "
                f"another file"
            ]
        )
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise FileError([f"{found.name} is written in UTF-16; save it as {file.encoding.upper()}"])
    try:
        text = content.decode(file.encoding)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise FileError(
            [
                f"{found.name}, line {line}: byte {content[error.start]:#04x} is not "
                f"{file.encoding.upper()}; the file is in another encoding"
            ]
        ) from None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise FileError([f"{found.name}, line {line}: a zero byte; this is not a text file"])
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=file.delimiter)
    declared = [column.name for column in file.columns]
    header = declared if file.headless else [name.strip() for name in next(reader, [])]
    if not header:
        raise FileError([f"{found.name} is empty"])
    rows: list[list[str]] = []
    lines: list[int] = []
    try:
        for row in reader:
            if not row:
                continue
            if len(row) != len(header):
                raise FileError(
                    [
                        f"{found.name}, line {reader.line_num}: {len(row)} fields where the header "
                        f"has {len(header)}; the file is cut short or damaged there"
                    ]
                )
            rows.append(row)
            lines.append(reader.line_num)
    except csv.Error as error:
        line = lines[-1] + 1 if lines else 2
        raise FileError(
            [f"{found.name}, line {line}: {error}; is a quotation mark there not closed?"]
        ) from None
    return header, rows, lines


def _header_faults(file: File, name: str, header: Sequence[str], *, ordered: bool) -> Iterator[str]:
    declared = [column.name for column in file.columns]
    doubled = sorted({c for c in header if header.count(c) > 1 and c in declared})
    if doubled:
        yield f"{name} has the column {doubled[0]} twice"
    absent = [c.name for c in file.columns if not c.optional and c.name not in header]
    if absent:
        some = ", ".join(absent[:6]) + (" and others" if len(absent) > 6 else "")
        yield (
            f"{name} has no column {some}: it is another file or another version "
            f"(it has {', '.join(list(header)[:8])}{', ...' if len(header) > 8 else ''})"
        )
        return
    strange = [c for c in header if c not in declared]
    if strange and not file.others:
        yield (
            f"{name} has a column {strange[0] or 'without a name'} that the authors' file does not "
            "have: it is another version"
        )
    if not ordered:
        return
    given = [c for c in header if c in declared]
    wanted = [c for c in declared if c in header]
    for left, right in zip(given, wanted, strict=False):
        if left != right and not doubled:
            yield (
                f"{name} has the column {left} where the authors' file has {right}: columns are "
                "swapped, or named wrongly"
            )
            return


def _typed(
    column: Column, text: "pl.Series", name: str, lines: Sequence[int]
) -> tuple["pl.Series", list[str]]:
    """A column in its type, and the first fault of each sort in it."""
    import polars as pl

    faults: list[str] = []

    def fault(bad: pl.Series, says: str) -> None:
        rows = bad.fill_null(value=False).arg_true()
        if len(rows):
            row = int(rows[0])
            more = f" (and {len(rows) - 1} more)" if len(rows) > 1 else ""
            shown = text[row] if text[row] is not None else ""
            where = f"{name}, line {lines[row]}, column {column.name}"
            faults.append(f"{where}: {shown!r} {says}{more}")

    text = text.str.strip_chars()
    known = ~(text.is_null() | text.is_in(["", "NA", *column.missing]))
    clean = text.zip_with(known, pl.Series([None], dtype=pl.String))
    values: pl.Series
    match column.kind:
        case "int":
            numbers = clean.cast(pl.Float64, strict=False)
            whole = numbers.is_finite() & (numbers == numbers.round())
            fault(known & ~whole.fill_null(value=False), "is not a whole number")
            values = numbers.round().cast(pl.Int64, strict=False)
        case "float":
            values = clean.cast(pl.Float64, strict=False)
            fault(known & ~values.is_finite().fill_null(value=False), "is not a number")
        case "date":
            values = clean.str.to_date(column.form, strict=False)
            fault(known & values.is_null(), f"is not a date of the form {column.form}")
        case "text":
            values = clean
            fault(clean.str.contains(MANGLED), "has letters of a mixed-up encoding")
    if not column.nulls and not column.missing:
        fault(~known, "is given where every row must have a value")
    if faults:
        return values, faults
    if column.codes:
        wanted = ", ".join(str(code) for code in column.codes[:12])
        dots = ", ..." if len(column.codes) > 12 else ""
        allowed = pl.Series(list(column.codes))
        said = "is of another version than" if column.name == "version" else "is not one of"
        fault(known & ~values.is_in(allowed.implode()), f"{said} {wanted}{dots}")
    size = values.dt.year() if column.kind == "date" else values
    if column.low is not None or column.high is not None:
        low, high = column.low, column.high
        outside = pl.Series([False] * len(values))
        if low is not None:
            outside = outside | (size < low).fill_null(value=False)
        if high is not None:
            outside = outside | (size > high).fill_null(value=False)
        bounds = " to ".join("" if end is None else f"{end:.10g}" for end in (low, high))
        fault(known & outside, f"is outside {bounds.strip()}")
    return values, faults


def in_order(name: str, right: "pl.Series") -> None:
    """Raise FileError where a row ends before it begins."""
    wrong = (~right).arg_true()
    if len(wrong):
        raise FileError(
            [f"{name}, row {int(wrong[0]) + 1}: it ends before it begins; are columns swapped?"]
        )
