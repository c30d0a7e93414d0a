"""`ties`: every pair of states that a duty ties on a day, for a network or a matrix."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import msgspec
from pydantic import Field

from foedus.asking.declare import Inputs, question
from foedus.asking.names import FrameworkId, StateName
from foedus.asking.world import World
from foedus.documents.numbers import Flag
from foedus.judging.bonds import Bond, bonds
from foedus.model.answers import Answer, Row, Section
from foedus.model.citations import Citation
from foedus.model.maps import Held, Map, graded, stronger
from foedus.model.provisions import STRENGTH_WORDS, DutyKind
from foedus.model.wording import counted


class TiesInput(Inputs):
    """Among whom, under which frameworks, and which duties."""

    states: list[StateName] = Field([], description="Only among these states; repeat")
    frameworks: list[FrameworkId] = Field([], description="Only under these frameworks; repeat")
    duties: list[DutyKind] = Field(
        ["assist", "defend"], description="Which duties tie: consult, assist, defend and so on"
    )
    political: Flag = Field(
        default=False, description="Political commitments and undertakings of one state too"
    )


class Tie(msgspec.Struct, frozen=True, omit_defaults=True):
    """What one state owes another under the provisions named, the strongest first.

    `contested` where none of them is beyond dispute.
    """

    matched_by = ("debtor", "creditor")
    debtor: str
    creditor: str
    strength: int
    provisions: tuple[str, ...]
    contested: bool = False


class Rank(msgspec.Struct, frozen=True):
    """How many states one state is tied to: by what it owes, and by what it is owed."""

    matched_by = ("state",)
    state: str
    owes: int
    is_owed: int


class TiesAnswer(Answer, frozen=True, kw_only=True):
    """The ties of a day, each in its direction, and how many each state has."""

    ties: tuple[Tie, ...]
    ranks: tuple[Rank, ...]
    frameworks: tuple[str, ...]
    cites: tuple[Citation, ...]

    def counts(self) -> Mapping[str, frozenset[str]]:
        settled = [tie for tie in self.ties if not tie.contested]
        return {
            "state owe another": frozenset(tie.debtor for tie in settled),
            "tie hold": frozenset(f"{t.debtor} → {t.creditor}" for t in settled),
            "tie hold only as contested": frozenset(
                f"{t.debtor} → {t.creditor}" for t in self.ties if t.contested
            ),
        }

    def mapped(self) -> Map | None:
        """Each state that owes something, by the strongest of its ties."""
        found: dict[str, Held] = {}
        for tie in self.ties:
            stronger(found, tie.debtor, tie.strength, not tie.contested)
        return Map(
            "Each state by the strongest duty that it owes another",
            graded(found, "owes", "owes, but contested"),
            "owes nothing of what was asked for, on record",
            rests_on=tuple({p: None for tie in self.ties for p in tie.provisions}),
            cites=self.cites,
        )

    def sections(self) -> Sequence[Section]:
        return tuple(self._sections())

    def _sections(self) -> Iterator[Section]:
        yield Section(
            "States with the most ties",
            ("State", "Owes", "Is owed"),
            tuple(Row((r.state, str(r.owes), str(r.is_owed))) for r in self.ranks),
            "Nothing in the catalogue ties a state.",
        )
        directed = {(t.debtor, t.creditor): t for t in self.ties}
        rows = []
        for (debtor, creditor), tie in directed.items():
            back = directed.get((creditor, debtor))
            mutual = back is not None and back.provisions == tie.provisions
            if mutual and creditor < debtor:
                continue
            rows.append(
                Row(
                    (
                        f"{debtor} {'⇄' if mutual else '→'} {creditor}",
                        f"{tie.strength} {STRENGTH_WORDS[tie.strength]}",
                        ", ".join(tie.provisions),
                    ),
                    tone="unsure" if tie.contested else "",
                )
            )
        sources = tuple(Row((str(cite),), cites=(cite,)) for cite in self.cites)
        yield Section(
            "Ties",
            ("Between", "Strength", "By"),
            tuple(rows),
            "Nothing in the catalogue ties a state.",
        )
        yield Section("Provisions", ("Source",), sources, tone="quiet")


@question(
    "ties",
    title="Who owes whom help: every pair",
    timed="over time",
    inputs=TiesInput,
    answer=TiesAnswer,
    example={"frameworks": ["nato", "warsaw-pact"], "on": "1985-06-01"},
    heavy=True,
)
def ties(world: World, inputs: TiesInput, on: date) -> TiesAnswer:
    """Every pair of states that a duty ties on a day, in its direction and with its strength."""
    catalogue = world.catalogue
    among, under = frozenset(inputs.states) or None, frozenset(inputs.frameworks)
    found: dict[tuple[str, str], list[Bond]] = defaultdict(list)
    for bond in bonds(catalogue, on, among, among, duties=frozenset(inputs.duties)):
        if (
            bond.live
            and (bond.clause.instrument.binding or inputs.political)
            and (not under or bond.clause.framework.id in under)
        ):
            found[bond.debtor, bond.creditor].append(bond)
    tied = tuple(_tie(group) for _, group in sorted(found.items()))
    clauses = {b.clause.provision.id: b.clause for group in found.values() for b in group}
    frameworks = tuple(sorted({clause.framework.id for clause in clauses.values()}))
    states = {state for pair in found for state in pair}
    return TiesAnswer(
        question="ties",
        on=on,
        catalogue=catalogue.key,
        title=f"Ties of {', '.join(inputs.duties)} on {on}",
        lead=f"{counted(len({frozenset(pair) for pair in found}), 'pair')} of {len(states)} "
        f"states are tied under {counted(len(frameworks), 'framework')}."
        if found
        else "Nothing in the catalogue ties two states in this way.",
        ties=tied,
        ranks=_ranks(tied),
        frameworks=frameworks,
        cites=tuple(clauses[p].provision.cite for p in sorted(clauses)),
    )


def _tie(group: list[Bond]) -> Tie:
    """One tie of the bonds between two states; where any is beyond dispute, of those alone."""
    settled = [bond for bond in group if bond.verdict is True] or group
    ordered = sorted(settled, key=lambda b: (-b.duty.strength, b.clause.provision.id))
    first = ordered[0]
    return Tie(
        debtor=first.debtor,
        creditor=first.creditor,
        strength=first.duty.strength,
        provisions=tuple(dict.fromkeys(bond.clause.provision.id for bond in ordered)),
        contested=first.verdict is None,
    )


def _ranks(tied: tuple[Tie, ...]) -> tuple[Rank, ...]:
    owes: dict[str, int] = defaultdict(int)
    owed: dict[str, int] = defaultdict(int)
    for tie in tied:
        owes[tie.debtor] += 1
        owed[tie.creditor] += 1
    ranks = (Rank(state, owes[state], owed[state]) for state in {*owes, *owed})
    return tuple(sorted(ranks, key=lambda r: (-r.owes - r.is_owed, r.state)))
