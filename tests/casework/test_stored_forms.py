"""Stored forms are pinned: what was once written stays readable, to the byte."""

from pathlib import Path

import msgspec
import pytest

from casework.errors import UnreadableFact
from casework.facts import Envelope
from casework.store.mapper import FACTS, FactMapper, Stored

GOLDEN = Path(__file__).parent / "golden"
MAPPER = FactMapper()


@pytest.mark.parametrize("topic", FACTS)
def test_the_stored_form_of_every_fact_is_pinned(topic: str):
    """A new fact needs a file here; a changed one gets a new version, never another file."""
    stored = (GOLDEN / f"{topic}.json").read_bytes().strip()
    recorded = MAPPER.decode("S", 1, 1, topic, stored)
    assert MAPPER.encode(recorded.fact, recorded.envelope) == stored


OLD = sorted(path.name for path in GOLDEN.glob("*.*.*.json"))


@pytest.mark.parametrize("name", OLD)
def test_a_form_that_was_once_written_is_still_read_and_written_to_the_byte(name: str):
    """`<topic>.<n>.json`: how it was stored before it gained fields."""
    stored = (GOLDEN / name).read_bytes().strip()
    recorded = MAPPER.decode("S", 1, 1, name.rsplit(".", 2)[0], stored)
    assert MAPPER.encode(recorded.fact, recorded.envelope) == stored


@pytest.mark.parametrize("topic", FACTS)
def test_the_pinned_form_names_every_field(topic: str):
    stored = msgspec.json.decode((GOLDEN / f"{topic}.json").read_bytes())
    assert set(stored["payload"]) == set(FACTS[topic].__struct_fields__)


def test_one_pinned_form_names_every_field_of_the_envelope():
    stored = msgspec.json.decode((GOLDEN / "appeal.collected.json").read_bytes())
    assert set(stored["envelope"]) == set(Envelope.__struct_fields__)
    assert set(stored) == set(Stored.__struct_fields__)


def test_names_are_unique_and_say_the_past():
    assert len(FACTS) == len({cls.__name__ for cls in FACTS.values()})
    assert all(topic == topic.lower() and "." in topic for topic in FACTS)


def test_an_unknown_name_is_not_imported_but_refused():
    with pytest.raises(UnreadableFact, match="unknown name"):
        MAPPER.decode("S", 1, 1, "os:system", b"{}")


def test_broken_bytes_are_named_by_their_place():
    with pytest.raises(UnreadableFact, match=r"DT1/7 \(note.added\)"):
        MAPPER.decode("DT1", 7, 1, "note.added", b'{"envelope":')
