"""What `casus` says in words: the title of an event, the lead, and the notes."""

from collections.abc import Iterator, Sequence
from datetime import date

from foedus.catalogue.catalogue import Catalogue
from foedus.judging.membership import open_notes
from foedus.model.events import Event, Fact
from foedus.model.places import Site
from foedus.model.wording import counted, some
from foedus.questions.binding.casus.answer import Triggering
from foedus.questions.binding.casus.place import names, notes_on, spelled


def title(event: Event, site: Site | None, on: date, catalogue: Catalogue) -> str:
    """The event in one line: all that was given of it, but for the facts."""
    what = event.kind.replace("-", " ").capitalize()
    on_whom = names(event.attacked, on, catalogue)
    by = f" by {names(event.attacker, on, catalogue)}" if event.attacker else ""
    where = f" at {spelled(site, event, on, catalogue)}" if site else ""
    preposition = (
        "against" if event.kind in ("threat",) else "on" if "attack" in event.kind else "in"
    )
    told: list[str] = [event.object] if event.object != "territory" else []
    told += [f"domain: {event.domain}"] if event.domain else []
    on_what = f" ({', '.join(told)})" if told else ""
    return f"{what} {preposition} {on_whom}{by}{where}{on_what}, {on}"


def helping(finding: Triggering, event: Event) -> tuple[str, ...]:
    """The states that a duty of help binds to it; one attacked is bound to consult at most."""
    return tuple(state for state in finding.bound if state not in event.attacked)


def lead(
    triggered: Sequence[Triggering],
    undetermined: Sequence[Triggering],
    event: Event,
    catalogue: Catalogue,
) -> str:
    """Who is bound to help the attacked, how many such duties are open, and who to help another."""
    found = (*triggered, *undetermined)
    to_attacker = _to_attacker([t for t in found if t.for_attacker and t.helps], event, catalogue)
    whom = f" {_inline(event.attacked, catalogue)}" if to_attacker else ""
    told = _to_attacked([t for t in found if not t.for_attacker], event, whom)
    if to_attacker:
        told = told or f"No binding duty to assist{whom} in the catalogue is triggered"
        return f"{told}; {to_attacker}."
    if told:
        return f"{told}."
    if triggered:
        return "No binding duty to assist in the catalogue is triggered."
    if undetermined:
        may = counted(len(undetermined), "provision")
        return f"Nothing in the catalogue is certainly triggered; {may} may be."
    return "Nothing in the catalogue is triggered."


def _to_attacked(found: Sequence[Triggering], event: Event, whom: str) -> str:
    """Who is bound to help the attacked; empty where no duty of help is triggered or open."""
    duties = [t for t in found if t.verdict and t.helps and helping(t, event)]
    perhaps = _open(found)
    if not duties:
        return f"No duty to assist{whom} is certain; {_count(perhaps)} may be" if perhaps else ""
    strongest = max(duties, key=lambda t: t.strength)
    graded = f"; the strongest is {strongest.provision} ({strongest.strength_words})"
    return (
        f"{_bound(duties, event)}{whom} under {counted(len(duties), 'provision')}"
        f"{graded if strongest.strength else ''}"
        f"{f'; {_count(perhaps)} more may be called' if perhaps else ''}"
    )


def _to_attacker(found: Sequence[Triggering], event: Event, catalogue: Catalogue) -> str:
    """Who is bound to help the attacker; empty where no duty to do so is triggered or open."""
    attacker = _inline(tuple(dict.fromkeys(s for t in found for s in t.for_attacker)), catalogue)
    duties = [t for t in found if t.verdict and helping(t, event)]
    perhaps = _open(found)
    if not duties:
        return f"{_count(perhaps)} may be owed to {attacker}, the attacker" if perhaps else ""
    strongest = max(duties, key=lambda t: t.strength)
    graded = f": {strongest.strength_words}" if strongest.strength else ""
    more = f" and {_count(len(duties) - 1)} more" if len(duties) > 1 else ""
    return (
        f"{_bound(duties, event)} {attacker}, the attacker ({strongest.provision}{graded}){more}"
        f"{f'; {_count(perhaps)} more may be owed to it' if perhaps else ''}"
    )


def _bound(duties: Sequence[Triggering], event: Event) -> str:
    states = {state for t in duties for state in helping(t, event)}
    return f"{counted(len(states), 'state is', 'states are')} bound to assist"


def _open(found: Sequence[Triggering]) -> int:
    """How many duties of help may be called, or may bind somebody."""
    perhaps = sum(t.helps for t in found if t.verdict is None)
    return perhaps + sum(t.helps and bool(t.unsettled) and not t.bound for t in found if t.verdict)


def _inline(states: Sequence[str], catalogue: Catalogue) -> str:
    return " and ".join(catalogue.inline(state) for state in states)


def _count(number: int) -> str:
    words = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    return words[number] if number < len(words) else str(number)


def notes(event: Event, site: Site | None, on: date, catalogue: Catalogue) -> Iterator[str]:
    """What a reader must know of the event as it was given."""
    for state in (*event.attacked, *event.attacker):
        known = catalogue.states.get(state)
        if known and not known.exists(on):
            yield f"{catalogue.inline(state)} ({state}) did not exist on {on} as foedus records it"
    yield from open_notes(catalogue, (*event.attacked, *event.attacker), on, triggered=True)
    stated = [f"{name}: {_stated(value)}" for name, value in event.facts.items()]
    if stated:
        yield f"stated of the event: {'; '.join(stated)}"
    for name in event.facts:
        if name not in catalogue.definitions.facts:
            yield f"no rule of the catalogue uses the fact {name!r}"
    if event.kind == "armed-attack" and event.where_fought == "cyber":
        yield "an armed attack in the cyber domain is judged as a cyber attack"
    if site is None and event.object == "territory":
        attacked = " or ".join(catalogue.inline(state) for state in event.attacked)
        yield (
            f"no place is given: what depends on it is certain only where all of {attacked} "
            f"gives the same"
        )
    if site:
        yield from notes_on(site, on, catalogue)
    if site and site.tenures and event.object in ("territory", "cable", "pipeline"):
        yield from _of_another(event, site, on, catalogue)


def _of_another(event: Event, site: Site, on: date, catalogue: Catalogue) -> Iterator[str]:
    """That none of the states said to be attacked held the land that was attacked."""
    holders = site.holders
    if {holder for side in site.sides or (site,) for holder in side.holders} & {*event.attacked}:
        return
    held_by = " and ".join(catalogue.inline(holder) for holder in holders)
    attacked = " or ".join(catalogue.inline(state) for state in event.attacked)
    claimed = set(catalogue.definitions.territories[site.territory].claimed_by)
    claimants = sorted(claimed & set(event.attacked))
    claims = f", though {some(claimants)} claims it" if claimants else ""
    yield (
        f"{site.name} was under {held_by}, not {attacked}, on {on}{claims}: no clause that asks "
        f"for territory of the state attacked is met; ask for {held_by} as attacked, or say what "
        f"of {attacked} was attacked there (forces, vessel or aircraft)"
    )


def _stated(value: Fact) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(value) if isinstance(value, tuple) else str(value)
