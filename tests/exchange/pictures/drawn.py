"""What is looked at in a picture."""

import re
import xml.etree.ElementTree as ET
from datetime import date
from pathlib import Path
from typing import Final

import msgspec

from foedus.model.answers import Answer
from foedus.model.charts import Chart
from foedus.model.maps import Map

GOLDEN: Final = Path(__file__).with_name("golden")
SVG: Final = "{http://www.w3.org/2000/svg}"
ENOUGH: Final = 60
"""Signs of a long path by which it is told from others."""


class Drawn(Answer, frozen=True, kw_only=True):
    """An answer that is drawn as it was made."""

    shown: Map | None = None
    told: tuple[Chart, ...] = ()

    def charts(self) -> tuple[Chart, ...]:
        return self.told

    def mapped(self) -> Map | None:
        return self.shown

    def sections(self) -> tuple[()]:
        return ()


def drawn(shown: Map | None = None, *charts: Chart, on: date = date(2020, 1, 1)) -> Drawn:
    return Drawn(
        question="drawn",
        on=on,
        catalogue="0123456789abcdef",
        title=f"What is drawn, “so” & on {on}",
        lead="A finding that is long enough to fill more than one line of a picture, by far: 5 %.",
        notes=("what a reader must know",),
        shown=shown,
        told=charts,
    )


def words(svg: str) -> str:
    """All the text that can be read on it, without what shows under a pointer."""
    return " ".join(text.text or "" for text in ET.fromstring(svg).iter(f"{SVG}text"))


def fills(svg: str) -> dict[str, str]:
    """How each territory is filled, by its id."""
    found = ET.fromstring(svg).iter(f"{SVG}path")
    return {p.get("data-territory", ""): p.get("fill", "") for p in found}


def same_as_golden(name: str, svg: str, keep: frozenset[str] = frozenset()) -> None:
    """The picture is the one that was looked at; of unnamed territories nothing is compared."""
    lines = [
        re.sub(rf'd="([^"]{{{ENOUGH}}})[^"]*"', r'd="\1..."', line)
        for line in svg.splitlines()
        if not (found := re.search(r'data-territory="([^"]+)"', line)) or found[1] in keep
    ]
    told = "\n".join(re.sub(r"version [\d.]+", "version", line) for line in lines) + "\n"
    path = GOLDEN / name
    if not path.exists():
        path.write_text(told, encoding="utf-8")
    assert told == path.read_text(encoding="utf-8"), f"look at it; then remove {path}"


def incomplete(catalogue_lists: tuple[msgspec.Struct, ...]) -> tuple[msgspec.Struct, ...]:
    """The statements on lists, none of which says any more that its list is complete."""
    return tuple(msgspec.structs.replace(said, complete=False) for said in catalogue_lists)
