"""Addresses as they are written: what is no percent-encoding, or no UTF-8, names nothing."""

import re
from typing import Final
from urllib.parse import unquote_to_bytes

from starlette.types import Scope

from foedus.doors.rest.faults import RefusalError

_BROKEN: Final = re.compile(rb"%(?![0-9A-Fa-f]{2})")


def check(scope: Scope) -> None:
    """Refuse an address that cannot be read (RFC 3986, 2.1). Raises RefusalError."""
    query: bytes = scope.get("query_string", b"")
    path = scope.get("raw_path")
    if path is None:  # a server need not give it; the path is then already read
        path = scope["path"].encode("utf-8", "surrogateescape")
    else:
        _read("path", path.partition(b"?")[0])
    if b"\x00" in unquote_to_bytes(path):
        raise RefusalError(400, "the path has a character of no text, %00")
    _read("query", query)


def _read(part: str, written: bytes) -> None:
    if found := _BROKEN.search(written):
        shown = written[found.start() : found.start() + 3].decode("latin-1")
        told = f"{shown!r} is not a percent-encoding such as %20; a per cent sign itself is %25"
        raise RefusalError(400, f"the {part} cannot be read: {told}")
    try:
        unquote_to_bytes(written).decode("utf-8")
    except UnicodeDecodeError as error:
        shown = "".join(f"%{byte:02X}" for byte in error.object[error.start : error.end])
        raise RefusalError(400, f"the {part} cannot be read: {shown} is not UTF-8") from None
