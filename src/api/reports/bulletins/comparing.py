"""更正: what reads otherwise than in the version before, and the facts that are the cause."""

from collections.abc import Iterator, Mapping

from psycopg import AsyncConnection
from psycopg.rows import tuple_row

from casework.bulletin.events import Behind, BulletinPublished, Difference
from casework.facts import Recorded
from casework.figures.board import Board, Count, Line
from casework.sql import Statements
from casework.store.mapper import FACTS
from casework.words import NOTHING

_SQL = Statements(__file__)
SCORE = "score"
_GONE = "本期已无该单位的工单"
_TIME = "判定时刻之前时限届满，其间没有新的事实"

Members = dict[str, dict[tuple[str, str], Behind]]
Causes = Mapping[str, list[str]]


async def differences(
    conn: AsyncConnection, city: str, before: Recorded, after: BulletinPublished
) -> tuple[Difference, ...]:
    """Compare figure by figure, unit by unit, each with the appeals that count otherwise and the
    cause."""
    old = before.fact
    assert isinstance(old, BulletinPublished), "bulletins are compared with bulletins"
    changed = _changed_appeals(old, after)
    causes = await _causes(conn, city, changed, old.board.position, after.board.position)
    return tuple(_compared(old, after, causes))


def _compared(
    old: BulletinPublished, new: BulletinPublished, causes: Causes
) -> Iterator[Difference]:
    lines, were, are = _lines(old.board), _members(old), _members(new)
    by_policy = old.board.policy != new.board.policy
    for key, line in _lines(new.board).items():
        earlier = lines.pop(key, None)
        for figure in new.figures:
            before, after = _format(earlier, figure), _format(line, figure)
            if before == after:
                continue
            appeals = _appeals(figure, new.figures, were.get(key, {}), are.get(key, {}))
            cause = _cause(
                appeals, causes, by_policy and f"{old.board.policy} → {new.board.policy}"
            )
            yield Difference(key, line.name, figure, before, after, appeals, cause)
        yield from _score(earlier, line, old.board, new.board)
    for key, gone in lines.items():
        yield Difference(key, gone.name, "received", _format(gone, "received"), NOTHING, (), _GONE)


def _score(earlier: Line | None, line: Line, old: Board, new: Board) -> Iterator[Difference]:
    before, after = (
        str(x.score) if x and x.score is not None else NOTHING for x in (earlier, line)
    )
    if before != after:
        moved = old.policy != new.policy
        cause = f"考核办法由{old.policy}改为{new.policy}" if moved else "上列各项变动"
        yield Difference(line.key, line.name, SCORE, before, after, (), cause)


def _appeals(
    figure: str,
    figures: tuple[str, ...],
    were: dict[tuple[str, str], Behind],
    are: dict[tuple[str, str], Behind],
) -> tuple[str, ...]:
    bit = figures.index(figure)
    orders = were.keys() | are.keys()
    return tuple(sorted({o[0] for o in orders if _bits(were, o, bit) != _bits(are, o, bit)}))


def _bits(
    members: dict[tuple[str, str], Behind], order: tuple[str, str], bit: int
) -> tuple[int, int]:
    found = members.get(order)
    return (found.whole >> bit & 1, found.part >> bit & 1) if found else (0, 0)


def _cause(appeals: tuple[str, ...], causes: Causes, policy: str | bool) -> str:
    said = [f"考核办法由{policy}"] if policy else []
    facts = dict.fromkeys(gloss for no in appeals for gloss in causes.get(no, ()))
    said += ["、".join(facts)] if facts else []
    return "；".join(said) or _TIME


def _changed_appeals(old: BulletinPublished, new: BulletinPublished) -> list[str]:
    before, after = set(old.behind), set(new.behind)
    return sorted({order.appeal_no for order in before ^ after})


async def _causes(
    conn: AsyncConnection, city: str, appeals: list[str], since: int, until: int
) -> dict[str, list[str]]:
    """Return what happened to each appeal between two positions, in the words of its facts."""
    cursor = conn.cursor(row_factory=tuple_row)
    found = await cursor.execute(_SQL.of("between", city=city), (appeals, since, until))
    causes: dict[str, list[str]] = {}
    for appeal_no, topic in await found.fetchall():
        causes.setdefault(appeal_no, []).append(_gloss(topic))
    return causes


def _gloss(topic: str) -> str:
    """Return the Chinese word of a fact: the first of its docstring."""
    return (FACTS[topic].__doc__ or topic).partition(":")[0]


def _lines(board: Board) -> dict[str, Line]:
    return {line.key: line for listing in board.lists for line in listing.lines}


def _members(bulletin: BulletinPublished) -> Members:
    found: Members = {}
    for order in bulletin.behind:
        found.setdefault(order.unit, {})[order.appeal_no, order.order_no] = order
    return found


def _format(line: Line | None, figure: str) -> str:
    count: Count | None = line.figures.get(figure) if line else None
    if count is None:
        return NOTHING
    return str(count.part) if count.whole is None else f"{count.part}/{count.whole}"
