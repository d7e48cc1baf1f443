"""常令: "whenever it stands so, ask for that". Each order is a question to tracking.

There is no queue and no memory: an order that was carried out is no longer found, one that was cut
off is found again, and its command has the same id as before.
"""

from collections.abc import Callable, Sequence

import msgspec
import psycopg
import structlog
from psycopg.rows import tuple_row

from casework.appeal import commands as c
from casework.application import Casework
from casework.callers import STANDING_ORDERS
from casework.errors import Refusal, UnknownAppeal
from casework.requests import Request, command_id
from casework.sql import Statements

NOBODY_CAME = "承办单位记录已上门，诉求人回访称无人上门，请说明情况并提交凭证"
GROUP = "同一事项诉求人达到五人"
_SQL = Statements(__file__)

log = structlog.get_logger()


class StandingOrder(msgspec.Struct, frozen=True):
    """The question, by its name in `standing_orders.sql`, and what is asked for on each answer.

    A row begins with the appeal; all of it together names the occasion.
    """

    question: str
    asks: Callable[[str], c.AppealCommand]


ORDERS: Sequence[StandingOrder] = (
    StandingOrder("to_share_the_result", lambda no: c.ShareResult(appeal_no=no)),
    StandingOrder("to_close_with_the_parent", lambda no: c.CloseMerged(appeal_no=no)),
    StandingOrder(
        "to_stand_alone_again",
        lambda no: c.UnmergeAppeal(appeal_no=no, reason="主件未经办理即结束"),
    ),
    StandingOrder(
        "to_mark_as_a_group",
        lambda no: c.MarkSensitive(appeal_no=no, kind="group", reason=GROUP, alerted=("值班领导",)),
    ),
    StandingOrder(
        "to_supervise_a_false_visit",
        lambda no: c.OpenSupervision(appeal_no=no, level="routine", demand=NOBODY_CAME),
    ),
)


def carry_out(casework: Casework, conn: psycopg.Connection) -> int:
    """Ask for everything that is to be asked for; gives the last position that came of it."""
    return max(_carry_out(casework, conn, order) for order in ORDERS)


def _carry_out(casework: Casework, conn: psycopg.Connection, order: StandingOrder) -> int:
    question = _SQL.of(order.question, city=casework.settings.city)
    rows = conn.cursor(row_factory=tuple_row).execute(question).fetchall()
    sent = [
        casework.send(
            order.asks(row[0]),
            STANDING_ORDERS,
            command_id=command_id(order.question, *map(str, row)),
        )
        for row in rows
    ]
    return max(map(_position, sent), default=0)


def _position(request: Request) -> int:
    try:
        position: int = request.future.result().position
    except (Refusal, UnknownAppeal) as refusal:
        command = request.command
        log.debug("order.not_done", verb=command.VERB, code=refusal.code, reason=str(refusal))
        return 0
    return position
