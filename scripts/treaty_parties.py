"""The `parties` of a definition from a copy of the depositary's list of participants.

Run: python scripts/treaty_parties.py FILE --cite "UN Treaty Collection, chapter XXVI-3"
         --first 1997-04-29 --after "30 days" [--month-start] [--originals]

FILE is a page of the United Nations Treaty Collection as a browser saved it (HTML), or a table of
one (CSV) whose first columns are the participant and its signature. Nothing of it is committed but
the facts. A state is bound so long after its deposit as the treaty says, and not before the first
day of entry into force; `--month-start` counts to the first day of the month. With `--originals`
the time runs only for deposits after the entry into force: whoever deposited before is bound from
that day. A successor is bound from the first day of its own. Who only signed is left out, and so
is, with a word on standard error, a line that cannot be read. Later changes are added by hand,
each with its source, and so are predecessors that have ended.
"""

import argparse
import csv
import re
import sys
from collections.abc import Iterator
from datetime import date, datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import Final, NamedTuple

import foedus
from foedus.catalogue.catalogue import Catalogue
from foedus.errors import FoedusError
from foedus.model.clocks import Period

BASES: Final = {"a": "accession", "d": "succession"}
"""Who accepts, approves or confirms has become a party as one that ratifies."""
CONSENT: Final = re.compile(r"ratification|accession|consent to be bound", re.IGNORECASE)
DAY: Final = re.compile(r"(\d{1,2}) ([A-Z][a-z]{2}) (\d{4}) ?([A-Za-z]*)")
NOTES: Final = re.compile(r"\s*(\[.*|\(.*\)|\d+)$")
"""What follows a name: numbers of notes, and what is said of the state in brackets."""
UNITS: Final = {"day": "day", "month": "month", "year": "year"}


class Participant(NamedTuple):
    """A line of the list: days are None where it has none."""

    name: str
    signed: date | None
    deposited: date | None
    basis: str


class _Table(HTMLParser):
    """The rows of the table of participants of a saved page."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self._inside = self._cell = self._note = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self._inside = (dict(attrs).get("id") or "").endswith("tblgrid")
        elif tag == "tr" and self._inside:
            self.rows.append([])
        elif tag in ("td", "th") and self._inside and self.rows:
            self.rows[-1].append("")
            self._cell = True
        elif tag == "sup":
            self._note = True

    def handle_endtag(self, tag: str) -> None:
        if tag == "table":
            self._inside = False
        elif tag in ("td", "th"):
            self._cell = False
        elif tag == "sup":
            self._note = False

    def handle_data(self, data: str) -> None:
        if self._inside and self._cell and not self._note:
            self.rows[-1][-1] += data


def rows_of(path: Path) -> list[list[str]]:
    """The cells of the list, with the heading first."""
    text = path.read_text(encoding="utf-8", errors="replace")
    if "<" in text[:2000] and "tblgrid" in text:
        table = _Table()
        table.feed(text)
        rows = table.rows
    else:
        rows = list(csv.reader(text.splitlines()))
    return [[" ".join(cell.split()) for cell in row] for row in rows if row]


def participants(rows: list[list[str]]) -> Iterator[Participant]:
    """Each line of a list. Raises ValueError where the heading names no consent to be bound."""
    heading = rows[0]
    wanted = [n for n, cell in enumerate(heading) if CONSENT.search(cell) and n]
    if not wanted:
        raise ValueError(
            f"no column of {', '.join(heading)} is that of ratification, accession or consent to "
            f"be bound; give the list of participants"
        )
    for row in rows[1:]:
        if len(row) > wanted[-1] and row[0]:
            signed, _ = _day(row[1]) if wanted[-1] != 1 else (None, "")
            deposited, mark = _day(row[wanted[-1]])
            yield Participant(row[0], signed, deposited, BASES.get(mark, "ratification"))


def _day(cell: str) -> tuple[date | None, str]:
    found = DAY.search(cell)
    if found is None:
        return None, ""
    told = " ".join(found.group(1, 2, 3))
    return datetime.strptime(told, "%d %b %Y").date(), found.group(4)


def period(text: str) -> Period:
    """`30 days` or `6 months`. Raises ValueError."""
    number, _, unit = text.partition(" ")
    if not number.isdigit() or unit.removesuffix("s") not in UNITS:
        raise ValueError(f"{text!r} is no period; write it as `30 days` or `6 months`")
    return Period(int(number), UNITS[unit.removesuffix("s")])  # type: ignore[arg-type]


class Rule(NamedTuple):
    """How a treaty dates the bond of a state from its deposit."""

    first: date
    after: Period | None = None
    month_start: bool = False
    originals: bool = False

    def bound_from(self, deposited: date) -> date:
        """The first day on which a state that deposited on a day is bound."""
        if self.after is None or (self.originals and deposited <= self.first):
            return max(deposited, self.first)
        begins = deposited.replace(day=1) if self.month_start else deposited
        return max(self.first, self.after.after(begins))


def line(found: Participant, state: str, start: date, cite: str) -> str:
    """A line of `parties`."""
    told = [f"states: [{state}]"]
    if found.signed and found.basis == "ratification":
        told.append(f"signed: {found.signed}")
    told += [f"deposited: {found.deposited}", f"from: {start}", f"basis: {found.basis}"]
    return f'      - {{{", ".join(told)}, cite: "{cite}"}}'


def lines(rows: list[list[str]], catalogue: Catalogue, cite: str, rule: Rule) -> Iterator[str]:
    """The lines of `parties`, by the ids of the states."""
    made = {}
    for found in participants(rows):
        if found.deposited is None:
            continue
        try:
            state = catalogue.state(NOTES.sub("", found.name))
        except FoedusError as error:
            print(f"left out: {found.name}: {error}", file=sys.stderr)
            continue
        start = rule.bound_from(found.deposited)
        if found.basis == "succession":  # from the first day of the state, whenever it said so
            start = max(rule.first, state.lives[-1].start)
        made[state.id] = line(found, state.id, start, cite)
    yield from (made[state] for state in sorted(made))


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--cite", required=True, help="what every line cites")
    parser.add_argument("--first", required=True, type=date.fromisoformat, help="entry into force")
    parser.add_argument("--after", type=period, help="from the deposit to being bound")
    parser.add_argument("--month-start", action="store_true")
    parser.add_argument("--originals", action="store_true")
    given = parser.parse_args()
    rule = Rule(given.first, given.after, given.month_start, given.originals)
    print("\n".join(lines(rows_of(given.file), foedus.load().catalogue, given.cite, rule)))


if __name__ == "__main__":
    main()
