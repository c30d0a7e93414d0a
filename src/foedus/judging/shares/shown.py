"""How a rate of co-funding is shown."""

from decimal import Decimal

from foedus.model.answers import Row, Section
from foedus.reckoning.sharing.reading import RateStep


def rate_section(lines: tuple[RateStep, ...], activity: str, percent: Decimal) -> Section:
    """The steps to a rate, those that were not given too, and the rate."""
    rows = tuple(
        Row(
            (line.says, f"{line.points:+f}" if line.given else "not given", line.article),
            tone="" if line.given else "quiet",
        )
        for line in lines
    )
    total = Row((f"rate for {activity}", f"{percent:f}", ""))
    return Section("Rate", ("Rule", "Points", "Article"), (*rows, total))
