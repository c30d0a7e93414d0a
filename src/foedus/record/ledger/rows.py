"""The entries of an export, a line each: number, commitment, salt and content.

    17 96c378be...cc 4f1a09b2...07 {"kind":"position",...}
    18 0b77aa01...9e - -

Numbers are counted from 0, hashes and salts are written in lower case hex, and the content is the
canonical JSON as it was committed to, which has no line break. An entry that was destroyed has a
dash for salt and content. Each row has one such line, so that any changed byte is another row or
none.
"""

from binascii import hexlify, unhexlify
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from foedus.record.ledger.leaf import SALT, commitment

GONE: Final = b"-"


class Row(NamedTuple):
    """An entry as it is stored; without salt and content where these were destroyed."""

    number: int
    commitment: bytes
    salt: bytes | None = None
    content: bytes | None = None

    @classmethod
    def made(cls, number: int, salt: bytes, content: bytes) -> "Row":
        """The row of an entry."""
        return cls(number, commitment(salt, content), salt, content)

    @property
    def destroyed(self) -> "Row":
        """The row after salt and content were destroyed."""
        return Row(self.number, self.commitment)

    def __bytes__(self) -> bytes:
        salt = GONE if self.salt is None else hexlify(self.salt)
        content = GONE if self.content is None else self.content
        return b"%d %b %b %b\n" % (self.number, hexlify(self.commitment), salt, content)


class Broken(str):
    """What is wrong with a line that is not a row."""

    __slots__ = ()


def read(lines: Iterable[bytes]) -> Iterator[Row | Broken]:
    """The row of each line, or what is wrong with it."""
    for line in lines:
        parts = line.removesuffix(b"\n").split(b" ", 3)
        try:
            number, committed, salt, content = parts
            row = Row(
                int(number),
                unhexlify(committed),
                None if salt == GONE else unhexlify(salt),
                None if salt == GONE else content,
            )
        except ValueError:  # of unpacking, of int and of unhexlify
            yield Broken("its line is not a number, a commitment, a salt and a content")
            continue
        if bytes(row) != line:
            yield Broken("its line is not written in the one way there is")
        elif len(row.commitment) != SALT or (row.salt is not None and len(row.salt) != SALT):
            yield Broken(f"its commitment and its salt are not of {SALT} bytes")
        else:
            yield row
