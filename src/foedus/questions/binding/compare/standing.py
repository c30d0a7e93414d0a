"""Bodies and their rules, and how a state enters, leaves and pays, on two sides."""

from collections.abc import Iterator

from foedus.model.clocks import Clock
from foedus.model.frameworks import Body, DecisionRule
from foedus.model.instruments import Instrument
from foedus.model.ways import Way
from foedus.model.wording import counted
from foedus.questions.binding.compare.lines import Cell, Line, Side, cited, line
from foedus.questions.binding.compare.pairing import common, pairs

WAYS = {"accession": "Joining", "amendment": "Amending", "suspension": "Suspending"}
LEAVES = {
    "notice": "by notice",
    "end-of-term": "at the end of a term, by notice",
    "consent": "only as the parties agree",
    "none": "no clause on leaving",
}


def bodies(first: Side, second: Side) -> Iterator[Line]:
    """Each body beside its like, then the rule for each matter that either decides by."""
    for one, other in pairs(_bodies(first), _bodies(second), _likeness):
        which = " and ".join(dict.fromkeys(b.id for b in (one, other) if b))
        yield line("Bodies", which, _seats(one, first), _seats(other, second), weight=8)
        ours, theirs = _rules(one, first), _rules(other, second)
        for matter in dict.fromkeys((*ours, *theirs)):
            yield line(
                "Bodies",
                f"{which}: {'any matter' if matter == 'any' else matter.replace('-', ' ')}",
                _rule(ours.get(matter), first),
                _rule(theirs.get(matter), second),
                weight=22 if matter == "any" and one and other else 6,
                told=_rule_told(first, second, ours.get(matter), theirs.get(matter)),
            )


def _bodies(side: Side) -> list[Body]:
    return [body for body in side.framework.bodies if side.on in body.during]


def _likeness(one: Body, other: Body) -> float:
    """The same body; else two of all members, or of like names."""
    if one.id == other.id:
        return 10.0
    words = common(one.name, other.name)
    plenary = one.composed_of == other.composed_of == "member"
    return words + (0.2 if plenary else 0.0)


def _seats(body: Body | None, side: Side) -> Cell | None:
    if body is None:
        return None
    seated = len(side.catalogue.seated_in(body, side.on))
    told = f"{body.name}, {counted(body.elected or seated, 'seat')}"
    return cited(told, body.cite, body.id)


def _rules(body: Body | None, side: Side) -> dict[str, DecisionRule]:
    return {r.matter: r for r in body.rules if side.on in r.during} if body else {}


def _rule(rule: DecisionRule | None, side: Side) -> Cell | None:
    return cited(_rule_words(rule, side), rule.cite) if rule else None


def _rule_words(rule: DecisionRule, side: Side) -> str:
    written = rule.own or side.catalogue.definitions.voting_rules[rule.rule]
    return rule.says or written.says


def _rule_told(
    first: Side, second: Side, ours: DecisionRule | None, theirs: DecisionRule | None
) -> str:
    if not (ours and theirs):
        return ""
    return f"{first.label} decides by {_slug(ours)}, {second.label} by {_slug(theirs)}"


def _slug(rule: DecisionRule) -> str:
    """The rule by its name; one that is written out has its matter for a name."""
    return "a rule of its own" if rule.own else rule.rule.replace("-", " ")


def exits(first: Side, second: Side) -> Iterator[Line]:
    """How a state leaves, of the instruments beside each other."""
    for one, other in _instruments(first, second):
        ours, theirs = _clock(one, first), _clock(other, second)
        if ours or theirs:
            yield line(
                "Leaving",
                _which(first, second, one, other),
                _leaving(ours),
                _leaving(theirs),
                weight=18,
                told=_clock_told(first, second, ours, theirs),
            )


def ways(first: Side, second: Side) -> Iterator[Line]:
    """How a state becomes a party, the text is amended and a party suspended, where recorded."""
    for one, other in _instruments(first, second):
        for name, aspect in WAYS.items():
            ours, theirs = _way(one, name, first), _way(other, name, second)
            if ours or theirs:
                yield line(aspect, _which(first, second, one, other), ours, theirs, weight=7)


def _way(instrument: Instrument | None, name: str, side: Side) -> Cell | None:
    found: tuple[Way, ...] = getattr(instrument, name) if instrument else ()
    way = next((way for way in found if side.on in way.during), None)
    return cited(way.says, way.cite) if way else None


def notices(first: Side, second: Side) -> tuple[str, str]:
    """The period of notice of the constitutive instruments; empty where there is none."""
    one, other = (_constitutive(side) for side in (first, second))
    ours, theirs = _clock(one, first), _clock(other, second)
    return _notice(ours), _notice(theirs)


def terms(first: Side, second: Side) -> Iterator[Line]:
    """The nature and the depositary of the instruments beside each other."""
    for one, other in _instruments(first, second):
        yield line(
            "Instruments",
            _which(first, second, one, other),
            _instrument(one, first),
            _instrument(other, second),
            weight=9,
        )


def keys(first: Side, second: Side) -> Iterator[Line]:
    """The keys by which costs are shared."""
    mine, yours = (
        [key for key in side.framework.keys if side.on in key.during] for side in (first, second)
    )
    for one, other in pairs(
        mine, yours, lambda a, b: 10.0 * (a.id == b.id) + common(a.title, b.title)
    ):
        yield line(
            "Costs",
            "key",
            Cell(f"{one.title}, {one.during}", one.id) if one else None,
            Cell(f"{other.title}, {other.during}", other.id) if other else None,
            weight=3,
        )


def _constitutive(side: Side) -> Instrument | None:
    framework = side.framework
    return next((i for i in framework.instruments if i.id == framework.constitutive), None)


def _instruments(first: Side, second: Side) -> list[tuple[Instrument | None, Instrument | None]]:
    """Those that found the frameworks beside each other, then by id and by title."""
    mine, yours = (
        [i for i in side.framework.instruments if side.on in i.applied] for side in (first, second)
    )
    founding = {id(_constitutive(side)) for side in (first, second)}

    def likeness(one: Instrument, other: Instrument) -> float:
        if one is other or (id(one) in founding and id(other) in founding):
            return 10.0
        same_framework = first.framework is second.framework
        return 0.0 if same_framework else max(0.0, common(one.title, other.title) - 0.3)

    return pairs(mine, yours, likeness)


def _which(first: Side, second: Side, one: Instrument | None, other: Instrument | None) -> str:
    named = (
        f"{side.framework.id}/{i.id}"
        for side, i in ((first, one), (second, other))
        if i is not None
    )
    return " and ".join(dict.fromkeys(named))


def _instrument(instrument: Instrument | None, side: Side) -> Cell | None:
    if instrument is None:
        return None
    parties = side.catalogue.parties(side.framework, instrument)
    number = len({p.state for p in parties if side.on in p.during})
    unbinding = {"": "", "political": ", not binding in law"}
    kind = instrument.nature + unbinding.get(instrument.force, f": {instrument.force}")
    kept = (
        f", depositary {side.catalogue.name_of(instrument.depositary)}"
        if instrument.depositary
        else ""
    )
    told = f"{instrument.title}: {kind}, {counted(number, 'party', 'parties')}{kept}"
    return Cell(told, f"{side.framework.id}/{instrument.id}")


def _clock(instrument: Instrument | None, side: Side) -> Clock | None:
    return next((c for c in instrument.clocks if side.on in c.during), None) if instrument else None


def _leaving(clock: Clock | None) -> Cell | None:
    if clock is None:
        return None
    parts = [LEAVES[clock.leave]]
    if clock.notice:
        parts.append(str(clock.notice))
    if clock.threshold:
        parts.append(f"after {clock.threshold.lasts} in force")
    if clock.term:
        again = f", prolonged by {clock.prolonged}" if clock.prolonged else ""
        parts.append(f"term of {clock.term}{again}")
    return cited(f"{', '.join(parts)}. {clock.says}", clock.cite)


def _clock_told(first: Side, second: Side, ours: Clock | None, theirs: Clock | None) -> str:
    if not (ours and theirs):
        return ""
    return f"a state leaves {first.label} {_in_short(ours)}, {second.label} {_in_short(theirs)}"


def _in_short(clock: Clock) -> str:
    return f"{LEAVES[clock.leave]}{f' of {clock.notice}' if clock.notice else ''}"


def _notice(clock: Clock | None) -> str:
    return str(clock.notice) if clock and clock.notice else ""
