"""Texts under negotiation on the command line: asked bracket by bracket, and written out clean."""

import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import click

from foedus.asking.day import day
from foedus.asking.declare import Question, find
from foedus.asking.world import World
from foedus.documents.problems import DefinitionError
from foedus.doors.cli.question import command_of, inputs_given
from foedus.doors.cli.shown import Refused
from foedus.errors import QuestionError
from foedus.model.answers import Answer

if TYPE_CHECKING:
    from foedus.asking.whatif.drafts import Text
    from foedus.asking.whatif.inputs import ReadScenario


@dataclass(frozen=True)
class Draft:
    """A text, and those of its brackets that are settled, each by the number of an alternative."""

    text: "Text"
    chosen: Mapping[str, int]

    @classmethod
    def of(
        cls, scenario: "ReadScenario | None", spelled: Sequence[str], settle: Sequence[str]
    ) -> "Draft":
        """The text among the changes; refused where there is none, or no such bracket."""
        from foedus.asking.whatif.drafts import Text
        from foedus.asking.whatif.reading import read_changes

        try:
            listed = scenario.changes if scenario else ()
            text = Text.of((*listed, *read_changes(spelled)))
            return cls(text, text.chosen(settle))
        except (QuestionError, DefinitionError) as error:
            raise Refused(str(error)) from None

    def clean(self, world: World) -> str:
        """The definition with every bracket settled, as YAML; refused where one is open."""
        import yaml

        open_ = [b.name for b in self.text.brackets if b.name not in self.chosen]
        if open_:
            told = f"--clean: {', '.join(open_)} to be settled first, as --settle {open_[0]}=1"
            raise Refused(told)
        way = tuple(self.chosen[bracket.name] for bracket in self.text.brackets)
        definition = self.text.clean(way)
        try:
            world.with_changes([*self.text.before, definition])
        except QuestionError as error:
            raise Refused(str(error)) from None
        text: str = yaml.safe_dump(
            definition.definition.data, allow_unicode=True, sort_keys=False, width=100
        )
        return text

    def answers(
        self,
        world: World,
        asks: Sequence[tuple[str, Question[Any, Any], dict[str, Any]]],
        on: str | None,
    ) -> list[Answer]:
        """Each question, asked of every way to settle what is open."""
        from foedus.asking.whatif.brackets import ask_of_brackets

        try:
            worlds = self.text.worlds(world, self.chosen) if asks else {}
        except QuestionError as error:
            raise Refused(str(error)) from None
        found: list[Answer] = []
        for text, question, options in asks:
            try:
                given = inputs_given(world, question, options)
                asked = self._day(given.pop("on", None) or on)
                found.append(ask_of_brackets(worlds, self.text, question, given, asked))
            except QuestionError as error:
                raise Refused(f"--ask {text!r}: {error}") from None
        return found

    def _day(self, given: Any) -> date:
        return datetime.now(UTC).date() if given is None else day(given)


def parsed(text: str) -> tuple[Question[Any, Any], dict[str, Any]]:
    """The question, and the options of its command, from one line."""
    try:
        name, *arguments = shlex.split(text)
    except ValueError:
        raise Refused(f"--ask {text!r} is not a question with its options") from None
    try:
        question = find(name)
    except QuestionError as error:
        raise Refused(f"--ask {text!r}: {error}") from None
    try:
        context = command_of(question).make_context(name, arguments)
    except click.UsageError as error:
        raise Refused(f"--ask {text!r}: {error.format_message()}") from None
    return question, dict(context.params)
