"""What the fuzzer finds, each kind of it once, with the case that shows it."""

import re
from dataclasses import dataclass, field

_PLACE = re.compile(r'File "[^"]*/((?:foedus|site-packages)/[^"]+)", line (\d+), in (\w+)')
_RAISED = re.compile(r"^(?:\w+\.)*(\w+)(?::|$)")
"""The line after the places: an exception, and what it says."""


@dataclass(frozen=True)
class Finding:
    """A fault, where it lies as far as one can see, and how to have it again."""

    kind: str
    place: str
    shown: str
    again: str


@dataclass
class Findings:
    """Findings by kind and place, and how often each came."""

    found: dict[tuple[str, str], Finding] = field(default_factory=dict)
    times: dict[tuple[str, str], int] = field(default_factory=dict)

    def add(self, finding: Finding) -> bool:
        """Keep it; whether it is the first of its kind."""
        key = finding.kind, finding.place
        self.times[key] = self.times.get(key, 0) + 1
        new = key not in self.found
        if new:
            self.found[key] = finding
            print(
                f"\n{finding.kind}: {finding.place}\n  {finding.shown}\n  again: {finding.again}",
                flush=True,
            )
        return new

    def summary(self) -> str:
        """All of them, the most frequent first."""
        if not self.found:
            return "nothing found"
        ordered = sorted(self.times.items(), key=lambda item: -item[1])
        lines = [f"{times:>6} x  {kind}: {place}" for (kind, place), times in ordered]
        return "\n".join([f"{len(lines)} kinds of faults", *lines])


def place_of(told: str, otherwise: str) -> str:
    """The exception that a text tells of, and the last place of ours on the way to it.

    A process that was asked by another tells first; that the other could not go on says less.
    """
    traces = told.split("Traceback (most recent call last)")[1:]
    # of several that led to one another, the last is what happened
    ends = [trace for trace in traces if not trace.rstrip().endswith(_LEADS_ON)]
    found = [_raised(trace) for trace in ends]
    known = [place for place in found if place]
    inner = [place for place in known if not any(outer in place for outer in _OUTER)]
    return (inner or known or [otherwise])[0]


_LEADS_ON = (
    "During handling of the above exception, another exception occurred:",
    "The above exception was the direct cause of the following exception:",
)
_OUTER = ("foedus/apart.py", "foedus/server/guard.py")


def _raised(trace: str) -> str:
    raised = [match[1] for line in trace.splitlines() if (match := _RAISED.match(line))]
    if not raised:
        return ""
    places = _PLACE.findall(trace)
    ours = [place for place in places if place[0].startswith("foedus/")] or places
    return raised[0] + (f" in {ours[-1][0]}:{ours[-1][1]} ({ours[-1][2]})" if ours else "")
