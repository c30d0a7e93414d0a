"""The columns of ATOP's files, in their order: `name:low-high`, 0 to 1 where nothing is said.

`?` is written where a value may be missing.
"""

from foedus.data.store.adapter import Column

_TERMS = """
estmode? pubsecr:0-9? secrart:0-9? proadd:0-9? futmem:0-9? speclgth:0-9? length:0-9999?
renounce:0-9? proren:0-9? renewlgt:0-9999? term:0-9
"""
_OBLIGATIONS = "defense offense neutral nonagg consul active conditio defcon offcon neucon concon"
_CONDITIONS = """
defcoadv defcoloc defcocon defconum defcodem defconpr offcoadv offcoloc offcocon offconum offcodem
neucoadv neucoloc neucocon neuconum neucodem neuconpr neucoatt concoadv concoloc concocon concoreq
olimob
"""
_REST = """
notaiden:0-9? dipaid? terrres? seppeace:0-9? thirdcom? noothall? specthrt:0-9? statthr1:0-9999?
statthr2:0-9999? conwtin:0-9? medarb? milcon:0-9? milaid:0-9? intcom? subord:0-9? organ1:0-9?
orgpurp1:0-9? organ2:0-9? orgpurp2:0-9? base:0-9? contrib? armred:0-9? acqterr:0-9? divgains?
demwith? reflnun:0-9? refothio:0-9? natrefal:0-9? compag:0-9? nomicoop? conres:0-9? agprois:0-9?
conmen? ecaid:0-9? interv:0-9?
"""
_END = "source:1-9 new5 rev5"
_LIFE = """
begyr:1815-2018 begmo:1-12 begday:1-31? endyr:0-2018 endmo:0-12 endday:0-31? ineffect bilat
"""
_IDS = "atopid:1000-9999 {}cowid:0-9999? cow4id:0-9999?"
_MEMBERS = " ".join(f"mem{number}:2-9999?" for number in range(1, 60))


def _columns(words: str, *, version: bool = True) -> tuple[Column, ...]:
    found = []
    for word in words.split():
        name, _, bounds = word.rstrip("?").partition(":")
        low, _, high = (bounds or "0-1").partition("-")
        nulls, optional = word.endswith("?"), name.startswith("mem") and name != "member"
        found.append(
            Column(
                name,
                "float" if name == "atopidphase" else "int",  # 1020.1 is phase 1 of 1020
                low=int(low),
                high=int(high),
                nulls=nulls,
                optional=optional,
            )
        )
    return (*found, Column("version", "float", low=5.09, high=5.11)) if version else tuple(found)


ALLIANCES = _columns(
    f"{_IDS.format('')} {_LIFE} maxphase:0-9 wartime {_TERMS} {_OBLIGATIONS} asymm {_REST} "
    f"{_MEMBERS} {_END}"
)
PHASES = _columns(
    f"{_IDS.format('atopidphase:1000-99999 ')} {_LIFE} phase:0-9 maxphase:0-9 wartime {_TERMS} "
    f"{_OBLIGATIONS} asymm {_REST} {_MEMBERS} {_END}"
)
MEMBERS = _columns(
    f"{_IDS.format('')} member:2-9999 cowsys yrent:1815-2018 moent:1-12 dayent:1-31? yrexit:0-2018 "
    "moexit:0-12 dayexit:0-31? ineffect bilat phase:0-9 maxphase:0-9 wartime cowwar:0-9999 "
    f"{_TERMS} termmode:0-9 termcaus:0-9? {_OBLIGATIONS} {_CONDITIONS} asymm obvary {_REST} {_END}"
)
STATE_YEARS = _columns(
    "state:2-9999 year:1815-2018 atopally defense offense neutral nonagg consul number:0-99 "
    "transyr",
    version=False,
)
