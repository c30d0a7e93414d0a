"""The sheet that a picture stands on: what was found, the day, the legend, source and licence."""

from collections.abc import Sequence
from datetime import date
from typing import Final, NamedTuple

import foedus
from foedus.exchange.markdown import stamp
from foedus.exchange.pictures.fills import COAST, INK, PAPER, QUIET, paint, pattern
from foedus.exchange.pictures.text import FONT, lines, marked, shown, width
from foedus.model.answers import Answer
from foedus.model.citations import Citation
from foedus.model.maps import Fill

WIDTH: Final = 1200
EDGE: Final = 32
ROOM: Final = WIDTH - 2 * EDGE
LICENCE: Final = (
    "Licence: Apache-2.0, as foedus; what was put in remains that of whoever put it in."
)


class Swatch(NamedTuple):
    """A line of the legend."""

    says: str
    fill: str
    perhaps: bool = False
    over: Fill | None = None


class Part(NamedTuple):
    """Something drawn, at its size, with what it shows in words above it, and its legend.

    `box` is what of it is seen, in its own units. The legend stands below it, or `beside`.
    """

    svg: str
    width: float
    height: float
    box: tuple[float, float, float, float]
    heading: str = ""
    tells: str = ""
    legend: Sequence[Swatch] = ()
    beside: bool = False


def page(
    answer: Answer,
    parts: Sequence[Part],
    cites: Sequence[Citation],
    remarks: Sequence[str],
    drawn: date | None = None,
) -> str:
    """The whole picture as SVG; the same answer gives the same bytes.

    `drawn` is the day that it is of, where that is another than the answer's.
    """
    sheet = Sheet()
    about = answer.title if str(answer.on) in answer.title else f"{answer.title}, {answer.on}"
    if drawn:
        about = f"{about}. The map is of {drawn}"
    sheet.text(answer.lead, 23, INK, bold=True)
    sheet.gap(2)
    sheet.text(about, 15, QUIET)
    for part in parts:
        sheet.gap(14)
        if part.heading:
            sheet.text(part.heading, 15, INK, bold=True)
        if part.tells:
            sheet.text(part.tells, 13, QUIET)
        sheet.gap(8)
        sheet.part(part)
    sheet.gap(14)
    sheet.rule()
    for note in answer.notes:
        sheet.text(f"Note: {note}.".replace("..", "."), 12, INK)
    for remark in (_source(answer, cites, drawn), *answer.credits(), *remarks, LICENCE):
        sheet.text(remark, 12, QUIET)
    return sheet.svg(answer.lead, about)


def _source(answer: Answer, cites: Sequence[Citation], drawn: date | None) -> str:
    """By what the picture was made, and what it rests on: each source once, with its articles."""
    articles: dict[tuple[str, str], dict[str, None]] = {}
    for cite in cites:
        doubt = "" if cite.confidence == "high" else f" (confidence {cite.confidence})"
        articles.setdefault((cite.source, doubt), {})[cite.article] = None
    rests = [
        f"{', '.join((source, *filter(None, found)))}{doubt}"
        for (source, doubt), found in articles.items()
    ]
    of = f", drawn {drawn}" if drawn else ""
    made = f"Source: {stamp(answer)}{of}, version {foedus.__version__}."
    return f"{made} It rests on: {'; '.join(rests)}." if rests else made


class Sheet:
    """Lines and drawings, one below the other."""

    def __init__(self) -> None:
        self.y = float(EDGE) - 8
        """How far down it is filled."""
        self._parts: list[str] = []

    def gap(self, units: float) -> None:
        self.y += units

    def text(self, text: str, size: float, ink: str, *, bold: bool = False, most: int = 99) -> None:
        """A text in as many lines as it needs, or the first of them."""
        told = list(lines(text, size, ROOM, bold=bold))
        if len(told) > most:
            told[most - 1 :] = [f"{told[most - 1].rpartition(' ')[0]} …"]
        for line in told:
            self.y += round(size * 1.3)
            base = self.y - round(size * 0.25)
            self._parts.append(shown(line, EDGE, base, size, ink, bold=bold))

    def rule(self) -> None:
        self._parts.append(
            f'<path d="M{EDGE} {self.y:g}h{ROOM}" stroke="{COAST}" stroke-width="0.8"/>'
        )
        self.y += 6

    def part(self, part: Part, left: float = EDGE) -> None:
        """Put it in, with its legend."""
        seen = " ".join(f"{number:g}" for number in part.box)
        size = f'width="{part.width:.1f}" height="{part.height:.1f}" viewBox="{seen}"'
        self._parts += [f'<svg x="{left:g}" y="{self.y:g}" {size}>', part.svg, "</svg>"]
        top, self.y = self.y, self.y + round(part.height)
        if part.legend and part.beside:
            bottom, self.y = self.y, top
            self.legend(part.legend, left + part.width + 32, one_each=True)
            self.y = max(self.y, bottom)
        elif part.legend:
            self.legend(part.legend, left)

    def legend(
        self,
        swatches: Sequence[Swatch],
        left: float,
        *,
        one_each: bool = False,
        lowest: float = float("inf"),
        right: float = EDGE + ROOM,
    ) -> None:
        """Swatches from left to right, in as many lines as they need, or each in its own.

        Those that would reach below the lowest line are left out.
        """
        defined = dict.fromkeys(pattern(s.fill, perhaps=s.perhaps, over=s.over) for s in swatches)
        self._parts.append(f"<defs>{''.join(defined)}</defs>")
        x, size, box = left, 13, 26
        room = right - left - box - 8
        self.y += 12
        for swatch in swatches:
            filled = paint(swatch.fill, perhaps=swatch.perhaps, over=swatch.over)
            told = list(lines(swatch.says, size, room))
            wide = box + 8 + max(width(line, size) for line in told)
            if x > left and (one_each or x + wide > right):
                x, self.y = left, self.y + 24
            if self.y + 17 * len(told) > lowest:
                break
            self._parts.append(
                f'<rect x="{x:.1f}" y="{self.y:g}" width="{box}" height="15" stroke="{COAST}" '
                f'stroke-width="0.8" fill="{filled}"/>'
            )
            for number, line in enumerate(told):
                at = round(x + box + 8, 1), self.y + 12 + 17 * number
                self._parts.append(shown(line, *at, size, INK))
            self.y += 17 * (len(told) - 1)
            x += wide + 26
        self.y += 22

    def svg(self, title: str, about: str, high: int = 0) -> str:
        """All of it, as high as it needs where no height is given."""
        high = high or round(self.y) + EDGE // 2
        return "\n".join(
            (
                f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{high}" '
                f'viewBox="0 0 {WIDTH} {high}" role="img" font-family="{FONT}">',
                f"<title>{marked(title)}</title>",
                f"<desc>{marked(about)}</desc>",
                f'<rect width="{WIDTH}" height="{high}" fill="{PAPER}"/>',
                *self._parts,
                "</svg>\n",
            )
        )
