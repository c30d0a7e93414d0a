"""Files that are no files, or have no end: one sentence, and no waiting."""

import os
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from foedus.documents import source
from foedus.documents.files import LARGEST, UnreadableError, content_of
from foedus.documents.problems import DefinitionError
from foedus.documents.reading import read_document
from foedus.documents.source import read, read_text
from foedus.doors.cli.app import _group


def holes(path: Path, size: int) -> Path:
    """A file of a size that takes no room."""
    with path.open("wb") as file:
        file.truncate(size)
    return path


def test_a_file_is_read_up_to_its_bound(tmp_path: Path) -> None:
    path = holes(tmp_path / "call.yaml", 100)
    assert content_of(path, 100) == bytes(100)
    with pytest.raises(UnreadableError, match="is larger than 0 MB, the most that is read"):
        content_of(path, 99)


@pytest.mark.parametrize("kind", ["yaml", "json", "xlsx"])
def test_a_document_that_is_larger_than_any_is_refused_unread(kind: str, tmp_path: Path) -> None:
    path = holes(tmp_path / f"call.{kind}", 20 * LARGEST)
    with pytest.raises(DefinitionError, match=":1: this is larger than 20 MB, the most that is"):
        read_document(path, list[Any])


@pytest.mark.skipif(os.name != "posix", reason="pipes with names are of POSIX systems")
@pytest.mark.parametrize("endless", ["pipe", "/dev/zero"])
@pytest.mark.parametrize("kind", ["yaml", "xlsx"])
def test_what_may_never_end_is_refused(endless: str, kind: str, tmp_path: Path) -> None:
    path = tmp_path / f"call.{kind}"
    if endless == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to(endless)
    with pytest.raises(DefinitionError, match="this is a device or a pipe, which may never end"):
        read_document(path, list[Any])


def test_a_folder_of_definitions_may_hold_anything(tmp_path: Path) -> None:
    """One sentence for each thing in it that is no definition, and the others are checked."""
    (tmp_path / "folder.yaml").mkdir()
    holes(tmp_path / "large.yaml", 20 * LARGEST)
    os.mkfifo(tmp_path / "pipe.yaml")
    result = CliRunner().invoke(_group, ["check", str(tmp_path)], prog_name="foedus")
    assert isinstance(result.exception, DefinitionError | SystemExit)
    told = str(result.exception) + result.output
    for says in (
        "folder.yaml:1: this is a folder, not a file",
        "large.yaml:1: this is larger than 20 MB, the most that is read",
        "pipe.yaml:1: this is a device or a pipe, which may never end; save it as a file",
    ):
        assert says in told


def test_what_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(DefinitionError, match="this cannot be read: No such file or directory"):
        read(tmp_path / "call.yaml")


@pytest.mark.parametrize(
    "text", ["[" + "1," * 200 + "1]", "".join(f"- a{n}: 1\n" for n in range(200))]
)
def test_values_are_counted_before_anything_is_made_of_them(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(source, "MOST", 100)
    monkeypatch.setattr(source, "_data", None)
    with pytest.raises(DefinitionError, match=r"call.yaml:\d+: more than 100 values"):
        read_text(text, "call.yaml")
