"""XES (IEEE 1849-2016): the log for process mining, a trace an appeal and an event a fact."""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import lru_cache
from typing import Any, BinaryIO
from xml.sax.saxutils import quoteattr

from api.files.exports.attributes import account_name, attributes_of
from api.files.exports.histories import Step, Written, steps
from casework.facts import Recorded
from casework.time import iso_in_china

_TAGS = {bool: "boolean", int: "int", float: "float", datetime: "date", str: "string"}
_NOT_IN_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1849.2016" xes.features="" xmlns="http://www.xes-standard.org/">
<extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
<extension name="Lifecycle" prefix="lifecycle" uri="http://www.xes-standard.org/lifecycle.xesext"/>
<extension name="Organizational" prefix="org" uri="http://www.xes-standard.org/org.xesext"/>
<extension name="Time" prefix="time" uri="http://www.xes-standard.org/time.xesext"/>
<global scope="trace">
<string key="concept:name" value=""/>
</global>
<global scope="event">
<string key="concept:name" value=""/>
<date key="time:timestamp" value="1970-01-01T00:00:00+00:00"/>
<string key="lifecycle:transition" value="complete"/>
<string key="org:resource" value=""/>
<string key="org:role" value=""/>
<date key="recorded_at" value="1970-01-01T00:00:00+00:00"/>
<int key="position" value="0"/>
<int key="version" value="0"/>
<int key="round" value="1"/>
<string key="status" value=""/>
<string key="gloss" value=""/>
</global>
<classifier name="Activity" scope="event" keys="concept:name"/>
<classifier name="ActivityInChinese" scope="event" keys="gloss"/>
<classifier name="Resource" scope="event" keys="org:resource"/>
<classifier name="ActivityAndRole" scope="event" keys="concept:name org:role"/>
"""


def write_xes(file: BinaryIO, name: str, histories: Iterable[list[Recorded]]) -> Written:
    """Write the whole document, one history in memory at a time."""
    written = Written()
    head = _element("concept:name", name) + _element("lifecycle:model", "standard")
    file.write((_HEAD + head).encode())
    for history in histories:
        file.write("".join(_trace(history)).encode())
        written.count(history)
    file.write(b"</log>\n")
    return written


def _trace(history: list[Recorded]) -> Iterator[str]:
    yield "<trace>\n" + _element("concept:name", history[0].stream)
    for step in steps(history):
        yield "<event>\n"
        yield from (_element(*pair) for pair in {**_standard(step), **attributes_of(step)}.items())
        yield "</event>\n"
    yield "</trace>\n"


def _standard(step: Step) -> dict[str, Any]:
    """Return what the extensions name."""
    envelope = step.recorded.envelope
    found = {
        "concept:name": step.recorded.fact.TOPIC,
        "time:timestamp": envelope.happened_at,
        "lifecycle:transition": "complete",
        "org:resource": account_name(envelope.actor),
        "org:role": envelope.actor.role,
    }
    return {**found, "org:group": envelope.actor.unit} if envelope.actor.unit else found


def _element(key: str, value: Any) -> str:
    return f'<{_TAGS[type(value)]} key="{key}" value={_value(value)}/>\n'


def _value(value: Any) -> str:
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, bool):
        return '"true"' if value else '"false"'
    return f'"{iso_in_china(value) if isinstance(value, datetime) else value}"'


@lru_cache(10_000)
def _quoted(text: str) -> str:
    """Return a text in quotes; what XML cannot hold is left out of it."""
    return quoteattr(_NOT_IN_XML.sub("", text), {'"': "&quot;"})
