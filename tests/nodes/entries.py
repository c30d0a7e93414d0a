"""Random entries, as acts might have recorded them, and how they get into a node."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from hypothesis import strategies as st
from sqlalchemy import delete, update

from foedus.model.entries import LEVELS, Audience, Content, Draft, Entry, Unknown
from foedus.nodes.append import Appending, Head
from foedus.nodes.node import Node
from foedus.nodes.stored import Stored, within
from foedus.nodes.tables import checkpoints, entries, head, links, subtrees, watched
from foedus.record.contents.crisis import Assistance, Report, Response
from foedus.record.contents.decisions import Extended, Motion, Position
from foedus.record.contents.keeping import Withdrawn
from foedus.record.ledger.tree import Frontier
from foedus.record.record import LONG_AGO
from tests.nodes.conftest import START

STATES = ("EST", "LVA", "LTU", "POL", "FIN")
LETTERS = ("M", "P", "X", "W", "EV", "AS", "RS", "U")
HOUR = timedelta(hours=1)

words = st.text("abcdefgh ÄÖ€𝄞'\"\\", max_size=12)
ids = st.builds("{}-{}".format, st.sampled_from(LETTERS), st.integers(1, 6))
moments = st.integers(0, 72).map(lambda hours: START + hours * HOUR)
contents: st.SearchStrategy[Content] = st.one_of(
    st.builds(
        Motion,
        body=st.just("nato/nac"),
        matter=st.just("any"),
        title=words,
        deadline=st.none() | moments,
    ),
    st.builds(Position, motion=ids, stand=st.sampled_from(["for", "against"])),
    st.builds(Extended, motion=ids, deadline=moments),
    st.builds(Withdrawn, entry=ids, why=words),
    st.builds(
        Report,
        title=words,
        happened=st.just(START.date()),
        event=st.just("armed-attack"),
        attacked=st.tuples(st.sampled_from(STATES)),
        facts=st.dictionaries(words, st.booleans() | st.integers(-9, 9) | words, max_size=2),
    ),
    st.builds(Response, event=ids, provision=st.just("nato/art-5"), what=words),
    st.builds(Assistance, event=ids, step=st.just("offered"), what=words, follows=ids),
    st.builds(
        Unknown,
        named=st.sampled_from(["toast", "vow"]),
        said=st.dictionaries(st.sampled_from("xyz"), words, max_size=2),
    ),
)
drafts = st.builds(
    Draft,
    framework=st.just("nato"),
    by=st.sampled_from(STATES),
    valid=st.dates(START.date(), START.date() + timedelta(days=9)),
    audience=st.builds(
        Audience,
        originator=st.sampled_from(STATES),
        to=st.lists(st.sampled_from(STATES), max_size=2).map(tuple),
        level=st.sampled_from(LEVELS),
    ),
    content=contents,
    corrects=st.just("") | ids,
    reason=words,
    told=words,
)
steps = st.lists(
    st.tuples(st.lists(drafts, min_size=1, max_size=3), st.integers(0, 5), words), max_size=14
)
Step = tuple[Sequence[Draft], int, str]


def appended(node: Node, given: Sequence[Step]) -> list[Entry]:
    """Append drafts to a node, each group so many hours after the one before."""
    made, moment, source = list[Entry](), START, node.source
    with node.database.writing() as connection:
        appending = Appending(connection, node.sealer)
        for number, (group, hours, word) in enumerate(given):
            moment = appending.moment(moment + hours * HOUR)
            whole = Stored(within(source, connection), appending.size)
            made += appending.append(
                group,
                whole,
                moment,
                act="test",
                person=f"p-{number % 3}",
                request=f"{word}{number}" if number % 2 else "",
            )
        appending.finish()
    return made


def emptied(node: Node) -> None:
    """Take everything out of a node, so that many examples need not each make one."""
    with node.database.writing() as connection:
        for table in (entries, links, subtrees, watched, checkpoints):
            connection.execute(delete(table))
        connection.execute(update(head).values(Head(0, LONG_AGO, 0, Frontier()).values()))
    node.sealer.forget()


def every_moment(made: Sequence[Entry]) -> list[datetime]:
    """The moments at which and around which entries were recorded."""
    tick = timedelta(microseconds=1)
    return sorted({e.recorded + n * tick for e in made for n in (-1, 0, 1)})
