"""Nodes and records on the command line: made, verified, copied, and carried in files."""

import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from foedus.doors.cli.app import _group
from tests.conftest import cheap_passphrases


@pytest.fixture(autouse=True, scope="module")
def sign_in_at_no_cost() -> Iterator[None]:
    with cheap_passphrases():
        yield


def run(*arguments: str, **environment: str) -> Result:
    return CliRunner().invoke(_group, arguments, env=environment)


def said(*arguments: str, **environment: str) -> str:
    result = run(*arguments, **environment)
    assert result.exit_code == 0, result.output
    return result.stdout


def refused(*arguments: str, **environment: str) -> str:
    result = run(*arguments, **environment)
    assert result.exit_code == 2, result.output
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.stderr


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    """A node to try things on, and the passphrase of its people."""
    place = str(tmp_path_factory.mktemp("nodes") / "demo")
    told = said("node", "demo", place)
    found = re.search(r"passphrase of each is (\S+)", told)
    assert found
    return place, found[1]


def test_what_a_person_may_see_is_exported_mirrored_and_witnessed(
    demo: tuple[str, str], tmp_path: Path
) -> None:
    place, phrase = demo
    file, mirror, note = (str(tmp_path / name) for name in ("est.zip", "mirror", "seen.note"))
    exporting = ("record", "export", place, "--as", "est", "--out")
    assert "what EST may see of 14 entries" in said(*exporting, file, FOEDUS_PASSPHRASE=phrase)
    assert "say who you are" in refused("record", "export", place, "--out", f"{file}2")
    assert not Path(f"{file}2").exists()
    told = said("record", "verify", file)
    assert "is the one that the export names itself" in told
    key = re.findall(r"foedus/nato\+\S+", told)[0]
    assert "names itself" not in said("record", "verify", file, "--key", key)
    assert "As a witness it signs" in said("record", "import", file, "--into", mirror)
    said("record", "witness", mirror, "--out", note)
    assert "1 witness has signed it" in said("record", "witness", place, "--add", note)
    assert "nothing was changed" in said("record", "verify", mirror, "--checkpoint", note)
    wrong = key[:-4] + "AAA="
    assert run("record", "verify", file, "--key", wrong).exit_code == 2


def test_a_proof_is_verified_by_the_key_of_the_log_alone(
    demo: tuple[str, str], tmp_path: Path
) -> None:
    place, _ = demo
    proof = str(tmp_path / "m-2.proof")
    said("record", "prove", place, "M-2", "--out", proof)
    origin = Path(place, "log.key").read_text().split("+")[2]
    from foedus.nodes.node import Node

    with Node.open(place) as node:
        key = node.settings["verifier"]
    told = said("record", "verify", proof, "--key", key)
    assert f"stands in {origin} under the number" in told
    assert "give --key" in refused("record", "verify", proof)
    assert "is there already" in refused("record", "prove", place, "M-2", "--out", proof)
    assert "no entry is called 'M-99'" in refused("record", "prove", place, "M-99", "--out", "x")


def test_a_backup_is_restored_and_one_that_was_changed_is_named_by_entry(
    demo: tuple[str, str], tmp_path: Path
) -> None:
    place, _ = demo
    file, restored = tmp_path / "backup", str(tmp_path / "restored")
    said("node", "backup", place, "--out", str(file))
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE entries SET by = 'POL' WHERE number = 3")
    connection.close()
    told = refused("node", "restore", restored, "--from", str(file), "--keys", place)
    assert "is not restored: Entry 3: its by in the clear is not that of the entry" in told
    file.unlink()
    said("node", "backup", place, "--out", str(file))
    said("node", "restore", restored, "--from", str(file), "--keys", place)
    assert "14 entries" in said("record", "verify", restored)
    with sqlite3.connect(Path(restored, "record.db")) as connection:
        connection.execute("DELETE FROM links")
    connection.close()
    result = run("record", "verify", restored)
    assert result.exit_code == 1
    assert "of links is missing; `foedus record rebuild` mends it" in result.stderr
    said("record", "rebuild", restored)
    said("record", "verify", restored)


def test_a_place_that_cannot_be_is_refused_in_a_sentence(tmp_path: Path) -> None:
    place = str(tmp_path / "node")
    assert "no framework is called" in refused("node", "init", place, "--framework", "natoo")
    assert "there is no node at" in refused("record", "verify", place)
    file = tmp_path / "file"
    file.write_text("x")
    assert "cannot be made" in refused("node", "init", f"{file}/node", "--framework", "nato")
    told = refused("node", "init", "mysql://host/name", "--framework", "nato")
    assert "a folder, or an address such as postgresql://user@host/name" in told
