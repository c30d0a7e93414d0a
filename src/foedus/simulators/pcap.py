"""Captured network traffic: the UDP datagrams of a pcap file, each with its moment.

The classic format of libpcap (version 2.4) in either byte order, of Ethernet, with VLAN tags or
without, or of plain IP. What is not UDP over IPv4 is passed over; fragments are refused.
"""

import struct
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Final, NamedTuple

from foedus.simulators.errors import RecordError

GLOBAL: Final = 24
RECORD: Final = 16
MAGIC: Final = {
    b"\xd4\xc3\xb2\xa1": ("<", 1_000_000),
    b"\xa1\xb2\xc3\xd4": (">", 1_000_000),
    b"\x4d\x3c\xb2\xa1": ("<", 1_000_000_000),
    b"\xa1\xb2\x3c\x4d": (">", 1_000_000_000),
}
ETHERNET, RAW = 1, 101
VLAN: Final = (0x8100, 0x88A8)
IPV4: Final = 0x0800
UDP: Final = 17
LONGEST: Final = 65_535
"""In bytes, of an IPv4 packet."""


class Datagram(NamedTuple):
    """The content of a UDP datagram, when it was captured, and where it stands in the file."""

    at: datetime
    content: bytes
    offset: int


def is_pcap(data: bytes) -> bool:
    """Whether the file begins like one."""
    return data[:4] in MAGIC


def read_datagrams(data: bytes) -> Iterator[Datagram]:
    """The datagrams in their order. Raises RecordError."""
    if not is_pcap(data) or len(data) < GLOBAL:
        raise RecordError("this is not a pcap file of version 2.4", 0)
    order, scale = MAGIC[data[:4]]
    (link,) = struct.unpack_from(f"{order}I", data, 20)
    if link not in (ETHERNET, RAW):
        raise RecordError(f"link type {link}; Ethernet (1) and plain IP (101) are read", 20)
    at = GLOBAL
    while at < len(data):
        if len(data) - at < RECORD:
            raise RecordError("a record is cut short", at)
        seconds, fraction, kept, sent = struct.unpack_from(f"{order}4I", data, at)
        start, end = at + RECORD, at + RECORD + kept
        if end > len(data) or kept != sent:
            raise RecordError(f"a packet of {sent} bytes is cut short", at + 8)
        if fraction >= scale:
            raise RecordError("a moment has more than a second of fractions", at + 4)
        moment = datetime.fromtimestamp(seconds, UTC) + timedelta(
            microseconds=fraction * 1_000_000 // scale
        )
        ip = start if link == RAW else _ethernet(data, start, end)
        if ip is not None:
            yield from _udp(data, ip, end, moment)
        at = end


def _ethernet(data: bytes, start: int, end: int) -> int | None:
    """Where the IPv4 packet of a frame begins, if it holds one."""
    at = start + 12
    while at + 2 <= end:
        (kind,) = struct.unpack_from(">H", data, at)
        if kind not in VLAN:
            return at + 2 if kind == IPV4 else None
        at += 4
    return None


def _udp(data: bytes, ip: int, end: int, moment: datetime) -> Iterator[Datagram]:
    if end - ip < 20 or data[ip] >> 4 != 4 or data[ip + 9] != UDP:
        return
    (fragment,) = struct.unpack_from(">H", data, ip + 6)
    if fragment & 0x3FFF:
        raise RecordError("a datagram is in fragments", ip + 6)
    udp = ip + 4 * (data[ip] & 15)
    if udp - ip < 20 or end - udp < 8:
        raise RecordError("a datagram is cut short", ip)
    (length,) = struct.unpack_from(">H", data, udp + 4)
    if length < 8 or udp + length > end:
        raise RecordError(f"a datagram says that it has {length} bytes", udp + 4)
    yield Datagram(moment, data[udp + 8 : udp + length], udp + 8)


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
