"""Reads a QR code of bytes with error correction M, without mending anything: it must be right."""

import re
from collections.abc import Callable

CORRECTION = (10, 16, 26, 18, 24, 16, 18, 22, 22, 26)
BLOCKS = (1, 1, 1, 2, 2, 4, 4, 4, 5, 5)
EDGE = 4
MASKS: tuple[Callable[[int, int], int], ...] = (
    lambda x, y: (x + y) % 2,
    lambda x, y: y % 2,
    lambda x, y: x % 3,
    lambda x, y: (x + y) % 3,
    lambda x, y: (x // 3 + y // 2) % 2,
    lambda x, y: x * y % 2 + x * y % 3,
    lambda x, y: (x * y % 2 + x * y % 3) % 2,
    lambda x, y: ((x + y) % 2 + x * y % 3) % 2,
)


def read(path: str, view: str) -> str:
    """The text of a code that is drawn as a path of unit squares."""
    size = int(view.split()[2]) - 2 * EDGE
    dark = {(int(x) - EDGE, int(y) - EDGE) for x, y in re.findall(r"M(\d+),(\d+)h1", path)}
    version = (size - 17) // 4
    told = sum(((8, n) in dark) << n for n in range(6)) | ((8, 7) in dark) << 6
    told |= ((8, 8) in dark) << 7 | ((7, 8) in dark) << 8
    told |= sum(((14 - n, 8) in dark) << n for n in range(9, 15))
    told ^= 0x5412
    assert _divided(told, 0x537) == 0
    assert told >> 13 == 0  # the level M
    mask = MASKS[told >> 10 & 7]
    bits = [((x, y) in dark) != (mask(x, y) == 0) for x, y in _way(size, version)]
    count, degree = BLOCKS[version - 1], CORRECTION[version - 1]
    whole = [
        sum(bit << 7 - n for n, bit in enumerate(bits[k : k + 8]))
        for k in range(0, len(bits) // 8 * 8, 8)
    ]
    room = len(whole) - count * degree
    lengths = [room // count + (n >= count - room % count) for n in range(count)]
    blocks: list[list[int]] = [[] for _ in range(count)]
    left = iter(whole)
    for k in range(max(lengths)):
        for block, length in zip(blocks, lengths, strict=True):
            if k < length:
                block.append(next(left))
    ends: list[list[int]] = [[] for _ in range(count)]
    for _ in range(degree):
        for end in ends:
            end.append(next(left))
    for block, end in zip(blocks, ends, strict=True):
        _right([*block, *end], degree)
    data = b"".join(map(bytes, blocks))
    stream = int.from_bytes(data)
    wide, total = (8 if version < 10 else 16), len(data) * 8
    assert stream >> total - 4 == 4  # bytes
    length = stream >> total - 4 - wide & (1 << wide) - 1
    text = stream >> total - 4 - wide - 8 * length & (1 << 8 * length) - 1
    return text.to_bytes(length).decode()


def _divided(value: int, by: int) -> int:
    while value.bit_length() >= by.bit_length():
        value ^= by << value.bit_length() - by.bit_length()
    return value


def _right(block: list[int], degree: int) -> None:
    """See that the polynomial of a block is zero at each root of its correction."""
    root = 1
    for _ in range(degree):
        value = 0
        for byte in block:
            value = _times(value, root) ^ byte
        assert value == 0
        root = _times(root, 2)


def _times(one: int, other: int) -> int:
    product = 0
    for n in range(8):
        if other >> n & 1:
            product ^= one << n
    return _divided(product, 0x11D)


def _way(size: int, version: int) -> list[tuple[int, int]]:
    """The squares that hold bits, in order."""
    places = () if version == 1 else (6, size - 7) if version < 7 else (6, size // 2, size - 7)
    fixed = {
        (x, y)
        for x in range(size)
        for y in range(size)
        if x == 6
        or y == 6
        or (x < 9 and y < 9)
        or (x < 9 and y >= size - 8)
        or (x >= size - 8 and y < 9)
        or (version >= 7 and min(x, y) < 6 and max(x, y) >= size - 11)
    }
    for px in places:
        for py in places:
            corner = {(6, 6), (6, size - 7), (size - 7, 6)}
            if (px, py) not in corner:
                fixed |= {(px + x, py + y) for x in range(-2, 3) for y in range(-2, 3)}
    way, up = list[tuple[int, int]](), True
    right = size - 1
    while right > 0:
        right -= right == 6
        rows = range(size - 1, -1, -1) if up else range(size)
        way += [(x, y) for y in rows for x in (right, right - 1) if (x, y) not in fixed]
        right, up = right - 2, not up
    return way
