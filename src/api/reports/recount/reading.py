"""The log as an auditor reads it: from the first fact, in order."""

import psycopg

from api.reports.recount.histories import Histories, sorted_out
from projections.engine import log


def read(conn: psycopg.Connection, city: str, position: int | None = None) -> Histories:
    """Return every fact up to a position, or to the end of the log."""
    last = log.last_position(conn, city)
    until = last if position is None else min(position, last)
    pages = log.stream(conn, city, until, log.PAGE)
    return sorted_out(each for page in pages for each in page)
