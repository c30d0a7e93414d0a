"""Lines of text for a picture: how wide they are, and where they break."""

from collections.abc import Iterator
from typing import Final
from xml.sax.saxutils import escape

from foedus.exchange.signs import fit

FONT: Final = "Liberation Sans, Arial, Helvetica, sans-serif"
_THOUSANDTHS: Final = {
    sign: width
    for width, signs in {
        191: "'",
        222: "ijl",
        260: "|",
        278: " !,./:;I[\\]ft",
        334: "()-`r{}“”‘’",
        355: '"',
        389: "*",
        469: "^",
        500: "Jcksvxyz",
        556: "#$0123456789?L_abdeghnopqu–",
        584: "+<=>~",
        611: "FTZ",
        667: "&ABEKPSVXY",
        722: "CDHNRUw",
        778: "GOQ",
        833: "Mm",
        889: "%",
        944: "W",
        1015: "@",
    }.items()
    for sign in signs
}
"""Of the size, in Liberation Sans and the others that have its widths."""
_OTHER, _BROAD = 640, 1000
_ROOMY: Final = 1.03
_BOLD: Final = 1.07


def width(text: str, size: float, *, bold: bool = False) -> float:
    """About how wide a text is, rather too wide than too narrow."""
    thousandths = sum(_THOUSANDTHS.get(s, _OTHER if ord(s) < 0x1100 else _BROAD) for s in text)
    return thousandths / 1000 * size * _ROOMY * (_BOLD if bold else 1.0)


def lines(text: str, size: float, room: float, *, bold: bool = False) -> Iterator[str]:
    """The lines of a text; what is longer than a line without a space is broken in it."""
    line = ""
    for word in " ".join(text.split()).replace(" %", "\u00a0%").split(" "):
        longer = f"{line} {word}" if line else word
        if width(longer, size, bold=bold) <= room:
            line = longer
            continue
        if line:
            yield line
        *whole, line = _broken(word, size, room, bold)
        yield from whole
    if line:
        yield line


def shown(text: str, x: float, y: float, size: float, ink: str, *, bold: bool = False) -> str:
    """A line of text as SVG."""
    weight = ' font-weight="bold"' if bold else ""
    at = f'x="{x:g}" y="{y:g}" font-size="{size:g}"{weight} fill="{ink}"'
    return f"<text {at}>{marked(text)}</text>"


def marked(text: str) -> str:
    """A text as XML has it."""
    return escape(fit(text), {'"': "&quot;"})


def _broken(word: str, size: float, room: float, bold: bool) -> Iterator[str]:
    part = ""
    for sign in word:
        if part and width(part + sign, size, bold=bold) > room:
            yield part
            part = ""
        part += sign
    yield part
