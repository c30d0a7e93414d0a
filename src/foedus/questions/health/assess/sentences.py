"""Sentences of figures side by side: each says no more than the numbers in the answer."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from foedus.model.wording import opening

if TYPE_CHECKING:
    from foedus.measures.measure import Value
    from foedus.questions.health.assess.answer import Assessed


def told(lines: "Sequence[Assessed]") -> str:
    """What a measure asks, and what its figures say."""
    return f"{lines[0].asks} {' '.join(_sentence(line) for line in lines)}"


def _sentence(line: "Assessed") -> str:
    """What a figure is of each side, or where it is most and least.

    What is alike as written is told as alike. What was last known is told apart, with its day.
    """
    of_the_day = [(c.side, c.value) for c in line.cells if c.value.value is not None]
    parts = [_compared(line, of_the_day)] if of_the_day else []
    parts += _last_known(line)
    lacking = [cell.side for cell in line.cells if not cell.best]
    if lacking:
        parts.append(f"not known of {_and(lacking)}")
    return f"{opening(line.figure)}: {'; '.join(parts)}."


def _last_known(line: "Assessed") -> list[str]:
    """What was last known, by its day; of what it is a share, where one side alone is shown."""
    by_day: dict[date, list[str]] = {}
    for cell in line.cells:
        if cell.last and cell.best is cell.last:
            of = _of(line, cell.last) if len(line.cells) == 1 else ""
            by_day.setdefault(cell.last.on, []).append(f"{line.told(cell.last)} in {cell.side}{of}")
    return [f"last known, on {day}: {_and(told)}" for day, told in by_day.items()]


def _compared(line: "Assessed", found: "Sequence[tuple[str, Value]]") -> str:
    by_text: dict[str, list[str]] = {}
    for side, value in found:
        by_text.setdefault(line.told(value), []).append(side)
    if len(found) == 1:
        [(side, value)] = found
        return f"{line.told(value)} in {side}{_of(line, value)}"
    if len(by_text) == 1:
        [(text, sides)] = by_text.items()
        return f"{text} in {_and(sides)} alike"
    ordered = sorted(found, key=lambda pair: pair[1].value or 0.0)
    (_, least), (_, most) = ordered[0], ordered[-1]
    told = (
        f"most in {_and(by_text[line.told(most)])} ({line.told(most)}), "
        f"least in {_and(by_text[line.told(least)])} ({line.told(least)})"
    )
    if least.high is not None and most.low is not None and least.high >= most.low:
        told += ", and their intervals overlap"
    return told


def _of(line: "Assessed", value: "Value") -> str:
    of = line.denominator(value)
    return f" ({of})" if of else ""


def _and(names: Sequence[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}" if names[1:] else names[0]
