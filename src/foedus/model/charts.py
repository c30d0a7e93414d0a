"""Charts: Vega-Lite specifications as plain data, for whoever can draw them.

A specification says what is shown and in which colours; fonts, ink and paper are the door's.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import msgspec

COLOURS: Final = ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00")
"""Told apart by the colour-blind, after Okabe and Ito (2008)."""
SHAPES: Final = ("circle", "square", "triangle-up", "diamond", "cross", "triangle-down")
WORST_TO_BEST: Final = ("#d55e00", "#f2e3c6", "#0072b2")
MOST: Final = 40
"""So many categories can be read in one chart; the largest are shown."""
STEP: Final = 20
WHOLE: Final = {"axis": {"tickMinStep": 1, "format": ",d"}}
_SCHEMA: Final = "https://vega.github.io/schema/vega-lite/v6.json"

Cells = Mapping[str, Any]


class Chart(msgspec.Struct, frozen=True):
    """A picture of an answer: its title, what it shows in words, and its specification."""

    title: str
    description: str
    spec: dict[str, Any]


def bars(
    title: str,
    rows: Sequence[Cells],
    category: str,
    value: str,
    series: str = "",
    tell: str = "",
    *,
    whole: bool = False,
) -> Chart:
    """A bar for each category, or one for each of its series; in the order of the rows.

    Of what is counted, and so `whole`, the axis has no parts.
    """
    shown = list(dict.fromkeys(row[category] for row in rows))
    kept = set(shown[:MOST])
    rows = [row for row in rows if row[category] in kept]
    more = f" The first {MOST} of {len(shown)} are shown." if len(shown) > MOST else ""
    encoding = {
        "y": _field(category, "nominal", sort=None, title=None),
        "x": _field(value, "quantitative", **(WHOLE if whole else {})),
        "tooltip": [_field(name, _kind(rows, name)) for name in rows[0]] if rows else [],
    }
    if series:
        names = list(dict.fromkeys(row[series] for row in rows))
        encoding["yOffset"] = _field(series, "nominal", sort=names)
        encoding["color"] = _colour(series, names)
    mark = {"type": "bar"} if series else {"type": "bar", "color": COLOURS[0]}
    step = {"step": STEP if not series else 11}
    if series:
        step["for"] = "offset"  # type: ignore[assignment]
    return _chart(title, f"{tell or title}.{more}", rows, mark, encoding, height=step)


def board(
    title: str, rows: Sequence[Cells], across: str, down: str, value: str, text: str, tell: str = ""
) -> Chart:
    """A cell for each pair of two orders, coloured from the worst (0) to the best (1)."""
    place = {
        "x": _field(across, "nominal", sort=None, title=None, axis={"orient": "top"}),
        "y": _field(down, "nominal", sort=None, title=None),
    }
    scale = {"domain": [0, 0.5, 1], "range": list(WORST_TO_BEST)}
    colour = _field(
        value, "quantitative", scale=scale, legend={"format": "%", "title": value.capitalize()}
    )
    cell = {
        "mark": {"type": "rect", "stroke": "#888888", "strokeWidth": 0.5},
        "encoding": {"color": colour, "tooltip": [_field(n, _kind(rows, n)) for n in rows[0]]},
    }
    dark = f"datum[{value!r}] < 0.15 || datum[{value!r}] > 0.85"
    words = {
        "mark": {"type": "text", "fontWeight": "bold"},
        "encoding": {
            "text": _field(text, "nominal"),
            "color": {"condition": {"test": dark, "value": "#ffffff"}, "value": "#10202f"},
        },
    }
    spec = {"data": {"values": list(rows)}, "encoding": place, "layer": [cell, words]}
    return Chart(title, f"{tell or title}.", {"$schema": _SCHEMA, **spec, "width": {"step": 90}})


def spans(
    title: str, rows: Sequence[Cells], category: str, starts: str, ends: str, series: str, tell: str
) -> Chart:
    """A bar from day to day for each category, as in a calendar."""
    names = list(dict.fromkeys(row[series] for row in rows))
    encoding = {
        "y": _field(category, "nominal", sort=None, title=None),
        "x": _field(starts, "temporal", title=None, axis={"format": "%b %Y"}),
        "x2": {"field": ends},
        "color": _colour(series, names),
        "tooltip": [
            _field(name, "temporal" if name in (starts, ends) else "nominal") for name in rows[0]
        ],
    }
    mark = {"type": "bar", "minBandSize": 3, "cornerRadius": 2}
    return _chart(title, f"{tell}.", rows, mark, encoding, height={"step": STEP})


def ceilings(title: str, rows: Sequence[Cells], category: str, value: str, most: str) -> Chart:
    """A bar for each category with a mark at its ceiling."""
    place = {"y": _field(category, "nominal", sort=None, title=None)}
    tip = [_field(name, _kind(rows, name)) for name in rows[0]]
    bar = {
        "mark": {"type": "bar", "color": COLOURS[0]},
        "encoding": {"x": _field(value, "quantitative", title=value), "tooltip": tip},
    }
    tick = {
        "mark": {"type": "tick", "color": COLOURS[5], "thickness": 3},
        "encoding": {"x": _field(most, "quantitative"), "tooltip": tip},
    }
    spec = {"data": {"values": list(rows)}, "encoding": place, "layer": [bar, tick]}
    tell = f"{title}: each bar is what is held, each mark the ceiling."
    return Chart(title, tell, {"$schema": _SCHEMA, **spec, "height": {"step": STEP}})


def trend(title: str, rows: Sequence[Cells], year: str, value: str, tell: str) -> Chart:
    """A line over the years, broken where there is no value; a point where it stands alone."""
    encoding = {
        "x": _field(
            year,
            "quantitative",
            title=None,
            scale={"zero": False, "nice": False},
            axis={"format": "d"},
        ),
        "y": _field(value, "quantitative", title=None),
        "tooltip": [_field(year, "quantitative"), _field(value, "quantitative")],
    }
    mark = {"type": "line", "color": COLOURS[0], "point": {"size": 14, "color": COLOURS[0]}}
    mark["invalid"] = "break-paths-show-path-domains"
    return _chart(title, tell, rows, mark, encoding, height=150)


def course(title: str, rows: Sequence[Cells], tell: str) -> Chart:
    """`Value` over each `Year`, with a band from `Low` to `High` where there is one."""
    place = {
        "x": _field(
            "Year",
            "quantitative",
            title=None,
            scale={"zero": False, "nice": False},
            axis={"format": "d"},
        )
    }
    broken = "break-paths-show-path-domains"
    low = _field("Low", "quantitative", title=None)
    band = {
        "mark": {"type": "area", "color": COLOURS[0], "opacity": 0.2, "invalid": broken},
        "encoding": {"y": low, "y2": {"field": "High"}},
    }
    tip = [_field(name, "quantitative") for name in ("Year", "Value", "Low", "High")]
    dot = {"size": 14, "color": COLOURS[0]}
    line = {
        "mark": {"type": "line", "color": COLOURS[0], "point": dot, "invalid": broken},
        "encoding": {
            "y": _field("Value", "quantitative", title=None),
            "tooltip": tip,
        },
    }
    layers = [band, line] if any(row["Low"] is not None for row in rows) else [line]
    spec = {"data": {"values": list(rows)}, "encoding": place, "layer": layers, "height": 150}
    return Chart(title, tell, {"$schema": _SCHEMA, **spec})


def estimates(
    title: str,
    rows: Sequence[Cells],
    category: str,
    value: str,
    low: str,
    high: str,
    series: str,
    tell: str,
) -> Chart:
    """A point with its interval for each category and series, on a scale of ratios; a line at 1."""
    names = list(dict.fromkeys(row[series] for row in rows))
    across = {
        "scale": {"type": "log", "nice": False},
        "axis": {"tickCount": 6, "format": "~g"},
        "title": value,
    }
    place = {
        "y": _field(category, "nominal", sort=None, title=None, axis={"labelLimit": 420}),
        "yOffset": _field(series, "nominal", sort=names),
        "color": _colour(series, names),
        "tooltip": [_field(name, _kind(rows, name)) for name in rows[0]],
    }
    one = {
        "mark": {"type": "rule", "strokeDash": [4, 4], "color": "#888888"},
        "data": {"values": [{value: 1}]},
        "encoding": {"x": _field(value, "quantitative", **across)},
    }
    line = {
        "mark": {"type": "rule", "strokeWidth": 2},
        "encoding": {
            **place,
            "x": _field(low, "quantitative", **across),
            "x2": {"field": high},
        },
    }
    point = {
        "mark": {"type": "point", "filled": True, "size": 60, "opacity": 1},
        "encoding": {
            **place,
            "x": _field(value, "quantitative", **across),
            "shape": _field(series, "nominal", scale={"domain": names}, legend=None),
        },
    }
    spec = {"data": {"values": list(rows)}, "layer": [one, line, point], "height": {"step": 26}}
    return Chart(title, f"{tell}.", {"$schema": _SCHEMA, **spec})


def dots(title: str, rows: Sequence[Cells], names: Sequence[str], tell: str) -> Chart:
    """A point for each `Figure` and each `Of`, from 0 to 1, with its interval where it has one.

    Each of the names has a shape and a place of its own, so that they are told apart in grey.
    """
    across = {"scale": {"domain": [0, 1]}, "axis": {"format": ".1f"}, "title": None}
    order = list(dict.fromkeys(row["Figure"] for row in rows))
    place = {
        "y": _field("Figure", "nominal", sort=order, title=None, axis={"labelLimit": 420}),
        "yOffset": _field("Of", "nominal", sort=list(names)),
        "color": _colour("Of", names),
        "tooltip": [
            _field(n, "nominal" if n in ("Figure", "Of") else "quantitative") for n in rows[0]
        ],
    }
    line = {
        "mark": {"type": "rule", "strokeWidth": 2},
        "transform": [{"filter": "isValid(datum.Low) && isValid(datum.High)"}],
        "encoding": {
            **place,
            "x": _field("Low", "quantitative", **across),
            "x2": {"field": "High"},
        },
    }
    shape = _field(
        "Of",
        "nominal",
        scale={"domain": list(names), "range": list(SHAPES[: len(names)])},
        legend={"orient": "top", "title": None},
    )
    point = {
        "mark": {"type": "point", "filled": True, "size": 60, "opacity": 1},
        "encoding": {**place, "x": _field("Value", "quantitative", **across), "shape": shape},
    }
    spec = {"data": {"values": list(rows)}, "layer": [line, point]}
    step = max(24, 9 * len(names))
    return Chart(
        title, tell, {"$schema": _SCHEMA, **spec, "height": {"step": step, "for": "position"}}
    )


def _chart(
    title: str,
    description: str,
    rows: Iterable[Cells],
    mark: dict[str, Any],
    encoding: dict[str, Any],
    **more: Any,
) -> Chart:
    spec = {"$schema": _SCHEMA, "data": {"values": list(rows)}, "mark": mark, "encoding": encoding}
    return Chart(title, description, {**spec, **more})


def _field(name: str, kind: str, **more: Any) -> dict[str, Any]:
    return {"field": name, "type": kind, **more}


def _colour(series: str, names: Sequence[str]) -> dict[str, Any]:
    colours = [COLOURS[n % len(COLOURS)] for n in range(len(names))]
    scale = {"domain": list(names), "range": colours}
    return _field(series, "nominal", scale=scale, legend={"orient": "top", "title": None})


def _kind(rows: Sequence[Cells], name: str) -> str:
    numbers = all(isinstance(row[name], int | float) for row in rows)
    return "quantitative" if numbers else "nominal"
