"""XES: read back by pm4py and by the rules of the standard, counted against the log."""

import gzip
import re
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pytest
from msgspec.structs import replace

from api.files.exports.histories import Selection
from api.files.exports.xes import write_xes
from casework.facts import Actor, Source
from tests.conftest import City
from tests.examples import collected, dispatched, recorded
from tests.exports.conftest import READS, Export, assert_nothing_personal

pytestmark = pytest.mark.slow

NAMESPACE = "{http://www.xes-standard.org/}"
NAME = re.compile(r"[A-Za-z_][\w.-]*")
PARSERS = {
    "string": str,
    "int": int,
    "float": float,
    "date": datetime.fromisoformat,
    "boolean": {"true": True, "false": False}.__getitem__,
}


@pytest.fixture(scope="module")
def file(export: Export) -> Path:
    return export("events", "year.xes")


@pytest.fixture(scope="module")
def root(file: Path) -> ElementTree.Element:
    return ElementTree.parse(file).getroot()


def tag(element: ElementTree.Element) -> str:
    return element.tag.removeprefix(NAMESPACE)


@READS
def test_pm4py_counts_what_the_log_counts(file: Path, year: City):
    import pm4py

    log = pm4py.read_xes(str(file))
    counts = year.query(
        "SELECT topic, count(*) FROM {city}.events WHERE strpos(originator_id, '/') = 0 GROUP BY 1"
    )
    assert log["concept:name"].value_counts().to_dict() == dict(counts)
    lives = year.query(
        "SELECT originator_id, count(*) FROM {city}.events"
        " WHERE strpos(originator_id, '/') = 0 GROUP BY 1"
    )
    assert log.groupby("case:concept:name").size().to_dict() == dict(lives)


@READS
def test_an_event_says_when_it_happened_and_who_did_it(file: Path, year: City):
    import pm4py

    log = pm4py.read_xes(str(file)).set_index("position")
    rows = year.query(
        "SELECT position,"
        " coalesce(fact->'envelope'->>'occurred_at', fact->'envelope'->>'recorded_at'),"
        " fact->'envelope'->'actor'->>'user', fact->'envelope'->'actor'->>'role',"
        " fact->'envelope'->'actor'->>'unit'"
        " FROM {city}.readable WHERE strpos(stream, '/') = 0"
    )
    for position, at, user, role, unit in rows:
        event = log.loc[position]
        assert event["time:timestamp"] == datetime.fromisoformat(str(at))
        assert event["org:resource"] == ("resident" if role == "resident" else user)
        assert (event["org:role"], event["org:group"]) == (role, unit) or unit is None


def test_the_document_keeps_the_order_that_the_schema_asks_for(root: ElementTree.Element):
    order = ["extension", "global", "classifier", "string", "trace"]
    tags = [tag(child) for child in root]
    assert sorted(tags, key=order.index) == tags
    assert Decimal(root.attrib["xes.version"]) == Decimal("1849.2016")
    names = [c.attrib["name"] for c in root if tag(c) in ("extension", "classifier")]
    assert all(NAME.fullmatch(name) for name in names)


def test_every_attribute_is_of_its_type_and_of_a_declared_extension(root: ElementTree.Element):
    declared = {c.attrib["prefix"] for c in root.iter(f"{NAMESPACE}extension")}
    for event in root.iter(f"{NAMESPACE}event"):
        keys = [attribute.attrib["key"] for attribute in event]
        assert len(set(keys)) == len(keys)
        for attribute in event:
            prefix, colon, _ = attribute.attrib["key"].partition(":")
            assert not colon or prefix in declared
            PARSERS[tag(attribute)](attribute.attrib["value"])


def test_what_is_declared_global_is_in_every_event_and_classifiers_use_nothing_else(
    root: ElementTree.Element,
):
    scopes = {g.attrib["scope"]: {a.attrib["key"] for a in g} for g in root if tag(g) == "global"}
    for event in root.iter(f"{NAMESPACE}event"):
        assert scopes["event"] <= {attribute.attrib["key"] for attribute in event}
    for classifier in root.iter(f"{NAMESPACE}classifier"):
        assert set(classifier.attrib["keys"].split()) <= scopes["event"]


def test_every_time_says_its_zone(root: ElementTree.Element):
    times = [
        a.attrib["value"] for e in root.iter(f"{NAMESPACE}event") for a in e if tag(a) == "date"
    ]
    assert len(times) > 20_000
    assert {time[-6:] for time in times} == {"+08:00"}


def test_nothing_personal_is_in_it(file: Path, secrets: set[str]):
    assert_nothing_personal(file.read_text("utf-8"), secrets)


def test_packed_it_is_the_same(file: Path, export: Export):
    packed = export("events", "year.xes.gz")
    assert gzip.decompress(packed.read_bytes()) == file.read_bytes()


def test_dates_choose_whole_lives_by_their_collection_in_china(export: Export, year: City):
    part = export("events", "spring.xes", "--from", "2026-03-01", "--to", "2026-04-01")
    traces = ElementTree.parse(part).getroot().findall(f"{NAMESPACE}trace")
    chosen = year.query(
        "SELECT originator_id, count(*) FROM {city}.events WHERE originator_id IN ("
        " SELECT stream FROM {city}.readable WHERE version = 1 AND strpos(stream, '/') = 0"
        " AND coalesce(fact->'envelope'->>'occurred_at', fact->'envelope'->>'recorded_at')"
        "     ::timestamptz AT TIME ZONE 'Asia/Shanghai' >= '2026-03-01'"
        " AND coalesce(fact->'envelope'->>'occurred_at', fact->'envelope'->>'recorded_at')"
        "     ::timestamptz AT TIME ZONE 'Asia/Shanghai' < '2026-04-01') GROUP BY 1"
    )
    found = {t[0].attrib["value"]: len(t.findall(f"{NAMESPACE}event")) for t in traces}
    assert found == dict(chosen)
    assert len(found) > 50


def test_as_of_a_position_it_is_the_log_of_then(export: Export, year: City):
    [(middle,)] = year.query("SELECT max(notification_id) - 3000 FROM {city}.events")
    part = export("events", "then.xes", "--as-of", middle)
    events = ElementTree.parse(part).getroot().iter(f"{NAMESPACE}event")
    found = {int(a.attrib["value"]) for e in events for a in e if a.attrib["key"] == "position"}
    expected = year.query(
        "SELECT notification_id FROM {city}.events"
        " WHERE notification_id <= %s AND strpos(originator_id, '/') = 0",
        middle,
    )
    assert found == {position for (position,) in expected}


def written(*facts, **envelope) -> str:
    life = [
        replace(r, envelope=replace(r.envelope, **envelope)) if envelope else r
        for r in recorded(*facts)
    ]
    write_xes(file := BytesIO(), "test", [life])
    return file.getvalue().decode()


def test_what_xml_cannot_hold_is_left_out_and_the_rest_escaped():
    text = written(collected(), actor=Actor("a<b>&\"'\x00\x0b\ud800\uffff\n灯", "operator"))
    [trace] = ElementTree.fromstring(text).findall(f"{NAMESPACE}trace")
    values = {a.attrib["key"]: a.attrib["value"] for a in trace.find(f"{NAMESPACE}event") or ()}
    assert values["org:resource"] == "a<b>&\"'\n灯"


def test_a_resident_is_not_named():
    text = written(collected(), actor=Actor("王秀兰", "resident"))
    assert '"org:resource" value="resident"' in text
    assert "王秀兰" not in text


def test_round_and_deadline_are_those_after_the_fact():
    events = ElementTree.fromstring(written(collected(), dispatched())).iter(f"{NAMESPACE}event")
    first, second = ({a.attrib["key"]: a.attrib["value"] for a in e} for e in events)
    assert (first["round"], first.get("deadline")) == ("1", None)
    assert datetime.fromisoformat(second["deadline"]) == dispatched().deadline


def test_a_system_is_chosen_by_its_name_not_by_how_it_begins():
    [first] = recorded(collected())
    foreign = replace(first, envelope=replace(first.envelope, source=Source("taidi-replied", 1)))
    assert Selection(until=9, system="taidi-replied").takes(foreign)
    assert not Selection(until=9, system="taidi").takes(foreign)
    assert not Selection(until=9, system="taidi").takes(first)
