"""Make `docs/reference/health.md`: the codebook of the measures, from what they say of themselves.

Run `python scripts/make_measures.py` after you added or changed a measure; a test holds the page to
what this makes.
"""

from collections.abc import Iterator
from pathlib import Path

from foedus.measures.kinds import every
from foedus.measures.measure import Figure, Measure

PAGE = Path(__file__).parents[1] / "docs" / "reference" / "health.md"
HEAD = """# Measures of a framework's health

What `foedus measure` gives: every measure with its figures, and what they do not show. `foedus
measure` without a framework prints the same. This page is made by `scripts/make_measures.py`.

No figure here is a verdict on a framework, and there is no index of them all. Each has a
denominator, a source with its edition, and an interval where one makes sense. Past the years of its
source a figure is *not known*; what was last known stands beside it.

What was promised and done under a framework is told by the record of a node alone: undertakings
kept, time to decide, motions adopted. Without a node those are not known. Shared objectives are
measured of lists that you bring. Inspections, and exercises by their objectives, are not measured:
no data hold them yet.
"""


def made() -> str:
    """The page."""
    return "\n".join([HEAD, *(line for measure in every().values() for line in _of(measure))])


def _of(measure: Measure) -> Iterator[str]:
    yield f"## {measure.title}\n"
    yield f"`{measure.name}`: *{measure.asks}*\n"
    yield "| Figure | Means | Formula | Unit and range |"
    yield "|---|---|---|---|"
    for figure in measure.figures:
        cells = (figure.name, figure.says, f"`{figure.formula}`", _range(figure))
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"
    yield ""
    needs = ", ".join(f"`{name}`" for name in measure.needs) or measure.source
    years = ""
    if measure.needs and measure.last:
        newer = ", and on with newer editions" if measure.newer else ""
        years = f", {measure.first} to {measure.last}{newer}"
    yield f"- **Source**: {needs}{years}."
    yield f"- **Denominator**: {measure.denominator}."
    yield f"- **Uncertainty**: {measure.uncertainty}"
    yield f"- **Does not show**: {measure.not_shown}"
    for paper in measure.papers:
        yield f"- After {paper}."
    yield ""


def _range(figure: Figure) -> str:
    if figure.high is None and figure.low is not None:
        return f"{figure.unit}, {figure.low:g} or more"
    return figure.unit


if __name__ == "__main__":
    PAGE.write_text(made(), encoding="utf-8")
