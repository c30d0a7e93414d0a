"""`foedus whatif`: any questions, before and after what is supposed, and why."""

from dataclasses import fields
from pathlib import Path
from typing import Any

import click

from foedus.asking.declare import Question
from foedus.asking.world import World
from foedus.doors.cli.drafts import Draft, parsed
from foedus.doors.cli.paths import EXISTING, FILE, Written
from foedus.doors.cli.plain import NARROW, WIDE
from foedus.doors.cli.question import answer_of, scenario_of, world_of
from foedus.doors.cli.shown import Refused, Shown, form_of, save
from foedus.model.answers import Answer

SHOWN = {field.name for field in fields(Shown)} | {"definitions", "data"}
"""Options of a question's own command that say how it is shown, or of what it is asked."""


@click.command()
@click.argument("scenario", type=FILE, required=False)
@click.option(
    "--ask",
    "asks",
    multiple=True,
    metavar="QUESTION",
    help='A question as a command has it, as "power nato/nac"; repeat for several.',
)
@click.option("--on", metavar="DATE", help="The day asked about, where a question gives none.")
@click.option("--against", metavar="DATE", help="Compare with the answer of this day.")
@click.option(
    "--with",
    "with_",
    multiple=True,
    metavar="CHANGE",
    help="Suppose a change too, as join:eu:MDA:2030-01-01; repeat for several.",
)
@click.option(
    "--brackets", is_flag=True, help="Ask of every way to settle the brackets of a definition."
)
@click.option(
    "--settle",
    multiple=True,
    metavar="BRACKET=N",
    help="Settle a bracket by its Nth alternative; repeat for several.",
)
@click.option(
    "--clean",
    type=Written(".yaml"),
    metavar="FILE",
    help="Write the definition with all its brackets settled.",
)
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON, a list of answers.")
@click.option("--markdown", is_flag=True, help="Answer as Markdown, for a memo.")
@click.option("--plain", is_flag=True, help="Plain aligned text, nothing left out: no colours.")
@click.option("--explain", is_flag=True, help="Show the whole tree of reasons.")
@click.option(
    "--width",
    type=click.IntRange(NARROW, WIDE),
    metavar="N",
    help="Columns of the page.  [default: the terminal's, or 120]",
)
@click.option(
    "--definitions", type=EXISTING, multiple=True, help="A folder of your own definitions to add."
)
@click.option("--data", multiple=True, help="Add the alliances of a dataset as frameworks: atop.")
def whatif(
    scenario: Path | None,
    asks: tuple[str, ...],
    on: str | None,
    against: str | None,
    with_: tuple[str, ...],
    brackets: bool,
    settle: tuple[str, ...],
    clean: Path | None,
    definitions: tuple[Path, ...],
    data: tuple[str, ...],
    **how: Any,
) -> None:
    """Ask questions before and after the changes of a scenario, and say what differs and why.

    A definition of a treaty is a scenario too: that it is concluded.
    """
    if scenario is None and not with_ and against is None:
        raise click.UsageError("give a scenario FILE, changes by --with, or a day by --against")
    shown = Shown(xlsx=None, docx=None, **how)
    form = form_of(shown)
    if not asks and clean is None:
        raise click.UsageError("give a question by --ask, or a file by --clean")
    read = None if scenario is None else scenario_of(scenario)
    world = world_of(definitions, data)
    if brackets or settle or clean:
        draft = Draft.of(read, with_, settle)
        if clean:
            save(clean, draft.clean(world).encode())
            click.echo(f"wrote {clean}")
        answers = draft.answers(world, [(text, *parsed(text)) for text in asks], on)
    else:
        supposed = {"scenario": read, "against": against, "with_": with_}
        answers = [_answer(world, text, on, supposed) for text in asks]
    from foedus.doors.cli.render import as_json, show

    if form == "json":
        as_json(answers)
        return
    for number, answer in enumerate(answers):
        if number:
            click.echo()
        show(answer, form, explain=shown.explain, width=shown.width)


def _answer(world: World, text: str, on: str | None, supposed: dict[str, Any]) -> Answer:
    """The answer to one question, both before and after."""
    question, options = parsed(text)
    options = {name: given for name, given in options.items() if name not in SHOWN}
    options["on"] = options["on"] or on
    for name in ("with_", "scenario", "against"):
        own = name.strip("_") in {taken.known for taken in question.takes.values()}
        if own:
            options |= _beside(question, options, name.strip("_"), supposed[name])
        else:
            options[name] = supposed[name] or options.get(name)
    column_map = options.pop("column_map", None)
    try:
        return answer_of(world, question, options, column_map)
    except Refused as error:
        raise Refused(f"--ask {text!r}: {error.message}") from None


def _beside(
    question: Question[Any, Any], options: dict[str, Any], known: str, given: Any
) -> dict[str, Any]:
    """What is supposed, beside what an input of the question of the same name holds."""
    name = next(name for name, taken in question.takes.items() if taken.known == known)
    more = given if isinstance(given, tuple) else () if given is None else (given,)
    return {name: (*options[name], *more)}
