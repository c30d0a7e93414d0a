"""What `trend` answers, and how it is shown."""

from collections.abc import Iterator, Sequence

from foedus.measures.multilateral import Series
from foedus.model.answers import Answer, Row, Section
from foedus.model.charts import Chart, course

SHOWN = 12


class TrendAnswer(Answer, frozen=True, kw_only=True):
    """The series, each with its years; of those that are not known, why."""

    series: tuple[Series, ...]

    def charts(self) -> Sequence[Chart]:
        return tuple(_chart(each) for each in self.series if each.points)

    def credits(self) -> Sequence[str]:
        used = dict.fromkeys(each.source for each in self.series if each.points)
        return (f"Data: {'; '.join(used)}.",) if used else ()

    def sections(self) -> Sequence[Section]:
        return tuple(self._sections())

    def _sections(self) -> Iterator[Section]:
        columns = ("Series", "First", "Last", "Change of level", "Source")
        known = [each for each in self.series if each.points]
        rows = tuple(
            Row(
                (
                    each.name,
                    _told(each, 0),
                    _told(each, -1),
                    _shift(each),
                    f"{each.source}, {each.first} to {each.last}",
                ),
                cites=(each.cite,),
            )
            for each in known
        )
        yield Section("Series", columns, rows, "None is known.")
        lacking = tuple(
            Row((each.name, each.why or "the source has nothing in these years"), tone="quiet")
            for each in self.series
            if not each.points
        )
        if lacking:
            yield Section("Not known", ("Series", "Because"), lacking)
        limits = tuple(Row((each.name, each.says, each.not_shown)) for each in self.series)
        yield Section("What they are, and do not show", ("Series", "Is", "Not shown"), limits)
        for each in known:
            years = tuple(
                Row(
                    (
                        str(p.year),
                        f"{p.share:.3f}",
                        f"{p.low:.3f} to {p.high:.3f}",
                        f"{p.part} of {p.whole}",
                    )
                )
                for p in each.points
            )
            heading = ("Year", "Share", "95 per cent (Wilson)", "Of")
            yield Section(f"{each.name}: {each.of}", heading, years, first=SHOWN)


def _told(each: Series, place: int) -> str:
    point = each.points[place]
    return f"{point.share:.3f} ({point.part} of {point.whole}, {point.year})"


def _shift(each: Series) -> str:
    if each.shift is None:
        return each.tested
    return f"{each.tested}: mean {each.shift.before:.3f} before, {each.shift.after:.3f} since"


def _chart(each: Series) -> Chart:
    """Years in between without a value break the line: nothing is not nought."""
    by_year = {point.year: point for point in each.points}
    rows = []
    for year in range(each.points[0].year, each.points[-1].year + 1):
        point = by_year.get(year)
        rows.append(
            {
                "Year": year,
                "Value": None if point is None else point.share,
                "Low": None if point is None else point.low,
                "High": None if point is None else point.high,
            }
        )
    first, last = each.points[0], each.points[-1]
    title = f"{each.name}: {first.share:.2f} in {first.year}, {last.share:.2f} in {last.year}"
    tell = f"{each.says}. The band: 95 per cent (Wilson). {_shift(each)}"
    return course(title, rows, f"{tell}.")
