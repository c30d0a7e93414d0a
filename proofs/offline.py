"""Prove that the archive of `scripts/make_offline.py` installs and answers without a network.

    python proofs/offline.py [ARCHIVE]

Without an archive it is made first. All its sums are checked, and for each Python that the names of
the wheels hold all that it needs, each once in the bill of materials. Then a namespace without a
network is entered (as root, or where users may make one), where the Python at hand installs it in a
new environment, asks, serves the atlas and reads it back. Nothing of it can come from elsewhere.
"""

import argparse
import json
import os
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

sys.path.insert(0, str(Path(__file__).parents[1] / "scripts"))
import make_offline

ALONE: Final = ("unshare", "--net", "--map-root-user")
INSIDE: Final = """
set -eu
ip link set lo up
if python3 -c 'import socket; socket.create_connection(("1.1.1.1", 443), 3)' 2> /dev/null; then
  echo 'there is a network' >&2
  exit 3
fi
sha256sum --check --quiet SHA256SUMS
"$PYTHON" -m venv "$HOME/foedus"
"$HOME/foedus/bin/pip" install --quiet --no-index --find-links wheels 'foedus[all]'
"$HOME/foedus/bin/pip" check
cd "$HOME"
foedus() { "$HOME/foedus/bin/foedus" "$@"; }
foedus casus --on 2001-09-11 --attacked USA --attacker al-qaida --at 'New York' --json > casus.json
foedus states --on 1985-06-01 --out states.parquet > /dev/null
"$HOME/foedus/bin/foedus" serve --port 8765 > served 2>&1 &
serving=$!
trap 'kill $serving' EXIT
foedus/bin/python - <<'END'
import time, urllib.error, urllib.request

def read(address):
    for attempt in range(300):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:8765{address}", timeout=60) as reply:
                return reply.read()
        except urllib.error.HTTPError:
            raise
        except urllib.error.URLError:  # it is not listening yet
            time.sleep(0.2)
    raise SystemExit("the server does not listen: " + open("served").read())

for address in ("/", "/api/v1/openapi.json", "/api/v1/states?on=1985-06-01"):
    assert len(read(address)) > 500, address
END
"""
"""What is done without a network: what the README of the archive says, and more."""


def install(folder: Path, home: Path, python: str) -> dict[str, Any]:
    """Install the archive in a namespace of its own; what the question of 2001 then answers.

    The environment is empty: no index, no cache and no settings of pip can help.
    """
    home.mkdir()
    env = {
        "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
        "HOME": str(home),
        "PYTHON": python,
        "PIP_CONFIG_FILE": os.devnull,
        "LANG": "C.UTF-8",
    }
    run = subprocess.run(
        [*ALONE, "sh", "-c", INSIDE], cwd=folder, env=env, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    if run.returncode:
        raise AssertionError(f"{run.stdout[-2000:]}\n{run.stderr[-4000:]}")
    answer: dict[str, Any] = json.loads((home / "casus.json").read_text(encoding="utf-8"))
    return answer


def faults(folder: Path) -> Iterator[str]:
    """What is wrong with the names of the wheels, the sums and the bill of materials."""
    names = [path.name for path in (folder / "wheels").iterdir()]
    (own,) = (name for name in names if name.startswith("foedus-"))
    pinned = make_offline.exported()
    for python in make_offline.PYTHONS:
        wanted = make_offline.requirements(pinned, python)
        for what in make_offline.lacking([*wanted, f"foedus=={own.split('-')[1]}"], names, python):
            yield f"Python {python} has no wheel of {what}"
    if (folder / make_offline.SUMS).read_text(encoding="utf-8") != make_offline.sums(folder):
        yield "the sums are not those of the files"
    bill = json.loads((folder / make_offline.BILL).read_text(encoding="utf-8"))
    listed = [
        reference["url"].rpartition("/")[2]
        for component in bill["components"]
        for reference in component.get("externalReferences", ())
    ]
    if sorted([*listed, own]) != sorted(names):
        yield "the bill of materials does not list each wheel once"


def prove(archive: Path, python: str = sys.executable) -> int:
    """The number of wheels of an archive that holds in everything."""
    with tempfile.TemporaryDirectory() as made:
        with tarfile.open(archive) as packed:
            packed.extractall(made, filter="data")
        (folder,) = Path(made).iterdir()
        found = list(faults(folder))
        assert not found, "\n".join(found)
        answer = install(folder, Path(made) / "home", python)
        triggered = {finding["provision"] for finding in answer["triggered"]}
        assert "nato/art-5" in triggered, triggered
        return len(list((folder / "wheels").iterdir()))


def main() -> None:
    """Prove it of the archive given, or of one made now."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("archive", type=Path, nargs="?")
    given: Path | None = parser.parse_args().archive
    with tempfile.TemporaryDirectory() as made:
        archive = given or make_offline.make(Path(made))
        wheels = prove(archive)
    pythons = ", ".join(make_offline.PYTHONS)
    print(
        f"{archive.name}: {wheels} wheels, whole for Python {pythons}; installed, asked and served"
    )
    print(f"without a network by Python {sys.version.split()[0]}")


if __name__ == "__main__":
    main()
