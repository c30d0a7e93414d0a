"""Reasons for differences with ATOP: frameworks E to M, by their ids."""

from typing import Final

from foedus.data.atop.reason import Reason

REASONS: Final[tuple[Reason, ...]] = (
    Reason(
        "eastern-treaties",
        "start",
        ("RUS",),
        "Russia went on with the treaties of the Soviet Union from 1991-12-26; ATOP makes a "
        "new phase of 1993, when Czechoslovakia had ended",
        "Leeds et al. (2002), ATOP 5.1, alliances 3610 and 3625",
    ),
    *(
        Reason(
            "entente-cordiale",
            about,
            ("*",),
            "ATOP has the letters of November 1912 (1485) and the Declaration of London "
            "of 1914 (2015); by its rules the agreements of 1904 are not an alliance",
            "Grey-Cambon letters, 1912-11-22 and 23; Declaration of London, 1914-09-05",
        )
        for about in ("member", "start", "end")
    ),
    Reason(
        "eccas",
        "member",
        ("*",),
        "ATOP dates from the signature; the ratification of each is not on record, so the "
        "catalogue has the member as contested",
        "Mutual Assistance Pact, Malabo, 2000-02-24",
    ),
    Reason(
        "ecowas",
        "end",
        ("MRT",),
        "the catalogue ends it with the year 2000, after what was announced in December 1999; "
        "ATOP has a day five days before, and neither was seen in an act",
        "ECOWAS Commission, list of member states; ATOP 5.1, alliances 3810 and 3895",
    ),
    Reason(
        "eth-ken",
        "member",
        ("ETH", "KEN"),
        "the text was not found, so that the catalogue has both as contested",
        "Ethiopia-Kenya, pact of 1963-11-22",
    ),
    Reason(
        "fra-caf",
        "end",
        ("*",),
        "ATOP has no end; an agreement without such a clause took its place, and since its "
        "signature the catalogue has this one as contested",
        "Agreement of 2010-04-08; Senate (France), report No. 724 (2010-2011)",
    ),
    Reason(
        "fra-dji",
        "end",
        ("*",),
        "ATOP ends it with the signature of the Treaty of 2011; in the catalogue the protocol "
        "goes on until that Treaty was in force, and help is owed under it since",
        "Treaty of 2011-12-21, in force 2014-05-01",
    ),
    Reason(
        "fra-gab",
        "end",
        ("*",),
        "ATOP has no end; an agreement without such a clause took its place, and since its "
        "signature the catalogue has this one as contested",
        "Agreement of 2010-02-24; Senate (France), report No. 724 (2010-2011)",
    ),
    Reason(
        "fra-pol-1921",
        "end",
        ("*",),
        "ATOP ends it with the fall of Warsaw, the catalogue with the French armistice",
        "Franco-German armistice, 1940-06-22",
    ),
    Reason(
        "fra-sen",
        "end",
        ("*",),
        "ATOP has no end; an agreement without such a clause took its place, and since its "
        "signature the catalogue has this one as contested",
        "Agreement of 2012-04-18; Senate (France), report No. 724 (2010-2011)",
    ),
    Reason(
        "fra-sun-1935",
        "end",
        ("*",),
        "ATOP's day is that of France's entry into the war, in which the Soviet Union did not "
        "assist; the catalogue ends it with the German-Soviet treaty",
        "French declaration of war on Germany, 1939-09-03",
    ),
    Reason(
        "franco-russian-1894",
        "start",
        ("*",),
        "the convention was confirmed by two letters: ATOP has the Russian, the catalogue the "
        "French one that answered it",
        "Letters of 1893-12-27 and 1894-01-04",
    ),
    Reason(
        "gbr-pol",
        "end",
        ("*",),
        "ATOP ends it with the fall of Warsaw, the catalogue with the withdrawal of recognition "
        "from the government in exile",
        "British recognition of the Provisional Government, 1945-07-05/06",
    ),
    Reason(
        "gbr-tur-fra-1939",
        "end",
        ("*",),
        "ATOP's day is that of the end of the Second World War; the treaty was made for fifteen "
        "years and goes on in the catalogue until they were over",
        "Treaty of Mutual Assistance, Ankara, 1939-10-19, Art. 8; surrender of Japan, 1945-09-02",
    ),
    Reason(
        "german-confederation",
        "end",
        ("*",),
        "in 1848 ATOP ends it with the pre-parliament, the catalogue with the day on which the "
        "Diet gave its powers to the Imperial Regent",
        "Last session of the Diet, 1848-07-12; Huber, Deutsche Verfassungsgeschichte, vol. 2",
    ),
    Reason(
        "grc-srb-1913",
        "start",
        ("*",),
        "ATOP has the day of signature in the old calendar (19 May; 1 June), the catalogue the "
        "ratification",
        "Treaty of Alliance, Salonica, 1913-05-19/06-01",
    ),
    Reason(
        "grc-srb-1913",
        "end",
        ("*",),
        "ATOP ends it with the armistice, the catalogue with the end of Serbia as a state",
        "Proclamation of the Kingdom of Serbs, Croats and Slovenes, 1918-12-01",
    ),
    Reason(
        "jpn-sun-1941",
        "end",
        ("*",),
        "ATOP ends it with the Soviet notice, the catalogue with the declaration of war",
        "Soviet notice of 1945-04-05; declaration of war, 1945-08-08",
    ),
    Reason(
        "little-entente",
        "end",
        ("ROU", "YUG"),
        "ATOP ends it with the Second Vienna Award, the catalogue with the end of Czechoslovakia",
        "Second Vienna Award, 1940-08-30",
    ),
    Reason(
        "locarno",
        "start",
        ("*",),
        "ATOP dates from the initialling at Locarno, the catalogue from the entry into force",
        "Treaty of Mutual Guarantee, initialled 1925-10-16; 54 LNTS 289",
    ),
    Reason(
        "locarno",
        "end",
        ("BEL",),
        "ATOP ends it with Belgium's neutrality, the catalogue with Germany's repudiation",
        "Speech of the King of the Belgians, 1936-10-14",
    ),
    Reason(
        "locarno",
        "end",
        ("FRA", "GBR", "ITA"),
        "ATOP ends it with the release of Belgium by France and the United Kingdom, the catalogue "
        "with Germany's repudiation",
        "Franco-British declaration, 1937-04-24",
    ),
    *(
        Reason(
            "london-1839",
            about,
            ("*",),
            "ATOP has the two treaties of August 1870 alone, not the guarantee of 1839",
            "Treaties of 1870-08-09 and 1870-08-11 on the neutrality of Belgium",
        )
        for about in ("member", "start", "end")
    ),
)
