"""The command line: every question a command, and a few commands of its own."""

from foedus.doors.cli.app import main

__all__ = ["main"]
