"""Standard output and errors that hold what foedus says, whatever stands at their other end.

A console may know few characters, a pipe may be closed or full, and a disk may be full. None of
that is a fault of foedus: it says so in a sentence, and in the exit status.
"""

import codecs
import contextlib
import errno
import io
import os
import sys
import unicodedata
from typing import Any, Final, TextIO

import click

FAILED: Final = 1
"""The exit status where an answer could not be written."""
_PLAIN: Final = {
    "⇄": "<->",
    "→": "->",
    "←": "<-",
    "✓": "[yes]",
    "✗": "[no]",
    "–": "-",
    "—": "-",
    "−": "-",
    "‑": "-",
    "‘": "'",
    "’": "'",
    "‚": ",",
    "“": '"',
    "”": '"',
    "„": '"',
    "«": '"',
    "»": '"',
    "…": "...",
    "·": "-",
    "•": "-",
    "×": "x",
    "÷": "/",
    "≤": "<=",
    "≥": ">=",
    "≈": "~",
    "°": " deg ",
    "±": "+/-",
    "½": "1/2",
    "€": "EUR ",
    "£": "GBP ",
    "§": "s. ",
    "ß": "ss",
    "Æ": "Ae",
    "æ": "ae",
    "Œ": "Oe",
    "œ": "oe",
    "Ø": "O",
    "ø": "o",
    "Đ": "D",
    "đ": "d",
    "Ð": "D",
    "ð": "d",
    "Þ": "Th",
    "þ": "th",
    "Ł": "L",
    "ł": "l",
    "ı": "i",
    "\u00a0": " ",
    "\u2009": " ",
    "\u202f": " ",
}
"""What stands for a character where a console does not know it and no letter is its base."""
_ERRORS: Final = "foedus-plain"
_ASCII: Final = "foedus_ascii"
"""ASCII by another name: click takes that by its own for a mistake, and writes UTF-8 instead."""


def legible(text: str, encoding: str | None) -> str:
    """A text in the characters that an encoding has."""
    known = encoding or "utf-8"
    try:
        text.encode(known)
    except UnicodeEncodeError:
        return text.encode(known, _ERRORS).decode(known)
    return text


def whole(text: str, stream: TextIO) -> None:
    """Write data as it is: in the encoding of the stream where that has all of it, else in UTF-8.

    What a machine reads must not lose a letter.
    """
    encoding = stream.encoding or "utf-8"
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        told = encoding.removeprefix("foedus_")
        click.echo(f"{told} cannot hold all of this; it is written in UTF-8", err=True)
        click.echo(text.encode("utf-8", "backslashreplace"), file=stream, nl=False)
    else:
        click.echo(text, file=stream, nl=False)


def prepare() -> None:
    """Make the streams of this process able to take whatever is said."""
    _occupy()
    _hold()
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError, AttributeError):
            # who started us may have left a pipe that refuses what does not fit at once
            os.set_blocking(stream.fileno(), True)
        reconfigure: Any = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            ascii_only = codecs.lookup(stream.encoding).name == "ascii"
            reconfigure(encoding=_ASCII if ascii_only else stream.encoding, errors=_ERRORS)


def finish(status: int) -> int:
    """Send what is still held, and give the exit status that then is right."""
    try:
        sys.stdout.flush()
    except OSError as error:
        status = unwritten(error)
    _settle(sys.stderr)
    return status


def unwritten(error: OSError) -> int:
    """Say why an answer could not be written, where anyone can hear it; the exit status."""
    if error.errno not in (errno.EPIPE, errno.ESHUTDOWN):  # who closes a pipe has all they want
        told = "it is closed" if error.errno == errno.EBADF else error.strerror or str(error)
        complain(f"Error: the answer cannot be written to standard output: {told}")
    for stream in (sys.stdout, sys.stderr):
        _settle(stream)
    return FAILED


def complain(sentence: str) -> None:
    """Say what is wrong on standard error, if that can be written to."""
    with contextlib.suppress(OSError, ValueError):
        click.echo(sentence, err=True)


def _settle(stream: TextIO) -> None:
    """Send what a stream holds, or else to nowhere: it must not fail again at the very end."""
    try:
        stream.flush()
    except (OSError, ValueError):
        with contextlib.suppress(OSError, ValueError):
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, stream.fileno())
            os.close(nowhere)


def _occupy() -> None:
    """Take the places of streams that are closed, lest the next file opened be written to.

    Writing to standard output then fails as it must; errors that nobody hears are lost.
    """
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        if getattr(sys, name) is not None:
            continue
        mode = "r" if name == "stdin" else "w"
        how = os.O_WRONLY if name == "stderr" else os.O_RDONLY
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, how)
        with contextlib.suppress(OSError):  # a window without a console has no such places
            stream = open(number, mode, encoding="utf-8", closefd=False)  # noqa: SIM115
            setattr(sys, name, stream)


def _hold() -> None:
    """Give standard output a buffer where it has none (PYTHONUNBUFFERED).

    Without one, Python takes what was written in part for written.
    """
    bare = sys.stdout
    if isinstance(getattr(bare, "buffer", None), io.RawIOBase):
        held = open(bare.fileno(), "w", encoding=bare.encoding, closefd=False)  # noqa: SIM115
        sys.stdout = held


def _plain(error: UnicodeError) -> tuple[str | bytes, int]:
    """What stands for characters that an encoding does not have: a name for the codecs."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    text = error.object[error.start : error.end]
    return "".join(_shown(character, error.encoding) for character in text), error.end


def _shown(character: str, encoding: str) -> str:
    parts = unicodedata.normalize("NFKD", character)
    base = "".join(part for part in parts if not unicodedata.combining(part))
    for text in (base, _PLAIN.get(character, ""), "".join(_PLAIN.get(p, p) for p in base)):
        with contextlib.suppress(UnicodeEncodeError):
            if text and text.encode(encoding):
                return text
    return "" if unicodedata.combining(character) else "?"


def _ascii(name: str) -> codecs.CodecInfo | None:
    found = codecs.lookup("ascii")
    return (
        None
        if name != _ASCII
        else codecs.CodecInfo(
            found.encode,
            found.decode,
            found.streamreader,
            found.streamwriter,
            found.incrementalencoder,
            found.incrementaldecoder,
            _ASCII,
        )
    )


codecs.register_error(_ERRORS, _plain)
codecs.register(_ascii)
