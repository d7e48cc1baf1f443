"""Traces as they are made where they are switched on, and what may stand in one.

The extra `traces` installs what is imported here: OpenTelemetry's own instrumentations of ASGI and
psycopg, and its sender (OTLP over HTTP).
"""

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import Any
from urllib.parse import urlsplit

from casework.requests import Refresh, Request
from casework.runtime.settings import SettingsRefused

try:
    from opentelemetry import trace
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    from opentelemetry.instrumentation.asgi import OpenTelemetryMiddleware
    from opentelemetry.instrumentation.psycopg import PsycopgInstrumentor
    from opentelemetry.metrics import NoOpMeterProvider
    from opentelemetry.sdk.resources import Resource
    from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor
    from opentelemetry.trace import Link, SpanContext, SpanKind, Status
except ImportError as error:
    raise SettingsRefused(
        f"CASEWORK_TRACES needs the extra: pip install 'casework[traces]' ({error.name} is missing)"
    ) from None

# Everything else is left out: addresses, queries and headers may hold what a resident has typed.
_TOLD = frozenset(
    {
        "http.method",
        "http.request.method",
        "http.route",
        "http.status_code",
        "http.response.status_code",
        "db.system",
        "db.system.name",
        "db.name",
        "db.namespace",
        "db.statement",
        "db.query.text",
        "casework.verbs",
        "casework.commands",
    }
)
_PATH = "/v1/traces"
_NOT_TRACED = "/health/,/metrics$"


class Told:
    """Sends on of each span what may be told: of errors no word, of attributes those above.

    SQL stands in spans as it stands in the sources, with its placeholders; what has no parent, as
    the pool's own questions, is left out.
    """

    def __init__(self, exporter: Any) -> None:
        self._exporter = exporter
        self.shutdown = exporter.shutdown
        self.force_flush = exporter.force_flush

    def export(self, spans: Sequence[ReadableSpan]) -> Any:
        """Send some spans."""
        return self._exporter.export([_without_words(span) for span in spans if _is_ours(span)])


class Tracing:
    """The traces of one process."""

    def __init__(self, processor: Any, process: str) -> None:
        resource = Resource.create({"service.name": "casework", "service.instance.id": process})
        self._provider = TracerProvider(resource=resource)
        self._provider.add_span_processor(processor)
        self._tracer = self._provider.get_tracer("casework")
        PsycopgInstrumentor().instrument(tracer_provider=self._provider)

    def close(self) -> None:
        """Send what waits, and trace no connection that is made from now on."""
        PsycopgInstrumentor().uninstrument()
        self._provider.shutdown()

    def around(self, app: Any) -> Any:
        """Return the application with a span for every request, but those of machines."""
        return OpenTelemetryMiddleware(
            app,
            excluded_urls=_NOT_TRACED,
            default_span_details=lambda scope: (scope.get("method", "HTTP"), {}),
            tracer_provider=self._provider,
            meter_provider=NoOpMeterProvider(),
            exclude_spans=["receive", "send"],
        )

    def here(self) -> SpanContext | None:
        """Return the present span's context; None outside of any."""
        found = trace.get_current_span().get_span_context()
        return found if found.is_valid else None

    def name(self, method: str, route: str) -> None:
        """Name the present span by its route."""
        span = trace.get_current_span()
        span.update_name(f"{method} {route}")
        span.set_attribute("http.route", route)

    def batch(self, taken: Sequence[Request | Refresh]) -> AbstractContextManager[Any]:
        """Return the span of a batch: under its first request, linked to all of them."""
        requests = [each for each in taken if isinstance(each, Request)]
        if not requests:
            return nullcontext()
        carried = [request.trace for request in requests if request.trace is not None]
        parent = trace.NonRecordingSpan(carried[0]) if carried else trace.INVALID_SPAN
        span: AbstractContextManager[Any] = self._tracer.start_as_current_span(
            "desk.batch",
            context=trace.set_span_in_context(parent),
            links=[Link(context) for context in carried],
            attributes={
                "casework.verbs": sorted({request.command.VERB for request in requests}),
                "casework.commands": len(requests),
            },
        )
        return span

    def append(self, commands: int) -> AbstractContextManager[Any]:
        """Return the span of an append."""
        span: AbstractContextManager[Any] = self._tracer.start_as_current_span(
            "desk.append", attributes={"casework.commands": commands}
        )
        return span


def sending_to(address: str, process: str) -> Tracing:
    """Return traces that are sent to an OTLP address, in the background."""
    endpoint = address if urlsplit(address).path.strip("/") else address.rstrip("/") + _PATH
    exporter: Any = Told(OTLPSpanExporter(endpoint=endpoint))
    return Tracing(BatchSpanProcessor(exporter), process)


def _is_ours(span: ReadableSpan) -> bool:
    return span.parent is not None or span.kind != SpanKind.CLIENT


def _without_words(span: ReadableSpan) -> ReadableSpan:
    return ReadableSpan(
        name=span.name,
        context=span.context,
        parent=span.parent,
        resource=span.resource,
        attributes={k: v for k, v in (span.attributes or {}).items() if k in _TOLD},
        links=span.links,
        kind=span.kind,
        instrumentation_scope=span.instrumentation_scope,
        status=Status(span.status.status_code),
        start_time=span.start_time,
        end_time=span.end_time,
    )
