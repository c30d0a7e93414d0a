"""Captured network traffic: the UDP datagrams of a pcap or pcapng file, each with its moment.

What else a capture of a network holds is passed over and counted: other traffic, fragments, and
what was cut. The classic format is libpcap's (version 2.4), in either byte order, with microseconds
or nanoseconds.
"""

import struct
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Final, NamedTuple

from foedus.simulators.errors import Passed, RecordError
from foedus.simulators.packets import LINKS, RAW, UDP, payload
from foedus.simulators.pcapng import CUT_END, MICRO, Frame, is_pcapng, read_blocks

GLOBAL: Final = 24
RECORD: Final = 16
MAGIC: Final = {
    b"\xd4\xc3\xb2\xa1": ("<", 1_000_000),
    b"\xa1\xb2\xc3\xd4": (">", 1_000_000),
    b"\x4d\x3c\xb2\xa1": ("<", 1_000_000_000),
    b"\xa1\xb2\x3c\x4d": (">", 1_000_000_000),
}
LINK: Final = 0xFFFF
"""The bits of a link type; those above tell of the checks behind the frames."""
LONGEST: Final = 65_535
"""In bytes, of an IPv4 packet."""
BEGINNING: Final = datetime(1970, 1, 1, tzinfo=UTC)
MOMENTLESS: Final = ("packet of no moment there is", "packets of no moment there is")


class Datagram(NamedTuple):
    """The content of a UDP datagram, when it was captured, and where it stands in the file."""

    at: datetime
    content: bytes
    offset: int


def is_capture(data: bytes) -> bool:
    """Whether the file begins like one."""
    return data[:4] in MAGIC or is_pcapng(data)


def read_datagrams(data: bytes, passed: Passed | None = None) -> Iterator[Datagram]:
    """The datagrams in their order; `passed` counts the rest. Raises RecordError."""
    passed = Passed() if passed is None else passed
    frames = read_blocks(data, passed) if is_pcapng(data) else _records(data, passed)
    for micros, link, start, end in frames:
        try:
            at = BEGINNING + timedelta(microseconds=micros)
        except OverflowError:
            passed.over(*MOMENTLESS, f"byte {start}")
            continue
        found = payload(data, link, start, end, passed)
        if found is not None:
            yield Datagram(at, data[slice(*found)], found[0])


def _records(data: bytes, passed: Passed) -> Iterator[Frame]:
    """The frames of the classic format."""
    if data[:4] not in MAGIC or len(data) < GLOBAL:
        raise RecordError("this is not a pcap file of version 2.4", 0)
    order, scale = MAGIC[data[:4]]
    (link,) = struct.unpack_from(f"{order}I", data, 20)
    link &= LINK
    if link not in LINKS:
        raise RecordError(
            f"link type {link} is not read; Ethernet (1), plain IP (101) and captures of every "
            "interface of Linux (113, 276) are",
            20,
        )
    at = GLOBAL
    while at < len(data):
        start = at + RECORD
        if start > len(data):
            passed.over(*CUT_END, f"byte {at}")
            return
        seconds, fraction, kept, _ = struct.unpack_from(f"{order}4I", data, at)
        if start + kept > len(data):
            passed.over(*CUT_END, f"byte {at}")
            return
        if fraction < scale:
            yield Frame(seconds * MICRO + fraction * MICRO // scale, link, start, start + kept)
        else:
            passed.over(*MOMENTLESS, f"byte {at + 4}")
        at = start + kept


def write_datagrams(datagrams: Iterable[Datagram]) -> bytes:
    """A pcap file of datagrams from anywhere to anywhere: only when they came and what they hold.

    Checksums are left out, as UDP allows and as captures often have them.
    """
    parts = [struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, LONGEST, RAW)]
    for at, content, _ in datagrams:
        moment = at.astimezone(UTC)
        udp = struct.pack(">HHHH", 0, 0, 8 + len(content), 0) + content
        ip = struct.pack(
            ">BBHHHBBH4s4s", 0x45, 0, 20 + len(udp), 0, 0, 64, UDP, 0, bytes(4), bytes(4)
        )
        length = len(ip) + len(udp)
        parts += (
            struct.pack("<4I", int(moment.timestamp()), moment.microsecond, length, length),
            ip,
            udp,
        )
    return b"".join(parts)
