"""守时: looks which clocks ring, and asks for what follows; the facts are made by the rules.

The id of each command is derived from appeal, clock, unit, round, stage and deadline: a restart,
or two timekeepers at once, neither lose nor double one. What nobody could be told for hours is
told then, the oldest first.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime

import psycopg
import structlog

from casework.appeal import commands as c
from casework.appeal.clocks import Clock, going
from casework.appeal.commands.resume import ON_ITS_DATE
from casework.application import Casework
from casework.callers import TIMEKEEPER
from casework.errors import Refusal
from casework.requests import Request, command_id
from projections.agenda.queries import Ringing, ringing, unsettled

PAGE = 1_000

log = structlog.get_logger()


def tick(casework: Casework, conn: psycopg.Connection, now: datetime) -> int:
    """Tell everything that rings by now, once; gives the last position that came of it.

    What a rule refuses (somebody was quicker, a supervision is open) rings again next time.
    """
    city, last = casework.settings.city, 0
    for page in ringing(conn, city, now, PAGE):
        last = max(last, _send(casework, [task for each in page for task in tasks(each, now)]))
    until = casework.policies.calendar("work").known_until
    if until is not None:
        settling = [_settling(no, until) for no in unsettled(conn, city, until)]
        last = max(last, _send(casework, settling))
    return last


Task = tuple[tuple[str, ...], c.AppealCommand]


def tasks(ringing: Ringing, now: datetime) -> Iterator[Task]:
    """Yield what is to be asked for on one appeal, with the names that its id is derived from."""
    for clock in ringing.clocks:
        rings_at = clock.rings_at
        if rings_at is None or rings_at > now:
            continue
        stage, command = _command_for(ringing, clock, now)
        names = (ringing.appeal_no, clock.name, clock.unit or "", str(clock.round), stage)
        yield (*names, clock.due.isoformat()), command


def _command_for(ringing: Ringing, clock: Clock, now: datetime) -> tuple[str, c.AppealCommand]:
    no = ringing.appeal_no
    if clock.level == 0 and now < clock.due:
        return "remind", c.RemindOfClock(appeal_no=no, clock=clock.name, unit=clock.unit)
    if clock.name == "suspension":
        return "resume", c.ResumeAppeal(appeal_no=no, reason=ON_ITS_DATE)
    if clock.name == "reopening":
        return "archive", c.ArchiveAppeal(appeal_no=no)
    if clock.name == "info" and going(ringing.clocks, "handling") is None:
        return "refuse", _unclear(no)
    level = clock.level + 1
    return str(level), c.EscalateClock(appeal_no=no, clock=clock.name, level=level, unit=clock.unit)


def _unclear(appeal_no: str) -> c.RefuseAppeal:
    """Refuse where what was asked was never answered, before dispatch (DOMAIN 11.12)."""
    return c.RefuseAppeal(
        appeal_no=appeal_no, ground="unclear_and_no_contact", reason="限期内未能补充必要信息"
    )


def _settling(appeal_no: str, known_until: datetime) -> Task:
    names = (appeal_no, "settle", known_until.isoformat())
    return names, c.SettleDeadline(appeal_no=appeal_no)


def _send(casework: Casework, tasks: Sequence[Task]) -> int:
    sent = [
        casework.send(command, TIMEKEEPER, command_id=command_id("timekeeper", *names))
        for names, command in tasks
    ]
    return max(map(_position, sent), default=0)


def _position(request: Request) -> int:
    try:
        position: int = request.future.result().position
    except Refusal as refusal:
        command = request.command
        log.debug("clock.not_told", verb=command.VERB, code=refusal.code, reason=str(refusal))
        return 0
    return position
