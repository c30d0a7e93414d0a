"""Requests as bytes: written well, written oddly, cut short, or several on one connection."""

import gzip
import json
import re
import socket
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any, Final

LONGEST: Final = 8_000_000
"""Bytes of an answer that are read."""
PAUSE: Final = 0.4
"""Seconds to wait for what comes back to what is no whole request."""


@dataclass(frozen=True)
class Sent:
    """Bytes to send, with pauses between them."""

    parts: tuple[bytes, ...]
    whole: bool = True
    """A whole request, to which there is one answer; else the server may wait for more of it."""
    hurry: bool = False
    """Leave at once, not waiting for what comes back."""

    def shown(self) -> str:
        """What it is, cut to what a line can hold."""
        whole = b"".join(self.parts)
        return repr(whole if len(whole) < 700 else whole[:500] + b"..." + whole[-150:])


@dataclass(frozen=True)
class Got:
    """What came back, and after how long."""

    content: bytes
    seconds: float
    late: bool
    """It had not come when the time was over."""

    @property
    def statuses(self) -> list[int]:
        """The statuses of all answers."""
        return [int(found) for found in re.findall(rb"(?m)^HTTP/1\.1 (\d{3})", self.content)]

    @property
    def comes_back(self) -> bool:
        """Whether an answer says when to ask again."""
        return b"\nretry-after: " in self.content.lower()


def exchange(port: int, sent: Sent, patience: float) -> Got:
    """Send it to a server of this machine, and take what comes back."""
    content, late = b"", False
    began = time.monotonic()
    end = began + (patience if sent.whole else min(patience, PAUSE))
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=patience) as connection:
            for number, part in enumerate(sent.parts):
                time.sleep(0.01 if number else 0)
                connection.sendall(part)
            while not sent.hurry and len(content) < LONGEST:
                connection.settimeout(max(0.01, end - time.monotonic()))
                if not (more := connection.recv(65_536)):
                    break
                content += more
    except TimeoutError:
        late = True
    except OSError:
        pass  # the server hung up, as it may
    return Got(content, time.monotonic() - began, late)


def head(method: str, path: str, headers: dict[str, str]) -> bytes:
    """The first lines of a request; what ASCII cannot hold goes out as UTF-8."""
    lines = [f"{method} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items())]
    return "\r\n".join((*lines, "", "")).encode("utf-8", "surrogatepass")


def encoded(given: Any, chance: Random) -> tuple[bytes, dict[str, str]]:
    """Inputs as a body, in one of the ways that JSON is written or is not."""
    text = json.dumps(given, ensure_ascii=chance.random() < 0.5)
    content = text.encode("utf-8", "surrogatepass")
    kind = chance.randrange(40)
    if kind == 0:
        return gzip.compress(content), {"Content-Encoding": "gzip"}
    if kind == 1:
        return zlib.compress(content), {"Content-Encoding": "deflate"}
    changes: dict[int, Callable[[], bytes]] = {
        2: lambda: text.encode("utf-16", "surrogatepass"),
        3: lambda: text.encode("utf-32-le", "surrogatepass"),
        4: lambda: b"\xef\xbb\xbf" + content,
        5: lambda: content[: chance.randrange(len(content) + 1)],
        6: lambda: content + chance.choice((b"}", b"\x00", b" {}", b",")),
        7: lambda: flipped(content, chance),
        8: lambda: content.replace(b'"', b'"\xc3', 3),
        9: lambda: content.replace(b":", b":" + b" " * 5000, 2),
        10: lambda: re.sub(rb"(?<=[ :\[])\d+", chance.choice(LITERALS), content, count=1),
        11: lambda: re.sub(rb"(?<=[ :\[])\d+", chance.choice(LITERALS), content),
        12: lambda: content.replace(b"{", b'{"on":"2020-01-01",', 2),
        13: lambda: b"[" + content + b"]",
        14: lambda: json.dumps(text).encode(),
        15: lambda: b"",
        16: lambda: content.replace(b"a", b"\\u0061").replace(b"e", b"\\ud83d"),
        17: lambda: text.encode("latin-1", "replace"),
    }
    return (changes[kind]() if kind in changes else content), {}


LITERALS: Final = (
    b"1e99999999",
    b"-1e400",
    b"1e-300000",
    b"9" * 5000,
    b"-0",
    b"NaN",
    b"1.0",
    b"01",
)


def flipped(content: bytes, chance: Random) -> bytes:
    """The same with a few bytes that are others."""
    changed = bytearray(content)
    for _ in range(chance.choice((1, 1, 3, 20))):
        if changed:
            changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)
