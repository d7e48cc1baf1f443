"""The rows that are counted, each with its key and the words that figures are made of."""

from collections.abc import Sequence

from psycopg.sql import SQL, Composable, Identifier, Literal, Placeholder

from casework.sql import Statements, columns
from projections.accountability.figures.query import BASIS, FigureQuery
from projections.accountability.rows import OrderRow

COLUMNS = OrderRow.__struct_fields__

# The columns that `figures.sql` and `rows.sql` speak of: a statement is planned by these alone.
COUNTED = (
    "appeal_no",
    "order_no",
    "kind",
    "cycle",
    "unit",
    "unit_name",
    "state",
    "kept",
    "latest",
    "first_round",
    "raised_at",
    "channel",
    "type",
    "category",
    "area",
    "parent_no",
    "related_to",
    "anonymous",
    "late_since",
    "handled_before",
    "limited_before",
    "told_before",
    "feedback_missed",
    "lateness_known",
    "stood_at",
    "signing_stood_at",
    "extension_waits",
    "used_rounds",
    "dispatch_by",
    "dispatched_at",
    "dispatched_late",
    "redispatched",
    "acknowledge_by",
    "acknowledged_at",
    "due",
    "handled_at",
    "handled_by",
    "feed_back_by",
    "fed_back_at",
    "ended_at",
    "ended_by",
    "whistled",
    "used_seconds",
    "returns",
    "returns_accepted",
    "extensions",
    "suspensions",
    "sent_back",
    "callback_by",
    "called_back_at",
    "contacted",
    "solved",
    "satisfied",
    "stars",
    "answered_at",
    "closed_at",
    "closing_kind",
    "excluded",
    "corrected",
)

_ROWS = Statements(__file__)
_OF_PARENT = {"unit": Identifier("p", "unit"), "unit_name": Identifier("p", "unit_name")}
_AS_CHILD = {**_OF_PARENT, "kind": Literal("child")}


def rows(
    query: FigureQuery, *, of_centre: bool, wanted: Sequence[str] = COUNTED, n: int = 0
) -> SQL:
    """Return the orders of a query, or the cases as the centre itself handled them.

    `n` is the query's number, where several are asked in one statement.
    """
    found = _ROWS.of("of_centre" if of_centre else "of_units", **_parts(query, wanted, n))
    fence = _ROWS.of("unfenced" if of_centre else "fenced")
    words = _ROWS.of("words", rows=found, fence=fence, schema=query.schema)
    key = _ROWS.of(f"by_{query.by}", basis=BASIS[query.policy.counted_by])
    return _ROWS.of("keyed", key=key, words=words)


def _parts(query: FigureQuery, wanted: Sequence[str], n: int) -> dict[str, str | Composable]:
    units = Placeholder(f"units_{n}")
    own, of_parent = (
        _ROWS.of("everything" if query.units is None else clause, units=units)
        for clause in ("narrowed", "child_narrowed")
    )
    return {
        "schema": query.schema,
        "basis": BASIS[query.policy.counted_by],
        "begins": Placeholder(f"begins_{n}"),
        "ends": Placeholder(f"ends_{n}"),
        "columns": columns(wanted),
        "child_columns": SQL(", ").join(_AS_CHILD.get(c, Identifier("c", c)) for c in wanted),
        "own": own,
        "of_parent": of_parent,
    }
