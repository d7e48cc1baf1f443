"""When do residents call, and about what? Months, weekdays and hours as weights."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import accumulate
from random import Random

from api.demo.timing.hours import LOCAL
from api.demo.words import topics
from api.demo.words.residents import Topic

YEAR = timedelta(days=365)

# January to December. Heating runs from 1 November to 31 March.
SEASONS = {
    "all": (1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1),
    "heating": (10, 8, 5, 0.5, 0, 0, 0, 0, 0, 1, 9, 11),
    "snow": (9, 7, 2, 0, 0, 0, 0, 0, 0, 0, 4, 9),
    "winter": (8, 6, 4, 3, 2, 1, 1, 1, 2, 4, 7, 9),
    "spring": (1, 1, 5, 7, 6, 4, 3, 3, 2, 2, 2, 1),
    "summer": (0.5, 0.5, 1, 2, 5, 8, 9, 8, 5, 2, 1, 0.5),
    "rain": (0.2, 0.2, 0.5, 1, 2, 5, 9, 10, 4, 1, 0.3, 0.2),
    "autumn": (1, 0.5, 0.5, 0.5, 0.5, 0.5, 1, 2, 5, 9, 6, 2),
    "straw": (0.3, 0.5, 5, 6, 1, 0.2, 0.1, 0.1, 1, 7, 8, 1),
    "farm": (0.5, 0.5, 3, 6, 7, 5, 4, 3, 3, 4, 1, 0.5),
    "yearend": (10, 5, 2, 2, 2, 2, 2, 2, 2, 3, 5, 9),
    "school": (1, 1, 2, 2, 3, 6, 9, 9, 5, 2, 1, 1),
}
WEEKDAYS = (1.25, 1.1, 1.05, 1.0, 1.0, 0.75, 0.65)
HOURS = (
    *(0.15, 0.1, 0.05, 0.05, 0.1, 0.3, 1.0),
    *(5, 9, 11, 10, 7, 5, 5, 8, 9, 8, 7, 6, 5, 4),
    *(1.0, 0.5, 0.3),
)


def moments(rng: Random, until: datetime, count: int) -> list[datetime]:
    """Draw when each appeal of the year before `until` is raised, in order."""
    days = _days(until)
    by_day = list(accumulate(_weight(day) for day in days))
    drawn: list[datetime] = []
    while len(drawn) < count:
        moment = _moment(rng, rng.choices(days, cum_weights=by_day)[0])
        if until - YEAR <= moment <= until:
            drawn.append(moment)
    return sorted(drawn)


def topics_of_month() -> tuple[list[float], ...]:
    """Return for each month the running weights of the topics."""
    return tuple(
        list(accumulate(_share(topic, month) for topic in topics())) for month in range(1, 13)
    )


def _days(until: datetime) -> list[date]:
    first = (until - YEAR).astimezone(LOCAL).date()
    return [first + timedelta(days=n) for n in range(YEAR.days + 1)]


def _weight(day: date) -> float:
    return WEEKDAYS[day.weekday()] * sum(_share(topic, day.month) for topic in topics())


def _share(topic: Topic, month: int) -> float:
    year = SEASONS[topic.season]
    return topic.share * year[month - 1] * len(year) / sum(year)


def _moment(rng: Random, day: date) -> datetime:
    hour = rng.choices(range(24), HOURS)[0]
    local = datetime.combine(day, time(hour, rng.randrange(60), rng.randrange(60)), LOCAL)
    return local.astimezone(UTC)
