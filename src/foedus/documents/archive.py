"""The members of a zip archive, unpacked within bounds: an archive may say anything of itself."""

import io
import struct
import zipfile
import zlib
from typing import Final

from foedus.errors import FoedusError
from foedus.model.wording import counted

CHUNK: Final = 1 << 16
KINDS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""How members may be packed: others unpack to any size at once, and no author uses them."""


class ArchiveError(FoedusError):
    """An archive that is not unpacked, and why, in words that go after its name."""


class Archive:
    """A zip archive with at most so many members, and so many bytes in all of them."""

    def __init__(self, content: bytes, members: int, unpacked: int, kind: str) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, struct.error):
            raise ArchiveError(f"is not a complete {kind}; get it again") from None
        self.members = {info.filename: info for info in self._zip.infolist()}
        if len(self._zip.infolist()) > members:
            raise ArchiveError(
                f"has {counted(len(self._zip.infolist()), 'part')}, and at most {members:,} "
                f"are read"
            )
        size = sum(info.file_size for info in self._zip.infolist())
        if size > unpacked:
            raise ArchiveError(
                f"would take {size / 1e6:,.0f} MB of memory unpacked, and at most "
                f"{unpacked / 1e6:,.0f} MB are read"
            )
        self._left = self._most = unpacked

    def read(self, name: str) -> bytes:
        """The bytes of a member; all that are read count. Raises ArchiveError."""
        info = self.members.get(name)
        if info is None:
            raise ArchiveError(f"lacks {name}; get it again")
        if info.flag_bits & 1:
            raise ArchiveError(f"has locked {name} by a password; unpack it first")
        if info.compress_type not in KINDS:
            raise ArchiveError(f"has packed {name} in a way that is not read; pack it again")
        content = bytearray()
        try:
            with self._zip.open(info) as file:
                while chunk := file.read(CHUNK):  # a member may hold more than its entry says
                    self._left -= len(chunk)
                    if self._left < 0:
                        raise ArchiveError(
                            f"takes more than {self._most / 1e6:,.0f} MB of memory unpacked, the "
                            "most that is read"
                        )
                    content += chunk
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError):
            raise ArchiveError(f"is damaged in {name}; get it again") from None
        return bytes(content)
