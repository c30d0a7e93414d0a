"""The `foedus` command."""

import contextlib
import sys
from importlib import import_module

import click

import foedus
from foedus.asking.extras import advice
from foedus.documents.problems import DefinitionError
from foedus.doors.cli import streams

SECTIONS: dict[str, dict[str, str]] = {
    "Catalogue": {
        "cases": "commands",
        "check": "commands",
        "compile": "commands",
        "schema": "commands",
    },
    "Scenarios": {
        "sweep": "sweep",
        "whatif": "whatif",
    },
    "Nodes": {
        "act": "acting",
        "node": "node",
        "people": "people",
        "pending": "pending",
        "record": "record",
        "submit": "acting",
    },
    "Documents and data": {
        "columns": "columns",
        "data": "data",
        "template": "commands",
    },
    "Other doors": {
        "completion": "commands",
        "mcp": "serving",
        "serve": "serving",
    },
}
OWN = {name: module for section in SECTIONS.values() for name, module in section.items()}
"""The commands that are no questions, and in which module of this package each of them is."""
WIDER = {"evidence": "evidence"}
"""The questions whose commands do more than ask, and in which module each of those is."""
TOO_LARGE = (
    "there is not enough memory for this; ask for less at once (fewer years, columns, lines or "
    "states), or on a machine with more"
)
INTERRUPTED = 130
"""The exit status where the user stopped it."""


class Foedus(click.Group):
    """Commands derived from the declared questions, and those that are none.

    Only the module of the command that is run is imported, so that it starts at once.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        from foedus.asking.declare import every

        return [*every(), *OWN]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        module = {**OWN, **WIDER}.get(cmd_name)
        if module is not None:
            return self._own(cmd_name, module)
        from foedus.asking.declare import find
        from foedus.doors.cli.question import command_of
        from foedus.errors import QuestionError

        try:
            return command_of(find(cmd_name))
        except QuestionError:
            return None

    def _own(self, name: str, module: str) -> click.Command:
        found = import_module(f"{__package__}.{module}")
        commands = (c for c in vars(found).values() if isinstance(c, click.Command))
        return next(command for command in commands if command.name == name)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        from foedus.asking.declare import every

        for title, names in (("Questions", every()), *SECTIONS.items()):
            with formatter.section(title):
                formatter.write_dl([(n, self._short(ctx, n)) for n in names])

    def _short(self, ctx: click.Context, name: str) -> str:
        command = self.get_command(ctx, name)
        return command.get_short_help_str(90) if command else ""


@click.command(
    cls=Foedus,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
    epilog="Example: foedus casus --on 2001-09-11 --attacked USA --attacker al-qaida "
    '--at "New York" --kind terrorist-attack',
)
@click.version_option(foedus.__version__, prog_name="foedus")
def _group() -> None:
    """Ask international defence cooperation frameworks: who is bound to do what for whom, and when.

    Every answer carries the articles behind it. Dates are ISO (1949-08-24); states are ISO codes
    or names.
    """


def main() -> None:
    """Run the command line; a user's mistake ends in a sentence, never in a traceback."""
    streams.prepare()
    try:
        status = _run()
    except OSError as error:
        status = _unwritten(error)
    sys.exit(streams.finish(status))


def _run() -> int:
    """The exit status of the command that was given."""
    try:
        ended = _group.main(standalone_mode=False)
        return ended if isinstance(ended, int) else 0
    except SystemExit as ended_early:
        return ended_early.code if isinstance(ended_early.code, int) else 1
    except click.ClickException as error:
        with contextlib.suppress(OSError):  # where nobody can hear it, the status still tells
            error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except DefinitionError as error:
        for problem in error.problems:
            streams.complain(str(problem))
        return 1
    except MemoryError:
        streams.complain(f"Error: {TOO_LARGE}")
        return 1
    except ModuleNotFoundError as error:
        told = advice(error)
        if told is None:
            raise
        streams.complain(f"Error: {told}")
        return 1


def _unwritten(error: OSError) -> int:
    """The exit status where standard output failed; any other failure is a fault of ours."""
    if error.filename is not None:
        raise error
    return streams.unwritten(error)
