"""What `compare` answers, and how it is shown."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from foedus.model.answers import Answer, Row, Section, Tone
from foedus.questions.binding.compare.lines import Cell, Line
from foedus.questions.binding.compare.who import Who

NOTHING: Final = "nothing recorded"
ORDER: Final = (
    *("Who", "Duties", "Areas", "Triggers", "Bodies"),
    *("Joining", "Amending", "Suspending", "Leaving", "Instruments"),
)
TONES: Final[dict[str, Tone]] = {"same": "quiet", "not known": "unsure"}


class CompareAnswer(Answer, frozen=True, kw_only=True):
    """Two sides, line by line. `names` are those of the two sides as the lines have them.

    `strongest` are the strongest duties, from 0 to 5, and `notice` the periods of notice of the
    instruments that found them. `areas_only_first` are places that only the duties to help of the
    first name. A line's `alike` says whether only one side records anything of its topic.
    """

    first: str
    second: str
    and_on: date
    names: tuple[str, str]
    who: Who
    strongest: tuple[int, int]
    areas_only_first: tuple[str, ...]
    areas_only_second: tuple[str, ...]
    notice: tuple[str, str]
    lines: tuple[Line, ...]

    def sections(self) -> Sequence[Section]:
        return tuple(self._sections())

    def _sections(self) -> Iterator[Section]:
        aspects = dict.fromkeys((*ORDER, *(line.aspect for line in self.lines)))
        for aspect in aspects:
            rows = tuple(self._row(line) for line in self.lines if line.aspect == aspect)
            columns = ("Topic", *self.names, "Alike")
            yield Section(aspect, columns, rows, "Nothing is recorded on either side.")

    def _row(self, line: Line) -> Row:
        cells = (line.first, line.second)
        return Row(
            (line.topic, *map(_shown, cells), self._alike(line)),
            cites=tuple(dict.fromkeys(c.cite for c in cells if c and c.cite)),
            tone=TONES.get(line.alike, ""),
        )

    def _alike(self, line: Line) -> str:
        """Whether the sides are alike, by their names."""
        if line.alike == "only first":
            return f"only {self.names[0]}"
        return f"only {self.names[1]}" if line.alike == "only second" else line.alike


def _shown(cell: Cell | None) -> str:
    return cell.told() if cell else NOTHING
