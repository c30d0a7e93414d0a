"""Prove that the wheel is reproducible: the same bytes elsewhere, later and for another user.

    python proofs/wheel.py

What the commit has is laid in two folders, whose files differ in their dates and permissions, and a
wheel is built in each: with another clock zone, hash seed, umask and language. The definitions are
compiled in both, too. The bytes must be the same, and nothing in them of today. That the built web
is what its sources make again, `.ci/run` sees to.
"""

import argparse
import hashlib
import os
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[1]
EPOCH: Final = 1_577_934_245
"""2 January 2020, 03:04:05: a wheel holds even seconds."""
PLACES: Final[Mapping[str, tuple[int, int, Mapping[str, str]]]] = {
    "one": (1_000_000_000, 0o022, {"TZ": "Asia/Tokyo", "PYTHONHASHSEED": "1", "LC_ALL": "C"}),
    "two/deeper": (
        1_700_000_000,
        0o077,
        {"TZ": "America/Lima", "PYTHONHASHSEED": "2", "LC_ALL": "C.UTF-8"},
    ),
}
"""Where it is built: the date of the files, the umask, and the environment."""
COMPILED: Final = """
import sys
from foedus.authoring import bundle
sys.stdout.buffer.write(bundle.packed(bundle.compile_sources())[1])
"""


def lay(folder: Path, when: int, mask: int) -> None:
    """The files of the commit, as somebody else would have them."""
    folder.mkdir(parents=True)
    packed = subprocess.run(
        ["git", "archive", "HEAD"], cwd=ROOT, capture_output=True, check=True
    ).stdout
    subprocess.run(["tar", "-x", "-C", str(folder)], input=packed, check=True)
    for path in folder.rglob("*"):
        path.chmod(path.stat().st_mode & ~mask)
        os.utime(path, (when, when))


def built(folder: Path, mask: int, env: Mapping[str, str]) -> tuple[str, bytes]:
    """The name and the bytes of the wheel of a folder."""
    made = folder.parent / f"{folder.name}-wheel"
    command = ("wheel", "--quiet", "--no-deps", "--wheel-dir", str(made), str(folder))
    subprocess.run(
        [sys.executable, "-m", "pip", "--disable-pip-version-check", *command],
        env={**os.environ, **env, "SOURCE_DATE_EPOCH": str(EPOCH)},
        umask=mask,
        check=True,
    )
    (wheel,) = made.iterdir()
    return wheel.name, wheel.read_bytes()


def compiled(folder: Path, env: Mapping[str, str]) -> bytes:
    """The bundle of definitions that the sources of a folder make."""
    path = {"PYTHONPATH": str(folder / "src")}
    return subprocess.run(
        [sys.executable, "-c", COMPILED],
        cwd=folder,
        env={**os.environ, **env, **path},
        capture_output=True,
        check=True,
    ).stdout


def prove() -> int:
    """The number of files of a wheel that is the same bytes wherever it is built."""
    with tempfile.TemporaryDirectory() as made:
        wheels, bundles = [], []
        for name, (when, mask, env) in PLACES.items():
            folder = Path(made) / name
            lay(folder, when, mask)
            wheels.append(built(folder, mask, env))
            bundles.append(compiled(folder, env))
        (first, one), (second, two) = wheels
        assert first == second, f"{first} is not {second}"
        assert one == two, f"two builds of {first} differ"
        assert bundles[0] == bundles[1], "two compilations of the definitions differ"
        path = Path(made) / first
        path.write_bytes(one)
        with zipfile.ZipFile(path) as archive:
            days = {entry.date_time for entry in archive.infolist()}
            shipped = archive.read("foedus/definitions.msgpack")
            assert any(name.startswith("foedus/doors/web/built/") for name in archive.namelist())
            count = len(archive.namelist())
        assert len(days) == 1, f"its files are of several days: {sorted(days)}"
        assert days == {(2020, 1, 2, 3, 4, 4)}, f"its files are of {days}, not of the day given"
        committed = subprocess.run(
            ["git", "show", "HEAD:src/foedus/definitions.msgpack"],
            cwd=ROOT,
            capture_output=True,
            check=True,
        ).stdout
        assert shipped == committed, "the wheel has another bundle than the commit"
    print(f"{first}: {count} files, SHA-256 {hashlib.sha256(one).hexdigest()}")
    return count


def main() -> None:
    """Prove it of the commit that is checked out."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    prove()


if __name__ == "__main__":
    main()
