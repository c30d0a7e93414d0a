"""The command line and the assistants' door over standard input, a process each."""

import contextlib
import json
import os
import selectors
import shutil
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import IO, Any, Final

from proofs.fuzz.documents import written
from proofs.fuzz.doors import Known
from proofs.fuzz.values import TEXTS
from proofs.serving import COMMAND, STARTS

STALL: Final = 20.0
"""Seconds after which a command that nobody would call long is ended."""
LINES: Final = (
    "casus --on 1982-04-02 --attacked GBR --attacker ARG --at 51,0",
    "casus --on 2001-09-11 --attacked USA --attacker al-qaida --kind terrorist-attack --explain",
    "bound POL USA --on 2026-01-01 --json",
    "framework nato --on 1966-07-01 --markdown",
    "frameworks --on 1985-06-01 --of SUN --ever",
    "member nato Finland --on 2023-04-04 --explain",
    "state DDR --on 1985-06-01",
    "cite nato art-5 --on 1966-07-01",
    "apportion nato/common-funding-2021 --amount 1000 --join FIN=0.9 --on 2023-12-31",
    "decide un/security-council non-procedural --for FRA,GBR --against RUS --on 2022-02-25",
    "power un/security-council --index shapley --on 2020-01-01",
    "withdraw ottawa Finland --notice 2025-07-10 --on 2025-07-10",
    "notify --start 2017-09-14 --end 2017-09-20 --at Belarus --on 2017-07-20",
    "reimburse --persons 850 --year 2017 --on 2018-01-15",
    "covered nato --on 1985-06-01",
    "template generate --out x.xlsx",
    "data list",
    "data info cow-states",
    "data sql SELECT",
    "check folder",
    "cases file.yaml",
    "evidence file.yaml",
    "schema",
    "completion bash",
    "--version",
    "--help",
)
OPTIONS: Final = (
    *(
        "--json",
        "--markdown",
        "--explain",
        "--on",
        "--help",
        "--xlsx",
        "--definitions",
        "--data",
        "-x",
    ),
    *(
        "--",
        "-",
        "--nonsense",
        "--on=",
        "--=",
        "--json=1",
        "@file.yaml",
        "--port",
        "--call",
        "--mix",
    ),
)


@dataclass(frozen=True)
class Call:
    """A command with its arguments, and the file that it is given."""

    about: str
    heavy: bool
    arguments: tuple[bytes, ...]
    file: tuple[str, bytes] | None


def call(it: Known, chance: Random) -> Call:
    """A command with a few things wrong."""
    file: tuple[str, bytes] | None = None
    if chance.random() < 0.4:
        name = chance.choice(list(it.templates))
        question = it.questions[name]
        option = question["documents"][0]
        document = question["example"].get(option) or [{}]
        ending = chance.choice((".yaml", ".json", ".xlsx"))
        file = f"given{ending}", written(document, f"x{ending}", it.templates[name], chance)
        words = [name, f"--{option}", file[0], "--on", question["example"]["on"]]
    else:
        words = chance.choice(LINES).split()
        file = "file.yaml", chance.choice(TEXTS).encode("utf-8", "replace")
    arguments = [word.encode() for word in words]
    for _ in range(chance.choice((0, 1, 1, 2, 4))):
        at = chance.randrange(1, len(arguments) + 1)
        match chance.randrange(5):
            case 0 if at < len(arguments):
                del arguments[at]
            case 1:
                arguments.insert(at, chance.choice(OPTIONS).encode())
            case 2:
                arguments.insert(at, _text(chance))
            case _ if at < len(arguments):
                arguments[at] = _text(chance)
    heavy = it.heavy(words[0]) or words[0] in ("check", "cases", "data")
    return Call(words[0], heavy, tuple(arguments), file)


def _text(chance: Random) -> bytes:
    """What a shell can give: any bytes but nought."""
    if chance.random() < 0.1:
        return b"\xff\xfe" + chance.randbytes(4).replace(b"\x00", b"")
    return chance.choice(TEXTS).encode("utf-8", "replace").replace(b"\x00", b"")


@dataclass(frozen=True)
class Ended:
    """How a command ended; None where it had to be."""

    status: int | None
    seconds: float
    told: str


def run(what: Call) -> Ended:
    """Call it in an empty folder with a store of its own, which is empty too."""
    folder = Path(tempfile.mkdtemp(prefix="foedus-fuzz-"))
    try:
        if what.file:
            (folder / what.file[0]).write_bytes(what.file[1])
        began = time.monotonic()
        environment = {**os.environ, "FOEDUS_DATA": str(folder / "store"), "COLUMNS": "100"}
        command = [os.fsencode(word) for word in COMMAND] + list(what.arguments)
        with subprocess.Popen(
            command,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        ) as process:
            try:
                told, _ = process.communicate(timeout=STALL)
                status: int | None = process.returncode
            except subprocess.TimeoutExpired:
                process.kill()
                told, _ = process.communicate()
                status = None
        return Ended(status, time.monotonic() - began, told.decode(errors="replace"))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


class Stdio:
    """`foedus mcp` over standard input and output, one process for many messages."""

    def __init__(self) -> None:
        self.told: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - closed in `end`
        self.process = subprocess.Popen(
            [*COMMAND, "mcp"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.told
        )
        assert self.process.stdout
        os.set_blocking(self.process.stdout.fileno(), False)
        self.rest, self.pings = b"", 100_000
        self.say(
            {
                "jsonrpc": "2.0",
                "id": 0,
                "method": "initialize",
                "params": {
                    "protocolVersion": "2025-06-18",
                    "capabilities": {},
                    "clientInfo": {"name": "fuzz", "version": "1"},
                },
            }
        )
        self.say({"jsonrpc": "2.0", "method": "notifications/initialized"})
        self.answers(STARTS)

    def say(self, message: Any) -> None:
        """Send a message, or bytes as they are, as a line."""
        assert self.process.stdin
        content = message if isinstance(message, bytes) else json.dumps(message).encode()
        with contextlib.suppress(OSError):
            self.process.stdin.write(content.replace(b"\n", b" ") + b"\n")
            self.process.stdin.flush()

    def answers(self, seconds: float) -> bool:
        """Whether it still answers: it is asked for a sign, and has so long."""
        self.pings += 1
        self.say({"jsonrpc": "2.0", "id": self.pings, "method": "ping"})
        wanted, end = f'"id":{self.pings}', time.monotonic() + seconds
        assert self.process.stdout
        with selectors.DefaultSelector() as selector:
            selector.register(self.process.stdout, selectors.EVENT_READ)
            while (left := end - time.monotonic()) > 0 and selector.select(left):
                more = self.process.stdout.read()
                if not more:
                    return False
                *lines, self.rest = (self.rest + more).split(b"\n")
                if any(wanted in line.decode(errors="replace").replace(" ", "") for line in lines):
                    return True
        return False

    def errors(self) -> str:
        """What it has written on its other stream."""
        return Path(f"/proc/self/fd/{self.told.fileno()}").read_bytes().decode(errors="replace")

    def end(self) -> None:
        """End it."""
        self.process.kill()
        for stream in (self.process.stdin, self.process.stdout, self.told):
            assert stream
            with contextlib.suppress(OSError):
                stream.close()
        self.process.wait()
