"""`cite`: what a provision says, since when, and where to look it up."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final

import msgspec
from pydantic import Field

from foedus.asking.declare import Inputs, question
from foedus.asking.names import WithinFramework
from foedus.asking.world import World
from foedus.catalogue.catalogue import Catalogue
from foedus.catalogue.clause import Clause
from foedus.catalogue.force import force_told, in_force
from foedus.errors import located
from foedus.judging.done import done, done_until
from foedus.judging.levels import levels_on
from foedus.language.tree import references
from foedus.model.answers import Answer, Row, Section, Tone
from foedus.model.instruments import Reservation
from foedus.model.labels import Equivalence
from foedus.model.provisions import STRENGTH_WORDS, Duty, Invocation, Provision, Release
from foedus.model.time import Interval
from foedus.model.wording import counted


class CiteInput(Inputs):
    """A provision, such as nato art-5 or nato/art-5."""

    framework: WithinFramework = Field(
        description="Framework, or the provision's whole id", json_schema_extra={"positional": True}
    )
    article: str | None = Field(
        None, description="Article, such as art-5", json_schema_extra={"positional": True}
    )


class Version(msgspec.Struct, frozen=True):
    """A provision as it stood for a time; `force` is that time as far as it is certain.

    `areas` are the names of the areas and territories that its trigger tells apart, by their ids.
    """

    matched_by = ("provision.id", "provision.during")
    provision: Provision
    in_force: Interval
    force: str
    reservations: tuple[Reservation, ...]
    areas: Mapping[str, str] = {}


class CiteAnswer(Answer, frozen=True, kw_only=True):
    """The provisions that the id denotes, in every version, and what was done under them."""

    versions: tuple[Version, ...]
    invocations: tuple[Invocation, ...]

    def sections(self) -> Sequence[Section]:
        texts = tuple(s for version in self.versions for s in _sections(version, self.on))
        return (*texts, done(self.invocations)) if self.invocations else texts


def _sections(version: Version, on: date) -> Iterator[Section]:
    p = version.provision
    tone: Tone = "" if on in version.in_force else "quiet"
    title = f"{p.id}{f' · {p.title}' if p.title else ''}"
    yield Section(title, ("", ""), tuple(Row(fact) for fact in _facts(version)), tone=tone)
    if isinstance(p.effect, Release) and p.effect.levels:
        yield _levels(p.id, p.effect.levels, on)


def _levels(provision: str, rows: Sequence[Equivalence], on: date) -> Section:
    """The table of equivalence that day: a row for each scheme, a column for each level."""
    levels = levels_on(rows, on)
    schemes = dict.fromkeys(s for level in levels for s in (*level.marks, *level.none))
    notes = [level.note for level in levels]
    told = [Row((scheme, *(_mark(level, scheme) for level in levels))) for scheme in schemes]
    if any(notes):
        told.append(Row(("Note", *notes), tone="quiet"))
    return Section(
        f"{provision}: marks that are equal on {on}, the highest level first",
        ("Scheme", *(f"Level {number}" for number in range(1, len(levels) + 1))),
        tuple(told),
        "The table has no row for that day.",
    )


def _mark(level: Equivalence, scheme: str) -> str:
    if scheme not in level.none:
        return level.marks.get(scheme, "not in the table")
    handled = level.handled_as.get(scheme)
    return f"none (handled as {handled})" if handled else "none"


def _facts(version: Version) -> Iterator[tuple[str, str]]:
    p = version.provision
    yield "Says (our paraphrase)", p.says
    yield "Effect", p.effect.label
    if isinstance(p.effect, Duty):
        yield "Duty", ", ".join(p.effect.kinds)
        yield "Strength", f"{p.effect.strength} {STRENGTH_WORDS[p.effect.strength]}"
    if isinstance(p.effect, Release):
        yield from _release(p.effect)
    if p.trigger_words:
        yield "Trigger", p.trigger_words
    if p.invoked_by:
        yield "Invoked by", p.invoked_by
    if p.body:
        yield "Body", p.body
    if p.procedure:
        yield "Procedure", p.procedure
    for softening in p.softened_by:
        whom = f" (for {', '.join(softening.states)})" if softening.states else ""
        yield f"Softened{whom}", softening.says
    for r in version.reservations:
        yield f"{r.kind.capitalize()} of {r.state} ({r.during})", f"{r.says} [{r.cite}]"
    yield "In force", version.force
    yield "Source", str(p.cite)
    if p.note:
        yield "Note", p.note


def _release(effect: Release) -> Iterator[tuple[str, str]]:
    """What is recorded of what may be shared: whatever is not stands nowhere."""
    told = {
        "Subject": effect.subject.replace("-", " "),
        "Up to": effect.up_to.level,
        "Handling": ", ".join(effect.up_to.handling),
        "Third parties": f"only with the consent of {CONSENT[effect.consent]}"
        if effect.consent
        else "",
        "No third party": effect.exempt,
        "Clearance from": effect.cleared_from,
    }
    yield from ((name, value) for name, value in told.items() if value)


CONSENT: Final[Mapping[str, str]] = {
    "originator": "the originator",
    "provider": "the party that provided it",
    "both": "the originator and of the party that provided it",
}


@question(
    "cite",
    title="What a clause says, and where it stands",
    timed="over time",
    inputs=CiteInput,
    answer=CiteAnswer,
    example={"framework": "nato", "article": "art-5", "on": "1966-07-01"},
)
def cite(world: World, inputs: CiteInput, on: date) -> CiteAnswer:
    """What a provision says, what calls it, and where to look it up."""
    catalogue = world.catalogue
    pattern = inputs.framework if inputs.article is None else f"{inputs.framework}/{inputs.article}"
    with located("framework" if inputs.article is None else "article"):
        clauses = catalogue.matching(pattern)
    return CiteAnswer(
        question="cite",
        on=on,
        catalogue=catalogue.key,
        title=pattern,
        lead=_lead(catalogue, clauses, on),
        versions=tuple(
            Version(
                c.provision,
                c.life,
                _force(catalogue, c, on),
                tuple(r for r in c.instrument.reservations if c.provision.id in r.provisions),
                _areas(catalogue, c.provision),
            )
            for c in clauses
        ),
        invocations=done_until(_invocations(clauses), on),
    )


def _areas(catalogue: Catalogue, provision: Provision) -> dict[str, str]:
    named = references(provision.trigger) if provision.trigger else ()
    return {r.id: catalogue.name_of(r.id) for r in named if r.to == "area"}


def _invocations(clauses: tuple[Clause, ...]) -> Iterator[Invocation]:
    """What is on record under any of the provisions, each once."""
    named = {clause.provision.id for clause in clauses}
    for framework in {c.framework.id: c.framework for c in clauses}.values():
        yield from (i for i in framework.invocations if i.provision in named)


def _force(catalogue: Catalogue, clause: Clause, on: date) -> str:
    """The time in force of a provision: that of its instrument, unless it has one of its own."""
    own = clause.provision.during.clip(clause.instrument.during)
    if own != clause.instrument.during:
        return str(own)
    return force_told(clause.instrument, catalogue.parties(clause.framework, clause.instrument), on)


def _lead(catalogue: Catalogue, clauses: tuple[Clause, ...], on: date) -> str:
    standing = [c for c in clauses if c.in_force(on)]
    if len(clauses) == 1:
        instrument = clauses[0].instrument
        early = on not in instrument.during
        applied = "applied provisionally" if early else "in force"
        state = applied if standing else "not in force"
        parties = catalogue.parties(clauses[0].framework, instrument)
        if standing and in_force(instrument, parties, on) is None:
            state = "whether in force is contested"
        told = f"{instrument.title}, {clauses[0].provision.cite.article}: {state} on {on}"
        return f"{told}." if standing else f"{told}{_when(catalogue, clauses[0], on)}."
    told = f"{counted(len(clauses), 'provision')}, {len(standing)} of them in force on {on}"
    return f"{told}."


def _when(catalogue: Catalogue, clause: Clause, on: date) -> str:
    """When a provision that does not stand that day did or will, where that is certain."""
    life = clause.life
    if life.empty:
        return ""
    nearest = life.start if on < life.start else life.last
    parties = catalogue.parties(clause.framework, clause.instrument)
    if in_force(clause.instrument, parties, nearest) is None:
        return "; whether it ever was is contested"
    return f"; {life.apart(on)}"
