"""A report as one file of HTML: no script, nothing from elsewhere, and it prints."""

from collections.abc import Iterator, Sequence
from html import escape
from typing import Final

from foedus.exchange.markdown import stamp
from foedus.exchange.pictures.draw import Drawing
from foedus.exchange.signs import fit
from foedus.model.answers import Answer
from foedus.model.reports import Number, Report

STYLE: Final = """
body { font: 16px/1.45 Georgia, serif; color: #10202f; background: #fff;
  max-width: 60rem; margin: 2rem auto;
  padding: 0 1rem; }
h1 { font-size: 1.6rem; line-height: 1.2; } h2 { font-size: 1.15rem; margin: 1.8rem 0 .4rem; }
.lead { font-size: 1.1rem; } .below, .says, footer { color: #4a5a68; font-size: .82rem; }
.below, .says { display: block; } code { font-size: .82rem; overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; border-bottom: 1px solid #d4dade;
  padding: .3rem .6rem .3rem 0; } tbody th { font-weight: normal; } a { color: inherit; }
figure { margin: 1rem 0; } figure svg { width: 100%; height: auto; }
figcaption { color: #4a5a68; font-size: .9rem; }
dt { margin-top: .4rem; } dd { margin: 0 0 0 1.2rem; }
@media print { body { font-size: 9pt; margin: 0; max-width: none; } }
"""


def to_html(answer: Answer, report: Report, drawings: Sequence[Drawing]) -> str:
    """The whole page; a number links to the command that gives it."""
    return fit("\n".join(_lines(answer, report, drawings)))


def _lines(answer: Answer, report: Report, drawings: Sequence[Drawing]) -> Iterator[str]:
    yield '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{escape(answer.title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>"
    yield f'<h1>{escape(answer.title)}</h1>\n<p class="lead">{escape(answer.lead)}</p>'
    yield from (f"<p><strong>Note:</strong> {escape(note)}</p>" for note in answer.notes)
    yield "<h2>What was found</h2>\n<ul>"
    yield from (f"<li>{escape(sentence)}</li>" for sentence in report.found)
    yield "</ul>"
    for drawing in drawings:
        says = f"{escape(drawing.title)}. {escape(drawing.tells)}"
        yield f'<figure role="img" aria-label="{says}">'
        yield f"{drawing.svg}\n<figcaption>{says}</figcaption>\n</figure>"
    yield "<h2>Numbers</h2>\n<p>Each number links to the command that gives it.</p>"
    yield from _table(report)
    yield from _pairs("Not known", [(of, why) for why, of in report.unknown])
    yield from _pairs("What the numbers do not show", report.caveats)
    yield from _commands(report)
    yield "<h2>Sources</h2>\n<ul>"
    yield from (f"<li>{escape(source)}</li>" for source in report.sources)
    yield f"</ul>\n</main>\n<footer>{escape(stamp(answer))}</footer>\n</body>\n</html>\n"


def _table(report: Report) -> Iterator[str]:
    heads = "".join(
        f'<th scope="col">{escape(c.head)}<span class="below">{escape(c.name)}</span></th>'
        for c in report.columns
    )
    yield f'<table>\n<thead><tr><th scope="col">Figure</th>{heads}</tr></thead>\n<tbody>'
    for line in report.lines:
        cells = "".join(f"<td>{_number(number)}</td>" for number in line.numbers)
        label = f"{escape(line.label)}{_small('says', line.says)}"
        yield f'<tr><th scope="row">{label}</th>{cells}</tr>'
    yield "</tbody>\n</table>"


def _number(number: Number) -> str:
    text = escape(number.text)
    if number.command:
        text = f'<a href="#{_anchor(number.command)}"><strong>{text}</strong></a>'
    return f"{text}{''.join(_small('below', each) for each in number.below)}"


def _small(kind: str, text: str) -> str:
    return f'<span class="{kind}">{escape(text)}</span>'


def _pairs(title: str, pairs: Sequence[tuple[str, str]]) -> Iterator[str]:
    if pairs:
        yield f"<h2>{title}</h2>\n<dl>"
        yield from (f"<dt>{escape(of)}</dt><dd>{escape(says)}</dd>" for of, says in pairs)
        yield "</dl>"


def _commands(report: Report) -> Iterator[str]:
    commands = dict.fromkeys(n.command for line in report.lines for n in line.numbers if n.command)
    yield "<h2>Commands</h2>\n<ul>"
    for command in commands:
        yield f'<li id="{_anchor(command)}"><code>{escape(command)}</code></li>'
    yield "</ul>"


def _anchor(command: str) -> str:
    return "".join(sign if sign.isalnum() else "-" for sign in command)
