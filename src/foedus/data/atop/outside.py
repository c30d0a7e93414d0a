"""Why the catalogue ties no pair by an alliance that ATOP codes as one of defence."""

from typing import Final, NamedTuple


class Outside(NamedTuple):
    """Alliances of ATOP that no definition follows as a duty of help: why, and where it stands."""

    atop: tuple[int, ...]
    says: str
    cite: str


_UNSEEN: Final = "its text was not seen here, so that what it promises, and from when, is not known"

OUTSIDE: Final[tuple[Outside, ...]] = (
    Outside(
        (3830,),
        "the two may give each other help against aggression from abroad: a right, and no duty",
        "France-Comoros, agreement on defence, 1978-11-10, Art. 1 (in force 1982-10-20); "
        "https://www.bo.sga.defense.gouv.fr/texte/22699/DE%20COOP%C3%89RATION.html",
    ),
    Outside(
        (3900,),
        "ATOP has Saint Kitts and Nevis from the signature of 1981; it became independent on "
        "1983-09-19 only, and the catalogue ties it to the others from 1984 by the Charter of the "
        "OAS. What the Treaty says of defence was not read here",
        "Treaty of Basseterre, 1981-06-18; Saint Christopher and Nevis Termination of Association "
        "Order 1983",
    ),
    Outside(
        (3925,),
        "a memorandum on strategic cooperation against the Soviet Union, which the United States "
        "suspended on 1981-12-18; whether its undertakings took effect again is not on record here",
        "United States-Israel, memorandum of understanding, 1981-11-30",
    ),
    Outside(
        (4235, 4245, 4255, 4276, 4335, 4392, 4470, 4481),
        "ATOP dates this treaty of friendship from its signature; its text and its entry into "
        "force are not on record here. Since 1994-04-20 the two are tied by the Treaty on "
        "Collective Security",
        "Leeds et al. (2002), ATOP 5.1; Treaty on Collective Security, Tashkent, 1992-05-15",
    ),
    Outside(
        (4300,),
        f"the treaty of friendship of 1992-07-31, which that of 2002-04-23 replaced: {_UNSEEN}",
        "Russia-Turkmenistan, treaty of friendship and cooperation, 1992-07-31",
    ),
    Outside(
        (4370,),
        "the treaty of good neighbourliness of 1992-11-23, in force since 1993: what it says of an "
        "attack on one of the two was not seen here",
        "Czech Republic-Slovakia, treaty of Bratislava, 1992-11-23",
    ),
    Outside(
        (4295,),
        f"the agreement on friendship and cooperation of 1992-07-21: {_UNSEEN}",
        "Bosnia and Herzegovina-Croatia, agreement of 1992-07-21",
    ),
    Outside(
        (4550,),
        "the protocol on cooperation and mutual assistance of 1994-02-09 is named in the Shusha "
        f"Declaration: {_UNSEEN}. The catalogue ties the two by the agreement of 2010",
        "Shusha Declaration, 2021-06-15, preamble; "
        "https://en.trend.az/azerbaijan/politics/3441008.html",
    ),
    Outside(
        (3865,),
        "a guarantee of Malta's neutrality by Italy: the articles on what Italy does when it is "
        "threatened were not seen here",
        "Italy-Malta, exchange of notes, 1980-09-15",
    ),
    Outside(
        (3963,),
        f"a treaty for five years: {_UNSEEN}",
        "Libya-Malta, treaty of 1984-11-19",
    ),
    Outside(
        (3860,),
        "Chad kept the right to call upon Libya for help (Art. 7); Article 1, to which that "
        "refers,"
        "was not seen here",
        "Chad-Libya, treaty of Tripoli, 1980-06-15; Gibler, International Military Alliances",
    ),
    Outside(
        (3887, 3903, 4900, 4920),
        _UNSEEN,
        "Leeds et al. (2002), ATOP 5.1, which alone is on record here",
    ),
)
