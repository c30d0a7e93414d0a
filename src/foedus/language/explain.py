"""The first interpreter: one situation, and the reason for every verdict in it."""

from foedus.language.situation import PartyTest, Situation
from foedus.language.tree import leaf_of
from foedus.model.citations import Citation
from foedus.model.conditions import All, AnyOf, Condition, Contested, Named, Not, Test
from foedus.model.verdicts import Because, Verdict, all_of, any_of, negate


def explain(condition: Condition, seen: Situation, party: PartyTest) -> Because:
    """The verdict of a condition in a situation, with the verdict of each of its parts."""
    match condition:
        case Test():
            return leaf_of(condition).explain(seen, party)
        case All(parts):
            inner = tuple([explain(part, seen, party) for part in parts])
            return Because(all_of([b.verdict for b in inner]), "all of", inner, role="all")
        case AnyOf(parts):
            inner = tuple([explain(part, seen, party) for part in parts])
            return Because(any_of([b.verdict for b in inner]), "any of", inner, role="any")
        case Not(part):
            because = explain(part, seen, party)
            verdict = negate(because.verdict)
            text = "an exception applies" if verdict is False else "no exception applies"
            if because.verdict is not None and not because.parts:
                text = f"{because.text}, which is {'excluded' if verdict is False else 'required'}"
            return Because(verdict, text, (because,), role="not")
        case Named(name, part):
            because = explain(part, seen, party)
            return Because(because.verdict, name.replace("-", " "), (because,), role="rule")
        case Contested():
            return _contested(condition, seen, party)


def _contested(condition: Contested, seen: Situation, party: PartyTest) -> Because:
    inner = tuple(
        Because(
            (because := explain(reading.when, seen, party)).verdict,
            reading.says,
            (because,),
            role="rule",
            cite=Citation(reading.source),
        )
        for reading in condition.readings
    )
    verdict = _agreed(tuple(b.verdict for b in inner))
    says = {True: "met", False: "not met", None: "unsettled"}
    split = "; ".join(f"{b.text}: {says[b.verdict]} ({b.cite})" for b in inner)
    return Because(
        verdict,
        "all readings agree" if verdict is not None else "contested",
        inner,
        role="contested",
        settles=f"which reading holds: {split}",
    )


def _agreed(verdicts: tuple[Verdict, ...]) -> Verdict:
    first = verdicts[0]
    return first if all(verdict is first for verdict in verdicts) else None
