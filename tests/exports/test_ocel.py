"""OCEL 2.0: read back by pm4py, and counted against the log and against tracking."""

import json
import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from api.files.exports.objects import Object
from casework.time import EPOCH
from tests.conftest import City
from tests.examples import NOW
from tests.exports.conftest import READS, Export, assert_nothing_personal

pytestmark = pytest.mark.slow

ORDERS = """
WITH given AS (
    SELECT stream, position, (fact->'payload'->>'round')::int AS round,
           fact->'payload'->>'lead_unit' AS unit
      FROM {city}.readable WHERE topic = 'appeal.dispatched'
    UNION ALL
    SELECT stream, position, (fact->'payload'->>'round')::int, fact->'payload'->>'unit'
      FROM {city}.readable WHERE topic IN ('rework.ordered', 'appeal.reopened')
       AND fact->'payload'->>'unit' IS NOT NULL
    UNION ALL
    SELECT stream, position, (fact->'payload'->>'round')::int, o->>'unit'
      FROM {city}.readable, json_array_elements(fact->'payload'->'co_orders') o
     WHERE topic = 'appeal.dispatched'
    UNION ALL
    SELECT r.stream, r.position, (SELECT (d.fact->'payload'->>'round')::int FROM {city}.readable d
                         WHERE d.stream = r.stream AND d.position < r.position
                           AND d.fact->'payload'->>'round' IS NOT NULL
                         ORDER BY d.position DESC LIMIT 1), u.unit
      FROM {city}.readable r, LATERAL (
           SELECT o->>'unit' AS unit FROM json_array_elements(r.fact->'payload'->'orders') o
            WHERE topic = 'whistle.blown'
           UNION SELECT r.fact->'payload'->'order'->>'unit' WHERE topic = 'co_handler.added'
           UNION SELECT r.fact->'payload'->>'unit' WHERE topic = 'unit.designated'
           UNION SELECT r.fact->'payload'->>'to_unit' WHERE topic = 'appeal.reassigned') u
     WHERE topic IN ('whistle.blown', 'co_handler.added', 'unit.designated', 'appeal.reassigned')
)
SELECT DISTINCT stream || '/' || round || '/' || unit FROM given
"""


@pytest.fixture(scope="module")
def file(export: Export) -> Path:
    return export("events", "year.jsonocel")


@pytest.fixture(scope="module")
def told(file: Path) -> dict[str, Any]:
    whole: dict[str, Any] = json.loads(file.read_bytes())
    return whole


def one(year: City, statement: str) -> Any:
    return year.query(statement)[0][0]


@READS
@pytest.mark.parametrize("name", ["read.json", "read.sqlite"])
def test_pm4py_counts_what_the_log_counts(name: str, export: Export, year: City):
    import pm4py

    log = pm4py.read_ocel2(str(export("events", name)))
    of_appeals = "FROM {city}.readable WHERE strpos(stream, '/') = 0"
    assert log.events["ocel:activity"].value_counts().to_dict() == dict(
        year.query(f"SELECT topic, count(*) {of_appeals} GROUP BY 1")
    )
    objects = log.objects["ocel:type"].value_counts().to_dict()
    assert objects["appeal"] == one(year, f"SELECT count(DISTINCT stream) {of_appeals}")
    users = "CASE actor->>'role' WHEN 'resident' THEN 'resident' ELSE actor->>'user' END"
    actors = f"(SELECT fact->'envelope'->'actor' AS actor {of_appeals}) a"
    assert objects["person"] == one(year, f"SELECT count(DISTINCT {users}) FROM {actors}")
    everything = one(year, f"SELECT count(*) {of_appeals}")
    pairs = log.relations.groupby(["ocel:qualifier", "ocel:type"]).size()
    assert pairs["by", "person"] == pairs["of", "appeal"] == everything


def test_an_event_names_the_unit_that_acted(told: dict[str, Any], year: City):
    related = {(e["id"], r["objectId"]) for e in told["events"] for r in e["relationships"]}
    acted = year.query(
        "SELECT stream || '/' || version, 'unit/' || (fact->'envelope'->'actor'->>'unit')"
        " FROM {city}.readable WHERE strpos(stream, '/') = 0"
        " AND fact->'envelope'->'actor'->>'unit' IS NOT NULL"
    )
    assert len(acted) > 5000
    assert set(acted) <= related


def test_there_is_a_work_order_for_each_unit_in_each_round(told: dict[str, Any], year: City):
    orders = {o["id"] for o in told["objects"] if o["type"] == "work_order"}
    assert orders == {order for (order,) in year.query(ORDERS)}


def test_a_dispatch_names_its_lead_and_every_co_handler(told: dict[str, Any], year: City):
    found = Counter(
        (event["id"], relation["objectId"], relation["qualifier"])
        for event in told["events"]
        if event["type"] == "appeal.dispatched"
        for relation in event["relationships"]
        if relation["qualifier"] in ("lead", "co-handler")
    )
    leads = year.query(
        "SELECT stream || '/' || version, 'unit/' || (fact->'payload'->>'lead_unit'), 'lead'"
        " FROM {city}.readable WHERE topic = 'appeal.dispatched'"
        " UNION ALL SELECT stream || '/' || version, 'unit/' || (o->>'unit'), 'co-handler'"
        " FROM {city}.readable, json_array_elements(fact->'payload'->'co_orders') o"
        " WHERE topic = 'appeal.dispatched'"
    )
    assert found == Counter(leads)


def test_the_last_value_of_every_attribute_is_what_tracking_shows(told: dict[str, Any], year: City):
    last = {
        (o["id"], value["name"]): value["value"]
        for o in told["objects"]
        if o["type"] == "appeal"
        for value in o["attributes"]
    }
    for name in ("status", "category", "lead_unit", "satisfied", "round"):
        shown = year.query(f"SELECT appeal_no, {name} FROM {{city}}_tracking.tracking")
        for number, value in shown:
            assert last.get((number, name)) in (value, value or ""), (number, name)


def test_every_relation_leads_to_an_object_and_every_id_is_there_once(told: dict[str, Any]):
    ids = Counter(each["id"] for each in told["objects"])
    assert set(ids.values()) == {1}
    assert len({each["id"] for each in told["events"]}) == len(told["events"])
    for each in (*told["objects"], *told["events"]):
        assert all(relation["objectId"] in ids for relation in each["relationships"])


def test_values_are_declared_and_stand_in_the_order_of_time(told: dict[str, Any]):
    kinds = {"string": str, "time": str, "integer": int, "float": float, "boolean": bool}
    declared = {
        t["name"]: {a["name"]: kinds[a["type"]] for a in t["attributes"]}
        for t in (*told["objectTypes"], *told["eventTypes"])
    }
    for each in (*told["objects"], *told["events"]):
        times: dict[str, list[str]] = {}
        for value in each["attributes"]:
            assert isinstance(value["value"], declared[each["type"]][value["name"]])
            times.setdefault(value["name"], []).append(value.get("time", ""))
        assert all(t == sorted(set(t)) for t in times.values()), each["id"]


def test_an_appeal_outside_that_one_inside_names_is_there_by_its_number(export: Export, year: City):
    [(child, parent, at)] = year.query(
        "SELECT c.appeal_no, c.parent_no, to_char(c.collected_at AT TIME ZONE 'Asia/Shanghai',"
        " 'YYYY-MM-DD') FROM {city}_tracking.tracking c JOIN {city}_tracking.tracking p"
        " ON p.appeal_no = c.parent_no WHERE (p.collected_at AT TIME ZONE 'Asia/Shanghai')::date"
        " < (c.collected_at AT TIME ZONE 'Asia/Shanghai')::date LIMIT 1"
    )
    part = json.loads(export("events", "part.json", "--from", at).read_bytes())
    objects = {o["id"]: o for o in part["objects"]}
    assert {"objectId": parent, "qualifier": "merged into"} in objects[child]["relationships"]
    assert objects[parent]["attributes"] == []


def test_nothing_personal_is_in_it(file: Path, export: Export, secrets: set[str]):
    assert_nothing_personal(file.read_text("utf-8"), secrets)
    with closing(sqlite3.connect(export("events", "year.sqlite"))) as database:
        assert_nothing_personal("\n".join(database.iterdump()), secrets)


def test_what_is_told_late_holds_from_where_the_last_value_stands():
    thing = Object("A", "appeal")
    thing.put("status", NOW, "handling")
    thing.put("status", EPOCH, "handled")
    assert thing.values == [("status", NOW, "handled")]
