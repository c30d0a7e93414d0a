"""Every place of the gazetteer lies by point on its own territory, or near the border of it.

    python proofs/borders.py [--seed N]

All towns of the table, and all places that authors listed: a point that lies near a line is never
given to the wrong side of it without a word.
"""

import argparse
import random
import sys
from datetime import date
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import foedus
from foedus.catalogue.catalogue import Catalogue
from foedus.catalogue.towns import towns
from foedus.model.places import Place
from proofs.exploring import WHOLE, Part

DAY: Final = date(2024, 6, 1)


def on_every_place(catalogue: Catalogue, part: Part) -> int:
    """Each lies where its own territory is; how many were tried."""
    sites = catalogue.sites
    listed = [p for named in catalogue.definitions.places.values() for p in named if p.territory]
    places = [*towns().all(), *listed]
    tried = random.Random(part.seed).sample(places, part.of(len(places)))
    wrong = []
    for place in tried:
        own = set(sites.gazetteer.holders(place, DAY))
        sides = sites.ground.sides(place.lat, place.lon, DAY)
        lands = (Place("", 0, 0, side) for side in sides)
        found = {holder for land in lands for holder in sites.gazetteer.holders(land, DAY)}
        if own and not found & own:
            wrong.append(f"{place.name} {place.lat} {place.lon} {place.territory}: {sides}")
    assert not wrong, "\n".join(wrong)
    return len(tried)


def main() -> None:
    """Run the whole, and say what was proved."""
    parser = argparse.ArgumentParser(description="Every place lies on its own territory.")
    parser.add_argument("--seed", type=int, default=WHOLE.seed)
    part = Part(parser.parse_args().seed, 1)
    tried = on_every_place(foedus.load().catalogue, part)
    print(f"{tried:,} places lie by point on their own territory or near the border of it")


if __name__ == "__main__":
    main()
