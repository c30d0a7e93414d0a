"""A record with what is not recorded yet reads as the record does once it is."""

from datetime import timedelta

import msgspec
import pytest

from foedus.asking.world import World
from foedus.model.entries import Destroyed
from foedus.record.ahead import Ahead
from foedus.record.contents.crisis import Report
from foedus.record.contents.decisions import Motion, Position
from foedus.record.record import Memory, UnknownEntryError
from tests.acts.scene import Scene


@pytest.fixture(scope="module")
def scene(world: World) -> Scene:
    played = Scene(world)
    played.do("table", "EST", body="nato/nac", title="First")
    played.do("position", "POL", motion="M-1", stand="for")
    played.do("position", "POL", motion="M-1", stand="against", corrects="P-1", reason="misheard")
    event = {"framework": "nato", "title": "x", "happened": "2026-11-30", "attacked": ["EST"]}
    played.do("report", "EST", **event, to=["POL"])
    played.do("table", "EST", body="nato/nac", title="Second", to=["POL"])
    played.do("annul", "EST", entry="M-2", why="mistaken")
    played.do("destroy", "EST", entry="M-2", basis="an order")
    return played


@pytest.mark.parametrize("split", range(8))
def test_it_reads_as_the_record_that_it_becomes(scene: Scene, split: int) -> None:
    moment = scene.now + timedelta(hours=1)
    said = [msgspec.structs.replace(e, recorded=moment) for e in scene.entries[split:]]
    ahead = Ahead(Memory(scene.entries[:split]))
    for entry in said:
        ahead = ahead.followed_by([entry.draft], moment, act=entry.act, person=entry.person)
    whole = [*scene.entries[:split], *said]
    destroyed = [e.without_content("DC-1") if e.id == "M-2" else e for e in whole]
    for name, keep in (("all", lambda _: True), ("mine", lambda e: "POL" in e.draft.audience.to)):
        found = ahead.only(name, keep)
        wanted = Memory(destroyed if split < 7 else whole).only(name, keep)
        assert (found.size, found.latest) == (wanted.size, wanted.latest)
        for kinds in ((), (Motion,), (Position, Report), (Destroyed,)):
            assert tuple(found.of(*kinds)) == tuple(wanted.of(*kinds))
        for entry in whole:
            assert tuple(found.about(entry.id)) == tuple(wanted.about(entry.id))
            assert found.numbered(entry.content.letters) == wanted.numbered(entry.content.letters)
            try:
                expected = wanted.find(entry.id)
            except UnknownEntryError:
                with pytest.raises(UnknownEntryError):
                    found.find(entry.id)
            else:
                assert found.find(entry.id) == expected
        before = moment - timedelta(minutes=1)
        assert found.as_known_at(before).size == split
        assert found.as_known_at(moment).size == len(whole)


def test_its_key_names_what_is_ahead(scene: Scene) -> None:
    drafts = [entry.draft for entry in scene.entries[:2]]
    base, moment = Memory(), scene.now
    keys = {
        Ahead(base).followed_by(of, moment, act="a", person="p").key
        for of in ((), drafts[:1], drafts[1:], drafts, drafts[::-1])
    }
    assert len(keys) == 5
