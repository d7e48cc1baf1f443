"""One measure a file: `measure(city, quick=…)` gives its figures."""

from tests.benchmarks.measures import (
    appending,
    first_page,
    freshness,
    importing,
    over_http,
    rebuilding,
)

MEASURES = {
    "append": appending.measure,
    "http": over_http.measure,
    "freshness": freshness.measure,
    "import": importing.measure,
    "rebuild": rebuilding.measure,
    "first_page": first_page.measure,
}
