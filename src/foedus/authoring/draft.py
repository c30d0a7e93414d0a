"""What building every part of a framework file rests on: citations, ids and conditions."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Protocol

from foedus.documents.problems import Problem
from foedus.documents.source import Location, Source
from foedus.language.tree import ConditionError, parse
from foedus.model.citations import Citation, Confidence
from foedus.model.conditions import Condition
from foedus.model.provisions import Kin


class Text(Protocol):
    """What a citation needs of an instrument."""

    @property
    def id(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def signed(self) -> date | None: ...
    @property
    def where(self) -> str: ...


def citing(instrument: Text) -> Callable[[str, Confidence], Citation]:
    """What makes the citation of an article of an instrument."""

    def cite(article: str, confidence: Confidence) -> Citation:
        return Citation(instrument.title, article, instrument.signed, instrument.where, confidence)

    return cite


class Draft:
    """A framework file that is being built; what is wrong with it is added to `problems`."""

    def __init__(
        self,
        framework: str,
        rules: Mapping[str, dict[str, Any]],
        circles: Mapping[str, Kin],
        source: Source,
        problems: list[Problem],
        *,
        web: bool,
    ) -> None:
        self.framework, self.web, self.circles = framework, web, circles
        self.source, self.problems = source, problems
        self.named: dict[str, Condition] = {}
        for name, data in rules.items():
            condition = self.condition(data, ("rules", name))
            if condition is not None:
                self.named[name] = condition

    def problem(self, path: Location, message: str) -> None:
        """Note a problem at a place of the file."""
        self.problems.append(self.source.problem(path, message))

    def condition(self, data: dict[str, Any], path: Location) -> Condition | None:
        """A condition of the rule language; None where it cannot be read."""
        try:
            return parse(data, self.named, path)
        except ConditionError as error:
            self.problem(error.path, str(error))
            return None

    def id(self, given: str) -> str:
        """The id of a body or a table of weights; this file’s framework goes without saying."""
        return given if not given or "/" in given else f"{self.framework}/{given}"

    def provision_id(self, instrument: Text, provision: str) -> str:
        """The id of a provision; in a web of treaties its instrument stands in it."""
        middle = f"{instrument.id}/" if self.web else ""
        return f"{self.framework}/{middle}{provision}"
