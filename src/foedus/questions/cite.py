"""`cite`: what a provision says, since when, and where to look it up."""

from collections.abc import Iterator, Sequence
from datetime import date

from pydantic import Field

from foedus.catalogue.catalogue import Clause, UnknownIdError
from foedus.model.answers import Answer, Row, Section
from foedus.model.provisions import STRENGTH_WORDS, Duty, Provision
from foedus.questions.declare import Inputs, QuestionError, question
from foedus.questions.world import World


class CiteInput(Inputs):
    """A provision, such as nato art-5 or nato/art-5."""

    framework: str = Field(
        description="Framework, or the provision's whole id", json_schema_extra={"positional": True}
    )
    article: str | None = Field(
        None, description="Article, such as art-5", json_schema_extra={"positional": True}
    )


class CiteAnswer(Answer, frozen=True, kw_only=True):
    """The provisions that the id denotes, in every version."""

    provisions: tuple[Provision, ...]

    def sections(self) -> Sequence[Section]:
        return tuple(_section(p, self.on) for p in self.provisions)


def _section(p: Provision, on: date) -> Section:
    return Section(
        f"{p.id}{f' · {p.title}' if p.title else ''}",
        ("", ""),
        tuple(Row(fact, cites=()) for fact in _facts(p)),
        tone="" if on in p.stood else "quiet",
    )


def _facts(p: Provision) -> Iterator[tuple[str, str]]:
    yield "Says (our paraphrase)", p.says
    yield "Effect", p.effect.label
    if isinstance(p.effect, Duty):
        yield "Duty", ", ".join(p.effect.kinds)
        yield "Strength", f"{p.effect.strength} {STRENGTH_WORDS[p.effect.strength]}"
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
    yield "Stood", str(p.stood)
    yield "Source", str(p.cite)
    if p.note:
        yield "Note", p.note


@question("cite", inputs=CiteInput, answer=CiteAnswer)
def cite(world: World, inputs: CiteInput, on: date) -> CiteAnswer:
    """What a provision says, what calls it, and where to look it up."""
    catalogue = world.catalogue
    pattern = inputs.framework if inputs.article is None else f"{inputs.framework}/{inputs.article}"
    try:
        clauses = catalogue.matching(pattern)
    except UnknownIdError as error:
        raise QuestionError(str(error)) from None
    return CiteAnswer(
        question="cite",
        on=on,
        catalogue=catalogue.key,
        title=pattern,
        lead=_lead(clauses, on),
        provisions=tuple(clause.provision for clause in clauses),
    )


def _lead(clauses: tuple[Clause, ...], on: date) -> str:
    standing = [c for c in clauses if c.in_force(on)]
    if len(clauses) == 1:
        instrument = clauses[0].instrument
        state = "in force" if standing else "not in force"
        return f"{instrument.title}, {clauses[0].provision.cite.article}: {state} on {on}."
    return f"{len(clauses)} provisions, {len(standing)} of them in force on {on}."
