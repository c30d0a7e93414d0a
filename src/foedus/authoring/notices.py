"""Entries of `notices`: whom a clause wants told once it is called, by whom, and by when."""

from collections.abc import Callable
from typing import Literal

from pydantic import model_validator

from foedus.documents.entry import Dated, Words, interval
from foedus.documents.numbers import Days, Flag, Hours
from foedus.model.citations import Citation, Confidence
from foedus.model.provisions import Notice


class NoticeEntry(Dated):
    """What must be told to whom, where the clause or its practice says so."""

    addressee: Words
    says: Words
    by: Literal["attacked", "helpers", "parties"] = "parties"
    at_once: Flag = False
    days: Days | None = None
    hours: Hours | None = None
    article: Words | None = None
    cite: Words | None = None
    confidence: Confidence | None = None

    @model_validator(mode="after")
    def _one_time(self) -> "NoticeEntry":
        if (self.at_once, self.days is not None, self.hours is not None).count(True) > 1:
            raise ValueError("give one of `at_once`, `days` and `hours`")
        if self.article and self.cite:
            raise ValueError("`article` is of this instrument and `cite` of another: give one")
        return self


def notice(
    entry: NoticeEntry, article: str, confidence: Confidence, citing: Callable[..., Citation]
) -> Notice:
    """A notice; it is cited like its provision where it says nothing else."""
    sure = entry.confidence or confidence
    cite = (
        Citation(entry.cite, confidence=sure)
        if entry.cite
        else citing(entry.article or article, sure)
    )
    return Notice(
        entry.addressee,
        entry.says,
        cite,
        entry.by,
        entry.at_once,
        entry.days,
        entry.hours,
        interval(entry),
    )
