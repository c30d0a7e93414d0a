"""From an answer to a picture of it: its charts or its map, as SVG or PNG."""

from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias

from foedus.errors import QuestionError
from foedus.model.answers import Answer

if TYPE_CHECKING:
    from foedus.catalogue.catalogue import Catalogue

Kind: TypeAlias = Literal["chart", "map"]
ENDINGS: Final = (".svg", ".png")
SHARP: Final = 2
"""Points of a PNG in a unit of the picture, each way."""
OUTLINES: Final = (
    "Outlines: made with Natural Earth, public domain; Equal Earth projection. "
    "A line on this map takes no side in a dispute."
)


NARROW: Final = 720
"""Units across of a picture that stands on a page of text."""


class Drawing(NamedTuple):
    """A chart that stands on a page of text, which says the rest: its words, and it as SVG."""

    title: str
    tells: str
    svg: str


class NothingToDrawError(QuestionError):
    """A question whose answer there is no such picture of, in one sentence."""


def drawable(answer: type[Answer]) -> dict[Kind, bool]:
    """Which pictures answers of a kind can have."""
    return {
        "chart": answer.charts is not Answer.charts,
        "map": answer.mapped is not Answer.mapped,
    }


def picture(answer: Answer, kind: Kind, ending: str, catalogue: "Catalogue") -> bytes:
    """The picture as a PNG, where the file ends so, else as SVG. Raises NothingToDrawError."""
    svg = charts_of(answer) if kind == "chart" else map_of(answer, catalogue)
    if ending != ".png":
        return svg.encode()
    return to_png(svg)


def charts_of(answer: Answer) -> str:
    """Its charts, one below the other, as SVG. Raises NothingToDrawError."""
    charts = answer.charts()
    if not charts:
        raise NothingToDrawError(_nothing(answer, "chart", "has nothing that a chart shows"))
    from foedus.exchange.markdown import cited
    from foedus.exchange.pictures.charts import drawn
    from foedus.exchange.pictures.page import page

    parts = [drawn(chart, number) for number, chart in enumerate(charts, 1)]
    return page(answer, parts, cited(answer), ())


def drawings(answer: Answer) -> list[Drawing]:
    """Its charts, each alone; none where there is nothing that one shows."""
    charts = answer.charts()
    if not charts:
        return []
    from foedus.exchange.pictures.charts import drawn
    from foedus.exchange.pictures.text import FONT

    parts = [drawn(chart, number, NARROW) for number, chart in enumerate(charts, 1)]
    return [
        Drawing(
            part.heading,
            part.tells,
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{part.width:.1f}" '
            f'height="{part.height:.1f}" viewBox="{" ".join(f"{n:g}" for n in part.box)}" '
            f'font-family="{FONT}">{part.svg}</svg>',
        )
        for part in parts
    ]


def to_png(svg: str, scale: int = SHARP) -> bytes:
    """A picture in points, so many times as fine as its units."""
    import vl_convert

    return bytes(vl_convert.svg_to_png(svg, scale=scale))


def map_of(answer: Answer, catalogue: "Catalogue") -> str:
    """Its map as SVG. Raises NothingToDrawError."""
    shown = answer.mapped()
    if shown is None or not any(light.states or light.territories for light in shown.lights):
        raise NothingToDrawError(_nothing(answer, "map", "lights no state on a map"))
    from foedus.exchange.markdown import cited
    from foedus.exchange.pictures import outlines
    from foedus.exchange.pictures.page import Part, page
    from foedus.exchange.pictures.worldmap import ZOOM, WorldMap, frame

    world = WorldMap(shown, shown.on or answer.on, catalogue)
    wide, high, grid = outlines.WIDTH, outlines.HEIGHT, outlines.GRID
    box = (0, 0, round(wide * grid), round(high * grid))
    legend, tells = tuple(world.legend()), f"{shown.shows}."
    parts: tuple[Part, ...] = (Part(world.whole(), wide, high, box, tells=tells, legend=legend),)
    if world.crowded():
        whole = parts[0]._replace(legend=())
        left, top, across, down = frame()
        size = (across / grid * ZOOM, down / grid * ZOOM)
        europe = Part(world.europe(), *size, (left, top, across, down), legend=legend, beside=True)
        parts = (whole, europe)
    unseen = world.unseen()
    remarks = (*([unseen] if unseen else []), OUTLINES)
    other = shown.on if shown.on != answer.on else None
    return page(answer, parts, shown.cites or cited(answer), remarks, other)


def _nothing(answer: Answer, kind: Kind, why: str) -> str:
    """That there is nothing to draw, here or of any answer to the question."""
    if drawable(type(answer))[kind]:
        return f"this answer to {answer.question} {why}"
    from foedus.asking.declare import every

    others = ", ".join(q.name for q in every().values() if drawable(q.answer)[kind])
    return f"no {kind} can be drawn of {answer.question}, but of {others}"
