"""What `impact` answers: designs side by side, never one number."""

from collections.abc import Iterator, Sequence
from typing import Final

from foedus.model.answers import Answer, Row, Section, Tone
from foedus.model.charts import Chart, estimates
from foedus.questions.health.impact.published import Reproduced
from foedus.questions.health.impact.tested import Direction, Effect, Epoch, Foreseen, Plan, Tested

LEAST: Final = 0.001
"""The smallest p that is told."""


class ImpactAnswer(Answer, frozen=True, kw_only=True):
    """All designs of a subject with all that is asked of them; of `claims` the plans alone."""

    of: str
    plans: tuple[Plan, ...]
    tested: tuple[Tested, ...] = ()
    published: tuple[Reproduced, ...] = ()
    epochs: tuple[Epoch, ...] = ()
    selection: str = ""
    datasets: tuple[str, ...] = ()

    def judged(self) -> str:
        """In which direction most designs go."""
        found = [one.direction for one in self.tested]
        return ", ".join(f"{found.count(way)} {way}" for way in dict.fromkeys(found))

    def credits(self) -> Sequence[str]:
        if not self.datasets:
            return ()
        return (
            f"Data: {'; '.join(self.datasets)}; each under the terms of its authors, which "
            "`foedus data cite` tells.",
        )

    def sections(self) -> Sequence[Section]:
        return tuple(self._sections())

    def _sections(self) -> Iterator[Section]:
        if self.tested:
            yield _effects(self.tested)
            yield _tests(self.tested)
            yield _forecasts(self.tested)
        if self.epochs:
            yield _epochs(self.epochs)
        yield _plans(self.plans, self.tested)
        if self.published:
            yield _published(self.published)

    def charts(self) -> Sequence[Chart]:
        return tuple(self._charts())

    def _charts(self) -> Iterator[Chart]:
        rows = [
            {
                "Design": one.plan.says,
                "What": "the effect" if kind == "effect" else "placebo: yet to come",
                "Odds ratio": round(odds, 3),
                "Low": round(low, 3),
                "High": round(high, 3),
            }
            for one in self.tested
            for kind, odds, low, high in _shown(one)
        ]
        if rows:
            yield estimates(
                f"Odds ratios of {self.of.replace('-', ' ')}, design by design",
                rows,
                category="Design",
                value="Odds ratio",
                low="Low",
                high="High",
                series="What",
                tell="Each point is an odds ratio and each line its interval of 95 per cent; at 1 "
                "nothing is found. What is only yet to come should have no effect: where the "
                "placebo lies off 1, the design measures who gets it, not only what it does",
            )


def _shown(one: Tested) -> Iterator[tuple[str, float, float, float]]:
    if one.effects:
        effect = one.effects[0]
        yield "effect", effect.odds, effect.low, effect.high
    placebo = one.placebo
    if placebo and placebo.odds is not None and placebo.low is not None and placebo.high:
        yield "placebo", placebo.odds, placebo.low, placebo.high


_TONES: Final[dict[Direction, Tone]] = {"neither": "quiet", "not told": "unsure"}


def interval(middle: float, low: float, high: float, places: int = 2) -> str:
    """A figure and its interval of 95 per cent."""
    return f"{middle:.{places}f}  [{low:.{places}f}, {high:.{places}f}]"


def _effects(tested: Sequence[Tested]) -> Section:
    rows = []
    for one in tested:
        if one.why_not:
            rows.append(Row((one.plan.says, "", "cannot be told", "", one.why_not), tone="unsure"))
        for number, effect in enumerate(one.effects):
            name = one.plan.says if number == 0 else ""
            rows.append(Row((name, *_effect(effect)), tone=_TONES.get(effect.direction, "")))
    columns = ("Design", "What", "Odds ratio, 95 %", "p", "In 10,000 at the medians, 95 %")
    return Section("What is found", columns, tuple(rows))


def _effect(effect: Effect) -> tuple[str, ...]:
    return (
        effect.says,
        interval(effect.odds, effect.low, effect.high),
        f"{effect.p:.3f}" if effect.p >= LEAST else f"< {LEAST}",
        interval(effect.change, effect.change_low, effect.change_high, 1),
    )


def _tests(tested: Sequence[Tested]) -> Section:
    rows = []
    for one in tested:
        if not one.effects:
            continue
        placebo, chance = one.placebo, one.chance
        told = "none is possible"
        if placebo is not None:
            told = placebo.why_not and f"cannot be told: {placebo.why_not}"
            if placebo.odds is not None and placebo.low is not None and placebo.high is not None:
                told = interval(placebo.odds, placebo.low, placebo.high)
        clean = placebo.clean if placebo else None
        dealt = (
            (f"{chance.odds:.2f}", f"{chance.low:.2f} to {chance.high:.2f}", f"{chance.p:.2f}")
            if chance
            else ("", "", "")
        )
        rows.append(
            Row((one.plan.says, told, *dealt), tone="unsure" if clean is False else ""),
        )
    columns = (
        "Design",
        "Placebo: yet to come, odds ratio",
        "Within years, odds ratio",
        "Labels dealt anew, 95 % of them",
        "p by dealing",
    )
    return Section("Put to the test", columns, tuple(rows), "Nothing could be estimated.")


def _forecasts(tested: Sequence[Tested]) -> Section:
    rows = [
        Row((one.plan.says, *_forecast(one.foreseen)), tone="" if one.foreseen.beats else "quiet")
        for one in tested
        if one.foreseen
    ]
    columns = (
        "Design",
        "Years not seen",
        "Events of rows",
        "Gain over the baseline, per cent",
        "Slope, 1 is best",
        "Verdict",
    )
    return Section("Forecasts of years not seen", columns, tuple(rows), "Nothing was forecast.")


def _forecast(found: Foreseen) -> tuple[str, ...]:
    if found.gain is None or found.low is None or found.high is None:
        return ("", "", "", "", f"cannot be told: {found.why_not}")
    slope = ""
    if found.slope is not None and found.slope_low is not None and found.slope_high is not None:
        slope = interval(found.slope, found.slope_low, found.slope_high)
    return (
        f"{found.first}-{found.last}",
        f"{found.events:,} of {found.rows:,}",
        interval(found.gain, found.low, found.high),
        slope,
        "beats the baseline" if found.beats else "does not beat the baseline",
    )


def _epochs(found: Sequence[Epoch]) -> Section:
    rows = tuple(
        Row(
            (
                f"{one.first}-{one.last}",
                f"{one.wars} in {one.pair_years:,} pairs and years",
                interval(one.rate, one.low, one.high),
                f"{one.pair_rate:.2f} ({one.fought} pairs)",
                f"{one.allies:.2f} (sd over years {one.spread:.2f})",
                "" if one.survived is None else f"{one.survived:.3f} of {one.ties:,}",
            )
        )
        for one in found
    )
    columns = (
        "Years",
        "Wars begun",
        "Wars in 100,000, 95 %",
        "Pairs that came to be at war, in 100,000",
        "Allies of a state",
        f"Ties and years, there {found[0].span} years later",
    )
    return Section("By epoch", columns, rows)


def _plans(plans: Sequence[Plan], tested: Sequence[Tested]) -> Section:
    by_plan = {one.plan.id: one for one in tested}
    rows = []
    for plan in plans:
        one = by_plan.get(plan.id)
        size = (
            f"{one.rows:,} rows, {one.events:,} events, {one.clusters:,} clusters, "
            f"{one.first}-{one.last}"
            if one and one.effects
            else ""
        )
        rows.append(
            Row(
                (
                    plan.says,
                    f"{plan.after}. Expected: {plan.expects}.",
                    f"{plan.unit}. Outcome: {plan.outcome}. {size}",
                    f"{'; '.join(plan.controls)}. Errors {plan.errors}.",
                    f"Placebo: {plan.placebo or 'none'}. Baseline of forecasts: {plan.baseline}.",
                )
            )
        )
    columns = ("Design", "After whom", "Rows", "Held fixed", "Tests")
    return Section("How it is done: logit, fixed beforehand", columns, tuple(rows))


def _published(published: Sequence[Reproduced]) -> Section:
    tones: dict[str, Tone] = {"equal": "good", "close": "", "not reproduced": "bad"}
    rows = tuple(
        Row(
            (
                one.published.says,
                f"{one.published.figure:,g}",
                "" if one.found is None else f"{one.found:,.2f}".rstrip("0").rstrip("."),
                one.verdict + (f": {one.note}" if one.note else ""),
                f"{one.published.source}, {one.published.page} ({one.published.seen})",
            ),
            tone=tones.get(one.verdict, "quiet"),
        )
        for one in published
    )
    columns = ("Published figure", "Published", "Here", "Verdict", "Source and page (seen at)")
    return Section("Published, and found here", columns, rows)
