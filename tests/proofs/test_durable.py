"""What strace tells of a flush between an act and its acknowledgement."""

from pathlib import Path

import pytest

from proofs import durable

ASKED = '70 10.0 recvfrom(9, "POST /api/v1/acts/table HTTP/1.1"..., 64, 0) = 64 <0.0001>\n'
TOLD = '70 12.0 sendto(9, "HTTP/1.1 201 Created"..., 64, 0) = 64 <0.0001>\n'


def seen(folder: Path, *lines: str) -> int:
    log = folder / "log"
    log.write_text("".join(lines), encoding="utf-8")
    return durable.checked(list(durable.answered(log)), list(durable.flushes(log)))


@pytest.mark.parametrize(
    "flush",
    [
        ("71 10.5 fdatasync(5) = 0 <0.2>\n",),
        ("71 10.5 fsync(5 <unfinished ...>\n", "71 10.7 <... fsync resumed>) = 0 <0.2>\n"),
    ],
)
def test_a_flush_that_began_after_and_ended_before_counts(
    tmp_path: Path, flush: tuple[str, ...]
) -> None:
    assert seen(tmp_path, ASKED, *flush, TOLD) == 1


@pytest.mark.parametrize(
    "flush",
    [
        "",
        "71 9.5 fdatasync(5) = 0 <0.2>\n",
        "71 11.9 fdatasync(5) = 0 <0.2>\n",
        "71 10.5 fdatasync(5) = -1 EIO (Input/output error) <0.2>\n",
    ],
    ids=["none", "before it was asked", "over after it was told", "failed"],
)
def test_an_acknowledgement_without_one_is_found(tmp_path: Path, flush: str) -> None:
    with pytest.raises(AssertionError, match="without a flush"):
        seen(tmp_path, *sorted((ASKED, flush, TOLD), key=lambda line: line[3:8]))
