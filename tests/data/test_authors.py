"""The authors' files are looked for in one folder, and what is not there is said in few words."""

from pathlib import Path

import pytest

from tests.data.conftest import VARIABLE, authors_files


def test_the_variable_names_their_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    (tmp_path / "states.csv").touch()
    assert authors_files("states.csv") == (tmp_path / "states.csv",)


def test_without_a_folder_every_test_gives_the_same_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "none"))
    for name in ("states.csv", "votes.csv"):
        with pytest.raises(pytest.skip.Exception) as skipped:
            authors_files(name)
        assert skipped.value.msg == (
            "the authors' files of the datasets are not here (FOEDUS_DATASETS)"
        )


def test_a_folder_that_lacks_a_file_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    with pytest.raises(pytest.skip.Exception, match=r"the authors' file votes.csv is not in "):
        authors_files("votes.csv")
