"""A page of a list of orders: its items, and where the next one begins."""

from typing import Any

from api.http import cursors
from api.reports.boards.request import BoardRequest


def page(
    request: BoardRequest, bound: object, rows: list[dict[str, Any]], limit: int
) -> dict[str, Any]:
    """Return `items`, each with its appeal, and the `next` cursor, from one row too many."""
    items = [{**row, "appeal": request.appeal(row["appeal_no"])} for row in rows[:limit]]
    following = None
    if len(rows) > limit:
        following = cursors.mark(bound, (items[-1]["appeal_no"], items[-1]["order_no"]))
    return {"items": items, "next": following}
