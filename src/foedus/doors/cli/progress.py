"""A sign of life on standard error while something takes longer than one waits without a doubt.

On a terminal it shows itself; elsewhere it is asked for, with --progress, and comes line by line.
"""

import contextlib
import sys
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any, Final

import click

from foedus.doors.cli.streams import complain

PATIENCE: Final = 2.0
"""Seconds before the first sign."""
LONGEST: Final = 60.0
"""Seconds between two lines at most."""
_ASKED: Final = f"{__name__}.asked"


def _ask(context: click.Context, _: Any, asked: bool) -> None:
    context.meta[_ASKED] = asked


def option() -> click.Option:
    """The option that asks for signs where there is no terminal."""
    return click.Option(
        ["--progress"],
        is_flag=True,
        expose_value=False,
        callback=_ask,
        help="Say on standard error that it is at work, every so many seconds.",
    )


def told(command: click.Command) -> click.Command:
    """A command with that option."""
    command.params.append(option())
    return command


@contextlib.contextmanager
def waiting(name: str | Callable[[], str]) -> Iterator[None]:
    """A sign of life while this lasts, if it lasts; the name may say how far it is."""
    says = name if callable(name) else lambda: name
    if sys.stderr.isatty():
        with _shown(says):
            yield
        return
    context = click.get_current_context(silent=True)
    if context is None or not context.meta.get(_ASKED):
        yield
        return
    done = threading.Event()
    teller = threading.Thread(target=_tell, args=(says, done), daemon=True)
    teller.start()
    try:
        yield
    finally:
        done.set()
        teller.join()


def _tell(says: Callable[[], str], done: threading.Event) -> None:
    begun, pause = time.monotonic(), PATIENCE
    while not done.wait(pause):
        complain(f"{says()}: at work for {time.monotonic() - begun:.0f} s")
        pause = min(2 * pause, LONGEST)


@contextlib.contextmanager
def _shown(says: Callable[[], str]) -> Iterator[None]:
    """The name and the time, in a line of the terminal that is gone afterwards."""
    from rich.console import Console
    from rich.progress import Progress, ProgressColumn, SpinnerColumn, TimeElapsedColumn
    from rich.text import Text

    class Said(ProgressColumn):
        def render(self, task: object) -> Text:
            return Text(f"{says()} ...")

    page = Progress(
        SpinnerColumn(),
        Said(),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    page.add_task("", total=None)
    begins = threading.Timer(PATIENCE, page.start)
    begins.daemon = True
    begins.start()
    try:
        yield
    finally:
        begins.cancel()
        begins.join()
        page.stop()
