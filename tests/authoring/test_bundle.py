"""The compiled bundle: never stale, never half read, the same as the sources."""

import os
import subprocess
import sys
from pathlib import Path

import msgspec
import platformdirs
import pytest

from foedus.authoring import bundle
from foedus.catalogue.definitions import Definitions


@pytest.fixture
def empty_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(platformdirs, "user_cache_dir", lambda _: str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[Definitions]:
    """Each time the sources are compiled, the definitions are added to this list."""
    made: list[Definitions] = []

    def compile_sources() -> Definitions:
        made.append(Definitions({}, {}, {}, {}, {}, {"fact": f"asks {len(made)}"}, {}))
        return made[-1]

    monkeypatch.setattr(bundle, "compile_sources", compile_sources)
    return made


def in_order(definitions: Definitions) -> Definitions:
    """The definitions with the rings of every area in a fixed order; their order means nothing."""
    areas = {
        name: msgspec.structs.replace(area, rings=tuple(sorted(area.rings)))
        for name, area in definitions.areas.items()
    }
    return msgspec.structs.replace(definitions, areas=areas)


def test_the_shipped_bundle_is_what_the_sources_say() -> None:
    assert bundle.is_current()
    shipped, key = bundle.load()
    assert key == bundle.key()
    assert in_order(shipped) == in_order(bundle.compile_sources())


def test_the_same_sources_give_the_same_bundle_to_the_last_byte() -> None:
    program = (
        "import hashlib; from foedus.authoring import bundle;"
        "print(hashlib.sha256(bundle.encoded(bundle.compile_sources())).hexdigest())"
    )
    made = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(made) == 1


@pytest.mark.parametrize(
    "content", [b"", b"short", b"0" * 64 + b"\x80", None], ids=lambda c: repr(c)[:12]
)
def test_a_bundle_with_another_key_is_not_used(
    content: bytes | None,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    empty_cache: Path,
    compiled: list[Definitions],
) -> None:
    other = tmp_path / "other.msgpack"
    if content is not None:
        other.write_bytes(content)
    monkeypatch.setattr(bundle, "SHIPPED", other)
    definitions, key = bundle.load()
    assert definitions is compiled[0]
    assert (empty_cache / f"{key}.msgpack").exists()


def test_what_was_compiled_once_is_kept_under_its_key(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    empty_cache: Path,
    compiled: list[Definitions],
) -> None:
    monkeypatch.setattr(bundle, "SHIPPED", tmp_path / "absent.msgpack")
    first, _ = bundle.load()
    second, _ = bundle.load()
    assert first == second
    assert len(compiled) == 1


def test_a_home_that_cannot_be_written_to_costs_only_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, compiled: list[Definitions]
) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    monkeypatch.setattr(bundle, "SHIPPED", tmp_path / "absent.msgpack")
    monkeypatch.setattr(platformdirs, "user_cache_dir", lambda _: str(tmp_path / "file"))
    assert bundle.load()[0] is compiled[0]


@pytest.mark.parametrize("change", ["a definition", "a new file", "a name", "the code"])
def test_the_key_changes_with_every_source(
    change: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sources = tmp_path / "definitions"
    for name in ("definitions/nato.yaml", "definitions/cities.tsv", "language/tree.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("as it was", encoding="utf-8")
    monkeypatch.setattr(bundle, "PACKAGE", tmp_path)
    monkeypatch.setattr(bundle, "SOURCES", sources)
    before = bundle.key()
    assert bundle.key() == before
    match change:
        case "a definition":
            (sources / "nato.yaml").write_text("as it is", encoding="utf-8")
        case "a new file":
            (sources / "weu.yaml").write_text("as it was", encoding="utf-8")
        case "a name":
            (sources / "nato.yaml").rename(sources / "otan.yaml")
        case "the code":
            (tmp_path / "language" / "tree.py").write_text("as it is", encoding="utf-8")
    assert bundle.key() != before


def test_a_bundle_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    definitions, key = bundle.load()
    file = tmp_path / "b.msgpack"
    bundle.write(definitions, key, file)
    assert file.read_bytes()[:64] == key.encode()
    assert msgspec.msgpack.decode(file.read_bytes()[64:], type=Definitions) == definitions
    assert list(tmp_path.iterdir()) == [file], "no temporary file is left behind"
