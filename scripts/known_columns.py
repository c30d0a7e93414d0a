"""Makes `src/foedus/data/known_columns.json` from authors' files that foedus knows by checksum.

Run: python scripts/known_columns.py FOLDER

FOLDER holds the files, in any folders below it. Datasets of which a file is absent, or is not one
that foedus has seen before, keep the fingerprints that they have.
"""

import sys
from pathlib import Path

import msgspec

from foedus.data.store.known import STORED, fingerprint, known
from foedus.data.store.raw import FileError, gather, read
from foedus.data.store.registry import every


def main(folder: Path) -> None:
    made = {dataset: dict(files) for dataset, files in known().items()}
    for adapter in every().values():
        try:
            found = gather(adapter, [folder])
        except FileError:
            continue
        for item in found:
            file = adapter.file(item.id)
            if item.sha256 in file.sha256:
                frame = read(file, item)
                digests = {name: fingerprint(frame[name]) for name in frame.columns}
                made.setdefault(adapter.name, {})[item.id] = digests
    content = msgspec.json.format(msgspec.json.encode(made, order="sorted"), indent=1)
    Path(str(STORED)).write_bytes(content + b"\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
