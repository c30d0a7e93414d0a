"""Twenty sentences of reports, drawn from their PDF alone, for a person to try to refute.

    python -m proofs.refuted [--seed N]

It makes the report of `foedus assess` of six frameworks from the authors' files, reads the text of
each PDF with `pdftotext` (Debian's poppler-utils), and draws sentences from all of them by a seed.
Nothing else of the answer is looked at. What became of those drawn is in
`docs/reference/refuted.md`, each with the authority that it was held against.
"""

import argparse
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import foedus
from foedus.asking.world import World
from foedus.authoring.load import load_definitions
from foedus.data.store.registry import find
from foedus.data.store.store import Store
from foedus.exchange.report import report
from proofs.exploring import SEED
from tests.data.conftest import authors_files
from tests.measures.test_published import FILES as MEASURED
from tests.questions.health.conftest import FILES as STUDIED

NOW: Final = date(2026, 1, 1)
REPORTS: Final = {
    "nato": NOW,
    "eu": NOW,
    "quad": NOW,
    "au": NOW,
    "rio-treaty": NOW,
    "warsaw-pact": date(1985, 6, 1),
}
DRAWN: Final = 20
FEWEST: Final = 5
"""Words of a sentence that can be right or wrong."""
ENDS: Final = re.compile(r"(?<=\.) (?=[A-Z–]|[a-z-]+(?: \(|:|, ))|(?<=\?) ")
SKIPPED: Final = re.compile(
    r"^foedus, catalogue |^\d+ of \d+$|^(Numbers|Not known|Sources|What was found)$"
    r"|^What the numbers do not show$"
)
"""Lines at the foot of a page, and headings."""


class Said(NamedTuple):
    """A sentence of a report."""

    of: str
    words: str


def stored(folder: Path) -> World:
    """A world with the authors' files in a store."""
    states = load_definitions()[0].states
    for name, files in {**STUDIED, **MEASURED}.items():
        Store(folder).add(find(name), authors_files(*files), datetime.now(UTC), "", states)
    return foedus.load(store=folder)


def text_of(pdf: bytes, folder: Path) -> str:
    """What `pdftotext` reads in a PDF."""
    path = folder / "report.pdf"
    path.write_bytes(pdf)
    done = subprocess.run(
        ["pdftotext", path, "-"], capture_output=True, text=True, encoding="utf-8", check=True
    )
    return done.stdout


def sentences(text: str) -> Iterator[str]:
    """The sentences of a text: what ends with a full stop, and is no list of sources."""
    body = text.replace("\f", "\n")
    lines = [line.strip() for line in body.splitlines() if not SKIPPED.match(line.strip())]
    for part in "\n".join(lines).split("\n\n"):
        whole = re.sub(r"\s+", " ", part.replace("\n", " ")).strip()
        for piece in re.split(r"(?:^| )– ", whole):
            for sentence in ENDS.split(piece):
                if sentence.endswith(".") and len(sentence.split()) >= FEWEST:
                    yield sentence.strip()


def drawn(said: list[Said], seed: int) -> list[Said]:
    """Some of the sentences; one that stands in several reports is drawn once."""
    once = list({one.words: one for one in said}.values())
    return random.Random(seed).sample(once, min(DRAWN, len(once)))


def main() -> None:
    """Draw them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=SEED)
    if shutil.which("pdftotext") is None:
        sys.exit("pdftotext is not here; Debian's poppler-utils has it")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        world = stored(folder / "store")
        said = [
            Said(f"{framework}, {on}", sentence)
            for framework, on in REPORTS.items()
            for pdf in [report(world.assess(frameworks=[framework], on=on), ".pdf")]
            for sentence in sentences(text_of(pdf, folder))
        ]
    for number, one in enumerate(drawn(said, parser.parse_args().seed), 1):
        print(f"{number:2} ({one.of}) {one.words}")


if __name__ == "__main__":
    main()
