"""何时: which place in the log an `as_of` means, and for which instant open work is judged."""

import re
from datetime import UTC, datetime, timedelta

import msgspec
import psycopg

from api.http.as_of import refusals as no
from casework.policy.refusals import InstantWithoutZone
from casework.time import CHINA
from casework.words import NOTHING
from projections.engine import log
from projections.engine.past import Moment, position_at

SETTLED = timedelta(seconds=2)
_FIRST = 2_000
_PLUS_LOST = re.compile(r"(?<=\d) (?=\d\d:?\d\d$)")  # in an address a plus sign means a blank


class EffectiveAt(msgspec.Struct, frozen=True):
    """The facts of a moment, or without one all that is known by now.

    Open work is judged for the instant `at`.
    """

    at: datetime
    moment: Moment | None = None


def resolve(
    conn: psycopg.Connection, city: str, as_of: str | None, happened_by: str | None, now: datetime
) -> EffectiveAt:
    """Return what two texts ask for. Raises a refusal that names what would be right."""
    if as_of is None and happened_by is None:
        return EffectiveAt(now)
    last = log.last_position(conn, city)
    position, known = _known(conn, city, as_of, last, now)
    if happened_by is None:
        return EffectiveAt(known, Moment(position))
    happened = _instant("happened_by", happened_by, last)
    if happened > known:
        raise no.HappenedAfterKnown(known=_in_china(known))
    return EffectiveAt(happened, Moment(position, happened))


def settling_time(as_of: str | None, now: datetime) -> timedelta:
    """Return how long to wait: what was recorded at that instant may not be in the log yet."""
    if as_of is None or _is_position(as_of):
        return timedelta()
    at = _instant("as_of", as_of, 0)
    return max(at + SETTLED - now, timedelta()) if at <= now else timedelta()


def instant(name: str, text: str) -> datetime:
    """Return an instant with its zone, in UTC."""
    return _instant(name, text, 0)


def _known(
    conn: psycopg.Connection, city: str, as_of: str | None, last: int, now: datetime
) -> tuple[int, datetime]:
    """Return the last position that was known, and the instant that it was known at."""
    if as_of is None:
        return last, now
    if _is_position(as_of):
        return _at_position(conn, city, int(as_of), last)
    at = _instant("as_of", as_of, last)
    if at > now:
        raise no.AfterTheLast(position=last, at=_recorded(conn, city, last))
    position = position_at(conn, city, at)
    if position == 0:
        raise _before_the_first(conn, city)
    return position, at


def _at_position(
    conn: psycopg.Connection, city: str, position: int, last: int
) -> tuple[int, datetime]:
    if position < 1:
        raise _before_the_first(conn, city)
    if position > last:
        raise no.AfterTheLast(position=last, at=_recorded(conn, city, last))
    fact = log.at(conn, city, position)
    assert fact is not None, "positions are dense"
    return position, fact.envelope.recorded_at


def _before_the_first(conn: psycopg.Connection, city: str) -> no.BeforeTheFirst:
    """Name the earliest of the first facts: a played history is recorded after the defaults."""
    facts = log.page(conn, city, 0, _FIRST)
    first = min(facts, key=lambda f: f.envelope.recorded_at, default=None)
    if first is None:
        return no.BeforeTheFirst(position=0, at=NOTHING)
    return no.BeforeTheFirst(position=first.position, at=_in_china(first.envelope.recorded_at))


def _recorded(conn: psycopg.Connection, city: str, position: int) -> str:
    fact = log.at(conn, city, position)
    return _in_china(fact.envelope.recorded_at) if fact else NOTHING


def _is_position(text: str) -> bool:
    return text.isascii() and text.isdecimal()


def _instant(name: str, text: str, last: int) -> datetime:
    try:
        found = datetime.fromisoformat(_PLUS_LOST.sub("+", text) if "T" in text else text)
        if found.tzinfo is not None:
            return found.astimezone(UTC)
    except (ValueError, OverflowError):
        raise no.InstantUnreadable(name=name, last=last) from None
    raise InstantWithoutZone(name=name, right=found.replace(tzinfo=CHINA).isoformat())


def _in_china(at: datetime) -> str:
    return at.astimezone(CHINA).isoformat()
