"""The shipped definitions, compiled once, each entry to be read when it is asked for.

The key of a bundle is the hash of what was compiled, of the schemas that read it and of the tables
of places that are read beside it, so it changes with a definition, a field or a default, and not
with a comment or a file that moved. An installed
package has no other sources than those its bundle was made from. In a checkout a bundle is like a
target of make: where a definition or the code that reads them is newer, it is compiled anew, kept
in the user's cache, and if nothing came out otherwise only its date is changed.
"""

import contextlib
import hashlib
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final, get_args, get_type_hints

import msgspec

from foedus.catalogue.definitions import Definitions, Entries

PACKAGE: Final = Path(__file__).parents[1]
SOURCES: Final = PACKAGE / "definitions"
SHIPPED: Final = PACKAGE / "definitions.msgpack"
CHECKOUT: Final = PACKAGE.parents[1] / "pyproject.toml"
TABLES: Final = tuple(SOURCES / "places" / name for name in ("borders.bin", "towns.bin"))
"""Outlines and towns, too large to be read whole."""
ROOMS: Final = ("model", "documents", "language", "reckoning", "catalogue", "authoring")
"""The packages whose code has a part in compiling."""
_MARK: Final = b"foedus definitions 2 "
_KEY: Final = slice(len(_MARK), len(_MARK) + 64)
_Packed = dict[str, dict[str, memoryview]]
_decoder: Final = msgspec.msgpack.Decoder(_Packed)
"""Entries stay where they are in the content: to copy each would cost as much as to find them."""


def load() -> tuple[Definitions, str]:
    """The definitions of the package and their key."""
    shipped = _read(SHIPPED)
    changed = _changed() if CHECKOUT.exists() else ""
    if shipped is not None and not changed:
        return shipped
    import platformdirs

    cached = Path(platformdirs.user_cache_dir("foedus")) / f"{changed or 'shipped'}.msgpack"
    found = _read(cached)
    if found is not None:
        return found
    definitions = compile_sources()
    key, content = packed(definitions)
    with contextlib.suppress(OSError):  # a read-only place costs the next start time, nothing else
        if shipped is not None and shipped[1] == key:
            os.utime(SHIPPED)
        else:
            write(content, cached)
    return _opened(content) or (definitions, key)  # in the order that every later start finds


def compile_sources() -> Definitions:
    """Compile the definitions of the package. Raises DefinitionError."""
    from foedus.authoring.compile import compile_folders  # Pydantic is not needed to read a bundle

    return compile_folders([SOURCES])


def packed(definitions: Definitions) -> tuple[str, bytes]:
    """The key and the content of a bundle: the same bytes for the same definitions."""
    sections = {
        name: {
            identifier: msgspec.msgpack.encode(entry, order="deterministic")
            for identifier, entry in sorted(getattr(definitions, name).items())
        }
        for name in definitions.__struct_fields__
    }
    body = msgspec.msgpack.encode(sections)
    from foedus.authoring.compile import SHAPES
    from foedus.authoring.schemas import described

    tables = b"".join(hashlib.sha256(table.read_bytes()).digest() for table in TABLES)
    schemas = described([Definitions, *SHAPES]).encode()
    key = hashlib.sha256(schemas + body + tables).hexdigest()
    return key, _MARK + key.encode() + body


def write(content: bytes, path: Path) -> None:
    """Write a bundle; a reader sees the old file or the new one, never a half."""
    import tempfile

    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    Path(temporary).chmod(0o644)
    Path(temporary).replace(path)


def is_current() -> bool:
    """Whether the shipped bundle is, to the last byte, what the sources make now."""
    try:
        return SHIPPED.read_bytes() == packed(compile_sources())[1]
    except OSError:
        return False


def _read(path: Path) -> tuple[Definitions, str] | None:
    """A bundle and its key; None where it is not there, or is not a whole bundle."""
    try:
        return _opened(path.read_bytes())
    except OSError:
        return None


def _opened(content: bytes) -> tuple[Definitions, str] | None:
    if not content.startswith(_MARK):
        return None
    try:
        sections = _decoder.decode(memoryview(content)[_KEY.stop :])
        return _definitions(sections), content[_KEY].decode()
    except (msgspec.DecodeError, KeyError, UnicodeDecodeError):  # cut short: made anew
        return None


def _definitions(sections: _Packed) -> Definitions:
    kinds = {name: get_args(hint)[1] for name, hint in get_type_hints(Definitions).items()}
    entries: dict[str, Mapping[str, Any]] = {
        name: Entries(sections[name], msgspec.msgpack.Decoder(kind).decode)
        for name, kind in kinds.items()
    }
    return Definitions(**entries)


def _changed() -> str:
    """A stamp of the sources where one of them is newer than the shipped bundle; else nothing."""
    try:
        made = SHIPPED.stat().st_mtime_ns
    except OSError:
        made = 0
    states = {str(path): (found.st_size, found.st_mtime_ns) for path, found in _sources()}
    if all(when <= made for _, when in states.values()):
        return ""
    return hashlib.sha256(repr(sorted(states.items())).encode()).hexdigest()


def _sources() -> Iterator[tuple[str, os.stat_result]]:
    """Every definition, its folder too (one may be taken out of it), and all code that compiles."""
    ahead = [str(SOURCES), *(str(PACKAGE / room) for room in ROOMS)]
    yield ahead[0], SOURCES.stat()
    while ahead:
        with os.scandir(ahead.pop()) as entries:
            for entry in entries:
                if entry.is_dir():
                    ahead.append(entry.path)
                    if entry.path.startswith(str(SOURCES)):
                        yield entry.path, entry.stat()
                elif entry.name.endswith((".yaml", ".bin", ".py")):
                    yield entry.path, entry.stat()
