"""`foedus data ties`: how many of ATOP's pairs bound to defence the catalogue ties too."""

from typing import TYPE_CHECKING

import click

from foedus.data.store.manifest import MissingDataError
from foedus.doors.cli.progress import waiting
from foedus.doors.cli.render import as_json as print_json
from foedus.doors.cli.render import console
from foedus.doors.cli.stored import opened, refuse
from foedus.model.wording import counted

if TYPE_CHECKING:
    from foedus.data.atop.pairs import Left

_SHOWN = 8
"""So many pairs are named in a row of the table; the JSON has them all."""


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
    for ones in _by_reason(found.left):
        pairs = sorted({pair for one in ones for pair in one.pairs})
        years = (min(one.years[0] for one in ones), max(one.years[1] for one in ones))
        named = ", ".join("-".join(pair) for pair in pairs[:_SHOWN])
        more = len(pairs) - _SHOWN
        why = ones[0]
        table.add_row(
            ", ".join(str(one.atop) for one in ones),
            f"{sum(one.pair_years for one in ones):,}",
            "-".join(str(year) for year in dict.fromkeys(years)),
            f"{named} and {more} more" if more > 0 else named,
            f"{why.reason} [{why.cite.partition('; http')[0]}]" if why.reason else "open",
        )
    console().print(table)


def _by_reason(left: tuple["Left", ...]) -> list[list["Left"]]:
    """The alliances that one reason is given for together, in the order given."""
    grouped: dict[tuple[str, str], list[Left]] = {}
    for one in left:
        grouped.setdefault((one.reason, one.cite), []).append(one)
    return list(grouped.values())
