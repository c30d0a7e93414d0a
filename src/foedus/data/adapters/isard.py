"""Democracy, income and population of states by year, as gathered in the R package isard."""

from foedus.data.store.adapter import Adapter, Column, Coverage, File, Raw, Tables

GATHERED = """@article{miller2022peacesciencer,
  author = {Miller, Steven V.},
  title = {{peacesciencer}: An {R} Package for Quantitative Peace Science Research},
  journal = {Conflict Management and Peace Science},
  volume = {39},
  number = {6},
  pages = {755--779},
  year = {2022},
  doi = {10.1177/07388942221077926}
}"""
"""The citation of the R package in which these data are gathered."""
_SCORES = """@misc{marquez2016quick,
  author = {Marquez, Xavier},
  title = {A Quick Method for Extending the {Unified Democracy Scores}},
  year = {2016},
  doi = {10.2139/ssrn.2753830}
}
@misc{marshall2020polity5,
  author = {Marshall, Monty G.},
  title = {Polity5: Dataset Users' Manual v2018},
  howpublished = {Center for Systemic Peace},
  year = {2020}
}
@misc{coppedge2025vdem,
  author = {Coppedge, Michael and Gerring, John and others},
  title = {{V-Dem} Country-Year Dataset v15},
  howpublished = {Varieties of Democracy Project},
  year = {2025},
  doi = {10.23696/vdemds25}
}"""
_INCOMES = """@article{fariss2022estimates,
  author = {Fariss, Christopher J. and Anders, Therese and Markowitz, Jonathan N. and
            Barnum, Miriam},
  title = {New Estimates of Over 500 Years of Historic {GDP} and Population Data},
  journal = {Journal of Conflict Resolution},
  volume = {66},
  number = {3},
  pages = {553--591},
  year = {2022},
  doi = {10.1177/00220027211054432}
}"""
_DEMOCRACY = ("euds", "aeuds", "polity2", "v2x_polyarchy")
_ECONOMY = ("mrgdppc", "sd_mrgdppc", "pwtrgdp", "sd_pwtrgdp", "pwtpop", "sd_pwtpop")


def democracy(raw: Raw) -> Tables:
    """`democracy`: a row a state and year; a score that its authors do not give is null."""
    import polars as pl

    return {
        "democracy": raw["democracy"]
        .select(pl.col("ccode", "year").cast(pl.Int16), *_DEMOCRACY)
        .sort("year", "ccode")
    }


def economy(raw: Raw) -> Tables:
    """`economy`: a row a state and year; an estimate that its authors do not give is null."""
    import polars as pl

    return {
        "economy": raw["economy"]
        .select(pl.col("ccode", "year").cast(pl.Int16), *_ECONOMY)
        .sort("year", "ccode")
    }


_KEYS = (Column("ccode", low=2, high=990), Column("year", low=1816, high=2025))

DEMOCRACY = Adapter(
    name="democracy",
    title="Democracy: extended Unified Democracy Scores, Polity and V-Dem polyarchy",
    version="isard 2025",
    authors="Xavier Marquez; Marshall and Gurr; V-Dem Institute; gathered by Steven V. Miller",
    home="https://github.com/svmiller/isard",
    citation=f"{_SCORES}\n{GATHERED}",
    terms="Package under GPL-2; V-Dem under CC BY-SA; cite each. Not redistributed by foedus.",
    coverage=Coverage(1816, 2025, {"polity2": (1816, 2018), "v2x_polyarchy": (1816, 2024)}),
    files=(
        File(
            "democracy",
            ("cw_democracy.csv",),
            (
                *_KEYS,
                Column("euds", "float", low=-5, high=5, nulls=True),
                Column("aeuds", "float", low=-5, high=5, nulls=True),
                Column("polity2", "float", low=-10, high=10, nulls=True),
                Column("v2x_polyarchy", "float", low=0, high=1, nulls=True),
            ),
            rows=17_706,
            sha256=("4e1e32db0392f109de40f99c37fda7559e41c9312cce9cbc7d62cf6d0089fc81",),
            key=("ccode", "year"),
        ),
    ),
    keys={"democracy": ("ccode", "year")},
    tables=democracy,
    by_hand="export cw_democracy from the R package isard as cw_democracy.csv",
)

ECONOMY = Adapter(
    name="gdp",
    title="Income and population: estimates after Fariss and others",
    version="isard 2025",
    authors="Fariss, Anders, Markowitz and Barnum; gathered by Steven V. Miller",
    home="https://github.com/svmiller/isard",
    citation=f"{_INCOMES}\n{GATHERED}",
    terms="Package under GPL-2; cite each source. Not redistributed by foedus.",
    coverage=Coverage(1816, 2019),
    files=(
        File(
            "economy",
            ("cw_gdppop.csv",),
            (*_KEYS, *(Column(name, "float", low=0, nulls=True) for name in _ECONOMY)),
            rows=16_536,
            sha256=("e3445ad2771c825ab9fb02193f11ac7a07a3b25f02339fd8115337f8c317c726",),
            key=("ccode", "year"),
        ),
    ),
    keys={"economy": ("ccode", "year")},
    tables=economy,
    by_hand="export cw_gdppop from the R package isard as cw_gdppop.csv",
)
