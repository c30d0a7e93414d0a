"""The shipped definitions, compiled once and keyed by the hash of everything they come from.

A bundle is used only where its key equals the hash of the sources as they are now, so it can never
be stale. Where they differ (a developer edits a definition), the sources are compiled anew and kept
in the user's cache under the new key.
"""

import contextlib
import hashlib
import os
from pathlib import Path
from typing import Final

import msgspec

from foedus.catalogue.definitions import Definitions

PACKAGE: Final = Path(__file__).parents[1]
SOURCES: Final = PACKAGE / "definitions"
SHIPPED: Final = PACKAGE / "definitions.msgpack"
_KEY_LENGTH: Final = 64
_decoder: Final = msgspec.msgpack.Decoder(Definitions)


def key() -> str:
    """The hash of every definition and of the code that reads them."""
    digest = hashlib.sha256()
    files = [
        *(path for path in SOURCES.rglob("*") if path.suffix in (".yaml", ".tsv")),
        *(
            path
            for part in ("model", "documents", "language", "reckoning", "catalogue", "authoring")
            for path in (PACKAGE / part).rglob("*.py")
        ),
    ]
    for path in sorted(files):
        digest.update(path.relative_to(PACKAGE).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def load() -> tuple[Definitions, str]:
    """The definitions of the package and their key."""
    wanted = key()
    definitions = _read(SHIPPED, wanted)
    if definitions is not None:
        return definitions, wanted
    import platformdirs

    cached = Path(platformdirs.user_cache_dir("foedus")) / f"{wanted}.msgpack"
    definitions = _read(cached, wanted)
    if definitions is not None:
        return definitions, wanted
    definitions = compile_sources()
    with contextlib.suppress(OSError):  # a read-only home costs the next start time, nothing else
        write(definitions, wanted, cached)
    return definitions, wanted


def compile_sources() -> Definitions:
    """Compile the definitions of the package. Raises DefinitionError."""
    from foedus.authoring.compile import compile_folders  # Pydantic is not needed to read a bundle

    return compile_folders([SOURCES])


def write(definitions: Definitions, wanted: str, path: Path) -> None:
    """Write a bundle; a reader sees the old file or the new one, never a half."""
    import tempfile

    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(wanted.encode() + encoded(definitions))
    Path(temporary).replace(path)


def encoded(definitions: Definitions) -> bytes:
    """The definitions as bytes: the same bytes for the same definitions."""
    return msgspec.msgpack.encode(definitions, order="deterministic")


def _read(path: Path, wanted: str) -> Definitions | None:
    try:
        content = path.read_bytes()
    except OSError:
        return None
    if content[:_KEY_LENGTH] != wanted.encode():
        return None
    try:
        return _decoder.decode(memoryview(content)[_KEY_LENGTH:])
    except msgspec.DecodeError:  # cut short: made anew
        return None


def is_current() -> bool:
    """Whether the shipped bundle was made from the sources as they are."""
    try:
        with SHIPPED.open("rb") as file:
            return file.read(_KEY_LENGTH) == key().encode()
    except OSError:
        return False
