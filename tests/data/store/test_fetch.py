"""Fetching from the authors' site, here played by a server of our own."""

import gc
import http.server
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import msgspec
import pytest

from foedus.data.store.adapter import Adapter, Publication
from foedus.data.store.fetch import fetch
from foedus.data.store.raw import FileError
from foedus.data.store.registry import every, find

pytestmark = pytest.mark.filterwarnings(
    "ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"
)  # a client that was refused leaves its socket to the garbage collector


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def site(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    folder = tmp_path / "site"
    folder.mkdir()
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=folder))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", folder
    server.shutdown()
    thread.join()
    server.server_close()
    gc.collect()


def published(*sources: Publication) -> Adapter:
    return msgspec.structs.replace(find("cow-states"), sources=sources)


@pytest.mark.parametrize("progress", [True, False])
def test_a_file_is_fetched_whole(site: tuple[str, Path], tmp_path: Path, progress: bool) -> None:
    url, folder = site
    content = b"a,b\n" + b"1,2\n" * 100_000
    (folder / "states2016.csv").write_bytes(content)
    (path,) = fetch(published(Publication(f"{url}/states2016.csv")), tmp_path, progress=progress)
    assert (path.name, path.read_bytes()) == ("states2016.csv", content)


def test_a_file_with_another_checksum_is_refused(site: tuple[str, Path], tmp_path: Path) -> None:
    url, folder = site
    (folder / "states2016.csv").write_bytes(b"something else")
    with pytest.raises(FileError, match="could not be fetched") as refused:
        fetch(published(Publication(f"{url}/states2016.csv", "0" * 64)), tmp_path, progress=False)
    assert "foedus data add cow-states --file PATH" in refused.value.faults[0]


def test_a_site_that_lacks_the_file_is_told_in_one_sentence(
    site: tuple[str, Path], tmp_path: Path
) -> None:
    with pytest.raises(FileError, match="404") as refused:
        fetch(published(Publication(f"{site[0]}/none.csv")), tmp_path, progress=False)
    assert len(refused.value.faults) == 1


def test_what_must_be_got_by_hand_says_where(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="is not for foedus to download: https://"):
        fetch(published(), tmp_path, progress=False)


def test_nothing_comes_over_a_line_that_anybody_can_write_on() -> None:
    """Without a checksum, only https says that a file is the authors' own."""
    open_to_all = [
        source.url
        for adapter in every().values()
        for source in adapter.sources
        if not source.url.startswith("https://") and not source.sha256
    ]
    assert not open_to_all
