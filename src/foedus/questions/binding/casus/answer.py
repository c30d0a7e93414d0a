"""The answer to `casus`: what is triggered, what is not, what is open."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

import msgspec

from foedus.judging.bonds import HELP, Conflict
from foedus.judging.done import done
from foedus.model.answers import Answer, Letter, Row, Section
from foedus.model.citations import Citation
from foedus.model.events import Event, Kind, Point
from foedus.model.instruments import force_of
from foedus.model.maps import Held, Light, Map, graded, stronger
from foedus.model.provisions import Invocation, Notice, Softening
from foedus.model.verdicts import Because
from foedus.model.wording import some
from foedus.questions.binding.casus.task import Task, listed

SIDES: Final[Mapping[Kind, tuple[str, str]]] = {
    "threat": ("threatened", "threatens"),
    "incursion": ("entered", "enters"),
    "steered-migration": ("where it arrives", "said to steer it"),
    "coup": ("where it happens", "said to be behind it"),
    "internal-conflict": ("where it happens", "the other side"),
    "disaster": ("struck", "said to be behind it"),
    "nuclear-accident": ("struck", "said to be behind it"),
}
"""What a map calls those that an event befell and those that caused it, where it is no attack."""


class Unsettled(msgspec.Struct, frozen=True):
    """A state of which it is open whether it is bound, or that is freed, and why."""

    matched_by = ("state",)
    state: str
    why: str


class Triggering(msgspec.Struct, frozen=True, omit_defaults=True):
    """One provision in the light of the event.

    The material trigger is the `verdict` (with its `because`); the formal invocation and the
    collective determination follow `invoked_by`, `body` and `procedure`, and `invoked` tells
    where the catalogue records them together with each state's own response. A duty has `bound`; a
    right binds nobody, and has `entitled`, who are free to act. `for_attacker` are the attackers
    that it is owed to, where it runs towards them and not towards the attacked.
    """

    matched_by = ("provision",)
    repeats = ("strength_words", "verdict", "failed", "open")
    provision: str
    framework: str
    title: str
    verdict: bool | None
    says: str
    effect: str
    nature: str
    binding: bool
    cite: Citation
    because: Because
    strength: int = 0
    strength_words: str = ""
    duties: tuple[str, ...] = ()
    bound: tuple[str, ...] = ()
    entitled: tuple[str, ...] = ()
    unsettled: tuple[Unsettled, ...] = ()
    freed: tuple[Unsettled, ...] = ()
    for_attacker: tuple[str, ...] = ()
    invoked_by: str = ""
    body: str = ""
    procedure: str = ""
    softened_by: tuple[Softening, ...] = ()
    notices: tuple[Notice, ...] = ()
    invoked: tuple[Invocation, ...] = ()
    failed: tuple[str, ...] = ()
    open: tuple[str, ...] = ()

    @property
    def helps(self) -> bool:
        """Whether it is a duty in law to help one side of the event, whichever."""
        return self.binding and bool(HELP & set(self.duties))


class Whose(msgspec.Struct, frozen=True):
    """Whose land a place was: by title, in fact, and by the claim of others; empty at sea."""

    territory: str = ""
    held_by: tuple[str, ...] = ()
    controlled_by: tuple[str, ...] = ()
    claimed_by: tuple[str, ...] = ()


class CasusAnswer(Answer, frozen=True, kw_only=True):
    """Every provision that the event touches, in three groups.

    `checklist` is what is to be sent, and `drafts` are the letters, where that was asked for.
    """

    event: Event
    place: str
    country: Whose
    point: Point | None
    triggered: tuple[Triggering, ...]
    undetermined: tuple[Triggering, ...]
    not_triggered: tuple[Triggering, ...]
    conflicts: tuple[Conflict, ...] = ()
    checklist: tuple[Task, ...] | None = None
    drafts: tuple[Letter, ...] = ()

    def letters(self) -> Sequence[Letter]:
        return self.drafts

    def counts(self) -> Mapping[str, frozenset[str]]:
        helpers = (
            state
            for finding in self.triggered
            if finding.helps and not finding.for_attacker
            for state in finding.bound
            if state not in self.event.attacked
        )
        return {
            "state be bound to help": frozenset(helpers),
            "provision be triggered": frozenset(f.provision for f in self.triggered),
            "provision be undetermined": frozenset(f.provision for f in self.undetermined),
            "state have duties that collide": frozenset(c.state for c in self.conflicts),
        }

    def mapped(self) -> Map | None:
        """Who is bound in law, by the strongest duty; a right or a promise binds nobody.

        A state bound towards the attacker is lit so, unless as surely bound to help the attacked.
        """
        binding = [t for t in (*self.triggered, *self.undetermined) if t.binding and t.strength]
        found = _strongest(t for t in binding if not t.for_attacker)
        against = _strongest(t for t in binding if t.for_attacker)
        against = {
            s: held
            for s, held in against.items()
            if s not in found or (held[0] and not found[s][0])
        }
        found = {s: held for s, held in found.items() if s not in against}
        victim, other = SIDES.get(self.event.kind, ("attacked", "attacker"))
        lights = (
            Light(victim, "attacked", self.event.attacked),
            Light(other, "attacker", self.event.attacker),
            *graded(found, "bound", "perhaps bound, contested or open"),
            *_against(against),
        )
        return Map(
            "Each state by the strongest duty that binds it in law",
            lights,
            "no duty on record that this calls for",
            rests_on=tuple(t.provision for t in binding),
            point=self.point,
            point_says=self.place,
            cites=tuple(t.cite for t in binding),
        )

    def sections(self) -> Sequence[Section]:
        return tuple(self._sections())

    def _sections(self) -> Iterator[Section]:
        if self.checklist is not None:
            yield listed(self.checklist)
        yield Section(
            "Triggered",
            ("Provision", "Strength", "Who is bound", "What it obliges"),
            tuple(_triggered(t) for t in self.triggered),
            "No provision in the catalogue is triggered.",
            tone="good",
        )
        if self.undetermined:
            yield Section(
                "Undetermined",
                ("Provision", "What it obliges", "What would settle it"),
                tuple(_undetermined(t) for t in self.undetermined),
                tone="unsure",
            )
        if self.not_triggered:
            yield Section(
                "Not triggered",
                ("Provision", "Why not"),
                tuple(
                    Row((t.provision, "; ".join(t.failed)), t.because, (t.cite,), tone="quiet")
                    for t in self.not_triggered
                ),
                tone="quiet",
            )
        softened = [(t, s) for t in self.triggered for s in t.softened_by]
        if softened:
            yield Section(
                "Clauses that soften a duty",
                ("Provision", "For", "Clause"),
                tuple(
                    Row((t.provision, some(s.states) or "all", s.says), cites=_cites(s.cite))
                    for t, s in softened
                ),
            )
        recorded = [i for t in (*self.triggered, *self.undetermined) for i in t.invoked]
        if recorded:
            yield done(recorded)
        if self.conflicts:
            yield Section(
                "Conflicting duties",
                ("State", "Towards the attacked", "Towards the attacker", "Conflict"),
                tuple(
                    Row((c.state, c.towards_attacked, c.towards_attacker, c.says), tone="bad")
                    for c in self.conflicts
                ),
            )


def _strongest(duties: Iterable[Triggering]) -> dict[str, Held]:
    """The strongest duty of each state beyond dispute, and the strongest that is not."""
    found: dict[str, Held] = {}
    for t in duties:
        for state in t.bound:
            stronger(found, state, t.strength, t.verdict is True)
        for open_ in t.unsettled:
            stronger(found, open_.state, t.strength, False)
    return found


def _against(found: Mapping[str, Held]) -> Iterator[Light]:
    """Those bound towards the attacker, who help the attacked by none of it."""
    words = {True: "bound towards the attacker", False: "perhaps bound towards the attacker"}
    for certain, says in words.items():
        states = tuple(sorted(s for s, held in found.items() if bool(held[0]) is certain))
        if states:
            yield Light(says, "towards-attacker", states, perhaps=not certain)


def _who(t: Triggering) -> str:
    """Who is bound, or free to act, who perhaps, and who is not."""
    free = f"free to act: {some(t.entitled)}" if t.entitled else ""
    told = [some(t.bound) or free]
    if t.unsettled:
        perhaps = ", ".join(f"{u.state} ({u.why})" if u.why else u.state for u in t.unsettled)
        told.append(f"perhaps {perhaps}")
    told += [f"not {f.state} ({f.why})" for f in t.freed]
    who = "; ".join(part or "none" for part in told if part or len(told) > 1)
    return f"{who} (owed to {some(t.for_attacker)}, the attacker)" if t.for_attacker else who


def _triggered(t: Triggering) -> Row:
    who = _who(t)
    strength = f"{t.strength} {t.strength_words}" if t.strength else ", ".join(t.duties) or t.effect
    if not t.binding:
        strength += f" ({force_of(t.nature)})"
    then = f" Decides: {t.body}." if t.body else ""
    return Row((t.provision, strength, who, t.says + then), t.because, (t.cite,), tone="good")


def _undetermined(t: Triggering) -> Row:
    return Row((t.provision, t.says, "; ".join(t.open)), t.because, (t.cite,), tone="unsure")


def _cites(cite: Citation | None) -> tuple[Citation, ...]:
    return (cite,) if cite else ()
