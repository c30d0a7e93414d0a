"""DIS: entity states as another implementation writes them, their clocks, and every fault."""

import math
import struct
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.simulators.dis import EntityState, read_pdus, reckoned, reckoning_errors, timed
from foedus.simulators.errors import RecordError
from tests.simulators.traffic import entity_state, header, reads_or_refuses

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def one(**changes: Any) -> EntityState:
    [state] = read_pdus(entity_state(**changes))
    return state


def test_an_entity_state() -> None:
    state = one(
        site=13, application=2, entity=7, seconds=90, velocity=(1, 2, 3), country=225, domain=2
    )
    assert state.who == "13:2:7"
    assert (state.country, state.fought_in, state.marking) == (225, "air", "NANSEN")
    assert state.seconds == pytest.approx(90)
    assert (state.absolute, state.velocity) == (True, (1, 2, 3))


def test_domains_of_platforms_and_of_nothing_else() -> None:
    assert [one(domain=n).fought_in for n in range(6)] == [
        None,
        "land",
        "air",
        "sea",
        "sea",
        "space",
    ]
    assert one(kind=2, domain=2).fought_in is None


def test_other_pdus_are_passed_over_by_their_length() -> None:
    fire = header(2, 96, family=2) + bytes(84)
    states = list(read_pdus(fire + entity_state(parameters=2) + fire + entity_state(entity=2)))
    assert [state.entity for state in states] == [1, 2]


@pytest.mark.parametrize(
    ("data", "offset", "what"),
    [
        (b"\x07\x01", 0, "a header has 12 bytes; 2 are left"),
        (entity_state(version=3), 0, "protocol version 3 is not read"),
        (entity_state()[:-1], 8, "a PDU of 144 bytes; 143 are left"),
        (entity_state() + header(1, 4), 152, "a PDU of 4 bytes"),
        (entity_state(family=2), 3, "an entity state of protocol family 2"),
        (header(1, 20) + bytes(8), 12, "an entity state has 144 bytes at least, got 20"),
        (entity_state(said=3), 19, "3 variable parameters take 48 bytes, got 0"),
        (entity_state(location=(math.nan, 0, 0)), 12, "is not a number"),
        (entity_state(velocity=(0, math.inf, 0)), 12, "is not a number"),
        (entity_state(location=(0, 1e300, 0)), 12, "is not a number up to 1e+15"),
    ],
)
def test_a_fault_is_a_sentence_with_its_byte(data: bytes, offset: int, what: str) -> None:
    with pytest.raises(RecordError) as refused:
        list(read_pdus(data))
    assert refused.value.offset == offset
    assert what in refused.value.what


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused_at_one_of_them(data: bytes) -> None:
    assert reads_or_refuses(read_pdus, data)


@given(st.data())
def test_any_damage_is_read_or_refused_at_one_of_the_bytes(data: st.DataObject) -> None:
    whole = bytearray(entity_state(parameters=1) + entity_state(entity=2))
    for _ in range(data.draw(st.integers(1, 3))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    cut = bytes(whole[: data.draw(st.integers(0, len(whole)))])
    assert reads_or_refuses(read_pdus, cut)


# -- clocks ---------------------------------------------------------------------------------------


def moments(*pdus: bytes) -> list[float]:
    return [(at - NOON).total_seconds() for at, _ in timed(read_pdus(b"".join(pdus)), NOON)]


def test_an_absolute_clock_goes_on_past_the_hour() -> None:
    stamps = [3590, 3599, 5, 1700, 3400, 100]
    found = moments(*(entity_state(seconds=s) for s in stamps))
    assert found == pytest.approx([0, 9, 15, 1710, 3410, 3710], abs=1e-3)


def test_a_pdu_that_comes_late_is_put_where_it_was_sent() -> None:
    assert moments(*(entity_state(seconds=s) for s in (10, 20, 15))) == pytest.approx(
        [0, 10, 5], abs=1e-3
    )


def test_relative_clocks_are_each_applications_own() -> None:
    first: dict[str, Any] = {"site": 1, "absolute": False}
    second: dict[str, Any] = {"site": 2, "absolute": False}
    found = moments(
        entity_state(seconds=100, **first),
        entity_state(seconds=160, **first),
        entity_state(seconds=3000, **second),
        entity_state(seconds=3030, **second),
        entity_state(seconds=200, **first),
    )
    assert found == pytest.approx([0, 60, 60, 90, 100], abs=1e-3)


# -- dead reckoning -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("algorithm", "expected"),
    [(1, (0, 0, 0)), (2, (20, 0, 0)), (3, (20, 0, 0)), (4, (22, 0, 0)), (5, (22, 0, 0))],
)
def test_reckoning(algorithm: int, expected: tuple[float, float, float]) -> None:
    state = one(
        algorithm=algorithm, location=(0, 0, 0), velocity=(10, 0, 0), acceleration=(1, 0, 0)
    )
    assert reckoned(state, 2) == pytest.approx(expected)


def test_axes_of_the_body_are_not_reckoned() -> None:
    assert reckoned(one(algorithm=7), 2) is None
    states = read_pdus(entity_state(algorithm=7) * 2)
    assert reckoning_errors(timed(states, NOON)) == {}


def test_the_error_is_how_far_it_was_from_where_it_was_put() -> None:
    steps = [(0, 0.0), (1, 10.0), (2, 23.0), (3, 33.5)]
    states = [
        (
            NOON + timedelta(seconds=seconds),
            one(location=(x, 0, 0), velocity=(10, 0, 0), algorithm=2),
        )
        for seconds, x in steps
    ]
    assert reckoning_errors(states) == {"1:1:1": pytest.approx(3.0)}


@given(st.floats(-100, 100), st.floats(-10, 10), st.floats(0.1, 60))
def test_the_error_of_constant_speed_is_what_acceleration_adds(
    speed: float, acceleration: float, seconds: float
) -> None:
    """It is bounded by half the acceleration times the square of the time."""
    there = speed * seconds + acceleration * seconds**2 / 2
    states = [
        (NOON, one(location=(0, 0, 0), velocity=(speed, 0, 0), algorithm=2)),
        (NOON + timedelta(seconds=seconds), one(location=(there, 0, 0))),
    ]
    bound = abs(acceleration) * seconds**2 / 2
    assert reckoning_errors(states)["1:1:1"] == pytest.approx(bound, abs=1e-3)


# -- the peer -------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def peer() -> Any:
    """The open-dis implementation of DIS 7."""
    dis7 = pytest.importorskip("opendis.dis7", reason="the peer opendis is not installed")
    stream = pytest.importorskip(
        "opendis.DataOutputStream", reason="the peer opendis is not installed"
    )

    def write(**fields: Any) -> bytes:
        pdu = dis7.EntityStatePdu()
        pdu.protocolVersion, pdu.exerciseID, pdu.protocolFamily = 7, 4, 1
        pdu.pduType = 1
        pdu.pduStatus = 0  # the peer makes a record of it, which it cannot write
        pdu.timestamp = fields["stamp"]
        pdu.entityID.siteID, pdu.entityID.applicationID, pdu.entityID.entityID = fields["who"]
        pdu.entityType.entityKind, pdu.entityType.domain = 1, fields["domain"]
        pdu.entityType.country = fields["country"]
        for axis, value in zip("xyz", fields["location"], strict=True):
            setattr(pdu.entityLocation, axis, value)
        for axis, value in zip("xyz", fields["velocity"], strict=True):
            setattr(pdu.entityLinearVelocity, axis, value)
        pdu.entityAppearance, pdu.capabilities = 0, 0
        pdu.deadReckoningParameters.deadReckoningAlgorithm = 4
        pdu.marking.setString("HOBART")
        pdu.length = 144
        memory = BytesIO()
        pdu.serialize(stream.DataOutputStream(memory))
        return memory.getvalue()

    return write


single = st.floats(-1e6, 1e6, width=32)


@given(
    stamp=st.integers(0, 2**32 - 1),
    who=st.tuples(*[st.integers(0, 65_535)] * 3),
    domain=st.integers(0, 5),
    country=st.integers(0, 300),
    location=st.tuples(*[st.floats(-1e7, 1e7)] * 3),
    velocity=st.tuples(*[single] * 3),
)
def test_what_the_peer_writes_is_read_as_it_was_meant(peer: Any, **fields: Any) -> None:
    [state] = read_pdus(peer(**fields))
    assert (state.site, state.application, state.entity) == fields["who"]
    assert (state.country, state.domain) == (fields["country"], fields["domain"])
    assert (state.location, state.velocity) == (fields["location"], fields["velocity"])
    assert (state.exercise, state.algorithm, state.marking) == (4, 4, "HOBART")
    assert state.absolute == bool(fields["stamp"] & 1)
    assert state.seconds == pytest.approx((fields["stamp"] >> 1) * 3600 / 2**31)


def test_the_peer_reads_the_same_from_our_traffic() -> None:
    factory = pytest.importorskip("opendis.PduFactory", reason="the peer opendis is not installed")
    data = entity_state(site=13, application=2, entity=7, country=225, location=(1.5, 2.5, 3.5))
    theirs, [ours] = factory.createPdu(data), list(read_pdus(data))
    assert theirs.entityType.country == ours.country
    assert (theirs.entityLocation.x, theirs.entityLocation.z) == (
        ours.location[0],
        ours.location[2],
    )
    assert struct.unpack(">I", data[4:8])[0] == theirs.timestamp
