"""Reasons for differences with ATOP: frameworks N to Z, by their ids."""

from typing import Final

from foedus.data.atop.reason import Reason

REASONS: Final[tuple[Reason, ...]] = (
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
        "osce",
        "end",
        ("YUG",),
        "ATOP has May 1992 with no day, the catalogue the decision of 1992-07-08 that shut it "
        "out of the meetings",
        "Decision of the Committee of Senior Officials, Helsinki, 1992-07-08",
    ),
    Reason(
        "prussia-south-german-1866",
        "end",
        ("C-BAD", "C-BAV", "C-WRT"),
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
        "rio",
        "end",
        ("NIC",),
        "the catalogue ends it two years after the notice of 2012-09-20; on what ATOP's day of "
        "the same month rests is not on record here",
        "Rio Treaty, 1947-09-02, Art. 25; OAS B-29",
    ),
    Reason(
        "rio",
        "end",
        ("VEN",),
        "the catalogue ends it two years after the notice of 2013-05-14; on what ATOP's day two "
        "months later rests is not on record here",
        "Rio Treaty, 1947-09-02, Art. 25; OAS B-29",
    ),
    Reason(
        "rio",
        "start",
        ("TTO",),
        "the catalogue has the deposit of the instrument; on what ATOP's earlier day rests is "
        "not on record here",
        "Rio Treaty, 1947-09-02, Art. 23; OAS B-29",
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
        "sadc",
        "member",
        ("COM", "MDG", "SYC"),
        "ATOP's alliance is the Protocol of 2001 and the Pact of 2003 with those who signed; "
        "the catalogue has every member of the Community",
        "Protocol on Politics, Defence and Security Co-operation, 2001-08-14; SADC Mutual "
        "Defence Pact, 2003-08-26",
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
