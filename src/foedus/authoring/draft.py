"""What building every part of a framework file rests on: days, citations, ids and conditions."""

from collections.abc import Callable
from datetime import date
from typing import Any

from foedus.authoring.entry import Cited, Dated
from foedus.authoring.framework.shape import FrameworkFile
from foedus.authoring.instruments.shape import InstrumentEntry
from foedus.documents.problems import Problem
from foedus.documents.source import Location, Source
from foedus.language.tree import ConditionError, parse
from foedus.model.citations import Citation, Confidence
from foedus.model.conditions import Condition
from foedus.model.time import Interval


def interval(entry: Dated) -> Interval:
    """The half-open interval of an entry."""
    return Interval(entry.from_ or date.min, entry.to or date.max)


def citation(entry: Cited) -> Citation | None:
    """Where an entry can be looked up, if it says so."""
    return Citation(entry.cite, confidence=entry.confidence) if entry.cite else None


def citing(instrument: InstrumentEntry) -> Callable[[str, Confidence], Citation]:
    """What makes the citation of an article of an instrument."""

    def cite(article: str, confidence: Confidence) -> Citation:
        return Citation(instrument.title, article, instrument.signed, instrument.where, confidence)

    return cite


class Draft:
    """A framework file that is being built; what is wrong with it is added to `problems`."""

    def __init__(self, file: FrameworkFile, source: Source, problems: list[Problem]) -> None:
        self.file, self.source, self.problems = file, source, problems
        self.named: dict[str, Condition] = {}
        for name, data in file.rules.items():
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
        return given if not given or "/" in given else f"{self.file.id}/{given}"

    def provision_id(self, instrument: InstrumentEntry, provision: str) -> str:
        """The id of a provision; in a web of treaties its instrument stands in it."""
        middle = f"{instrument.id}/" if self.file.web else ""
        return f"{self.file.id}/{middle}{provision}"
