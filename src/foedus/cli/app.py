"""The `foedus` command."""

import sys

import click

import foedus
from foedus.catalogue.problems import DefinitionError
from foedus.cli.commands import cases, check, compile_bundle, completion, schema, template
from foedus.cli.data import data
from foedus.cli.evidence import evidence
from foedus.cli.question import command_of
from foedus.cli.serving import mcp, serve
from foedus.questions.declare import QuestionError, every, find

SECTIONS: dict[str, dict[str, click.Command]] = {
    "Catalogue": {
        "cases": cases,
        "check": check,
        "compile": compile_bundle,
        "schema": schema,
    },
    "Documents and data": {
        "data": data,
        "evidence": evidence,
        "template": template,
    },
    "Other doors": {
        "completion": completion,
        "mcp": mcp,
        "serve": serve,
    },
}
OWN = {name: command for section in SECTIONS.values() for name, command in section.items()}


class Foedus(click.Group):
    """Commands derived from the declared questions, and those that are none."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [*every(), *OWN]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in OWN:
            return OWN[cmd_name]
        try:
            return command_of(find(cmd_name))
        except QuestionError:
            return None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
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
    try:
        _group.main(standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except click.Abort:
        sys.exit(130)
    except DefinitionError as error:
        for problem in error.problems:
            click.echo(str(problem), err=True)
        sys.exit(1)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(1)
