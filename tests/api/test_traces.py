"""Traces, where they are switched on: a request, its batch, the append, the SQL; nobody's words."""

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import httpx
import pytest
from opentelemetry.sdk.trace import ReadableSpan
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import SpanKind

from casework.runtime import traces
from casework.runtime.settings import SettingsRefused
from casework.runtime.tracing import Told, Tracing, sending_to
from tests.api.conftest import Site, opened

PHONE, NAME, WORDS, TYPED = "13904195555", "欧阳轨迹", "绝密内容不入轨迹", "13904196666"
DISPATCH = "POST /v1/appeals/{appeal_no}/dispatch"


class Traced:
    """A traced service, and what was sent of its traces since."""

    def __init__(self, site: Site, exporter: InMemorySpanExporter) -> None:
        self.site, self._exporter = site, exporter

    def since(self, act: Callable[[], object]) -> list[ReadableSpan]:
        self._exporter.clear()
        act()
        return list(self._exporter.get_finished_spans())


@pytest.fixture(scope="module")
def traced(new_city) -> Iterator[Traced]:
    exporter = InMemorySpanExporter()
    tracing = Tracing(SimpleSpanProcessor(Told(exporter)), "test")
    traces.use(tracing)
    try:
        with opened(new_city) as site:
            yield Traced(site, exporter)
    finally:
        traces.use(None)
        tracing.close()


def one(spans: list[ReadableSpan], name: str) -> ReadableSpan:
    [found] = [span for span in spans if span.name == name]
    return found


def test_a_command_is_a_request_a_batch_and_an_append_in_one_trace(traced: Traced):
    appeal_no = traced.site.live("")
    spans = traced.since(
        lambda: traced.site.verb("operator", appeal_no, "dispatch", {"lead_unit": "U-GR"})
    )
    request, batch, append = (one(spans, n) for n in (DISPATCH, "desk.batch", "desk.append"))
    assert request.kind == SpanKind.SERVER
    assert request.attributes["http.route"] == "/v1/appeals/{appeal_no}/dispatch"
    assert [link.context.span_id for link in batch.links] == [request.context.span_id]
    assert batch.parent.span_id == request.context.span_id
    assert append.parent.span_id == batch.context.span_id
    assert batch.attributes == {"casework.verbs": ("dispatch",), "casework.commands": 1}
    assert {s.context.trace_id for s in (request, batch, append)} == {request.context.trace_id}
    statements = [s for s in spans if s.parent and s.parent.span_id == append.context.span_id]
    assert [s.attributes["db.system"] for s in statements] == ["postgresql"]


def test_a_read_has_its_sql_below_it_and_goes_on_with_the_callers_trace(traced: Traced):
    trace_id, header = "0af7651916cd43dd8448eb211c80319c", "00-{}-b7ad6b7169203331-01"
    headers = traced.site.headers("operator", traceparent=header.format(trace_id))
    spans = traced.since(lambda: traced.site.client.get("/v1/tracking", headers=headers))
    request = one(spans, "GET /v1/tracking")
    assert f"{request.context.trace_id:032x}" == trace_id
    below = [s for s in spans if s.parent and s.parent.span_id == request.context.span_id]
    assert any(span.attributes["db.statement"].startswith("SELECT") for span in below)


def test_no_span_holds_a_residents_words_or_number_or_what_was_typed(traced: Traced):
    site = traced.site

    def act() -> None:
        claimant = {"name": NAME, "phone": PHONE}
        assert site.collect(claimant=claimant, content=WORDS, title="轨迹").status_code == 201
        assert site.collect(claimant=claimant, category="none").status_code == 422
        site.get("operator", "/v1/tracking", q=TYPED)
        site.get("operator", f"/v1/tracking/{TYPED}")
        site.get("operator", f"/{TYPED}")
        site.client.get("/v1/tracking", headers={"X-Request-Id": TYPED, "User-Agent": TYPED})

    spans = traced.since(act)
    assert len([s for s in spans if s.kind == SpanKind.SERVER]) == 6
    sent = "\n".join(span.to_json() for span in spans)
    for word in (PHONE, NAME, WORDS, TYPED, site.tokens["operator"]):
        assert word not in sent
        assert ascii(word)[1:-1] not in sent


def test_of_an_error_no_word_is_sent(traced: Traced):
    def act() -> None:
        with pytest.raises(RuntimeError), traces.append(1):
            raise RuntimeError(WORDS)

    spans = traced.since(act)
    failed = one(spans, "desk.append")
    assert (failed.status.is_ok, failed.status.description, failed.events) == (False, None, ())


def test_machines_are_not_traced(traced: Traced):
    spans = traced.since(
        lambda: [httpx.get(f"{traced.site.url}{p}") for p in ("/health/ready", "/metrics")]
    )
    assert [s.name for s in spans if s.kind == SpanKind.SERVER] == []


def test_an_address_without_a_path_is_that_of_a_collector():
    for address, endpoint in (
        ("http://127.0.0.1:4318", "http://127.0.0.1:4318/v1/traces"),
        ("http://127.0.0.1:4318/", "http://127.0.0.1:4318/v1/traces"),
        ("https://traces.example/otlp", "https://traces.example/otlp"),
    ):
        tracing = sending_to(address, "test")
        [processor] = tracing._provider._active_span_processor._span_processors
        assert processor.span_exporter._exporter._endpoint == endpoint
        tracing.close()


def test_what_is_traced_arrives_at_the_collector():
    arrived: list[tuple[str, bytes]] = []

    class Collector(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            arrived.append((self.path, body))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Collector) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        tracing = sending_to(f"http://127.0.0.1:{server.server_port}", "test")
        with tracing.append(3):
            pass
        tracing.close()  # sends what waits
        server.shutdown()
        thread.join()
    [(path, body)] = arrived
    assert path == "/v1/traces"
    assert b"desk.append" in body
    assert b"casework.commands" in body


IMPORTED = """
import sys
import api.cli.main, api.cli.web
from casework.runtime import traces
traces.switch_on(None, "test")
assert traces.around("app") == "app" and traces.here() is None
print([m for m in sys.modules if m.startswith(("opentelemetry.sdk", "opentelemetry.exporter",
    "opentelemetry.instrumentation", "casework.runtime.tracing"))])
"""


def test_switched_off_nothing_of_it_is_imported():
    words = [sys.executable, "-c", IMPORTED]
    done = subprocess.run(words, capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "[]"


def test_without_the_extra_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delitem(sys.modules, "casework.runtime.tracing")
    monkeypatch.setitem(sys.modules, "opentelemetry.sdk.trace", None)
    with pytest.raises(SettingsRefused, match=r"pip install 'casework\[traces\]'"):
        traces.switch_on("http://127.0.0.1:1", "test")
