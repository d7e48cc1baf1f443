"""范围: which appeals, files and figures a caller may ask for (DOMAIN 10, 17.10).

Who reads what is one table, `casework.appeal.access_table`; lists are narrowed by it, and by
nothing that would tell what it hides.
"""

from datetime import UTC, datetime

from msgspec.structs import replace

from casework.appeal import public
from casework.appeal.access import Matter, Reader, Rights, Scope, scope_of
from casework.appeal.access_table import PUBLIC_POSTS
from casework.appeal.permission import CLAIMANT
from casework.appeal.refusals import OutsideScope
from casework.directory.words import POSTS_OF_UNITS
from casework.facts import Caller
from casework.sql import Statements
from projections.tracking import access
from projections.tracking.rows import TrackingRow
from projections.tracking.wanted import Wanted
from projections.tracking.ways import SqlCondition

_SQL = Statements(__file__)
ALL = frozenset({"collector", "operator", "duty_leader", "supervisor", "auditor"})
EXPORTING = POSTS_OF_UNITS | {"operator", "duty_leader", "supervisor", "auditor"}
ALL_FIGURES = frozenset({"operator", "duty_leader", "supervisor", "auditor"})
READING_PUBLICLY = PUBLIC_POSTS | {CLAIMANT}
PUBLIC = Rights(claimant="clear", words=True, public=True)
_NO_FILTER = frozenset({"now", "sort", "limit", "after", "within", "merged"})


def is_public(reader: Reader) -> bool:
    """Return whether somebody is told public words and states alone: a resident, or who has the
    code."""
    return CLAIMANT in reader.posts or scope_of(reader).is_public


def rights_in(reader: Reader, matter: Matter) -> Rights | None:
    """Return what is read of an appeal; who has the code acts on no other and reads it publicly."""
    return PUBLIC if CLAIMANT in reader.posts else scope_of(reader).rights(matter)


def rights_to(reader: Reader, row: TrackingRow) -> Rights | None:
    """Return what is read of this row; None where it is not read."""
    return scope_of(reader).rights(access.matter_of(row, datetime.now(UTC)))


def narrowed(reader: Reader, wanted: Wanted, *, live: str | None = None) -> Wanted:
    """Return the list without what lies outside. 403 where it asks for that, or no list is read.

    `live` is the schema of now for a list of the past: what is read is decided by what is known.
    """
    scope = scope_of(reader)
    if not scope.clauses or not scope.lists:
        raise OutsideScope(
            "Your posts see no lists of appeals (不可查看列表).", "您的岗位不可查看诉求列表。"
        )
    if scope.is_public:
        wanted = _public(wanted)
    else:
        _check_asked(reader, scope, wanted)
    unit = wanted.unit if live is None else None
    conditions = [] if scope.is_all else [access.within(scope, unit)]
    if wanted.q is not None and not scope.is_public:
        conditions.append(access.searched(scope))
    if live is not None:
        conditions = [_now(live, each) for each in conditions]
    return replace(wanted, within=(*wanted.within, *conditions))


def _now(live: str, condition: SqlCondition) -> SqlCondition:
    return replace(condition, sql=_SQL.of("now", schema=live, read=condition.sql), ways=())


def exporting(reader: Reader) -> Reader:
    """Return the reader as whom a file is taken away: by those posts alone that export."""
    posts = reader.posts & EXPORTING
    if not posts:
        raise OutsideScope("Your posts export no appeals (不可导出).", "您的岗位不可导出诉求。")
    return replace(reader, posts=posts)


def figures_of(caller: Caller, reach: frozenset[str]) -> frozenset[str] | None:
    """Return the units whose figures, and the cases behind them, a caller sees; None for all of
    them.

    403 for whoever sees none (DOMAIN 10, "Export, drill-down"; L 28: a unit sees its own).
    """
    if ALL_FIGURES & caller.posts:
        return None
    if POSTS_OF_UNITS & caller.posts and reach:
        return reach
    raise OutsideScope(
        "Your posts see no figures of units (不可查看考核数据).", "您的岗位不可查看考核数据。"
    )


def _check_asked(reader: Reader, scope: Scope, wanted: Wanted) -> None:
    if any(not clause.conditions for clause in scope.clauses):
        return
    asked = wanted.unit or wanted.helping
    if asked and POSTS_OF_UNITS & reader.posts and asked not in reader.reach:
        named = ", ".join(sorted(reader.reach))
        raise OutsideScope(
            f"You read the orders of {named}, not those of {asked}.",
            f"您可查看{named}的工单，不可查看{asked}的工单。",
        )
    of_grid = reader.area and "grid_worker" in reader.posts
    if of_grid and wanted.area and not wanted.area.startswith(reader.area or ""):
        raise OutsideScope(
            f"You read the appeals of {reader.area}, not those of {wanted.area}.",
            f"您可查看{reader.area}的诉求，不可查看{wanted.area}的诉求。",
        )


def _public(wanted: Wanted) -> Wanted:
    """Return a resident's list: by public words and states, in the order of collection."""
    asked = {f for f in Wanted.__struct_fields__ if getattr(wanted, f) is not None} - _NO_FILTER
    if inner := sorted(asked - public.FILTERS):
        raise OutsideScope(
            f"Your list is not narrowed by {', '.join(inner)} (不可按此筛选).",
            f"您的列表不可按{'、'.join(inner)}筛选。",
        )
    status = wanted.status
    if status is not None:
        status = sorted({each for shown in status for each in public.states_of(shown)})
    sort = wanted.sort if wanted.sort == "collected_at" else "-collected_at"
    return replace(wanted, status=status, sort=sort, merged=None)
