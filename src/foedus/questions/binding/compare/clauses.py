"""The clauses of two sides beside each other: duties by their kind, then the other effects."""

from collections.abc import Iterator
from typing import Final

from foedus.catalogue.clause import Clause
from foedus.model.provisions import STRENGTH_WORDS, Duty
from foedus.questions.binding.compare.facets import TOPICS, Facets, facets
from foedus.questions.binding.compare.lines import Cell, Line, Side, cited, line
from foedus.questions.binding.compare.pairing import common, pairs

HELP: Final = "help"
FEW: Final = 4
KINDS: Final = {
    HELP: "help when attacked",
    "consult": "consult",
    "refrain": "refrain from force",
    "neutral": "stay neutral",
    "cooperate": "cooperate",
}
VERBS: Final = {
    HELP: "help",
    "consult": "consult",
    "refrain": "refrain from force",
    "neutral": "stay neutral",
    "cooperate": "cooperate",
}
EFFECTS: Final = {
    "right": "Rights",
    "procedure": "Procedures",
    "limit": "Limits",
    "notification": "Notifications",
    "release": "Release of information",
    "apportionment": "Costs",
}


def kind_of(clause: Clause) -> str:
    """The kind under which a duty is compared: the most demanding of its kinds."""
    effect = clause.provision.effect
    assert isinstance(effect, Duty)
    if {"assist", "defend"} & {*effect.kinds}:
        return HELP
    return next(kind for kind in KINDS if kind in effect.kinds)


def strength_of(clause: Clause) -> int:
    """The strength of a duty, 0 of anything else."""
    effect = clause.provision.effect
    return effect.strength if isinstance(effect, Duty) else 0


def in_force(side: Side) -> tuple[Clause, ...]:
    """The clauses of a side that stand that day, the strongest duties first."""
    found = [c for c in side.catalogue.clauses_of(side.framework) if c.in_force(side.on)]
    return tuple(sorted(found, key=strength_of, reverse=True))


def duty_pairs(first: Side, second: Side, kind: str) -> list[tuple[Clause | None, Clause | None]]:
    """The duties of one kind, each beside its like.

    A clause that both sides have stands beside itself, by the more demanding of its two kinds.
    """
    mine, yours = (
        [c for c in in_force(side) if isinstance(c.provision.effect, Duty)]
        for side in (first, second)
    )
    kinds: dict[str, str] = {}
    for clause in (*mine, *yours):
        name, own = clause.provision.id, kind_of(clause)
        kinds[name] = min(kinds.get(name, own), own, key=tuple(KINDS).index)
    return pairs(
        [c for c in mine if kinds[c.provision.id] == kind],
        [c for c in yours if kinds[c.provision.id] == kind],
        lambda a, b: _likeness(a, b, of_duty=kind != "cooperate"),
    )


def _likeness(one: Clause, other: Clause, *, of_duty: bool) -> float:
    """Two versions of a clause are each other's like; else by title, and by what they say.

    Duties of one kind are like each other whatever their words: the strongest stand together.
    """
    mine, yours = one.provision, other.provision
    if mine.id == yours.id:
        return 10.0
    words = 2 * common(mine.title, yours.title) + common(mine.says, yours.says)
    if not of_duty:
        # one word in common does not make two clauses each other's like
        return words if words >= 0.3 else 0.0
    return 0.1 + words / 10 + (strength_of(one) + strength_of(other)) / 2


def duties(first: Side, second: Side) -> Iterator[Line]:
    """The duties by kind, with the strength of each."""
    for kind, words in KINDS.items():
        found = duty_pairs(first, second, kind)
        both = any(one and other for one, other in found)
        for one, other in found:
            # a further clause matters less than one that the other side has nothing like
            further = both and not (one and other)
            by = abs((strength_of(one) if one else 0) - (strength_of(other) if other else 0))
            yield line(
                "Duties",
                words,
                _duty(one),
                _duty(other),
                weight=20 + 15 * by if kind == HELP and not further else 5 + by,
                told=_told(first, second, one, other, kind),
            )


def _duty(clause: Clause | None) -> Cell | None:
    if clause is None:
        return None
    strength = strength_of(clause)
    grade = f"[{strength} {STRENGTH_WORDS[strength]}] " if strength else ""
    told = {"": "", "political": " (political, not binding in law)"}
    force = told.get(clause.instrument.force, f" ({clause.instrument.force})")
    p = clause.provision
    return cited(f"{grade}{p.says}{force}", p.cite, p.id)


def _told(first: Side, second: Side, one: Clause | None, other: Clause | None, kind: str) -> str:
    if one and other:
        mine, yours = strength_of(one), strength_of(other)
        if mine == yours:
            reads = "reads" if one.provision.id == other.provision.id else "read"
            return f"{_which(one, other)} {reads} otherwise"
        return (
            f"the duty to {VERBS[kind]} is {_strength(one)} {_place(first)} and "
            f"{_strength(other)} {_place(second)}"
        )
    found, without = (one, second) if one else (other, first)
    assert found is not None
    return f"{found.provision.id} ({_strength(found)}) has nothing beside it {_place(without)}"


def _strength(clause: Clause) -> str:
    strength = strength_of(clause)
    return f"{strength}, {STRENGTH_WORDS[strength]} ({clause.provision.cite.article})"


def _place(side: Side) -> str:
    """A side as the place where something is so: `in nato`, `on 1960-01-01`."""
    return side.label if side.label.startswith("on ") else f"in {side.label}"


def triggers(first: Side, second: Side) -> Iterator[Line]:
    """What calls each duty to help or to consult, test by test."""
    for kind in (HELP, "consult"):
        for one, other in duty_pairs(first, second, kind):
            ours, theirs = _facets(one, first), _facets(other, second)
            yield line(
                "Triggers",
                f"what calls it ({_which(one, other)})",
                _cell(one, one.provision.trigger_words or "at all times" if one else ""),
                _cell(other, other.provision.trigger_words or "at all times" if other else ""),
                weight=12,
                told=f"the triggers of {_which(one, other)} differ",
            )
            for name, topic in TOPICS.items():
                mine = ours.words(name, first.catalogue) if ours else ""
                yours = theirs.words(name, second.catalogue) if theirs else ""
                if mine or yours:
                    yield line(
                        "Triggers",
                        f"{topic} ({_which(one, other)})",
                        _cell(one, mine),
                        _cell(other, yours),
                        weight=3,
                    )
            for topic, attribute in (("who invokes it", "invoked_by"), ("how", "procedure")):
                mine = getattr(one.provision, attribute) if one else ""
                yours = getattr(other.provision, attribute) if other else ""
                if mine or yours:
                    yield line(
                        "Triggers",
                        f"{topic} ({_which(one, other)})",
                        _cell(one, mine),
                        _cell(other, yours),
                        weight=3,
                    )


def areas(first: Side, second: Side) -> Iterator[Line]:
    """Where each duty to help holds."""
    for one, other in duty_pairs(first, second, HELP):
        ours, theirs = _facets(one, first), _facets(other, second)
        mine = ours.area_words(first.catalogue) if ours else ""
        yours = theirs.area_words(second.catalogue) if theirs else ""
        if not (mine or yours):
            continue
        lost = [a for a in (ours.areas if ours else ()) if not theirs or a not in theirs.areas]
        won = [a for a in (theirs.areas if theirs else ()) if not ours or a not in ours.areas]
        yield line(
            "Areas",
            _which(one, other),
            _cell(one, mine or "no place named"),
            _cell(other, yours or "no place named"),
            weight=30 if one and other and bool(mine) == bool(yours) else 15,
            told=_area_told(first, second, (one, lost), (other, won)),
        )


def area_ids(first: Side, second: Side) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The places that only the duties to help of one side name, or of the other."""
    ours, theirs = dict[str, None](), dict[str, None]()
    for one, other in duty_pairs(first, second, HELP):
        for clause, side, held in ((one, first, ours), (other, second, theirs)):
            if found := _facets(clause, side):
                held.update(found.areas)
    return (
        tuple(area for area in ours if area not in theirs),
        tuple(area for area in theirs if area not in ours),
    )


def _area_told(
    first: Side,
    second: Side,
    ours: tuple[Clause | None, list[str]],
    theirs: tuple[Clause | None, list[str]],
) -> str:
    parts = [
        f"{clause.provision.id} takes in {_named(areas, side)} only {_place(side)}"
        for side, (clause, areas) in ((first, ours), (second, theirs))
        if clause and areas
    ]
    return " and ".join(parts)


def _named(areas: list[str], side: Side) -> str:
    """The first few places by name, and how many more."""
    names = [side.catalogue.inline(area) for area in areas[:FEW]]
    more = len(areas) - FEW
    return ", ".join(names) + (f" and {more} more" if more > 0 else "")


def effects(first: Side, second: Side) -> Iterator[Line]:
    """Every clause that is not a duty, by its effect."""
    for label, aspect in EFFECTS.items():
        mine, yours = (
            [c for c in in_force(side) if c.provision.effect.label == label]
            for side in (first, second)
        )
        for one, other in pairs(mine, yours, lambda a, b: _likeness(a, b, of_duty=False)):
            topic = next(
                (c.provision.title for c in (one, other) if c and c.provision.title), label
            )
            yield line(
                aspect,
                topic,
                _cell(one, one.provision.says if one else ""),
                _cell(other, other.provision.says if other else ""),
                weight=4,
                told=f"{_which(one, other)} ({topic[:1].lower()}{topic[1:]})",
            )


def _facets(clause: Clause | None, side: Side) -> Facets | None:
    return facets(clause.provision.trigger, side.on) if clause else None


def _cell(clause: Clause | None, text: str) -> Cell | None:
    return cited(text, clause.provision.cite, clause.provision.id) if clause and text else None


def _which(one: Clause | None, other: Clause | None) -> str:
    """The ids of a pair, once where they are the same."""
    return " and ".join(dict.fromkeys(c.provision.id for c in (one, other) if c))
