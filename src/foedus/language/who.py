"""Who-terms: ids of states and actors, and words for classes of them.

`party`, `non-party`   a party of the provision's instrument that day, or none
`victim`, `attacker`   the state attacked, the attacker
`state`, `non-state`   a state, or an actor that is none
`external`, `internal` acting from outside the state attacked, or from within; the fact
                       `directed-from-abroad` decides where the event states it
"""

from typing import TYPE_CHECKING, Final

from foedus.language.situation import PartyTest, Situation
from foedus.model.verdicts import Verdict, any_of, negate
from foedus.model.wording import some

if TYPE_CHECKING:
    import polars as pl

    from foedus.language.columns import Columns

CLASSES: Final = (
    "party",
    "non-party",
    "victim",
    "attacker",
    "state",
    "non-state",
    "external",
    "internal",
)
WORDS: Final = {
    "party": "a party",
    "non-party": "a non-party",
    "victim": "the state attacked",
    "attacker": "the attacker",
    "state": "a state",
    "non-state": "a non-state actor",
    "external": "acting from outside the state attacked",
    "internal": "acting from within the state attacked",
}
MANY: Final = 12
ABROAD: Final = "directed-from-abroad"


def regardless(terms: tuple[str, ...]) -> bool:
    """Whether the terms mean the same whoever is a party."""
    return "party" not in terms and "non-party" not in terms


def is_one_of(
    terms: tuple[str, ...], subject: str | None, seen: Situation, party: PartyTest
) -> Verdict:
    """Whether the subject answers to any of the terms; unknown for an unknown subject."""
    return any_of(_is(term, subject, seen, party) for term in terms)


def _is(term: str, subject: str | None, seen: Situation, party: PartyTest) -> Verdict:
    if term == "external":
        stated = seen.fact(ABROAD)
        return stated if stated is not None else external(subject, seen)
    if term == "internal":
        return negate(_is("external", subject, seen, party))
    if subject is None:
        return None
    match term:
        case "party":
            return party(subject)
        case "non-party":
            return negate(party(subject))
        case "victim":
            return subject == seen.victim
        case "attacker":
            return None if seen.attacker is None else subject == seen.attacker
        case "state":
            return seen.lookups.is_state(subject)
        case "non-state":
            return not seen.lookups.is_state(subject)
        case _:
            return subject == term


def external(subject: str | None, seen: Situation) -> Verdict:
    """Whether the subject acts from outside the victim, by what the catalogue knows of it."""
    if subject is None:
        return None
    actor = seen.lookups.actor(subject)
    if actor is None:
        return subject != seen.victim
    if actor.internal:
        return False
    if not actor.bases:
        return None
    if seen.victim not in actor.bases:
        return True
    return False if actor.bases == (seen.victim,) else None


def words(terms: tuple[str, ...], seen: Situation) -> str:
    """The terms in words, joined by 'or'; of very many, the first few."""
    told = [WORDS.get(term) or seen.lookups.inline(term) for term in terms]
    return " or ".join(told) if len(told) <= MANY else f"one of {some(told)}"


def batch_is_one_of(terms: tuple[str, ...], subject: "pl.Expr", columns: "Columns") -> "pl.Expr":
    """The same test over a column of codes."""
    import polars as pl

    ids = [term for term in terms if term not in CLASSES]
    tests = [_batch_is(term, subject, columns) for term in terms if term in CLASSES]
    if ids:
        tests.append(subject.is_in(columns.codes(ids)))
    return pl.any_horizontal(tests)


def _batch_is(term: str, subject: "pl.Expr", columns: "Columns") -> "pl.Expr":
    import polars as pl

    match term:
        case "party":
            return columns.party(subject)
        case "non-party":
            return ~columns.party(subject)
        case "victim":
            return subject == columns.victim
        case "attacker":
            return subject == columns.attacker
        case "state":
            return subject < columns.states
        case "non-state":
            return subject >= columns.states
        case "internal":
            return ~_batch_is("external", subject, columns)
        case _:
            return pl.coalesce(columns.fact(ABROAD), columns.external(subject))
