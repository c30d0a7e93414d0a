"""`foedus data ties`: how many of ATOP's pairs bound to defence the catalogue ties too."""

import click

from foedus.data.store.manifest import MissingDataError
from foedus.doors.cli.progress import waiting
from foedus.doors.cli.render import as_json as print_json
from foedus.doors.cli.render import console
from foedus.doors.cli.stored import opened, refuse
from foedus.model.wording import counted

_SHOWN = 8
"""So many pairs of an alliance are named in the table; the JSON has them all."""


@click.command("ties")
@click.option("--from", "first", type=click.IntRange(1816, 2018), default=1981, show_default=True)
@click.option("--to", "last", type=click.IntRange(1816, 2018), default=2000, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")
def ties(first: int, last: int, as_json: bool) -> None:
    """Which of ATOP's pairs with a duty of defence `ties` has too, and why not the rest.

    Pairs are looked at on 31 December of each year.
    """
    from rich.table import Table

    import foedus
    from foedus.data.atop.pairs import covered

    if last < first:
        refuse([f"--to {last} is before --from {first}; give the earlier year to --from"])
    try:
        with waiting("data ties"):
            found = covered(foedus.load().catalogue, opened(), first, last)
    except MissingDataError as error:
        refuse([str(error)])
    if as_json:
        print_json(found)
        return
    left = found.pair_years - found.tied
    share = 100 * found.tied / found.pair_years if found.pair_years else 100.0
    click.echo(
        f"{first} to {last}: {counted(found.tied, 'pair-year')} of {found.pair_years:,} tied "
        f"({share:.1f} %), {found.contested:,} of them as contested only; {left:,} left, "
        f"{left - found.explained:,} of them open."
    )
    table = Table(box=None, header_style="dim", padding=(0, 2, 0, 0), pad_edge=False)
    for column in ("ATOP", "Pair-years", "Years", "Pairs", "Why"):
        table.add_column(column, overflow="fold")
    for one in found.left:
        named = ", ".join("-".join(pair) for pair in one.pairs[:_SHOWN])
        more = len(one.pairs) - _SHOWN
        table.add_row(
            str(one.atop),
            f"{one.pair_years:,}",
            "-".join(str(year) for year in dict.fromkeys(one.years)),
            f"{named} and {more} more" if more > 0 else named,
            f"{one.reason} [{one.cite.partition('; http')[0]}]" if one.reason else "open",
        )
    console().print(table)
