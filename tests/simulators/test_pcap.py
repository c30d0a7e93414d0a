"""pcap: the datagrams of a capture, in either byte order, and every fault."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.simulators.errors import RecordError
from foedus.simulators.pcap import Datagram, is_pcap, read_datagrams, write_datagrams
from tests.simulators.traffic import datagram, pcap, reads_or_refuses

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC).timestamp()


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("nano", [False, True])
def test_datagrams_with_their_moments(order: str, nano: bool) -> None:
    data = pcap(
        (NOON, datagram(b"one")),
        (NOON + 1.5, datagram(b"two", vlan=True)),
        order=order,
        nano=nano,
    )
    first, second = read_datagrams(data)
    assert (first.content, second.content) == (b"one", b"two")
    assert (second.at - first.at).total_seconds() == 1.5
    assert data[first.offset : first.offset + 3] == b"one"


def test_plain_ip() -> None:
    data = pcap((NOON, datagram(b"one")[14:]), link=101)
    assert [d.content for d in read_datagrams(data)] == [b"one"]


def test_other_traffic_is_passed_over() -> None:
    arp = bytes(12) + b"\x08\x06" + bytes(28)
    data = pcap((NOON, arp), (NOON, datagram(b"tcp", protocol=6)), (NOON, b"short"))
    assert list(read_datagrams(data)) == []


@pytest.mark.parametrize(
    ("data", "offset", "what"),
    [
        (b"pcap", 0, "this is not a pcap file"),
        (pcap(link=113), 20, "link type 113"),
        (pcap() + b"\0", 24, "a record is cut short"),
        (pcap((NOON, datagram(b"one")))[:-1], 32, "a packet of 45 bytes is cut short"),
        (pcap((NOON, datagram(b"one", fragment=0x2000))), 60, "a datagram is in fragments"),
    ],
)
def test_a_fault_is_a_sentence_with_its_byte(data: bytes, offset: int, what: str) -> None:
    with pytest.raises(RecordError) as refused:
        list(read_datagrams(data))
    assert refused.value.offset == offset
    assert what in refused.value.what


@given(st.data())
def test_any_damage_is_read_or_refused_at_one_of_the_bytes(data: st.DataObject) -> None:
    whole = bytearray(pcap((NOON, datagram(b"one")), (NOON, datagram(b"two", vlan=True))))
    for _ in range(data.draw(st.integers(1, 3))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    cut = bytes(whole[: data.draw(st.integers(0, len(whole)))])
    assert reads_or_refuses(read_datagrams, cut)


@given(st.binary(max_size=200))
def test_any_bytes_after_the_header_are_read_or_refused(data: bytes) -> None:
    whole = pcap() + data
    assert is_pcap(whole)
    assert reads_or_refuses(read_datagrams, whole)


moments = st.datetimes(datetime(1970, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))


@given(st.lists(st.tuples(moments, st.binary(max_size=300))))
def test_what_is_written_is_read_again_to_the_microsecond(
    heard: list[tuple[datetime, bytes]],
) -> None:
    written = write_datagrams(Datagram(at, content, 0) for at, content in heard)
    assert [(d.at, d.content) for d in read_datagrams(written)] == heard


def test_the_largest_datagram_that_udp_carries_is_written() -> None:
    most = bytes(65_507)
    [read] = read_datagrams(write_datagrams([Datagram(datetime(2026, 3, 2, tzinfo=UTC), most, 0)]))
    assert read.content == most
