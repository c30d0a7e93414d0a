"""What others call the fields of documents, in the languages that such tables come in.

A word may stand for several fields; whichever of them the table has is meant.
"""

from typing import Final

WORDS: Final[dict[str, str]] = {
    "nation": "nation state country land staat nationen pays etat nación pais país paese kraj"
    " contributor mitglied member truppensteller",
    "state": "nation state country land staat pays etat nación pais país paese kraj mitgliedstaat",
    "country": "nation state country land staat pays etat pais país paese kraj",
    "host": "host hosts gastgeber gastland hote hôte ausrichter aufnahmestaat",
    "hosts": "host hosts gastgeber gastland hote hôte ausrichter",
    "participants": "participants participating teilnehmer teilnehmende teilnehmerstaaten nations"
    " nationen players",
    "id": "id nr no number nummer lfd kennung reference ref code kürzel kennzeichen",
    "name": "name bezeichnung titel title nom nombre nome nazwa exercise übung vorhaben activity"
    " aktivität",
    "title": "title titel bezeichnung titre",
    "unit": "unit units einheit verband truppenteil unité type capability fähigkeit",
    "quantity": "quantity qty number anzahl menge stück stueck nombre quantité cantidad",
    "number": "number anzahl menge stück nombre quantity bestand",
    "persons": "persons personen personal personnel strength stärke soldaten",
    "personnel": "persons personen personal personnel strength stärke soldaten effectif",
    "troops": "troops truppen soldaten personnel personal stärke effectif",
    "cost": "cost costs kosten price preis betrag amount coût cout coste costo koszt",
    "cost_each": "cost each kosten je teilnehmer",
    "unit_cost": "unit cost stückkosten stückpreis einzelpreis price preis",
    "amount": "amount betrag budget summe montant mittel",
    "share": "share anteil part quote prozent percent",
    "weight": "weight gewicht priority priorität poids",
    "starts": "start starts begin begins beginn von ab from anfang début debut startdatum",
    "ends": "end ends ende bis to until fin schluss enddatum",
    "start": "start starts begin beginn von ab from anfang début startdatum",
    "end": "end ends ende bis until fin enddatum",
    "from_": "from von ab start beginn début",
    "to": "to bis until end ende fin an",
    "date": "date datum day tag fecha data",
    "days": "days tage dauer duration jours",
    "deploys": "deploys deploy ready verlegung ab start",
    "until": "until bis ende end",
    "readiness_days": "readiness ntm notice bereitschaft bereitschaftstage vorlauf disponibilité"
    " notice to move",
    "endurance": "endurance durchhaltefähigkeit dauer durchhaltetage autonomie",
    "level": "level stufe niveau",
    "place": "place ort lieu lugar standort",
    "at": "at place ort lieu when zeitpunkt zeit time",
    "area": "area raum gebiet zone region",
    "kind": "kind type art typ",
    "year": "year jahr année ano año rok",
    "currency": "currency währung waehrung devise",
    "source": "source quelle",
    "evidence": "evidence nachweis beleg",
    "reason": "reason grund begründung",
    "text": "text inhalt wortlaut",
    "demand": "demand bedarf",
    "own": "own eigene eigenbestand",
    "period": "period zeitraum",
    "tanks": "tanks panzer kampfpanzer chars",
    "artillery": "artillery artillerie",
    "ships": "ships schiffe navires",
    "sorties": "sorties flüge einsätze",
    "lift": "lift transport",
    "lat": "lat latitude breite breitengrad",
    "lon": "lon lng longitude länge längengrad",
    "domain": "domain bereich dimension",
    "domains": "domains bereiche dimensionen",
    "objective": "objective ziel",
    "objectives": "objectives ziele übungsziele",
    "standards": "standards normen",
    "units": "units einheiten verbände",
    "held": "held date datum",
    "due": "due fällig frist deadline",
}
"""By field, the words of others for it."""

SCALES: Final[dict[int, str]] = {
    10**3: "thousand thousands tsd tausend k keur t€ teur k€ tusd kusd 000 000s milliers mille tys",
    10**6: "million millions mio mill mln meur m€ musd millionen",
    10**9: "billion billions mrd milliarde milliarden milliard milliards bn",
}
"""By factor, the words that a heading says it by."""

TOTALS: Final = frozenset(
    [
        "total",
        "totals",
        "sum",
        "summe",
        "gesamt",
        "insgesamt",
        "totaal",
        "somme",
        "totale",
        "suma",
        "razem",
        "ogółem",
        "ensemble",
    ]
)
"""What the line begins with that adds up the others."""
