"""pcap: the datagrams of a capture, in either byte order, and every fault."""

import struct
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.simulators.errors import Passed, RecordError
from foedus.simulators.pcap import Datagram, is_capture, read_datagrams, write_datagrams
from tests.simulators.traffic import datagram, pcap, pcapng, reads_or_refuses

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


ARP = bytes(12) + b"\x08\x06" + bytes(28)
NARROW = datagram(b"one")[:36]


@pytest.mark.parametrize(
    ("frame", "told"),
    [
        (ARP, "1 packet of other traffic (byte 101)"),
        (datagram(b"tcp", protocol=6), "1 packet of other traffic (byte 101)"),
        (b"short", "1 packet of other traffic (byte 101)"),
        (b"", "1 packet of other traffic (byte 101)"),
        (datagram(b"one", fragment=0x2000), "1 fragment of a datagram (byte 101)"),
        (datagram(b"one", fragment=0x0001), "1 fragment of a datagram (byte 101)"),
        (NARROW, "1 packet cut short (byte 101)"),
        (datagram(b"one")[:-1], "1 packet cut short (byte 101)"),
    ],
)
def test_what_a_capture_of_a_network_holds_besides_is_passed_over_and_counted(
    frame: bytes, told: str
) -> None:
    """The kind: one packet that is no datagram refused thousands that are."""
    passed = Passed()
    data = pcap((NOON, datagram(b"one")), (NOON, frame), (NOON, datagram(b"two")))
    assert [d.content for d in read_datagrams(data, passed)] == [b"one", b"two"]
    assert list(passed) == [told]


@pytest.mark.parametrize("cut", [1, 20, 45, 50, 60])
def test_a_capture_that_was_stopped_in_the_middle_of_a_packet_is_read_to_there(cut: int) -> None:
    passed = Passed()
    data = pcap((NOON, datagram(b"one")), (NOON, datagram(b"two")))[:-cut]
    assert [d.content for d in read_datagrams(data, passed)] == [b"one"]
    assert list(passed) == ["1 packet at the end, cut short (byte 85)"]


@pytest.mark.parametrize("bits", [0x24000000, 0xF4000000, 0x04000000])
def test_a_link_type_may_say_how_long_the_checks_behind_the_frames_are(bits: int) -> None:
    data = pcap((NOON, datagram(b"one") + bytes(4)), link=1 | bits)
    assert [d.content for d in read_datagrams(data)] == [b"one"]


IP = datagram(b"one")[14:]
IP6 = struct.pack(">IHBB", 6 << 28, len(IP) - 20, 17, 64) + bytes(32) + IP[20:]


@pytest.mark.parametrize(
    ("link", "frame"),
    [
        (0, struct.pack("<I", 2) + IP),
        (12, IP),
        (101, IP),
        (101, IP6),
        (108, struct.pack(">I", 2) + IP),
        (113, bytes(14) + b"\x08\x00" + IP),
        (113, bytes(14) + b"\x86\xdd" + IP6),
        (228, IP),
        (229, IP6),
        (276, b"\x08\x00" + bytes(18) + IP),
        (1, bytes(12) + b"\x86\xdd" + IP6),
        (1, bytes(12) + b"\x88\xa8\x00\x05\x81\x00\x00\x07\x08\x00" + IP),
    ],
)
def test_links_that_captures_are_made_of(link: int, frame: bytes) -> None:
    assert [d.content for d in read_datagrams(pcap((NOON, frame), link=link))] == [b"one"]


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize(
    ("options", "units", "shift"),
    [
        (b"", 10**6, 0),
        (b"\x06", 10**6, 0),
        (b"\x09", 10**9, 0),
        (b"\x8a", 2**10, 0),
        (b"\x03", 10**3, 3600),
    ],
)
def test_a_capture_as_wireshark_saves_it(
    order: str, options: bytes, units: int, shift: int
) -> None:
    """The kind: what Wireshark saves by default was called text that is not UTF-8."""
    passed = Passed()
    data = pcapng(
        (NOON - shift, datagram(b"one")),
        (NOON - shift + 1.5, datagram(b"two", vlan=True)),
        order=order,
        resolution=options,
        units=units,
        shift=shift,
    )
    first, second = read_datagrams(data, passed)
    assert (first.content, second.content) == (b"one", b"two")
    assert first.at.timestamp() == NOON
    assert (second.at - first.at).total_seconds() == 1.5
    assert data[first.offset : first.offset + 3] == b"one"
    assert list(passed) == []
    both = list(read_datagrams(data + data[:-7], passed))
    assert [d.content for d in both] == [b"one", b"two", b"one"]
    assert "1 packet at the end, cut short" in next(iter(passed))


@pytest.mark.parametrize(
    ("data", "offset", "what"),
    [
        (b"pcap", 0, "this is not a pcap file"),
        (pcap(link=147), 20, "link type 147 is not read"),
        (pcapng() + bytes(12), len(pcapng()) + 4, "a block of 0 bytes"),
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


@given(st.data())
def test_any_damage_to_what_wireshark_saved_is_read_or_refused(data: st.DataObject) -> None:
    whole = bytearray(pcapng((NOON, datagram(b"one")), (NOON, datagram(b"two"))))
    for _ in range(data.draw(st.integers(1, 3))):
        whole[data.draw(st.integers(12, len(whole) - 1))] = data.draw(st.integers(0, 255))
    assert reads_or_refuses(read_datagrams, bytes(whole))


@given(st.binary(max_size=200))
def test_any_bytes_after_the_header_are_read_or_refused(data: bytes) -> None:
    whole = pcap() + data
    assert is_capture(whole)
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
