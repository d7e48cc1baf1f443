"""撤并: a unit is dissolved, and all that it has in hand goes to its successor in the same step.

Where one appeal stands in the way (the successor may not lead it, say), nothing is done and the
numbers are told: a unit that still has orders must not vanish from under them.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import msgspec
import psycopg

from api.http import bulk
from api.http.chinese.sentences import of_error
from api.http.door import Door
from api.http.problems import Problem
from casework.appeal import commands as c
from casework.application import Casework
from casework.directory.commands import DissolveUnit
from casework.errors import CaseworkError
from casework.facts import Caller
from casework.requests import Answer, command_id
from casework.sql import Statements, schema_of
from projections.engine.reading import caught_up

DISSOLVED = "机构撤并"
_SQL = Statements(__file__)


class InTheWay(msgspec.Struct, frozen=True):
    """An appeal that cannot be handed over, and why."""

    appeal_no: str
    code: str
    detail: str
    detail_zh: str


def handing_over(command: DissolveUnit, appeal_no: str) -> c.HandOver:
    """Return the command that hands one appeal over."""
    return c.HandOver(
        appeal_no=appeal_no,
        from_unit=command.unit,
        to_unit=command.successor,
        reason=command.reason or DISSOLVED,
    )


def is_at_once(command: DissolveUnit) -> bool:
    """Return whether the unit is gone by now; one that stands until later keeps its orders until
    then."""
    return command.valid_to is None or command.valid_to <= datetime.now(UTC)


async def dissolve(door: Door, command: DissolveUnit) -> dict[str, Any]:
    """Dissolve over HTTP. 409 with the numbers where something stands in the way."""
    service, caller = door.service, door.caller
    await service.rehearse(command, caller)
    numbers = await _in_hand(door, command.unit) if is_at_once(command) else []
    told: dict[str, Any] = {"successor": command.successor, "handed_over": len(numbers)}
    commands = [handing_over(command, no) for no in numbers]
    if in_the_way := [each for x in commands if (each := await _refused(door, x)) is not None]:
        raise _stands(command, in_the_way)
    if door.dry:
        return {**told, "dry_run": True, "appeals": numbers}
    cause = command_id("bulk", caller.user, door.key) if door.key else uuid4()
    await _hand_over(door, cause, command, commands)
    answer = await service.change(command, caller)
    return {**told, "id": str(cause), "status": answer.status, "position": answer.position}


def dissolve_now(
    casework: Casework,
    conn: psycopg.Connection,
    command: DissolveUnit,
    caller: Caller,
    *,
    dry: bool,
) -> tuple[list[str], list[InTheWay], Answer | None]:
    """Dissolve on the command line: the numbers handed over, or what stands in the way."""
    casework.rehearse(command, caller)
    numbers: list[str] = []
    if is_at_once(command):
        city = casework.settings.city
        rows = conn.execute(_SQL.of("in_hand", city=city), {"unit": command.unit}).fetchall()
        numbers = [appeal_no for (appeal_no,) in rows]
    commands = [handing_over(command, no) for no in numbers]
    in_the_way = [each for x in commands if (each := _refused_now(casework, x, caller)) is not None]
    if dry or in_the_way:
        return numbers, in_the_way, None
    for handover in commands:
        casework.do(handover, caller, causation_id=bulk.cause_of(uuid4()))
    return numbers, [], casework.do(command, caller)


async def _in_hand(door: Door, unit: str) -> list[str]:
    service = door.service
    async with service.pool.connection() as conn:
        if not await caught_up(conn, service.city, schema_of(service.city, "tracking")):
            raise Problem(503, "ViewBehind", "The list of its orders is behind; try again shortly.")
        found = await conn.execute(_SQL.of("in_hand", city=service.city), {"unit": unit})
        return [appeal_no for (appeal_no,) in await found.fetchall()]


async def _refused(door: Door, command: c.HandOver) -> InTheWay | None:
    try:
        await door.service.rehearse(command, door.caller)
    except CaseworkError as error:
        return InTheWay(command.appeal_no, error.code, str(error), of_error(error))
    return None


def _refused_now(casework: Casework, command: c.HandOver, caller: Caller) -> InTheWay | None:
    try:
        casework.rehearse(command, caller)
    except CaseworkError as error:
        return InTheWay(command.appeal_no, error.code, str(error), of_error(error))
    return None


async def _hand_over(
    door: Door, cause: UUID, command: DissolveUnit, commands: Sequence[c.HandOver]
) -> None:
    """Hand each over by itself; what moved on meanwhile stands in the way after all."""
    items = await bulk.do_all(door, cause, commands)
    left = [
        InTheWay(i.appeal_no, i.code or "", i.detail or "", i.detail_zh or "")
        for i in items
        if not i.done
    ]
    if left:
        raise _stands(command, left)


def _stands(command: DissolveUnit, in_the_way: Sequence[InTheWay]) -> Problem:
    numbers = ", ".join(each.appeal_no for each in in_the_way[:20])
    said = f"{command.unit} is not dissolved: {len(in_the_way)} of its orders stand in the way"
    zh = {"unit": command.unit, "count": len(in_the_way), "numbers": numbers}
    items = msgspec.to_builtins(in_the_way)
    return Problem(409, "OrdersInTheWay", f"{said} ({numbers}).", zh, items=items)
