"""Captured packets: where in them the content of a UDP datagram stands, if they hold one whole."""

import struct
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from foedus.simulators.errors import Passed

VLAN: Final = (0x8100, 0x88A8, 0x9100)
ETHERTYPES: Final = (0x0800, 0x86DD)
"""IPv4 and IPv6."""
UDP: Final = 17
FRAGMENT: Final = 44
"""The header of IPv6 that says that a packet is a part of one."""
ETHERNET, RAW = 1, 101

OTHER: Final = ("packet of other traffic", "packets of other traffic")
FRAGMENTS: Final = ("fragment of a datagram", "fragments of datagrams")
CUT: Final = ("packet cut short", "packets cut short")

Begins = Callable[[bytes, int, int], int | None]
"""Where the IP packet of a frame begins that stands from one byte to another; None without one."""


def _ethernet(data: bytes, start: int, end: int) -> int | None:
    at = start + 12
    while at + 2 <= end:
        (kind,) = struct.unpack_from(">H", data, at)
        if kind not in VLAN:
            return at + 2 if kind in ETHERTYPES else None
        at += 4
    return None


def _typed(where: int, length: int) -> Begins:
    """A header of a fixed length, with the type of what follows at one place in it."""

    def begins(data: bytes, start: int, end: int) -> int | None:
        if start + length > end:
            return None
        (kind,) = struct.unpack_from(">H", data, start + where)
        return start + length if kind in ETHERTYPES else None

    return begins


def _headless(length: int) -> Begins:
    return lambda data, start, end: start + length if start + length <= end else None


LINKS: Final[Mapping[int, Begins]] = MappingProxyType(
    {
        0: _headless(4),
        ETHERNET: _ethernet,
        12: _headless(0),
        14: _headless(0),
        RAW: _headless(0),
        108: _headless(4),
        113: _typed(14, 16),
        228: _headless(0),
        229: _headless(0),
        276: _typed(0, 20),
    }
)
"""Link types that are read: of a loopback, Ethernet, plain IP, and what Linux calls `any`."""


class _PassedOverError(Exception):
    """A packet that holds no whole datagram; its arguments name the kind that it is of."""


def payload(data: bytes, link: int, start: int, end: int, passed: Passed) -> tuple[int, int] | None:
    """From where to where the content of its datagram stands; None where there is none whole."""
    try:
        ip = LINKS[link](data, start, end)
        if ip is None or ip >= end:
            raise _PassedOverError(*OTHER)
        udp = _from_ipv6(data, ip, end) if data[ip] >> 4 == 6 else _from_ipv4(data, ip, end)
        (length,) = struct.unpack_from(">H", data, udp + 4)
        if length < 8 or udp + length > end:
            raise _PassedOverError(*CUT)
        return udp + 8, udp + length
    except _PassedOverError as error:
        one, more = error.args
        passed.over(one, more, f"byte {start}")
        return None


def _from_ipv4(data: bytes, ip: int, end: int) -> int:
    """Where the UDP header begins."""
    if end - ip < 20 or data[ip] >> 4 != 4 or data[ip + 9] != UDP:
        raise _PassedOverError(*OTHER)
    (fragment,) = struct.unpack_from(">H", data, ip + 6)
    if fragment & 0x3FFF:
        raise _PassedOverError(*FRAGMENTS)
    udp = ip + 4 * (data[ip] & 15)
    if udp - ip < 20 or end - udp < 8:
        raise _PassedOverError(*CUT)
    return udp


def _from_ipv6(data: bytes, ip: int, end: int) -> int:
    if end - ip < 40 or data[ip + 6] not in (UDP, FRAGMENT):
        raise _PassedOverError(*OTHER)
    if data[ip + 6] == FRAGMENT:
        raise _PassedOverError(*FRAGMENTS)
    if end - ip < 48:
        raise _PassedOverError(*CUT)
    return ip + 40
