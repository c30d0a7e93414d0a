"""Entity State PDUs of Distributed Interactive Simulation: bytes in, typed records out.

IEEE 1278.1-2012: the header of clause 6.2.66, the Entity State PDU of 7.2.2. Other kinds of PDU are
passed over by their length. Numbers are big-endian.
"""

import math
import struct
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Final

import msgspec

from foedus.model.events import Domain
from foedus.simulators.errors import CutError, RecordError

HEADER: Final = struct.Struct(">BBBBIHBB")
BODY: Final = struct.Struct(">HHHBB" + "BBHBBBB" * 2 + "3f3d3fI" + "B15s3f3f" + "B11sI")
ENTITY_STATE: Final = 1
ENTITY_FAMILY: Final = 1
PARAMETER: Final = 16
VERSIONS: Final = range(4, 8)
HOUR: Final = 3600.0
UNITS: Final = 2**31
FARTHEST: Final = 1e15
"""In metres, and metres a second: a tenth of a light year; what is reckoned from it is a number."""
PLATFORM: Final = 1
DOMAINS: Final[dict[int, Domain]] = {1: "land", 2: "air", 3: "sea", 4: "sea", 5: "space"}
"""Domains of a platform (SISO-REF-010): land, air, surface, subsurface, space."""

Vector = tuple[float, float, float]


class EntityState(msgspec.Struct, frozen=True):
    """An entity of a simulation, at a moment: what is needed to know who was there, and where.

    `seconds` are past the hour; `absolute` says whether the clock is that of the whole exercise.
    Position, speed and acceleration are geocentric, in metres.
    """

    exercise: int
    seconds: float
    absolute: bool
    site: int
    application: int
    entity: int
    force: int
    kind: int
    domain: int
    country: int
    marking: str
    location: Vector
    velocity: Vector
    acceleration: Vector
    algorithm: int

    @property
    def who(self) -> str:
        """Site, application and entity: what names it in the exercise."""
        return f"{self.site}:{self.application}:{self.entity}"

    @property
    def fought_in(self) -> Domain | None:
        """The domain of a platform; None for munitions, people and the rest."""
        return DOMAINS.get(self.domain) if self.kind == PLATFORM else None


def read_pdus(data: bytes, start: int = 0) -> Iterator[EntityState]:
    """The entity states of concatenated PDUs. Raises RecordError at the first fault.

    It is a CutError where the data ends in the middle of a PDU. Zeros behind the last are no fault.
    `start` is where the data begins in the file, for the offsets of errors.
    """
    at = 0
    size = len(data.rstrip(b"\0"))
    while at < len(data):
        if at >= size > 0:  # what follows is padding
            return
        if len(data) - at < HEADER.size:
            raise CutError(
                f"a header has {HEADER.size} bytes; {len(data) - at} are left", start + at
            )
        version, exercise, kind, family, stamp, length, _, _ = HEADER.unpack_from(data, at)
        if version not in VERSIONS:
            raise RecordError(f"protocol version {version} is not read; 4 to 7 are", start + at)
        if length < HEADER.size or at + length > len(data):
            kind_of = RecordError if length < HEADER.size else CutError
            raise kind_of(f"a PDU of {length} bytes; {len(data) - at} are left", start + at + 8)
        if kind == ENTITY_STATE:
            if family != ENTITY_FAMILY:
                raise RecordError(f"an entity state of protocol family {family}", start + at + 3)
            pdu = data[at + HEADER.size : at + length]
            yield _entity_state(pdu, exercise, stamp, start + at + HEADER.size)
        at += length


def _entity_state(body: bytes, exercise: int, stamp: int, offset: int) -> EntityState:
    if len(body) < BODY.size:
        raise RecordError(
            f"an entity state has {HEADER.size + BODY.size} bytes at least, "
            f"got {HEADER.size + len(body)}",
            offset,
        )
    (
        site, application, entity, force, parameters,
        kind, domain, country, *_types,
        vx, vy, vz, x, y, z, _psi, _theta, _phi, _appearance,
        algorithm, _other, ax, ay, az, _wx, _wy, _wz,
        _characters, marking, _capabilities,
    ) = BODY.unpack_from(body)  # fmt: skip
    if len(body) != BODY.size + PARAMETER * parameters:
        raise RecordError(
            f"{parameters} variable parameters take {PARAMETER * parameters} bytes, "
            f"got {len(body) - BODY.size}",
            offset + 7,
        )
    numbers = (vx, vy, vz, x, y, z, ax, ay, az)
    if not all(abs(number) <= FARTHEST for number in numbers):  # a NaN is not either
        raise RecordError(
            f"a position, speed or acceleration is not a number up to {FARTHEST:g}", offset
        )
    return EntityState(
        exercise=exercise,
        seconds=(stamp >> 1) * HOUR / UNITS,
        absolute=bool(stamp & 1),
        site=site,
        application=application,
        entity=entity,
        force=force,
        kind=kind,
        domain=domain,
        country=country,
        marking=marking.split(b"\0")[0].decode("ascii", "replace"),
        location=(x, y, z),
        velocity=(vx, vy, vz),
        acceleration=(ax, ay, az),
        algorithm=algorithm,
    )


# -- when it was -----------------------------------------------------------------------------------


def timed(
    states: Iterable[EntityState], begins: datetime
) -> Iterator[tuple[datetime, EntityState]]:
    """Each state with its moment; the first is at `begins`.

    A timestamp tells seconds past an hour, not which. An absolute clock is one for all; a relative
    one is each application's own and is taken to agree with the record at its first PDU. Nothing
    may be silent for half an hour.
    """
    clocks: dict[tuple[int, int] | None, tuple[float, datetime]] = {}
    now = begins
    for state in states:
        clock = None if state.absolute else (state.site, state.application)
        before, at = clocks.get(clock, (state.seconds, now))
        passed = (state.seconds - before + HOUR / 2) % HOUR - HOUR / 2
        at += timedelta(seconds=passed)
        clocks[clock] = (state.seconds, at)
        now = max(now, at)
        yield at, state


# -- dead reckoning --------------------------------------------------------------------------------

STATIC: Final = 1
CONSTANT_SPEED: Final = (2, 3)
ACCELERATED: Final = (4, 5)


def reckoned(state: EntityState, seconds: float) -> Vector | None:
    """Where its algorithm puts it after so many seconds; None for those in axes of the body."""
    if state.algorithm == STATIC:
        return state.location
    if state.algorithm in CONSTANT_SPEED:
        return _moved(state, seconds, 0.0)
    if state.algorithm in ACCELERATED:
        return _moved(state, seconds, 1.0)
    return None


def _moved(state: EntityState, seconds: float, accelerated: float) -> Vector:
    x, y, z = (
        p + v * seconds + accelerated * a * seconds * seconds / 2
        for p, v, a in zip(state.location, state.velocity, state.acceleration, strict=True)
    )
    return x, y, z


def reckoning_errors(states: Iterable[tuple[datetime, EntityState]]) -> dict[str, float]:
    """For each entity, the farthest that the others had it from where it then said it was (m)."""
    last: dict[str, tuple[datetime, EntityState]] = {}
    worst: dict[str, float] = {}
    for at, state in states:
        if state.who in last:
            before, previous = last[state.who]
            expected = reckoned(previous, (at - before).total_seconds())
            if expected is not None:
                error = math.dist(expected, state.location)
                worst[state.who] = max(error, worst.get(state.who, 0.0))
        last[state.who] = (at, state)
    return worst
