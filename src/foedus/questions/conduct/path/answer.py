"""What `path` answers, and how it is shown."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from foedus.catalogue.catalogue import Catalogue
from foedus.model.answers import Answer, Row, Section, Tone
from foedus.model.calendar import CalendarEntry
from foedus.model.citations import Citation
from foedus.model.wording import counted, opening, some
from foedus.questions.conduct.path.found import Basis, Path, Step
from foedus.reckoning.notice import VIENNA

TONES: Final[dict[Basis, Tone]] = {
    "text": "good",
    "general law": "unsure",
    "political": "unsure",
    "one state": "unsure",
    "not recorded": "unsure",
    "no act": "quiet",
}
BASES: Final[dict[Basis, str]] = {
    "text": "an article provides for it",
    "general law": "the text has no clause on it; general law, as a reading",
    "political": "the instrument binds nobody in law, and has no clause on it",
    "one state": "what one state did alone; the text has no clause on it",
    "not recorded": "not recorded in the definition; general law, as a reading",
    "no act": "not an act by which states are bound or freed",
}
EXITS: Final = ("leave", "withdraw")
FEW: Final = 4
VERBS: Final = {
    "leave": "leave",
    "withdraw": "leave",
    "join": "join",
    "ratify": "become a party to",
    "suspend": "be suspended from",
    "reserve": "make a reservation to",
}


class PathAnswer(Answer, frozen=True, kw_only=True):
    """How each change could come about; `scenario` is the title that was given."""

    scenario: str
    paths: tuple[Path, ...]

    def sections(self) -> Sequence[Section]:
        return tuple(section for found in self.paths for section in _sections(found))

    def counts(self) -> Mapping[str, frozenset[str]]:
        """The states whose act is needed, for the difference of two answers."""
        return {
            "state have to agree": frozenset(s for found in self.paths for s in found.agree),
            "state have still to ratify": frozenset(s for f in self.paths for s in f.ratify),
        }

    def judged(self) -> str:
        """Of one change, from which day it can be."""
        if len(self.paths) != 1:
            return ""
        [found] = self.paths
        if found.eligible is False:
            return f"not open to {found.state}"
        if found.earliest is None:
            return "open from which day"
        return f"from {found.earliest} at the earliest"

    def calendar(self) -> Sequence[CalendarEntry]:
        """The dated steps, and the last days on which to begin."""
        return tuple(entry for found in self.paths for entry in _calendar(found))


def lead_of(catalogue: Catalogue, paths: Sequence[Path]) -> str:
    """In one sentence how the change can come about; of several, how many can and when."""
    if len(paths) == 1:
        return opening(_lead(catalogue, paths[0]))
    with_article = [p for p in paths if p.basis == "text"]
    late = [p for p in paths if p.in_time is False]
    told = f"An article provides for {len(with_article)} of {counted(len(paths), 'change')}"
    if late:
        told += f"; {len(late)} cannot hold on the day wanted"
    known = [p.earliest for p in paths if p.earliest is not None]
    if len(known) == len(paths):
        told += f"; all of them can hold from {max(known)} at the earliest"
    return f"{told}."


def _lead(catalogue: Catalogue, found: Path) -> str:
    if found.kind not in VERBS and found.kind != "amend":
        return found.says
    who = catalogue.inline(found.state) if found.state else found.title
    what = _what(found)
    if found.eligible is False:
        return f"{who} cannot {what}: it is open to {found.open_to}{_by(found)}."
    if found.basis != "text" and found.earliest is None:
        open_ = "not known" if found.basis == "not recorded" else "not settled by the text"
        return f"{found.says} Whether {who} can {what} is {open_}."
    if found.earliest is None:
        return f"{who} can {what}{_by(found)}, but from which day is not known."
    late = f", not on {found.wanted} as wanted" if found.in_time is False else ""
    if found.kind not in EXITS:
        told = f"{who} can {what}, not before {found.earliest}{_by(found)}{late}{_still(found)}."
        if found.eligible is None and found.open_to:
            return f"if it is one of those to whom the text is open, {told}"
        return told
    begin = f"; notice is due by {found.latest_start}" if found.latest_start else ""
    agreed = ", as all parties agree" if found.by_consent else ""
    open_ = some(tuple(fact.replace("-", " ") for fact in found.open))
    unless = f", unless a clause moves the day ({open_})" if open_ else ""
    from_ = f"from {found.earliest} at the earliest"
    political = f": {found.says[:1].lower()}{found.says[1:]}" if found.basis == "political" else "."
    return f"{who} can {what} {from_}{_by(found)}{agreed}{unless}{late}{begin}{political}"


def _what(found: Path) -> str:
    """The change in words: `leave the North Atlantic Treaty`."""
    if found.kind == "amend":
        return "be amended"
    return f"{VERBS[found.kind]} {found.title}"


def _by(found: Path) -> str:
    return f" ({found.cite.article})" if found.cite and found.cite.article else ""


def _still(found: Path) -> str:
    """Which steps are still to come, and of which states."""
    parts = list[str]()
    for step in found.steps:
        if step.done or step.step == "effect":
            continue
        missing, whole = step.outstanding, len(step.states)
        if len(missing) < 2 or step.rule:
            parts.append(f"{step.step}{f' ({missing[0]})' if len(missing) == 1 else ''}")
        elif step.needed < whole:
            parts.append(f"{step.step} ({step.needed - whole + len(missing)} more of {whole})")
        else:
            named = some(missing) if len(missing) <= FEW else counted(len(missing), "state")
            parts.append(f"{step.step} ({named})")
    return f"; still to come: {some(parts)}" if parts else ""


def _sections(found: Path) -> Iterator[Section]:
    yield Section(
        found.change,
        ("", "", "Article"),
        tuple(_summary(found)),
        tone=TONES[found.basis],
    )
    if found.steps:
        yield Section(
            "The steps",
            ("Step", "Who", "What", "Rule or number", "Done or due", "Still missing", "Article"),
            tuple(map(_step, found.steps)),
        )
    if found.readings:
        yield Section(
            "What general law says (a reading)",
            ("Reading", "Article"),
            tuple(
                Row((view.says, article(view.cite)), cites=(view.cite,), tone="unsure")
                for view in found.readings
            ),
        )
    if found.also:
        exit_ = found.kind in EXITS
        yield Section(
            "What falls with it" if exit_ else "What comes with it",
            ("Kind", "Id", "What", "Why"),
            tuple(
                Row(
                    (f.kind, f.id, f.what, f.why if exit_ else ""),
                    cites=(f.cite,) if f.cite else (),
                )
                for f in found.also
            ),
        )
    if found.notes:
        yield Section("Notes on it", ("",), tuple(Row((note,)) for note in found.notes))


def _summary(found: Path) -> Iterator[Row]:
    cites = (found.cite,) if found.cite else ()
    yield Row(("basis", BASES[found.basis], ""), tone=TONES[found.basis])
    yield Row(("procedure", found.says, article(found.cite) if found.cite else ""), cites=cites)
    exit_ = found.kind in EXITS
    told = (
        ("open to", found.open_to),
        ("must agree", _numbered(found.agree) or _nobody(found)),
        ("have still to ratify", _numbered(found.ratify)),
        ("depositary", found.depositary),
        ("earliest day", _day(found)),
        ("wanted", f"{found.wanted}{_judged(found)}" if found.wanted else ""),
        ("notice by" if exit_ else "last act by", str(found.latest_start or "")),
        ("turns on", some(found.open)),
        ("partners", some(found.partners)),
    )
    yield from (Row((name, text, "")) for name, text in told if text)


def _numbered(states: tuple[str, ...]) -> str:
    return f"{counted(len(states), 'state')}: {some(states)}" if states else ""


def _nobody(found: Path) -> str:
    """What is told where no state must agree."""
    if found.basis != "text":
        return "not known"
    if found.kind in EXITS:
        return "nobody: notice is enough"
    alone = all(step.by in ("state", "") for step in found.steps)
    return "nobody: its own act is enough" if alone else "as the steps say"


def _day(found: Path) -> str:
    if found.earliest is None:
        return "not known"
    if found.settled:
        return str(found.earliest)
    return f"not before {found.earliest}; what is left to do takes its time"


def _judged(found: Path) -> str:
    return {True: "", False: " (too soon)", None: ""}[found.in_time]


def _step(step: Step) -> Row:
    number = step.rule.replace("-", " ")
    if step.needed and len(step.states) > 1 and not number:
        number = f"{step.needed} of {len(step.states)}"
    return Row(
        (
            step.step,
            step.who,
            step.says,
            number,
            str(step.on or (f"by {step.by_then}" if step.by_then else "")),
            some(step.outstanding),
            article(step.cite),
        ),
        cites=(step.cite,),
        tone="good" if step.done else "",
    )


def article(cite: Citation) -> str:
    """The article, and of which text where it is not the instrument itself."""
    return f"VCLT, {cite.article}" if cite.source == VIENNA else cite.article


def _calendar(found: Path) -> Iterator[CalendarEntry]:
    uid = f"path-{found.change.replace('/', '-').replace(':', '-')}"
    for number, step in enumerate(found.steps):
        if step.on is not None:
            told = f"{found.change}: {step.says}"
            yield CalendarEntry(f"{uid}-{number}", step.on, told, description=str(step.cite))
    if found.latest_start is not None:
        told = f"{found.change}: the last day to begin"
        yield CalendarEntry(f"{uid}-begin", found.latest_start, told)
