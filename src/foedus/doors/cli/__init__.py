"""The command line: every question a command, and a few commands of its own."""

import gc

gc.set_threshold(100_000, 50, 50)  # what a command loads stays: look through it seldom

from foedus.doors.cli.app import main  # noqa: E402

__all__ = ["main"]
