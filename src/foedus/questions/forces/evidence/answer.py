"""What `evidence` answers: who was there, who with whom, and the lines for a history."""

from collections.abc import Iterator, Sequence
from datetime import UTC
from typing import Any

from foedus.model.answers import Answer, Row, Section
from foedus.model.citations import Citation
from foedus.questions.forces.evidence.training import Basis, Presence, Together

BASES: dict[Basis, str] = {"roster": "by the roster", "design": "by the design of its equipment"}
DESIGN = (Citation("SISO-REF-010", "Country (UID 29)"), Citation("IEEE 1278.1-2012", "6.2.30"))
SHOWN = 10


class EvidenceAnswer(Answer, frozen=True, kw_only=True):
    """Who trained with whom in the simulators, and the lines of a history that show it.

    `reckoning` is, for each entity, the farthest (in metres) that its algorithm of dead reckoning
    put it from where it then said it was.
    """

    presences: tuple[Presence, ...]
    together: tuple[Together, ...]
    unknown: tuple[str, ...]
    reckoning: dict[str, float]
    held: tuple[dict[str, Any], ...]

    def sections(self) -> Sequence[Section]:
        return tuple(self._sections())

    def _sections(self) -> Iterator[Section]:
        yield Section(
            "Who was there",
            ("Nation", "Known", "Seen", "Minutes", "First", "Last", "Domains", "Objectives"),
            tuple(map(_presence, self.presences)),
            empty="Nobody whose nation is known.",
        )
        yield Section(
            "Together",
            ("Nations", "Minutes", "Of these, at the same time"),
            tuple(map(_together, self.together)),
            empty="No two nations of the roster were there.",
        )
        if self.reckoning:
            worst = sorted(self.reckoning.items(), key=lambda item: (-item[1], item[0]))
            rows = tuple(Row((who, f"{metres:,.2f}")) for who, metres in worst)
            columns = ("Entity", "Metres at worst from where it was put")
            yield Section("Dead reckoning", columns, rows, tone="quiet", first=SHOWN)
        yield Section(
            "For the history of a programme call",
            (
                "Exercise",
                "First day",
                "Day after the last",
                "Participants",
                "Domains",
                "Objectives",
            ),
            tuple(map(_line, self.held)),
            empty="Nothing: no two nations of the roster were seen together for a minute.",
        )


def _line(held: dict[str, Any]) -> Row:
    lists = (", ".join(held[name]) for name in ("participants", "domains", "objectives"))
    return Row((held["id"], held["starts"], held["ends"], *lists))


def _presence(p: Presence) -> Row:
    cites = DESIGN if p.basis == "design" else ()
    cells = (
        p.nation,
        BASES[p.basis],
        str(p.seen),
        str(p.minutes),
        f"{p.first.astimezone(UTC):%Y-%m-%d %H:%M}",
        f"{p.last.astimezone(UTC):%Y-%m-%d %H:%M}",
        ", ".join(p.domains),
        ", ".join(p.objectives),
    )
    return Row(cells, cites=cites, tone="" if p.basis == "roster" else "quiet")


def _together(t: Together) -> Row:
    shared = (*t.domains.items(), *t.objectives.items())
    at = ", ".join(f"{name} {minutes}" for name, minutes in shared)
    return Row((f"{t.one}-{t.other}", str(t.minutes), at))
