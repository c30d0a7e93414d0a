"""Bringing the authors' files from where they publish them; only when asked to."""

from pathlib import Path
from urllib.parse import urlsplit

from foedus.data.store.adapter import Adapter
from foedus.data.store.raw import FileError


class Bar:
    """A progress bar of the form that pooch asks for."""

    def __init__(self) -> None:
        from rich.progress import Progress

        self.total = 0
        self._shown = Progress(transient=True)
        self._task = self._shown.add_task("fetching", total=None)
        self._shown.start()

    def update(self, size: int) -> None:
        """So many bytes more have come."""
        self._shown.update(self._task, total=self.total or None, advance=size)

    def reset(self) -> None:
        """All have come; pooch then counts them once more."""
        self._shown.reset(self._task, total=self.total or None)

    def close(self) -> None:
        """The file is whole."""
        self._shown.stop()


def fetch(adapter: Adapter, folder: Path, *, progress: bool) -> tuple[Path, ...]:
    """Download a dataset's files into a folder. Raises FileError, in one sentence."""
    if not adapter.sources:
        raise FileError(
            [
                f"{adapter.name} is not for foedus to download: {adapter.by_hand or adapter.home}; "
                f"then `foedus data add {adapter.name} --file PATH`"
            ]
        )
    import pooch  # type: ignore[import-untyped]

    pooch.get_logger().setLevel("ERROR")
    paths = []
    for source in adapter.sources:
        name = Path(urlsplit(source.url).path).name
        bar = Bar() if progress else None
        try:
            found = pooch.retrieve(
                source.url,
                known_hash=f"sha256:{source.sha256}" if source.sha256 else None,
                fname=name,
                path=folder,
                downloader=pooch.HTTPDownloader(progressbar=bar or False, timeout=60),
            )
        except Exception as error:
            raise FileError(
                [
                    f"{source.url} could not be fetched ({_reason(error)}); get the file from "
                    f"{adapter.home} and run `foedus data add {adapter.name} --file PATH`"
                ]
            ) from None
        finally:
            if bar:
                bar.close()
        paths.append(Path(found))
    return tuple(paths)


def _reason(error: Exception) -> str:
    words = str(error).strip().splitlines()
    return (words[0] if words else type(error).__name__)[:120]
