"""A card: the picture that stands beside a link, or inside another page. It is small and light."""

from typing import Final

from foedus.catalogue.catalogue import Catalogue
from foedus.exchange.markdown import stamp
from foedus.exchange.pictures import outlines
from foedus.exchange.pictures.draw import to_png
from foedus.exchange.pictures.fills import INK, QUIET
from foedus.exchange.pictures.page import EDGE, ROOM, Part, Sheet
from foedus.exchange.pictures.worldmap import WorldMap, frame
from foedus.model.answers import Answer

CARD_HEIGHT, SLIDE_HEIGHT = 630, 675
"""Of 1200 units across: as links are shown with, and as a slide has it (16:9)."""
FOOT: Final = 46
STEP: Final = 4
"""So coarse is its map: a point of paper, which is all that is seen of it at this size."""
CREDIT: Final = "Outlines: Natural Earth; no line takes a side. Planning aid, no legal advice."


def card(
    said: tuple[str, str, str],
    ending: str,
    high: int,
    answer: Answer | None,
    told: Answer | None,
    catalogue: Catalogue,
) -> bytes:
    """A card as SVG or PNG: its title, sentence and more, and a map of an answer.

    Where that lights no state, it begins the tables of the answer that is told.
    """
    title, lead, about = said
    sheet = Sheet()
    sheet.text(title, 30, INK, bold=True, most=1)
    sheet.gap(2)
    sheet.text(lead, 20, INK, most=3)
    if about:
        sheet.gap(2)
        sheet.text(about, 16, QUIET, most=2)
    shown = answer.mapped() if answer else None
    lit = shown is not None and any(one.states or one.territories for one in shown.lights)
    if answer and shown and lit:
        _draw(sheet, WorldMap(shown, shown.on or answer.on, catalogue, STEP), high)
    elif told:
        _tell(sheet, told, high)
    sheet.y = high - FOOT
    sheet.rule()
    answer = answer or told
    made = stamp(answer) if answer else f"foedus, catalogue {catalogue.key[:12]}"
    sheet.text(f"{made}. {CREDIT}", 13, QUIET, most=1)
    svg = sheet.svg(title, lead, high)
    return to_png(svg, 1) if ending == "png" else svg.encode()


def _tell(sheet: Sheet, answer: Answer, bottom: int) -> None:
    """The beginning of the first table, in as many lines as there is room for."""
    sheet.gap(16)
    sections = answer.sections()
    for row in sections[0].rows if sections else ():
        if sheet.y + 26 > bottom - FOOT:
            break
        sheet.text(" · ".join(filter(None, row.cells[:2])), 16, INK, most=1)
        sheet.gap(5)


def _draw(sheet: Sheet, world: WorldMap, bottom: int) -> None:
    """The map in the room that is left: with Europe beside it where many are lit there."""
    sheet.gap(8)
    top, lowest = sheet.y, bottom - FOOT - 6
    wide, high, grid = outlines.WIDTH, outlines.HEIGHT, outlines.GRID
    whole, box = world.whole(), (0, 0, round(wide * grid), round(high * grid))
    legend = tuple(world.legend())
    if not world.crowded():
        scale = min((lowest - top) / high, 820 / wide)
        sheet.part(Part(whole, wide * scale, high * scale, box))
        sheet.y = top
        sheet.legend(legend, EDGE + wide * scale + 20, one_each=True, lowest=lowest)
        return
    left, above, across, down = frame()
    tall = lowest - top
    broad = min(across / down * tall, 500)
    room = ROOM - broad - 16
    scale = min(room / wide, (tall - 60) / high)
    sheet.part(Part(whole, wide * scale, high * scale, box))
    sheet.legend(legend, EDGE, lowest=lowest, right=EDGE + room)
    sheet.y = top
    size = (broad, broad * down / across)
    sheet.part(Part(world.europe(), *size, (left, above, across, down)), EDGE + room + 16)
