"""Three-valued truth (Kleene's strong logic) and the explanation of a verdict.

A verdict is `True`, `False` or `None`; `None` means that the known facts do not settle it.
"""

from collections.abc import Iterable
from typing import Literal, TypeAlias

import msgspec

from foedus.model.citations import Citation

Verdict: TypeAlias = bool | None


def all_of(verdicts: Iterable[Verdict]) -> Verdict:
    """Kleene conjunction: False if any is False, else None if any is None, else True."""
    result: Verdict = True
    for verdict in verdicts:
        if verdict is False:
            return False
        if verdict is None:
            result = None
    return result


def any_of(verdicts: Iterable[Verdict]) -> Verdict:
    """Kleene disjunction: True if any is True, else None if any is None, else False."""
    result: Verdict = False
    for verdict in verdicts:
        if verdict is True:
            return True
        if verdict is None:
            result = None
    return result


def negate(verdict: Verdict) -> Verdict:
    """Kleene negation: the unknown stays unknown."""
    return None if verdict is None else not verdict


class Because(msgspec.Struct, frozen=True, omit_defaults=True):
    """Why a verdict is what it is: a sentence and the verdicts it rests on.

    `role` says how the parts combine; a leaf has none. `settles` is what would settle an unknown
    leaf.
    """

    verdict: Verdict
    text: str
    parts: tuple["Because", ...] = ()
    role: Literal["all", "any", "not", "contested", "rule", ""] = ""
    settles: str = ""
    cite: Citation | None = None

    def failures(self) -> tuple[str, ...]:
        """The sentences that make this False; empty unless it is.

        Where several alternatives failed, those that came nearest to being met: that missed the
        least, and of these, that met the most.
        """
        return tuple(dict.fromkeys(self._leaves(wanted=False)))

    def open_questions(self) -> tuple[str, ...]:
        """What would settle this; empty unless it is unknown."""
        return tuple(dict.fromkeys(self._leaves(wanted=None)))

    def disputes(self) -> tuple[str, ...]:
        """The readings that part the verdict, where it is open for them whatever else is so.

        Empty where a way to be met is open that rests on no such reading.
        """
        if self.verdict is not None:
            return ()
        if self.role == "contested":
            split = {True, False} <= {part.verdict for part in self.parts}
            return (self.settles or self.text,) if split else ()
        found = [part.disputes() for part in self.parts if part.verdict is None]
        if self.role == "any" and not all(found):
            return ()
        return tuple(dict.fromkeys(told for part in found for told in part))

    def _leaves(self, wanted: Verdict) -> Iterable[str]:
        if self.verdict is not wanted:
            return
        if self.role == "contested" and wanted is None:
            yield self.settles or self.text
        elif self.role == "not":
            yield from (self._under_negation(wanted))
        elif not self.parts:
            yield self.settles if wanted is None and self.settles else self.text
        elif self.role == "any" and wanted is False:
            distances = [part._distance() for part in self.parts]
            nearest = min(distances)
            for part, distance in zip(self.parts, distances, strict=True):
                if distance == nearest:
                    yield from part._leaves(wanted)
        else:
            for part in self.parts:
                yield from part._leaves(wanted)

    def _distance(self) -> tuple[int, int]:
        """How far this is from being met: what it missed, and, lest it be less, what it met."""
        return self._missed(), -self._met()

    def _met(self) -> int:
        """How many leaves of what failed were met all the same."""
        if not self.parts:
            return int(self.verdict is True)
        if self.role == "any" and self.verdict is False:
            return -min(part._distance() for part in self.parts)[1]
        return sum([part._met() for part in self.parts])

    def _missed(self) -> int:
        """How many leaves would have to be otherwise for this to be met; 0 where it may be."""
        if self.verdict is not False:
            return 0
        missed = [part._missed() for part in self.parts]
        if not missed or self.role in ("not", "contested"):
            return 1
        return min(missed) if self.role == "any" else sum(missed)

    def _under_negation(self, wanted: Verdict) -> Iterable[str]:
        inner = self.parts[0]
        if wanted is None:
            yield from inner._leaves(None)
        else:
            yield self.text
