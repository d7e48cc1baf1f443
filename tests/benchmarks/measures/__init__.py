"""One measure a file: `measure(city, quick=…)` gives its figures."""

from tests.benchmarks.measures import (
    accounting,
    appending,
    counting,
    first_page,
    freshness,
    importing,
    over_http,
    rebuilding,
    timekeeping,
)

MEASURES = {
    "deadlines": counting.measure,
    "append": appending.measure,
    "http": over_http.measure,
    "freshness": freshness.measure,
    "import": importing.measure,
    "rebuild": rebuilding.measure,
    "timekeeper": timekeeping.measure,
    "first_page": first_page.measure,
    "accountability": accounting.measure,
}
