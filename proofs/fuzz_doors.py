"""Send every door what nobody would, for a time, and tell each kind of fault that this finds.

A fault is any status of 500 or more but a 503 that says when to come back, any traceback in an
answer or in what a door writes, any answer that takes more than a second where the question is not
one that may, and any time in which /healthz is not answered within a second.

Run: python -m proofs.fuzz_doors --minutes 10 --seed 1; it ends with status 1 where it found one.
A case depends on the seed and its number alone: --case makes one again.
"""

import argparse
import json
import sys
import time
from random import Random
from types import TracebackType
from typing import Final, Self

from proofs.fuzz import commands
from proofs.fuzz.doors import REST, Case, assistant, known, told
from proofs.fuzz.findings import Finding, Findings, place_of
from proofs.fuzz.wire import Got, exchange
from proofs.serving import Served
from proofs.watching import Asker

SLOW: Final = 1.0
HEAVY: Final = 20.0
"""Seconds that an answer of a question may take that may take long; then we leave."""
DOORS: Final = ("rest", "assistants", "stdio", "commands")
WEIGHTS: Final = (600, 150, 60, 6)
"""How often each door is tried; a command is a process each time."""


class Door:
    """A server, whether it is well all the while, and what it writes."""

    def __init__(self, served: Served) -> None:
        self.served, self.read, self.asked = served, 0, 0
        self.served.__enter__()
        self._watch()

    def _watch(self) -> None:
        status = 200 if self.served.door == "serve" else 404
        self.asked, self.pulse = 0, Asker(self.served.port, "/healthz", None, 0.05, status)
        self.pulse.start()

    def stalled(self) -> bool:
        """Whether anybody waited longer than a second for health since this was last asked."""
        seconds = self.pulse.seconds[self.asked :]
        self.asked += len(seconds)
        return max(seconds, default=0.0) > SLOW

    def deaf(self) -> bool:
        """Whether it is dead, or answers nothing in so long that it may as well be."""
        return self.served.process.poll() is not None or not self.served.answers(5.0)

    def renew(self) -> None:
        """Another in its place."""
        self.pulse.end()
        self.served.end()
        self.served.start()
        self._watch()

    def written(self) -> str:
        """What it has written since this was last asked."""
        told = self.served.told()
        new, self.read = told[self.read :], len(told)
        return new

    def close(self) -> None:
        """End it."""
        self.pulse.end()
        self.served.__exit__(None, None, None)


class Fuzzer:
    """The doors, open, and what was found at them."""

    def __init__(self, seed: int, doors: tuple[str, ...] = DOORS) -> None:
        self.seed, self.doors = seed, doors
        self.findings, self.sent = Findings(), dict.fromkeys(doors, 0)

    def __enter__(self) -> Self:
        self.rest = Door(Served())
        self.assistants = Door(Served("mcp", ("--http",)))
        self.known = known(self.rest.served)
        self.stdio = commands.Stdio()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.rest.close()
        self.assistants.close()
        self.stdio.end()

    def once(self, number: int) -> None:
        """Make one case, and judge what comes of it."""
        chance = Random(f"{self.seed}/{number}")
        door = chance.choices(DOORS, WEIGHTS)[0]
        if door not in self.doors:
            return
        self.sent[door] += 1
        again = f"python -m proofs.fuzz_doors --seed {self.seed} --case {number}"
        if door == "rest":
            maker = chance.choices([m for _, m in REST], [weight for weight, _ in REST])[0]
            host = f"127.0.0.1:{self.rest.served.port}"
            self._over_http(self.rest, maker(self.known, chance, host), again)
        elif door == "assistants":
            host = f"127.0.0.1:{self.assistants.served.port}"
            self._over_http(self.assistants, assistant(self.known, chance, host), again)
        elif door == "stdio":
            self._over_stdio(chance, again)
        else:
            self._command(chance, again)

    # -- over HTTP ---------------------------------------------------------------------------------

    def _over_http(self, door: "Door", case: Case, again: str) -> None:
        got = exchange(door.served.port, case.sent, HEAVY if case.heavy else 5.0)
        for kind, place in self._judged(door, case, got):
            self.findings.add(Finding(kind, place, f"{case.about}: {case.sent.shown()}", again))

    def _judged(self, door: "Door", case: Case, got: Got) -> list[tuple[str, str]]:
        found: list[tuple[str, str]] = []
        route = " ".join(case.about.split()[:2])
        stalled = door.stalled()
        if door.deaf():
            found.append(("deaf", route))
            door.renew()
        elif stalled and self._again(door, case):
            found.append(("health later than a second", route))
        written = door.written()
        bad = [status for status in got.statuses if status >= 500 and status != 501]
        if bad and not (set(bad) == {503} and got.comes_back):
            found.append((f"status {bad[0]}", place_of(written, route)))
        elif "Traceback" in written:
            found.append(("traceback in the log", place_of(written, route)))
        if b"Traceback (most" in got.content:
            found.append(("traceback in an answer", route))
        slow = got.seconds > SLOW and not case.heavy and case.sent.whole
        if slow and not stalled and self._again(door, case):
            found.append(("slower than a second", route))
        return found

    def _again(self, door: "Door", case: Case) -> bool:
        """Whether it takes long or stalls each time: a busy machine makes anything slow once."""
        for _ in range(4):
            door.stalled()
            got = exchange(door.served.port, case.sent, 5.0)
            if not door.stalled() and (case.heavy or got.seconds < SLOW):
                return False
        return True

    # -- as processes ------------------------------------------------------------------------------

    def _over_stdio(self, chance: Random, again: str) -> None:
        about, heavy, message = told(self.known, chance)
        stdio, content = self.stdio, json.dumps(message).encode()
        stdio.say(content)
        sound = stdio.answers(HEAVY if heavy else 5.0)
        errors = stdio.errors()
        kinds = [] if sound else ["deaf over standard input"]
        kinds += ["traceback over standard input"] if "Traceback" in errors else []
        for kind in kinds:
            shown = f"{about}: {content[:500]!r}"
            self.findings.add(Finding(kind, place_of(errors, about), shown, again))
        if kinds:
            stdio.end()
            self.stdio = commands.Stdio()

    def _command(self, chance: Random, again: str) -> None:
        call = commands.call(self.known, chance)
        ended = commands.run(call)
        shown = f"foedus {' '.join(repr(a.decode(errors='replace')) for a in call.arguments)}"[:700]
        if "Traceback (most" in ended.told:
            place = place_of(ended.told, call.about)
            self.findings.add(Finding("traceback of a command", place, shown, again))
        elif ended.status is None:
            if not call.heavy:
                self.findings.add(Finding("a command that stalls", call.about, shown, again))
        elif ended.status not in (0, 1, 2):
            kind = f"a command ends with {ended.status}"
            self.findings.add(Finding(kind, call.about, f"{shown}: {ended.told[-200:]!r}", again))


def fuzz(
    seed: int, seconds: float, doors: tuple[str, ...] = DOORS, cases: int | None = None
) -> Findings:
    """Fuzz for so long, or for so many cases."""
    end = time.monotonic() + seconds
    with Fuzzer(seed, doors) as fuzzer:
        number = 0
        while time.monotonic() < end and number != cases:
            fuzzer.once(number)
            number += 1
        print(", ".join(f"{count} to {door}" for door, count in fuzzer.sent.items()))
        return fuzzer.findings


def main() -> int:
    """Fuzz for the minutes given, or make one case again."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--case", type=int, help="make this case alone")
    parser.add_argument(
        "--door", choices=DOORS, action="append", help="this door alone; repeatable"
    )
    given = parser.parse_args()
    doors = tuple(given.door or DOORS)
    if given.case is None:
        findings = fuzz(given.seed, given.minutes * 60, doors)
    else:
        with Fuzzer(given.seed, doors) as fuzzer:
            fuzzer.once(given.case)
            findings = fuzzer.findings
    print(findings.summary())
    return 1 if findings.found else 0


if __name__ == "__main__":
    sys.exit(main())
