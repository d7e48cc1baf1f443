"""批量: one verb on many appeals. Each is decided alone, all have one cause, and can be undone.

What was done is found again by its cause, so that undoing needs no memory of its own: the opposite
of each fact is asked for on the version that the fact left. Whatever moved on since is skipped.
"""

import asyncio
import time
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any
from uuid import UUID

import msgspec

from api.http import answers
from api.http.chinese.sentences import of_error
from api.http.door import Door
from api.http.refused import called, publicly
from api.visibility.withholding import gloss_of
from casework.appeal import commands as c
from casework.appeal.appeal import Appeal
from casework.errors import CaseworkError, NotInState, Refusal, VersionConflict
from casework.requests import command_id
from projections.timeline.rows import TimelineRow

MOST = 10_000
PATIENCE_SECONDS = 60.0
UNDONE = "批量撤销"


class BulkItem(msgspec.Struct, frozen=True, omit_defaults=True):
    """What became of one appeal: done, with its place, or not, and why.

    Of a dry run `done` says whether it would be, and `would` what would be recorded.
    """

    appeal_no: str
    done: bool
    version: int | None = None
    position: int | None = None
    status: str | None = None
    code: str | None = None
    rule: str | None = None
    detail: str | None = None
    detail_zh: str | None = None
    would: dict[str, Any] | None = None


def cause_of(bulk: UUID) -> str:
    """Return the cause that all facts of a bulk carry."""
    return f"bulk/{bulk}"


async def do_all(
    door: Door,
    bulk: UUID,
    commands: Sequence[c.AppealCommand],
    versions: Mapping[str, int] = MappingProxyType({}),
) -> list[BulkItem]:
    """Send each command by itself, on the version that was seen where one is named.

    Raises what is no refusal.
    """
    asked = [_do(door, bulk, command, versions.get(command.appeal_no)) for command in commands]
    return list(await asyncio.gather(*asked))


async def undo_all(door: Door, bulk: UUID, facts: Sequence[TimelineRow]) -> list[BulkItem]:
    """Return the opposite of each fact of a bulk, where there is one."""
    asked = [_undo(door, bulk, fact) for fact in facts]
    return list(await asyncio.gather(*asked))


async def _do(
    door: Door, cause: UUID, command: c.AppealCommand, expected: int | None = None
) -> BulkItem:
    until = time.monotonic() + PATIENCE_SECONDS
    try:
        if door.dry:
            return await _would(door, command, expected, until)
        answer = await door.service.send(
            command,
            door.caller,
            expected=expected,
            causation_id=cause_of(cause),
            until=until,
            command_id=command_id("bulk", str(cause), command.VERB, command.appeal_no),
        )
    except CaseworkError as error:
        rule = error.rule if isinstance(error, Refusal) else None
        detail, zh = str(error), of_error(error, called(door.service, door.caller))
        if isinstance(error, VersionConflict):
            detail = f"{command.appeal_no} moved on since: what was done then is built upon by now."
            zh = f"诉求{command.appeal_no}此后已有新的变化，请查看后再办理。"
        looked_at = error.appeal if isinstance(error, NotInState) else None
        if door.is_public and isinstance(looked_at, Appeal):
            detail, zh = publicly(looked_at)
        return BulkItem(
            command.appeal_no, False, code=error.code, rule=rule, detail=detail, detail_zh=zh
        )
    status = answers.status_for(answer.status, door.is_public)
    return BulkItem(answer.appeal_no, True, answer.version, answer.position, status)


async def _would(
    door: Door, command: c.AppealCommand, expected: int | None, until: float
) -> BulkItem:
    rehearsal = await door.service.rehearse(command, door.caller, expected=expected, until=until)
    status = answers.status_for(rehearsal.status, door.is_public)
    would = answers.would(rehearsal, door.is_public)
    return BulkItem(command.appeal_no, True, status=status, would=would)


async def _undo(door: Door, bulk: UUID, fact: TimelineRow) -> BulkItem:
    opposite = _OPPOSITES.get(fact.fact)
    command = opposite(fact.appeal_no, msgspec.json.decode(fact.details)) if opposite else None
    if command is None:
        said = f"{fact.fact} has no opposite: what was done stays done."
        zh = f"“{gloss_of(fact.fact)}”不能撤销，已办理的事项保持不变。"
        return BulkItem(fact.appeal_no, False, code="NoOpposite", detail=said, detail_zh=zh)
    undoing = command_id("undo", door.caller.user, str(bulk))
    return await _do(door, undoing, command, expected=fact.version)


Details = dict[str, Any]

_OPPOSITES: dict[str, Callable[[str, Details], c.AppealCommand | None]] = {
    "appeal.dispatched": lambda no, fact: c.RecallOrder(appeal_no=no, reason=UNDONE),
    "appeal.merged": lambda no, fact: c.UnmergeAppeal(appeal_no=no, reason=UNDONE),
    "appeal.reclassified": lambda no, fact: c.ReclassifyAppeal(
        appeal_no=no, category=fact["before"], reason=UNDONE
    ),
    "appeal.reassigned": lambda no, fact: c.ReassignAppeal(
        appeal_no=no, to_unit=fact["from_unit"], reason=UNDONE
    ),
    "orders.handed_over": lambda no, fact: c.HandOver(
        appeal_no=no, from_unit=fact["to_unit"], to_unit=fact["from_unit"], reason=UNDONE
    ),
    "appeal.suspended": lambda no, fact: c.ResumeAppeal(appeal_no=no, reason=UNDONE),
    "sensitivity.marked": lambda no, fact: (
        None
        if fact["kind"] == "none"
        else c.MarkSensitive(appeal_no=no, kind="none", reason=UNDONE)
    ),
    "supervision.opened": lambda no, fact: c.CloseSupervision(
        appeal_no=no, supervision=fact["supervision"], result=UNDONE
    ),
    "appeal.closed": lambda no, fact: c.ReopenAppeal(
        appeal_no=no, basis="leaders_order", reason=UNDONE
    ),
}
