"""Drawing a chart: its Vega-Lite specification, on a sheet of paper."""

import re
from typing import Any, Final

import vl_convert

from foedus.exchange.pictures.fills import INK, QUIET
from foedus.exchange.pictures.page import ROOM, Part
from foedus.exchange.pictures.text import FONT
from foedus.model.charts import Chart

VERSION: Final = "6.4"
RULE: Final = "#d4dade"
_SIZE: Final = re.compile(r'<svg [^>]*?width="([\d.]+)" height="([\d.]+)"[^>]*>')
_NAMED: Final = re.compile(r'(\bid="|url\(#|href="#)')
_TEXT: Final = {"labelColor": INK, "titleColor": QUIET, "labelFontSize": 12, "titleFontSize": 12}
_CONFIG: Final[dict[str, Any]] = {
    "font": FONT,
    "view": {"stroke": None},
    "axis": {**_TEXT, "gridColor": RULE, "domainColor": RULE, "tickColor": RULE, "labelLimit": 420},
    "axisX": {"labelAngle": 0, "labelOverlap": True, "tickCount": 8},
    "legend": {**_TEXT, "columns": 6, "labelLimit": 420},
    "text": {"color": INK},
}


def drawn(chart: Chart, number: int, room: float = ROOM) -> Part:
    """The chart in so much room; the names in its SVG are told from others by its number."""
    stepped = isinstance(chart.spec.get("width"), dict)
    fitted = {"width": room, "autosize": {"type": "fit-x", "contains": "padding"}}
    spec = {**chart.spec, **({} if stepped else fitted), "background": None, "config": _CONFIG}
    svg = vl_convert.vegalite_to_svg(spec, vl_version=VERSION, allowed_base_urls=[])
    found = _SIZE.match(svg)
    assert found is not None, "vl-convert tells the size of what it draws"
    inner = svg[found.end() : svg.rindex("</svg>")]
    own = _NAMED.sub(rf"\g<1>chart{number}-", inner)
    wide, high = float(found[1]), float(found[2])
    scale = min(1.0, room / wide)
    box = (0, 0, wide, high)
    return Part(own, wide * scale, high * scale, box, chart.title, chart.description)
