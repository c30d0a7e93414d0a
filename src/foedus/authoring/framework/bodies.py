"""Cross-references of the bodies of a framework file: who sits in them, and how they decide."""

from collections.abc import Iterator

from foedus.authoring.framework.named import Named
from foedus.authoring.framework.shape import BodyEntry, DecisionRuleEntry, FrameworkFile
from foedus.catalogue.definitions import Definitions
from foedus.documents.entry import interval
from foedus.documents.problems import Problem
from foedus.documents.source import Location
from foedus.errors import did_you_mean, nearest
from foedus.model.frameworks import DecisionRule, Framework
from foedus.model.time import Interval
from foedus.reckoning.voting.rule import rule_of


def body_problems(
    file: FrameworkFile, built: Framework, known: Definitions, named: Named
) -> Iterator[Problem]:
    """What is wrong with the bodies of a file in the light of all definitions."""
    check = _BodyCheck(file, known, named)
    for index, body in enumerate(file.bodies):
        path = ("bodies", index)
        yield from check.seats(body, path)
        for number, (rule, decision) in enumerate(
            zip(body.rules, built.bodies[index].rules, strict=True)
        ):
            yield from check.decision(rule, decision, (*path, "rules", number))
        yield from check.rules_once(body, (*path, "rules"))


class _BodyCheck:
    def __init__(self, file: FrameworkFile, known: Definitions, named: Named) -> None:
        self.file, self.known, self.named = file, known, named

    def seats(self, body: BodyEntry, path: Location) -> Iterator[Problem]:
        """Who sits is told in one way, of states and instruments that there are."""
        yield from self.named.groups(body.seats, (*path, "seats"))
        for number, seat in enumerate(body.seats):
            if seat.held_by:
                yield from self.named.state(seat.held_by, (*path, "seats", number, "held_by"))
        for number, counted in enumerate(body.counted):
            for state in counted.states:
                yield from self.named.state(state, (*path, "counted", number, "states"))
        if not body.composed_of and not body.seats:
            told = "give `composed_of` (a role, or parties/INSTRUMENT) or `seats`"
            yield self.named.problem(path, told)
        if body.elected and not body.composed_of:
            yield self.named.problem(path, "`elected` goes with `composed_of`, who may be elected")
        instruments = [instrument.id for instrument in self.file.instruments]
        instrument = (body.composed_of or "").partition("/")[2]
        if instrument and instrument not in instruments:
            yield self.named.problem(
                (*path, "composed_of"),
                f"no instrument of this file is called {instrument!r}"
                f"{did_you_mean(nearest(instrument, instruments))}",
            )

    def decision(
        self, entry: DecisionRuleEntry, built: DecisionRule, path: Location
    ) -> Iterator[Problem]:
        """A rule of the body's own or a shorthand, with what it needs beside it and no more."""
        for state in entry.without:
            yield from self.named.state(state, (*path, "without"))
        known = self.known.voting_rules
        if isinstance(entry.rule, str):
            yield from self.named.voting_rule(entry.rule, (*path, "rule"))
        elif entry.rule.reinforced:
            yield from self.named.voting_rule(entry.rule.reinforced, (*path, "rule", "reinforced"))
        for name, other in (("reinforced", entry.reinforced), ("suspended", entry.suspended)):
            if other:
                yield from self.named.voting_rule(other, (*path, name))
        written = built.own or known.get(built.rule)
        if written is None:
            return
        rule, called = rule_of(written), "this rule" if built.own else f"rule {built.rule!r}"
        if rule.weighs and not entry.weights:
            yield self.named.problem(path, f"{called} needs `weights`")
        if entry.quorum and not rule.has_quorum:
            yield self.named.problem(path, f"{called} asks for no `quorum`")
        if rule.has_check != bool(entry.checked_by):
            need = "needs" if rule.has_check else "has no"
            yield self.named.problem(path, f"{called} {need} `checked_by`")
        for name, given in (("weights", entry.weights), ("checked_by", entry.checked_by)):
            if given:
                identifier = given if "/" in given else f"{self.file.id}/{given}"
                yield from self.named.of_kind("weights", identifier, (*path, name))
        if rule.has_quota != bool(entry.quota):
            need = "needs" if rule.has_quota else "has no"
            yield self.named.problem(path, f"{called} {need} `quota`")

    def rules_once(self, body: BodyEntry, path: Location) -> Iterator[Problem]:
        """No matter has two rules on one day."""
        stood: dict[str, list[Interval]] = {}
        for index, rule in enumerate(body.rules):
            spans = stood.setdefault(rule.matter, [])
            if any(interval(rule).overlaps(span) for span in spans):
                yield self.named.problem(
                    (*path, index, "matter"),
                    f"matter {rule.matter!r} has two rules at the same time; "
                    "rules that followed one another need disjoint `from` and `to`",
                )
            spans.append(interval(rule))
