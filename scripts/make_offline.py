"""Make one archive that installs foedus where there is no network.

    python scripts/make_offline.py [--to FOLDER] [--python 3.12 ...]

In it are the wheels of foedus and of all that it needs, for each Python on Linux (x86_64, glibc
2.28 or newer), the built web, the documentation, a bill of materials and checksums. It needs uv,
pip and the group `docs`, and a network. The same commit makes the same bytes.
"""

import argparse
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from packaging.requirements import Requirement
from packaging.tags import Tag, compatible_tags, cpython_tags
from packaging.utils import canonicalize_name, parse_wheel_filename

sys.path.insert(0, str(Path(__file__).parent))
import sbom

ROOT: Final = Path(__file__).parents[1]
PYTHONS: Final = ("3.11", "3.12", "3.13", "3.14")
GLIBC: Final = 28
PLATFORMS: Final = (
    *(f"manylinux_2_{minor}_x86_64" for minor in range(GLIBC, 4, -1)),
    *(f"manylinux{year}_x86_64" for year in (2014, 2010, 1)),
)
"""The machines that a wheel may be for, the newest first."""
SUMS: Final = "SHA256SUMS"
BILL: Final = "sbom.cdx.json"
README: Final = """\
# foedus {version}, to install without a network

For Linux on x86_64 with glibc 2.{glibc} or newer, and any Python of {pythons}. In this folder:

```sh
sha256sum --check --quiet SHA256SUMS
python3 -m venv ~/foedus
~/foedus/bin/pip install --no-index --find-links wheels 'foedus[all]'
~/foedus/bin/foedus casus --on 2001-09-11 --attacked USA --attacker al-qaida --at "New York"
~/foedus/bin/foedus serve --open
```

- `wheels/`: foedus and all that it needs. Nothing is compiled or downloaded.
- `docs/index.html`: the documentation.
- `web/`: the built atlas, as the wheel has it; `foedus serve` needs no copy.
- `sbom.cdx.json`: the bill of materials (CycloneDX): every package, its source and its sum.
- `SHA256SUMS`: the sum of every other file.
"""


def requirements(exported: str, python: str) -> list[str]:
    """What `uv export` pins for one Python on Linux, a line each, with its sums.

    A marker may tell the releases of one Python apart; what any of them needs is wanted.
    """
    minor = {
        "python_version": python,
        "sys_platform": "linux",
        "platform_system": "Linux",
        "platform_machine": "x86_64",
        "os_name": "posix",
        "platform_python_implementation": "CPython",
        "implementation_name": "cpython",
    }
    found = []
    for line in re.sub(r"\\\n\s*", " ", exported).splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        named, *sums = re.split(r"\s+(?=--hash)", line.strip())
        requirement = Requirement(named)
        marker, requirement.marker = requirement.marker, None
        releases = (f"{python}.0", f"{python}.99")
        if marker is None or any(
            marker.evaluate({**minor, "python_full_version": release}) for release in releases
        ):
            found.append(" ".join((str(requirement), *sums)))
    return found


def tags(python: str) -> frozenset[Tag]:
    """The tags of the wheels that one Python installs on these machines."""
    version = tuple(map(int, python.split(".")))
    abi = f"cp{python.replace('.', '')}"
    return frozenset(
        [
            *cpython_tags(version, [abi], PLATFORMS),
            *compatible_tags(version, abi, PLATFORMS),
        ]
    )


def lacking(wanted: Iterable[str], names: Iterable[str], python: str) -> list[str]:
    """What of the requirements of one Python has no wheel among the names that it can install."""
    fit = tags(python)
    there = set()
    for name in names:
        distribution, version, _, known = parse_wheel_filename(name)
        if known & fit:
            there.add((distribution, str(version)))
    pinned = [Requirement(line.partition(" --hash")[0]) for line in wanted]
    return [
        str(requirement)
        for requirement in pinned
        if (canonicalize_name(requirement.name), str(requirement.specifier).removeprefix("=="))
        not in there
    ]


def digest(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def sums(folder: Path) -> str:
    """The sum of every file of a folder but that of the sums, as `sha256sum --check` reads them."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    named = [(path.relative_to(folder).as_posix(), path) for path in files]
    return "".join(f"{digest(path)}  {name}\n" for name, path in named if name != SUMS)


def pack(folder: Path, to: Path, epoch: int) -> None:
    """Write a folder as one archive, the same bytes for the same files."""

    def plain(member: tarfile.TarInfo) -> tarfile.TarInfo:
        member.uid = member.gid = 0
        member.uname = member.gname = ""
        member.mtime = epoch
        member.mode = 0o755 if member.isdir() else 0o644
        return member

    with tarfile.open(to, "w", format=tarfile.PAX_FORMAT) as archive:
        for path in [folder, *sorted(folder.rglob("*"))]:
            name = path.relative_to(folder.parent).as_posix()
            archive.add(path, name, recursive=False, filter=plain)


def export(*form: str) -> str:
    """What the lock pins of foedus with all its extras."""
    lock = ("uv", "export", "--quiet", "--locked", "--extra", "all", "--no-default-groups")
    return _told(*lock, "--no-emit-project", *form)


def exported() -> str:
    """The same as requirements with their sums."""
    return export("--no-header", "--no-annotate")


def download(wanted: Sequence[str], python: str, to: Path) -> None:
    """Fetch the wheels that one Python needs, each held to its sum."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
        file.write("\n".join(wanted))
        file.flush()
        for_these = [word for name in PLATFORMS for word in ("--platform", name)]
        _pip("download", "--no-deps", "--require-hashes", "--only-binary", ":all:", *for_these,
             "--python-version", python, "--implementation", "cp",
             "--dest", str(to), "--requirement", file.name)  # fmt: skip


def epoch_of_commit() -> int:
    """SOURCE_DATE_EPOCH, or when the commit was made."""
    given = os.environ.get("SOURCE_DATE_EPOCH")
    return int(given or _told("git", "log", "-1", "--format=%ct"))


def make(to: Path, pythons: Sequence[str] = PYTHONS) -> Path:
    """Make the archive in a folder, and give its path."""
    epoch = epoch_of_commit()
    os.environ["SOURCE_DATE_EPOCH"] = str(epoch)
    pinned = exported()
    with tempfile.TemporaryDirectory() as made:
        wheels = Path(made) / "wheels"
        _pip("wheel", "--no-deps", "--wheel-dir", str(wheels), str(ROOT))
        (own,) = (path.name for path in wheels.iterdir())
        version = str(parse_wheel_filename(own)[1])
        folder = Path(made) / f"foedus-{version}-offline"
        folder.mkdir()
        wheels = wheels.rename(folder / "wheels")
        for python in pythons:
            print(f"wheels for Python {python} ...", flush=True)
            download(requirements(pinned, python), python, wheels)
        shutil.copytree(ROOT / "src/foedus/doors/web/built", folder / "web")
        _told(sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet",
              "--no-directory-urls", "--site-dir", str(folder / "docs"))  # fmt: skip
        for map_ in (folder / "docs").glob("sitemap.xml*"):  # of a site, which this is not
            map_.unlink()
        for name in ("LICENSE", "NOTICE", "CHANGELOG.md"):
            shutil.copy(ROOT / name, folder / name)
        listed = "3.11 to 3.14" if tuple(pythons) == PYTHONS else ", ".join(pythons)
        told = README.format(version=version, glibc=GLIBC, pythons=listed)
        (folder / "README.md").write_text(told, encoding="utf-8")
        bill = sbom.bill(
            json.loads(export("--format", "cyclonedx1.5")),
            {path.name: digest(path) for path in wheels.iterdir()},
            json.loads((ROOT / "web/package-lock.json").read_text(encoding="utf-8")),
            own,
            epoch,
        )
        (folder / BILL).write_text(f"{json.dumps(bill, indent=2)}\n", encoding="utf-8")
        (folder / SUMS).write_text(sums(folder), encoding="utf-8")
        to.mkdir(parents=True, exist_ok=True)
        archive = to / f"{folder.name}-linux-x86_64.tar"
        pack(folder, archive, epoch)
    return archive


def _pip(*arguments: str) -> None:
    _told(sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", *arguments)


def _told(*command: str) -> str:
    """What a command prints; where it fails, the end of what it said is the reason."""
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if run.returncode:
        said = "\n".join(run.stderr.strip().splitlines()[-5:])
        raise SystemExit(f"{' '.join(command[:4])} failed: {said}")
    return run.stdout


def main() -> None:
    """Make the archive, and tell its sum."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--to", type=Path, default=ROOT / "dist")
    parser.add_argument("--python", nargs="+", choices=PYTHONS, default=PYTHONS)
    given = parser.parse_args()
    if shutil.which("uv") is None:
        raise SystemExit("uv is needed, and is not here: pip install uv")
    archive = make(given.to, given.python)
    print(f"{digest(archive)}  {archive} ({archive.stat().st_size / 1e6:,.0f} MB)")


if __name__ == "__main__":
    main()
