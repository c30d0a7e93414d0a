"""Reasons for differences with ATOP: frameworks A to D, by their ids."""

from typing import Final

from foedus.data.atop.reason import Reason

_AU: Final = (
    "AGO",
    "BDI",
    "BEN",
    "BFA",
    "BWA",
    "CAF",
    "CIV",
    "CMR",
    "COD",
    "COG",
    "COM",
    "CPV",
    "DJI",
    "DZA",
    "EGY",
    "ERI",
    "ETH",
    "GAB",
    "GHA",
    "GIN",
    "GMB",
    "GNB",
    "GNQ",
    "KEN",
    "LBR",
    "LBY",
    "LSO",
    "MDG",
    "MLI",
    "MOZ",
    "MRT",
    "MUS",
    "MWI",
    "NAM",
    "NER",
    "NGA",
    "RWA",
    "SDN",
    "SEN",
    "SLE",
    "SOM",
    "STP",
    "SWZ",
    "SYC",
    "TCD",
    "TGO",
    "TUN",
    "TZA",
    "UGA",
    "ZAF",
    "ZMB",
    "ZWE",
)

REASONS: Final[tuple[Reason, ...]] = (
    Reason(
        "anglo-japanese-1902",
        "end",
        ("*",),
        "ATOP ends it with the signature of the Four-Power Treaty, the catalogue with its entry "
        "into force, by which it lapsed",
        "Four-Power Treaty, 1921-12-13, Art. IV; 25 LNTS 184",
    ),
    Reason(
        "anti-comintern",
        "end",
        ("*",),
        "ATOP ends it with the German-Soviet treaty of 1939-08-23, the catalogue with its "
        "prolongation of 1941 and the war",
        "Protocol of prolongation, Berlin, 1941-11-25",
    ),
    Reason(
        "anti-comintern",
        "member",
        ("*",),
        "acceded in 1941, when ATOP holds the pact to have ended in 1939",
        "Protocol of prolongation, Berlin, 1941-11-25",
    ),
    Reason(
        "anti-comintern",
        "start",
        ("ESP",),
        "ATOP has the day on which Spain's accession was made public, the catalogue that of its "
        "signature",
        "Protocol of accession, Burgos, 1939-03-27, made public on 1939-04-07",
    ),
    Reason(
        "anzus",
        "end",
        ("NZL",),
        "ATOP ends it with the suspension of 1986; in the catalogue the treaty stands, and the leg "
        "between the United States and New Zealand is suspended",
        "Statement of the United States at San Francisco, 1986-08-11",
    ),
    Reason(
        "arab-league",
        "member",
        ("EGY",),
        "ATOP ends membership with the suspension of 1979 to 1989; a suspended member stays one in "
        "the catalogue",
        "Resolution of the Council, Baghdad, 1979-03-31",
    ),
    Reason(
        "arab-league",
        "member",
        ("SYR",),
        "ATOP ends membership with the suspension of 2011 and runs through the union with Egypt; "
        "the catalogue does neither",
        "Resolution of the Council, Cairo, 2011-11-12",
    ),
    Reason(
        "au",
        "start",
        _AU,
        "ATOP dates from each state's signature of the Constitutive Act, the catalogue from its "
        "entry into force or the later deposit",
        "Constitutive Act of the African Union, Lomé, 2000-07-11, Arts. 27 and 28",
    ),
    Reason(
        "au",
        "member",
        ("MAR",),
        "ATOP does not have Morocco, which the Union admitted in 2017",
        "Assembly/AU/Dec.639(XXVIII), 2017-01-31",
    ),
    Reason(
        "au",
        "start",
        ("SSD",),
        "the catalogue has the admission to the Union; ATOP's day is later, and on which act it "
        "rests is not on record here",
        "African Union, Member States (date of joining); ATOP 5.1, alliance 4953",
    ),
    Reason(
        "balkan-entente",
        "end",
        ("*",),
        "ATOP ends it with the Italian attack on Greece; the catalogue with its term",
        "Pact of Balkan Entente, 1934-02-09; 153 LNTS 153",
    ),
    Reason(
        "bel-fra-1920",
        "end",
        ("*",),
        "ATOP ends it with the king's speech on independence, the catalogue with the exchange"
        " of letters that ended the agreement but for the contacts of the staffs",
        "Exchange of letters between Belgium and France, 1936-03-06; speech of Leopold III, "
        "1936-10-14",
    ),
    *(
        Reason(
            framework,
            "start",
            ("*",),
            "ATOP gives the day of the old calendar, the catalogue that of the new",
            cite,
        )
        for framework, cite in (
            ("bgr-grc-1912", "Treaty of Sofia, 1912-05-16 (old style), 1912-05-29 (new)"),
            ("bgr-srb-1912", "Treaty of Sofia, 1912-02-29 (old style), 1912-03-13 (new)"),
        )
    ),
    Reason(
        "cento",
        "end",
        ("GBR",),
        "ATOP has a later day for the end of the organisation; the catalogue ends it with the "
        "announced day of its dissolution",
        "Baghdad Pact, 233 UNTS 199; dissolution, 1979-09-26",
    ),
    Reason(
        "cento",
        "end",
        ("TUR",),
        "ATOP goes on until the end of the organisation, the catalogue ends it with Turkey's "
        "own withdrawal",
        "Baghdad Pact, 233 UNTS 199; announcement of March 1979",
    ),
    Reason(
        "cis",
        "member",
        ("TKM", "UKR"),
        "ATOP follows the Charter, which the two never ratified; they belonged to the Commonwealth "
        "from its founding, which is all that the catalogue says",
        "Agreement of Minsk, 1991-12-08; Protocol of Alma-Ata, 1991-12-21; Charter, Arts. 7 and 8",
    ),
    Reason(
        "cis",
        "member",
        ("MDA",),
        "Moldova ratified the Charter without its military and political cooperation, so that ATOP "
        "does not count it",
        "Parliament of Moldova, decision of 1994-04-08 on ratifying the Charter",
    ),
    Reason(
        "csk-sun-1935",
        "end",
        ("*",),
        "ATOP ends it with the Munich Agreement, the catalogue with the end of Czechoslovakia",
        "Munich Agreement, 1938-09-29/30",
    ),
    Reason(
        "csto",
        "end",
        ("UZB",),
        "in 1999 ATOP has the end of the five-year term, the catalogue the protocol that it did "
        "not sign; in 2012 ATOP has the notice, the catalogue the decision that accepted it",
        "Protocol on prolongation, 1999-04-02; Collective Security Council, 2012-12-19",
    ),
    Reason(
        "csto",
        "start",
        ("BLR",),
        "Belarus acceded on 1993-12-31, and the catalogue dates from the entry into force for "
        "it; on what ATOP's day rests is not on record here",
        "Accession of Belarus to the Treaty on Collective Security, 1993-12-31",
    ),
    Reason(
        "cub-prk",
        "member",
        ("CUB", "PRK"),
        "the text was not found, so that the catalogue has both as contested",
        "Cuba-North Korea, treaty of 1986-03-11",
    ),
    Reason(
        "cyprus-1960",
        "end",
        ("*",),
        "ATOP ends the guarantee with the coup of 1974-07-15; none of the four has denounced "
        "it, and the guarantors call on it to this day",
        "Treaty of Guarantee, 1960-08-16 (382 UNTS 3)",
    ),
    Reason(
        "dual-1879",
        "end",
        ("*",),
        "ATOP ends it with the armistice of Villa Giusti, the catalogue with the end of "
        "Austria-Hungary",
        "Armistice of Villa Giusti, 1918-11-03",
    ),
)
