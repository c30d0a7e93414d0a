"""The measures as charts: lines over the years, or bars of the parts."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from foedus.measures.measure import Value
from foedus.model.charts import Chart, bars, course

if TYPE_CHECKING:
    from foedus.questions.health.measure.answer import MeasureAnswer

MOST = 6


def charts(answer: "MeasureAnswer") -> tuple[Chart, ...]:
    """Over the years a line for each figure; of one measure of a day its parts.

    Of all measures of a day there is no picture: bars of unlike figures would invite comparison.
    """
    if answer.years:
        return tuple(_lines(answer))
    return tuple(_parts(answer)) if answer.one else ()


def _lines(answer: "MeasureAnswer") -> Iterator[Chart]:
    [of], [about] = answer.measures, answer.about
    for figure in about.figures[:MOST]:
        line = [value for value in of.values if value.figure == figure.name]
        known = [value for value in line if value.value is not None]
        if known:
            rows = [_row(value) for value in line]
            (first, last) = known[0], known[-1]
            title = (
                f"{figure.name}: {_told(first)} in {first.on.year}, {_told(last)} in {last.on.year}"
            )
            within = next((v.interval for v in known if v.low is not None), "")
            band = f" The band: {within}." if within else ""
            yield course(title, rows, f"{figure.says} ({figure.unit}).{band}")


def _row(value: Value) -> dict[str, float | int | None]:
    return {"Year": value.on.year, "Value": value.value, "Low": value.low, "High": value.high}


def _told(value: Value) -> str:
    return f"{value.value:.4g}"


def _parts(answer: "MeasureAnswer") -> Iterator[Chart]:
    says = {figure.name: figure for about in answer.about for figure in about.figures}
    for of in answer.measures:
        shown: Sequence[Value] = [v for v in of.values if v.each and v.value is not None]
        for value in shown[:MOST]:
            rows = [{"Of": each.of, "Value": round(each.value, 6)} for each in value.each]
            figure = says[value.figure]
            title = f"{value.figure}: {_told(value)} ({value.of})"
            yield bars(title, rows, "Of", "Value", tell=f"The parts of: {figure.says}")
