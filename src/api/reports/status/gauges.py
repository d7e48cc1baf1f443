"""A city's status as gauges for Prometheus. `docs/metrics.md` is their table."""

from collections.abc import Iterable, Mapping

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from api.reports.status.city import CityStatus

VIEW_GAUGES = {
    "casework_view_behind": "Facts not yet folded.",
    "casework_view_behind_seconds": "Age of the oldest fact not yet folded.",
    "casework_view_position": "The last position folded.",
    "casework_view_stopped": "1 where a view has stopped, else 0.",
    "casework_view_version": "The version that the rows of a view are to have.",
}
CITY_GAUGES = {
    "casework_log_position": "The position of the newest fact.",
    "casework_timers_waiting": "Appeals with a clock that will ring.",
    "casework_timers_due": "Those whose clock should have rung by now.",
    "casework_timers_due_seconds": "For how long the oldest of these has been due.",
    "casework_database_bytes": "What the whole database takes on disk.",
}
INFO = {
    "casework_build_info": "The city and the version of the program.",
    "casework_in_force_info": "Which version of each policy, calendar and key is in force.",
}


def exposed(status: CityStatus) -> bytes:
    """Return the gauges of a city in Prometheus' text format."""
    registry = CollectorRegistry()
    registry.register(_Gauges(status))
    return generate_latest(registry)


class _Gauges(Collector):
    """One status as the registry reads it."""

    def __init__(self, status: CityStatus) -> None:
        self._status = status

    def collect(self) -> Iterable[GaugeMetricFamily]:
        """Yield every gauge."""
        status, timers = self._status, self._status.timers
        city = (
            status.position,
            timers.waiting,
            timers.due,
            timers.due_seconds,
            status.database_bytes,
        )
        for (name, about), value in zip(CITY_GAUGES.items(), city, strict=True):
            yield GaugeMetricFamily(name, about, value=value)
        views = {
            name: (lag.behind, lag.behind_seconds, lag.position, bool(lag.stopped), lag.version)
            for name, lag in status.views.items()
        }
        for place, (name, about) in enumerate(VIEW_GAUGES.items()):
            yield _labelled(name, about, {view: each[place] for view, each in views.items()})
        yield from _infos(status)


def _labelled(name: str, about: str, values: Mapping[str, float]) -> GaugeMetricFamily:
    """Return a gauge with a value for each view."""
    family = GaugeMetricFamily(name, about, labels=["view"])
    for view, value in values.items():
        family.add_metric([view], value)
    return family


def _infos(status: CityStatus) -> Iterable[GaugeMetricFamily]:
    """Yield what is no number: the value is always 1, the labels tell."""
    build, force = INFO.items()
    family = GaugeMetricFamily(*build, labels=["city", "version"])
    family.add_metric([status.city, status.version], 1)
    yield family
    family = GaugeMetricFamily(*force, labels=["what", "version"])
    for what, version in status.in_force.items():
        family.add_metric([what, version], 1)
    yield family
