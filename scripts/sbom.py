"""The bill of materials of an archive, in CycloneDX: what the locks pin, and what is in it.

`uv export --format cyclonedx1.5` tells what `uv.lock` pins; here it is held to the files of the
archive, and what the built web has of npm is added from its own lock.
"""

import base64
import uuid
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, Final

from packaging.utils import canonicalize_name, parse_wheel_filename

NAMESPACE: Final = uuid.UUID("6f6c1f0e-3a52-5b0c-9d43-0f0ed5a3b0c4")

Document = dict[str, Any]


class UnlistedError(Exception):
    """A wheel that the lock does not have, or has otherwise."""


def bill(
    exported: Mapping[str, Any],
    wheels: Mapping[str, str],
    npm: Mapping[str, Any],
    own: str,
    epoch: int,
) -> Document:
    """The bill of materials of these wheels (the SHA-256 of each by its name) and of the web.

    `exported` is what uv writes of `uv.lock`, `npm` is `package-lock.json`, `own` the name of the
    wheel of the project. Nothing in it is of the hour or the machine that made it. Raises
    UnlistedError where a wheel is not one that the lock pins, by name, version and sum.
    """
    pinned = {
        (canonicalize_name(part["name"]), part["version"]): part for part in exported["components"]
    }
    files: dict[str, dict[str, str]] = {}
    for name, digest in sorted(wheels.items()):
        if name == own:
            continue
        distribution, version, _, _ = parse_wheel_filename(name)
        found = pinned.get((distribution, str(version)))
        if found is None:
            raise UnlistedError(f"{name} is not of the lock")
        if _locked(found, name) != digest:
            raise UnlistedError(f"{name} has another sum than in the lock")
        files.setdefault(found["bom-ref"], {})[name] = digest
    root = exported["metadata"]["component"]
    components = [
        _component(part, files[part["bom-ref"]])
        for part in exported["components"]
        if part["bom-ref"] in files
    ]
    there = {root["bom-ref"], *files}
    made = {
        "bomFormat": "CycloneDX",
        "specVersion": exported["specVersion"],
        "version": 1,
        "metadata": {
            "timestamp": datetime.fromtimestamp(epoch, UTC).isoformat().replace("+00:00", "Z"),
            "tools": [
                {k: t[k] for k in ("vendor", "name", "version") if k in t}
                for t in exported["metadata"].get("tools", ())
            ],
            "component": {
                "type": "application",
                "bom-ref": root["bom-ref"],
                "name": root["name"],
                "version": root["version"],
                "purl": f"pkg:pypi/{root['name']}@{root['version']}",
                "hashes": [_sum(wheels[own])],
            },
        },
        "components": [*components, *_of_npm(npm)],
        "dependencies": [
            {
                "ref": each["ref"],
                "dependsOn": sorted(there.intersection(each.get("dependsOn", ()))),
            }
            for each in exported["dependencies"]
            if each["ref"] in there
        ],
    }
    serial = uuid.uuid5(NAMESPACE, repr(made))
    return {**made, "serialNumber": f"urn:uuid:{serial}"}


def _component(part: Mapping[str, Any], files: Mapping[str, str]) -> Document:
    """A package, with the wheels of it that are in the archive and where they are from."""
    sources = {url.rpartition("/")[2]: url for url, _ in _distributions(part)}
    kept = {name: part[name] for name in ("type", "bom-ref", "name", "version", "purl")}
    references = [
        {"type": "distribution", "url": sources[name], "hashes": [_sum(digest)]}
        for name, digest in files.items()
    ]
    return {**kept, "externalReferences": references}


def _distributions(part: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for reference in part.get("externalReferences", ()):
        for digest in reference.get("hashes", ()):
            if reference["type"] == "distribution" and digest["alg"] == "SHA-256":
                yield reference["url"], digest["content"]


def _locked(part: Mapping[str, Any], name: str) -> str | None:
    return {url.rpartition("/")[2]: digest for url, digest in _distributions(part)}.get(name)


def _of_npm(lock: Mapping[str, Any]) -> Iterator[Document]:
    """What the browser is sent: the packages of the web that are not for its making alone."""
    for path, package in sorted(lock["packages"].items()):
        if not path or package.get("dev") or package.get("link"):
            continue
        name = path.rpartition("node_modules/")[2]
        purl = f"pkg:npm/{name.replace('@', '%40')}@{package['version']}"
        algorithm, _, digest = package["integrity"].partition("-")
        licence = package.get("license")
        yield {
            "type": "library",
            "bom-ref": f"{purl}#{path}",
            "name": name,
            "version": package["version"],
            "purl": purl,
            "hashes": [
                {
                    "alg": algorithm.upper().replace("SHA", "SHA-"),
                    "content": base64.b64decode(digest).hex(),
                }
            ],
            **({"licenses": [{"expression": licence}]} if licence else {}),
        }


def _sum(digest: str) -> Document:
    return {"alg": "SHA-256", "content": digest}
