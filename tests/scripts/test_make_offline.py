"""The archive for machines without a network: what is in it, its sums and its bill of materials."""

import base64
import hashlib
import os
import subprocess
import sys
import tarfile
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "scripts"))
import make_offline
import sbom

EXPORTED = """\
numpy==2.4.6 ; python_full_version < '3.12' \\
    --hash=sha256:aa \\
    --hash=sha256:bb
numpy==2.5.5 ; python_full_version >= '3.12' \\
    --hash=sha256:cc
pywin32==312 ; sys_platform == 'win32' \\
    --hash=sha256:dd
tomli==2.3 ; python_full_version < '3.11.4' \\
    --hash=sha256:ee
rich==15.0.0 \\
    --hash=sha256:ff
"""
EPOCH = 1_700_000_000
DIGEST = "0" * 63
NPM = {
    "packages": {
        "": {"name": "web"},
        "node_modules/@vega/core": {
            "version": "6.4.0",
            "integrity": f"sha512-{base64.b64encode(bytes(range(64))).decode()}",
            "license": "BSD-3-Clause",
        },
        "node_modules/vite": {"version": "8.0.0", "integrity": "sha512-AA==", "dev": True},
    }
}


def package(name: str, *files: tuple[str, str], version: str = "1.0") -> dict[str, Any]:
    references = [
        {
            "type": "distribution",
            "url": f"https://example.org/{file}",
            "hashes": [{"alg": "SHA-256", "content": digest}],
        }
        for file, digest in files
    ]
    return {
        "type": "library",
        "bom-ref": f"{name}@{version}",
        "name": name,
        "version": version,
        "purl": f"pkg:pypi/{name}@{version}",
        "externalReferences": references,
    }


LOCKED: dict[str, Any] = {
    "specVersion": "1.5",
    "serialNumber": "urn:uuid:of-the-hour",
    "metadata": {
        "timestamp": "of the hour",
        "tools": [{"name": "uv", "version": "1"}],
        "component": {"bom-ref": "foedus@0.1.0", "name": "foedus", "version": "0.1.0"},
    },
    "components": [
        package(
            "typing-extensions",
            ("typing_extensions-1.0.tar.gz", "9" * 64),
            ("typing_extensions-1.0-py3-none-any.whl", f"{DIGEST}1"),
        ),
        package("pywin32", ("pywin32-1.0-cp311-cp311-win_amd64.whl", f"{DIGEST}2")),
    ],
    "dependencies": [
        {"ref": "foedus@0.1.0", "dependsOn": ["typing-extensions@1.0", "pywin32@1.0"]},
        {"ref": "typing-extensions@1.0"},
        {"ref": "pywin32@1.0"},
    ],
}
OWN = "foedus-0.1.0-py3-none-any.whl"
WHEELS = {OWN: f"{DIGEST}3", "typing_extensions-1.0-py3-none-any.whl": f"{DIGEST}1"}


@pytest.mark.parametrize(
    ("python", "wanted"),
    [
        ("3.11", ["numpy==2.4.6", "tomli==2.3", "rich==15.0.0"]),
        ("3.12", ["numpy==2.5.5", "rich==15.0.0"]),
        ("3.14", ["numpy==2.5.5", "rich==15.0.0"]),
    ],
)
def test_each_python_gets_what_any_of_its_releases_needs(python: str, wanted: list[str]) -> None:
    found = make_offline.requirements(EXPORTED, python)
    assert [line.partition(" ")[0] for line in found] == wanted
    assert all("--hash=sha256:" in line for line in found)
    assert ("--hash=sha256:aa --hash=sha256:bb" in found[0]) == (python == "3.11")


@pytest.mark.parametrize(
    ("name", "pythons"),
    [
        ("numpy-2.5.5-cp312-cp312-manylinux_2_27_x86_64.manylinux_2_28_x86_64.whl", {"3.12"}),
        ("numpy-2.5.5-cp311-abi3-manylinux2014_x86_64.whl", set(make_offline.PYTHONS)),
        ("numpy-2.5.5-py3-none-any.whl", set(make_offline.PYTHONS)),
        ("numpy-2.5.5-cp313-cp313t-manylinux_2_28_x86_64.whl", set()),
        ("numpy-2.5.5-cp312-cp312-manylinux_2_34_x86_64.whl", set()),
        ("numpy-2.5.5-cp312-cp312-musllinux_1_2_x86_64.whl", set()),
        ("numpy-2.5.5-cp312-cp312-manylinux_2_28_aarch64.whl", set()),
        ("numpy-2.5.4-py3-none-any.whl", set()),
    ],
)
def test_a_wheel_serves_those_pythons_that_can_install_it(name: str, pythons: set[str]) -> None:
    wanted = ["numpy==2.5.5 --hash=sha256:cc"]
    fit = {p for p in make_offline.PYTHONS if not make_offline.lacking(wanted, [name], p)}
    assert fit == pythons
    assert make_offline.lacking(wanted, [], "3.12") == ["numpy==2.5.5"]


def test_the_sums_are_those_that_sha256sum_checks(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a page.html").write_bytes(b"page")
    (tmp_path / "README.md").write_bytes(b"read")
    told = make_offline.sums(tmp_path)
    assert told.splitlines() == [
        f"{hashlib.sha256(b'read').hexdigest()}  README.md",
        f"{hashlib.sha256(b'page').hexdigest()}  docs/a page.html",
    ]
    (tmp_path / make_offline.SUMS).write_text(told)
    assert make_offline.sums(tmp_path) == told
    check = ["sha256sum", "--check", "--quiet", make_offline.SUMS]
    assert subprocess.run(check, cwd=tmp_path, check=False).returncode == 0
    (tmp_path / "README.md").write_bytes(b"other")
    assert make_offline.sums(tmp_path) != told
    assert subprocess.run(check, cwd=tmp_path, capture_output=True, check=False).returncode == 1


def test_the_same_files_make_the_same_archive(tmp_path: Path) -> None:
    """The kind: an archive that tells when, where and by whom it was made."""
    packed = []
    for place, mode, when in (("one", 0o600, 1_000_000_000), ("two", 0o644, 1_600_000_000)):
        folder = tmp_path / place / "foedus-offline"
        (folder / "wheels").mkdir(parents=True)
        for name in sorted(["b", "a"], reverse=place == "two"):
            path = folder / "wheels" / name
            path.write_text(name)
            path.chmod(mode)
            os.utime(path, (when, when))
        to = tmp_path / f"{place}.tar"
        make_offline.pack(folder, to, EPOCH)
        packed.append(to.read_bytes())
        with tarfile.open(to) as archive:
            members = archive.getmembers()
        assert [member.name for member in members] == [
            "foedus-offline",
            "foedus-offline/wheels",
            "foedus-offline/wheels/a",
            "foedus-offline/wheels/b",
        ]
        assert {(member.mtime, member.uid, member.uname) for member in members} == {(EPOCH, 0, "")}
    assert packed[0] == packed[1]


def test_the_bill_lists_what_is_in_the_archive_and_nothing_else() -> None:
    bill = sbom.bill(LOCKED, WHEELS, NPM, OWN, EPOCH)
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.5")
    python, web = bill["components"]
    assert python["purl"] == "pkg:pypi/typing-extensions@1.0"
    assert python["externalReferences"] == [
        {
            "type": "distribution",
            "url": "https://example.org/typing_extensions-1.0-py3-none-any.whl",
            "hashes": [{"alg": "SHA-256", "content": f"{DIGEST}1"}],
        }
    ]
    assert (web["purl"], web["licenses"]) == (
        "pkg:npm/%40vega/core@6.4.0",
        [{"expression": "BSD-3-Clause"}],
    )
    assert web["hashes"] == [{"alg": "SHA-512", "content": bytes(range(64)).hex()}]
    assert bill["metadata"]["component"]["hashes"] == [{"alg": "SHA-256", "content": f"{DIGEST}3"}]
    assert bill["dependencies"] == [
        {"ref": "foedus@0.1.0", "dependsOn": ["typing-extensions@1.0"]},
        {"ref": "typing-extensions@1.0", "dependsOn": []},
    ]


def test_the_bill_is_of_the_commit_and_not_of_the_hour() -> None:
    again = deepcopy(LOCKED)
    again["serialNumber"], again["metadata"]["timestamp"] = "urn:uuid:later", "later"
    one = sbom.bill(LOCKED, WHEELS, NPM, OWN, EPOCH)
    assert one == sbom.bill(again, WHEELS, NPM, OWN, EPOCH)
    assert one["metadata"]["timestamp"] == "2023-11-14T22:13:20Z"
    other = sbom.bill(LOCKED, {**WHEELS, OWN: f"{DIGEST}4"}, NPM, OWN, EPOCH)
    assert one["serialNumber"] != other["serialNumber"]


@pytest.mark.parametrize(
    ("name", "digest", "told"),
    [
        ("typing_extensions-1.0-py3-none-any.whl", f"{DIGEST}7", "has another sum"),
        ("typing_extensions-2.0-py3-none-any.whl", f"{DIGEST}1", "is not of the lock"),
        ("stranger-1.0-py3-none-any.whl", f"{DIGEST}1", "is not of the lock"),
    ],
)
def test_a_wheel_that_the_lock_does_not_pin_is_refused(name: str, digest: str, told: str) -> None:
    with pytest.raises(sbom.UnlistedError, match=told):
        sbom.bill(LOCKED, {OWN: f"{DIGEST}3", name: digest}, NPM, OWN, EPOCH)
