"""Why the catalogue and ATOP differ on a member, where it is known; with the source of the reason.

What follows from the records themselves (a signature that both know, a day counted differently, a
state that ATOP has no number for) is told by `foedus.data.atop.compare`; here stands the rest.
"""

from typing import Final, NamedTuple


class Reason(NamedTuple):
    """A reason for a difference on the members named (`*`: on any member of the framework)."""

    framework: str
    about: str
    states: tuple[str, ...]
    says: str
    cite: str


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
        "balkan-entente",
        "end",
        ("*",),
        "ATOP ends it with the Italian attack on Greece; the catalogue with its term",
        "Pact of Balkan Entente, 1934-02-09; 153 LNTS 153",
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
        "dual-1879",
        "end",
        ("*",),
        "ATOP ends it with the armistice of Villa Giusti, the catalogue with the end of "
        "Austria-Hungary",
        "Armistice of Villa Giusti, 1918-11-03",
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
        "fra-pol-1921",
        "end",
        ("*",),
        "ATOP ends it with the fall of Warsaw, the catalogue with the French armistice",
        "Franco-German armistice, 1940-06-22",
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
    Reason(
        "oas",
        "end",
        ("CUB",),
        "ATOP ends it with the exclusion of Cuba's government from taking part; Cuba stayed a "
        "member",
        "Eighth Meeting of Consultation, 1962-01-31, Resolution VI; AG/RES. 2438 (XXXIX-O/09)",
    ),
    Reason(
        "oas",
        "member",
        ("CAN",),
        "ATOP does not count Canada, which ratified the Charter and not the Rio Treaty",
        "OAS, Charter, signatories and ratifications (A-41)",
    ),
    Reason(
        "osce",
        "start",
        ("*",),
        "ATOP dates from the signature of the Charter of Paris, the catalogue from the admission",
        "Charter of Paris for a New Europe, signatures by new participating States, 1991 to 2000",
    ),
    Reason(
        "prussia-south-german-1866",
        "end",
        ("*",),
        "ATOP ends each with the signature of the treaty by which the state joined the German "
        "Confederation, the catalogue with the Empire",
        "Treaties of 1870-11-15, 1870-11-23 and 1870-11-25",
    ),
    Reason(
        "rio",
        "end",
        ("CUB",),
        "ATOP has the first day of the meeting at Punta del Este, the catalogue the day of the "
        "resolution",
        "Eighth Meeting of Consultation, Punta del Este, 1962-01-22 to 31, Resolution VI",
    ),
    Reason(
        "rus-prk",
        "member",
        ("*",),
        "ATOP's alliance is the treaty of 2000, which that of 2024 replaced; the catalogue has the "
        "later one",
        "Treaty of 2000-02-09; Treaty of 2024-06-19, Art. 23",
    ),
    Reason(
        "saadabad-1937",
        "end",
        ("*",),
        "ATOP's day is that of the pact between Iraq and Turkey that all but Afghanistan joined in "
        "its place; the catalogue ends it with its second term",
        "Pact of Mutual Co-operation, Baghdad, 1955-02-24",
    ),
    Reason(
        "seato",
        "end",
        ("AUS", "GBR", "NZL", "PHL", "FRA"),
        "ATOP ends it with the end of the organisation, or of the part taken in it; the treaty "
        "itself was never ended",
        "Council decision of 1975-09-24; Thanat-Rusk communiqué, 1962-03-06",
    ),
    Reason(
        "seato",
        "end",
        ("PAK",),
        "ATOP ends it with Pakistan's notice, the catalogue a year later when it took effect",
        "Southeast Asia Collective Defense Treaty, Art. X",
    ),
    Reason(
        "steel-pact-1939",
        "end",
        ("*",),
        "ATOP's last day is the one before the signature of the Italian armistice, the catalogue's "
        "day is that on which it was announced",
        "Armistice of Cassibile, signed 1943-09-03, announced 1943-09-08",
    ),
    Reason(
        "tripartite-1940",
        "end",
        ("*",),
        "ATOP has another alliance from the agreement to wage the war together, the catalogue goes "
        "on with the pact",
        "Agreement of Berlin, 1941-12-11",
    ),
    Reason(
        "tripartite-1940",
        "member",
        ("YUG",),
        "Yugoslavia signed and was overthrown two days later; ATOP does not count it",
        "Protocol of accession, Vienna, 1941-03-25",
    ),
    Reason(
        "triple-1882",
        "end",
        ("C-AUH", "DEU"),
        "ATOP ends it with the armistice of Villa Giusti, the catalogue with the end of "
        "Austria-Hungary",
        "Armistice of Villa Giusti, 1918-11-03",
    ),
    Reason(
        "triple-1882",
        "end",
        ("ITA",),
        "ATOP ends it with Italy's declaration of war, the catalogue with its denunciation",
        "Italian note of 1915-05-03/04",
    ),
    Reason(
        "uk-prt",
        "end",
        ("*",),
        "ATOP ends it with the North Atlantic Treaty, which both signed; the old treaties are "
        "still held to be in force",
        "Agreement on facilities in the Azores, 1943-08-17, which recalls the alliance",
    ),
    Reason(
        "us-jpn-1951",
        "end",
        ("*",),
        "ATOP ends it with the signature of the treaty that replaced it, the catalogue with that "
        "treaty's entry into force",
        "Treaty of Mutual Cooperation and Security, 1960-01-19, Arts. VIII and IX",
    ),
)
