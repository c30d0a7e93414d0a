"""Pictures on the command line: where there is one, and one sentence where there is none."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from foedus.doors.cli.app import _group as group


def asked(*words: str) -> Result:
    return CliRunner().invoke(group, list(words))


def test_one_command_writes_a_map_and_a_chart(tmp_path: Path) -> None:
    pytest.importorskip("vl_convert", reason="charts are drawn with foedus[report]")
    chart, drawn = tmp_path / "votes.PNG", tmp_path / "votes.svg"
    motion = ("un/security-council", "--for", "FRA", "--on", "2022-02-25")
    found = asked("decide", *motion, "--map", str(drawn), "--chart", str(chart))
    assert found.exit_code == 0, found.output
    assert chart.read_bytes().startswith(b"\x89PNG\r\n")
    assert drawn.read_text(encoding="utf-8").startswith("<svg ")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("bound", "POL", "USA", "--map", "a.gif"), "'a.gif' does not end in .svg or .png"),
        (("bound", "POL", "--map", "no/such/a.svg"), "there is no folder 'no/such'"),
        (
            ("member", "nato", "FIN", "--on", "2023-04-04", "--map", "a.svg"),
            "no map can be drawn of member, but of bound, casus, covered",
        ),
        (
            ("framework", "nato", "--on", "1900-01-01", "--map", "a.svg"),
            "this answer to framework lights no state on a map",
        ),
        (
            ("panel", "codebook", "--chart", "a.png"),
            "this answer to panel has nothing that a chart shows",
        ),
    ],
)
def test_what_cannot_be_drawn_is_told_in_a_sentence(
    words: tuple[str, ...], told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    refused = asked(*words)
    assert refused.exit_code == 2
    assert told in refused.output
    assert not list(tmp_path.iterdir())


def test_help_shows_a_picture_where_there_is_one() -> None:
    assert "--map FILE" in asked("casus", "--help").output
    assert "--chart" not in asked("casus", "--help").output
    assert "--chart FILE" in asked("apportion", "--help").output
    assert "--map" not in asked("apportion", "--help").output
