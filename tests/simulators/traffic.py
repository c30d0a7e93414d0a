"""Traffic made up with the standard library alone, so that the parsers are not their own judge."""

import struct
from collections.abc import Callable, Iterable
from typing import Any

from foedus.simulators.errors import RecordError

HOUR_UNITS = 2**31


def entity_state(
    site: int = 1,
    application: int = 1,
    entity: int = 1,
    *,
    seconds: float = 0.0,
    absolute: bool = True,
    version: int = 7,
    exercise: int = 1,
    family: int = 1,
    kind: int = 1,
    domain: int = 3,
    country: int = 163,
    location: tuple[float, float, float] = (0.0, 0.0, 6_378_137.0),
    velocity: tuple[float, float, float] = (0.0, 0.0, 0.0),
    acceleration: tuple[float, float, float] = (0.0, 0.0, 0.0),
    algorithm: int = 2,
    marking: bytes = b"NANSEN",
    parameters: int = 0,
    said: int | None = None,
) -> bytes:
    """An Entity State PDU; `said` is the number of variable parameters that it claims."""
    stamp = (int(seconds * HOUR_UNITS / 3600) % HOUR_UNITS) << 1 | absolute
    body = struct.pack(">HHHBB", site, application, entity, 1, parameters if said is None else said)
    body += struct.pack(">BBHBBBB", kind, domain, country, 6, 1, 0, 0)
    body += bytes(8)
    body += struct.pack(">3f", *velocity)
    body += struct.pack(">3d", *location)
    body += bytes(12 + 4)
    body += struct.pack(">B15x", algorithm)
    body += struct.pack(">3f", *acceleration)
    body += bytes(12)
    body += struct.pack(">B11s", 1, marking)
    body += bytes(4)
    body += bytes(16 * parameters)
    return header(1, 12 + len(body), version, exercise, family, stamp) + body


def header(
    kind: int, length: int, version: int = 7, exercise: int = 1, family: int = 1, stamp: int = 1
) -> bytes:
    return struct.pack(">BBBBIHH", version, exercise, kind, family, stamp, length, 0)


def datagram(content: bytes, *, vlan: bool = False, fragment: int = 0, protocol: int = 17) -> bytes:
    """An Ethernet frame with a UDP datagram."""
    udp = struct.pack(">HHHH", 3000, 3000, 8 + len(content), 0) + content
    ip = struct.pack(
        ">BBHHHBBH4s4s", 0x45, 0, 20 + len(udp), 0, fragment, 64, protocol, 0, bytes(4), bytes(4)
    )
    tag = struct.pack(">HH", 0x8100, 7) if vlan else b""
    return bytes(12) + tag + struct.pack(">H", 0x0800) + ip + udp


def pcap(
    *frames: tuple[float, bytes], order: str = "<", nano: bool = False, link: int = 1
) -> bytes:
    """A pcap file of frames, each with its moment in seconds."""
    magic = 0xA1B23C4D if nano else 0xA1B2C3D4
    scale = 10**9 if nano else 10**6
    data = struct.pack(f"{order}IHHiIII", magic, 2, 4, 0, 0, 65_535, link)
    for at, frame in frames:
        whole = int(at)
        data += struct.pack(
            f"{order}4I", whole, round((at - whole) * scale), len(frame), len(frame)
        )
        data += frame
    return data


def pcapng(
    *frames: tuple[float, bytes],
    order: str = "<",
    link: int = 1,
    resolution: bytes = b"",
    units: int = 10**6,
    shift: int = 0,
) -> bytes:
    """A pcapng file of frames, each with its moment in seconds, in so many units a second."""

    def block(kind: int, body: bytes) -> bytes:
        body += bytes(-len(body) % 4)
        length = struct.pack(f"{order}I", 12 + len(body))
        return struct.pack(f"{order}I", kind) + length + body + length

    def option(code: int, value: bytes) -> bytes:
        return struct.pack(f"{order}HH", code, len(value)) + value + bytes(-len(value) % 4)

    data = block(0x0A0D0D0A, struct.pack(f"{order}IHHq", 0x1A2B3C4D, 1, 0, -1))
    options = option(2, b"eth0") + (option(9, resolution) if resolution else b"")
    options += option(14, struct.pack(f"{order}q", shift)) + option(0, b"")
    data += block(1, struct.pack(f"{order}HHI", link, 0, 65_535) + options)
    for at, frame in frames:
        moment = int(at) * units + round((at - int(at)) * units)
        head = struct.pack(
            f"{order}5I", 0, moment >> 32, moment & 0xFFFFFFFF, len(frame), len(frame)
        )
        data += block(6, head + frame)
    return data


def statement(**changes: Any) -> dict[str, Any]:
    """A statement as a learning record store gives it."""
    made = {
        "id": "fd41c918-b88b-4b20-a0a5-a4c32391aaa0",
        "actor": {"mbox": "mailto:ola@mil.no"},
        "verb": {"id": "http://adlnet.gov/expapi/verbs/completed"},
        "object": {"id": "https://sim.example/boarding"},
        "timestamp": "2026-03-02T10:00:00Z",
        **changes,
    }
    return {key: value for key, value in made.items() if value is not None}


def reads_or_refuses(read: Callable[[bytes], Iterable[object]], data: bytes) -> bool:
    """Whether it reads the bytes, or refuses them at one of them; any other error is raised."""
    try:
        list(read(data))
    except RecordError as error:
        return 0 <= error.offset <= len(data)
    return True
