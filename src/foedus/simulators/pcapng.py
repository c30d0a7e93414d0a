"""Blocks of a pcapng file, as Wireshark saves captures: the frames in it, each with its moment."""

import struct
from collections.abc import Iterator
from typing import Final, NamedTuple

from foedus.simulators.errors import Passed, RecordError
from foedus.simulators.packets import LINKS

MAGIC: Final = b"\x0a\x0d\x0d\x0a"
ORDERS: Final = {b"\x4d\x3c\x2b\x1a": "<", b"\x1a\x2b\x3c\x4d": ">"}
SECTION, INTERFACE, OLD, SIMPLE, ENHANCED = 0x0A0D0D0A, 1, 2, 3, 6
SMALLEST: Final = 12
RESOLUTION, OFFSET = 9, 14
"""The options of an interface that say how its moments are counted."""
MICRO: Final = 1_000_000
STRANGE: Final = ("packet of a link that is not read", "packets of links that are not read")
CUT_END: Final = ("packet at the end, cut short", "packets at the end, cut short")


class Frame(NamedTuple):
    """A captured frame: its microseconds since 1970, its link type, and where it stands."""

    micros: int
    link: int
    start: int
    end: int


class _Interface(NamedTuple):
    link: int
    units: int
    offset: int


def is_pcapng(data: bytes) -> bool:
    """Whether the file begins like one."""
    return data[:4] == MAGIC and data[8:12] in ORDERS


def read_blocks(data: bytes, passed: Passed) -> Iterator[Frame]:
    """The frames in their order; what has no moment is counted. Raises RecordError."""
    order, at = "<", 0
    interfaces: list[_Interface] = []
    while at < len(data):
        if len(data) - at < SMALLEST:
            passed.over(*CUT_END, f"byte {at}")
            return
        if data[at : at + 4] == MAGIC:
            if data[at + 8 : at + 12] not in ORDERS:
                raise RecordError("a section says nothing of its byte order", at + 8)
            order, interfaces = ORDERS[data[at + 8 : at + 12]], []
        kind, length = struct.unpack_from(f"{order}II", data, at)
        if length < SMALLEST or length % 4:
            raise RecordError(f"a block of {length} bytes", at + 4)
        if at + length > len(data):
            passed.over(*CUT_END, f"byte {at}")
            return
        body, end = at + 8, at + length - 4
        if kind == INTERFACE:
            interfaces.append(_interface(data[body:end], order, body))
        elif kind == SIMPLE:
            passed.over("packet without a moment", "packets without a moment", f"byte {at}")
        elif kind in (ENHANCED, OLD):
            frame = _frame(
                data, body, end, f"{order}{'I' if kind == ENHANCED else 'HH'}", interfaces
            )
            if frame.link in LINKS:
                yield frame
            else:
                told = f"link type {frame.link}, byte {at}"
                passed.over(
                    "packet of a link that is not read", "packets of links that are not read", told
                )
        at += length


def _interface(body: bytes, order: str, offset: int) -> _Interface:
    if len(body) < 8:
        raise RecordError("an interface is cut short", offset)
    (link,) = struct.unpack_from(f"{order}H", body)
    units, shift, at = MICRO, 0, 8
    while at + 4 <= len(body):
        code, length = struct.unpack_from(f"{order}HH", body, at)
        value = body[at + 4 : at + 4 + length]
        if code == RESOLUTION and len(value) == 1:
            units = 2 ** (value[0] & 127) if value[0] & 128 else 10 ** value[0]
        elif code == OFFSET and len(value) == 8:
            (shift,) = struct.unpack(f"{order}q", value)
        at += 4 + length + -length % 4
    return _Interface(link, units, shift)


def _frame(data: bytes, body: int, end: int, who: str, interfaces: list[_Interface]) -> Frame:
    if end - body < 20:
        raise RecordError("a packet block is cut short", body)
    number, *_ = struct.unpack_from(who, data, body)
    high, low, kept = struct.unpack_from(f"{who[0]}III", data, body + 4)
    if number >= len(interfaces):
        raise RecordError(f"there is no interface {number}", body)
    if body + 20 + kept > end:
        raise RecordError(f"a packet of {kept} bytes in a block of {end - body}", body + 12)
    link, units, shift = interfaces[number]
    micros = ((high << 32) + low) * MICRO // units + shift * MICRO
    return Frame(micros, link, body + 20, body + 20 + kept)
