"""The compiled bundle: never stale, never half read, the same as the sources."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import msgspec
import platformdirs
import pytest
from click.testing import CliRunner
from pydantic import BaseModel, Field

import foedus
from foedus.authoring import bundle
from foedus.authoring.schemas import described
from foedus.catalogue.definitions import Definitions, Entries
from foedus.doors.cli.commands import compile_bundle
from foedus.model.time import Interval


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


def test_the_shipped_bundle_is_what_the_sources_say() -> None:
    key, content = bundle.packed(bundle.compile_sources())
    assert bundle.SHIPPED.read_bytes() == content, "run `foedus compile`"
    assert bundle.load()[1] == key


def test_the_same_sources_give_the_same_bundle_to_the_last_byte() -> None:
    program = (
        "import hashlib; from foedus.authoring import bundle;"
        "print(hashlib.sha256(bundle.packed(bundle.compile_sources())[1]).hexdigest())"
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


SOME = Definitions({}, {}, {}, {}, {}, {"fact": "asks whether"}, {})


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, empty_cache: Path) -> Path:
    """A checkout with one definition, one module, and a bundle newer than both."""
    package = tmp_path / "src" / "foedus"
    for name in ("definitions/frameworks/nato.yaml", *(f"{room}/a.py" for room in bundle.ROOMS)):
        (package / name).parent.mkdir(parents=True, exist_ok=True)
        (package / name).write_text("as it was", encoding="utf-8")
    (tmp_path / "pyproject.toml").touch()
    shipped = package / "definitions.msgpack"
    bundle.write(bundle.packed(SOME)[1], shipped)
    monkeypatch.setattr(bundle, "PACKAGE", package)
    monkeypatch.setattr(bundle, "SOURCES", package / "definitions")
    monkeypatch.setattr(bundle, "SHIPPED", shipped)
    monkeypatch.setattr(bundle, "CHECKOUT", tmp_path / "pyproject.toml")
    return package


def later(path: Path, seconds: int) -> None:
    when = bundle.SHIPPED.stat().st_mtime + seconds
    os.utime(path, (when, when))


def test_nothing_is_compiled_where_nothing_changed(
    checkout: Path, compiled: list[Definitions]
) -> None:
    assert bundle.load() == (SOME, bundle.packed(SOME)[0])
    assert not compiled


def test_what_is_compiled_stands_in_the_order_in_which_it_is_read_later(
    checkout: Path, empty_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    facts = {"later": "asks whether it was later", "early": "asks whether it was early"}
    made = Definitions({}, {}, {}, {}, {}, facts, {})
    monkeypatch.setattr(bundle, "compile_sources", lambda: made)
    later(checkout / "authoring" / "a.py", 1)
    first, again = bundle.load()[0], bundle.load()[0]
    assert list(first.facts) == list(again.facts) == ["early", "later"]


@pytest.mark.parametrize(
    "change", ["a definition", "a new file", "a file taken away", "the code", "code in a folder"]
)
def test_what_is_newer_than_the_bundle_is_compiled_once(
    change: str, checkout: Path, empty_cache: Path, compiled: list[Definitions]
) -> None:
    frameworks = checkout / "definitions" / "frameworks"
    later(frameworks, -1)
    match change:
        case "a definition":
            later(frameworks / "nato.yaml", 1)
        case "a new file":
            (frameworks / "weu.yaml").touch()
            later(frameworks / "weu.yaml", -100)
            later(frameworks, 1)
        case "a file taken away":
            (frameworks / "nato.yaml").unlink()
            later(frameworks, 1)
        case "the code":
            later(checkout / "authoring" / "a.py", 1)
        case "code in a folder":
            (checkout / "authoring" / "deep").mkdir()
            (checkout / "authoring" / "deep" / "a.py").touch()
            later(checkout / "authoring" / "deep" / "a.py", 1)
    first, key = bundle.load()
    assert first.facts == {"fact": "asks 0"}
    assert key == bundle.packed(first)[0] != bundle.packed(SOME)[0]
    assert bundle.load() == (first, key)
    assert len(compiled) == 1


def test_a_comment_in_the_code_leaves_the_bundle_as_it_is(
    checkout: Path, empty_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bundle, "compile_sources", lambda: SOME)
    before = bundle.SHIPPED.read_bytes()
    later(checkout / "language" / "a.py", 1)
    assert bundle.load() == (SOME, bundle.packed(SOME)[0])
    later(checkout / "language" / "a.py", -1)
    monkeypatch.setattr(bundle, "compile_sources", lambda: pytest.fail("compiled again"))
    assert bundle.load()[0] == SOME
    assert bundle.SHIPPED.read_bytes() == before
    assert not empty_cache.exists()


def test_an_installed_package_trusts_its_bundle(
    checkout: Path, compiled: list[Definitions], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bundle, "CHECKOUT", checkout / "absent.toml")
    later(checkout / "definitions" / "frameworks" / "nato.yaml", 1)
    assert bundle.load()[0] == SOME
    assert not compiled


CONFLICT = b"<<<<<<< HEAD\n" + bundle.packed(SOME)[1] + b"\n=======\n>>>>>>> other\n"


@pytest.mark.parametrize(
    "content",
    [b"", b"short", bundle.packed(SOME)[1][:-20], CONFLICT, None],
    ids=["empty", "other", "cut", "conflict", "absent"],
)
def test_a_bundle_that_is_not_whole_is_not_used(
    content: bytes | None, checkout: Path, compiled: list[Definitions]
) -> None:
    bundle.SHIPPED.unlink()
    if content is not None:
        bundle.SHIPPED.write_bytes(content)
    first, _ = bundle.load()
    assert first == compiled[0]
    assert bundle.load()[0] == first
    assert len(compiled) == 1


def test_a_conflict_in_the_bundle_is_mended_by_compiling(
    checkout: Path, compiled: list[Definitions]
) -> None:
    bundle.SHIPPED.write_bytes(CONFLICT)
    result = CliRunner().invoke(compile_bundle)
    assert result.exit_code == 0, result.output
    assert bundle.SHIPPED.read_bytes() == bundle.packed(compiled[0])[1]


def test_a_home_that_cannot_be_written_to_costs_only_time(
    checkout: Path, monkeypatch: pytest.MonkeyPatch, compiled: list[Definitions]
) -> None:
    bundle.SHIPPED.unlink()
    (checkout / "file").write_text("in the way", encoding="utf-8")
    monkeypatch.setattr(platformdirs, "user_cache_dir", lambda _: str(checkout / "file"))
    assert bundle.load()[0] == compiled[0]


def test_a_bundle_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    definitions, key = bundle.load()
    assert bundle.packed(definitions) == (key, bundle.SHIPPED.read_bytes())
    bundle.write(b"content", tmp_path / "b.msgpack")
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"content"], "nothing is left"


def test_a_framework_is_read_when_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []

    def reader(packed: memoryview) -> str:
        read.append(packed.tobytes().decode())
        return read[-1].upper()

    entries = Entries({"a": memoryview(b"nato"), "b": memoryview(b"weu")}, reader)
    assert (list(entries), len(entries), "b" in entries, "c" in entries) == (
        ["a", "b"],
        2,
        True,
        False,
    )
    assert entries.get("c", "nothing") == "nothing"
    with pytest.raises(KeyError):
        entries["c"]
    assert not read
    assert entries["b"] is entries.get("b")
    assert entries["b"] == "WEU"
    assert read == ["weu"]
    assert entries == {"a": "NATO", "b": "WEU"}


def test_asking_of_one_framework_reads_only_those_it_names() -> None:
    world = foedus.load()
    world.ask("member", framework="nato", state="FIN", on=date(2023, 4, 4))
    frameworks = world.catalogue.frameworks
    assert isinstance(frameworks, Entries)
    assert set(frameworks._read) == {"nato"}


def test_no_code_outside_the_rooms_named_has_a_part_in_compiling() -> None:
    program = (
        "import sys; from foedus.authoring import bundle; bundle.packed(bundle.compile_sources());"
        "print(*(name for name in sys.modules if name.startswith('foedus.')))"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert {name.split(".")[1] for name in run.stdout.split()} == {
        *bundle.ROOMS,
        "errors",
        "extensions",
    }


class Inner(BaseModel):
    """What a file is made of counts at any depth; prose does not."""

    a: int = Field(description="Some number")


class Outer(BaseModel):
    inner: list[Inner | None] = []
    named: int = Field(0, alias="as")


class Kept(msgspec.Struct, frozen=True, tag="kept"):
    when: Interval
    some: frozenset[str] = frozenset({"x", "y"})


def test_the_schemas_tell_each_field_and_default_at_any_depth_and_no_prose() -> None:
    assert described([Outer, Kept]).splitlines() == [
        "Inner ",
        "Inner.a None PydanticUndefined",
        "Interval None=None False True",
        "Interval.end end datetime.date(9999, 12, 31)",
        "Interval.start start datetime.date(1, 1, 1)",
        "Kept type=kept False False",
        """Kept.some some ["'x'", "'y'"]""",
        "Kept.when when NODEFAULT",
        "Outer ",
        "Outer.inner None []",
        "Outer.named as 0",
    ]
