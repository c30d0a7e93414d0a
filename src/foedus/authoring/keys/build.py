"""From what an author wrote about keys and tariffs to the frozen values of the model."""

from datetime import date

from foedus.authoring.entry import Cited, Dated
from foedus.authoring.keys import shape as a
from foedus.model import keys as m
from foedus.model.citations import Citation
from foedus.model.time import Interval


def key(framework: str, entry: a.AnyKey) -> m.Key:
    """A key of a framework."""
    return m.Key(
        id=f"{framework}/{entry.id}",
        title=entry.title,
        during=_interval(entry),
        rule=_rule(framework, entry),
        cite=_cite(entry),
        currency=entry.currency,
        aliases=tuple(_full(framework, alias) for alias in entry.aliases),
        note=entry.note.strip(),
    )


def tariff(framework: str, entry: a.TariffEntry) -> m.Tariff:
    """A tariff of a framework, its periods in order."""
    periods = (m.TariffPeriod(p.rate, _interval(p), _cite(p)) for p in entry.periods)
    given = entry.premium
    return m.Tariff(
        id=f"{framework}/{entry.id}",
        title=entry.title,
        currency=entry.currency,
        unit=entry.unit,
        periods=tuple(sorted(periods, key=lambda period: period.during.start)),
        premium=m.Premium(given.percent, given.most, given.says, _interval(given), _cite(given))
        if given
        else None,
        note=entry.note.strip(),
    )


def _rule(framework: str, entry: a.AnyKey) -> m.Rule:
    match entry:
        case a.FixedKeyEntry():
            shares = dict(entry.shares)
            if entry.balance:
                shares[entry.balance] = a.HUNDRED - sum(shares.values())
            return m.Fixed(shares, entry.balance)
        case a.StatisticKeyEntry():
            return m.Statistic(
                of=entry.of,
                unit=entry.unit,
                values=entry.values,
                among=entry.among or "",
                as_in=_full(framework, entry.as_in) if entry.as_in else "",
                redirects=entry.redirects,
                exempt=tuple(
                    m.Exemption(tuple(e.states), _interval(e), _cite(e)) for e in entry.exempt
                ),
            )
        case a.ScaleKeyEntry():
            return _scale(framework, entry)
        case a.CoFundingKeyEntry():
            return _co_funding(entry)
        case a.EqualKeyEntry():
            return m.Equal(entry.among)
        case a.OwnCostsKeyEntry():
            return m.OwnCosts()
        case a.TiersKeyEntry():
            tiers = (m.Tier(t.name, t.share, t.above, t.equally) for t in entry.tiers)
            return m.Tiers(tuple(tiers), entry.of, entry.unit, entry.among)


def _scale(framework: str, entry: a.ScaleKeyEntry) -> m.Scale:
    return m.Scale(
        base=_full(framework, entry.base),
        bearers=entry.bearers,
        discounts=entry.discounts,
        levels={state: level for level, states in entry.levels.items() for state in states},
        places=entry.places,
        moves=tuple(
            m.Move(state, move.from_level, move.years)
            for move in entry.moves
            for state in move.states
        ),
        concessions=tuple(
            m.Concession(tuple(c.states), c.discount, _interval(c), _cite(c))
            for c in entry.concessions
        ),
        unconfirmed=tuple(entry.unconfirmed),
    )


def _co_funding(entry: a.CoFundingKeyEntry) -> m.CoFunding:
    return m.CoFunding(
        funder=entry.funder,
        rates={name: m.Rate(rate.percent, rate.article) for name, rate in entry.rates.items()},
        bonuses=tuple(
            m.Bonus(
                name=bonus.name,
                says=bonus.says,
                article=bonus.article,
                points=bonus.points,
                per_point=bonus.per_point,
                most=bonus.most,
                threshold=bonus.threshold,
                threshold_of=tuple(bonus.threshold_of),
            )
            for bonus in entry.bonuses
        ),
        most_bonus=entry.most_bonus,
        most_bonus_article=entry.most_bonus_article,
        ceiling=entry.ceiling,
        ceiling_article=entry.ceiling_article,
        calls=tuple(m.Baseline(c.id, c.title, c.rates, _cite(c)) for c in entry.calls),
    )


def _full(framework: str, identifier: str) -> str:
    return identifier if "/" in identifier else f"{framework}/{identifier}"


def _interval(entry: Dated) -> Interval:
    return Interval(entry.from_ or date.min, entry.to or date.max)


def _cite(entry: Cited) -> Citation:
    return Citation(entry.cite or "", confidence=entry.confidence)
