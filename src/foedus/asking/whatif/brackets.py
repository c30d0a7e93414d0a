"""Asking of a text under negotiation: which of its brackets change which answer, and how."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, TypeAlias

import msgspec

from foedus.asking.declare import Question
from foedus.asking.whatif.answer import lead_of
from foedus.asking.whatif.compare import compare
from foedus.asking.whatif.drafts import Text
from foedus.asking.world import World
from foedus.errors import QuestionError
from foedus.model.answers import Answer, Row, Section
from foedus.model.wording import counted


class Effect(msgspec.Struct, frozen=True):
    """A bracket, and what it changes: nothing, or how the answer differs by its alternatives."""

    matched_by = ("bracket",)
    bracket: str
    matters: bool
    alternatives: tuple[str, ...]
    sponsors: tuple[tuple[str, ...], ...]
    says: tuple[str, ...]


class Outcome(msgspec.Struct, frozen=True):
    """An answer, and the ways to settle the brackets that give it: a number for each bracket."""

    matched_by = ("lead", "ways")
    lead: str
    ways: tuple[tuple[int, ...], ...]
    answer: Answer | None
    refused: str = ""


class BracketsAnswer(Answer, frozen=True, kw_only=True):
    """What each bracket of a text changes in the answer, and every answer that there may be."""

    brackets: tuple[Effect, ...]
    outcomes: tuple[Outcome, ...]
    ways: int

    def sections(self) -> Sequence[Section]:
        return tuple(self._sections())

    def _sections(self) -> Iterator[Section]:
        yield Section(
            "Brackets",
            ("Bracket", "Alternative", "Proposed by", "What it changes"),
            tuple(
                Row(
                    (
                        effect.bracket if number == 0 else "",
                        f"{number + 1} {effect.alternatives[number]}",
                        ", ".join(effect.sponsors[number]),
                        effect.says[number],
                    ),
                    tone="" if effect.matters else "quiet",
                )
                for effect in self.brackets
                for number in range(len(effect.alternatives))
            ),
            "The text has no brackets.",
        )
        names = tuple(effect.bracket for effect in self.brackets)
        yield Section(
            "Answers",
            ("Answer", "Ways", *names),
            tuple(
                Row((o.lead, str(len(o.ways)), *_columns(o.ways, self.brackets)))
                for o in self.outcomes
            ),
        )


def _columns(ways: Sequence[tuple[int, ...]], brackets: Sequence[Effect]) -> Iterator[str]:
    """For each bracket the alternatives among the ways, by their numbers."""
    for index, bracket in enumerate(brackets):
        numbers = sorted({way[index] for way in ways})
        all_of = len(numbers) == len(bracket.alternatives)
        yield "any" if all_of else " or ".join(str(number + 1) for number in numbers)


def ask_of_brackets(
    worlds: Mapping[tuple[int, ...], World],
    text: Text,
    question: Question[Any, Any],
    inputs: Mapping[str, Any],
    on: date,
) -> BracketsAnswer:
    """What each bracket changes in the answer. Raises QuestionError where every way refuses it."""
    answers: dict[tuple[int, ...], Answer | None] = {}
    refusals: dict[tuple[int, ...], QuestionError] = {}
    for way, world in worlds.items():
        try:
            answers[way] = question.ask(world, inputs, on)
        except QuestionError as error:
            answers[way], refusals[way] = None, error
    if len(refusals) == len(answers):
        raise next(iter(refusals.values()))
    same = _same(answers)
    effects = tuple(_effect(text, index, answers, same) for index in range(len(text.brackets)))
    shown = next(answer for answer in answers.values() if answer is not None)
    return BracketsAnswer(
        question=question.name,
        on=on,
        catalogue=shown.catalogue,
        title=f"{shown.title.removeprefix('What if: ')}: what the brackets change",
        lead=_lead(effects, len(same), len(answers)),
        notes=("This is a what-if: it asks of a text under negotiation.", *_notes(shown)),
        brackets=effects,
        outcomes=tuple(_outcome(ways, answers, refusals) for ways in same),
        ways=len(answers),
    )


_Way: TypeAlias = tuple[int, ...]
_Answers: TypeAlias = Mapping[_Way, Answer | None]


def _notes(answer: Answer) -> tuple[str, ...]:
    return tuple(note for note in answer.notes if not note.startswith("This is a what-if"))


def _outcome(
    ways: Sequence[_Way], answers: _Answers, refusals: Mapping[_Way, QuestionError]
) -> Outcome:
    answer = answers[ways[0]]
    refused = "" if answer else str(refusals[ways[0]])
    return Outcome(answer.lead if answer else refused, tuple(ways), answer, refused)


def _same(answers: _Answers) -> list[list[_Way]]:
    """The ways by the answers that they give; those that are the same are together."""
    found: list[list[_Way]] = []
    for way, answer in answers.items():
        for ways in found:
            other = answers[ways[0]]
            if (answer is None) is (other is None) and (
                answer is None or other is None or not compare(other, answer)
            ):
                ways.append(way)
                break
        else:
            found.append([way])
    return found


def _effect(text: Text, index: int, answers: _Answers, same: Sequence[Sequence[_Way]]) -> Effect:
    """What the alternatives of one bracket change, where all others are settled alike."""
    group = {way: number for number, ways in enumerate(same) for way in ways}
    bracket = text.brackets[index]
    says: list[str] = []
    asked = sorted({way[index] for way in answers})
    first = asked[0]
    for number in range(len(bracket.alternatives)):
        if number not in asked:
            says.append("not asked: settled otherwise")
            continue
        pairs = (
            (way, (*way[:index], number, *way[index + 1 :]))
            for way in answers
            if way[index] == first
        )
        differing = next(((one, two) for one, two in pairs if group[one] != group[two]), None)
        if differing is None:
            says.append("nothing" if number != first else "")
        else:
            says.append(_says(text, index, *differing, answers))
    return Effect(
        bracket.name,
        len(asked) > 1 and any(told not in ("", "nothing") for told in says),
        tuple(alternative.says for alternative in bracket.alternatives),
        tuple(alternative.by for alternative in bracket.alternatives),
        tuple(says),
    )


def _says(text: Text, index: int, one: _Way, two: _Way, answers: _Answers) -> str:
    """How the answer of one way differs from that of another, and with what other brackets."""
    others = [
        f"{bracket.name} {number + 1}"
        for place, (bracket, number) in enumerate(zip(text.brackets, one, strict=True))
        if place != index and number
    ]
    where = f" (with {', '.join(others)})" if others else ""
    before, after = answers[one], answers[two]
    if before is None or after is None:
        return f"the question is refused{where}"
    return f"{lead_of(before, after, compare(before, after))}{where}"


def _lead(effects: Sequence[Effect], answers: int, ways: int) -> str:
    matters = [effect.bracket for effect in effects if effect.matters]
    none = [effect.bracket for effect in effects if not effect.matters]
    told = [f"{', '.join(matters)} change{'s' if len(matters) == 1 else ''} the answer"]
    if not matters:
        told = ["No bracket changes the answer"]
    elif none:
        told.append(f"{', '.join(none)} change{'s' if len(none) == 1 else ''} nothing")
    ends = f"{counted(ways, 'way')} to settle them {'gives' if ways == 1 else 'give'}"
    return f"{'; '.join(told)}. {ends} {counted(answers, 'answer')}."
