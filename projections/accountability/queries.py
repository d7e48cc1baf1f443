"""问责查询: figures counted by SQL under a policy, and the cases behind each of them.

`figures.sql` says what each figure counts. A board and the list behind a number are made of the
same words over the same rows, in one period and as of one place in the log.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

import msgspec
from psycopg import AsyncConnection

from casework.policy.assessment import AssessmentPolicy
from projections.accountability.board import Count
from projections.accountability.catalogue import FIGURES
from projections.accountability.rows import OrderRow
from projections.engine.reading import AsOf, read
from projections.engine.statements import statements

_FOLDER = Path(__file__).parent
_FIGURES = statements(_FOLDER / "figures.sql")
_SQL = statements(_FOLDER / "queries.sql")
_BASIS = {"raised": "raised_at", "closed": "closed_at", "called_back": "called_back_at"}
_LEFT_OUT = {"position", "since", "stretches", "used_before", "runs", "place", "first_due", "rule"}
_COLUMNS = [f for f in OrderRow.__struct_fields__ if f not in _LEFT_OUT]
_OF_PARENT = {"unit": "p.unit", "unit_name": "p.unit_name", "kind": "'child'"}

OTHERS, CENTRE = "others", "centre"
_UNLISTED = f"'{OTHERS}' AS listing"
_LISTED = (
    "coalesce((SELECT l FROM unnest(%(keys)s::text[], %(lists)s::text[]) n(k, l) WHERE k = key),"
    f" '{OTHERS}') AS listing"
)

By = Literal[
    "unit", "street", "community", "grid", "category", "subcategory", "person", "period"
]  # fmt: skip
Part = Literal["whole", "part", "rest"]


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """Which rows are counted, and how: a period under a policy, in one generation of the view.

    `at` is the instant for which open work is judged overdue, `borders` those of the periods where
    it is counted by period.
    """

    schema: str
    policy: AssessmentPolicy
    begins: datetime
    ends: datetime
    at: datetime
    by: By = "unit"
    units: Sequence[str] | None = None
    area: str | None = None
    borders: Sequence[datetime] = ()


class Row(msgspec.Struct, frozen=True):
    """What one key came to; `key` is None in the totals of a list, and `listing` in that of all."""

    key: str | None
    listing: str | None
    name: str
    figures: dict[str, Count]


async def counts(
    conn: AsyncConnection, asked: Asked, lists: Mapping[str, str] | None = None
) -> tuple[list[Row], AsOf]:
    """Every figure of every key, of each list, and of all together.

    `lists` names the list of each key; a key that it does not name is among the others.
    """
    params = {**_params(asked), "keys": list(lists or ()), "lists": list((lists or {}).values())}
    query = (
        f"SELECT key, listing, grouping(key) + grouping(listing), max(unit_name),"
        f" {', '.join(_sums(asked.policy))}"
        f" FROM (SELECT o.*, {_LISTED if lists is not None else _UNLISTED}"
        f" FROM (SELECT *, {_key(asked)} AS key FROM ({_counted(asked)}) o) o) o"
        f" GROUP BY GROUPING SETS ((listing, key), (listing), ())"
    )
    rows, as_of = await read(conn, asked.schema, query, params)
    return [_row(*row) for row in rows], as_of


async def behind(
    conn: AsyncConnection, asked: Asked, figure: str, part: Part, *, keys: Sequence[str] | None,
    after: tuple[str, str] | None, limit: int,
) -> tuple[list[dict[str, Any]], AsOf]:  # fmt: skip
    """The orders behind a figure, in order of their numbers: its whole, its part, or the rest."""
    params = {
        **_params(asked), "wanted": list(keys) if keys is not None else None, "limit": limit,
        "after_no": after[0] if after else "", "after_order": after[1] if after else "",
    }  # fmt: skip
    columns = [*_COLUMNS, "assessed"]
    query = (
        f"SELECT {', '.join(columns)} FROM (SELECT *, {_key(asked)} AS key"
        f" FROM ({_counted(asked)}) o) o WHERE ({_condition(asked.policy, figure, part)})"
        " AND (%(wanted)s::text[] IS NULL OR key = ANY (%(wanted)s))"
        " AND (appeal_no, order_no) > (%(after_no)s, %(after_order)s)"
        " ORDER BY appeal_no, order_no LIMIT %(limit)s"
    )
    rows, as_of = await read(conn, asked.schema, query, params)
    return [dict(zip(columns, row, strict=True)) for row in rows], as_of


async def memberships(
    conn: AsyncConnection, asked: Asked, figures: Sequence[str]
) -> tuple[list[tuple[Any, ...]], AsOf]:
    """Every order that counts anywhere: its numbers, its key, and in which of the figures.

    The last two are bit sets over the figures: in the whole of which, and in the part of which.
    """
    whole, part = (
        " | ".join(
            f"((({_condition(asked.policy, figure, which)}) IS TRUE)::int::bigint << {n})"
            for n, figure in enumerate(figures)
        )
        for which in ("whole", "part")
    )  # fmt: skip
    query = (
        f"SELECT * FROM (SELECT appeal_no, order_no, {_key(asked)} AS key, {whole} AS whole,"
        f" {part} AS part FROM ({_counted(asked)}) o) o WHERE whole <> 0"
        " ORDER BY appeal_no, order_no, key"
    )
    return await read(conn, asked.schema, query, _params(asked))


def _row(key: str | None, listing: str | None, level: int, name: str | None, *sums: Any) -> Row:
    figures = {
        figure: Count(Decimal(part or 0), whole)
        for figure, part, whole in zip(FIGURES, sums[::2], sums[1::2], strict=True)
    }
    return Row(key if level == 0 else None, listing if level < 2 else None, name or "", figures)


def _sums(policy: AssessmentPolicy) -> list[str]:
    """For each figure what its part adds up to, and how many its whole is."""
    return [text for figure in FIGURES for text in (_part(policy, figure), _whole(policy, figure))]


def _part(policy: AssessmentPolicy, figure: str) -> str:
    condition = _condition(policy, figure, "part")
    if figure == "median_time":
        inner = "percentile_cont(0.5) WITHIN GROUP (ORDER BY used_seconds)"
        return f"({inner} FILTER (WHERE {condition}))::numeric"
    weighted = _FIGURES.get(f"{_named(policy, figure)}.part")
    if weighted:
        return f"sum({weighted}) FILTER (WHERE {condition})"
    return f"count(*) FILTER (WHERE {condition})"


def _whole(policy: AssessmentPolicy, figure: str) -> str:
    if figure == "median_time":
        return f"least(1, count(*) FILTER (WHERE {_condition(policy, figure, 'whole')}))"
    if FIGURES[figure].kind == "count":
        return "NULL::bigint"
    return f"count(*) FILTER (WHERE {_condition(policy, figure, 'whole')})"


def _condition(policy: AssessmentPolicy, figure: str, part: Part) -> str:
    name = _named(policy, figure)
    whole, among = _FIGURES.get(f"{name}.of", "true"), _FIGURES[f"{name}.is"]
    if FIGURES[figure].kind == "count":
        return f"({among})"
    wanted = {"whole": "true", "part": f"({among})", "rest": f"(({among}) IS NOT TRUE)"}[part]
    return f"({whole}) AND {wanted}"


def _named(policy: AssessmentPolicy, figure: str) -> str:
    by_stars = figure == "satisfaction" and policy.scale == "stars"
    return "satisfaction_by_stars" if by_stars else figure


def _counted(asked: Asked) -> str:
    names = {
        "{schema}": asked.schema,
        "{basis}": _BASIS[asked.policy.counted_by],
        "{columns}": ", ".join(_COLUMNS),
        "{child_columns}": ", ".join(_OF_PARENT.get(c, f"c.{c}") for c in _COLUMNS),
    }
    text = _SQL["counted"]
    for name, value in names.items():
        text = text.replace(name, value)
    narrowed = [
        clause
        for clause, given in (
            ("unit = ANY (%(units)s)", asked.units),
            ("area LIKE %(area)s", asked.area),
        )
        if given is not None
    ]
    return f"SELECT * FROM ({text}) o WHERE {' AND '.join(narrowed)}" if narrowed else text


def _key(asked: Asked) -> str:
    return _SQL[f"by_{asked.by}"].replace("{basis}", _BASIS[asked.policy.counted_by])


def _params(asked: Asked) -> dict[str, Any]:
    policy = asked.policy
    return {
        "begins": asked.begins,
        "ends": asked.ends,
        "at": asked.at,
        "units": list(asked.units) if asked.units is not None else None,
        "area": f"{asked.area}%",
        "borders": list(asked.borders),
        "types_excluded": list(policy.types_excluded),
        "closing_kinds_excluded": list(policy.closing_kinds_excluded),
        "grounds_excluded": list(policy.grounds_excluded),
        "basically_satisfied": policy.basically_satisfied,
        "basically_solved": policy.basically_solved,
        "refuses_is_valid": policy.refuses_is_valid,
        "first_callback": policy.callback == "first",
        "unclear_is_valid": policy.unclear_is_valid,
    }
